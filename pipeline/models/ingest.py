"""What the ingest stages hand on.

Reads nothing, writes nothing. Instants are timezone-aware UTC `datetime`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.models.document import Article, Block, Findings, Removed


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
    health: str | None = None  # on the row of a source's listing: ok, silent, failing, gone; `detail` says why


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
