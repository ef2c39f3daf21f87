"""Old snapshots: the last one of each day stays for some days, to look back or to go back to.

Reads the snapshot's name; writes links to it in a folder of their own, and removes the oldest.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import TerminalError

SUFFIX = ".duckdb"


def keep_old(snapshot: Path, folder: Path, most: int) -> list[Path]:
    """Called before the snapshot is replaced: one of an earlier day (UTC) stays in `folder` under its day.

    It costs no copy: the file gets a second name, and the new snapshot takes the first one. Returns what was removed
    so that `most` remain. Raises TerminalError where the file system has no links.
    """
    if most and snapshot.exists():
        day = datetime.fromtimestamp(snapshot.stat().st_mtime, UTC).date()
        kept = folder / f"{day}{SUFFIX}"
        if day < datetime.now(UTC).date() and not kept.exists():
            _link(snapshot, kept)
    return [path for path in beyond(folder, most) if _removed(path)]


def beyond(folder: Path, most: int) -> list[Path]:
    """The old snapshots that are one too many, the oldest first."""
    there = sorted(folder.glob(f"????-??-??{SUFFIX}"))
    return there[: max(0, len(there) - most)]


def _link(snapshot: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(snapshot, kept)
    except OSError as error:
        raise TerminalError(
            f"The snapshot of the day before cannot be kept as {kept}: {error}. Where the file system has no hard "
            "links, set SITREP_KEEP_SNAPSHOTS=0."
        ) from error


def _removed(path: Path) -> bool:
    path.unlink(missing_ok=True)
    return True
