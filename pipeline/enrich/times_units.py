"""Weeks, months, seasons and years that a text names by where they lie: "last week", "the month before", "this winter".

Reads a Moment, writes nothing. A function that cannot tell a day returns None.
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.enrich import times_calendar as cal
from pipeline.enrich.times_calendar import Interval
from pipeline.enrich.times_moment import Moment


def unit_before(m: Moment) -> Interval | None:
    """ "The week before": the whole one before that of which the text speaks."""
    base = m.last[0] if m.last is not None else m.anchor
    if base is None:
        return None
    sign = 1 if m.group("way") == "after" else -1
    if m.group("unit") == "week":
        return cal.week(base + timedelta(weeks=sign))
    return cal.month(base.year, base.month + sign) if m.group("unit") == "month" else cal.year(base.year + sign)


def calendar_unit(m: Moment) -> Interval | None:
    """ "Last week", "this month", "next year": the whole unit."""
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


def edge_of_unit(m: Moment) -> Interval | None:
    """ "The start of the year" is its first day, "the end of the month" its last ten days."""
    if m.anchor is None:
        return None
    if m.group("unit") == "year":
        if m.group("edge") == "end":
            return cal.day(date(m.anchor.year, 12, 31))
        return cal.day(date(m.anchor.year + (1 if m.future else 0), 1, 1))
    if m.group("unit") == "month":
        part = cal.part_named(m.group("edge"))
        return cal.part_of_month(m.anchor.year, m.anchor.month, part) if part else None
    monday, sunday, _ = cal.week(m.anchor)
    return cal.day(sunday if m.group("edge") == "end" else monday)


def season(m: Moment) -> Interval | None:
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
    if which in ("next", "this coming") or (not running and (m.future or m.thought_of)):
        return ahead[0]
    if running:
        return running[0]
    same_year = [s for s in starts if s[0].year == m.anchor.year]
    return same_year[0] if which == "this" else past[-1]


def year(m: Moment) -> Interval | None:
    return cal.year(int(m.match["year"]))


def weekend(m: Moment) -> Interval | None:
    """The weekend that is running or has just passed."""
    if m.anchor is None:
        return None
    monday, _, _ = cal.week(m.anchor)
    saturday = monday + timedelta(days=5)
    if saturday > m.anchor:
        saturday += timedelta(weeks=0 if m.future else -1)
    return saturday, saturday + timedelta(days=1), "days"


def night_of_year(m: Moment) -> Interval | None:
    """ "The first night of the year" began on the last day of the one before."""
    first = m.group("which") == "first"
    if m.match["year"]:
        told = int(m.match["year"])
    elif m.anchor is not None:
        ahead = first and m.group("new") is not None and m.anchor.month == _DECEMBER
        told = m.anchor.year + (1 if ahead else 0 if first or m.anchor.month > _HALF else -1)
    else:
        return None
    eve, new = (date(told - 1, 12, 31), date(told, 1, 1)) if first else (date(told, 12, 31), date(told + 1, 1, 1))
    if m.group("unit") == "night":
        return eve, new, "days"
    return cal.day(new if first else eve)


_DECEMBER = 12
_HALF = 6  # months from New Year in which "the last day of the year" is of the year that is over
