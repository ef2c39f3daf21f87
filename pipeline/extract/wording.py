"""Dates as people write them at the head or the foot of an article.

Reads a line of text, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date

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
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?(\d{{4}})\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})[./](20\d\d|19\d\d)(?!\d)")
_ASIAN = re.compile(r"(20\d\d|19\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ISO = re.compile(r"(?<!\d)(20\d\d|19\d\d)-(\d{2})-(\d{2})(?!\d)")


def day_in(text: str) -> str | None:
    """The first whole date (day, month, year) in a line, as an ISO day."""
    if found := _ISO.search(text) or _ASIAN.search(text):
        return _day(found[1], int(found[2]), found[3])
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            if number := MONTHS.get(found[month].lower()):
                return _day(found[3], number, found[day])
    if found := _NUMBERS.search(text):
        first, second = int(found[1]), int(found[2])
        # Day before month, as almost everywhere, unless only the other order exists.
        return _day(found[3], first, second) if second > 12 else _day(found[3], second, first)
    return None


def _day(year: str, month: int, day: str | int) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
