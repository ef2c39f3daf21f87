"""The rows that a digest is told from: what the queries in sql/ give, column for column.

Reads nothing, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its article, its origin and the doubt cast on it."""

    claim_id: str
    ce_id: str
    event_id: str
    article_id: str
    published_on: date
    stands: bool  # False: of a revision that its article has replaced
    measure: str
    low: float | None
    high: float | None
    approx: str | None
    unit: str | None
    per: str | None
    side: str | None
    place: str | None
    place_part: str | None
    start: date | None
    end: date | None
    cumulative: bool
    action: str | None
    weapon: str | None
    speaker: str | None
    stated_on: date
    relayed_by: list[str]
    stance: str
    parts: list[dict[str, Any]]
    quote: str
    char_start: int
    char_end: int
    outlet: str
    outlet_kind: str
    told_at: datetime
    statement_id: str
    first_on: date  # the day the statement was first reported
    origin_id: str
    origin: str
    origin_kind: str
    origin_side: str | None
    hedge_phrase: str | None
    hedge_scale: str | None
    hedge_low: int | None
    hedge_high: int | None


@dataclass(frozen=True, slots=True)
class RelationRow:
    claim_id: str
    other_claim_id: str
    kind: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class TellingRow:
    """An incident, or an estimate (kind `estimate`)."""

    ce_id: str
    kind: str
    actor: str | None
    place: str | None
    start: date | None
    end: date | None
    speaker: str | None
    quote: str
    char_start: int
    char_end: int
    claims: int
    hedge_phrase: str | None
    hedge_scale: str | None
    hedge_low: int | None
    hedge_high: int | None


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A mention or a place (`name`), or a time (`start`, `end`)."""

    char_start: int
    char_end: int
    text: str
    name: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    ce_id: str
    event_id: str
    article_id: str
    outlet: str
    title: str | None
    text: str
    url: str
    authors: list[str]
    published_at: str | None
    published_on: date
    modified_at: str | None
    language: str | None
    analysis: str
    fetched_at: datetime
    stands: bool
    claims: int
    copy_of: str | None
    revision: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    name: str
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One stated figure of people lost, for a day or up to it."""

    voice: str
    side: str
    measure: str
    cumulative: bool
    end: date
    low: float | None
    high: float | None
    quote: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    ce_id: str
    char_start: int
    char_end: int
    found: str
    speaker: str


@dataclass(frozen=True, slots=True)
class RemovedRow:
    ce_id: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    story_id: str
    event_id: str
    outlet: str
    title: str | None
    opening: str  # the beginning of its text
    published_on: date


@dataclass(frozen=True, slots=True)
class MissedRow:
    outlet: str
    url: str
    reason: str
    detail: str | None
    count: int
