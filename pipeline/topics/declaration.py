"""The one declaration of topics: name, partitions, retention, key, event and schema of each.

Reads `schemas/events/`; writes nothing. `topics.create` makes them on a cluster, `topics.codec` turns events
into records and back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.models import (
    ArticleEvent,
    ClaimsEvent,
    DeadLetter,
    DigestEvent,
    EnrichedEvent,
    Outcome,
    QuarantinedEvent,
    stable_id,
)
from pipeline.settings import ROOT

SCHEMAS = ROOT / "schemas" / "events"
# Longest value in bytes that is produced or accepted. A page may be 5 MiB of HTML; its text with all that was
# found in it stayed below 3 MiB for every page measured.
MAX_VALUE_BYTES = 8 * 2**20
# What brokers and clients must carry: the longest value and its headers.
MAX_RECORD_BYTES = MAX_VALUE_BYTES + 2**20


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    `key`, `identity`, `subject` and `moment` take an event: what orders it, what makes its `ce_id`, what it is
    about, and when it came to be.
    """

    name: str
    event: type[Any]
    schema: str  # event type and version: the file in schemas/events/ without its suffix
    key: Callable[[Any], str]
    key_is: str
    identity: Callable[[Any], tuple[object, ...]]
    subject: Callable[[Any], str | None]
    moment: Callable[[Any], datetime]
    partitions: int
    retention: str  # the setting that holds its days
    summary: str

    @property
    def ce_type(self) -> str:
        """The CloudEvents type."""
        return f"sitrep.{self.schema}"

    @property
    def schema_id(self) -> str:
        """The CloudEvents dataschema: the schema's own `$id`."""
        return f"urn:sitrep:events:{self.schema}"

    def ce_id(self, event: Any) -> str:
        """Permanent identity of the record of an event: the same on every machine and in every retry."""
        subject, rules_version = self.identity(event)
        return stable_id(subject, self.ce_type, rules_version)

    @property
    def schema_file(self) -> Path:
        return SCHEMAS / f"{self.schema}.json"


# Six partitions carry articles: up to six enrich workers share them, and two cores do not feel the difference.
ARTICLES = Topic(
    name="articles.v1",
    event=ArticleEvent,
    schema="article.v1",
    key=lambda e: e.article_id,
    key_is="article_id",
    identity=lambda e: (e.event_id, None),
    subject=lambda e: e.event_id,
    moment=lambda e: e.fetched_at,
    partitions=6,
    retention="topic_days_articles",
    summary="Revisions of articles, extracted and normalised.",
)
ENRICHED = Topic(
    name="articles.enriched.v1",
    event=EnrichedEvent,
    schema="article.enriched.v1",
    key=lambda e: e.event.article_id,
    key_is="article_id",
    identity=lambda e: (e.event.event_id, e.rules_version),
    subject=lambda e: e.event.event_id,
    moment=lambda e: e.event.fetched_at,
    partitions=6,
    retention="topic_days_articles",
    summary="Revisions of articles with all that was found in them: one record is one atom.",
)
CLAIMS = Topic(
    name="claims.v1",
    event=ClaimsEvent,
    schema="claims.v1",
    key=lambda e: e.article_id,
    key_is="article_id",
    identity=lambda e: (e.event_id, e.rules_version),
    subject=lambda e: e.event_id,
    moment=lambda e: e.fetched_at,
    partitions=6,
    retention="topic_days_articles",
    summary="The claims of each revision, for subscribers who want only them.",
)
FETCHES = Topic(
    name="fetches.v1",
    event=Outcome,
    schema="fetch.v1",
    key=lambda e: e.article_id or e.fetch_id,
    key_is="article_id, or fetch_id where no article was read",
    identity=lambda e: (e.fetch_id, None),
    subject=lambda e: e.fetch_id,
    moment=lambda e: e.fetched_at,
    partitions=3,
    retention="topic_days_fetches",
    summary="How every URL tried ended.",
)
DIGESTS = Topic(
    name="digests.v1",
    event=DigestEvent,
    schema="digest.v1",
    key=lambda e: e.day,
    key_is="day",
    identity=lambda e: (e.digest_id, None),
    subject=lambda e: e.digest_id,
    moment=lambda e: e.built_at,
    partitions=1,
    retention="topic_days_articles",
    summary="Editions of the daily digest.",
)
DEAD_LETTERS = Topic(
    name="articles.dead-letter.v1",
    event=DeadLetter,
    schema="dead-letter.v1",
    key=lambda e: f"{e.topic}/{e.partition}",
    key_is="topic and partition of the record",
    identity=lambda e: (f"{e.topic}/{e.partition}/{e.offset}/{e.replayed_at or ''}", None),
    subject=lambda e: e.event_id,
    moment=lambda e: e.dead_at,
    partitions=1,
    retention="topic_days_articles",
    summary="Records that could not be decoded, with where they lie and their raw value.",
)
QUARANTINE = Topic(
    name="articles.quarantine.v1",
    event=QuarantinedEvent,
    schema="quarantine.v1",
    key=lambda e: e.article_id,
    key_is="article_id",
    identity=lambda e: (e.ce_id, None),
    subject=lambda e: e.event_id,
    moment=lambda e: e.quarantined_at,
    partitions=1,
    retention="topic_days_articles",
    summary="Records that decode but failed an expectation, with the reasons and their raw value.",
)

ALL = (ARTICLES, ENRICHED, CLAIMS, FETCHES, DIGESTS, DEAD_LETTERS, QUARANTINE)
BY_NAME = {topic.name: topic for topic in ALL}
# What the loader reads; enrich reads ARTICLES.
LOADED = (ENRICHED, FETCHES, DIGESTS, DEAD_LETTERS)
