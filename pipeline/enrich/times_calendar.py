"""Calendar arithmetic for time expressions: words to numbers, months, weekdays, seasons and holidays to intervals.

Reads nothing, writes nothing. An interval is (first day, last day, precision), both days inclusive.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Interval = tuple[date, date, str]

INVASION = date(2022, 2, 24)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
NUMBERS = {
    word: number
    for number, word in enumerate(
        _SMALL.split()
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "thirty": 30, "forty": 40, "forty-eight": 48, "fifty": 50,
     "sixty": 60, "seventy-two": 72, "ninety": 90, "hundred": 100, "twenty-four": 24, "a dozen": 12, "dozen": 12,
     "half a dozen": 6, "another": 1}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
            " seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=4,
    )
}  # "on the first", "on the second" count something else as often
SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def number(word: str) -> int | None:
    word = word.casefold().strip()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def day(of: date) -> Interval:
    return of, of, "day"


def month(year: int, month_number: int) -> Interval:
    """All days of a month; `month_number` may lie outside 1–12 and then counts on from `year`."""
    year, month_number = year + (month_number - 1) // 12, (month_number - 1) % 12 + 1
    return date(year, month_number, 1), date(year, month_number, last_day(year, month_number)), "month"


def last_day(year: int, month_number: int) -> int:
    return calendar.monthrange(year, month_number)[1]


def part_of_month(year: int, month_number: int, part: str) -> Interval:
    """Early, mid and late are days 1–10, 11–20 and 21 to the end."""
    first, last, _ = month(year, month_number)
    left, right = PARTS[part]
    return first.replace(day=left), first.replace(day=min(right, last.day)), "days"


def part_named(word: str | None) -> str | None:
    """ "The beginning of" a month is its early part."""
    word = (word or "").rstrip("-").split(" ")[-1]
    return {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
            "end": "late"}.get(word)  # fmt: skip


def week(of: date) -> Interval:
    """Monday to Sunday of the week that holds the day."""
    monday = of - timedelta(days=of.weekday())
    return monday, monday + timedelta(days=6), "week"


def year(number_of_year: int) -> Interval:
    return date(number_of_year, 1, 1), date(number_of_year, 12, 31), "year"


def season(name: str, year_of_start: int) -> Interval:
    """The three months of a season by the year in which it starts; winter ends on the last day of February."""
    first, _, _ = month(year_of_start, SEASONS[name])
    _, last, _ = month(year_of_start, SEASONS[name] + 2)
    return first, last, "season"


def safe(year_number: int, month_number: int, day_number: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def nearest_year(month_number: int, day_number: int, anchor: date, future: bool) -> date | None:
    """The day of that name that the text means: the last one up to the anchor, or the next one if the tense says so.

    A day at most a month ahead is taken as coming even without a future tense: papers announce more often than
    they look back over eleven months.
    """
    days = [d for d in (safe(anchor.year + k, month_number, day_number) for k in (-1, 0, 1)) if d is not None]
    if not days:
        return None
    past = [d for d in days if d <= anchor]
    ahead = [d for d in days if d > anchor]
    if ahead and (future or (ahead[0] - anchor).days <= 31):
        return ahead[0]
    return past[-1] if past else ahead[0]


def nearest_month(month_number: int, anchor: date, future: bool) -> int:
    """The year of a month named without one."""
    if month_number == anchor.month:
        return anchor.year
    if future:
        return anchor.year if month_number > anchor.month else anchor.year + 1
    return anchor.year if month_number < anchor.month else anchor.year - 1


def easter(year_number: int, orthodox: bool) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus)."""
    if orthodox:
        a, b, c = year_number % 4, year_number % 7, year_number % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        m, k = divmod(d + e + 114, 31)
        return date(year_number, m, k + 1) + timedelta(days=13)
    a, (b, c) = year_number % 19, divmod(year_number, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    p, q = divmod(h + m - 7 * n + 114, 31)
    return date(year_number, p, q + 1)


HOLIDAYS = {  # name without apostrophes -> (month, day)
    "new years day": (1, 1),
    "new years eve": (12, 31),
    "new years night": (1, 1),
    "new year": (1, 1),
    "new years": (1, 1),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "orthodox christmas": (1, 7),
    "orthodox christmas day": (1, 7),
    "orthodox christmas eve": (1, 6),
    "russian christmas": (1, 7),
    "epiphany": (1, 19),
    "valentines day": (2, 14),
    "international womens day": (3, 8),
    "womens day": (3, 8),
    "defender of the fatherland day": (2, 23),
    "labour day": (5, 1),
    "may day": (5, 1),
    "victory day": (5, 9),
    "russia day": (6, 12),
    "independence day": (8, 24),
    "ukraines independence day": (8, 24),
    "ukrainian independence day": (8, 24),
    "constitution day": (6, 28),
    "unity day": (1, 22),
    "st nicholas day": (12, 19),
    "halloween": (10, 31),
    "all saints day": (11, 1),
}
