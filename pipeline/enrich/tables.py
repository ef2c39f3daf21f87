"""Figures in the cells of a table: what they count stands at the heads of their row and column.

Reads a Context's sentences (a row is one, its cells parted by bars) and places; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.enrich.bulletins import unit_of
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.parties import side_of_words
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.numbers import find_quantities
from pipeline.enrich.sentences import parse_one
from pipeline.models import Place

# What a head says -> measure; the first that matches. A thing that is lost or killed is destroyed.
_MEASURES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), measure)
    for words, measure in (
        (r"killed and wounded|dead and wounded|casualties", "killed_or_wounded"),
        (r"shot down|downed|intercepted", "shot_down"),
        (r"killed|dead|deaths?|died|fatalities", "killed"),
        (r"wounded|injured|hurt|injuries", "wounded"),
        (r"missing", "missing"),
        (r"captured|prisoners", "captured"),
        (r"evacuated|displaced", "displaced"),
        (r"damaged|hit|struck", "hit"),
        (r"destroyed|lost|losses", "destroyed"),
        (r"launched|fired|shellings?|strikes", "launched"),
    )
)
_PEOPLE = ("killed", "wounded", "killed_or_wounded", "missing", "captured", "displaced")
_CELLS = re.compile(r"[^\s|](?:[^|\t\n]*[^\s|])?")
_ARMED = re.compile(
    r"\b(?:soldiers?|troops|servicemen|military|army|combat|fighters|personnel|forces|brigade|mercenaries|wagner)\b",
    re.IGNORECASE,
)
# A line above a table that says whose the things are, not only who counted them.
_OF_WHOM = re.compile(
    r"\b(?:Russian|Ukrainian|civilian)\b(?:\s+[\w-]+){0,2}\s+(?:loss(?:es)?|casualties|dead|deaths|troops|soldiers|equipment)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\s*(?:about |over |more than |[~≈] ?)?\d[\d,\u00a0 ]*\s*\Z", re.IGNORECASE)
_OTHER = re.compile(r"%|\bper cent|\bpercent|\bshare\b|\bpopulation\b|\bcost\b|\bmillion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    char_start: int  # in the article
    char_end: int


def tables_of(context: Context, taken: set[int]) -> dict[int, tuple[Sentence, list[Cell]]]:
    """Index of every row with figures -> the line above its table, and the heads of its columns."""
    rows: dict[int, tuple[Sentence, list[Cell]]] = {}
    heads: list[Cell] = []
    above: Sentence | None = None
    last: Sentence | None = None
    for sentence in context.sentences:
        cells = cells_of(sentence)
        if len(cells) < 2 or sentence.index in taken:
            heads, above, last = [], None, sentence
            continue
        if above is None:
            above, heads = last or sentence, [] if any(map(_is_figure, cells)) else cells
        if any(map(_is_figure, cells[1:])) and len(heads) in (0, len(cells)):
            rows[sentence.index] = (above, heads)
    return rows


def cells_of(sentence: Sentence) -> list[Cell]:
    """The cells of a row with bars or tabs; none of any other sentence."""
    if "|" not in sentence.text and "\t" not in sentence.text:
        return []
    offset = sentence.char_start
    return [Cell(m.group(), offset + m.start(), offset + m.end()) for m in _CELLS.finditer(sentence.text)]


def _is_figure(cell: Cell) -> bool:
    return bool(_FIGURE.match(cell.text))


def find_tabled(context: Context, row: Sentence, above: Sentence, heads: list[Cell]) -> Iterator[Draft]:
    """One draft for every figure of a row whose heads say what it counts."""
    label, *cells = cells_of(row)
    for column, cell in enumerate(cells, 1):
        head = heads[column].text if heads else ""
        if not _is_figure(cell) or _OTHER.search(f"{label.text} {head}"):
            continue
        draft = _draft(row, (head, label.text, above.text), cell)
        if draft is not None:
            draft.place = _place(context, label, above)
            draft.head = above
            draft.char_start = label.char_start if column == 1 else cell.char_start
            yield draft


def _draft(row: Sentence, words: tuple[str, str, str], cell: Cell) -> Draft | None:
    measure = next((found for text in words if (found := _measure(text)) is not None), None)
    units = [kind for text in words[:2] if (kind := unit_of(text)) is not False]
    figure = next(iter(find_quantities(cell.text)), None)
    if measure is None or figure is None or (not units and measure not in _PEOPLE):
        return None
    unit: str | None = next((kind for kind in units if isinstance(kind, str)), None)
    if unit is not None and measure == "killed":
        measure = "destroyed"
    if unit is None and measure == "destroyed":
        measure = "losses"
    token = parse_one(row)[0]
    draft = Draft(measure, figure.low, figure.high, figure.approx, row, token, token, unit=unit, listed=True)
    draft.char_end = cell.char_end
    draft.side = _side(words[0]) or _side(words[1]) or (_side(words[2]) if _OF_WHOM.search(words[2]) else None)
    if draft.side is None and measure in _PEOPLE and not _ARMED.search(" ".join(words)):
        draft.side = "civilian"
    return draft


def _measure(text: str) -> str | None:
    return next((measure for pattern, measure in _MEASURES if pattern.search(text)), None)


def _side(text: str) -> str | None:
    if re.search(r"\bcivilians?\b|\bresidents?\b|\bchildren\b", text, re.IGNORECASE):
        return "civilian"
    named = {"russia": "RU", "ukraine": "UA"}.get(text.strip().casefold())
    return named or side_of_words(text)


def _place(context: Context, label: Cell, above: Sentence) -> str | None:
    """The place that the row is about, else the one that the line above the table names."""

    def within(start: int, end: int) -> list[Place]:
        return [p for p in context.places if start <= p.char_start < end and p.precision not in ("country", "region")]

    found = within(label.char_start, label.char_end) or within(above.char_start, above.char_end)
    return found[0].name if found else None
