"""What one document yields: the contract of `sitrep inspect`, of the enriched event and of the columns.

Reads nothing, writes nothing. Offsets are Unicode code points into `Article.text`, `char_end` exclusive.
Dates are inclusive ISO days (`YYYY-MM-DD`) as strings. `None` means that the text leaves it open.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """The words of an article and what its page says about them."""

    title: str | None
    text: str
    authors: list[str]
    published_at: str | None  # ISO, with the source's UTC offset, or a date alone
    published_at_source: str | None  # where it was found: json-ld, meta, time-element, url, dateline, input, feed
    modified_at: str | None
    language: str | None  # ISO 639-1
    canonical_url: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: heading, paragraph, quote, post (an embedded post) or entry (of a live blog)."""

    kind: str
    char_start: int
    char_end: int
    author: str | None = None
    handle: str | None = None
    time: str | None = None  # ISO; the anchor of relative dates inside a post or an entry
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A receipt: text of the page that is not part of the article, and the rule that removed it."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document after extract: what enrich reads. `id` is the caller's."""

    id: str
    article: Article
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named person, organisation, unit, place, weapon or event."""

    text: str
    char_start: int
    char_end: int
    type: str  # PERSON, ORG, UNIT, PLACE, WEAPON, EVENT
    name: str | None  # canonical
    entity_id: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How a point lies to a place: "12 km west of X" is kind `offset`, 12000 m, bearing 270 degrees."""

    kind: str
    distance_m: float | None
    bearing: float | None


@dataclass(frozen=True, slots=True)
class Place:
    text: str
    char_start: int
    char_end: int
    name: str
    lat: float | None
    lon: float | None
    admin1: str | None
    country: str | None  # ISO 3166-1 alpha-2
    precision: str  # point, settlement, raion, oblast, country, region, river
    relation: Relation | None
    place_id: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Time:
    text: str
    char_start: int
    char_end: int
    start: str | None
    end: str | None
    precision: str  # day, days, week, month, season, year
    rule: str


@dataclass(frozen=True, slots=True)
class Target:
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Hedge:
    phrase: str
    char_start: int
    char_end: int
    scale: str  # PHIA, ICD203, none
    band: str | None
    low: int | None  # percent
    high: int | None
    speaker: str | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Part:
    """A subgroup of a claim's figure: "three of them women"."""

    low: float | None
    high: float | None
    of: str


@dataclass(frozen=True, slots=True)
class Claim:
    claim_id: str
    measure: str
    low: float | None
    high: float | None
    approx: str | None  # about, at least, more than, up to
    unit: str | None
    per: str | None  # day, week, month
    side: str | None  # RU, UA, civilian, both
    place: str | None
    place_part: str | None
    start: str | None
    end: str | None
    cumulative: bool
    action: str | None  # distance: advances, withdraws; control: takes, holds, withdraws, contested
    weapon: str | None
    speaker: str | None
    stated_on: str | None
    relayed_by: list[str]
    stance: str  # asserts, confirms, denies, repeats
    hedge: int | None  # index into hedges
    incident: int | None  # index into incidents
    parts: list[Part]
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Incident:
    kind: str
    actor: str | None
    place: str | None
    start: str | None
    end: str | None
    speaker: str | None
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Estimate:
    speaker: str | None
    hedge: int | None
    place: str | None
    start: str | None
    end: str | None
    quote: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Findings:
    """All that enrich finds in one document. `analysis` is `full`; `bulletin` where only the figures and lists of a
    Ukrainian bulletin were read; or why the text was read but not analysed."""

    analysis: str = "full"  # full, bulletin, language, too long
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    hedges: list[Hedge] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    estimates: list[Estimate] = field(default_factory=list)
