"""Old snapshots stay under their day, as many as are wanted, and a backup can be made of each."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import TerminalError
from pipeline.models import Position
from pipeline.store import Load, Store, open_snapshot
from pipeline.store.backup import restore
from pipeline.store.keep import beyond, keep_old
from tests.store.test_store import HERE, count, found

TODAY = datetime.now(UTC)


def aged(path: Path, days: int) -> str:
    """Make the file as old as that; returns its day."""
    moment = TODAY - timedelta(days=days)
    os.utime(path, (moment.timestamp(),) * 2)
    return moment.date().isoformat()


def test_the_last_snapshot_of_each_day_stays_and_can_be_restored(tmp_path: Path) -> None:
    live, snapshot, folder = tmp_path / "live.duckdb", tmp_path / "snapshot.duckdb", tmp_path / "snapshots"
    days = []
    with Store(live) as store:
        for number in range(5):
            store.load(Load(passed=[found(number)]), {HERE: Position(number + 1, "t")})
            keep_old(snapshot, folder, 3)
            store.publish_snapshot(snapshot)
            assert keep_old(snapshot, folder, 3) == []  # a snapshot of today is not old
            days.append(aged(snapshot, days=5 - number))
        assert len(list(folder.iterdir())) == 3
        gone = keep_old(snapshot, folder, 3)
        assert [path.stem for path in gone] == [days[1]]
        assert sorted(path.stem for path in folder.iterdir()) == days[2:]
    with open_snapshot(folder / f"{days[3]}.duckdb") as old:
        assert old.offsets()[HERE].next_offset == 4
    restore(folder / f"{days[2]}.duckdb", live)
    with Store(live) as store:
        assert count(store, "articles") == 3


def test_none_is_kept_where_none_is_wanted(tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.duckdb"
    snapshot.write_bytes(b"x")
    aged(snapshot, days=1)
    assert keep_old(snapshot, tmp_path / "snapshots", 0) == []
    assert not (tmp_path / "snapshots").exists()


def test_only_files_of_days_are_ever_removed(tmp_path: Path) -> None:
    for name in ("2023-01-01.duckdb", "2023-01-02.duckdb", "mine.duckdb", "2023-01-03.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in beyond(tmp_path, 1)] == ["2023-01-01.duckdb"]


def test_a_file_system_without_links_is_named_with_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = tmp_path / "snapshot.duckdb"
    snapshot.write_bytes(b"x")
    aged(snapshot, days=1)
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError("no links here")))
    with pytest.raises(TerminalError, match="SITREP_KEEP_SNAPSHOTS=0"):
        keep_old(snapshot, tmp_path / "snapshots", 3)
