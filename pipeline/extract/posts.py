"""Posts of social media inside an article: who said it, when and where, from a quotation, a widget or pasted lines.

Reads an element of the page, or lines of text; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pipeline.extract.wording import day_in, moment_of

_STATUS = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:(?:twitter|x)\.com/[^/?#]+/status(?:es)?/\d+|t\.me/(?:s/)?[\w+]+/\d+"
    r"|telegram\.me/[\w+]+/\d+|facebook\.com/(?:[^?#]*/(?:posts|videos|permalink|photos)/|permalink\.php|watch|photo)"
    r"|instagram\.com/(?:p|reel)/|threads\.(?:net|com)/@?[^/]+/post/|tiktok\.com/@[^/]+/video/|bsky\.app/profile/[^/]+/post/"
    r"|vk\.com/wall|truthsocial\.com/@[^/]+/)",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"(?:^|\.)(?:twitter|x|t|telegram|facebook|instagram|threads|tiktok|bsky|vk|truthsocial)\.(?:com|me|net|app)$"
)
# "— Ministry of Example 🇬🇧 (@ExampleHQ) January 3, 2023"
_SIGNED = re.compile(
    r"(?:^|(?<=[\s.!?”\"…]))(?:[—–―]|--|&mdash;)\s*(?P<author>[^()—–\n]{1,100}?)\s*"
    r"\((?P<handle>@[\w.\-]{1,60})\)[\s,·•:–—]*(?P<when>[^\n]{0,48})$"
)
# A line that only a post holds: short links of the platforms, picture links, hashtags at its start or end.
_OF_A_POST = re.compile(
    r"https?://t\.co/\w+|pic\.(?:twitter|x)\.com/\w+|^(?:\W*#\w+\W*)+$|(?:^|\s)#\w+\W*$|^[\W_]*#\w+", re.IGNORECASE
)
_POST_LINE = 400  # characters: the longest line that still may be a post's


@dataclass(frozen=True, slots=True)
class Post:
    """What is known of a post."""

    author: str | None
    handle: str | None
    time: str | None
    url: str | None


def signature(line: str) -> Post | None:
    """The post that a line signs, as X renders it for embedding; None for any other line."""
    found = _SIGNED.search(line.strip())
    if not found or len(line) > 8 * _POST_LINE:
        return None
    when = found["when"].strip()
    day = day_in(when)
    if when and not day and len(when) > 24:
        return None
    return Post(found["author"].strip(" ,"), found["handle"], day, None)


def pasted(lines: Sequence[str]) -> list[tuple[int, int, Post]]:
    """Posts that stand in a text as plain lines: (first line, line after the last, post)."""
    found: list[tuple[int, int, Post]] = []
    free = 0
    for index, line in enumerate(lines):
        post = signature(line)
        if post is None or index < free:
            continue
        start = index
        if _SIGNED.match(line.strip()) and not (index and lines[index - 1].rstrip().endswith(":")):
            start = _first_line(lines, index, free)
        end = index + 1
        while (
            end < len(lines)
            and len(lines[end]) <= _POST_LINE
            and _OF_A_POST.search(lines[end])
            and not signature(lines[end])
        ):
            end += 1
        found.append((start, end, post))
        free = end
    return found


def _first_line(lines: Sequence[str], signed: int, free: int) -> int:
    """The line above a signature is the post's, and so are those above it that only a post holds."""
    start = max(signed - 1, free)
    if start < signed and len(lines[start]) > 3 * _POST_LINE:
        return signed
    while start - 1 >= free and len(lines[start - 1]) <= _POST_LINE and _OF_A_POST.search(lines[start - 1]):
        start -= 1
    return start


def is_post(element: Any, tag: str, names: frozenset[str]) -> bool:
    """Whether an element is the embedded form of a post."""
    if "post" in names:
        return True
    if tag != "blockquote":
        return False
    if _STATUS.match(element.get("cite", "")):
        return True
    links = element.findall(".//a")
    return bool(links) and bool(_STATUS.match(links[-1].get("href") or "")) and signature(_line(element)) is not None


def is_frame_of_post(source: str) -> bool:
    """Whether an iframe shows a post, by its address."""
    try:
        host = urlsplit(source).hostname or ""
    except ValueError:
        return False
    return bool(_PLATFORM.search(host)) and bool(re.search(r"embed|/status/|plugins/post|/p/|/\d+", source))


def describe(element: Any, lines: Sequence[str]) -> Post:
    """What the markup and the last lines of an embedded post tell."""
    signed = next((post for line in reversed(lines) if (post := signature(line))), Post(None, None, None, None))
    url = _address(element)
    handle = signed.handle or _handle(url)
    return Post(signed.author or _author(element), handle, _time(element) or signed.time, url)


def _line(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _address(element: Any) -> str | None:
    given = [element.get(name) for name in ("cite", "data-href", "data-instgrm-permalink", "data-url", "src")]
    if element.get("data-telegram-post"):
        given.insert(0, f"https://t.me/{element.get('data-telegram-post')}")
    given += [link.get("href") for link in reversed(element.findall(".//a"))]
    found = next((address for address in given if address and _STATUS.match(address)), None)
    return re.sub(r"[?#].*$", "", found) if found else None


def _handle(url: str | None) -> str | None:
    found = re.search(
        r"(?:twitter|x|t\.me|telegram\.me|instagram|threads|tiktok|bsky)[^/]*/(?:s/|profile/)?@?([\w.\-]+)/", url or ""
    )
    return f"@{found[1]}" if found and found[1] not in ("i", "p", "reel") else None


def _author(element: Any) -> str | None:
    for part in element.iter("cite", "a", "span", "div", "strong", "b"):
        if part.get("data-author") or re.search(r"author|owner_name|user-?name", part.get("class", "")):
            text = _line(part)
            if 1 < len(text) <= 80:
                return text.lstrip("—–- ")
    given = element.get("data-author") or element.get("data-author-name")
    return str(given) if given else None


def _time(element: Any) -> str | None:
    for part in element.iter("time"):
        if moment := moment_of(part.get("datetime") or "") or day_in(_line(part)):
            return moment
    link = next((a for a in reversed(element.findall(".//a")) if _STATUS.match(a.get("href") or "")), None)
    return day_in(_line(link)) if link is not None else None
