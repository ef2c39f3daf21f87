"""The consumer loops: who may run, when they stop, and that they never skip a record."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline import topics
from pipeline.broker import EmbeddedKafka, send_all
from pipeline.broker.loop import LOAD_BATCH
from pipeline.broker.watchdog import EXIT_STUCK, STUCK_SECONDS
from pipeline.models import ArticleEvent, EnrichedEvent
from pipeline.publish import publish
from pipeline.settings import Settings
from tests.broker.streams import LONG, ask, counted, read_all, running, wait_for
from tests.topics.examples import article, enriched, outcome

pytestmark = pytest.mark.services

EVENTS = [article(number) for number in range(1000)]


def publish_all(settings: Settings, first: int = 0, last: int = 1000) -> None:
    publish(settings, EVENTS[first:last], [outcome(event) for event in EVENTS[first:last]])


def stored(settings: Settings, wanted: int, seconds: float = 60) -> None:
    wait_for(lambda: counted(settings, "articles") >= wanted and counted(settings, "fetches") >= wanted, seconds)
    assert counted(settings, "articles") == wanted


def test_sigterm_in_a_batch_ends_with_0_within_10_s_and_nothing_is_done_twice(settings: Settings) -> None:
    """Row 12."""
    publish_all(settings, 0, 1000)
    with running("enrich", settings=settings, slow="0.3") as (worker,):
        wait_for(lambda: "20 read" in worker.said, 30, lambda: worker.said)
        begun = time.monotonic()
        assert worker.end(20) == 0, worker.said
        assert time.monotonic() - begun < 10
    half = len(read_all(settings, topics.ENRICHED))
    assert 0 < half < 1000
    with running("enrich", "store", settings=settings) as (worker, loader):
        stored(settings, 1000)
        assert loader.end() == 0, loader.said
        assert worker.end() == 0, worker.said
    assert len(read_all(settings, topics.ENRICHED)) == 1000


def test_sigterm_to_the_loader_stores_what_is_in_hand_within_10_s_and_nothing_is_done_twice(
    settings: Settings,
) -> None:
    """Row 12."""
    records = [(topics.ENRICHED, enriched(article(number))) for number in range(5 * LOAD_BATCH)]
    send_all(settings, records)
    with running("store", settings=settings, slow="0.5") as (loader,):
        wait_for(lambda: "store: in=" in loader.said, 60, lambda: loader.said)
        begun = time.monotonic()
        assert loader.end(20) == 0, loader.said
        assert time.monotonic() - begun < 10
    with running("store", settings=settings) as (again,):
        wait_for(lambda: "snapshot published" in again.said, 60, lambda: again.said)
        wait_for(lambda: counted(settings, "articles") >= len(records), 60, lambda: again.said)
        assert again.end() == 0
    assert counted(settings, "articles") == len(records)
    assert sum(map(int, re.findall(r"store: in=(\d+)", loader.said + again.said))) == len(records)


def test_two_workers_share_the_work_and_one_takes_over_from_a_killed_one(settings: Settings) -> None:
    """Row 13."""
    publish_all(settings, 0, 500)
    with running("enrich", "enrich", "store", settings=settings, slow="0.3") as (first, second, loader):
        wait_for(lambda: "read" in first.said and "read" in second.said, 60, lambda: first.said + second.said)
        first.kill()  # in a batch: it has a dozen of them, and says "read" when the one before is done
        publish_all(settings, 500, 1000)
        with running("enrich", settings=settings):
            stored(settings, 1000)
        assert loader.end() == 0
    assert ask(settings, "SELECT count(DISTINCT event_id) FROM articles") == [(1000,)]


@pytest.mark.long
@pytest.mark.parametrize(("role", "where"), [("enrich", "in handle"), ("store", "in take")])
def test_a_stuck_consumer_is_ended_within_60_s_and_says_where_it_hangs(
    settings: Settings, role: str, where: str
) -> None:
    """Row 10; the loader hangs in one of its workers. `make soak` waits for the real patience, the short form less."""
    patience = STUCK_SECONDS if LONG else 3.0
    publish_all(settings)
    with running(role, settings=settings, stuck="1", patience=str(patience)) as (stuck,):
        wait_for(lambda: "first batch" in stuck.said, 60, lambda: stuck.said)
        begun = time.monotonic()
        assert stuck.ended(70) == EXIT_STUCK
        assert patience <= time.monotonic() - begun + 1 < patience + 6
        assert STUCK_SECONDS + 5 < 60
        assert "is stuck: handling for" in stuck.said
        assert where in stuck.said
    with running("enrich", "store", settings=settings):
        stored(settings, 1000)


# --- Faults of ours are never bad data ---------------------------------------------------------------------------


def test_an_exception_in_the_handler_leaves_the_offset_where_it_was(settings: Settings) -> None:
    from pipeline.broker import run_group

    publish_all(settings, 0, 10)

    def fail(_: object) -> None:
        raise ZeroDivisionError("ours")

    with pytest.raises(ZeroDivisionError):
        run_group(settings, topics.ARTICLES, "g", fail)  # type: ignore[arg-type]
    assert handled_again(settings) == sorted(event.event_id for event in EVENTS[:10])
    assert not read_all(settings, topics.DEAD_LETTERS)


def test_outputs_that_nobody_acknowledged_leave_the_offset_where_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 1: a worker ended between sending and its acknowledgement does the batch again."""
    from pipeline.broker import Producer, run_group

    publish_all(settings, 0, 10)

    def ended(_: Producer) -> None:
        raise ZeroDivisionError("ended here")

    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(Producer, "flush", ended)
        run_group(settings, topics.ARTICLES, "g", lambda events: [(topics.ENRICHED, enriched(e)) for e in events])
    assert handled_again(settings) == sorted(event.event_id for event in EVENTS[:10])


def handled_again(settings: Settings) -> list[str]:
    """The ids of the ten events that the group reads when it is started again; of fewer if they do not come in 30 s."""
    from pipeline.broker import run_group

    seen: list[str] = []
    deadline = time.monotonic() + 30

    def handle(events: list[ArticleEvent]) -> list[Any]:
        seen.extend(event.event_id for event in events)
        return []

    run_group(settings, topics.ARTICLES, "g", handle, lambda: len(seen) >= 10 or time.monotonic() > deadline)
    return sorted(seen)


def test_an_enriched_event_too_large_to_send_makes_a_dead_letter_of_its_article(settings: Settings) -> None:
    from pipeline.broker import run_group

    publish_all(settings, 0, 3)
    seen: list[str] = []

    def handle(events: list[object]) -> list[object]:
        seen.extend(event.event_id for event in events)  # type: ignore[attr-defined]
        return [
            (topics.ENRICHED, _bloated(enriched(event)) if event == EVENTS[1] else enriched(event)) for event in events
        ]  # type: ignore[arg-type]

    run_group(settings, topics.ARTICLES, "g", handle, lambda: len(seen) >= 3)  # type: ignore[arg-type]
    (letter,) = [topics.decode(record).event for record in read_all(settings, topics.DEAD_LETTERS)]
    assert (letter.topic, letter.reason, letter.event_id) == ("articles.v1", "too_large", EVENTS[1].event_id)
    assert len(read_all(settings, topics.ENRICHED)) == 2


def _bloated(event: EnrichedEvent) -> object:
    article_event = event.event
    text = "x" * topics.MAX_VALUE_BYTES
    return replace(event, event=replace(article_event, article=replace(article_event.article, text=text)))


def test_an_idle_consumer_costs_next_to_nothing(settings: Settings) -> None:
    import psutil

    with running("enrich", "store", settings=settings) as processes:
        wait_for(lambda: bool(ask(settings, "SELECT 1")), 60)
        watched = [psutil.Process(process.process.pid) for process in processes]
        before = [sum(each.cpu_times()[:2]) for each in watched]
        time.sleep(5)
        used = [sum(each.cpu_times()[:2]) - start for each, start in zip(watched, before, strict=True)]
    assert max(used) < 0.5, used


def test_a_killed_program_takes_its_kafka_with_it(own_kafka: Callable[[], EmbeddedKafka]) -> None:
    import subprocess
    import sys

    kafka = own_kafka()
    program = (
        "import sys, time; from pathlib import Path; from pipeline.settings import Settings\n"
        "from pipeline.broker import EmbeddedKafka\n"
        f"settings = Settings(home=Path({str(kafka.folder.parent)!r}), kafka_port={kafka.settings.kafka_port})\n"
        "kafka = EmbeddedKafka(settings); kafka.start(); print(kafka.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    wait_for(lambda: not _alive(pid), 20)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    import psutil

    return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
