"""Backup and restore: a snapshot is a whole database with its offsets, so a backup is a copy of one.

Reads the snapshot or a backup; writes a backup, or the live database while no loader runs.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from pipeline.errors import TerminalError
from pipeline.store.copied import copy_database
from pipeline.store.live import Damaged, refusal
from pipeline.store.snapshot import open_snapshot


def backup(snapshot: Path, target: Path, live: Path) -> datetime:
    """Copy the snapshot to `target`, atomically; returns of when it is. Raises TerminalError if it cannot.

    Never over the live database: the loader would go on in a file that nobody sees any more.
    """
    if target.resolve() in (live.resolve(), snapshot.resolve()):
        what = "live database" if target.resolve() == live.resolve() else "snapshot"
        raise TerminalError(f"{target} is the {what} itself. Name another file for the backup.")
    moment = _moment(snapshot)
    target.parent.mkdir(parents=True, exist_ok=True)
    copy_database(snapshot, target)
    return moment


def restore(source: Path, live: Path) -> datetime:
    """Put a backup in the place of the live database, which is kept beside it; returns of when the backup is.

    The loader goes on at the offsets of the backup: what Kafka still has is loaded again. Raises TerminalError while a
    loader runs, or if `source` is no backup. A live database that is damaged, lost or newer than the program is no
    hindrance: it may be the reason.
    """
    moment = _moment(source)
    live.parent.mkdir(parents=True, exist_ok=True)
    _set_aside(live)
    copy_database(source, live)
    return moment


def _set_aside(live: Path) -> None:
    before = live.with_suffix(".before-restore")
    if live.exists():
        try:
            duckdb.connect(str(live)).close()  # takes the lock, and folds the write-ahead log into the file
        except duckdb.Error as error:
            if not isinstance(refusal(live, error), Damaged):
                raise refusal(live, error) from error
        copy_database(live, before)
    log = live.with_name(f"{live.name}.wal")
    if log.exists():  # of a damaged or lost file; it would be applied to the backup
        log.replace(before.with_name(f"{before.name}.wal"))


def _moment(file: Path) -> datetime:
    try:
        with open_snapshot(file) as snapshot:
            return snapshot.published_at
    except duckdb.Error as error:
        raise TerminalError(f"{file} is no snapshot of sitrep: {error}") from error
