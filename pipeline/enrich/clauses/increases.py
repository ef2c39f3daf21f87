"""Figures that stand beside the one they belong to: the increase of a day, and the total in brackets.

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.counted import Counted
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.context import Sentence

_UP = re.compile(
    r"\b(?:up|r[io]se[ns]?|gr[eo]wn?|increased?|increase|climb(?:ed)?|jump(?:ed)?)(?: by| of)?\s*$", re.IGNORECASE
)
_ONE_DAY = re.compile(
    r"\b(?:on|from|over|than|compared (?:with|to)) (?:the (?:previous day|day before)|yesterday)\b"
    r"|\bon the day\b|\b(?:over|in|during|within|for) the (?:past|previous|last) (?:day|24 hours)\b"
    r"|\bin (?:a|one) day\b",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(r"\s*(?:in|over|during|within) the (?:past|previous|last) (?:day|24 hours)\b", re.IGNORECASE)
_OPENED = re.compile(r"[^()]*\((?:(?:a |the )?total(?: of)?:?|in total:?|overall:?)?\s*", re.IGNORECASE)
_IN_TOTAL = re.compile(r"\s*(?:in total|in all|all told|altogether|overall|to date|so far)\b", re.IGNORECASE)
_SUMMED = ("killed", "wounded", "killed_or_wounded", "losses", "destroyed", "shot_down")
_SHARE = 10  # a total is so many times the increase of one day, or more


def increased(sentence: Sentence, counted: Counted, before: list[Draft]) -> Draft | None:
    """The running total that the figure is the increase of: "63,110, up by 240 on the day"."""
    ahead = sentence.text[: counted.quantity.char_start]
    of_day = ahead.endswith(", ") and _DAY_BEHIND.match(sentence.text, counted.quantity.char_end)
    if counted.noun is not None or not (_UP.search(ahead) or of_day):
        return None
    near = [d for d in before if d.measure in _SUMMED and sentence.index - d.sentence.index <= 1]
    value, total = counted.quantity.low, near[-1].low if near else None
    small = value is not None and total is not None and value * _SHARE <= total
    return near[-1] if small and _ONE_DAY.search(sentence.text) else None


def bracketed(sentence: Sentence, counted: Counted, drafts: list[Draft]) -> Draft | None:
    """The figure of a day whose running total the brackets give: "16 tanks (2,354 in total)"."""
    if counted.noun is not None or not drafts or drafts[-1].measure not in _SUMMED:
        return None
    between = sentence.text[drafts[-1].char_end - sentence.char_start : counted.quantity.char_start]
    opened = _OPENED.fullmatch(between)
    told = opened is not None and "total" in opened.group().lower()
    behind = _IN_TOTAL.match(sentence.text, counted.quantity.char_end)
    if behind is not None and between.strip(" ;").endswith(",") and (counted.quantity.low or 0) > (drafts[-1].low or 0):
        return drafts[-1]  # "lost 7 vehicles, 6,100 in all"
    return drafts[-1] if opened is not None and (told or behind) else None


def outside_brackets(draft: Draft) -> str:
    """The sentence without the brackets that the figure does not stand in: what they say is of their own figure."""
    here = draft.char_start - draft.sentence.char_start
    return re.sub(
        r"\([^()]*\)",
        lambda m: m.group() if m.start() <= here < m.end() else " " * len(m.group()),
        draft.sentence.text,
    )
