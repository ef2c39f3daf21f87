"""Dates that a text itself carries: a dateline ("KYIV, Jan. 4 (Agency) —"), or a line "Updated: ...".

Reads lines of text, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pipeline.extract.wording import MONTHS, ZONES, day_in

# Lines from the start in which a dateline may stand, and characters at most of a line that is only a date.
_FIRST_LINES = 8
_LINE = 140
_POSTING = 400
_PLACE = r"[A-ZÀ-ÝА-ЯІЇЄҐ][\w’'.\-]*(?:[ /][A-ZÀ-ÝА-ЯІЇЄҐ][\w’'.\-]*){0,4}(?:,\s*[A-ZÀ-Ý][\w’'.]*(?:\s[A-ZÀ-Ý][\w’'.]*){0,2})?"
_DATELINE = re.compile(
    rf"^\W{{0,3}}(?P<place>{_PLACE}),?\s+(?:(?P<month>[^\W\d_]{{3,10}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})\.?\s+(?P<month2>[^\W\d_]{3,10})\.?)(?:,?\s+(?P<year>\d{4}))?[.,]?\s*(?:[/(\[][^)\]/]{2,40}[)\]/])?\s*"
    r"(?:[—–―]|--?|:)\s"
)
_PUBLISHED = re.compile(
    r"^\W*(?:first )?(?:published|posted|created|issued|date|datum|дата|fecha|tarih|veröffentlicht|erstellt|publié|publicado|pubblicato|opublikowano|"
    r"опубликовано|опубліковано)\b",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\b(?:am|le|el|il)\b.{4,40}\b(?:gepostet|veröffentlicht|geschrieben|publié|publicado)\b|\b(?:entry|article|post) was posted .{4,60}"
)
_UPDATED = re.compile(
    r"^\W*(?:last )?(?:updated|modified|edited|stand|aktualisiert|mis à jour|actualizado|aggiornato|zaktualizowano|обновлено|"
    r"оновлено)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:last )?(?:updated|modified)\b|aktualisiert|änderung|оновлено|обновлено", re.IGNORECASE)
_CLOCK = re.compile(
    rf"\b(\d{{1,2}})[:.](\d{{2}})(?::\d{{2}})?\s*([ap]\.?m\b\.?)?,?\s*\(?({'|'.join(ZONES)}|[+-]\d{{2}}:\d{{2}})?(?=\W|$)",
    re.IGNORECASE,
)


def dateline_day(line: str, years: Iterable[int] = ()) -> str | None:
    """The day of a line's dateline; one without a year takes the first of `years`, or that of the line's weekday."""
    found = _DATELINE.match(line[:200])
    if not found:
        return None
    month = MONTHS.get((found["month"] or found["month2"]).lower())
    if not month:
        return None
    day = int(found["day"] or found["day2"])
    told = [int(found["year"])] if found["year"] else [*years][:1] or _years_of_weekday(line, month, day)
    return _iso(told[0], month, day) if told else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _years_of_weekday(line: str, month: int, day: int) -> list[int]:
    """ "KYIV, Jan. 8 (Agency) — Ukraine on Sunday rejected …": the year of the war in which that day is a Sunday.

    A line that names several weekdays, or none, tells no year.
    """
    named = {name.lower() for name in _WEEKDAY.findall(line)}
    days = [iso for year in range(_WAR.year, _WAR.year + 4) if (iso := _iso(year, month, day))]
    years = [d.year for iso in days if (d := date.fromisoformat(iso)) >= _WAR and {_WEEKDAYS[d.weekday()]} == named]
    return years[:1]


_WAR = date(2022, 2, 24)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


def is_dateline(line: str) -> bool:
    return _DATELINE.match(line[:200]) is not None


def tells_posting(line: str) -> bool:
    """Whether a line says how and when the article was posted, as many blogs have it below their texts."""
    return len(line) <= _POSTING and _POSTED.search(line) is not None


def tells_change(line: str) -> bool:
    """Whether a line tells when the article was changed."""
    return bool(_UPDATED.match(line) or _CHANGED.search(line))


class Told(NamedTuple):
    """What lines tell: when the text was published, from where it is dated, when it was changed."""

    published: str | None
    dateline: str | None
    updated: str | None


def dates_in_lines(lines: list[str], years: Iterable[int] = ()) -> Told:
    """The first of each kind; a dateline only among the first lines."""
    published = updated = None
    for line in lines:
        if published is None and (posted := _POSTED.search(line[:_POSTING])):
            published = moment_in(posted[0])
        if len(line) > _LINE:
            continue
        if published is None and _PUBLISHED.match(line):
            published = moment_in(line)
        if updated is None and (found := _CHANGED.search(line) or _UPDATED.match(line)):
            updated = moment_in(line[found.start() :])
    dateline = next((day for line in lines[:_FIRST_LINES] if (day := dateline_day(line, years))), None)
    return Told(published, dateline, updated)


def moment_in(line: str) -> str | None:
    """The date in a line; with its clock time where the line names the zone."""
    day = day_in(line)
    clock = _CLOCK.search(line) if day else None
    if not clock or not clock[4]:
        return day
    hour = int(clock[1])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3].lower().startswith("p") else 0)
    if hour > 23 or int(clock[2]) > 59:
        return day
    return f"{day}T{hour:02}:{clock[2]}:00{ZONES.get(clock[4].upper(), clock[4])}"
