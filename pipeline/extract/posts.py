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
_ACCOUNT = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:(?:twitter|x|instagram|threads|tiktok)\.(?:com|net)|t\.me|telegram\.me|bsky\.app)/"
    r"(?:s/|profile/)?@?([\w.\-]+)/"
)
_PLATFORM = re.compile(
    r"(?:^|\.)(?:twitter|x|t|telegram|facebook|instagram|threads|tiktok|bsky|vk|truthsocial)\.(?:com|me|net|app)$"
)
# "— Ministry of Example 🇬🇧 (@ExampleHQ) January 3, 2023"
_SIGNED = re.compile(
    r"(?:^|(?<=[\s.!?”\"…]))(?:[—–―]|--|&mdash;)\s*(?P<author>[^()—–\n]{1,100}?)\s*"
    r"\((?P<handle>@[\w.\-]{1,60})\)[\s,·•:–—]*(?P<when>[^\n]{0,48})$"
)
# The last line of a widget: "Example Channel (@example), 3 January 2023".
_FOOTED = re.compile(r"^\s*([^()@]{2,80}?)\s*\((@[\w.\-]{2,60})\)[\s,·•–—]*(.{0,40})$")
# How an editor credits a post that he quotes: "— Example Channel, Telegram, Jan. 2, 2023".
_CREDITED = re.compile(r"^\s*(?:[—–―]|--)\s*([^,()]{2,80}),(.{4,60})$")
# How Facebook signs: "Posted by Example Page on Saturday, December 31, 2022".
_POSTED_BY = re.compile(r"^Posted by (.{2,100}?) on (.{6,40})$")
# A line that only a post holds: short links of the platforms, picture links, hashtags at its start or end.
_OF_A_POST = re.compile(
    r"https?://t\.co/\w+|pic\.(?:twitter|x)\.com/\w+|^(?:\W*#\w+\W*)+$|(?:^|\s)#\w+\W*$|^[\W_]*#\w+", re.IGNORECASE
)
# On the screen: "@ExampleHQ" alone below a name, or "Name (@handle)", and "6:58 AM · Jan 8, 2023" or "Jan 1, 2023 at 08:12".
_HANDLE = re.compile(r"^\s*(@[\w.\-]{2,60})\s*$")
_NAMED = re.compile(r"^\s*([^()@]{2,80}?)\s*\((@[\w.\-]{2,60})\)\s*$")
_STAMPED = re.compile(r"^(?=.{8,48}$)(?=.*\d{1,2}[:.]\d{2})(?=.*\d{4}).*$")
_NAME = 80
_SCREEN_LINES = 12
_POST_LINE = 400  # characters: the longest line that still may be a post's


@dataclass(frozen=True, slots=True)
class Post:
    """What is known of a post."""

    author: str | None
    handle: str | None
    time: str | None
    url: str | None


_NOBODY = Post(None, None, None, None)


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
        if index < free:
            continue
        range_ = _signed(lines, index, free) or _headed(lines, index, free) if line else None
        if range_:
            found.append(range_)
            free = range_[1]
    return found


def _signed(lines: Sequence[str], index: int, free: int) -> tuple[int, int, Post] | None:
    """A post with its signature below or inside, as the snippet for embedding reads without its markup."""
    post = signature(lines[index])
    if post is None:
        return None
    start = index
    if _SIGNED.match(lines[index].strip()) and not (index and lines[index - 1].rstrip().endswith(":")):
        start = _first_line(lines, index, free)
    end = index + 1
    while end < len(lines) and _is_posts_own(lines[end]) and not signature(lines[end]):
        end += 1
    return start, end, post


def _headed(lines: Sequence[str], index: int, free: int) -> tuple[int, int, Post] | None:
    """A post with its name and handle above and its time below, as it looks on the screen."""
    alone = _HANDLE.match(lines[index])
    both = _NAMED.match(lines[index])
    if alone and index > free and 0 < len(lines[index - 1]) <= _NAME:
        start, author, handle = index - 1, lines[index - 1], alone[1]
    elif both:
        start, author, handle = index, both[1].split(" | ")[0], both[2]
    else:
        return None
    for end in range(index + 2, min(index + _SCREEN_LINES, len(lines))):
        day = day_in(lines[end]) if _STAMPED.match(lines[end]) else None
        if day:
            return start, end + 1, Post(author.strip(), handle, day, None)
    return None


def _is_posts_own(line: str) -> bool:
    return len(line) <= _POST_LINE and bool(_OF_A_POST.search(line))


def _first_line(lines: Sequence[str], signed: int, free: int) -> int:
    """The line above a signature is the post's, and so are those above it that only a post holds."""
    start = max(signed - 1, free)
    if start < signed and (not lines[start] or len(lines[start]) > 3 * _POST_LINE):
        return signed
    while start - 1 >= free and _is_posts_own(lines[start - 1]):
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
    if not links or not _STATUS.match(links[-1].get("href") or ""):
        return False
    return signature(_line(element)) is not None or _credited(_line(links[-1])) is not None


def is_frame_of_post(element: Any) -> bool:
    """Whether an iframe shows a post, by its address or by that of the post beside it."""
    source = element.get("src") or ""
    if any(_STATUS.match(value) for value in element.attrib.values()):
        return True
    try:
        host = urlsplit(source).hostname or ""
    except ValueError:
        return False
    return bool(_PLATFORM.search(host)) and bool(re.search(r"embed|/status/|plugins/post|/p/|/\d+", source))


def describe(element: Any, lines: Sequence[str]) -> Post:
    """What the markup and the last lines of an embedded post tell."""
    signed = next(
        (post for line in reversed(lines) if (post := signature(line) or _footed(line) or _credited(line))), _NOBODY
    )
    told = next((found for line in reversed(lines) if (found := _POSTED_BY.search(line))), None)
    url = _address(element)
    handle = signed.handle or element.get("data-handle") or _handle(url)
    author = signed.author or (told[1] if told else None) or _author(element)
    return Post(author, handle, _time(element) or signed.time or (day_in(told[2]) if told else None), url)


def _footed(line: str) -> Post | None:
    found = _FOOTED.match(line)
    return Post(found[1].strip(), found[2], day_in(found[3]), None) if found else None


def _credited(line: str) -> Post | None:
    found = _CREDITED.match(line)
    day = day_in(found[2]) if found else None
    return Post(found[1].strip(), None, day, None) if found and day else None


def _line(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _address(element: Any) -> str | None:
    given: list[str | None] = list(element.attrib.values())
    if element.get("data-telegram-post"):
        given.insert(0, f"https://t.me/{element.get('data-telegram-post')}")
    given += [link.get("href") for link in reversed(element.findall(".//a"))]
    found = next((address for address in given if address and _STATUS.match(address)), None)
    return re.sub(r"[?#].*$", "", found) if found else None


def _handle(url: str | None) -> str | None:
    found = _ACCOUNT.match(url or "")
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
    if moment := moment_of(element.get("data-time") or element.get("data-datetime") or ""):
        return moment
    for part in element.iter("time"):
        if moment := moment_of(part.get("datetime") or "") or day_in(_line(part)):
            return moment
    link = next((a for a in reversed(element.findall(".//a")) if _STATUS.match(a.get("href") or "")), None)
    return day_in(_line(link)) if link is not None else None
