"""Reads how a point lies to a place: distance, bearing, direction of a front.

Reads the words around a place name, writes a Relation and the computed point.
"""

from __future__ import annotations

import re

from pipeline.enrich.gazetteer import Location, displaced
from pipeline.models import Relation

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}  # fmt: skip
_UNITS = {
    "km": 1000.0,
    "kilometre": 1000.0,
    "kilometer": 1000.0,
    "mile": 1609.344,
    "m": 1.0,
    "metre": 1.0,
    "meter": 1.0,
}
_BEARING = r"(?P<bearing>(?:north|south)[-\s]?(?:east|west)|north|south|east|west)"
_OFFSET = re.compile(
    r"(?:(?P<distance>\d+(?:[.,]\d+)?)\s*-?(?P<unit>km|kilomet(?:re|er)s?|miles?|m|met(?:re|er)s?)\s*(?:\([^)]*\)\s*)?"
    rf"(?:to\s+the\s+)?)?{_BEARING}(?:ern)?\s+of\s+(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(?P<distance>\d+(?:[.,]\d+)?)\s*-?(?P<unit>km|kilomet(?:re|er)s?|miles?|m|met(?:re|er)s?)\s*(?:\([^)]*\)\s*)?"
    r"(?:away\s+)?from\s+(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"\s+(?:axis|direction|sector|front)s?\b", re.IGNORECASE)


def relation_of(
    text: str, start: int, end: int, location: Location | None
) -> tuple[Relation | None, tuple[float, float] | None]:
    """The relation told around text[start:end], and its point where distance and bearing are given."""
    before = text[max(0, start - 90) : start]
    offset = _OFFSET.search(before) or _DISTANCE.search(before)
    if offset is not None:
        groups = offset.groupdict()
        metres = _metres(groups["distance"], groups["unit"]) if groups["distance"] else None
        word = re.sub(r"[-\s]", "", groups.get("bearing") or "").casefold()
        bearing = BEARINGS.get(word)
        point = None
        if (
            metres is not None
            and bearing is not None
            and location is not None
            and location.lat is not None
            and location.lon is not None
        ):
            point = displaced(location.lat, location.lon, metres, bearing)
        return Relation("offset", metres, bearing), point
    if _DIRECTION.match(text, end):
        return Relation("direction", None, None), None
    return None, None


def _metres(number: str, unit: str) -> float:
    return round(float(number.replace(",", ".")) * _UNITS[unit.casefold().rstrip("s")])
