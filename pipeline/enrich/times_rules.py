"""The rules for time expressions, in order of precedence: a pattern and the function that makes its interval.

Reads one sentence and what its document says so far, writes nothing. A rule that cannot tell a day returns None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

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
        return bool(_UNTIL.search(self.text, 0, start)) or looks_ahead(self.text, start, end)


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_DASH = r"\s*[-–—]\s*"
_NUMBER = (
    r"(?:\d{1,3}|an?(?:\s+(?:couple\s+of|dozen))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty-four|twenty|thirty|forty-eight|forty|fifty|sixty"
    r"|seventy-two|ninety|couple\s+of|hundred)"
)
_PART_OF_DAY = r"(?:early\s+|late\s+)?(?:mid-?)?(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"

_AHEAD = re.compile(
    r"\b(?:will|won't|shall|to\s+(?:meet|visit|hold|begin|start|open|arrive|travel|attend|take|discuss|resume|address|vote)"
    r"|due|expected|scheduled|plans?|planned|planning|going\s+to|set\s+to|set\s+for|until|upcoming|coming|tomorrow"
    r"|(?:is|are)\s+(?:to|meeting|visiting|holding|travelling|traveling|due|expected|scheduled|set)"
    r"|meets|visits|holds|begins|starts|opens|arrives|travels|attends|takes\s+place|votes|expires)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_ORDERED = re.compile(
    r"\b(?:order|instruct|ask|urge|call|agree|decide|promise|plan|want|hope|intend|propose|demand|threat)\w*\b[^.;]{0,90}?\bto\s+(?-i:[a-z])+\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|began|took|came|went|made|wrote|gave|held|left|lost|fell|met|struck|hit|shot|saw|died|ended|held|brought|won|rose|sent|spent|stood"
    r"|\w{3,}ed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;—–]|:\s|,\s|\b(?:and|but|while|after|before|when|who|which|that|as)\b", re.IGNORECASE)


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Tense by the words of the clause that holds the span; a past verb nearer than a future one wins."""
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    right = next((m.start() for m in _CLAUSE.finditer(text, end)), len(text))
    ahead = [_gap(m, start, end) for m in _AHEAD.finditer(text, left, right)]
    past = [_gap(m, start, end) for m in _PAST.finditer(text, left, right)]
    ordered = [m.end() for m in _ORDERED.finditer(text, 0, start)]
    if ordered and not _PAST.search(text, ordered[-1], start) and not re.search(r"[;:—–]", text[ordered[-1] : start]):
        return True
    if not ahead:
        return False
    return not past or min(ahead) < min(past)


def _gap(match: re.Match[str], start: int, end: int) -> int:
    return start - match.end() if match.end() <= start else match.start() - end


def _full_date(m: Moment) -> Interval | None:
    day = cal.safe(int(m.match["year"]), cal.MONTHS[m.group("month") or ""], int(m.match["day"]))
    return cal.day(day) if day else None


def _iso(m: Moment) -> Interval | None:
    day = cal.safe(int(m.match["year"]), int(m.match["month"]), int(m.match["day"]))
    return cal.day(day) if day else None


def _short_date(m: Moment) -> Interval | None:
    day = cal.safe(2000 + int(m.match["year"]), int(m.match["month"]), int(m.match["day"]))
    return cal.day(day) if day else None


def _without_year(m: Moment, month: int, day: int) -> date | None:
    """The year of a day told without one: by the story where the text tells of a time long past, else by the anchor."""
    near = cal.nearest_year(month, day, m.anchor, m.future) if m.anchor is not None else None
    if m.anchor is not None and near is not None and abs((m.anchor - near).days) <= NEWS_DAYS:
        return near
    told = _in_story(m, [cal.safe(year, month, day) for year in _years_of_story(m)])
    if told is not None or near is not None:
        return told or near
    return cal.safe(m.year, month, day) if m.year else None


NEWS_DAYS = 45  # a date this close to the anchor is news, whatever the story before it
STORY_DAYS = 60  # a story is told where the last day named lies further back than this
BACK_DAYS = 30  # a story goes forward; it steps back at most so far without naming the year


def _years_of_story(m: Moment) -> tuple[int, ...]:
    return (m.spoken_of.year, m.spoken_of.year + 1) if m.spoken_of is not None else ()


def _in_story(m: Moment, days: list[date | None]) -> date | None:
    """The first of the days that goes on from the last one told, if the text tells of a time long before its anchor."""
    if m.spoken_of is None or (m.anchor is not None and (m.anchor - m.spoken_of).days <= STORY_DAYS):
        return None
    following = [d for d in days if d is not None and d >= m.spoken_of - timedelta(days=BACK_DAYS)]
    return next((d for d in following if m.anchor is None or d <= m.anchor), None)


def _day_and_month(m: Moment) -> Interval | None:
    day = _without_year(m, cal.MONTHS[m.group("month") or ""], int(m.match["day"]))
    return cal.day(day) if day else None


def _range_of_days(m: Moment) -> Interval | None:
    """"24–27 December", "between December 24 and January 3"; the last named month and year serve both ends."""
    groups = m.match.groupdict()
    month1, month2 = groups.get("month1"), groups.get("month2")
    first_month = cal.MONTHS[(month1 or month2 or "").casefold().rstrip(".")]
    last_month = cal.MONTHS[(month2 or month1 or "").casefold().rstrip(".")]
    if groups.get("year"):
        last = cal.safe(int(groups["year"]), last_month, int(groups["day2"]))
    else:
        last = _without_year(m, last_month, int(groups["day2"]))
    if last is None:
        return None
    first = cal.safe(last.year - (first_month > last_month), first_month, int(groups["day1"]))
    return (first, last, "days") if first is not None and first <= last else None


def _month(m: Moment) -> Interval | None:
    name = cal.MONTHS[m.group("month") or ""]
    if m.match["year"]:
        year: int | None = int(m.match["year"])
    elif m.anchor is None:
        year = m.year
    elif m.group("which") == "next":
        year = m.anchor.year + (name <= m.anchor.month)
    elif m.group("which") in ("last", "this past"):
        year = m.anchor.year - (name >= m.anchor.month)
    elif m.group("which") == "this":
        year = m.anchor.year
    else:
        year = _year_of_month(m, m.anchor, name)
    if year is None:
        return None
    part = _part(m.group("part"))
    return cal.part_of_month(year, name, part) if part else cal.month(year, name)


def _year_of_month(m: Moment, anchor: date, month: int) -> int:
    near = cal.nearest_month(month, anchor, m.future)
    if (anchor - cal.month(near, month)[1]).days <= NEWS_DAYS:
        return near
    told = _in_story(m, [cal.month(year, month)[1] for year in _years_of_story(m)])
    return told.year if told is not None else near


def _part(word: str | None) -> str | None:
    word = (word or "").rstrip("-").split(" ")[-1]
    return {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
            "end": "late"}.get(word)  # fmt: skip


def _weekday(m: Moment) -> Interval | None:
    if m.anchor is None:
        return None
    wanted = cal.WEEKDAYS[m.group("weekday") or ""]
    back = (m.anchor.weekday() - wanted) % 7
    which = m.group("which") or ""
    if which in ("next", "this coming", "coming") or (not which and back and m.future):
        return cal.day(m.anchor + timedelta(days=(wanted - m.anchor.weekday()) % 7 or 7))
    if which in ("last", "this past", "past", "previous"):
        return cal.day(m.anchor - timedelta(days=back or 7))
    if which == "this" and back and m.future:
        return cal.day(m.anchor + timedelta(days=7 - back))
    return cal.day(m.anchor - timedelta(days=back))


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
            "the day after tomorrow": 2, "last evening": -1}  # fmt: skip


def _deictic(m: Moment) -> Interval | None:
    if m.anchor is None:
        return None
    return cal.day(m.anchor + timedelta(days=_DEICTIC[re.sub(r"\s+", " ", m.match["word"].casefold())]))


def _this_part_of_day(m: Moment) -> Interval | None:
    return cal.day(m.anchor) if m.anchor else None


def _later_in_the_day(m: Moment) -> Interval | None:
    """A part of the day that the text has just told of."""
    return m.last if m.last is not None and m.last[2] == "day" else _this_part_of_day(m)


def _overnight(m: Moment) -> Interval | None:
    return (m.anchor - timedelta(days=1), m.anchor, "days") if m.anchor else None


def _past_span(m: Moment) -> Interval | None:
    """"Over the past 48 hours", "the last ten days": so many days back from the anchor, and the anchor."""
    if m.anchor is None:
        return None
    count = cal.number(m.group("number") or "1")
    if count is None:
        return None
    unit = m.group("unit") or ""
    told = m.group("which") in ("previous", "preceding", "those", "these")
    last = m.spoken_of if told and m.spoken_of is not None else m.anchor
    days = {"hour": -(-count // 24), "day": count, "night": count, "week": 7 * count}
    if unit == "hour" and count < 12:
        return None
    if unit in days:
        return last - timedelta(days=days[unit]), last, "days"
    return _months_back(last, count * (12 if unit == "year" else 1)), last, unit


def _months_back(day: date, count: int) -> date:
    first, last, _ = cal.month(day.year, day.month - count)
    return first.replace(day=min(day.day, last.day))


def _ago(m: Moment) -> Interval | None:
    """"Ten days ago" is that day, "three years ago" that year."""
    return _shift(m, m.anchor, -1)


def _earlier(m: Moment) -> Interval | None:
    """Counts from the day that the text speaks of."""
    sign = -1 if m.group("way") in ("earlier", "before", "previously", "prior") else 1
    return _shift(m, m.spoken_of or m.anchor, sign)


def _shift(m: Moment, base: date | None, sign: int) -> Interval | None:
    count = cal.number(m.group("number") or "")
    if base is None or count is None:
        return None
    unit = m.group("unit") or ""
    if unit == "day":
        return cal.day(base + timedelta(days=sign * count))
    if unit == "week":
        return cal.day(base + timedelta(weeks=sign * count))
    if unit == "month":
        return cal.month(base.year, base.month + sign * count)
    return cal.year(base.year + sign * count)


def _neighbour_day(m: Moment) -> Interval | None:
    """"The previous day", "the next day", "the same day"."""
    which = m.group("which") or ""
    if which in ("same", "that"):
        return m.last if m.last is None or m.last[2] in ("day", "days") else None
    step = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "before": -1, "after": 1}
    base = m.spoken_of or m.anchor
    return cal.day(base + timedelta(days=step[which])) if base else None


def _calendar_unit(m: Moment) -> Interval | None:
    """"Last week", "this month", "next year": the whole unit."""
    if m.anchor is None:
        return None
    step = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "the coming": 1}[m.group("which") or ""]
    unit = m.group("unit")
    if unit == "week":
        return cal.week(m.anchor + timedelta(weeks=step))
    if unit == "month":
        return cal.month(m.anchor.year, m.anchor.month + step)
    if unit == "weekend":
        saturday = cal.week(m.anchor)[0] + timedelta(days=5)
        if step == 1 and saturday > m.anchor:
            step = 0
        if m.group("which") == "this" and saturday > m.anchor and not m.future:
            step = 0
        saturday += timedelta(weeks=step)
        return saturday, saturday + timedelta(days=1), "days"
    return cal.year(m.anchor.year + step)


def _edge_of_unit(m: Moment) -> Interval | None:
    """"The start of the year" is its first day, "the end of the month" its last ten days."""
    if m.anchor is None:
        return None
    if m.group("unit") == "year":
        if m.group("edge") == "end":
            return cal.day(date(m.anchor.year, 12, 31))
        return cal.day(date(m.anchor.year + (1 if m.future else 0), 1, 1))
    if m.group("unit") == "month":
        part = _part(m.group("edge"))
        return cal.part_of_month(m.anchor.year, m.anchor.month, part) if part else None
    monday, sunday, _ = cal.week(m.anchor)
    return cal.day(sunday if m.group("edge") == "end" else monday)


def _season(m: Moment) -> Interval | None:
    name = m.group("season") or ""
    if m.match["year"]:
        return cal.season(name, int(m.match["year"][:4]))
    if m.anchor is None:
        return cal.season(name, m.year) if m.year else None
    which = m.group("which") or ""
    starts = [cal.season(name, m.anchor.year + k) for k in (-2, -1, 0, 1)]
    running = [s for s in starts if s[0] <= m.anchor <= s[1]]
    past = [s for s in starts if s[1] < m.anchor]
    ahead = [s for s in starts if s[0] > m.anchor]
    if which == "last":
        return past[-1]
    if which in ("next", "this coming") or (not running and m.future):
        return ahead[0]
    if running:
        return running[0]
    same_year = [s for s in starts if s[0].year == m.anchor.year]
    return same_year[0] if which == "this" else past[-1]


def _year(m: Moment) -> Interval | None:
    return cal.year(int(m.match["year"]))


def _invasion(m: Moment) -> Interval | None:
    del m
    return cal.day(cal.INVASION)


def _holiday(m: Moment) -> Interval | None:
    name = re.sub(r"\s+", " ", (m.group("holiday") or "").replace("’", "").replace("'", "").replace(".", ""))
    month_and_day = cal.HOLIDAYS.get(name)
    if month_and_day is None:
        return None
    if m.match["year"]:
        day = cal.safe(int(m.match["year"]), *month_and_day)
    else:
        day = _without_year(m, *month_and_day)
    return cal.day(day) if day else None


def _easter(m: Moment) -> Interval | None:
    """Both sides of this war keep the Orthodox date, so that is what is meant unless the text says otherwise."""
    year = int(m.match["year"]) if m.match["year"] else (m.anchor.year if m.anchor else None)
    return cal.day(cal.easter(year, not m.match["western"])) if year else None


def _thanksgiving(m: Moment) -> Interval | None:
    """The fourth Thursday of November, the last one up to the anchor."""
    if m.anchor is None:
        return None
    for year in (m.anchor.year, m.anchor.year - 1):
        first = date(year, 11, 1)
        day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        if day <= m.anchor:
            return cal.day(day)
    return None


def _rule(name: str, pattern: str, resolve: Callable[[Moment], Interval | None]) -> Rule:
    return name, re.compile(pattern, re.IGNORECASE), resolve


Rule = tuple[str, re.Pattern[str], Callable[[Moment], Interval | None]]


def _after(words: str) -> str:
    """A look-behind for any of the words and a space."""
    return "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in words.split()) + ")"


_AFTER_MAY = _after("in of by since")  # words after which "May" is the month
_AFTER = _after("in of by since until till before after during from to through throughout around for between and")
_Y = rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b)?"
_LEAD = rf"(?:{_WEEKDAY},?\s+)?(?:the\s+(?:night|evening|morning)\s+of\s+)?"

RULES: tuple[Rule, ...] = (
    _rule("iso date", r"\b(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b", _iso),
    _rule("numeric date", r"\b(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>20\d\d)\b", _iso),
    _rule("numeric date", r"\b(?P<day>[0-3]\d)\.(?P<month>[01]\d)\.(?P<year>2\d)\b(?!\.?\d)", _short_date),
    _rule("range of days", rf"\b(?:(?:between|from)\s+)?(?:the\s+)?(?P<day1>{_DAY}){_TH}(?P<month1>)?(?:{_DASH}|\s+(?:and|to|until|through)\s+)(?:the\s+)?(?P<day2>{_DAY}){_TH}\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?\b", _range_of_days),
    _rule("range of days", rf"\b(?:(?:between|from)\s+)?(?P<month1>{_MONTH})\s+(?P<day1>{_DAY}){_TH}(?:{_DASH}|\s+(?:and|to|until|through)\s+)(?P<month2>)?(?P<day2>{_DAY}){_TH}(?![\d.,]*\d)(?:,?\s+(?P<year>{_YEAR}))?\b(?!\s*(?:%|per\s?cent|people|soldiers|troops|km|kilomet))", _range_of_days),
    _rule("date", rf"\b{_LEAD}(?:the\s+)?(?P<day>{_DAY}){_TH}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b", _full_date),
    _rule("date", rf"\b{_LEAD}(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_TH},?\s+(?P<year>{_YEAR})\b", _full_date),
    _rule("date without year", rf"\b{_LEAD}(?:the\s+)?(?P<day>{_DAY}){_TH}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)", _day_and_month),
    _rule("date without year", rf"\b{_LEAD}(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>{_DAY}){_TH}\b(?![.,:]?\d|\s*(?:%|per\s?cent|people|soldiers|troops|km\b|a\.m|p\.m|am\b|pm\b))", _day_and_month),
    _rule("invasion", r"\b(?:(?:russia['’]s|the|moscow['’]s|putin['’]s|its|their)\s+)?(?:(?:start|beginning|outset|launch|onset|outbreak|first day)\s+of\s+(?:the\s+|russia['’]s\s+|moscow['’]s\s+|this\s+|its\s+|putin['’]s\s+)?(?:current\s+)?(?:full-scale\s+|large-scale\s+|full\s+|russian\s+|all-out\s+|unprovoked\s+)*(?:invasion|war|aggression|special\s+military\s+operation)(?:\s+(?:of|in|against)\s+ukraine)?|(?<=since\s)(?:the\s+)?(?:full-scale\s+|russian\s+)*(?:invasion|war)\s+(?:began|started|of\s+ukraine\s+(?:began|started)))\b", _invasion),
    _rule("invasion", r"\bsince\s+(?P<span>(?:(?:russia|moscow|putin|the\s+russians?)\s+(?:invaded(?:\s+ukraine)?|(?:launched|began|started)\s+(?:its|the|his)\s+(?:full-scale\s+)?(?:invasion|war)(?:\s+of\s+ukraine)?)|(?:the\s+|russia['’]s\s+|moscow['’]s\s+)?(?:current\s+)?(?:full-scale\s+|large-scale\s+|russian\s+|all-out\s+)*(?:invasion|war)(?:\s+(?:of|in|against)\s+ukraine)?(?:\s+(?:began|started|broke\s+out))?))\b(?!\s+(?:last|in|on)\b)", _invasion),
    _rule("invasion", r"\b(?:after|before|since|until|following)\s+(?:the\s+|russia['’]s\s+|moscow['’]s\s+|its\s+)?(?P<span>(?:full-scale\s+|large-scale\s+|russian\s+)*invasion)\b(?!\s+of\s+(?!ukraine))", _invasion),
    _rule("holiday", rf"\b(?P<western>(?:western|catholic|protestant)\s+)?(?:orthodox\s+)?easter\b(?:\s+sunday)?{_Y}", _easter),
    _rule("holiday", rf"\b(?P<holiday>new\s+year(?:['’]s|s)\s+(?:day|eve|night)|new\s+year['’]s(?!\s+[a-z])|new\s+year(?!['’]s)(?=\s+(?:strike|attack|holiday|celebration|night|address|period)|\b(?<=at\snew\syear)|\b(?<=since\snew\syear)|\b(?<=over\snew\syear)|\b(?<=the\snew\syear))|(?:orthodox\s+|russian\s+)?christmas(?:\s+(?:day|eve))?|boxing\s+day|epiphany|valentine['’]?s\s+day|(?:international\s+)?women['’]?s\s+day|defender\s+of\s+the\s+fatherland\s+day|may\s+day|victory\s+day|russia\s+day|(?:ukraine['’]s\s+|ukrainian\s+)?independence\s+day|constitution\s+day|unity\s+day|st\.?\s+nicholas\s+day|halloween){_Y}", _holiday),
    _rule("holiday", r"\bthanksgiving(?:\s+day)?\b", _thanksgiving),
    _rule("month", rf"\b(?:the\s+)?(?P<part>early|mid|late|(?:beginning|start|middle|end)(?=\s+of))(?:[-\s]+(?:of\s+)?|\s+in\s+)(?:(?P<which>last|this|next)\s+)?(?P<month>{_MONTH}){_Y}(?!\w)", _month),
    _rule("month", rf"\b(?:(?P<which>last|this|next|this\s+past)\s+)(?P<part>)?(?P<month>{_MONTH})(?P<year>)?(?!\w)", _month),
    _rule("month", rf"\b(?P<which>)?(?P<part>)?(?P<month>{_MONTH})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))\b", _month),
    _rule("month", rf"{_AFTER_MAY}(?P<which>)?(?P<part>)?(?P<month>{_MONTH})(?P<year>)?(?!\w|['’]s|\s+(?:was|were|not|be|have)\b)", _month),
    _rule("month", rf"{_AFTER}(?P<which>)?(?P<part>)?(?P<month>(?-i:January|February|March|April|June|July|August|September|October|November|December))(?P<year>)?\b(?!['’]s)", _month),
    _rule("month", r"\b(?P<which>)?(?P<part>)?(?P<month>january|february|july|september|october|november|december)(?P<year>)?\b", _month),
    _rule("past span", rf"\b(?:the\s+)?(?P<which>past|last|previous|preceding|those|these)\s+(?P<number>{_NUMBER})[\s-]*(?P<unit>hour|day|night|week|month|year)s\b", _past_span),
    _rule("past span", r"\b(?:the\s+)past\s+(?P<number>)?(?P<unit>day|night|week|month|year)\b", _past_span),
    _rule("past span", rf"(?<=\bin\s)(?P<number>24|48|72)[\s-]*(?P<unit>hour)s\b", _past_span),
    _rule("past span", r"\b(?:over|in|during|within|throughout)\s+(?P<span>the\s+last\s+(?P<number>)?(?P<unit>day|week|month|year))\b", _past_span),
    _rule("day before yesterday", r"\b(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)\b", _deictic),
    _rule("last night", r"\b(?:last\s+night|overnight|(?:in|during)\s+(?P<span2>the\s+night)|the\s+past\s+night)\b(?!\s+(?:of|from|on|to|before|after|between|when|that|he|she|they|shift|sky)\b)", _overnight),
    _rule("today", rf"\b(?P<word>today|tonight|yesterday|tomorrow)(?:['’]s)?(?:\s+{_PART_OF_DAY})?\b", _deictic),
    _rule("part of day", rf"\bthis\s+{_PART_OF_DAY}\b", _this_part_of_day),
    _rule("part of day", r"\b(?:earlier|later)\s+(?:on\s+)?in\s+(?P<span>the\s+day)\b", _later_in_the_day),
    _rule("weekday", rf"\b(?:(?P<which>last|next|this\s+coming|this\s+past|this|coming|past|previous)\s+)?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:['’]s)?(?:\s+{_PART_OF_DAY})?\b(?!s\b)", _weekday),
    _rule("ago", rf"\b(?:(?:about|around|some|nearly|almost|just|exactly|more\s+than|over)\s+)?(?P<number>{_NUMBER})\s+(?P<unit>day|week|month|year)s?\s+ago\b", _ago),
    _rule("earlier", rf"(?<!the\s)(?<!in\s)\b(?P<number>{_NUMBER})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>earlier|later|before|after|previously|prior|afterwards?)\b(?!\s+(?:the|his|her|its|their|that|than|a|an|being)\b)", _earlier),
    _rule("neighbouring day", r"\b(?:the\s+)?(?P<which>previous|preceding|following|next|same)\s+day\b", _neighbour_day),
    _rule("neighbouring day", r"\b(?:the|a)\s+day\s+(?P<which>before|after)\b(?=\s*(?:[.,;:)”\"]|$|and\b|in\b|at\b|that\b))", _neighbour_day),
    _rule("that day", r"\b(?P<which>that)\s+(?:same\s+)?(?:day|evening|morning|night|afternoon)\b", _neighbour_day),
    _rule("edge of unit", r"\b(?:the\s+)?(?P<edge>start|beginning|end)\s+of\s+(?:the|this)\s+(?:(?:new|current|calendar)\s+)?(?P<unit>year|month|week)\b", _edge_of_unit),
    _rule("calendar unit", r"\b(?:earlier\s+|later\s+)?(?P<which>last|previous|this|current|next)\s+(?P<unit>weekend|week|month|year)(?:['’]s)?\b", _calendar_unit),
    _rule("weekend", r"\b(?:over|at|on|during)\s+(?:the\s+)?(?P<which>this)?(?P<span>weekend)\b", lambda m: _weekend(m)),
    _rule("season", rf"\b(?:(?:early|mid|late)[-\s]+)?(?P<season>winter|spring|summer|autumn|fall)\s+(?P<which>)?(?:of\s+)?(?P<year>{_YEAR})(?:[-–/](?:20)?\d\d)?\b", _season),
    _rule("season", r"\b(?P<year>)?(?P<which>last|this\s+coming|this|next|the)\s+(?P<season>winter|spring|summer|autumn|fall)\b(?!\s+(?:of|to|from|in)\b)", _season),
    _rule("season", rf"{_AFTER}(?P<year>)?(?P<which>)?(?P<season>winter|spring|summer|autumn|(?<=in\s)fall|(?<=by\s)fall)\b(?!\s+(?:of|to|from)\b)", _season),
    _rule("year", rf"{_AFTER}(?:early\s+|mid-?\s?|late\s+)?(?P<year>{_YEAR})\b(?!\s*(?:%|km|people|soldiers|troops|men|tanks|servicemen|drones|missiles))", _year),
    _rule("year", rf"\b(?:a|the|his|her|its|their)\s+(?P<span>(?P<year>19[5-9]\d|20[0-2]\d))\s+(?=[a-z])(?!(?:people|soldiers|troops|men|tanks|servicemen|drones|missiles|others|civilians|were|was|who|that)\b)", _year),
    _rule("year", rf"\b(?:early|mid|late)[-\s](?P<year>{_YEAR})\b", _year),
)  # fmt: skip


# The kinds of word (groups of the trigger in times.py) without which a rule cannot match.
SIGNS: dict[str, frozenset[str]] = {
    name: frozenset(signs.split())
    for name, signs in (
        ("iso date", "number year"), ("numeric date", "number year"), ("range of days", "month"), ("date", "month"),
        ("date without year", "month"), ("invasion", "war"), ("holiday", "feast unit year"), ("month", "month"),
        ("past span", "unit"), ("day before yesterday", "near"), ("last night", "near"), ("today", "near"),
        ("part of day", "near"), ("weekday", "weekday"), ("ago", "unit"), ("earlier", "unit"), ("neighbouring day", "unit"),
        ("that day", "unit near"), ("edge of unit", "unit"), ("calendar unit", "unit"), ("weekend", "unit"),
        ("season", "season"), ("year", "year"),
    )
}  # fmt: skip


def _weekend(m: Moment) -> Interval | None:
    """The weekend that is running or has just passed."""
    if m.anchor is None:
        return None
    monday, _, _ = cal.week(m.anchor)
    saturday = monday + timedelta(days=5)
    if saturday > m.anchor:
        saturday += timedelta(weeks=0 if m.future else -1)
    return saturday, saturday + timedelta(days=1), "days"
