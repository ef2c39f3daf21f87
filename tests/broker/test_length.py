"""A text too long to be analysed in the time that a worker is given is kept, told, and holds up nobody."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pipeline import topics
from pipeline.broker import run_group
from pipeline.broker.loop import Outputs
from pipeline.enrich import MAX_CHARACTERS
from pipeline.jobs.consume import enrich_events
from pipeline.models import ArticleEvent
from pipeline.publish import publish
from pipeline.settings import Settings
from tests.broker.streams import ask, counted, running, wait_for
from tests.topics.examples import article, outcome

pytestmark = pytest.mark.services

SENTENCE = "Officials said two soldiers were killed in Bakhmut on Monday. "


def with_text(number: int, text: str) -> ArticleEvent:
    event = article(number)
    return replace(event, article=replace(event.article, text=text), blocks=[])


def test_a_text_of_5_mb_is_stored_without_analysis_and_the_article_beside_it_is_read(settings: Settings) -> None:
    events = [with_text(1, SENTENCE * (5_000_000 // len(SENTENCE))), with_text(2, SENTENCE)]
    publish(settings, events, [outcome(event) for event in events])
    seen: list[ArticleEvent] = []
    seconds = 0.0

    def handle(batch: list[ArticleEvent]) -> Outputs:
        nonlocal seconds
        begun = time.process_time()
        outputs = enrich_events(batch)
        seconds += time.process_time() - begun
        seen.extend(batch)
        return outputs

    run_group(settings, topics.ARTICLES, "g", handle, lambda: len(seen) == 2)
    assert seconds < 20  # most of it to load the parser; the analysis of this text would take an hour
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "articles") == 2, 60, lambda: loader.said)
        assert loader.end() == 0
    assert ask(settings, "SELECT analysis, length(text), count(c.claim_id) FROM articles a "
               "LEFT JOIN claims c USING (ce_id) GROUP BY ALL ORDER BY 2") == [
        ("full", len(SENTENCE), 1),
        ("too long", len(events[0].article.text), 0),
    ]  # fmt: skip
    assert ask(settings, "SELECT balanced, events_stored FROM reconciliation") == [(True, 2)]


def test_the_limit_holds_twice_the_longest_briefing_and_not_a_character_more() -> None:
    for characters, analysis in ((MAX_CHARACTERS, "full"), (MAX_CHARACTERS + 1, "too long")):
        (enriched, _) = [event for _, event in enrich_events([with_text(1, ("x " * characters)[:characters])])]
        assert enriched.findings.analysis == analysis
