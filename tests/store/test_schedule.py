"""When the loader publishes: at once if nothing waits, else at the age that is set, never for more than its share."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.jobs import consume, handover
from pipeline.jobs.consume import Loader
from pipeline.settings import Settings
from pipeline.store import SnapshotSchedule, Store
from pipeline.store.parquet import Exported

NEVER = float("inf")
# What an export of Parquet takes in these tests.
EXPORT_SECONDS = 1.5


@pytest.mark.parametrize(
    ("changed", "lag", "since", "cost", "due"),
    [
        (False, 0, NEVER, 0.0, False),  # nothing new
        (True, 0, 0.4, 0.04, True),  # nothing waits
        (True, 0, 0.39, 0.04, False),  # nothing waits, but a tenth of the time is used up
        (True, 7, 4.9, 0.04, False),  # records wait, and the snapshot is young
        (True, 7, 5.0, 0.04, True),
        (True, 7, 5.0, 0.6, False),  # a publish has become dear: ten times what it took is more than the age set
        (True, 7, 6.0, 0.6, True),
        (True, 0, 5.0, 0.6, False),
        (True, 0, NEVER, 0.0, True),  # the first one
    ],
)
def test_a_snapshot_is_due_when(changed: bool, lag: int, since: float, cost: float, due: bool) -> None:
    assert SnapshotSchedule(5.0).due(changed=changed, lag=lag, since=since, last_cost=cost) is due


@dataclass
class Worked:
    """When a loader published, and when it exported Parquet files."""

    published: list[float] = field(default_factory=list)
    exported: list[float] = field(default_factory=list)


def worked(home: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, cost: float) -> Worked:
    """A loader whose records never stop coming, by a clock that stands still while nobody works.

    `cost`: the seconds that a publish takes.
    """
    clock, done = [1000.0], Worked()

    def publish(_: Store, path: Path) -> float:
        done.published.append(clock[0])
        clock[0] += cost
        path.touch()
        return cost

    def export(*_: object) -> Exported:
        done.exported.append(clock[0])
        clock[0] += EXPORT_SECONDS
        return Exported(1, 0, EXPORT_SECONDS, complete=True)

    monkeypatch.setattr(consume.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(Store, "publish_snapshot", publish)
    monkeypatch.setattr("pipeline.digest.quality.write", lambda *_: [])
    monkeypatch.setattr(handover, "export", export)
    settings = Settings(home=home, snapshot_seconds=5.0)
    with Store(settings.live_database) as store:
        loader = Loader(settings, store)
        while clock[0] < 1000 + seconds:
            loader._changed = True
            loader.idle(lag=5)
            clock[0] += 0.25
    return done


@pytest.mark.parametrize("cost", [0.05, 0.4, 2.0, 9.0])
def test_the_interval_grows_with_what_a_publish_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cost: float
) -> None:
    published = worked(tmp_path, monkeypatch, 1200, cost).published
    gaps = [after - before - cost for before, after in pairwise(published)]
    assert min(gaps) >= max(5.0, 10 * cost) - 1e-6
    assert max(gaps) <= max(5.0, 10 * cost) + 0.25 + EXPORT_SECONDS + 1e-6
    assert cost * len(published) <= 0.1 * 1200 + cost


def test_parquet_has_a_schedule_of_its_own_and_never_delays_a_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export that takes 1.5 s is made once in 60 s while records flow; snapshots stay 5 s apart."""
    done = worked(tmp_path, monkeypatch, 600, 0.0)
    assert 9 <= len(done.exported) <= 11
    assert min(after - before for before, after in pairwise(done.exported)) >= handover.PARQUET_SECONDS
    assert max(after - before for before, after in pairwise(done.published)) <= 5.0 + 0.25 + EXPORT_SECONDS


def test_parquet_that_is_switched_off_is_not_written(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, parquet=False)
    with Store(settings.live_database) as store:
        loader = Loader(settings, store)
        loader.publish()
        loader.idle(0)
        loader.end()
    assert settings.snapshot.exists()
    assert not settings.parquet_folder.exists()
