"""A landed day parsed again gives the events that it gave when it was fetched, to the id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from corpus.serve import CorpusServer
from pipeline import settings
from pipeline.extract import EXTRACT_VERSION, Extractor, Input
from pipeline.fetch import fetch, refill
from pipeline.landing import SourceState, current, save_state
from pipeline.models import ArticleEvent, Document, Outcome, Page, Run
from pipeline.normalize import normalize
from pipeline.settings import ROOT
from pipeline.sources import Source, load


def events(
    extractor: Extractor, items: Iterable[Page | Outcome], source: Source, state: SourceState, run: Run
) -> dict[str, str]:
    """event_id -> day of the events that come of these items."""
    found = {}
    for page in items:
        if isinstance(page, Outcome):
            continue
        (document,) = extractor.run([Input(page.url, page.body, page.final_url or page.url, page.content_type)])
        assert isinstance(document, Document)
        made = normalize(document, page, source, state, run, EXTRACT_VERSION)
        if isinstance(made, ArticleEvent):
            found[made.event_id] = made.published_on
    return found


def test_the_same_ids_from_the_landing_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.fromisoformat("2023-01-07T21:30:00+00:00")
    with CorpusServer(0, "2023-01-07") as server, Extractor() as extractor:
        monkeypatch.setenv("SITREP_CORPUS_PORT", str(server.port))
        settings.current.cache_clear()
        source = load([ROOT / "corpus" / "sources.toml"])["harborpost"]
        state, run = SourceState("harborpost"), Run("first", now)
        first = events(extractor, fetch(source, state, run), source, state, run)
        save_state(state, now)
        assert len(set(first.values())) > 3
        for day in sorted(set(first.values()))[:3]:
            asked = date.fromisoformat(day)
            run = Run("again", now, asked, asked)
            again = events(extractor, refill(source, current(), asked), source, SourceState("harborpost"), run)
            assert again == {event: on for event, on in first.items() if on == day}
