"""Finds the time expressions of a document and gives each its inclusive interval of days.

Reads a Context's sentences and anchors, writes its `times`. Every entry names its rule; what gives no day is no entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.times_calendar import Interval
from pipeline.enrich.times_rules import RULES, Moment
from pipeline.models import Time

# One cheap look before any rule runs: a sentence without such a word holds no time.
_TRIGGER = re.compile(
    r"\b(?:1[89]\d\d|20\d\d|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues?|wed|thur?s?|fri|sat|sun"
    r"|january|february|march|april|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tomorrow|tonight|overnight|night|morning|afternoon"
    r"|evening|noon|midday|midnight|dawn|dusk|hours?|days?|weeks?|weekend|months?|years?|winter|spring|summer|autumn|fall|easter"
    r"|christmas|epiphany|halloween|invasion|war)\b|\d[./-]\d|\b(?:mid|early|late)-|['’]s (?:day|eve)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    interval: Interval
    rule: str


def find_times(context: Context) -> None:
    """Fills `context.times`, in the order of the text."""
    spoken_of: date | None = None  # the day that the text speaks of, for "two days earlier"
    year: int | None = None  # the last year that the text named, for texts without a date of their own
    paragraph = -1
    for sentence in context.sentences:
        if sentence.paragraph != paragraph and sentence.block in context.block_anchors:
            spoken_of = None
        paragraph = sentence.paragraph
        if not _TRIGGER.search(sentence.text):
            continue
        for hit in _hits(sentence, context.anchor_of(sentence), spoken_of, year):
            context.times.append(_time(sentence, hit))
            spoken_of, year = hit.interval[1] if hit.interval[2] == "day" else spoken_of, hit.interval[0].year


def _hits(sentence: Sentence, anchor: date | None, spoken_of: date | None, year: int | None) -> list[_Hit]:
    """Hits left to right; where rules overlap, the one that is listed first wins."""
    taken: list[_Hit] = []
    for name, pattern, resolve in RULES:
        for match in pattern.finditer(sentence.text):
            start, end = match.span("span") if "span" in pattern.groupindex else match.span()
            if any(start < other.end and other.start < end for other in taken):
                continue
            before = [h for h in taken if h.end <= start and h.interval[2] == "day"]
            moment = Moment(
                sentence.text, match, anchor, max(before, key=lambda h: h.end).interval[1] if before else spoken_of, year
            )
            interval = resolve(moment)
            if interval is not None:
                taken.append(_Hit(start, end, interval, name))
    return sorted(taken, key=lambda h: h.start)


def _time(sentence: Sentence, hit: _Hit) -> Time:
    first, last, precision = hit.interval
    return Time(
        text=sentence.text[hit.start : hit.end],
        char_start=sentence.char_start + hit.start,
        char_end=sentence.char_start + hit.end,
        start=first.isoformat(),
        end=last.isoformat(),
        precision=precision,
        rule=hit.rule,
    )
