"""An installation for tests that amend what is stored: real articles in the topics, the real loader as a program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.broker import Producer
from pipeline.jobs.consume import enrich_events
from pipeline.models import ArticleEvent, Block
from pipeline.settings import ROOT, Settings, current
from pipeline.topics import ARTICLES, FETCHES
from tests.broker.streams import ask, wait_for
from tests.topics.examples import article, outcome


@contextmanager
def installed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The settings, for this process and those it starts."""
    monkeypatch.setenv("SITREP_HOME", str(settings.home))
    monkeypatch.setenv("SITREP_KAFKA_PORT", str(settings.kafka_port))
    monkeypatch.setenv("SITREP_SNAPSHOT_SECONDS", "0.5")
    current.cache_clear()
    yield current()
    current.cache_clear()


@contextmanager
def loading(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """The real loader; its log lies in the home folder."""
    (settings.home / "logs").mkdir(exist_ok=True)
    with (settings.home / "logs" / "store.log").open("ab") as log:
        command = [sys.executable, "-m", "pipeline", "consume", "store"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ.copy(), stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def said(settings: Settings) -> str:
    """The end of what the loader said."""
    return (settings.home / "logs" / "store.log").read_text(errors="replace")[-3000:]


def written(number: int, text: str, day: str = "2023-01-02") -> ArticleEvent:
    """An article of one paragraph."""
    base = article(number, day=day)
    whole = replace(base.article, text=text, published_at=f"{day}T10:00:00+00:00", canonical_url=base.url)
    fetched = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    return replace(base, article=whole, blocks=[Block("paragraph", 0, len(text))], fetched_at=fetched)


def publish(settings: Settings, events: list[ArticleEvent]) -> None:
    """The articles, their outcomes, and what the rules of now find in them: all that a worker would have sent."""
    with Producer(settings) as producer:
        for event in events:
            producer.send(ARTICLES, event)
            producer.send(FETCHES, outcome(event))
        for topic, enriched in enrich_events(events):
            producer.send(topic, enriched)
        producer.flush()


def await_rows(settings: Settings, query: str, rows: list[tuple[object, ...]], seconds: float = 60) -> None:
    """Wait until the snapshot answers so."""
    wait_for(lambda: ask(settings, query) == rows, seconds, lambda: f"{ask(settings, query)}\n{said(settings)}")
