"""The quality report: a page per day of what the expectations found and what was set aside, and a page of all days.

Reads the snapshot and `expectations/`; writes `quality/<day>.html`, `quality/index.html` and `quality/days.json` below
the digests folder. Days are UTC. Great Expectations' own pages are not used: they show values unescaped.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from pipeline.digest import ledger, render
from pipeline.digest.safe import safe_url
from pipeline.digest.write import put
from pipeline.settings import ROOT

EXPECTATIONS = ROOT / "expectations"
# Records that a page shows of those set aside: beyond, nobody reads them one by one; the page says how many there are.
SHOWN = 200

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in numbers. `fallen`: expectations that did not hold in a batch; `critical`, `warnings`: values failed."""

    day: date
    batches: int
    articles: int
    checked: int
    fallen: int
    critical: int
    warnings: int
    quarantined: int
    released: int
    dead_letters: int
    replayed: int


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation over the batches of a day."""

    suite: str
    expectation: str
    kind: str
    column_name: str | None
    severity: str
    batches: int
    checked: int
    failed: int
    examples: list[str]

    @property
    def says(self) -> str:
        """What is wrong with a value that fails."""
        return _meta(self.suite, self.expectation).get("says", "")

    @property
    def reason(self) -> str:
        """Why the limit is where it is."""
        return _meta(self.suite, self.expectation).get("reason", "The expectation is no longer in its suite.")


@dataclass(frozen=True, slots=True)
class Held:
    """A record in quarantine."""

    ce_id: str
    source: str
    url: str
    published_on: date
    reasons: list[str]
    quarantined_at: datetime
    released_at: datetime | None

    @property
    def link(self) -> str | None:
        """The address, where it may be linked."""
        return safe_url(self.url)


@dataclass(frozen=True, slots=True)
class Dead:
    """A record that could not be decoded."""

    record: str
    reason: str
    detail: str
    value_bytes: int
    dead_at: datetime
    replayed_at: datetime | None


def write(snapshot: Path, folder: Path) -> list[date]:
    """Bring the pages up to the snapshot; returns the days whose page was written, because their numbers changed."""
    target = folder / "quality"
    with ledger.opened(snapshot) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        days = _rows(connection, "select_quality_days", Day)
        known = _known(target / "days.json")
        changed = [day for day in days if known.get(day.day.isoformat()) != _numbers(day)]
        for day in changed:
            put(target / f"{day.day}.html", _page(connection, day))
    if changed or not (target / "index.html").exists():
        put(target / "index.html", render.html("quality_days.html.j2", days=days))
        put(target / "days.json", json.dumps({day.day.isoformat(): _numbers(day) for day in days}) + "\n")
    return [day.day for day in changed]


def _page(connection: duckdb.DuckDBPyConnection, day: Day) -> str:
    connection.execute("SET VARIABLE day = $1::DATE", [day.day])
    suites: dict[str, list[Check]] = {}
    for check in _rows(connection, "select_quality_checks", Check):
        suites.setdefault(check.suite, []).append(check)
    held = _rows(connection, "select_quality_held", Held)
    dead = _rows(connection, "select_quality_dead", Dead)
    return render.html("quality.html.j2", d=day, suites=suites, held=held, dead=dead, shown=SHOWN)


def _known(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _numbers(day: Day) -> list[int]:
    return [value for name, value in asdict(day).items() if name != "day"]


def _rows(connection: duckdb.DuckDBPyConnection, name: str, kind: type[Row]) -> list[Row]:
    cursor = connection.execute((ledger.SQL / f"{name}.sql").read_text(encoding="utf-8"))
    columns = [column[0] for column in cursor.description or ()]
    expected = [item.name for item in fields(kind)]  # type: ignore[arg-type]
    if columns != expected:
        raise AssertionError(f"{name}.sql gives {columns}, {kind.__name__} has {expected}")
    return [kind(*row) for row in cursor.fetchall()]


@lru_cache
def _suite(suite: str) -> dict[str, dict[str, str]]:
    file = EXPECTATIONS / f"{suite}.json"
    if not file.exists():
        return {}
    content = json.loads(file.read_text(encoding="utf-8"))
    return {each["meta"]["name"]: each["meta"] for each in content["expectations"]}


def _meta(suite: str, expectation: str) -> dict[str, str]:
    return _suite(suite).get(expectation, {})
