"""A fault of ours is never bad data: the loader stops, non-zero, with the offset unmoved, and nothing is set aside.

The loader is the one that users run; what breaks it is put into its processes from outside.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline import topics
from pipeline.broker import Producer
from pipeline.models import ArticleEvent
from pipeline.settings import ROOT, Settings
from pipeline.store import Store
from pipeline.validate import EXPECTATIONS
from tests.broker.streams import counted, read_all, wait_for
from tests.topics.examples import article, enriched

pytestmark = pytest.mark.services

RECORDS = 3000
# With this many characters each, all records together are six times what the full disk has left.
LENGTH = 2000

# Python runs this at every start: once the named module is loaded, the code is run in it.
BREAKER = """
import importlib.util, os, sys

class Breaker:
    def find_spec(self, name, path=None, target=None):
        if name != os.environ["TEST_BREAK_MODULE"]:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        def exec_module(module):
            load(module)
            exec(os.environ["TEST_BREAK_CODE"], module.__dict__)
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Breaker())
"""

LOST = """
whole = Store.commit
def commit(self, prepared, positions):
    if self.offsets():
        self.connection.close()
    return whole(self, prepared, positions)
Store.commit = commit
"""


def loader(settings: Settings, limit: Callable[[], None] | None = None, **broken: str) -> subprocess.Popen[bytes]:
    """`sitrep consume store`, with its words in the home folder."""
    given = {"SITREP_HOME": str(settings.home), "SITREP_KAFKA_PORT": str(settings.kafka_port)}
    path = f"{settings.home / 'breaker'}{os.pathsep}{ROOT}" if broken else str(ROOT)
    with (settings.home / "words").open("wb") as words:
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", "consume", "store"],
            cwd=ROOT, env=os.environ | given | {"PYTHONPATH": path} | broken, stdout=words, stderr=subprocess.STDOUT,
            preexec_fn=limit,  # noqa: PLW1509 -- one thread, and nothing but a limit is set
        )  # fmt: skip


def broken(settings: Settings, module: str, code: str) -> subprocess.Popen[bytes]:
    (settings.home / "breaker").mkdir()
    (settings.home / "breaker" / "sitecustomize.py").write_text(BREAKER)
    return loader(settings, TEST_BREAK_MODULE=module, TEST_BREAK_CODE=code)


def inside_great_expectations(settings: Settings) -> subprocess.Popen[bytes]:
    """An expectation asks for a column that there is not: the package raises, catches it, and reports it."""
    folder = settings.home / "expectations"
    folder.mkdir()
    for file in EXPECTATIONS.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    suite = json.loads((folder / "articles.json").read_text())
    suite["expectations"][0]["kwargs"]["column"] = "no_such_column"
    (folder / "articles.json").write_text(json.dumps(suite))
    return broken(settings, "pipeline.validate.checks", f"EXPECTATIONS = __import__('pathlib').Path({str(folder)!r})")


def outside_every_check(settings: Settings) -> subprocess.Popen[bytes]:
    return broken(settings, "pipeline.validate.frames", "def frames(records): return 1 / 0")


def lost_database(settings: Settings) -> subprocess.Popen[bytes]:
    """The handle dies between two transactions."""
    return broken(settings, "pipeline.store.live", LOST)


def long_article(number: int) -> ArticleEvent:
    event = article(number)
    return replace(event, article=replace(event.article, text=event.article.text + " again" * (LENGTH // 6)))


def full_disk(settings: Settings) -> subprocess.Popen[bytes]:
    """Every write beyond the limit fails, as on a full disk."""
    Store(settings.live_database).close()
    most = settings.live_database.stat().st_size + 1_000_000
    return loader(settings, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (inside_great_expectations, "The expectation has_words of articles cannot be evaluated"),
        (outside_every_check, "ZeroDivisionError"),
        (lost_database, "Connection"),
        (full_disk, "File too large"),
    ],
)
def test_the_loader_stops_and_nothing_is_set_aside_or_lost(
    settings: Settings, fault: Callable[[Settings], subprocess.Popen[bytes]], words: str
) -> None:
    with Producer(settings) as producer:
        for number in range(RECORDS):
            producer.send(topics.ENRICHED, enriched(long_article(number)))
        producer.flush()
    process = fault(settings)
    try:
        wait_for(lambda: process.poll() is not None or counted(settings, "articles") == RECORDS, 120)
        assert process.poll() not in (None, 0, -9)
    finally:
        process.kill()
        process.wait()
    said = (settings.home / "words").read_text()
    assert words in said, said
    assert read_all(settings, topics.DEAD_LETTERS) == []
    assert read_all(settings, topics.QUARANTINE) == []
    with Store(settings.live_database) as store:
        rows = store.connection.execute("SELECT count(*), count(DISTINCT event_id) FROM articles").fetchone()
        loaded = sum(position.next_offset for position in store.offsets().values())
        assert rows == (loaded, loaded)
        assert loaded < RECORDS
        assert store.connection.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)

    whole = loader(settings)
    try:
        wait_for(lambda: counted(settings, "articles") == RECORDS, 120, (settings.home / "words").read_text)
    finally:
        whole.terminate()
        assert whole.wait(60) == 0
    assert counted(settings, "dead_letters") == counted(settings, "quarantine") == 0


def test_a_live_database_that_is_damaged_is_refused_at_start_in_words(settings: Settings) -> None:
    settings.live_database.parent.mkdir(parents=True)
    settings.live_database.write_bytes(b"\0garbage" * 100_000)
    process = loader(settings)
    assert process.wait(60) == 1
    said = (settings.home / "words").read_text()
    assert "Traceback" not in said
    assert "sitrep restore" in said


def test_the_breaker_itself_breaks_nothing(settings: Settings) -> None:
    """Else the tests above could pass for a wrong reason."""
    with Producer(settings) as producer:
        producer.send(topics.ENRICHED, enriched(article(1)))
        producer.flush()
    process = broken(settings, "pipeline.validate.checks", "seen = True")
    try:
        wait_for(lambda: counted(settings, "articles") == 1, 60, (settings.home / "words").read_text)
    finally:
        process.terminate()
        assert process.wait(60) == 0
