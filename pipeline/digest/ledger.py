"""Read one day from the snapshot: its claims, incidents and estimates, their articles, and how URLs ended.

Reads the read-only snapshot through the files in sql/, writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import duckdb

from pipeline.digest.rows import (
    ArticleRow,
    ClaimRow,
    MarkRow,
    MissedRow,
    PlaceRow,
    RelationRow,
    RemovedRow,
    SeriesRow,
    SpanRow,
    StoryRow,
    TellingRow,
)
from pipeline.digest.shown import DisputeCount
from pipeline.errors import TerminalError

SQL = Path(__file__).parent / "sql"

Row = TypeVar("Row")


@dataclass
class Ledger:
    """All that the digest of one day may speak of."""

    day: date
    as_of: datetime | None
    snapshot_id: str
    snapshot_at: datetime
    claims: dict[str, ClaimRow] = field(default_factory=dict)  # the day's, and those they relate to
    relations: list[RelationRow] = field(default_factory=list)
    tellings: list[TellingRow] = field(default_factory=list)
    expected: list[TellingRow] = field(default_factory=list)  # estimates of the month before, of the day's places
    articles: dict[str, ArticleRow] = field(default_factory=dict)  # by ce_id
    names: dict[str, list[SpanRow]] = field(default_factory=dict)  # by ce_id: mentions and places
    times: dict[str, list[SpanRow]] = field(default_factory=dict)  # by ce_id; days of posts and entries too
    places: dict[str, PlaceRow] = field(default_factory=dict)  # by name
    series: list[SeriesRow] = field(default_factory=list)
    history: list[DisputeCount] = field(default_factory=list)
    stories: list[StoryRow] = field(default_factory=list)
    marks: list[MarkRow] = field(default_factory=list)
    removed: list[RemovedRow] = field(default_factory=list)
    missed: list[MissedRow] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @cached_property
    def today(self) -> list[ClaimRow]:
        """The claims that stand in an article of the day."""
        return [claim for claim in self.claims.values() if claim.published_on == self.day and claim.stands]

    @cached_property
    def by_statement(self) -> dict[str, list[ClaimRow]]:
        """The claims of each statement."""
        grouped: dict[str, list[ClaimRow]] = defaultdict(list)
        for claim in self.claims.values():
            grouped[claim.statement_id].append(claim)
        return grouped

    @cached_property
    def contradicting(self) -> dict[tuple[str, str], str]:
        """Pairs of statements that contradict one another, the later one first, and why."""
        named = (
            (self.claims[row.claim_id].statement_id, self.claims[row.other_claim_id].statement_id, row.reason)
            for row in self.relations
            if row.kind == "contradiction"
        )
        return {(later, earlier): reason for later, earlier, reason in named}


@contextmanager
def opened(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection; TerminalError where there is no snapshot."""
    if not snapshot.exists():
        raise TerminalError(
            f"There is no snapshot at {snapshot}. Start the loader (`sitrep up`) and ingest something first."
        )
    connection = duckdb.connect(str(snapshot), read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def read(connection: duckdb.DuckDBPyConnection, day: date, as_of: datetime | None, timezone: str) -> Ledger:
    """The ledger of one day, with what had been fetched by `as_of` (None: everything)."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET VARIABLE day = $1::DATE", [day])
    connection.execute("SET VARIABLE moment = $1::TIMESTAMPTZ", [as_of or "infinity"])
    connection.execute("SET VARIABLE day_timezone = $1", [timezone])
    info = connection.execute((SQL / "select_snapshot.sql").read_text()).fetchone()
    if info is None:
        raise TerminalError(
            "The file is no snapshot: its snapshot_info is empty. Point SITREP_HOME at a home that has one."
        )
    ledger = Ledger(day, as_of, info[0], info[1])
    _run(connection, "stage_standing")
    _run(connection, "stage_expected")
    ledger.relations = _rows(connection, "select_relations", RelationRow)
    ledger.claims = {row.claim_id: row for row in _rows(connection, "select_claims", ClaimRow)}
    ledger.tellings = _rows(connection, "select_tellings", TellingRow)
    ledger.expected = _rows(connection, "select_expected", TellingRow)
    ledger.articles = {row.ce_id: row for row in _rows(connection, "select_articles", ArticleRow)}
    ledger.names = _spans(connection, "select_names")
    ledger.times = _spans(connection, "select_times")
    ledger.places = {row.name: row for row in _rows(connection, "select_coordinates", PlaceRow)}
    ledger.series = _rows(connection, "select_series", SeriesRow)
    ledger.history = _rows(connection, "select_history", DisputeCount)
    ledger.stories = _rows(connection, "select_stories", StoryRow)
    ledger.marks = _rows(connection, "select_marks", MarkRow)
    ledger.removed = _rows(connection, "select_removed", RemovedRow)
    ledger.missed = _rows(connection, "select_missed", MissedRow)
    ledger.silent = [row[0] for row in connection.execute((SQL / "select_silent.sql").read_text()).fetchall()]
    return ledger


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))


def _rows(connection: duckdb.DuckDBPyConnection, name: str, kind: type[Row]) -> list[Row]:
    """Rows by column name: a query gives exactly the fields of its dataclass."""
    cursor = connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))
    columns = [column[0] for column in cursor.description or ()]
    expected = [item.name for item in fields(kind)]  # type: ignore[arg-type]
    if columns != expected:
        raise AssertionError(f"{name}.sql gives {columns}, {kind.__name__} has {expected}")
    return [kind(*row) for row in cursor.fetchall()]


def _spans(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, list[SpanRow]]:
    found: dict[str, list[SpanRow]] = defaultdict(list)
    for ce_id, *values in connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8")).fetchall():
        found[ce_id].append(SpanRow(*values))
    return found
