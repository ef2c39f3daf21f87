"""What a listing names: entries of RSS, Atom and JSON feeds and of news sitemaps; sitemaps of an index.

Reads bytes it is given, writes nothing. Broken XML is read as far as it goes; entities are not expanded, nothing is
loaded from elsewhere, and no more than MAX_ENTRIES are taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from typing import Any

from lxml import etree

from pipeline.fetch.web import join_url

MAX_ENTRIES = 5000
"""Entries taken of one listing. A news sitemap may hold 1,000 and a plain one 50,000; the newest come first."""
MAX_ELEMENTS = 10_000
"""Elements of one entry. Feeds with whole articles in them have some dozens."""
MAX_TITLE = 500
"""Characters of a title hint."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a listing. Dates are ISO, as far as they could be understood."""

    url: str
    title: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    content: str | None = None  # the post itself as HTML, where the listing holds it whole


@dataclass(slots=True)
class Listing:
    """What was found: entries, sitemaps further down, and whether there were more than are taken."""

    kind: str
    entries: list[Entry] = field(default_factory=list)
    sitemaps: list[Entry] = field(default_factory=list)
    cut: bool = False


class NoListing(Exception):
    """The bytes are no listing; the message says what they look like."""


def parse(body: bytes, base: str) -> Listing:
    """The feed or sitemap in these bytes; links are absolute, clean, and each stands once. Raises NoListing."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    listing = _json_feed(text, base) if text[:1] in (b"{", b"[") else _xml(text, base)
    listing.sitemaps = _distinct(listing, listing.sitemaps, base)
    return tidy(listing, base)


def tidy(listing: Listing, base: str) -> Listing:
    """The listing with each link once, without itself, and no longer than MAX_ENTRIES."""
    listing.entries = _distinct(listing, listing.entries, base)
    return listing


def _distinct(listing: Listing, entries: list[Entry], base: str) -> list[Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.url and entry.url != base:  # a listing that names itself would be read in circles
            first.setdefault(entry.url, replace(entry, title=_line(entry.title)))
    kept = list(first.values())
    listing.cut = listing.cut or len(kept) > MAX_ENTRIES
    return kept[:MAX_ENTRIES]


# --- XML ---------------------------------------------------------------------------------------------------

_ROOTS = {"rss": "feed", "rdf": "feed", "feed": "feed", "urlset": "sitemap", "sitemapindex": "sitemap"}
_TOPS = ("channel", "rss", "rdf", "feed", "urlset", "sitemapindex")
_ITEMS = ("item", "entry", "url", "sitemap")
_DATES = {
    "published": "published_at",
    "pubdate": "published_at",
    "issued": "published_at",
    "date": "published_at",
    "publication_date": "published_at",
    "created": "published_at",
    "updated": "modified_at",
    "modified": "modified_at",
    "lastmod": "modified_at",
}


def _xml(body: bytes, base: str) -> Listing:
    events = etree.iterparse(
        BytesIO(body), events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        listing = _read(events, base)
    except etree.XMLSyntaxError as error:
        raise NoListing(f"The document is no XML that could be read: {error}.") from error
    fatal = events.error_log.filter_from_fatals()
    if fatal and not listing.entries and not listing.sitemaps:
        raise NoListing(f"The document is broken before its first entry: {fatal[0].message[:100]}.")
    return listing


def _read(events: Iterator[tuple[str, Any]], base: str) -> Listing:
    _, root = next(events, ("", None))
    if root is None:
        raise NoListing("The document is no XML.")
    if _name(root) not in _ROOTS:
        raise NoListing(f"The document begins with <{_name(root)[:40]}>, which is no feed and no sitemap.")
    listing = Listing(_ROOTS[_name(root)])
    elements = 0
    for event, element in events:
        if event == "start" or not _is_top(element):
            elements += event == "start"
            if elements > MAX_ELEMENTS:
                raise NoListing(f"An entry holds more than {MAX_ELEMENTS} elements.")
            continue
        elements = 0
        if _name(element) in _ITEMS:
            into = listing.sitemaps if _name(element) == "sitemap" else listing.entries
            into.append(_entry(element, base))
            listing.cut = len(into) > MAX_ENTRIES
        _forget(element)
        if listing.cut:
            break
    return listing


def _name(element: Any) -> str:
    tag = getattr(element, "tag", None)
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_top(element: Any) -> bool:
    # Only there are items items: images, sources and media groups have children of the same names.
    parent = element.getparent()
    return parent is not None and _name(parent) in _TOPS and _name(element) not in _TOPS


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _entry(item: Any, base: str) -> Entry:
    found: dict[str, str] = {}
    for element in _parts(item):
        _take(found, _name(element), element)
    link = found.get("link") or found.get("loc") or found.get("guid") or ""
    return Entry(
        join_url(join_url(base, item.base or ""), link) if link else "",
        found.get("title"),
        found.get("published_at"),
        found.get("modified_at"),
    )


def _parts(item: Any) -> Iterator[Any]:
    """The elements of an item, without those that speak of something else: its feed of origin, its pictures."""
    for element in item.iterchildren("*"):
        if _name(element) not in ("source", "image"):
            yield element
            yield from _parts(element)


def _take(found: dict[str, str], name: str, element: Any) -> None:
    text = "".join(element.itertext()).strip() if name != "link" or not element.get("href") else ""
    if name == "link":
        if element.get("rel", "alternate") == "alternate":
            found.setdefault("link", (element.get("href") or text).strip())
    elif name == "guid" and (element.get("isPermaLink", "true").lower() != "true" or not _is_web(text)):
        return
    elif name in ("title", "loc", "guid") and text:
        found.setdefault(name, text)
    elif name in _DATES and (when := instant(text)):
        found.setdefault(_DATES[name], when)


def _is_web(text: str) -> bool:
    return text.startswith(("http://", "https://"))


# --- JSON Feed ---------------------------------------------------------------------------------------------


def _json_feed(body: bytes, base: str) -> Listing:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoListing(f"The document is no JSON that could be read: {type(error).__name__}.") from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise NoListing("The document is JSON, but no JSON Feed: it has no list of items.")
    entries = [_json_entry(item, base) for item in items[: MAX_ENTRIES + 1] if isinstance(item, dict)]
    return Listing("feed", entries, cut=len(items) > MAX_ENTRIES)


def _json_entry(item: dict[str, Any], base: str) -> Entry:
    text = {key: value for key, value in item.items() if isinstance(value, str)}
    link = text.get("url") or (text.get("id", "") if _is_web(text.get("id", "")) else "")
    return Entry(
        join_url(base, link) if link else "",
        text.get("title"),
        instant(text.get("date_published", "")),
        instant(text.get("date_modified", "")),
    )


# --- Values ------------------------------------------------------------------------------------------------


def instant(text: str) -> str | None:
    """An ISO date or time from what feeds write (RFC 822 or ISO 8601), with its offset; None if it is neither."""
    text = text.strip()[:64]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text if _day(text) else None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).isoformat()
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_of(when: str | None) -> date | None:
    """The day of an ISO date or time, in its own offset."""
    return _day(when[:10]) if when else None


def _line(title: str | None) -> str | None:
    if title is None:
        return None
    title = re.sub(r"<[^<>]*>", "", unescape(title[: 4 * MAX_TITLE]))
    line = re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\s]+", " ", title).strip()
    return line[:MAX_TITLE] or None
