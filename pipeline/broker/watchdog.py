"""Ends a process that no longer makes progress, so that its supervisor can start it again.

Reads clocks only; writes the stacks of all threads to standard error before it ends the process.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
import threading
import time
from typing import Self

import psutil

log = logging.getLogger("sitrep.broker")

# Seconds without progress after which a consumer counts as stuck. A poll returns after one second and a batch is
# handled in a few; a stuck consumer has to be gone within 60 s.
STUCK_SECONDS = 45.0
# Seconds that a batch may take as long as it computes: the longest relate over a year's back-fill took 100.
BUSY_SECONDS = 900.0
# CPU seconds per second below which a process waits rather than computes.
COMPUTING = 0.05
EXIT_STUCK = 70


class Watchdog:
    """Watches one consumer loop; a context manager. Every pass of the loop calls `polling` and `handling`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._phase = "polling"
        self._since = time.monotonic()
        self._active = time.monotonic()
        self._cpu = _cpu_seconds()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def polling(self) -> None:
        """The loop asks for records; that may not take long, however busy it looks."""
        self._enter("polling")

    def handling(self) -> None:
        """The loop handles records; that may compute for long, here or in workers, but not wait for long."""
        self._enter("handling")

    def _enter(self, phase: str) -> None:
        self._phase = phase
        self._since = self._active = time.monotonic()

    def _watch(self) -> None:
        step = min(1.0, STUCK_SECONDS / 4)
        while not self._done.wait(step):
            self._note_activity(step)
            now = time.monotonic()
            still, waited = now - self._active, now - self._since
            if still > STUCK_SECONDS or waited > BUSY_SECONDS:
                self._end(waited)

    def _note_activity(self, step: float) -> None:
        cpu, self._cpu = self._cpu, _cpu_seconds()
        if self._phase == "handling" and self._cpu - cpu > COMPUTING * step:
            self._active = time.monotonic()

    def _end(self, waited: float) -> None:
        log.critical("%s is stuck: %s for %.0f s; ending the process", self._name, self._phase, waited)
        faulthandler.dump_traceback(file=sys.__stderr__ or sys.stderr)
        os._exit(EXIT_STUCK)


def _cpu_seconds() -> float:
    """What this process and its workers have computed."""
    seconds = time.process_time()
    for worker in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            seconds += sum(worker.cpu_times()[:2])
    return seconds
