"""What travels between stages: frozen dataclasses, field for field as the event schemas and the tables have them.

Reads nothing, writes nothing. Offsets are Unicode code points into `Article.text`, `char_end` exclusive.
Dates are inclusive ISO days (`YYYY-MM-DD`) as strings; instants are timezone-aware UTC `datetime`s.
`None` means that the text leaves it open.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://sitrep.invalid/v1")


def stable_id(*parts: object) -> str:
    """UUIDv5 of the parts in order; the same parts give the same id on every machine."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join("" if part is None else str(part) for part in parts)))


def article_id(canonical_url: str | None, body: bytes) -> str:
    """Identity of an article: its canonical URL, or the bytes of the page where it has none."""
    return stable_id(canonical_url or "urn:sha256:" + hashlib.sha256(body).hexdigest())


def event_id(article: str, title: str | None, text: str, published_at: str | None) -> str:
    """Identity of one revision of an article: the same words on the same address are the same event."""
    content = hashlib.sha256("\x1f".join((title or "", text, published_at or "")).encode()).hexdigest()
    return stable_id(article, content)


def fetch_id(source: str, url: str, run_id: str, captured_at: datetime | None = None) -> str:
    """Identity of one URL's outcome in one run; archives may hold a URL several times, told apart by capture."""
    return stable_id(source, url, run_id, captured_at.isoformat() if captured_at else None)


# --- What one document yields: see docs of `sitrep inspect` ------------------------------------------------


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
    """All that enrich finds in one document. `analysis` is `full`, or why it was read but not analysed."""

    analysis: str = "full"  # full, language
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    hedges: list[Hedge] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    estimates: list[Estimate] = field(default_factory=list)


# --- What the ingest stages hand on ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest run: its clock, and the publication days (inclusive) that it is limited to."""

    run_id: str
    now: datetime
    since: date | None = None
    until: date | None = None

    def covers(self, day: date | None) -> bool:
        """Whether the run wants pages of this publication day; an unknown day is always wanted."""
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))


@dataclass(frozen=True, slots=True)
class Page:
    """A page as fetched, or as an archive holds it. `landing` is its address in the landing zone."""

    url: str
    body: bytes
    content_type: str
    fetched_at: datetime  # WARC-Date for archives
    source: str  # the source's name
    final_url: str | None = None  # after redirects
    status: int = 200
    landing: str | None = None  # "<warc file>#<offset>"
    title: str | None = None  # hints of a feed, a sitemap or an index; the page's own word goes first
    published_at: str | None = None
    outlet: str | None = None  # an archive's index may name another outlet than its source


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one URL ended: the value of `fetches.v1`. `published_on` is the day the article touches."""

    fetch_id: str
    run_id: str
    source: str
    outlet: str
    url: str
    final_url: str | None
    outcome: str  # published, unchanged, duplicate, dropped
    reason: str | None  # a word: not_found, robots, paywall, too_short, parser_killed, same_text, not_modified ...
    detail: str | None  # the reason for people
    status: int | None  # HTTP
    article_id: str | None
    event_id: str | None
    duplicate_of: str | None  # article_id
    published_on: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class ArticleEvent:
    """One revision of an article: the value of `articles.v1`."""

    event_id: str
    article_id: str
    source: str
    outlet: str
    country: str | None
    kind: str  # outlet, agency, government, party
    url: str
    published_at_utc: datetime | None  # null where the source gives a date alone, or none
    published_on: str  # the day it touches: publication day in the source's offset, else the day fetched
    fetched_at: datetime
    landing: str | None
    extract_version: str
    article: Article
    blocks: list[Block]
    removed: list[Removed]


@dataclass(frozen=True, slots=True)
class EnrichedEvent:
    """The value of `articles.enriched.v1`: the article event and all that was found in it. One record, one atom."""

    event: ArticleEvent
    findings: Findings
    rules_version: str


# --- What else travels on topics ---------------------------------------------------------------------------


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
