"""Dates as machines write them, and as people do at the head or the foot of an article.

Reads a line of text, writes nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS = (
    "jan janv january januar janvier enero gennaio januari styczeń stycznia ledna января січня ocak janeiro janar",
    "feb fév febr february februar février febrero febbraio februari luty lutego února февраля лютого şubat fevereiro",
    "mar mär märz march mars marzo maart marzec marca března марта березня mart março",
    "apr avr april avril abril aprile kwiecień kwietnia dubna апреля квітня nisan",
    "may mai mayo maggio mei maj maja května мая травня mayıs maio",
    "jun juin june juni junio giugno czerwiec czerwca června июня червня haziran junho",
    "jul juil july juli juillet julio luglio lipiec lipca července июля липня temmuz julho",
    "aug août august agosto augustus sierpień sierpnia srpna августа серпня ağustos",
    "sep sept september septembre septiembre settembre wrzesień września září сентября вересня eylül setembro",
    "oct okt october oktober octobre octubre ottobre październik października října октября жовтня ekim outubro",
    "nov november novembre noviembre listopad listopada listopadu ноября листопада kasım novembro",
    "dec dez dic déc december dezember décembre diciembre dicembre grudzień grudnia prosince декабря грудня aralık dezembro",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = r"([^\W\d_]{3,12})\.?"
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?(?:\s+|[-/])(?:de\s+)?{_MONTH}(?:,?\s+|[-/])(?:de\s+)?(\d{{4}})\b"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}(?:\s+|[-/])(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|[-/])(\d{{4}})\b")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](20\d\d|19\d\d)(?!\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:s?day|nesday|rsday|urday|s|r|rs)?\b", re.IGNORECASE)
_ASIAN = re.compile(r"(20\d\d|19\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)-(\d{2})-(\d{2})(?!\d)")

# Abbreviations of time zones that stand for one offset in news.
ZONES = {
    "UTC": "+00:00",
    "GMT": "+00:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
_MAIL = re.compile(r"^[A-Za-z]{3},? \d{1,2} [A-Za-z]{3} \d{4} \d")
_MACHINE = re.compile(
    r"^\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)


def moment_of(value: str) -> str | None:
    """ISO form of a date that a machine wrote: with its UTC offset, or the day alone; None if it is none.

    A clock time without an offset is no instant: its day is kept.
    """
    value = value.strip()[:60]
    found = _MACHINE.match(value)
    try:
        if found:
            return _from_iso(found)
        if _MAIL.match(value):
            moment = parsedate_to_datetime(value)
            return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
    except (ValueError, OverflowError, TypeError):
        return None
    return day_in(value)


def day_in(text: str) -> str | None:
    """The first whole date (day, month, year) in a line, as an ISO day."""
    if found := _DAY.search(text) or _ASIAN.search(text):
        return _day(found[1], int(found[2]), found[3])
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            if number := MONTHS.get(found[month].lower()):
                return _day(found[3], number, found[day])
    if found := _NUMBERS.search(text):
        first, second = int(found[1]), int(found[2])
        # Day before month, as almost everywhere, unless only the other order exists, or is that of the weekday beside it.
        swapped = _day(found[3], first, second)
        usual = None if second > 12 else _day(found[3], second, first)
        return swapped if usual is None or (_is_weekday(swapped, text) and not _is_weekday(usual, text)) else usual
    return None


def day_of_year(text: str) -> str | None:
    """The day and month at the start of a line without a year, as ISO 8601 wrote them: "--01-03"."""
    words = re.findall(r"\w+", text)[:2]
    day = next((word for word in words if word.isdigit() and len(word) <= 2), None)
    month = next((MONTHS[word.lower()] for word in words if word.lower() in MONTHS), None)
    return f"--{month:02}-{int(day):02}" if day and month else None


def in_year(day: str, published: str) -> str | None:
    """The latest such day of a year that is not after the day of publication; None where there is none."""
    year = int(published[:4])
    days = (_day(str(of), int(day[2:4]), day[5:7]) for of in (year, year - 1))
    return next((found for found in days if found and found <= published[:10]), None)


def _is_weekday(day: str | None, text: str) -> bool:
    """Whether the English name of this day's weekday stands in the text."""
    named = _WEEKDAY.search(text)
    return day is not None and named is not None and _WEEKDAYS[date.fromisoformat(day).weekday()] == named[1].lower()


def _day(year: str, month: int, day: str | int) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _from_iso(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second, offset = found.groups()
    if hour is None or offset is None:
        return date(int(year), int(month), int(day)).isoformat()
    clock = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(offset))
    return clock.isoformat()


def _zone(offset: str) -> timezone:
    if offset[0] not in "+-":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if offset[0] == "-" else span)
