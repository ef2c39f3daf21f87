"""A plain text becomes a Document: the text unchanged, its parts found.

Reads the text given, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.datelines import Told, dates_in_lines, is_dateline
from pipeline.extract.language import language_of
from pipeline.extract.live import Entry, Stamp, date_entries, stamp_of
from pipeline.extract.parts import Part, block_of
from pipeline.extract.posts import Post, pasted
from pipeline.models import Article, Block, Document

# Characters of a heading at most, and of a line that a person has wrapped by hand.
_HEADING = 110
_WRAPPED = range(50, 100)
_LEAST_ENTRIES = 3
# Lines at the head and at the foot of a text in which it may say when it was published.
_HEAD_LINES, _FOOT_LINES = 8, 4
_SURROGATE = re.compile("[\ud800-\udfff]")
_ITEM = re.compile(r"^\s*(?:[•·●▪‣*–—-]|\(?\d{1,2}[.)]|[a-z]\))\s+\S")
_QUOTED = re.compile(r"^\s*(?:>|[“„«\"][^”»\"]*[”»\"]?\W*$)", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool  # an empty line stands above it


def read_text(
    text: str, *, id: str, url: str | None = None, published_at: str | None = None, title: str | None = None
) -> Document:
    """The Document of a text that stays as it is; its blocks are headings, paragraphs, quotes, posts and entries.

    A date that the text tells of itself counts where the caller gives none. Halves of surrogate pairs, which are no
    characters, become U+FFFD.
    """
    text = _SURROGATE.sub("\ufffd", text)
    lines = _lines(text)
    published, source = published_at, "input" if published_at else None
    told = _dates([line.text for line in lines])
    own = told.published or told.dateline
    if published is None and (own or told.updated):
        published, source = own or told.updated, "dateline"
    modified = told.updated if own or published_at else None
    blocks = _blocks(lines, published)
    article = Article(title, text, [], published, source, modified, language_of(text), url)
    return Document(id, article, blocks)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    gap = True
    position = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            lines.append(_Line(start, start + len(stripped), stripped, gap))
        gap = not stripped
        position += len(raw)
    return lines


def _dates(lines: Sequence[str]) -> Told:
    ends = [*lines[:_HEAD_LINES], *lines[_HEAD_LINES:][-_FOOT_LINES:]]
    years = [int(year) for line in ends for year in _YEAR.findall(line)]
    return dates_in_lines(ends, years)


def _blocks(lines: Sequence[_Line], published: str | None) -> list[Block]:
    entries = {entry.start: entry for entry in _entries(lines, published)}
    posts = {start: (end, post) for start, end, post in pasted([line.text for line in lines])}
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        entry = entries.get(index)
        if entry:
            blocks += _entry_blocks(lines, entry, posts)
            index = entry.end
        elif index in posts:
            end, post = posts[index]
            blocks.append(_block(lines, index, end, Part("post", "", post)))
            index = end
        else:
            end = _paragraph_end(lines, index, posts)
            blocks.append(_block(lines, index, end, Part(_kind(lines, index, end), "")))
            index = end
    return blocks


def _entry_blocks(lines: Sequence[_Line], entry: Entry, posts: dict[int, tuple[int, Post]]) -> list[Block]:
    blocks: list[Block] = []
    start = index = entry.start
    while index < entry.end:
        if index in posts and posts[index][0] <= entry.end:
            if start < index:
                blocks.append(_block(lines, start, index, Part("entry", "", None, entry.time)))
            end, post = posts[index]
            blocks.append(_block(lines, index, end, Part("post", "", post, entry.time)))
            start = index = end
        else:
            index += 1
    if start < entry.end:
        blocks.append(_block(lines, start, entry.end, Part("entry", "", None, entry.time)))
    return blocks


def _block(lines: Sequence[_Line], start: int, end: int, part: Part) -> Block:
    return block_of(part, lines[start].start, lines[end - 1].end)


def _entries(lines: Sequence[_Line], published: str | None) -> list[Entry]:
    stamps: list[tuple[int, Stamp]] = []
    for index, line in enumerate(lines):
        stamp = stamp_of(line.text)
        if stamp is not None:
            stamps.append((index, stamp))
    if len(stamps) < _LEAST_ENTRIES:
        return []
    ends = [index for index, _ in stamps[1:]] + [len(lines)]
    entries = [Entry(index, end, stamp) for (index, stamp), end in zip(stamps, ends, strict=True)]
    date_entries(entries, published)
    return entries


def _paragraph_end(lines: Sequence[_Line], start: int, posts: dict[int, tuple[int, Post]]) -> int:
    """A paragraph is a line, lines wrapped by hand, or the rows of one list."""
    end = start + 1
    while end < len(lines) and not lines[end].gap and end not in posts:
        above, line = lines[end - 1].text, lines[end].text
        listed = bool(_ITEM.match(above)) and bool(_ITEM.match(line))
        wrapped = len(above) in _WRAPPED and line[:1].islower()
        quoted = above.startswith(">") and line.startswith(">")
        if not (listed or wrapped or quoted):
            break
        end += 1
    return end


def _kind(lines: Sequence[_Line], start: int, end: int) -> str:
    text = lines[start].text
    if end == start + 1 and end < len(lines) and _is_heading(text, lines[end]):
        return "heading"
    whole = "\n".join(line.text for line in lines[start:end])
    return "quote" if _QUOTED.match(whole) else "paragraph"


def _is_heading(text: str, following: _Line) -> bool:
    return (
        len(text) <= _HEADING
        and text[-1:] not in '.!?…:;,”"»)—–-'
        and any(map(str.isalpha, text))
        and not _ITEM.match(text)
        and not is_dateline(text)
        and len(following.text) > len(text)
        and following.gap
    )
