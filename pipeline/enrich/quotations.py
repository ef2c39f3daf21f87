"""Where the text quotes: spans between quotation marks, running on over paragraphs, and posts pasted into the text.

Reads a Context's text and sentences, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.enrich.context import Context

_OPEN = re.compile(r"[“„«]|(?<![\w\"])\"(?=[\w'‘\[(…])|(?<!\w)‘(?=\w)")
_CLOSE = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’"}
_STOPPED, _FREE = re.compile(r"[.,!?…—–-]’(?!\w)"), re.compile(r"’(?!\w)")
_MIN_WORDS = 4  # a shorter quotation without a verb is a word in quotation marks, not speech
_POST_LINE = re.compile(
    r"^\s*[—–-]{1,2}\s*(?P<author>[^\n(@]{2,80}?)\s*\(@(?P<handle>\w+)\)[^\n]*$"
    r"|^(?P<bare>[^\n(@.]{2,60}?)\s*\(@(?P<at>\w+)\)(?:[,·|\s]+[^\n]{0,40})?$"
    r"|^Posted by (?P<by>[^\n(@.]{2,60}?)(?: \(@(?P<whose>\w+)\))?(?: on \w[^\n]{0,40})?$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span between quotation marks, marks included. `running`: its paragraph ends before the quotation does."""

    char_start: int
    char_end: int
    paragraph: int
    running: bool
    speech: bool  # long enough to be someone's words, not a word in quotation marks


@dataclass(frozen=True, slots=True)
class Post:
    """A post whose author stands in a line of the text itself. The span is the paragraph of its words."""

    char_start: int
    char_end: int
    author: str
    handle: str | None


def paragraphs(context: Context) -> list[tuple[int, int, int]]:
    """(number, start, end) of every paragraph that holds a sentence."""
    spans: dict[int, tuple[int, int]] = {}
    for sentence in context.sentences:
        start, _ = spans.get(sentence.paragraph, (sentence.char_start, 0))
        spans[sentence.paragraph] = (start, sentence.char_end)
    return [(number, start, end) for number, (start, end) in spans.items()]


def find_quotations(context: Context) -> list[Quotation]:
    """All quotations in the order of the text; nested ones are left inside the outer one."""
    return [
        quotation
        for number, start, end in paragraphs(context)
        for quotation in _in_paragraph(context.document.article.text, number, start, end)
    ]


def _in_paragraph(text: str, number: int, start: int, end: int) -> Iterator[Quotation]:
    position = start
    while (opened := _OPEN.search(text, position, end)) is not None:
        mark = opened.group()
        closed = _closing(text, mark, opened.end(), end)
        stop = end if closed is None else closed + 1
        inner = text[opened.end() : stop]
        if closed is None and mark == "‘" and opened.start() > start:
            position = opened.end()
            continue
        yield Quotation(opened.start(), stop, number, closed is None, _is_speech(inner))
        position = stop


def _is_speech(inner: str) -> bool:
    """Long enough to be someone's words, or closed like a sentence: "Yakovlivka is ours."."""
    size = len(inner.split())
    return size >= _MIN_WORDS or (size > 1 and bool(re.search(r"[.!?,]\W?$", inner)))


def _closing(text: str, mark: str, start: int, end: int) -> int | None:
    wanted = _CLOSE[mark]
    if mark == "‘":  # its closing mark is an apostrophe too: a stop before it tells it from "the soldiers’ bodies"
        sure = _STOPPED.search(text, start, end)
        return sure.end() - 1 if sure is not None else next((m.start() for m in _FREE.finditer(text, start, end)), None)
    position = text.find(wanted, start, end)
    return None if position == -1 else position


def find_posts(text: str) -> list[Post]:
    """Posts that a plain text carries with an attribution line ("— Name (@handle) January 3, 2023")."""
    found = []
    for line in _POST_LINE.finditer(text):
        before = text[: line.start()].rstrip("\n ")
        start = max(before.rfind("\n\n") + 2, 0) if "\n\n" in before else before.rfind("\n") + 1
        author = line["author"] or line["bare"] or line["by"]
        handle = line["handle"] or line["at"] or line["whose"]
        found.append(Post(start, line.end(), author.strip(" ,"), handle))
    return found
