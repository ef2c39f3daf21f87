"""Migrations: SQL files in order, each applied once, recorded, and all in one transaction.

Reads `migrations/`; writes the schema of the live database and its table `migrations`.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import TerminalError

log = logging.getLogger("sitrep.store")

FOLDER = Path(__file__).with_name("migrations")
LEDGER = """
CREATE TABLE IF NOT EXISTS migrations (
  number INTEGER PRIMARY KEY, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE migrations IS 'The migrations that made this schema.';
COMMENT ON COLUMN migrations.number IS 'Its place in the order, from 1.';
COMMENT ON COLUMN migrations.name IS 'Its file in pipeline/store/migrations/.';
COMMENT ON COLUMN migrations.sha256 IS 'Hash of the file when it was applied.';
COMMENT ON COLUMN migrations.applied_at IS 'When.';
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One SQL file; its number is the start of its name."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations(folder: Path = FOLDER) -> list[Migration]:
    """The migrations in order. Raises TerminalError unless they are numbered 1, 2, 3 …"""
    found = sorted(folder.glob("*.sql"))
    listed = [
        Migration(int(path.name.partition("_")[0]), path.name, path.read_text(encoding="utf-8")) for path in found
    ]
    if [migration.number for migration in listed] != list(range(1, len(listed) + 1)):
        raise TerminalError(f"The migrations in {folder} are not numbered 1 to {len(listed)} without a gap.")
    return listed


def migrate(connection: Any, folder: Path = FOLDER) -> list[str]:
    """Apply what is not applied yet, all or nothing; returns the names.

    Raises TerminalError if an applied file has changed since, or if the database is newer than this program.
    """
    wanted = migrations(folder)
    connection.execute("BEGIN")
    try:
        connection.execute(LEDGER)
        applied = connection.execute("SELECT number, name, sha256 FROM migrations ORDER BY number").fetchall()
        _refuse_drift(applied, wanted)
        fresh = wanted[len(applied) :]
        for migration in fresh:
            connection.execute(migration.sql)
            connection.execute(
                "INSERT INTO migrations VALUES (?, ?, ?, now())", [migration.number, migration.name, migration.sha256]
            )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    if fresh:
        log.info("store: %d migrations applied, now at %03d", len(fresh), fresh[-1].number)
    return [migration.name for migration in fresh]


def _refuse_drift(applied: list[tuple[int, str, str]], wanted: list[Migration]) -> None:
    if len(applied) > len(wanted):
        raise TerminalError(
            f"The database was made by a newer sitrep (it has migration {applied[-1][1]}). Use that version, or "
            "restore an older backup."
        )
    for (_, name, sha256), migration in zip(applied, wanted, strict=False):
        if (name, sha256) != (migration.name, migration.sha256):
            raise TerminalError(
                f"Migration {name} was applied to the database and has changed since. Never edit one that was "
                "released: write a new one. For a database of no value, delete it and load the topics again."
            )
