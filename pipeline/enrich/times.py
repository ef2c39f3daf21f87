"""Finds the time expressions of a document and gives each its inclusive interval of days.

Reads a Context's sentences and anchors, writes its `times`. Every entry names its rule; what gives no day is no entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.enrich.context import Context, Sentence, day_of
from pipeline.enrich.times_calendar import INVASION, MONTHS, Interval, safe
from pipeline.enrich.times_moment import STORY_DAYS, Moment
from pipeline.enrich.times_rules import RULES, SIGNS
from pipeline.models import Time

FULL_MONTHS = tuple(name.capitalize() for name in MONTHS if name == "may" or len(name) > 4 or name in ("june", "july"))

# One look at the words decides which rules can apply; most sentences hold no time at all.
_TRIGGER = re.compile(
    r"(?P<number>\d[./-]\d)|(?P<ordinal>\b(?:\d\d?(?:st|nd|rd|th)|(?:four|fif|six|seven|eigh|nin|eleven|twelf|twentie|\w*ten|\w+teen)th)\b)|\b(?:(?P<year>(?:19|20)\d\d)|(?P<month>jan|feb|mar|apr|may|june?"
    r"|july?|aug|sept?|oct|nov|dec"
    r"|january|february|march|april|august|september|october|november|december)"
    r"|(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|(?P<unit>hours?|days?|weeks?|fortnights?|weekend|months?|years?)|(?P<near>today|yesterday|tomorrow|tonight|overnight|nights?"
    r"|mornings?|afternoons?|evenings?|noon|midday|midnight|dawn|dusk|earlier|later)"
    r"|(?P<season>winter|spring|summer|autumn|fall)"
    r"|(?P<feast>easter|christmas|thanksgiving|epiphany|halloween|boxing|holiday|eve|victory"
    r"|independence|unity|constitution"
    r"|fatherland|nicholas|valentine|women)|(?P<war>invasion|war|invaded|aggression|operation))(?:['’]?s)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    interval: Interval
    rule: str


def redate(context: Context) -> None:
    """Counts the days of a quotation from the day on which it was spoken, where that is not the article's."""
    for statement in context.statements:
        day = day_of(statement.stated_on)
        if statement.verb[0] < 0 and day is not None and day != context.anchor:
            context.quote_anchors.append((*statement.scope[0], day))
    if context.quote_anchors:
        context.times = []
        find_times(context)


def find_times(context: Context) -> None:
    """Fills `context.times`, in the order of the text."""
    start = _story_start(context.document.article.text, context.anchor)
    told = _Told(day=start, then=start, story=start is not None)
    block = -1
    for sentence in context.sentences:
        if sentence.block != block and sentence.block in context.block_anchors:
            told = _Told()
        block = sentence.block
        signs = frozenset(match.lastgroup for match in _TRIGGER.finditer(sentence.text))
        if signs:
            for hit in _hits(context, sentence, signs, told):
                context.times.append(_time(sentence, hit))


_FULL_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\s+(?P<m1>{'|'.join(FULL_MONTHS)}),?"
    rf"|(?P<m2>{'|'.join(FULL_MONTHS)})\s+(?P<d2>\d{{1,2}}),)\s+(?P<y>20\d\d)\b"
)
STORY_DATES = 3  # full dates that a story has at least; a news text names one or two of them in passing


def _story_start(text: str, anchor: date | None) -> date | None:
    """Where a text tells of a time long before its anchor, the first day that it names in full; else None."""
    days = [
        day
        for m in _FULL_DATE.finditer(text)
        if (day := safe(int(m["y"]), MONTHS[(m["m1"] or m["m2"]).casefold()], int(m["d1"] or m["d2"]))) is not None
    ]
    if len(days) < STORY_DATES:
        return _only_year(text, anchor)
    if anchor is not None and (anchor - sorted(days)[len(days) // 2]).days <= STORY_DAYS:
        return None
    return days[0]


def _only_year(text: str, anchor: date | None) -> date | None:
    """New Year of the year that a text keeps naming, where that year is long over and the anchor's hardly named."""
    years = [int(year) for year in re.findall(r"\b20[0-3]\d\b", text)]
    if not years or anchor is None:
        return None
    year = max(set(years), key=years.count)
    told = (
        years.count(year) >= max(2, YEAR_TIMES * years.count(anchor.year))
        and (anchor - date(year, 12, 31)).days > STORY_DAYS
    )
    return date(year, 1, 1) if told else None


YEAR_TIMES = 3  # how much oftener than the anchor's own year


@dataclass(slots=True)
class _Told:
    """What the text has said so far: the day it speaks of, the last year named, the last expression."""

    day: date | None = None
    year: int | None = None
    last: Interval | None = None
    then: date | None = None  # about when the text tells of, by whatever it named: for days without a year
    then_at: int = 0  # index of the sentence that said so
    lasting: bool = True  # whether that was a day; a month or a year fades after a few sentences
    story: bool = False
    named: Interval | None = None  # the last day named, whatever for
    heard_in: int = -1  # index of the sentence that gave `day`

    def hear(self, hit: _Hit, anchor: date | None, sentence: Sentence) -> None:
        """A day counted back from another one ("two days earlier") leaves the text with the first.

        "The same day" never means the start of a span ("since", "from"), nor a day of the background told long after.
        """
        first, last, precision = hit.interval
        if precision == "day" and hit.rule not in ("invasion", "ago"):
            self.named = hit.interval
        own = self.story and anchor is not None and last == anchor  # the day of writing is no part of a story
        if own or hit.rule in ("invasion", "ago") or _SINCE.search(sentence.text, 0, hit.start):
            return
        back = self.day is not None and last < self.day and hit.rule in RELATIVE
        told = self.heard_in == sentence.index and _SAID.search(sentence.text, 0, hit.start)
        if precision == "day" and not back and not told:
            self.day, self.heard_in = last, sentence.index
        if anchor is None or self.story or abs((anchor - last).days) <= FRESH_DAYS:
            night = _NIGHT_TO.search(sentence.text, 0, hit.start) is not None and precision == "day"
            self.last = (first - timedelta(days=1), last, "days") if night else hit.interval
        self.year = first.year
        if precision != "year" or self.then is None:
            self.then = first if precision != "year" else first.replace(month=7)
            self.then_at, self.lasting = sentence.index, precision in ("day", "days")

    def about(self, sentence: Sentence) -> date | None:
        """About when the text tells of at this sentence."""
        faded = not self.lasting and not self.story and sentence.index - self.then_at > FADES
        return self.day if faded else self.then


RELATIVE = frozenset(("earlier", "neighbouring day"))
FRESH_DAYS = 21
FADES = 3  # sentences
_UPON_INVASION = re.compile(
    r"\b(?:following|after|upon|at)\s+the\s+(?:start|beginning|launch|outbreak|onset)\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:invasion|war)\b"
)
# Behind these a day is that of the words; the day spoken of is the one that the sentence named before.
_SAID = re.compile(
    r"\b(?:said|wrote|reported|announced|added|stated|confirmed|claimed|told(?:\s+\w+){1,2})\s+(?:late\s+|early\s+)?(?:on\s+)?$"
)
_NIGHT_TO = re.compile(r"\bnight (?:in)?to (?:early )?$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?$", re.IGNORECASE)


def _matches(sentence: Sentence, signs: frozenset[str | None]) -> list[tuple[int, int, int, re.Match[str]]]:
    """(rank, start, end, match) of every rule that matches where no earlier rule did."""
    found: list[tuple[int, int, int, re.Match[str]]] = []
    for rank, (name, pattern, _) in enumerate(RULES):
        if signs.isdisjoint(SIGNS[name]):
            continue
        for match in pattern.finditer(sentence.text):
            start, end = match.span("span") if match.groupdict().get("span") else match.span()
            if not any(start < other[2] and other[1] < end for other in found if other[0] < rank):
                found.append((rank, start, end, match))
    return found


def _hits(context: Context, sentence: Sentence, signs: frozenset[str | None], told: _Told) -> list[_Hit]:
    """Hits left to right, `told` brought up to date; where rules overlap, the one that is listed first wins."""
    found = _matches(sentence, signs)
    if "war" in signs and _UPON_INVASION.search(sentence.text):
        told.then, told.then_at, told.lasting = INVASION, sentence.index, True
    hits: list[_Hit] = []
    for rank, start, end, match in sorted(found, key=lambda f: (f[1], f[0])):
        if any(start < hit.end and hit.start < end for hit in hits):
            continue
        name, _, resolve = RULES[rank]
        anchor = context.anchor_of(sentence, sentence.char_start + start)
        moment = Moment(
            sentence.text, match, anchor, told.day, told.year, told.last, told.story, told.about(sentence), told.named
        )
        interval = resolve(moment)
        if interval is not None:
            hits.append(_Hit(start, end, interval, name))
            told.hear(hits[-1], anchor, sentence)
    return hits


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
