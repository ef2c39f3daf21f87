"""The loader's workers: batches come out in the order of their coming, a fault comes out too, and nobody is left."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import psutil
import pytest

from pipeline.broker.ahead import DEPTH, WORKERS, Ahead
from pipeline.errors import TerminalError
from pipeline.settings import ROOT
from tests.broker.streams import wait_for


def made(records: list[Any]) -> tuple[int, int]:
    """The first batch is not ready before the second one is."""
    ((number, folder),) = records
    if number == 0:
        wait_for((folder / "1").exists, 60)
    (folder / str(number)).touch()
    logging.getLogger("sitrep.test").warning("made %d", number)
    return number, os.getpid()


def broken(records: list[Any]) -> int:
    raise TerminalError(f"ours: {records}")


def killed(_: list[Any]) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_batches_come_in_their_order_from_workers_of_their_own_which_log_here(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with Ahead(made, []) as ahead:
        for number in range(DEPTH):
            assert not ahead.full
            ahead.add([(number, tmp_path)], {})
        assert (ahead.full, ahead.records) == (True, DEPTH)
        taken = [ahead.take() for _ in range(DEPTH)]
    assert [batch.records for batch in taken] == [[(number, tmp_path)] for number in range(DEPTH)]
    numbers, workers = zip(*(batch.made.result() for batch in taken), strict=True)
    assert list(numbers) == list(range(DEPTH))
    assert len(set(workers)) == WORKERS
    assert os.getpid() not in workers
    assert sorted(record.getMessage() for record in caplog.records) == [f"made {number}" for number in range(DEPTH)]


@pytest.mark.parametrize(("make", "fault"), [(broken, TerminalError), (killed, BrokenProcessPool)])
def test_a_fault_in_a_worker_is_raised_where_its_batch_is_taken(
    make: Callable[[list[Any]], int], fault: type[Exception]
) -> None:
    with Ahead(make, []) as ahead:
        ahead.add([1], {})
        with pytest.raises(fault):
            ahead.take()


LOADER = """
import sys, time
from pipeline.broker.ahead import Ahead
if __name__ == "__main__":
    with Ahead(print, []) as ahead:
        ahead.add(["ready"], {}), ahead.take()
        time.sleep(600)
"""


def test_workers_outlive_a_sigterm_to_all_but_not_their_killed_loader() -> None:
    with subprocess.Popen([sys.executable, "-c", LOADER], stdout=subprocess.PIPE, cwd=ROOT, text=True) as loader:
        assert loader.stdout
        assert "ready" in loader.stdout.readline()
        family = psutil.Process(loader.pid).children(recursive=True)
        workers = [process for process in family if process.ppid() != loader.pid]
        assert workers
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        assert psutil.wait_procs(workers, timeout=0.5)[0] == []
        loader.kill()
    wait_for(lambda: not any(process.is_running() for process in family), 5, lambda: str(family))
