"""Parquet beside the snapshot: one file per table and day, for tools that do not read DuckDB.

Reads the tables through the connection of the store; writes `<table>/<day>.parquet` below its folder, and `days.json`,
which says what state of each day lies there. All of it can be deleted at any time: it is written again.
"""

from __future__ import annotations

import json
import logging
import os
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import TerminalError

log = logging.getLogger("sitrep.store")

UNDATED = "all"  # the one file of a table whose rows belong to no day

# Seconds that one export may take before it leaves the rest to the next one: a year that is written anew must not
# keep the loader from its records. Ten days of 60 articles take one.
BUDGET_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Group:
    """Tables whose rows of one day change together.

    `mark` is an expression over the rows of the first table: equal sums of it mean equal rows. What is appended and
    never changed is told by its identity alone, so that no text has to be read.
    """

    tables: tuple[str, ...]
    day: str
    mark: str


GROUPS = (
    Group(
        ("articles", "blocks", "removed", "mentions", "places", "times", "hedges", "claims", "incidents", "estimates"),
        "published_on",
        "ce_id",
    ),
    Group(("current_articles", "current_claims"), "published_on", "ce_id, last_seen_at"),
    Group(("relations",), "day", "relations"),
    Group(("article_relations",), "day", "article_relations"),
    Group(("origins",), "day", "origins"),
    Group(("stories",), "day", "stories"),
    Group(("digests",), "day", "ce_id"),
    Group(("fetches",), "fetched_at::DATE", "ce_id"),
    Group(("quarantine",), "published_on", "ce_id, released_at"),
    Group(("dead_letters",), "dead_at::DATE", 'topic, partition, "offset", replayed_at'),
    Group(("quality",), "checked_at::DATE", "batch_id, suite, expectation, examples"),
    Group(("forgotten",), "forgotten_at::DATE", "article_id"),
    Group(("entities",), f"'{UNDATED}'", "entity_id"),
)
TABLES = tuple(table for group in GROUPS for table in group.tables)


@dataclass(frozen=True, slots=True)
class Exported:
    """What one export did; `complete` is false where days are left for the next one."""

    written: int
    removed: int
    seconds: float
    complete: bool


def export(connection: duckdb.DuckDBPyConnection, folder: Path, budget: float = BUDGET_SECONDS) -> Exported:
    """Bring the folder up to the state of the tables: writes the days whose rows changed, removes those without rows.

    A reader finds each file whole, the old one or the new one. Newest days come first; when `budget` seconds of
    writing are over, the rest is left to the next call. Raises TerminalError if a file cannot be written.
    """
    begun = time.monotonic()
    known = _Days.load(folder / "days.json", _schema(connection))
    changes = _changes(connection, known)
    written = removed = done = 0
    until = time.monotonic() + budget
    try:
        for group, day, state in changes:
            if done and time.monotonic() > until:
                break
            done += 1
            for table in group.tables:
                kept = state is not None and _write(connection, folder, table, group.day, day)
                written, removed = written + kept, removed + (not kept and _remove(folder, table, day))
            known.note(group, day, state)
    finally:
        known.save()
    seconds = time.monotonic() - begun
    if written or removed:
        log.info("store: parquet written=%d removed=%d in %.2f s", written, removed, seconds)
    return Exported(written, removed, seconds, done == len(changes))


class _Days:
    """`days.json`: the state of every day when its files were written, by group. Another schema knows nothing."""

    def __init__(self, path: Path, schema: str, days: dict[str, dict[str, str]]) -> None:
        self._path, self._schema, self._days, self._changed = path, schema, days, False

    @classmethod
    def load(cls, path: Path, schema: str) -> _Days:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if document.get("schema") == schema:
            return cls(path, schema, document["days"])
        # Days that were written in another shape have files, but no state that could still hold.
        return cls(path, schema, {name: dict.fromkeys(days, "") for name, days in document.get("days", {}).items()})

    def of(self, group: Group) -> dict[str, str]:
        return self._days.setdefault(group.tables[0], {})

    def note(self, group: Group, day: str, state: str | None) -> None:
        self._changed = True
        if state is None:
            self.of(group).pop(day, None)
        else:
            self.of(group)[day] = state

    def save(self) -> None:
        if self._changed:
            part = self._path.with_suffix(".part")
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps({"schema": self._schema, "days": self._days}), encoding="utf-8")
            _swap_in(part, self._path)


def _schema(connection: duckdb.DuckDBPyConnection) -> str:
    """What the columns and their comments rest on."""
    rows = connection.execute("SELECT sha256 FROM migrations ORDER BY number").fetchall()
    return ",".join(sha256[:12] for (sha256,) in rows)


def _changes(connection: duckdb.DuckDBPyConnection, known: _Days) -> list[tuple[Group, str, str | None]]:
    """The days whose state is another than the known one, the newest first; None where no row is left."""
    changed: list[tuple[Group, str, str | None]] = []
    for group in GROUPS:
        before = known.of(group)
        # Names come from the declaration above, never from a record.
        query = f"SELECT {group.day}, count(*), sum(hash({group.mark})) FROM {group.tables[0]} GROUP BY 1"  # noqa: S608
        now = {_text(day): f"{rows}:{mark}" for day, rows, mark in connection.execute(query).fetchall()}
        changed += [(group, day, now.get(day)) for day in now.keys() | before.keys() if now.get(day) != before.get(day)]
    return sorted(changed, key=lambda change: change[1], reverse=True)


def _text(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, of_day: str, day: str) -> bool:
    """Write the rows of a day and swap the file in; false, and nothing is written, where there are none."""
    target = folder / table / f"{day}.parquet"
    part = target.with_suffix(".part")
    rows = f"SELECT * FROM {table} WHERE {of_day} = {_quoted(day)}"  # noqa: S608 -- declared above; days are dates
    told = ", ".join(f"{name}: {_quoted(text)}" for name, text in _comments(connection, table).items())
    copy = f"COPY ({rows}) TO {_quoted(str(part))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{told}}})"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = connection.execute(copy).fetchone()
        if found and found[0]:
            _swap_in(part, target)
            return True
        part.unlink()
    except (duckdb.Error, OSError) as error:
        raise TerminalError(
            f"{target} cannot be written: {error}. Make room, or leave it out with SITREP_PARQUET=false."
        ) from error
    return False


def _swap_in(part: Path, target: Path) -> None:
    """The target is the old file or the whole new one at every moment, also after a power cut."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


def _remove(folder: Path, table: str, day: str) -> bool:
    target = folder / table / f"{day}.parquet"
    there = target.exists()
    target.unlink(missing_ok=True)
    return there


def _comments(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """What the file says of itself: the comment of the table, and those of its columns as one JSON object."""
    row = connection.execute(
        "SELECT comment FROM (SELECT table_name AS name, comment FROM duckdb_tables() "
        "UNION ALL SELECT view_name, comment FROM duckdb_views()) WHERE name = ?",
        [table],
    ).fetchone()
    columns = connection.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    return {"comment": row[0] if row else "", "columns": json.dumps(dict(columns), ensure_ascii=False)}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
