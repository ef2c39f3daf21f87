"""normalize: from an extracted document to one article event, or to the reason why there is none.

Reads a document, its page and the state of its source; changes the state in place; writes nothing.

What is dropped, by plain rules: `empty` (the page has no bytes but white space), `no_text` (no article was found in
it), `paywall` (a stub of at most PAYWALL_CHARS characters on a page that says one must pay or sign up), `too_short`
(fewer than SHORTEST_CHARS characters), `out_of_range` (published on a day that the run does not cover). Language never
drops an article.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from pipeline import settings
from pipeline.landing import SourceState
from pipeline.models import Article, ArticleEvent, Document, Outcome, Page, Run, article_id, event_id, fetch_id
from pipeline.sources import Source, same_site

SHORTEST_CHARS = 140
"""Code points. The shortest daily updates of ministries run to 300; navigation left on an empty page stays below."""
PAYWALL_CHARS = 1500
"""Code points. A stub shows one to three paragraphs; a longer text is an article, whatever else the page sells."""
_REFUSED = ("empty", "no_text", "paywall", "too_short")
_FUTURE = timedelta(days=1)
"""How far a publication time may lie ahead of us: time zones and clocks, not calendars."""
_NOT_FREE = re.compile(rb'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_WALL = re.compile(
    rb"(?:subscribe|sign up|register|log ?in|sign in) (?:now )?to (?:continue|keep) reading"
    rb"|to (?:continue|keep) reading,? (?:please )?(?:subscribe|register|sign up|sign in|log ?in)"
    rb"|this (?:article|story|content) is (?:only )?(?:available )?(?:for|to) (?:our )?(?:subscribers|members)",
    re.IGNORECASE,
)
"""What a wall asks for: the rest of this article. "Subscribers only" alone is as often a teaser beside a free one."""
_UNSEEN = re.compile(rb"<(?:script|style|template)\b|<!--", re.IGNORECASE)
"""Metered sites carry the words of their wall in scripts on every page."""


def normalize(
    document: Document, page: Page, source: Source, state: SourceState, run: Run, extract_version: str
) -> ArticleEvent | Outcome:
    """The event of this document, or the outcome `dropped`, `duplicate` or `unchanged` that its page ends with.

    The page's own word on its date goes before the listing's; a date in the future is not believed. The state learns
    of what is returned, so that the next page of the same words is recognised.
    """
    article = _dated(document.article, page, source, run)
    published_on = _published_on(article, page)
    problem = _problem(article, page, published_on, run)
    if problem is not None:
        return replace(drop(page, source, state, run, *problem), published_on=published_on)
    identity = article_id(_canonical(article, page, source), page.body)
    event = ArticleEvent(
        event_id=event_id(identity, article.title, article.text, article.published_at),
        article_id=identity,
        source=source.name,
        outlet=page.outlet or source.outlet,
        country=source.country,
        kind=source.kind,
        url=page.final_url or page.url,
        published_at_utc=_utc(article.published_at),
        published_on=published_on,
        fetched_at=page.fetched_at,
        landing=page.landing,
        extract_version=extract_version,
        article=article,
        blocks=document.blocks,
        removed=document.removed,
    )
    return _seen(event, page, source, state, run) or _learn(event, page, state)


def published(event: ArticleEvent, page: Page, source: Source, run: Run) -> Outcome:
    """The outcome of a page whose event was published."""
    return replace(
        _outcome(page, source, run, "published", None, None),
        article_id=event.article_id,
        event_id=event.event_id,
        published_on=event.published_on,
    )


def drop(page: Page, source: Source, state: SourceState, run: Run, reason: str, detail: str) -> Outcome:
    """The outcome of a page that yields no article.

    A page that our rules refuse stays refused while it stays as it is. Any other, such as one that broke the parser,
    is read afresh in the next run.
    """
    known = state.url(page.url)
    if reason not in _REFUSED:
        known.etag = known.last_modified = known.content_hash = None
    elif known.event_id is None:
        known.outcome, known.reason, known.detail = "dropped", reason, detail
    day = _published_on(None, page) if page.published_at else None
    return replace(_outcome(page, source, run, "dropped", reason, detail), published_on=day)


# --- What is known already ---------------------------------------------------------------------------------


def _seen(event: ArticleEvent, page: Page, source: Source, state: SourceState, run: Run) -> Outcome | None:
    """The outcome of a page whose words this source has had before; None if they are new."""
    first = state.events.get(event.event_id)
    other = state.texts.get(_words(event.article), event.article_id)
    if first == page.url:
        return _unchanged(event, page, source, state, run)
    if first is not None or other != event.article_id:
        where = f"this article under {first}" if first is not None else "the same title and text under another address"
        detail = f"The source has {where}."
        known = state.url(page.url)
        known.outcome, known.reason, known.detail = "duplicate", "same_article" if first else "same_text", detail
        known.article_id, known.event_id, known.duplicate_of = event.article_id, None, other
        known.published_on = event.published_on
        return replace(
            _outcome(page, source, run, "duplicate", known.reason, detail),
            article_id=event.article_id,
            duplicate_of=other,
            published_on=event.published_on,
        )
    return None


def _unchanged(event: ArticleEvent, page: Page, source: Source, state: SourceState, run: Run) -> Outcome:
    known = state.url(page.url)
    back = known.event_id is not None and known.event_id != event.event_id
    known.outcome, known.event_id = "published", event.event_id
    reason = "earlier_text" if back else "same_text"
    detail = "The article says again what an earlier revision said." if back else "The words are what they were."
    return replace(
        _outcome(page, source, run, "unchanged", reason, detail),
        article_id=event.article_id,
        event_id=event.event_id,
        published_on=event.published_on,
    )


def _learn(event: ArticleEvent, page: Page, state: SourceState) -> ArticleEvent:
    known = state.url(page.url)
    known.outcome, known.reason, known.detail, known.duplicate_of = "published", None, None, None
    known.article_id, known.event_id, known.published_on = event.article_id, event.event_id, event.published_on
    state.events[event.event_id] = page.url
    state.texts.setdefault(_words(event.article), event.article_id)
    return event


def _words(article: Article) -> str:
    said = "\x1f".join(" ".join((part or "").split()) for part in (article.title, article.text))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


# --- What is dropped ---------------------------------------------------------------------------------------


def _problem(article: Article, page: Page, published_on: str, run: Run) -> tuple[str, str] | None:
    text = article.text.strip()
    if not page.body.strip():
        return "empty", "The page has no content."
    if not text:
        return "no_text", "No article was found on the page."
    if len(text) <= PAYWALL_CHARS and _is_walled(page.body):
        return "paywall", f"The page shows {len(text)} characters and asks to pay or sign up for the rest."
    if len(text) < SHORTEST_CHARS:
        return "too_short", f"The text has {len(text)} characters; fewer than {SHORTEST_CHARS} make no article."
    if not run.covers(date.fromisoformat(published_on)):
        return "out_of_range", f"It was published on {published_on}, outside the days of this run."
    return None


def _is_walled(body: bytes) -> bool:
    return _NOT_FREE.search(body) is not None or _WALL.search(_seen_part(body)) is not None


def _seen_part(body: bytes) -> bytes:
    """The page without scripts, styles, templates and comments, in one pass whatever it holds."""
    lower, parts, position = body.lower(), [], 0
    while (start := _UNSEEN.search(lower, position)) is not None:
        parts.append(body[position : start.start()])
        closing = b"-->" if start[0] == b"<!--" else b"</" + start[0][1:]
        end = lower.find(closing, start.end())
        if end < 0:
            return b" ".join(parts)
        position = end + len(closing)
    return b" ".join([*parts, body[position:]])


# --- Time and identity -------------------------------------------------------------------------------------


def _dated(article: Article, page: Page, source: Source, run: Run) -> Article:
    """The article with a publication time that can be believed, from the page, else from the listing or index."""
    latest = (run.now if source.type == "archive" else page.fetched_at) + _FUTURE
    own = _believed(article.published_at, latest)
    if own is None and (hint := _believed(page.published_at, latest)) is not None:
        where = "input" if source.type == "archive" else "feed"
        article = replace(article, published_at=hint, published_at_source=where)
    elif own is None:
        article = replace(article, published_at=None, published_at_source=None)
    return replace(article, modified_at=_believed(article.modified_at, latest))


def _believed(when: str | None, latest: datetime) -> str | None:
    if when is None:
        return None
    try:
        parsed = datetime.fromisoformat(when)
    except ValueError:
        return None
    return when if (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)) <= latest else None


def _published_on(article: Article | None, page: Page) -> str:
    """The day an article touches: that of publication, in the source's offset, else the day it was fetched."""
    when = article.published_at if article is not None else page.published_at
    if when is not None:
        return when[:10]
    return page.fetched_at.astimezone(ZoneInfo(settings.current().day_timezone)).date().isoformat()


def _utc(when: str | None) -> datetime | None:
    if when is None or len(when) <= 10:
        return None
    parsed = datetime.fromisoformat(when)
    return parsed.astimezone(UTC) if parsed.tzinfo else None


def _canonical(article: Article, page: Page, source: Source) -> str | None:
    """The address that identifies the article, None if it has none.

    A page may speak only for its own site: a canonical link to a host that is not the page's, nor declared for the
    source, would let any site rewrite the articles of another.
    """
    own = page.final_url or page.url
    declared = article.canonical_url
    if declared and (not _is_web(own) or same_site(declared, own) or source.owns(declared)):
        return declared
    return _without_tracking(own) if _is_web(own) else None


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _without_tracking(url: str) -> str:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not re.fullmatch(r"utm_\w+|fbclid|gclid|yclid", key)]
    return url if len(kept) == len(pairs) else urlunsplit(parts._replace(query=urlencode(kept)))


def _outcome(page: Page, source: Source, run: Run, outcome: str, reason: str | None, detail: str | None) -> Outcome:
    # Only archives hold one URL several times; their captures are told apart by the time of capture.
    captured = page.fetched_at if source.type == "archive" and page.fetched_at != run.now else None
    return Outcome(
        fetch_id=fetch_id(source.name, page.url, run.run_id, captured),
        run_id=run.run_id,
        source=source.name,
        outlet=page.outlet or source.outlet,
        url=page.url,
        final_url=page.final_url,
        outcome=outcome,
        reason=reason,
        detail=detail,
        status=page.status,
        article_id=None,
        event_id=None,
        duplicate_of=None,
        published_on=None,
        fetched_at=page.fetched_at,
    )
