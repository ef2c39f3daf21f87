"""What runs for a home folder, seen and stopped from outside its supervisor.

Reads `run/services.json` and the supervisor's lock; sends signals; writes nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from pipeline.errors import TerminalError
from pipeline.services.supervisor import STOP_SECONDS, ServiceState


@dataclass(frozen=True)
class Running:
    """The supervisor of a home folder and its services."""

    pid: int
    state: str
    error: str | None
    services: list[ServiceState]


def running(home: Path) -> Running | None:
    """What runs there; None if nothing does."""
    if not _held(home / "run" / "supervisor.lock"):
        return None
    try:
        value = json.loads((home / "run" / "services.json").read_text())
    except FileNotFoundError:
        return None
    return Running(value["pid"], value["state"], value["error"], [ServiceState(**each) for each in value["services"]])


def _held(lock: Path) -> bool:
    """Whether a supervisor holds its lock: of a killed one the file with its pid remains, and another may have that."""
    try:
        with lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def wait_ready(home: Path, pid: int, progress: Callable[[Running], None], timeout: float = 300.0) -> Running:
    """Waits until the supervisor with this pid has everything ready. Raises TerminalError with its words if not."""
    deadline = time.monotonic() + timeout
    last: Running | None = None
    while time.monotonic() < deadline:
        found = running(home)
        if found is not None and found.pid == pid:
            last = found
            progress(found)
            if found.state == "ready":
                return found
        if os.waitpid(pid, os.WNOHANG)[0] == pid or (last is not None and last.state == "failed"):
            break
        time.sleep(0.1)
    reason = last.error if last is not None and last.error else f"see {home / 'logs' / 'supervisor.log'}"
    raise TerminalError(f"The services did not start: {reason}")


def stop(home: Path) -> Running | None:
    """Stops the services of this home and waits for their end. Returns what ran, or None."""
    found = running(home)
    if found is None:
        return None
    process = psutil.Process(found.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS * (len(found.services) + 1))
    except psutil.TimeoutExpired as error:
        raise TerminalError(
            f"The supervisor (pid {found.pid}) did not stop. See {home / 'logs' / 'supervisor.log'}."
        ) from error
    return found
