"""Holidays and the first day of the invasion: days that a text names by what is kept or was begun on them.

Reads a Moment, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.enrich import times_calendar as cal
from pipeline.enrich.times_calendar import Interval
from pipeline.enrich.times_moment import Moment, without_year


def invasion(m: Moment) -> Interval | None:
    del m
    return cal.day(cal.INVASION)


def holiday(m: Moment) -> Interval | None:
    name = re.sub(r"\s+", " ", (m.group("holiday") or "").replace("’", "").replace("'", "").replace(".", ""))
    month_and_day = cal.HOLIDAYS.get(name)
    if month_and_day is None:
        return None
    year = m.match["year"]
    day = cal.safe(int(year), *month_and_day) if year else without_year(m, *month_and_day)
    return cal.day(day) if day else None


def easter(m: Moment) -> Interval | None:
    """Both sides of this war keep the Orthodox date, so that is what is meant unless the text says otherwise."""
    year = int(m.match["year"]) if m.match["year"] else (m.anchor.year if m.anchor else None)
    return cal.day(cal.easter(year, not m.match["western"])) if year else None


def thanksgiving(m: Moment) -> Interval | None:
    """The fourth Thursday of November, the last one up to the anchor."""
    if m.anchor is None:
        return None
    for year in (m.anchor.year, m.anchor.year - 1):
        first = date(year, 11, 1)
        day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        if day <= m.anchor:
            return cal.day(day)
    return None
