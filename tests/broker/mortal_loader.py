"""The loader under test: the real one, with steps at which it may kill itself (TEST_DIE_AT).

Without relate: thousands of articles that say the same are copies of each other, and a matter of its own tests.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import relate
from pipeline.broker import Batch, run_assigned
from pipeline.jobs.consume import Loader
from pipeline.models import DeadLetter, Positions
from pipeline.settings import Settings
from pipeline.store import Loaded, Prepared, Store, live
from pipeline.topics import LOADED, Received

DIE_AT = os.environ.get("TEST_DIE_AT")
SLOW_SECONDS = float(os.environ.get("TEST_SLOW", "0"))


def die(step: str) -> None:
    if step == DIE_AT:
        os.kill(os.getpid(), signal.SIGKILL)


class MortalStore(Store):
    """The store, with steps at which it may die."""

    def commit(self, prepared: Prepared, positions: Positions) -> Loaded:
        if prepared.passed:
            die("before insert")
        loaded = super().commit(prepared, positions)
        if prepared.passed:
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


def stuck(_: list[Received], __: list[DeadLetter]) -> Prepared:
    """What a worker hangs in."""
    logging.getLogger("sitrep.test").info("first batch")
    time.sleep(600)
    raise AssertionError("nobody ended it")


class SlowLoader(Loader):
    """The loader, with a batch that takes a while, or for ever in its worker."""

    @property
    def make(self) -> Callable[[list[Received], list[DeadLetter]], Prepared]:
        return stuck if os.environ.get("TEST_STUCK") else super().make

    def handle(self, batch: Batch[Prepared]) -> None:
        time.sleep(SLOW_SECONDS)
        super().handle(batch)


def mortal_copy(command: list[str], **_: Any) -> Any:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as copying:
        die("during publish")
        _, error = copying.communicate()
    return subprocess.CompletedProcess(command, copying.returncode, "", error)


def store(settings: Settings, until: Callable[[], bool]) -> None:
    if DIE_AT == "during publish":
        live.subprocess.run = mortal_copy  # type: ignore[attr-defined, assignment]
    relate.relate = lambda *_: None  # type: ignore[assignment]
    with MortalStore(settings.live_database) as database:
        loader = SlowLoader(settings, database)
        run_assigned(settings, LOADED, database.offsets(), loader, until)
        loader.publish()
