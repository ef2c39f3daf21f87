"""Rows of a list and the lines that head it: who publishes the list, and what it lists.

Reads a Context's sentences, mentions and statements; writes nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.entities import entities
from pipeline.enrich.speakers_institutions import GENERAL_STAFF
from pipeline.models import Mention

_LINES_ABOVE = 4  # headings and lead-ins that may stand above a list
_MIN_ROWS = 2
_HEADING = 2  # lines: a heading and its source, or the name of who publishes
# The General Staff heads its list of the other side's losses so, and signs it nowhere.
_STAFF_FORM = re.compile(r"\b(?:combat losses of the enemy|enemy['’]s (?:total )?combat losses)\b", re.IGNORECASE)


def _runs_of_rows(context: Context) -> list[list[Sentence]]:
    """Sentences that stand in lines of one list: nothing but a line break between them."""
    text = context.document.article.text
    runs: list[list[Sentence]] = []
    lines = 1
    for before, after in pairwise(context.sentences):
        gap = text[before.char_end : after.char_start]
        heads = before.text.endswith(":") or after.text.endswith(":")  # names what is listed below it
        row = gap.strip(" \t") == "\n" and not heads
        same = "\n" not in gap
        if row or (same and runs and runs[-1][-1] is before):
            if not (runs and runs[-1][-1] is before):
                runs.append([s for s in context.sentences[: after.index] if s.paragraph == before.paragraph])
            runs[-1].append(after)
            lines += row
    return [
        run
        for run in runs
        if sum(1 for a, b in pairwise(run) if "\n" in text[a.char_end : b.char_start]) >= _MIN_ROWS - 1
    ]


def lists_of(context: Context) -> list[tuple[list[Sentence], list[Sentence]]]:
    """The sentences of each list, and the lines above it, nearest first; another list ends them."""
    runs = _runs_of_rows(context)
    rows = {sentence.index for run in runs if not _is_heading(run) for sentence in run}
    return [(run, _heads_of(context, run, rows)) for run in runs]


def _is_heading(run: list[Sentence]) -> bool:
    return len(run) <= _HEADING and not any(s.text.rstrip().endswith((".", "!", "?", "”", '"')) for s in run)


def _heads_of(context: Context, run: list[Sentence], rows: set[int]) -> list[Sentence]:
    heads = []
    for index in range(run[0].index - 1, max(-1, run[0].index - 1 - _LINES_ABOVE), -1):
        if index in rows:
            break
        heads.append(context.sentences[index])
    return heads


def list_heads(context: Context) -> dict[int, Sentence]:
    """The line right above its list, or above that line if that one speaks of losses, for every sentence of a list."""
    found: dict[int, Sentence] = {}
    for run, heads in lists_of(context):
        head = next((line for line in heads[:_HEADING] if _LOSSES.search(line.text)), heads[0] if heads else None)
        found |= {sentence.index: head for sentence in run if head is not None}
    return found


_LOSSES = re.compile(r"\blos(?:s|ses|t)\b", re.IGNORECASE)


def publisher_of(context: Context, heads: list[Sentence]) -> Mention | None:
    """The institution that the lines above a list name, nearest first, or whose form they are."""
    for head in heads:
        named = [m for m in context.mentions if m.type == "ORG" and head.char_start <= m.char_start < head.char_end]
        if named:
            return named[-1]
        if form := _STAFF_FORM.search(head.text):
            staff = entities().by_name[GENERAL_STAFF]
            start = head.char_start + form.start()
            return Mention(form.group(), start, start + len(form.group()), "ORG", staff.name, staff.id, "form")
    return None
