"""Channel pages: HTML pages that list posts, or hold them whole.

Reads bytes it is given, writes nothing. HTML can keep a parser busy for hours, so it is parsed in a child process
with limits; `python -m pipeline.fetch.channel` is that child.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from pipeline.fetch.listing import Entry, Listing, NoListing, instant, tidy
from pipeline.fetch.web import join_url

CHILD_SECONDS = 10
"""Most CPU seconds for one channel page; ordinary ones take a tenth of one."""
CHILD_BYTES = 2**30
"""Most address space of the child: 5 MiB of HTML make a tree of some 200 MB."""
_MAIN_SHARE = 0.6
"""Share of a block's words that one child must hold to stand for it: a post without its counters and buttons."""


async def read_channel(body: bytes, base: str, beginning: str | None, inline: bool) -> Listing:
    """`parse_channel` in a child process. Raises NoListing if there is no post, or if the page ends the child."""
    order = json.dumps([base, beginning, inline, CHILD_SECONDS]).encode() + b"\n" + body
    command = [sys.executable, "-m", "pipeline.fetch.channel"]
    try:
        done = await asyncio.to_thread(
            subprocess.run, command, input=order, capture_output=True, timeout=3 * CHILD_SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NoListing("The page ended its parser, which may use so much time and memory and no more.") from error
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise NoListing(answer)
    return Listing("channel", [Entry(**row) for row in answer])


def parse_channel(body: bytes, base: str, beginning: str | None, inline: bool) -> Listing:
    """The posts of a channel page: links of its own host whose path begins so (default: below the page's own path).

    Where some of them wrap a <time>, only those are the posts' own addresses; the others point from one post to
    another. If `inline`, each entry carries its post as a page of HTML. Raises NoListing if there is no post.
    """
    parser = etree.HTMLParser(recover=True, no_network=True)
    root = etree.parse(BytesIO(body), parser).getroot() if body.strip() else None
    links = _links(root, base, beginning) if root is not None else []
    if not links:
        raise NoListing("The page has no link that could be a post.")
    urls = dict(links)
    first = {url: link for link, url in reversed(links)}
    listing = Listing("channel", [Entry(url, None, _time(first[url])) for url in dict.fromkeys(urls.values())])
    tidy(listing, base)
    if inline:
        listing.entries = [_with_post(entry, first[entry.url], urls) for entry in listing.entries]
    return listing


def _links(root: Any, base: str, beginning: str | None) -> list[tuple[Any, str]]:
    page = urlsplit(base)
    wanted = beginning or page.path.rstrip("/") + "/"
    found = []
    for link in root.iter("a"):
        url = join_url(base, link.get("href", ""))
        parts = urlsplit(url)
        if parts.netloc == page.netloc and parts.path.startswith(wanted) and parts.path != page.path:
            found.append((link, url))
    dated = [(link, url) for link, url in found if _time(link)]
    return dated or found


def _time(link: Any) -> str | None:
    times = (element.get("datetime") for element in link.iter("time"))
    return next((instant(when) for when in times if when), None)


def _with_post(entry: Entry, link: Any, urls: dict[Any, str]) -> Entry:
    """The entry with the largest block around its link that belongs to no other post, as a page of its own."""
    block = link
    while (parent := block.getparent()) is not None and _is_alone(parent.iter("a"), entry.url, urls):
        block = parent
    dated = f'<meta property="article:published_time" content="{escape(entry.published_at or "")}">'
    head = f'<!doctype html><meta charset="utf-8"><link rel="canonical" href="{escape(entry.url)}">'
    text = etree.tostring(_main(block), encoding="unicode", method="html", with_tail=False)
    return dataclasses.replace(entry, content=f"{head}{dated if entry.published_at else ''}<article>{text}</article>")


def _is_alone(links: Iterable[Any], url: str, urls: dict[Any, str]) -> bool:
    return all(urls.get(link, url) == url for link in links)


def _main(block: Any) -> Any:
    while block.tag not in ("p", "a", "span", "time"):
        most = max(block, key=_words, default=None)
        if most is None or _words(most) < _MAIN_SHARE * _words(block):
            return block
        block = most
    return block


def _words(element: Any) -> int:
    return len("".join(element.itertext()).split()) if isinstance(element.tag, str) else 0


def _child() -> None:
    base, beginning, inline, seconds = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))
    try:
        listing = parse_channel(sys.stdin.buffer.read(), base, beginning, inline)
        answer: object = [dataclasses.asdict(entry) for entry in listing.entries]
    except NoListing as error:
        answer = str(error)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _child()
