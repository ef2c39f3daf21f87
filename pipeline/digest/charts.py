"""Lay out the charts: plain geometry in the units of an SVG view box, which templates put into words.

Reads nothing, writes nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.digest import dates, figures
from pipeline.digest.edition import Digest, Disagreement
from pipeline.digest.shown import Point, Series

WIDTH, HEIGHT = 640.0, 250.0
LOW_HEIGHT = 130.0  # of a chart that only counts
LEFT, RIGHT, TOP, BOTTOM = 62.0, 14.0, 12.0, 30.0
TICKS = 4
LABELS = 6  # most days named below a chart; more would touch each other
COURSES = 3  # most disputes drawn over time: the widest come first
FEWEST_SAID = 3  # two figures are read faster than drawn
BAR = 0.7  # share of a day's width


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
    bars: tuple[tuple[float, float, float, float, str], ...] = ()  # left, top, width, height, words


TITLES = {
    ("total", "RU"): "Russian losses since the invasion, as each speaker counts them",
    ("total", "UA"): "Ukrainian losses since the invasion, as each speaker counts them",
    ("daily", "RU"): "Russian losses of a day, as each speaker states them",
    ("daily", "UA"): "Ukrainian losses of a day, as each speaker states them",
}


def draw_charts(digest: Digest) -> tuple[Chart, ...]:
    """Running totals by speaker, daily figures as ranges, disputes over time, and how many there were each day."""
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
    courses = [chart for dispute in digest.disagreements if (chart := _course(dispute, digest.day))]
    counted = [_counted(digest)] if len(digest.history) >= FEWEST_SAID else []
    return (*charts, *courses[:COURSES], *counted)


def _course(dispute: Disagreement, today: date) -> Chart | None:
    """What each voice said about one thing, by the day it was said; None where that is soon read."""
    told = [item for item in dispute.statements if item.measure == dispute.statements[0].measure]
    values: dict[tuple[str, date], list[float]] = defaultdict(list)
    for item in told:
        values[item.voice, item.stated_on] += [value for value in (item.low, item.high) if value is not None]
    said: dict[str, list[Point]] = defaultdict(list)
    for (voice, day), each in values.items():
        said[voice] += [Point(day, min(each), max(each))] if each else []
    points = [point for each in said.values() for point in each]
    if len(points) < FEWEST_SAID or len({point.day for point in points}) < 2 or len(said) < 2:
        return None
    lines = [
        Series("dispute", voice, "", dispute.statements[0].measure, tuple(sorted(each, key=lambda p: p.day)))
        for voice, each in said.items()
        if each
    ]
    note = "By the day on which it was said; a bar runs from the lowest to the highest figure."
    return _chart(
        f"over-time-{dispute.disagreement_id}", f"{dispute.heading}: what was said", note, lines, today, zero=True
    )


def _chart(chart_id: str, title: str, note: str, lines: list[Series], today: date, *, zero: bool) -> Chart:
    days = sorted({point.day for line in lines for point in line.points})
    values = [value for line in lines for point in line.points for value in (point.low, point.high)]
    low, high, step = _axis(0.0 if zero else min(values), max(values))
    x, y = _across(days[0], days[-1]), _up(low, high, HEIGHT)
    drawn = []
    for line in lines:
        marks = tuple(
            (x(p.day), y(p.low), y(p.high), f"{dates.show(p.day, today)}: {_range(p.low, p.high)}") for p in line.points
        )
        path = " ".join(f"{x(p.day):g},{y((p.low + p.high) / 2):g}" for p in line.points)
        drawn.append(Line(line.voice, path, marks))
    return Chart(
        chart_id=chart_id,
        title=title,
        note=note,
        width=WIDTH,
        height=HEIGHT,
        x_ticks=_days(days, x, today),
        y_ticks=_values(low, high, step, y),
        lines=tuple(drawn),
        rows=tuple(
            (dates.show(p.day, today), line.voice, _range(p.low, p.high)) for line in lines for p in line.points
        ),
    )


def _counted(digest: Digest) -> Chart:
    """A bar a day: how many statements contradicted one another."""
    first, last = digest.history[0].day, digest.day
    low, high, step = _axis(0.0, max(item.pairs for item in digest.history))
    y = _up(low, high, LOW_HEIGHT)
    slot = (WIDTH - LEFT - RIGHT) / ((last - first).days + 1)

    def x(day: date) -> float:
        return round(LEFT + ((day - first).days + 0.5) * slot, 1)

    bars = tuple(
        (round(x(item.day) - slot * BAR / 2, 1), y(item.pairs), round(slot * BAR, 1), round(y(0.0) - y(item.pairs), 1),
         f"{dates.show(item.day, digest.day)}: {item.pairs}")
        for item in digest.history
    )  # fmt: skip
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return Chart(
        chart_id="disputes",
        title="Pairs of statements that contradict one another",
        note="By the day on which the later one was published.",
        width=WIDTH,
        height=LOW_HEIGHT,
        x_ticks=_days(every, x, digest.day),
        y_ticks=_values(low, high, step, y),
        lines=(),
        rows=tuple((dates.show(item.day, digest.day), "all", str(item.pairs)) for item in digest.history),
        bars=bars,
    )


def _across(first: date, last: date) -> Callable[[date], float]:
    return lambda day: round(LEFT + (day - first).days / max(1, (last - first).days) * (WIDTH - LEFT - RIGHT), 1)


def _up(low: float, high: float, height: float) -> Callable[[float], float]:
    return lambda value: round(height - BOTTOM - (value - low) / (high - low) * (height - TOP - BOTTOM), 1)


def _days(days: Sequence[date], x: Callable[[date], float], today: date) -> tuple[tuple[float, str], ...]:
    return tuple((x(day), dates.brief(day, today)) for day in days[:: max(1, math.ceil(len(days) / LABELS))])


def _values(low: float, high: float, step: float, y: Callable[[float], float]) -> tuple[tuple[float, str], ...]:
    ticks = [low + step * index for index in range(round((high - low) / step) + 1)]
    return tuple((y(value), figures.show(value)) for value in ticks)


def _range(low: float, high: float) -> str:
    return figures.show(low) if low == high else f"{figures.show(low)} to {figures.show(high)}"


def _axis(low: float, high: float) -> tuple[float, float, float]:
    """Round ends and a round step around the values."""
    raw = max(high - low, 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    return math.floor(low / step) * step, (math.floor(high / step) + 1) * step, step
