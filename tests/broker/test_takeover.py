"""Row 5 with the loader that users run: a second one gives up at once, and after a kill the next one takes over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipeline.publish import publish
from pipeline.settings import ROOT, Settings
from pipeline.store.lock import loader_pid
from tests.broker.streams import ask, counted, wait_for
from tests.topics.examples import article, outcome

pytestmark = pytest.mark.services

EVENTS = [article(number) for number in range(1000)]


@contextmanager
def loader(settings: Settings, log: str) -> Iterator[subprocess.Popen[bytes]]:
    """`sitrep consume store`, with its words in a file of the home folder."""
    given = {"SITREP_HOME": str(settings.home), "SITREP_KAFKA_PORT": str(settings.kafka_port)}
    with (settings.home / log).open("wb") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "consume", "store"],
            cwd=ROOT, env=os.environ | given, stdout=words, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def snapshot_id(settings: Settings) -> list[object]:
    return ask(settings, "SELECT snapshot_id FROM snapshot_info")


@pytest.mark.parametrize("state", ["at work", "frozen"])
def test_a_second_loader_exits_within_5_s_in_words_and_after_a_kill_the_next_takes_over_within_5_s(
    settings: Settings, state: str
) -> None:
    publish(settings, [], [outcome(event) for event in EVENTS])
    with loader(settings, "first") as first:
        wait_for(lambda: counted(settings, "fetches") == len(EVENTS), 90)
        if state == "frozen":
            first.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        with loader(settings, "second") as second:
            assert second.wait(30) == 1
        assert time.monotonic() - begun < 5
        said = (settings.home / "second").read_text()
        assert said.splitlines()[-1].startswith("sitrep: The live database")
        assert f"open in the process {first.pid}: another loader runs" in said
        assert "`sitrep sql`" in said

        before = snapshot_id(settings)
        first.kill()
        begun = time.monotonic()
        with loader(settings, "third") as third:
            wait_for(lambda: loader_pid(settings.live_database) == third.pid, 30)
            assert time.monotonic() - begun < 5
            wait_for(lambda: snapshot_id(settings) != before, 30)
            assert counted(settings, "fetches") == len(EVENTS)
