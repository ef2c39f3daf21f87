"""The page of an article as it was read: its text cut at the spans that something was found in.

Reads nothing, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipeline.digest.shown import ArticlePage, Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; `anchors` are the starts of spans that begin with it."""

    text: str
    found: str  # what was found there, in words; empty for plain text
    anchors: tuple[int, ...]


def paragraphs(page: ArticlePage) -> list[list[Piece]]:
    """The text by lines, each cut into pieces; all pieces together are the text."""
    lines, start = [], 0
    for line in page.text.split("\n"):
        if line.strip():
            lines.append(_pieces(page, start, start + len(line)))
        start += len(line) + 1
    return lines


def _pieces(page: ArticlePage, start: int, end: int) -> list[Piece]:
    marks = [mark for mark in page.marks if mark.char_start < end and mark.char_end > start]
    cuts = sorted(
        {start, end} | {cut for mark in marks for cut in (mark.char_start, mark.char_end) if start < cut < end}
    )
    return [_piece(page.text, marks, one, other) for one, other in pairwise(cuts)]


def _piece(text: str, marks: list[Mark], start: int, end: int) -> Piece:
    over = [mark for mark in marks if mark.char_start <= start and mark.char_end >= end]
    told = dict.fromkeys(
        f"{mark.found.replace('_', ' ')}{f', {mark.speaker}' if mark.speaker else ''}" for mark in over
    )
    anchors = tuple(sorted({mark.char_start for mark in over if mark.char_start == start}))
    return Piece(text[start:end], "; ".join(told), anchors)
