"""Starts services in the order of what they need, restarts what dies, stops everything it started.

Reads the list of services; writes `run/services.json` (state) and `logs/<service>.log` below the home folder.
Everything is spawned by the main thread: the kernel's parent-death signal counts from the thread that forked.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

import psutil

from pipeline.errors import TerminalError

log = logging.getLogger("sitrep.services")

STOP_SECONDS = 12.0  # Airflow's scheduler needs up to 3 s with idle tasks; more than 10 s means that it hangs
RESTARTS = 5  # in a row; a service that lived a minute counts from zero again
SETTLED_SECONDS = 60.0
POLL_SECONDS = 0.1
LOCK_SECONDS = 1.0
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Service:
    """One background process. A `oneshot` runs to its end, and is ready when it ended well."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    ready: Callable[[], bool] = lambda: True
    oneshot: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    ready_seconds: float = 120.0
    guarded: bool = True  # False where the command sets its own parent-death signal


@dataclass
class ServiceState:
    name: str
    state: str = "waiting"  # waiting, starting, ready, done, failed, stopped
    pid: int | None = None
    restarts: int = 0
    log: str = ""


@dataclass
class SupervisorState:
    pid: int
    state: str  # starting, ready, failed, stopping
    error: str | None
    services: list[ServiceState]


@dataclass
class _Child:
    service: Service
    state: ServiceState
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    retry_at: float = 0.0


class Supervisor:
    """Owns the services of one home folder; only one per folder (a file lock holds the others off)."""

    def __init__(self, services: Sequence[Service], home: Path) -> None:
        self.home = home
        self.children = [_Child(service, ServiceState(service.name)) for service in services]
        self._stopping = False
        self._lock: IO[str] | None = None

    def __enter__(self) -> Self:
        for folder in ("run", "logs"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        self._lock = (self.home / "run" / "supervisor.lock").open("w")
        if not _locked(self._lock):
            self._lock.close()
            raise TerminalError(
                f"The services of {self.home} already run. `sitrep status` shows them, `sitrep down` stops them."
            )
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._write("stopping")
        (self.home / "run" / "services.json").unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()

    def start(self, progress: Callable[[list[ServiceState]], None] = lambda _: None) -> None:
        """Returns when every service is ready. Raises TerminalError with the end of the log of one that is not."""
        self._write("starting")
        while not all(child.state.state in ("ready", "done") for child in self.children):
            for child in self.children:
                self._advance(child)
            progress([child.state for child in self.children])
            time.sleep(POLL_SECONDS)
        self._write("ready")

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Restarts what dies, until told to end. Raises TerminalError where a service keeps dying."""
        while not until():
            self.tick()
            time.sleep(POLL_SECONDS)

    def tick(self) -> None:
        """One look at every service."""
        before = [asdict(child.state) for child in self.children]
        for child in self.children:
            self._advance(child)
        if before != [asdict(child.state) for child in self.children]:
            self._write("ready")

    def stop(self) -> None:
        """Ends every service in reverse order, and whatever it left in its session."""
        for child in reversed(self.children):
            if child.process is not None and child.state.state != "done":
                _end(child.process, child.service.stop_signal)
                child.state.state = "stopped"
                log.info("stopped %s", child.service.name)

    def _advance(self, child: _Child) -> None:
        if child.state.state == "waiting":
            if self._needs_met(child.service) and time.monotonic() >= child.retry_at:
                self._spawn(child)
        elif child.state.state in ("starting", "ready") and child.process is not None:
            self._look(child, child.process.poll())

    def _needs_met(self, service: Service) -> bool:
        states = {child.service.name: child.state.state for child in self.children}
        return all(states[name] in ("ready", "done") for name in service.after)

    def _spawn(self, child: _Child) -> None:
        path = self.home / "logs" / f"{child.service.name}.log"
        guard = [sys.executable, "-m", "pipeline.machine", str(os.getpid())]
        with path.open("ab") as out:
            child.process = subprocess.Popen(
                [*(guard if child.service.guarded else []), *child.service.command],
                env=os.environ | child.service.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        child.started = time.monotonic()
        child.state.state, child.state.pid, child.state.log = "starting", child.process.pid, str(path)
        log.info("started %s (pid %d)", child.service.name, child.process.pid)
        self._write("starting")

    def _look(self, child: _Child, code: int | None) -> None:
        if code is None:
            self._look_alive(child)
        elif code == 0 and child.service.oneshot:
            child.state.state = "done"
        else:
            self._look_dead(child, code)

    def _look_alive(self, child: _Child) -> None:
        age = time.monotonic() - child.started
        if child.state.state == "starting" and not child.service.oneshot and child.service.ready():
            child.state.state = "ready"
        elif child.state.state == "starting" and age > child.service.ready_seconds:
            raise self._failure(child, f"was not ready after {child.service.ready_seconds:.0f} s")
        elif age > SETTLED_SECONDS:
            child.state.restarts = 0

    def _look_dead(self, child: _Child, code: int) -> None:
        if child.service.oneshot or child.state.restarts >= RESTARTS:
            raise self._failure(child, f"ended with exit status {code}")
        child.retry_at = time.monotonic() + 2**child.state.restarts - 1
        child.state.restarts += 1
        child.state.state, child.state.pid = "waiting", None
        log.warning("%s ended with exit status %d; starting it again", child.service.name, code)

    def _failure(self, child: _Child, what: str) -> TerminalError:
        child.state.state = "failed"
        tail = "\n".join(Path(child.state.log).read_text(errors="replace").splitlines()[-15:])
        error = f"{child.service.name} {what}. The end of its log, {child.state.log}:\n{tail}"
        self._write("failed", error)
        return TerminalError(error)

    def _write(self, state: str, error: str | None = None) -> None:
        file = self.home / "run" / "services.json"
        value = SupervisorState(os.getpid(), state, error, [child.state for child in self.children])
        part = file.with_suffix(".part")
        part.write_text(json.dumps(asdict(value), indent=1))
        part.replace(file)


def _locked(file: IO[str]) -> bool:
    """Take the lock; it may take a moment, since whoever asks whether a supervisor runs touches it."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        else:
            return True


def _session(leader: int) -> list[psutil.Process]:
    """All processes of the session that the child leads: also those that its own parent left behind."""
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == leader:
                found.append(process)
        except (ProcessLookupError, PermissionError):
            continue
    return found


def _end(process: subprocess.Popen[bytes], first: signal.Signals) -> None:
    members = _session(process.pid)
    if process.poll() is None:
        process.send_signal(first)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("pid %d did not stop in %.0f s; killing it", process.pid, STOP_SECONDS)
    left = [member for member in {*members, *_session(process.pid)} if member.is_running()]
    for member in left:
        _signal(member, signal.SIGTERM)
    _, alive = psutil.wait_procs(left, timeout=2.0)
    for member in alive:
        _signal(member, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=2.0)
    if process.poll() is None:
        process.kill()
    process.wait()


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return
