"""How each kind of time expression becomes an interval; one function per rule of times_rules.

Reads a Moment, writes nothing. A function that cannot tell a day returns None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.enrich import times_calendar as cal
from pipeline.enrich.times_calendar import Interval
from pipeline.enrich.times_moment import Moment, without_year, year_of_month


def full_date(m: Moment) -> Interval | None:
    day = cal.safe(int(m.match["year"]), cal.MONTHS[m.group("month") or ""], int(m.match["day"]))
    return cal.day(day) if day else None


def iso(m: Moment) -> Interval | None:
    day = cal.safe(int(m.match["year"]), int(m.match["month"]), int(m.match["day"]))
    return cal.day(day) if day else None


def short_date(m: Moment) -> Interval | None:
    day = cal.safe(2000 + int(m.match["year"]), int(m.match["month"]), int(m.match["day"]))
    return cal.day(day) if day else None


def day_and_month(m: Moment) -> Interval | None:
    if (told := _year_told(m)) is not None:
        named = cal.safe(told, cal.MONTHS[m.group("month") or ""], int(m.match["day"]))
        return cal.day(named) if named else None
    day = without_year(m, cal.MONTHS[m.group("month") or ""], int(m.match["day"]))
    return cal.day(day) if day else None


def _year_told(m: Moment) -> int | None:
    """The year of "18 April last year"."""
    step = {"last": -1, "this": 0, "next": 1}.get(m.group("rel") or "")
    return m.anchor.year + step if step is not None and m.anchor is not None else None


def day_of_month(m: Moment) -> Interval | None:
    """ "On the 24th": the last such day, or the next one by the tense."""
    if m.anchor is None:
        return None
    first = m.anchor.replace(day=1)
    months = [cal.month(first.year, first.month + step)[0] for step in (-2, -1, 0, 1, 2)]
    number = int(m.match["day"] or cal.ORDINALS[m.group("word") or ""])
    days = [d for of in months if (d := cal.safe(of.year, of.month, number)) is not None]
    if m.future:
        return cal.day(next(d for d in days if d >= m.anchor))
    return cal.day([d for d in days if d <= m.anchor][-1])


def range_of_days(m: Moment) -> Interval | None:
    """ "24–27 December", "between December 24 and January 3"; the last named month and year serve both ends."""
    groups = m.match.groupdict()
    month1, month2 = groups.get("month1"), groups.get("month2")
    first_month = cal.MONTHS[(month1 or month2 or "").casefold().rstrip(".")]
    last_month = cal.MONTHS[(month2 or month1 or "").casefold().rstrip(".")]
    if groups.get("year"):
        last = cal.safe(int(groups["year"]), last_month, int(groups["day2"]))
    else:
        last = without_year(m, last_month, int(groups["day2"]))
    if last is None:
        return None
    year = int(groups["year1"]) if groups.get("year1") else last.year - (first_month > last_month)
    first = cal.safe(year, first_month, int(groups["day1"]))
    return (first, last, "days") if first is not None and first <= last else None


def half_of_month(m: Moment) -> Interval | None:
    """ "The first half of February": days 1–15, or 16 to the end."""
    whole = month(m)
    if whole is None:
        return None
    middle = whole[0].replace(day=15)
    return (whole[0], middle, "days") if m.group("half") == "first" else (middle.replace(day=16), whole[1], "days")


def month(m: Moment) -> Interval | None:
    name = cal.MONTHS[m.group("month") or ""]
    if m.match["year"]:
        year: int | None = int(m.match["year"])
    elif (told := _year_told(m)) is not None:
        year = told
    elif m.anchor is None:
        year = m.year
    elif m.group("which") == "next":
        year = m.anchor.year + (name <= m.anchor.month)
    elif m.group("which") in ("last", "this past"):
        year = m.anchor.year - (name >= m.anchor.month)
    elif m.group("which") == "this":
        year = m.anchor.year
    else:
        year = year_of_month(m, m.anchor, name)
    if year is None:
        return None
    part = cal.part_named(m.group("part"))
    return cal.part_of_month(year, name, part) if part else cal.month(year, name)


def days_of_month(m: Moment) -> Interval | None:
    """ "The first five days of January"."""
    name, count = cal.MONTHS.get(m.group("month") or "", 0), cal.number(m.group("number") or "7")
    if count is not None and m.group("weeks"):
        count *= 7
    year = int(m.match["year"]) if m.match["year"] else _year_told(m)
    if not name and m.anchor is not None:
        name, year = m.anchor.month, m.anchor.year  # "of the month"
    if year is None and name:
        year = year_of_month(m, m.anchor, name) if m.anchor is not None else m.year
    if year is None or count is None or not 0 < count <= cal.last_day(year, name):
        return None
    first, last, _ = cal.month(year, name)
    if (later := {"second": 7, "third": 14}.get(m.group("which") or "")) is not None:
        first = first + timedelta(days=later)
        return first, first + timedelta(days=count - 1), "days"
    if m.group("which") == "first":
        return first, first + timedelta(days=count - 1), "days"
    return last - timedelta(days=count - 1), last, "days"


def weekday(m: Moment) -> Interval | None:
    if m.anchor is None:
        return None
    wanted = cal.WEEKDAYS[m.group("weekday") or ""]
    closing = _OPENS_SPAN.match(m.text, m.match.end())
    if closing is not None and _BETWEEN.search(m.text, 0, m.match.start()):  # the last one before the span closes
        last = cal.WEEKDAYS[closing["weekday"].casefold()]
        until = (last - m.anchor.weekday()) % 7 - (0 if m.future or last == m.anchor.weekday() else 7)
        return cal.day(m.anchor + timedelta(days=until - (last - wanted) % 7))
    back = (m.anchor.weekday() - wanted) % 7
    which = m.group("which") or ""
    if which in ("next", "this coming", "coming") or (not which and back and m.future):
        return cal.day(m.anchor + timedelta(days=(wanted - m.anchor.weekday()) % 7 or 7))
    if which in ("last", "this past", "past", "previous") or m.group("back"):
        return cal.day(m.anchor - timedelta(days=(back or 7) + (7 if m.group("back") else 0)))
    if which == "this" and back and m.future:
        return cal.day(m.anchor + timedelta(days=7 - back))
    return cal.day(m.anchor - timedelta(days=back))


_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:(?!and|to)\w+\s+){0,3}$", re.IGNORECASE)
_OPENS_SPAN = re.compile(
    r"(?:\s+\w+)?\s+(?:and|to|until|till|through)\s+(?:\w+\s+){0,3}?"
    r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
            "the day after tomorrow": 2, "last evening": -1}  # fmt: skip


def deictic(m: Moment) -> Interval | None:
    if m.anchor is None:
        return None
    return cal.day(m.anchor + timedelta(days=_DEICTIC[re.sub(r"\s+", " ", m.match["word"].casefold())]))


def this_part_of_day(m: Moment) -> Interval | None:
    return cal.day(m.anchor) if m.anchor else None


def later_in_the_day(m: Moment) -> Interval | None:
    """A part of the day that the text has just told of."""
    return m.last if m.last is not None and m.last[2] == "day" else this_part_of_day(m)


def overnight(m: Moment) -> Interval | None:
    return (m.anchor - timedelta(days=1), m.anchor, "days") if m.anchor else None


def past_span(m: Moment) -> Interval | None:
    """ "Over the past 48 hours", "the last ten days": so many days back from the anchor, and the anchor."""
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


def over_the_day(m: Moment) -> Interval | None:
    """The day that the text has just told of, be it before the anchor; else the last 24 hours."""
    earlier = m.last is not None and m.last[2] == "day" and m.last[1] != m.anchor
    return m.last if earlier else past_span(m)


def _months_back(day: date, count: int) -> date:
    first, last, _ = cal.month(day.year, day.month - count)
    return first.replace(day=min(day.day, last.day))


def ago(m: Moment) -> Interval | None:
    """ "Ten days ago" is that day, "three years ago" that year."""
    return _shift(m, m.anchor, -1)


def earlier(m: Moment) -> Interval | None:
    """Counts from the day that the text speaks of."""
    sign = -1 if m.group("way") in ("earlier", "before", "previously", "prior") else 1
    return _shift(m, m.spoken_of or m.anchor, sign)


def _shift(m: Moment, base: date | None, sign: int) -> Interval | None:
    count = cal.number(m.group("number") or "")
    if base is None or count is None:
        return None
    unit = m.group("unit") or ""
    if unit in ("day", "night"):
        return cal.day(base + timedelta(days=sign * count))
    if unit in ("week", "fortnight"):
        return cal.day(base + timedelta(weeks=sign * count * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        return cal.month(base.year, base.month + sign * count)
    return cal.year(base.year + sign * count)


def neighbour_day(m: Moment) -> Interval | None:
    """ "The previous day", "the next day", "the same day"."""
    which = m.group("which") or ""
    if which == "that" and m.named is not None:
        return m.named
    if which in ("same", "that"):
        return m.last if m.last is None or m.last[2] in ("day", "days") else None
    step = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "before": -1, "prior": -1, "after": 1}[which]
    if m.group("unit") == "night":
        return _neighbour_night(m, step)
    base = m.spoken_of or m.anchor
    return cal.day(base + timedelta(days=step)) if base else None


def _neighbour_night(m: Moment, step: int) -> Interval | None:
    """ "The night before": counted from the night that the text has told of, else the one that ends or begins with
    the day it tells of."""
    if m.last is not None and m.last[2] == "days" and m.last[1] - m.last[0] == timedelta(days=1):
        first = m.last[0] + timedelta(days=step)
    elif (base := m.spoken_of or m.anchor) is not None:
        first = base + timedelta(days=min(step, 0))
    else:
        return None
    return first, first + timedelta(days=1), "days"
