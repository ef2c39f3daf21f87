"""Whose the figures of a list are: the lines above it say it, the sentence before it, or the source named behind it.

Reads a Context's sentences, mentions and statements, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from pipeline.enrich.bulletins_lists import lists_of, publisher_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.speakers_institutions import institution_name
from pipeline.enrich.speakers_statements import Statement, whole


def lists(context: Context) -> list[Statement]:
    """The rows of a list are whose the lines above it are; a row's own attribution goes before."""
    found = []
    for run, heads in lists_of(context):
        spoken = [
            s
            for h in heads
            for s in context.statements
            if s.verb[0] >= 0 and h.char_start <= s.verb[0] < h.char_end and s.speaker
        ]
        publisher = publisher_of(context, heads)
        name = spoken[0].speaker if spoken else institution_name(publisher) if publisher is not None else None
        tabled = all("|" in row.text for row in run)
        if name is not None and (tabled or any(_LISTING.search(h.text) for h in heads)):
            day = spoken[0].stated_on if spoken else None
            made = whole(run[0].char_start, run[-1].char_end, name, day)
            found.append(replace(made, relayed_by=spoken[0].relayed_by) if spoken else made)
    return found


_LISTING = re.compile(
    r":\s*$|\b(?:loss(?:es)?|lost|figures?|following|table|list|summary|bulletin|totals?|update|count(?:ed)?)\b",
    re.IGNORECASE,
)


_ROW = re.compile(r"\||\(\+ ?\d")
_SOURCE = re.compile(r"\W*(?:sources?|data|figures|infographics?|graphics?)\s*(?::|–|—|by\b|from\b)", re.IGNORECASE)


def sources(context: Context) -> list[Statement]:
    """What stands above a line "Source: X", its paragraph or the one before, and the rows of the table below it: as far
    as nobody else says it."""
    found = []
    for sentence in context.sentences:
        if not _SOURCE.match(sentence.text) or (publisher := publisher_of(context, [sentence])) is None:
            continue
        above = context.sentences[sentence.index - 1].paragraph if sentence.index else -1
        name = institution_name(publisher)
        listed = [s for s in context.sentences[: sentence.index] if s.paragraph == above]
        listed += takewhile(lambda s: _ROW.search(s.text), context.sentences[sentence.index + 1 :])
        found += [_said(s, name) for s in listed if _is_free(context, s)]
    return found


_INCREASES = re.compile(r"\(\+ ?\d[^()]*\).*\(\+ ?\d", re.DOTALL)


def told_before(context: Context) -> list[Statement]:
    """A list in one sentence, of which the sentence before it says who has published it."""
    found = []
    for sentence in context.sentences[1:]:
        ahead = context.sentences[sentence.index - 1]
        if (
            ahead.paragraph != sentence.paragraph
            or not _INCREASES.search(sentence.text)
            or not _is_free(context, sentence)
        ):
            continue
        publisher = publisher_of(context, [ahead])
        if publisher is not None and _LISTING.search(ahead.text):
            found.append(_said(sentence, institution_name(publisher)))
    return found


def _said(sentence: Sentence, name: str) -> Statement:
    return whole(sentence.char_start, sentence.char_end, name, None)


def _is_free(context: Context, sentence: Sentence) -> bool:
    return not any(told.holds(sentence.char_start) for told in context.statements)
