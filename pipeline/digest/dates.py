"""Days as people write them, and the days that a written text of ours names.

Reads nothing, writes nothing. A year is left out where the day is within half a year of the digest's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NEAR = timedelta(days=182)

_DAY = rf"(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?"
WRITTEN = re.compile(rf"(?:(\d{{1,2}})–)?{_DAY}|\b[Ii]n ({'|'.join(MONTHS)})(?: (\d{{4}}))?")


def show(day: date, today: date) -> str:
    """`2 January`, or `24 February 2022` where the year is not plain."""
    year = "" if abs(day - today) < NEAR else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def brief(day: date, today: date) -> str:
    """`2 Jan`, for the axis of a chart."""
    written = show(day, today).split(" ")
    return " ".join([written[0], written[1][:3], *written[2:]])


def window(start: date | None, end: date | None, today: date, *, cumulative: bool) -> str:
    """When it happened, as the end of a phrase with a leading space; empty where the source leaves it open."""
    if start is None or end is None:
        return _half_open(start, end, today)
    if cumulative:
        return f" since {show(start, today)}, up to {show(end, today)}"
    if start == end:
        return f" on {show(start, today)}"
    if start.day == 1 and end == _last(start):
        return f" in {show(start, today).removeprefix('1 ')}"
    return _span(start, end, today)


def _span(start: date, end: date, today: date) -> str:
    if (end - start).days > 1:
        return f" from {show(start, today)} to {show(end, today)}"
    first = str(start.day) if start.month == end.month else show(start, today)
    return f" on {first}–{show(end, today)}"


def _half_open(start: date | None, end: date | None, today: date) -> str:
    if start is not None:
        return f" from {show(start, today)}"
    return f" up to {show(end, today)}" if end is not None else ""


def written(text: str, today: date) -> list[tuple[str, tuple[date, ...]]]:
    """Every day the text names in our own form, with the words that name it; `1–2 January` names two."""
    found: list[tuple[str, tuple[date, ...]]] = []
    for match in WRITTEN.finditer(text):
        first, day, month, year, whole, whole_year = match.groups()
        if whole:
            opens = _resolve(1, whole, whole_year, today)
            found.append((match.group(), (opens, _last(opens))))
        else:
            found.append((match.group(), tuple(_resolve(int(d), month, year, today) for d in (first, day) if d)))
    return found


def _last(first: date) -> date:
    """The last day of the month."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@lru_cache(maxsize=8192)
def _resolve(day: int, month: str, year: str | None, today: date) -> date:
    number = MONTHS.index(month) + 1
    if year:
        return date(int(year), number, day)
    near = [date(candidate, number, day) for candidate in (today.year - 1, today.year, today.year + 1)]
    return min(near, key=lambda candidate: abs(candidate - today))
