"""The loader under test: the real one, with steps at which it may kill itself (TEST_DIE_AT).

Without relate: thousands of articles that say the same are copies of each other, and a matter of its own tests.
"""

from __future__ import annotations

import logging
import os
import resource
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
from pipeline.store import Loaded, Prepared, Store
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
        if DIE_AT == "inside checkpoint" and self.offsets():
            # Once it has written the rows of a table, and before they count, the checkpoint stops for a minute.
            self.connection.execute("SET debug_checkpoint_scan_sleep_ms = 60000")
            threading.Thread(target=self._die_once_it_grows, args=[self.path.stat().st_size], daemon=True).start()
        if DIE_AT == "during publish" and self.offsets():
            subprocess.run = half_a_copy
        return super().publish_snapshot(path)

    def _die_once_it_grows(self, size: int) -> None:
        while self.path.stat().st_size == size:
            time.sleep(0.01)
        die("inside checkpoint")


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


def half_a_copy(command: list[str], **_: Any) -> Any:
    """The loader dies when half of the snapshot is written, and its copier with it."""
    half = Path(command[-2]).stat().st_size // 2
    with subprocess.Popen(
        command,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (half, half)),  # noqa: PLW1509 -- nothing else
    ) as copying:
        copying.wait()
    die("during publish")


def store(settings: Settings, until: Callable[[], bool]) -> None:
    relate.relate = lambda *_: None  # type: ignore[assignment]
    with MortalStore(settings.live_database) as database:
        loader = SlowLoader(settings, database)
        run_assigned(settings, LOADED, database.offsets(), loader, until)
        loader.publish()
