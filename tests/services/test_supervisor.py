"""The supervisor starts in order, restarts what dies, says why what fails, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from pipeline import services
from pipeline.errors import TerminalError
from pipeline.machine import require_free
from pipeline.services import Service, Supervisor

PATIENCE = 20.0


def python(name: str, code: str, **options: object) -> Service:
    return Service(name, [sys.executable, "-c", code], **options)  # type: ignore[arg-type]


def wait_until(condition: Callable[[], bool], tick: Callable[[], object] = lambda: None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        tick()
        time.sleep(0.02)


FOREVER = "import time; time.sleep(1000)"


def test_a_service_starts_when_what_it_needs_is_ready(tmp_path: Path) -> None:
    first = tmp_path / "first"
    make = f"import pathlib, time; time.sleep(.3); pathlib.Path({str(first)!r}).touch()"
    check = f"import pathlib, time; assert pathlib.Path({str(first)!r}).exists(); {FOREVER}"
    plan = [python("make", make, oneshot=True), python("use", check, after=("make",))]
    with Supervisor(plan, tmp_path) as supervisor:
        supervisor.start()
        found = services.running(tmp_path)
    assert found is not None
    assert {s.name: s.state for s in found.services} == {"make": "done", "use": "ready"}


def test_a_killed_service_is_started_again(tmp_path: Path) -> None:
    with Supervisor([python("loader", FOREVER)], tmp_path) as supervisor:
        supervisor.start()
        first = supervisor.children[0].state.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: supervisor.children[0].state.restarts == 1, supervisor.tick)
        wait_until(lambda: supervisor.children[0].state.state == "ready", supervisor.tick)
        assert supervisor.children[0].state.pid != first


def test_a_failing_start_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    with (
        Supervisor([python("migrate", "raise SystemExit('the disk is full')", oneshot=True)], tmp_path) as supervisor,
        pytest.raises(TerminalError, match="the disk is full"),
    ):
        supervisor.start()


def test_a_service_that_keeps_dying_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.services.supervisor.RESTARTS", 1)
    with (
        Supervisor([python("loader", "raise SystemExit(3)")], tmp_path) as supervisor,
        pytest.raises(TerminalError, match="exit status 3"),
    ):
        supervisor.start()
        supervisor.watch()


def test_stopping_ends_grandchildren_that_ignore_the_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.services.supervisor.STOP_SECONDS", 0.5)
    stubborn = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "child = 'import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(99)';"
        "subprocess.Popen([sys.executable, '-c', child]);"
        "time.sleep(99)"
    )
    with Supervisor([python("stubborn", stubborn)], tmp_path) as supervisor:
        supervisor.start()
        leader = supervisor.children[0].state.pid
        assert leader is not None
        wait_until(lambda: len(members(leader)) == 2)
    assert members(leader) == []


def alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def members(session: int) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found


def test_a_second_supervisor_of_one_home_is_refused(tmp_path: Path) -> None:
    with (
        Supervisor([], tmp_path),
        pytest.raises(TerminalError, match="already run"),
        Supervisor([], tmp_path),
    ):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="the parent-death signal is Linux's")
def test_a_killed_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.services import Service, Supervisor\n"
        f"plan = [Service('child', [sys.executable, '-c', {FOREVER!r}])]\n"
        f"with Supervisor(plan, Path({str(tmp_path)!r})) as s:\n    s.start(); s.watch()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script])

    def child() -> int | None:
        found = services.running(tmp_path)
        return found.services[0].pid if found and found.state == "ready" else None

    wait_until(lambda: child() is not None)
    pid = child()
    process.kill()
    process.wait()
    assert pid is not None
    wait_until(lambda: not alive(pid))
    assert services.running(tmp_path) is None


def test_a_pid_that_another_process_has_by_now_is_no_supervisor_and_is_left_alone(tmp_path: Path) -> None:
    """As after a power cut: the files of the supervisor remain, and its pid is given to somebody else."""
    with Supervisor([], tmp_path) as supervisor:
        supervisor.start()
        left = (tmp_path / "run" / "services.json").read_text()
        assert services.running(tmp_path) is not None
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        (tmp_path / "run" / "services.json").write_text(left.replace(str(os.getpid()), str(other.pid)))
        assert services.running(tmp_path) is None
        assert services.stop(tmp_path) is None
        assert other.poll() is None
        other.kill()


def test_down_stops_what_up_started(tmp_path: Path) -> None:
    script = (
        "import signal, sys; from pathlib import Path; from pipeline.services import Service, Supervisor\n"
        "signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
        f"plan = [Service('child', [sys.executable, '-c', {FOREVER!r}])]\n"
        "try:\n"
        f"    with Supervisor(plan, Path({str(tmp_path)!r})) as s:\n        s.start(); s.watch()\n"
        "except KeyboardInterrupt: pass\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script])
    found = services.wait_ready(tmp_path, process.pid, lambda _: None)
    stopped = services.stop(tmp_path)
    assert stopped is not None
    assert stopped.pid == found.pid
    assert process.wait(PATIENCE) == 0
    assert services.running(tmp_path) is None


def test_a_port_in_use_is_named_with_the_setting_that_changes_it() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(TerminalError, match=f"{port}.*SITREP_AIRFLOW_PORT"):
            require_free(port, "SITREP_AIRFLOW_PORT", "Airflow")
