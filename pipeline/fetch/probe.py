"""A look at an address: what kind of source it would be, what it lists today, and a declaration to paste.

Reads the network, writes nothing.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.fetch.channel import read_channel
from pipeline.fetch.listing import Entry, Listing, NoListing, parse
from pipeline.fetch.single import ask
from pipeline.fetch.web import Failure, Response, clean_url, join_url
from pipeline.sources import Source

_LINK = re.compile(rb"<link\b[^>]{1,2000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(rb"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF = re.compile(rb"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found at an address. `source` is null where it is no listing; `problem` then says why."""

    url: str
    source: Source | None
    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...]
    feeds: tuple[str, ...]  # that a page of HTML names
    problem: str | None

    @property
    def declaration(self) -> str | None:
        """The source as TOML, to be pasted into a file of sources and completed."""
        return None if self.source is None else _toml(self.source)


def probe(url: str, allow_hosts: Sequence[str] = ()) -> Probe:
    """Asks the address once (and its robots.txt), by the same limits and manners as `fetch`."""
    return asyncio.run(_probe(clean_url(url) or url, tuple(allow_hosts)))


async def _probe(url: str, allow_hosts: tuple[str, ...]) -> Probe:
    answer = await ask(url, allow_hosts)
    if isinstance(answer, Failure):
        return Probe(url, None, (), (), (), f"{answer.reason}: {answer.detail}")
    feeds = _feeds(answer)
    try:
        listing = await _listing(answer, bool(feeds))
    except NoListing as error:
        return Probe(url, None, (), (), feeds, str(error))
    sitemaps = tuple(entry.url for entry in listing.sitemaps)
    return Probe(url, _source(url, listing, allow_hosts), tuple(listing.entries), sitemaps, feeds, None)


async def _listing(answer: Response, names_feeds: bool) -> Listing:
    try:
        return parse(answer.body, answer.url)
    except NoListing:
        if names_feeds:
            raise
        return await read_channel(answer.body, answer.url, None, False)


def _feeds(answer: Response) -> tuple[str, ...]:
    links = [link for link in _LINK.findall(answer.body) if _FEED_TYPE.search(link)]
    targets = [match[1].decode("utf-8", "replace") for link in links if (match := _HREF.search(link))]
    return tuple(dict.fromkeys(url for target in targets if (url := join_url(answer.url, html.unescape(target)))))


def _source(url: str, listing: Listing, allow_hosts: tuple[str, ...]) -> Source:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = _NAME.sub("-", host.rpartition(".")[0] or host).strip("-")[:63] or "source"
    return Source(name, host, host, None, "outlet", None, listing.kind, url, allow_hosts=allow_hosts)


def _toml(source: Source) -> str:
    keys = {
        "title": source.title,
        "outlet": source.outlet,
        "kind": source.kind,
        "type": source.type,
        "url": source.url,
    }
    lines = [f"[sources.{source.name}]", *(f"{key} = {json.dumps(value)}" for key, value in keys.items())]
    if source.allow_hosts:
        lines.append(f"allow_hosts = {json.dumps(list(source.allow_hosts))}")
    return "\n".join(lines) + "\n"
