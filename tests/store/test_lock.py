"""Row 6: the loader's process does all it does beside loading, and keeps the lock that keeps every other loader out.

The lock is dropped by the kernel, without a word, when its own process opens and closes the file a second time: so each
step is done in the process that has the database open, and after each another process is refused.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.digest import quality
from pipeline.errors import TerminalError
from pipeline.jobs import look, prune, status
from pipeline.jobs.handover import Handover
from pipeline.models import Position
from pipeline.relate import relate
from pipeline.settings import Settings
from pipeline.store import Load, Store, final_events, open_snapshot
from pipeline.store.backup import backup
from pipeline.store.keep import keep_old
from pipeline.store.parquet import export
from tests.store.test_store import HERE, found

PROGRAM = "import sys; from pathlib import Path; from pipeline.store import Store; Store(Path(sys.argv[1]))"


@dataclass(frozen=True)
class Loader:
    """A loader in this process, with rows and a snapshot."""

    settings: Settings
    store: Store

    def refuses_another(self) -> bool:
        command = [sys.executable, "-c", PROGRAM, str(self.store.path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode != 0 and "another loader runs" in done.stderr


@pytest.fixture
def loader(tmp_path: Path) -> Iterator[Loader]:
    settings = Settings(home=tmp_path, kafka_port=1)
    with Store(settings.live_database) as store:
        store.load(Load(passed=[found(1)], failed=[(found(2), ["too short"])]), {HERE: Position(1, "t")})
        store.publish_snapshot(settings.snapshot)
        yield Loader(settings, store)


def _backup(loader: Loader) -> None:
    backup(loader.settings.snapshot, loader.settings.home / "backup.duckdb", loader.store.path)


def _hand_over(loader: Loader) -> None:
    handover = Handover(loader.settings, loader.store)
    handover.publish()
    handover.export()


def _ask(loader: Loader) -> None:
    with look.Questions(loader.settings) as ask:
        ask("FROM reconciliation")
    with open_snapshot(loader.settings.snapshot) as snapshot:
        snapshot.offsets()
    final_events(loader.settings.snapshot, ["x"])


STEPS: dict[str, Callable[[Loader], object]] = {
    "snapshot": lambda loader: loader.store.publish_snapshot(loader.settings.snapshot),
    "an old snapshot that is kept": lambda loader: keep_old(
        loader.settings.snapshot, loader.settings.old_snapshots, loader.settings.keep_snapshots
    ),
    "backup": _backup,
    "parquet": lambda loader: export(loader.store.connection, loader.settings.parquet_folder),
    "quality pages": lambda loader: quality.write(loader.settings.snapshot, loader.settings.digests),
    "all that is handed to readers": _hand_over,
    "relate": lambda loader: relate(loader.store.connection, None),
    "metrics": lambda loader: status.status(loader.settings),
    "questions": _ask,
    "pruning": lambda loader: prune.prune(loader.settings),
}


@pytest.mark.parametrize("step", STEPS)
def test_the_lock_is_held_after(loader: Loader, step: str) -> None:
    STEPS[step](loader)
    assert loader.refuses_another()


def test_a_backup_into_the_live_database_is_refused_while_the_loader_runs(loader: Loader) -> None:
    """It would replace the file under the loader's feet, with the lock on one that nobody sees any more."""
    with pytest.raises(TerminalError, match="is the live database itself"):
        backup(loader.settings.snapshot, loader.store.path, loader.store.path)
    with pytest.raises(TerminalError, match="is the snapshot itself"):
        backup(loader.settings.snapshot, loader.settings.snapshot, loader.store.path)
    assert loader.refuses_another()


def test_this_test_would_notice_a_dropped_lock(loader: Loader) -> None:
    loader.store.path.read_bytes()
    assert not loader.refuses_another()
