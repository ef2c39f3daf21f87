"""Lay out the map: plain geometry in the units of an SVG view box, which templates put into words.

Reads oblasts.json (outlines © OpenStreetMap contributors, ODbL); writes nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.digest.edition import Digest
from pipeline.digest.shown import MapPlace

OUTLINES = Path(__file__).parent / "oblasts.json"

WIDTH, HEIGHT = 640.0, 430.0  # of the map, in view box units
WEST, EAST, SOUTH, NORTH = 21.9, 40.5, 44.1, 52.6  # degrees: Ukraine with a margin
SQUEEZE = math.cos(math.radians(48.5))  # a degree of longitude against one of latitude in the middle of the country
SCALE = min(WIDTH / ((EAST - WEST) * SQUEEZE), HEIGHT / (NORTH - SOUTH))
DOTS = 300  # most places on the map, those most told of; more would cover each other and weigh down the page
LABELS = 14  # most names on the map; more would cover each other
LABEL_WIDTH, LABEL_HEIGHT = 6.4, 13.0  # of a character and a line at the map's font size

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Dot:
    place: MapPlace
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str  # start, end or middle; empty: no label


@dataclass(frozen=True, slots=True)
class Map:
    width: float
    height: float
    oblasts: tuple[tuple[str, str, bool], ...]  # name, path, whether something was told of it as a whole
    dots: tuple[Dot, ...]
    regions: tuple[MapPlace, ...]  # told of as a whole
    more: int  # places that are not drawn, for want of room
    outside: tuple[MapPlace, ...]


def project(lon: float, lat: float) -> tuple[float, float]:
    return round((lon - WEST) * SQUEEZE * SCALE, 1), round((NORTH - lat) * SCALE, 1)


@cache
def _outlines() -> tuple[tuple[str, str], ...]:
    shapes: dict[str, list[list[list[float]]]] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    paths = []
    for name, rings in shapes.items():
        lines = [
            "M" + "L".join(f"{x:g} {y:g}" for x, y in (project(lon, lat) for lon, lat in ring)) + "Z" for ring in rings
        ]
        paths.append((name, "".join(lines)))
    return tuple(paths)


def draw_map(digest: Digest) -> Map | None:
    """The map of the day; None where no place of it has coordinates."""
    if not digest.places:
        return None
    points = [place for place in digest.places if place.precision in ("settlement", "point", "raion")]
    inside = {place.name: place for place in points if WEST < place.lon < EAST and SOUTH < place.lat < NORTH}
    regions = tuple(place for place in digest.places if place.precision not in ("settlement", "point", "raion"))
    names = {place.name for place in regions}
    return Map(
        width=round((EAST - WEST) * SQUEEZE * SCALE, 1),
        height=round((NORTH - SOUTH) * SCALE, 1),
        oblasts=tuple((name, path, name in names) for name, path in _outlines()),
        dots=_dots(inside.values()),
        regions=regions,
        more=max(0, len(inside) - DOTS),
        outside=tuple(place for place in points if place.name not in inside),
    )


def _dots(places: Iterable[MapPlace]) -> tuple[Dot, ...]:
    """Most told of first; a label only where it covers neither another one nor a dot before it."""
    taken: list[Box] = []
    dots: list[Dot] = []
    ranked = sorted(places, key=lambda item: (-item.disputed, -item.statements - item.incidents, item.name))
    for place in ranked[:DOTS]:
        x, y = project(place.lon, place.lat)
        radius = round(3.0 + 1.5 * math.sqrt(place.statements + place.incidents), 1)
        spots = _spots(place.name, x, y, radius) if len(dots) < LABELS else iter(())
        label = next((spot for spot in spots if _free(spot[3], taken)), None)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        if label:
            taken.append(label[3])
            dots.append(Dot(place, x, y, radius, label[0], label[1], label[2]))
        else:
            dots.append(Dot(place, x, y, radius, 0.0, 0.0, ""))
    return tuple(dots)


def _spots(name: str, x: float, y: float, radius: float) -> Iterator[tuple[float, float, str, Box]]:
    """Where a label may stand: right, left, above, below; x, y of its text, its anchor and its box."""
    width, half, gap = len(name) * LABEL_WIDTH, LABEL_HEIGHT / 2, radius + 3.0
    right, left = x + gap, x - gap
    yield right, y + 4, "start", (right, y - half, right + width, y + half)
    yield left, y + 4, "end", (left - width, y - half, left, y + half)
    for middle in (y - gap - half + 2, y + gap + half - 2):
        yield x, middle + 4, "middle", (x - width / 2, middle - half, x + width / 2, middle + half)


def _free(box: Box, taken: list[Box]) -> bool:
    edge = (EAST - WEST) * SQUEEZE * SCALE
    return box[0] > 0 and box[2] < edge and not any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
