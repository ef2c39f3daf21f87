"""What was known at a moment: a database of its own with the articles fetched by then and all found in them.

Reads the snapshot; writes one DuckDB file. What relate finds between articles is left out: at that moment it was
found among fewer of them, so it has to be found again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipeline.errors import TerminalError
from pipeline.store.migrate import migrate

FOUND = ("blocks", "removed", "mentions", "places", "times", "hedges", "claims", "incidents", "estimates")
REACH_DAYS = 60  # how far before its day a report looks: a month of series, whose figures may be a fortnight old, twice


@contextmanager
def known_at(snapshot: Path, moment: datetime, day: date, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database at `path` with what the report of a day could rest on at a moment; closed at the end.

    Raises TerminalError where there is no snapshot.
    """
    if not snapshot.exists():
        raise TerminalError(f"There is no snapshot at {snapshot}. Start the loader (`sitrep up`) first.")
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        connection.execute(f"ATTACH '{str(snapshot).replace(chr(39), chr(39) * 2)}' AS whole (READ_ONLY)")
        connection.execute(
            "INSERT INTO articles BY NAME SELECT * FROM whole.articles "
            "WHERE fetched_at <= $1 AND published_on BETWEEN $2::DATE - $3::INTEGER AND $2::DATE + 1",
            [moment, day, REACH_DAYS],
        )
        for table in FOUND:
            connection.execute(
                f"INSERT INTO {table} BY NAME SELECT * FROM whole.{table} WHERE ce_id IN (SELECT ce_id FROM articles)"  # noqa: S608 (our own names)
            )
        connection.execute("INSERT INTO fetches BY NAME SELECT * FROM whole.fetches WHERE fetched_at <= $1", [moment])
        connection.execute("INSERT INTO snapshot_info BY NAME SELECT * FROM whole.snapshot_info")
        connection.execute("DETACH whole")
        yield connection
