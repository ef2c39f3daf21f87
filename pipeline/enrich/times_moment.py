"""What a time expression stands in: its sentence, its anchor, the tense around it and the story told so far.

Reads one match, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.enrich import times_calendar as cal
from pipeline.enrich.times_calendar import Interval


@dataclass(frozen=True, slots=True)
class Moment:
    """A match and the days around it."""

    text: str  # the sentence
    match: re.Match[str]
    anchor: date | None  # publication, or the post's or entry's own day
    spoken_of: date | None  # the last day named before
    year: int | None  # the last year named before
    last: Interval | None = None  # the last expression before, whatever its precision
    story: bool = False  # whether the whole text tells of a time long before its anchor
    then: date | None = None  # about when the text tells of here
    named: Interval | None = None  # the last day named, be it the first of a span ("since 11 November")

    def group(self, name: str) -> str | None:
        value = self.match.groupdict().get(name)
        return value.casefold().rstrip(".") if value else None

    @property
    def base(self) -> date | None:
        """The day that a date without a year is nearest to."""
        return self.anchor

    @property
    def future(self) -> bool:
        """Whether the clause around the match looks ahead."""
        start, end = self.match.span()
        until = _UNTIL.search(self.text, 0, start)
        if until is not None and not _tells_past(self.text, until.start(), start, end):
            return True
        return looks_ahead(self.text, start, end)

    @property
    def thought_of(self) -> bool:
        """Whether the month or season is what somebody thinks or asks about: such a one is to come."""
        return _TOPIC.search(self.text, 0, self.match.start()) is not None


_TOPIC = re.compile(
    r"\b(?:think|talk|ask|speculat|warn|prepar|brac|wait|hop|fear)\w*(?:\s+\w+){0,4}?\s+(?:of|about|for)\b(?:\s+[\w-]+){0,5}\s*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|to\s+(?:meet|visit|hold|begin|start|open|arrive|travel|attend|take|discuss|resume"
    r"|address|vote)"
    r"|due|expected|scheduled|plans?|planned|planning|going\s+to|set\s+to|set\s+for|upcoming|coming|tomorrow"
    r"|(?:is|are)\s+(?:planned|registered|booked|invited|announced|reserved|listed|slated|timed|fixed)(?=\s+for\b)"
    r"|(?:is|are)\s+(?:on(?=\s+\w+day\b)|to|meeting|visiting|holding|travelling|traveling|due|expected|scheduled|set)"
    r"|meets|visits|holds|begins|starts|opens|arrives|travels|attends|takes\s+place|votes|expires)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|until|till|before|come)\s+(?:(?:at\s+least|around|about)\s+)?(?:the\s+)?$", re.IGNORECASE)
# What may come; "could" is ability where something is heard or seen, and "may have" tells of the past.
_MODAL = re.compile(
    r"\b(?:may|might|(?:could|would|can)(?!\s+(?:not|hear|see|be\s+(?:heard|seen|felt|reached))\b))\b"
    r"(?!\s+(?:\w+\s+)?have\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from|after)\s+$", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"\bsince\s+$", re.IGNORECASE)
_ORDERED = re.compile(
    r"\b(?:order|instruct|ask|urge|call|agree|decide|promise|plan|want|hope|intend|propose|demand"
    r"|threat)\w*\b[^.;]{0,90}?\bto\s+(?-i:[a-z])+\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|began|took|came|went|made|wrote|gave|held|left|lost|fell|met|struck|hit|shot"
    r"|saw|died|ended|held|brought|won|rose|sent|spent|stood|spoke|fought|fled|found|heard|kept|paid|broke|drove|flew"
    r"|grew|knew|ran|sank|threw|became|built|caught|drew|felt"
    r"|(?<!\bbe )(?-i:[a-z])\w{2,}ed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;—–“”\"]|:\s|,\s|\b(?:and|but|while|after|before|when|who|which|that|as)\b", re.IGNORECASE)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    return left, next((m.start() for m in _CLAUSE.finditer(text, end)), len(text))


def _tells_past(text: str, until: int, start: int, end: int) -> bool:
    """ "By Thursday noon it had destroyed 11 homes" ended on a Thursday that is over.

    Where the expression stands alone before a comma ("By 1 July, they had ..."), the clause after it tells.
    """
    left, right = _clause(text, until, end)  # "before" is no conjunction here
    if _MODAL.search(text, left, start):
        return False  # "could be surrounded by April"
    if re.search(r"\bto \w+ (?:until|till|by|before) (?:the )?$", text[left:start]):
        return False  # "a chance to last until Friday"
    if len(text[end:right].strip()) == 0 and text[right : right + 1] == ",":
        right = _clause(text, start, right + 1)[1]
    return _PAST.search(text, left, right) is not None


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Tense by the words of the clause that holds the span; a past verb nearer than a future one wins."""
    left, right = _clause(text, start, end)
    if text[right : right + 1] == "," and not text[end:right].strip() and _FRONTED.fullmatch(text, left, start):
        right = _clause(text, start, right + 1)[1]  # "On Thursday, the team will fly home"
    ahead = [_gap(m, start, end) for m in _AHEAD.finditer(text, left, right)]
    ends = {m.end() for m in _AHEAD.finditer(text, left, right)}  # "are planned" is no past
    ahead += [_gap(m, start, end) for m in _MODAL.finditer(text, left, start)]
    past = [_gap(m, start, end) for m in _PAST.finditer(text, left, right) if m.end() not in ends]
    ordered = [m.end() for m in _ORDERED.finditer(text, 0, start)]
    if ordered and not _PAST.search(text, ordered[-1], start) and not re.search(r"[;:—–]", text[ordered[-1] : start]):
        return True
    if not ahead:
        return False
    return not past or min(ahead) < min(past)


_FRONTED = re.compile(r"\s*(?:(?:late|early|only|and|but|then)\s+)*(?:on|by|from)?\s*", re.IGNORECASE)


def _gap(match: re.Match[str], start: int, end: int) -> int:
    return start - match.end() if match.end() <= start else match.start() - end


_SHARED_YEAR = re.compile(
    r"\s*(?:and|to|until|or|through|[–-])\s*(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}"
    r"\s+(?:\d{1,2},\s+)?(?P<year>20\d\d)\b"
)


def _year_after(m: Moment) -> int | None:
    """ "Between 17 February and 22 February 2022", "from February to May 2022": the year told once serves both."""
    match = _SHARED_YEAR.match(m.text, m.match.end())
    return int(match["year"]) if match else None


def without_year(m: Moment, month: int, day: int) -> date | None:
    """The year of a day told without one: by the story where the text tells of a time long past, else by the anchor."""
    shared = _year_after(m)
    if shared is not None:
        return cal.safe(shared, month, day)
    near = cal.nearest_year(month, day, m.anchor, m.future) if m.anchor is not None else None
    counted = _COUNTED_FROM.search(m.text, 0, m.match.start()) is not None
    if near is not None and m.anchor is not None and near > m.anchor and counted:
        near = cal.safe(near.year - 1, month, day)  # nothing is counted from a day to come
    if near is not None and m.anchor is not None and not m.story and (counted or _is_news(near, m.anchor)):
        return near
    told = _in_story(m, [cal.safe(year, month, day) for year in _years_of_story(m)])
    if told is not None or near is not None:
        return told or near
    return cal.safe(m.year, month, day) if m.year else None


def _is_news(day: date, anchor: date) -> bool:
    return abs((anchor - day).days) <= NEWS_DAYS


NEWS_DAYS = 45  # a date this close to the anchor is news, whatever the story before it
STORY_DAYS = 60  # a story is told where the last day named lies further back than this
SOON_MONTHS = 2


def _years_of_story(m: Moment) -> tuple[int, ...]:
    return (m.then.year - 1, m.then.year, m.then.year + 1) if m.then is not None else ()


def _in_story(m: Moment, days: list[date | None]) -> date | None:
    """Of the days, the one nearest to the last one told, if the text tells of a time long before its anchor."""
    if m.then is None:
        return None
    if m.anchor is not None and not m.story and (m.anchor - m.then).days <= STORY_DAYS:
        return None
    told = m.then
    over = [d for d in days if d is not None and (m.anchor is None or d <= m.anchor)]
    return min(over, key=lambda d: abs((d - told).days) * (1 if d >= told else BACK), default=None)


BACK = 1.5  # a story goes forward: a day behind the last one told counts as so much farther


def year_of_month(m: Moment, anchor: date, month: int) -> int:
    """The year of a month told without one; one just ahead is meant unless the sentence tells of the past."""
    shared = _year_after(m)
    if shared is not None:
        return shared
    soon = 0 < (month - anchor.month) % 12 <= SOON_MONTHS
    if soon and m.thought_of:
        return anchor.year + (month < anchor.month)
    if soon and not m.story and not _PAST.search(m.text) and not _SINCE.search(m.text, 0, m.match.start()):
        return anchor.year + (month < anchor.month)
    near = cal.nearest_month(month, anchor, m.future)
    if not m.story and (anchor - cal.month(near, month)[1]).days <= NEWS_DAYS:
        return near
    told = _in_story(m, [cal.month(year, month)[1] for year in _years_of_story(m)])
    return told.year if told is not None else near
