"""The ten days of the corpus in a snapshot, by the real stages without Kafka: what `make demo` reads, in seconds."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import pipeline.publish
from corpus.serve import CorpusServer
from pipeline.jobs import ingest
from pipeline.jobs.consume import enrich_events
from pipeline.jobs.demo import DAYS, FIRST, SECOND
from pipeline.models import ArticleEvent, Outcome
from pipeline.relate import relate
from pipeline.settings import ROOT, current
from pipeline.store import Load, Store
from pipeline.topics import ENRICHED, FETCHES
from pipeline.validate import validate
from tests.topics.examples import as_received

ALL = [date(2022, 12, 30) + timedelta(days=number) for number in range(DAYS)]


def snapshot(home: Path) -> Path:
    """Reads the corpus as of its ninth day and then of its tenth into a database below `home`; returns its snapshot."""
    with pytest.MonkeyPatch.context() as patch, CorpusServer(0, FIRST[:10]) as server:
        patch.setenv("SITREP_HOME", str(home))
        patch.setenv("SITREP_SOURCES", str(ROOT / "corpus" / "sources.toml"))
        patch.setenv("SITREP_CORPUS_PORT", str(server.port))
        current.cache_clear()
        try:
            return _read(server, patch)
        finally:
            current.cache_clear()


def _read(server: CorpusServer, patch: pytest.MonkeyPatch) -> Path:
    sent: list[tuple[list[ArticleEvent], list[Outcome]]] = []

    def keep(_: object, events: list[ArticleEvent], outcomes: list[Outcome]) -> dict[str, int]:
        sent.append((events, outcomes))
        return {}

    patch.setattr(pipeline.publish, "publish", keep)
    settings = current()
    with Store(settings.live_database) as store:
        for now in (FIRST, SECOND):
            server.day = now[:10]
            run = ingest.run_of(ingest.begin(now, now, None, None))
            for source in ingest.choose():
                ingest.read_source(source.name, run)
            events = [event for each, _ in sent for event in each]
            outcomes = [outcome for _, each in sent for outcome in each]
            store.load(_load(events, outcomes), {})
            sent.clear()
        relate(store.connection, None)
        store.publish_snapshot(settings.snapshot)
    return settings.snapshot


def _load(events: list[ArticleEvent], outcomes: list[Outcome]) -> Load:
    enriched: list[Any] = [event for topic, event in enrich_events(events) if topic is ENRICHED]
    verdict = validate([as_received(ENRICHED, event) for event in enriched])
    return Load(passed=verdict.passed, failed=verdict.failed, others=[as_received(FETCHES, each) for each in outcomes])
