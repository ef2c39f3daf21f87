"""Lay out the map and the charts: plain geometry in the units of an SVG view box, which templates put into words.

Reads oblasts.json (outlines © OpenStreetMap contributors, ODbL); writes nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pipeline.digest import dates, figures
from pipeline.digest.edition import Digest
from pipeline.digest.shown import MapPlace, Series

OUTLINES = Path(__file__).parent / "oblasts.json"

WIDTH, HEIGHT = 640.0, 430.0  # of the map, in view box units
WEST, EAST, SOUTH, NORTH = 21.9, 40.5, 44.1, 52.6  # degrees: Ukraine with a margin
SQUEEZE = math.cos(math.radians(48.5))  # a degree of longitude against one of latitude in the middle of the country
SCALE = min(WIDTH / ((EAST - WEST) * SQUEEZE), HEIGHT / (NORTH - SOUTH))
LABELS = 14  # most names on the map; more would cover each other
LABEL_WIDTH, LABEL_HEIGHT = 6.4, 13.0  # of a character and a line at the map's font size

Box = tuple[float, float, float, float]  # left, top, right, bottom

CHART_WIDTH, CHART_HEIGHT = 640.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 14.0, 12.0, 30.0
TICKS = 4


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
        outside=tuple(place for place in points if place.name not in inside),
    )


def _dots(places: Iterable[MapPlace]) -> tuple[Dot, ...]:
    """Most told of first; a label only where it covers neither another one nor a dot before it."""
    taken: list[Box] = []
    dots: list[Dot] = []
    for place in sorted(places, key=lambda item: (-item.disputed, -item.statements - item.incidents, item.name)):
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


@dataclass(frozen=True, slots=True)
class Line:
    """A voice: its polyline, and its marks (x, low y, high y, words)."""

    voice: str
    path: str
    marks: tuple[tuple[float, float, float, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its axes; `rows` are the same figures for a table."""

    chart_id: str
    title: str
    note: str
    width: float
    height: float
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, str, str], ...]  # day, voice, figure


TITLES = {
    ("total", "RU"): "Russian losses since the invasion, as each speaker counts them",
    ("total", "UA"): "Ukrainian losses since the invasion, as each speaker counts them",
    ("daily", "RU"): "Russian losses of a day, as each speaker states them",
    ("daily", "UA"): "Ukrainian losses of a day, as each speaker states them",
}


def draw_charts(digest: Digest) -> tuple[Chart, ...]:
    """Running totals by speaker, daily figures as ranges, and disputes over time: those with enough days."""
    charts = []
    for (kind, side), title in TITLES.items():
        lines = [item for item in digest.series if (item.kind, item.side) == (kind, side)]
        if lines:
            note = (
                "The axis does not start at zero."
                if kind == "total"
                else "A bar runs from the lowest to the highest figure."
            )
            charts.append(_chart(f"{kind}-{side.lower()}", title, note, lines, digest.day, zero=kind == "daily"))
    return tuple(charts)


def _chart(chart_id: str, title: str, note: str, lines: list[Series], today: date, *, zero: bool) -> Chart:
    days = sorted({point.day for line in lines for point in line.points})
    values = [value for line in lines for point in line.points for value in (point.low, point.high)]
    low, high, step = _axis(0.0 if zero else min(values), max(values))

    def x(day: date) -> float:
        share = (day - days[0]).days / max(1, (days[-1] - days[0]).days)
        return round(LEFT + share * (CHART_WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(CHART_HEIGHT - BOTTOM - (value - low) / (high - low) * (CHART_HEIGHT - TOP - BOTTOM), 1)

    drawn = []
    for line in lines:
        marks = tuple(
            (x(p.day), y(p.low), y(p.high), f"{dates.show(p.day, today)}: {_range(p.low, p.high)}") for p in line.points
        )
        path = " ".join(f"{x(p.day):g},{y((p.low + p.high) / 2):g}" for p in line.points)
        drawn.append(Line(line.voice, path, marks))
    shown = days[:: max(1, math.ceil(len(days) / 6))]
    ticks = [low + step * index for index in range(round((high - low) / step) + 1)]
    return Chart(
        chart_id=chart_id,
        title=title,
        note=note,
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        x_ticks=tuple((x(day), dates.show(day, today)) for day in shown),
        y_ticks=tuple((y(value), figures.show(value)) for value in ticks),
        lines=tuple(drawn),
        rows=tuple(
            (dates.show(p.day, today), line.voice, _range(p.low, p.high)) for line in lines for p in line.points
        ),
    )


def _range(low: float, high: float) -> str:
    return figures.show(low) if low == high else f"{figures.show(low)} to {figures.show(high)}"


def _axis(low: float, high: float) -> tuple[float, float, float]:
    """Round ends and a round step around the values."""
    raw = max(high - low, 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    return math.floor(low / step) * step, (math.floor(high / step) + 1) * step, step
