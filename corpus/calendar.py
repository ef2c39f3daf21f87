"""The corpus's outlets by its own calendar: what each address answers on a day, and the feeds and sitemaps of that day.

Reads `corpus/outlets`; writes nothing.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

OUTLETS = Path(__file__).parent / "outlets"
FIRST_DAY, LAST_DAY = "2022-12-30", "2023-01-08"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of `pages.jsonl`: what an address answers from one day on."""

    path: str
    file: str | None
    title: str | None
    published_at: str | None
    first: str
    last: str | None
    listed: bool
    status: int
    location: str | None

    def on(self, day: str) -> bool:
        """Whether it is served on this day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One invented outlet."""

    name: str
    folder: Path
    about: dict[str, Any]
    entries: list[Entry]

    def on(self, day: str) -> dict[str, Entry]:
        """What each path answers on this day; of two lines for a path the later one."""
        return {entry.path: entry for entry in self.entries if entry.on(day)}

    def listed(self, day: str) -> list[Entry]:
        """The entries of its feed or sitemap on this day, newest first."""
        shown = [entry for entry in self.on(day).values() if entry.listed]
        return sorted(shown, key=lambda entry: (entry.published_at or entry.first, entry.path), reverse=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says: status, body, type, the day since which it says so, and where to look instead."""

    status: int
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    since: str = FIRST_DAY
    location: str | None = None


def load() -> dict[str, Outlet]:
    """The outlets of the corpus, by name."""
    return {folder.name: _outlet(folder) for folder in sorted(OUTLETS.iterdir()) if (folder / "outlet.toml").exists()}


def _outlet(folder: Path) -> Outlet:
    about = tomllib.loads((folder / "outlet.toml").read_text(encoding="utf-8"))
    lines = (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    entries = [
        Entry(
            row["path"],
            row["file"],
            row["title"],
            row["published_at"],
            row["from"],
            row["to"],
            row["listed"],
            row["status"],
            row["location"],
        )
        for row in rows
    ]
    return Outlet(folder.name, folder, about, entries)


def _listing(kind: str, head: str, items: Iterator[str], tail: str, entries: list[Entry]) -> Answer:
    body = f'<?xml version="1.0" encoding="utf-8"?>\n{head}{"".join(items)}{tail}\n'
    return Answer(200, body.encode(), f"application/{kind}; charset=utf-8", _newest(entries))


def _rss(outlet: Outlet, entries: list[Entry], root: str) -> Answer:
    items = (
        f"<item><title>{escape(entry.title or '')}</title><link>{escape(root + entry.path)}</link>"
        f'<guid isPermaLink="false">{escape(outlet.name + entry.path)}</guid>'
        + (f"<pubDate>{format_datetime(_instant(entry))}</pubDate>" if entry.published_at else "")
        + "</item>\n"
        for entry in entries
    )
    head = (
        f'<rss version="2.0"><channel><title>{escape(outlet.about["title"])}</title>'
        f"<link>{escape(root)}/</link><description>Made for testing sitrep.</description>\n"
    )
    return _listing("rss+xml", head, items, "</channel></rss>", entries)


def _atom(outlet: Outlet, entries: list[Entry], root: str) -> Answer:
    items = (
        f'<entry><title>{escape(entry.title or "")}</title><link rel="alternate" href="{escape(root + entry.path)}"/>'
        f"<id>tag:{escape(outlet.name)}.example,2022:{escape(entry.path)}</id>"
        + (f"<published>{escape(entry.published_at)}</published>" if entry.published_at else "")
        + f"<updated>{entry.first}T00:00:00Z</updated></entry>\n"
        for entry in entries
    )
    head = (
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(outlet.about['title'])}</title><id>tag:{escape(outlet.name)}.example,2022:/</id>"
        f"<updated>{_newest(entries)}T00:00:00Z</updated><author><name>Made for testing sitrep</name></author>\n"
    )
    return _listing("atom+xml", head, items, "</feed>", entries)


def _sitemap(outlet: Outlet, entries: list[Entry], root: str) -> Answer:
    items = (
        f"<url><loc>{escape(root + entry.path)}</loc><lastmod>{entry.first}</lastmod><news:news><news:publication>"
        f"<news:name>{escape(outlet.about['title'])}</news:name><news:language>{outlet.about['language']}</news:language>"
        "</news:publication>"
        + (f"<news:publication_date>{escape(entry.published_at)}</news:publication_date>" if entry.published_at else "")
        + f"<news:title>{escape(entry.title or '')}</news:title></news:news></url>\n"
        for entry in entries
    )
    head = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
    )
    return _listing("xml", head, items, "</urlset>", entries)


FEEDS = {"rss": _rss, "atom": _atom, "sitemap": _sitemap}


def _instant(entry: Entry) -> datetime:
    when = datetime.fromisoformat(entry.published_at or entry.first)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _newest(entries: list[Entry]) -> str:
    return max((entry.first for entry in entries), default=FIRST_DAY)
