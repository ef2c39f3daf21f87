"""What a digest shows beside its sentences: sources, stories, places, series and article pages.

Reads nothing, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One article of a story."""

    event_id: str
    outlet: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one thing, oldest first; its title is that of the first."""

    story_id: str
    title: str
    course: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of an article of the day; `outlets` tell its story."""

    event_id: str
    outlet: str
    title: str
    outlets: int


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article that was read, as the list of sources shows it."""

    event_id: str
    outlet: str
    title: str
    url: str | None
    published_at: str
    language: str | None
    analysis: str
    claims: int
    copy_of: str | None  # outlet whose text it repeats
    revision: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """An address that did not become an article, with the reason."""

    outlet: str
    url: str | None
    reason: str
    detail: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Sources:
    read: tuple[ArticleLine, ...] = ()
    not_analysed: tuple[ArticleLine, ...] = ()
    missed: tuple[Missed, ...] = ()
    silent: tuple[str, ...] = ()  # heard in the week before, not on this day


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place of the day on the map; `disputed` where sources disagree about it."""

    name: str
    lat: float
    lon: float
    admin1: str | None
    precision: str
    statements: int
    incidents: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Point:
    day: date
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """What one voice stated, day by day; kind is total or daily."""

    kind: str
    voice: str
    side: str
    measure: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DisputeCount:
    """How many pairs of statements contradicted one another, by the day of the later one."""

    day: date
    pairs: int


@dataclass(frozen=True, slots=True)
class Mark:
    char_start: int
    char_end: int
    found: str
    speaker: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as it was read, with the spans that something was found in and the blocks that were removed."""

    event_id: str
    outlet: str
    title: str
    authors: tuple[str, ...]
    url: str | None
    published_at: str
    fetched_at: datetime
    stands: bool
    text: str
    marks: tuple[Mark, ...]
    removed: tuple[tuple[str, str], ...]  # text, rule
