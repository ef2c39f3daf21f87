"""Events for tests, made from the examples that stand in the schemas."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from pipeline import topics
from pipeline.models import ArticleEvent, EnrichedEvent, Findings, Outcome, stable_id
from pipeline.topics import Topic


@dataclass
class FakeRecord:
    """A Kafka record that never saw a broker."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes]] = field(default_factory=list)
    partition: int = 0
    offset: int = 0
    timestamp: int = 1_672_700_000_000


@cache
def example(topic: Topic) -> Any:
    """The first example of a topic's schema, as an event."""
    text = json.dumps(json.loads(topic.schema_file.read_text(encoding="utf-8"))["examples"][0])
    return TypeAdapter(topic.event).validate_json(text)


def as_record(topic: Topic, event: Any, **where: Any) -> FakeRecord:
    """The record that the event would be."""
    key, value, headers = topics.encode(topic, event)
    return FakeRecord(topic.name, key, value, headers, **where)


def as_received(topic: Topic, event: Any, **where: Any) -> topics.Received:
    """The event as a consumer would get it."""
    return topics.decode(as_record(topic, event, **where))


def article(number: int, revision: int = 0, day: str = "2023-01-02") -> ArticleEvent:
    """Article `number` with one sentence; the same numbers make the same event."""
    text = f"Shelling hit village number {number} again, officials said in report {revision}."
    base: ArticleEvent = example(topics.ARTICLES)
    return replace(
        base,
        event_id=stable_id("event", number, revision),
        article_id=stable_id("article", number),
        url=f"https://courier.example/{number}",
        published_on=day,
        article=replace(base.article, text=text, title=f"Village {number}"),
        blocks=[replace(base.blocks[0], char_start=0, char_end=len(text))],
        removed=[],
    )


def outcome(event: ArticleEvent, run: str = "run-1") -> Outcome:
    """The outcome `published` of an article event."""
    base: Outcome = example(topics.FETCHES)
    return replace(
        base,
        fetch_id=stable_id("fetch", run, event.event_id),
        run_id=run,
        url=event.url,
        outcome="published",
        reason=None,
        detail=None,
        status=200,
        article_id=event.article_id,
        event_id=event.event_id,
        published_on=event.published_on,
        fetched_at=event.fetched_at,
    )


def enriched(event: ArticleEvent, rules_version: str = "1") -> EnrichedEvent:
    """The article with nothing found in it."""
    return EnrichedEvent(event, Findings(), rules_version)
