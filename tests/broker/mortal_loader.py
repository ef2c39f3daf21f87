"""The loader under test: the real validate and store, with steps at which it may kill itself (TEST_DIE_AT)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.broker import Batch, run_assigned
from pipeline.models import Positions
from pipeline.publish import publish_quarantined
from pipeline.settings import Settings
from pipeline.store import Load, Loaded, SnapshotSchedule, Store, live
from pipeline.topics import ENRICHED, LOADED
from pipeline.validate import validate

DIE_AT = os.environ.get("TEST_DIE_AT")
SLOW_SECONDS = float(os.environ.get("TEST_SLOW", "0"))


def die(step: str) -> None:
    if step == DIE_AT:
        os.kill(os.getpid(), signal.SIGKILL)


class MortalStore(Store):
    """The store, with steps at which it may die."""

    def load(self, load: Load, positions: Positions) -> Loaded:
        if load.passed:
            die("before insert")
        loaded = super().load(load, positions)
        if load.passed:
            die("after commit")
        return loaded

    def _move(self, positions: Positions, now: Any) -> None:
        super()._move(positions, now)
        die("before commit")

    def publish_snapshot(self, path: Path) -> float:
        if DIE_AT == "inside checkpoint":
            # A checkpoint of a few megabytes takes 5 to 50 ms.
            threading.Timer(random.uniform(0, 0.05), die, ["inside checkpoint"]).start()
        return super().publish_snapshot(path)


def mortal_copy(command: list[str], **_: Any) -> Any:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as copying:
        die("during publish")
        _, error = copying.communicate()
    return subprocess.CompletedProcess(command, copying.returncode, "", error)


def store(settings: Settings, until: Callable[[], bool]) -> None:
    if DIE_AT == "during publish":
        live.subprocess.run = mortal_copy  # type: ignore[attr-defined, assignment]
    schedule = SnapshotSchedule(settings.snapshot_seconds)
    with MortalStore(settings.live_database) as database:
        state = {"changed": True, "published": float("-inf"), "cost": 0.0}

        def handle(batch: Batch) -> None:
            time.sleep(SLOW_SECONDS)
            verdict = validate(database.unseen(batch.received))
            publish_quarantined(settings, verdict.failed)
            others = [record for record in batch.received if record.topic != ENRICHED.name]
            database.load(Load(verdict.passed, verdict.failed, others, batch.dead, verdict.quality), batch.positions)
            state["changed"] = True

        def idle(lag: int) -> None:
            since = time.monotonic() - state["published"]
            if schedule.due(changed=bool(state["changed"]), lag=lag, since=since, last_cost=state["cost"]):
                state["cost"] = database.publish_snapshot(settings.snapshot)
                state["published"], state["changed"] = time.monotonic(), False

        run_assigned(settings, LOADED, database.offsets(), handle, idle, until)
        database.publish_snapshot(settings.snapshot)
