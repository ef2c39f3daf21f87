"""The live database: opened by the loader alone, changed only in transactions that also move the offsets.

Reads events; writes the tables of `migrations/`, and snapshots for everybody else.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa

from pipeline.errors import TerminalError
from pipeline.models import Position, Positions, stable_id
from pipeline.store.copied import copy_database
from pipeline.store.migrate import migrate
from pipeline.store.prepared import Identity, Load, Prepared, distinct, identity, prepare
from pipeline.topics import Received

log = logging.getLogger("sitrep.store")

# DuckDB 1.4 and newer read what is written in this format, so that tools with an older DuckDB can open snapshots.
STORAGE_VERSION = "v1.4.0"
TOTALS = Path(__file__).with_name("totals.sql")
# How long it is remembered how far the loader was at each snapshot: rates are asked over the last minutes.
PROGRESS_KEPT = timedelta(hours=1)

# Only rows of the tables with an identity of their own can be there already; the others follow their article.
CONFLICT = {
    "entities": "ON CONFLICT DO NOTHING",
    "fetches": "ON CONFLICT DO NOTHING",
    "digests": "ON CONFLICT DO NOTHING",
    "quarantine": "ON CONFLICT DO NOTHING",
    "quality": "ON CONFLICT DO NOTHING",
    "dead_letters": "ON CONFLICT DO UPDATE SET replayed_at = greatest(replayed_at, excluded.replayed_at)",
}


@dataclass(slots=True)
class Loaded:
    """What a transaction changed."""

    articles: int = 0
    outcomes: int = 0
    quarantined: int = 0
    dead: int = 0
    days: set[date] = field(default_factory=set)  # publication days of the articles that are new


class Store:
    """The live database. Opening it takes the lock that keeps every other loader out, until `close`."""

    def __init__(self, path: Path) -> None:
        """Open or make it and bring its schema up to date. Raises TerminalError if another process has it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        try:
            self.connection = duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE_VERSION})
        except duckdb.Error as error:
            raise refusal(path, error) from error
        self.connection.execute("SET TimeZone = 'UTC'")
        migrate(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the lock."""
        self.connection.close()

    def offsets(self) -> Positions:
        """How far every partition has been loaded."""
        found = self.connection.execute("SELECT topic, partition, next_offset, topic_id FROM loads").fetchall()
        return {(topic, partition): Position(offset, topic_id) for topic, partition, offset, topic_id in found}

    def forget_offsets(self, topic: str) -> None:
        """Load a topic from its beginning the next time."""
        self.connection.execute("DELETE FROM loads WHERE topic = ?", [topic])

    def unseen(self, records: Iterable[Received]) -> list[Received]:
        """The enriched events among the records that are not final yet, each once."""
        first = distinct(records)
        final = self.final([identity(record) for record in first])
        return [record for record in first if record.ce_id not in final]

    def final(self, identities: Sequence[Identity]) -> set[str]:
        """The `ce_id`s of the enriched events among these that need nothing more.

        Stored ones, quarantined ones and those of articles that were taken down; but not a quarantined one that a
        person released.
        """
        found = self.connection.execute(
            """
            SELECT ce_id FROM articles WHERE ce_id IN (SELECT unnest($ids::VARCHAR[]))
            UNION ALL
            SELECT ce_id FROM quarantine
            WHERE ce_id IN (SELECT unnest($ids::VARCHAR[])) AND ce_id NOT IN (SELECT unnest($replayed::VARCHAR[]))
            """,
            {"ids": [each.ce_id for each in identities], "replayed": [e.ce_id for e in identities if e.replayed]},
        ).fetchall()
        gone = {article_id for (article_id,) in self.connection.execute("SELECT article_id FROM forgotten").fetchall()}
        return {ce_id for (ce_id,) in found} | {each.ce_id for each in identities if each.article_id in gone}

    def load(self, load: Load, positions: Positions) -> Loaded:
        """Store what of the load is not final yet, as `commit` does."""
        return self.commit(prepare(replace(load, passed=self.unseen(load.passed))), positions)

    def commit(self, prepared: Prepared, positions: Positions) -> Loaded:
        """One transaction: the rows, and where to go on. After a kill either both are there or neither is.

        1. insert; 2. mark what was released; 3. move the offsets; 4. commit. None of the events may be final.
        """
        now = datetime.now(UTC)
        self.connection.begin()
        try:
            for table, content in prepared.tables.items():
                self._insert(table, content)
            self._release([each.ce_id for each in prepared.passed if each.replayed], now)
            self._move(positions, now)
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
            raise
        return Loaded(
            articles=len(prepared.passed),
            outcomes=prepared.count("fetches"),
            quarantined=len(prepared.failed),
            dead=prepared.count("dead_letters"),
            days={each.day for each in prepared.passed},
        )

    def record(self, quality: Sequence[Any]) -> None:
        """Add results of expectations that belong to no batch of records."""
        for table, content in prepare(Load(quality=quality)).tables.items():
            self._insert(table, content)

    def running_totals(self) -> list[dict[str, Any]]:
        """Every running total of losses since the invasion, with the one stated before it in its series."""
        cursor = self.connection.execute(TOTALS.read_text(encoding="utf-8"))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def publish_snapshot(self, path: Path) -> float:
        """Replace the snapshot at `path` by the state of now, atomically; returns the seconds that it took.

        Readers that have the old one open keep it. The live file is never opened by this process a second time.
        """
        begun = time.monotonic()
        now = datetime.now(UTC)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection.begin()
        self.connection.execute("DELETE FROM snapshot_info")
        self.connection.execute(
            "INSERT INTO snapshot_info VALUES (?, ?)", [stable_id("snapshot", now.isoformat()), now]
        )
        self.connection.execute(
            "DELETE FROM progress WHERE published_at < (SELECT max(published_at) FROM progress WHERE published_at < ?)",
            [now - PROGRESS_KEPT],
        )
        self.connection.execute(
            "INSERT INTO progress SELECT ?, topic, sum(next_offset) FROM loads GROUP BY topic", [now]
        )
        self.connection.commit()
        self.connection.execute("CHECKPOINT")
        copy_database(self.path, path)
        seconds = time.monotonic() - begun
        log.info("store: snapshot published in %.2f s", seconds)
        return seconds

    def _insert(self, table: str, content: pa.Table) -> None:
        self.connection.register("incoming", content)
        # Table and columns come from our own declaration, never from a record.
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming {CONFLICT.get(table, '')}")  # noqa: S608
        self.connection.unregister("incoming")

    def _release(self, ids: list[str], now: datetime) -> None:
        if ids:
            self.connection.execute(
                "UPDATE quarantine SET released_at = ? WHERE ce_id IN (SELECT unnest(?::VARCHAR[]))", [now, ids]
            )

    def _move(self, positions: Positions, now: datetime) -> None:
        moved = [(topic, n, p.next_offset, p.topic_id, now) for (topic, n), p in positions.items()]
        if moved:
            self.connection.executemany("INSERT OR REPLACE INTO loads VALUES (?, ?, ?, ?, ?)", moved)


class Damaged(TerminalError):
    """The file is no database, or no whole one."""


def refusal(path: Path, error: duckdb.Error) -> TerminalError:
    """Why the live database cannot be opened, and what to do: another process has it, or it is damaged."""
    holder = re.search(r"PID (\d+)", str(error))
    if holder:
        return TerminalError(
            f"The live database {path} is open in the process {holder[1]}: another loader runs. There can be only one; "
            "stop that one first. To ask questions, use the snapshot (`sitrep sql`)."
        )
    return Damaged(
        f"The live database {path} cannot be opened: {error}. Put a backup or one of the last snapshots in its place "
        "(`sitrep restore FILE`); what Kafka still has is then loaded again."
    )
