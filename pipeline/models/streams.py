"""What else travels on topics, and how far they have been loaded.

Reads nothing, writes nothing. Instants are timezone-aware UTC `datetime`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.models.document import Claim, Hedge, Incident
from pipeline.models.ingest import EnrichedEvent


@dataclass(frozen=True, slots=True)
class ClaimsEvent:
    """The value of `claims.v1`: the claims of one revision, for subscribers who want only them."""

    event_id: str
    article_id: str
    source: str
    outlet: str
    url: str
    title: str | None
    published_at: str | None
    published_on: str
    fetched_at: datetime
    rules_version: str
    hedges: list[Hedge]
    incidents: list[Incident]
    claims: list[Claim]

    @classmethod
    def of(cls, enriched: EnrichedEvent) -> ClaimsEvent:
        """The projection of an enriched event; hedge and incident indexes stay valid."""
        event, findings = enriched.event, enriched.findings
        return cls(
            event_id=event.event_id,
            article_id=event.article_id,
            source=event.source,
            outlet=event.outlet,
            url=event.url,
            title=event.article.title,
            published_at=event.article.published_at,
            published_on=event.published_on,
            fetched_at=event.fetched_at,
            rules_version=enriched.rules_version,
            hedges=findings.hedges,
            incidents=findings.incidents,
            claims=findings.claims,
        )


@dataclass(frozen=True, slots=True)
class DigestEvent:
    """The value of `digests.v1`: one edition of the digest of one day."""

    digest_id: str
    day: str
    built_at: datetime
    as_of: datetime | None  # what had been fetched by then is in it; null: everything
    snapshot_id: str
    articles: int
    sentences: int
    withheld: int
    body: dict[str, object]  # the digest as its JSON file has it


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """The value of `articles.dead-letter.v1`: a record that could not be decoded, and where it lies."""

    topic: str
    partition: int
    offset: int
    reason: str  # null_value, not_json, wrong_schema, wrong_type, wrong_key, too_large
    detail: str
    key: str | None  # base64 of the raw key
    value: str | None  # base64 of the raw value, cut where it was too large
    value_bytes: int
    headers: dict[str, str]
    event_id: str | None  # the revision, where the header ce_subject names one
    recorded_at: datetime
    dead_at: datetime
    replayed_at: datetime | None = None  # set in the letter that says so: same record, sent again


@dataclass(frozen=True, slots=True)
class QuarantinedEvent:
    """The value of `articles.quarantine.v1`: a record that decodes but failed an expectation."""

    ce_id: str
    event_id: str
    article_id: str
    topic: str
    partition: int
    offset: int
    reasons: list[str]
    value: str  # base64 of the raw value
    quarantined_at: datetime


@dataclass(frozen=True, slots=True)
class Position:
    """How far a partition has been loaded. `topic_id` is Kafka's: another one means that the topic was made again."""

    next_offset: int
    topic_id: str


Positions = dict[tuple[str, int], Position]  # by topic and partition
