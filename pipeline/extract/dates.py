"""When an article was published and changed, each with where that was found.

Reads the head, the time elements and the address of a page, writes nothing. A date keeps the UTC offset of its
source, or is a day alone: a clock time without an offset is no instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from htmldate import find_date

from pipeline.extract.datelines import date_in_lines
from pipeline.extract.head import Head, clean
from pipeline.extract.leaves import Leaf
from pipeline.extract.wording import day_in, moment_of

_PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date.published",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article_date_original",
    "originalpublicationdate",
    "date",
    "created",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod")
_URL_DAY = re.compile(r"(?<!\d)(20[0-3]\d|19[89]\d)[/_.-]?(0[1-9]|1[0-2]|[1-9])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_SLASHED = re.compile(r"/(20[0-3]\d|19[89]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)")
# Characters of a line that is only a date, lines at the head of an article that may be its dateline.
_LINE = 140
_HEAD_LINES = 5
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_NOT_OURS = frozenset(("comments", "related", "navigation", "aside", "hidden"))
_EARLIEST = date(1991, 8, 6)  # the first page of the web
_TIME_CLASS = re.compile(r"publish|posted|created|entry-date|post-date|article-?date|dateline|pubdate|timestamp")
_TIME_CHANGED = re.compile(r"update|modif|edited|changed|aktualisier", re.IGNORECASE)


class Found(NamedTuple):
    """A date in ISO form and the word for its source."""

    value: str | None
    source: str | None


NOWHERE = Found(None, None)


def published_at(head: Head, tree: Any) -> Found:
    """When the article was published, by the first source that says so."""
    for value in (head.article.get("datePublished"), head.article.get("dateCreated"), head.article.get("uploadDate")):
        if iso := normal(value):
            return Found(iso, "json-ld")
    for name in _PUBLISHED:
        for value in head.meta.get(name, ()):
            if iso := normal(value):
                return Found(iso, "meta")
    return _in_elements(tree) or _in_address(head) or NOWHERE


def modified_at(head: Head) -> str | None:
    """When the page says that the article was changed."""
    given = [head.article.get("dateModified"), *(value for name in _MODIFIED for value in head.meta.get(name, ()))]
    return next((iso for value in given if (iso := normal(value))), None)


def in_lines(
    leaves: Sequence[Leaf], kept: Sequence[Leaf], head: Head, near: Iterable[str | None]
) -> tuple[Found, str | None]:
    """What the lines of the page say: (published, changed). A dateline's year is one that the page names elsewhere."""
    lines = [leaf.text for leaf in kept]
    short = [leaf.text for leaf in leaves if len(leaf.text) <= _LINE and not leaf.frame.names_below(None) & _NOT_OURS]
    years = [int(value[:4]) for value in near if value]
    years += [int(year) for text in (head.url or "", *lines[:_HEAD_LINES], *_copyright(leaves)) for year in _YEAR.findall(text)]
    published, updated = date_in_lines([*lines[:_HEAD_LINES], *short], years)
    if published and _plausible(published):
        return Found(published, "dateline"), updated
    return NOWHERE, updated


def _copyright(leaves: Sequence[Leaf]) -> list[str]:
    return [leaf.text for leaf in leaves if "©" in leaf.text and len(leaf.text) <= 2 * _LINE]


def guessed(tree: Any, url: str | None) -> Found:
    """What htmldate makes of the page's wording; the last resort."""
    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=True)
    except (ValueError, OverflowError, RecursionError):
        return NOWHERE
    return Found(found, "dateline") if found else NOWHERE


def normal(value: Any) -> str | None:
    """ISO form of a date that a machine wrote: with its offset, or the day alone; None if it is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    iso = moment_of(value) if isinstance(value, str) else None
    return iso if iso and _plausible(iso) else None


def _plausible(iso: str) -> bool:
    # A page of the future is a mistake or an attack; two days allow for every time zone and clock.
    return _EARLIEST <= date.fromisoformat(iso[:10]) <= datetime.now(UTC).date() + timedelta(days=2)


def _in_elements(tree: Any) -> Found | None:
    plain: Found | None = None
    for element in tree.iter("time", "abbr", "span", "meta"):
        names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('id', '')}".lower()
        marked = "datepublished" in names or element.get("pubdate") is not None
        if element.tag != "time" and not marked:
            continue
        iso = normal(element.get("datetime") or element.get("content") or "") or day_in(clean(element.text or ""))
        if not iso or not _plausible(iso) or _TIME_CHANGED.search(names) or _elsewhere(element):
            continue
        if marked or _TIME_CLASS.search(names):
            return Found(iso, "time-element")
        plain = plain or Found(iso, "time-element")
    return plain


def _elsewhere(element: Any) -> bool:
    """Whether a time belongs to a comment, a related article or the site."""
    return any(
        above.tag in ("aside", "footer", "nav")
        or re.search(r"comment|related|sidebar|teaser|recommend|most-", above.get("class", "").lower())
        for above in element.iterancestors()
    )


def _in_address(head: Head) -> Found | None:
    for address in (head.url, head.canonical):
        found = _URL_SLASHED.search(address or "") or _URL_DAY.search(address or "")
        if found:
            try:
                iso = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
            except ValueError:
                continue
            if _plausible(iso):
                return Found(iso, "url")
    return None
