"""`sitrep status`: one screen that says what runs, what waits, how fast it goes and what needs a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from pipeline import topics
from pipeline.broker import Producer
from pipeline.cli import glance
from pipeline.jobs.status import Status, status
from pipeline.models import Position
from pipeline.publish import publish
from pipeline.services import Running
from pipeline.services.supervisor import ServiceState
from pipeline.settings import Settings
from pipeline.store import Load, Store, open_snapshot
from tests.broker.streams import counted, running, send_raw, wait_for
from tests.topics.examples import article, as_received, enriched, example, outcome


def screen(found: Status, settings: Settings) -> str:
    console = Console(width=110, record=True, force_terminal=False)
    with console.capture() as shown:
        glance.show(found, settings, console)
    return shown.get()


@pytest.mark.services
def test_a_running_pipeline_is_seen_with_its_lag_its_rates_and_what_was_set_aside(settings: Settings) -> None:
    events = [article(number) for number in range(600)]
    publish(settings, events, [outcome(event) for event in events])
    with Producer(settings) as producer:
        late = replace(article(900), published_on="2030-01-01")
        producer.send(topics.ENRICHED, enriched(late))
        producer.flush()
    send_raw(settings, topics.FETCHES, [(b"k", b"no JSON", [])])
    before = status(settings)
    assert before.snapshot is None
    lag = {each.topic: each for each in before.topics}
    assert (lag["articles.v1"].records, lag["articles.v1"].waiting_group) == (600, 600)
    assert (lag["fetches.v1"].waiting_loader, lag["claims.v1"].waiting_loader) == (601, None)
    assert lag["articles.v1"].rate == 10
    assert "there is none yet" in screen(before, settings)

    with running("enrich", "store", settings=settings) as processes:
        wait_for(lambda: counted(settings, "articles") == 600, 60, lambda: processes[1].said)
        wait_for(lambda: all(not each.waiting_loader for each in status(settings).topics), 30)
        found = status(settings)
        shown = screen(found, settings)
    assert found.fault is None
    assert {each.topic: each.waiting_group for each in found.topics}["articles.v1"] == 0
    assert found.snapshot is not None
    assert sum(found.snapshot.rates.values()) > 5
    assert found.snapshot.age < timedelta(minutes=1)
    assert (found.snapshot.dead_letters.count, found.snapshot.quarantine.count) == (1, 1)
    assert "1, the newest" in shown
    assert "not_json: The value is not JSON" in shown
    assert "articles.not_from_the_future" in shown
    assert "published 600: 600 stored" in shown
    assert len(shown.splitlines()) <= 24


def aged(settings: Settings) -> None:
    """A snapshot with 300 records loaded in the last minute and 100 before."""
    with Store(settings.live_database) as store:
        letter = replace(example(topics.DEAD_LETTERS), detail="first\x1b[2Jsecond\u202e " + "long " * 99)
        store.load(Load(passed=[as_received(topics.ENRICHED, enriched(article(1)))], dead=[letter]), {})
        store.load(Load(), {("fetches.v1", 0): Position(400, "t")})
        then = datetime.now(UTC) - timedelta(seconds=90)
        store.connection.execute("INSERT INTO progress VALUES (?, 'fetches.v1', 40), (?, 'fetches.v1', 100)", [
            then - timedelta(minutes=5), then,
        ])  # fmt: skip
        store.publish_snapshot(settings.snapshot)


def test_rates_are_those_of_the_last_minute(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    aged(settings)
    with open_snapshot(settings.snapshot) as snapshot:
        now = datetime.now(UTC)
        assert snapshot.rates(now, timedelta(minutes=1)) == {"fetches.v1": 5.0}
        assert snapshot.rates(now + timedelta(minutes=10), timedelta(minutes=1)) == {"fetches.v1": 0.0}


def test_progress_is_remembered_for_an_hour_and_one_row_to_count_from(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with Store(settings.live_database) as store:
        rows = [f"(now() - INTERVAL {minutes} MINUTES, 'fetches.v1', {300 - minutes})" for minutes in (200, 100, 90, 5)]
        store.connection.execute(f"INSERT INTO progress VALUES {', '.join(rows)}")  # noqa: S608 -- numbers of this test
        store.publish_snapshot(settings.snapshot)
        kept = store.connection.execute("SELECT records FROM progress ORDER BY 1").fetchall()
        assert kept == [(210,), (295,)]


def test_without_kafka_the_screen_says_so_and_shows_the_rest_and_hostile_text_stays_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import services

    settings = Settings(home=tmp_path, kafka_port=1)
    aged(settings)
    states = [ServiceState("kafka", "failed", None, 5), ServiceState("store", "ready", 77, 0)]
    monkeypatch.setattr(services, "running", lambda _: Running(42, "failed", "kafka keeps dying", states))
    found = status(settings)
    shown = screen(found, settings)
    assert found.topics == []
    assert "does not answer" in shown
    assert "failed, 1 of 2: kafka keeps dying" in shown
    assert "kafka failed, restarted 5 times" in shown
    assert "store 77" in shown
    assert "first[U+001B][2Jsecond[U+202E]" in shown
    assert "…" in shown
    assert "\x1b" not in shown
    assert "5.0 records/s over the last minute" in shown
