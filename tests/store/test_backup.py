"""A backup holds rows and offsets together, so that a restored loader goes on where the backup was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import TerminalError, TransientError
from pipeline.models import Position
from pipeline.store import Load, Store
from pipeline.store.backup import backup, restore
from tests.store.test_store import HERE, count, found


def test_a_restored_database_has_the_rows_and_offsets_of_its_backup_and_the_one_before_is_kept(tmp_path: Path) -> None:
    live, snapshot, kept = tmp_path / "live.duckdb", tmp_path / "snapshot.duckdb", tmp_path / "kept" / "monday.duckdb"
    with Store(live) as store:
        store.load(Load(passed=[found(1)]), {HERE: Position(1, "t")})
        store.publish_snapshot(snapshot)
        moment = backup(snapshot, kept, live)
        store.load(Load(passed=[found(2)]), {HERE: Position(2, "t")})
        with pytest.raises(TerminalError, match="another loader runs"):
            _restore_elsewhere(kept, live)
    assert restore(kept, live) == moment
    with Store(live) as store:
        assert (count(store, "articles"), store.offsets()) == (1, {HERE: Position(1, "t")})
        store.load(Load(passed=[found(2)]), {HERE: Position(2, "t")})  # what Kafka still has
        assert count(store, "articles") == 2
    with Store(tmp_path / "live.before-restore") as before:
        assert count(before, "articles") == 2


# A loader that is killed after a commit: what it loaded stands in the write-ahead log alone.
KILLED = """
import os, sys
from pathlib import Path
from pipeline.models import Position
from pipeline.store import Load, Store
from tests.store.test_store import HERE, found
store = Store(Path(sys.argv[1]))
store.load(Load(passed=[found(2)]), {HERE: Position(2, "t")})
os._exit(9)
"""


@pytest.mark.parametrize("state", ["damaged", "lost", "newer"])
def test_a_database_that_cannot_be_opened_is_no_hindrance_and_its_log_is_not_applied_to_the_backup(
    tmp_path: Path, state: str
) -> None:
    live, kept = tmp_path / "live.duckdb", tmp_path / "kept.duckdb"
    with Store(live) as store:
        store.load(Load(passed=[found(1)]), {HERE: Position(1, "t")})
        store.publish_snapshot(kept)
        if state == "newer":
            store.connection.execute("INSERT INTO migrations VALUES (999, '999_later.sql', 'x', now())")
    if state != "newer":
        subprocess.run([sys.executable, "-c", KILLED, str(live)], check=False, timeout=60)
        assert live.with_name("live.duckdb.wal").exists()
    if state == "damaged":
        live.write_bytes(b"\0garbage" * 100_000)
    if state == "lost":
        live.unlink()
    if state != "lost":
        with pytest.raises(TerminalError, match=r"restore"):
            Store(live)
    restore(kept, live)
    with Store(live) as store:
        assert (count(store, "articles"), store.offsets()) == (1, {HERE: Position(1, "t")})
    assert (tmp_path / "live.before-restore").exists() == (state != "lost")


def _restore_elsewhere(kept: Path, live: Path) -> None:
    """In another process: within one, DuckDB would share its open database."""
    call = f"restore(Path({str(kept)!r}), Path({str(live)!r}))"
    program = f"from pathlib import Path; from pipeline.store.backup import restore; {call}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    raise TerminalError(done.stderr)


def test_what_is_no_backup_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" * 5000)
    with pytest.raises(TerminalError, match="no snapshot of sitrep"):
        restore(tmp_path / "photo.jpg", tmp_path / "live.duckdb")
    with pytest.raises(TransientError, match="no snapshot"):
        restore(tmp_path / "missing.duckdb", tmp_path / "live.duckdb")
    assert not (tmp_path / "live.duckdb").exists()
