"""Names and days in a bulletin: its publisher, weapons by their designation, dates and the parts of a day.

Reads a Context's sentences; writes its mentions and times.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.days import day_before
from pipeline.enrich.context import Context
from pipeline.enrich.entities import Entity, entities, entity_key
from pipeline.enrich.ukrainian.form import PUBLISHERS, Bulletin, day_of_match
from pipeline.enrich.ukrainian.numbers import DATE
from pipeline.models import Mention, Time

# Designations are the same in both alphabets but for these, which Ukrainian spells by ear.
_BY_EAR = (
    (re.compile(r"(?:шахед|герань|shahed)", re.IGNORECASE), "Shahed"),
    (re.compile(r"кинджал|кинжал", re.IGNORECASE), "Kinzhal"),
    (re.compile(r"ланцет", re.IGNORECASE), "Lancet"),
    (re.compile(r"онікс", re.IGNORECASE), "Oniks"),
    (re.compile(r"мохаджер", re.IGNORECASE), "Mohajer-6"),
)
_DESIGNATION = re.compile(
    r"\b(?:[Шш]ахед\w*|[A-ZА-ЯІЇЄҐ][A-Za-zА-Яа-яІіЇїЄєҐґ’']*-\d+[\w-]*(?:/[\w-]*\d+)*|[A-ZА-ЯІЇЄҐ][\w’']{3,})"
)
_PAST_DAY = re.compile(
    r"\b(?:минул(?:ої|у)|останн(?:ьої|ю)|попередн(?:ьої|ю))\s+доб[иу]\b|\b(?:за|протягом|в?упродовж)\s+доб[иу]\b"
    r"|\bвночі\b|\bцієї ночі\b|\bминулої ночі\b",
    re.IGNORECASE,
)


def find_publisher(context: Context, _: Bulletin) -> None:
    """Mentions of the General Staff and of the Air Force."""
    text = context.document.article.text
    for pattern, name in PUBLISHERS:
        entity = entities().by_name[name]
        for match in pattern.finditer(text):
            context.mentions.append(_mention(match.group(), match.start(), entity, "ORG", "Ukrainian name"))


def find_weapons(context: Context, _: Bulletin) -> None:
    """Mentions of weapon systems that the data files know."""
    for match in _DESIGNATION.finditer(context.document.article.text):
        entity = weapon(match.group())
        if entity is not None:
            context.mentions.append(_mention(match.group(), match.start(), entity, "WEAPON", "designation"))


def weapon(words: str) -> Entity | None:
    """The weapon system of a designation; of "Х-101/Х-555" the first."""
    heard = next((name for pattern, name in _BY_EAR if pattern.match(words)), None)
    latin = [re.sub(r"^Х(?=-)", "Kh", part) for part in (words, words.split("/", maxsplit=1)[0])]
    keys = [entity_key(heard)] if heard else [entity_key(name) for name in latin]
    found = [entity for key in keys for entity in entities().by_key.get(key, ()) if entity.type == "WEAPON"]
    return found[0] if found else None


def _mention(text: str, start: int, entity: Entity, type_: str, rule: str) -> Mention:
    return Mention(text, start, start + len(text), type_, entity.name, entity.id, rule)


def find_days(context: Context, bulletin: Bulletin) -> None:
    """Dates, "за минулу добу", "у ніч на 2 січня": each with its interval."""
    text = context.document.article.text
    for match in DATE.finditer(text):
        day = day_of_match(match, bulletin.anchor)
        if day is not None:
            iso = day.isoformat()
            context.times.append(Time(match.group(), match.start(), match.end(), iso, iso, "day", "Ukrainian date"))
    for match in _PAST_DAY.finditer(text):
        first, last = bulletin.past_day
        context.times.append(Time(match.group(), match.start(), match.end(), first, last, "days", "past day"))
    context.times.sort(key=lambda time: time.char_start)


def days_of(text: str, bulletin: Bulletin) -> tuple[str | None, str | None]:
    """The days that a sentence of a bulletin tells of: a night, a date, else the past day."""
    found = DATE.search(text)
    day = day_of_match(found, bulletin.anchor) if found else None
    if found and day is not None:
        night = re.search(r"\bніч(?:і)? (?:на|проти)\s+$", text[: found.start()], re.IGNORECASE)
        return (day_before(day.isoformat()), day.isoformat()) if night else (day.isoformat(), day.isoformat())
    return bulletin.past_day
