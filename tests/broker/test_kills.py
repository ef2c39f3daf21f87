"""Whatever is killed, every acknowledged record ends in exactly one state, and in order."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from pipeline import topics
from pipeline.broker import send_all
from pipeline.models import ArticleEvent
from pipeline.publish import publish
from pipeline.settings import Settings
from pipeline.store import Store, open_snapshot
from tests.broker.streams import (
    LONG,
    Process,
    ask,
    counted,
    finals,
    read_all,
    running,
    send_raw,
    shown,
    table_hashes,
    wait_for,
)
from tests.topics.examples import article, enriched, outcome

pytestmark = pytest.mark.services

RECORDS, KILLS = (100_000, 300) if LONG else (10_000, 20)
REVISIONS = 4
# The steps at which the loader is killed: before and after its rows and offsets are committed.
BEFORE = "before insert", "before commit"
AFTER = "after commit", "inside checkpoint", "during publish"


def revisions(count: int) -> list[ArticleEvent]:
    """Events of articles with four revisions each, the revisions of an article in order."""
    return [article(number, revision) for revision in range(REVISIONS) for number in range(count // REVISIONS)]


@pytest.mark.long
@pytest.mark.timeout(3600 if LONG else 300)
def test_random_kills_lose_nothing_double_nothing_and_keep_the_order_of_every_key(settings: Settings) -> None:
    events = revisions(RECORDS)
    poison = RECORDS // 100
    chance = random.Random(7)
    kinds = ["enrich", "enrich", "store"]
    wanted = len(events) + poison
    with (
        running(*kinds, settings=settings) as processes,
        shown("kills", KILLS) as killed,
        shown("records in a final state", wanted) as done,
    ):

        def all_final() -> bool:
            done(final := finals(settings))
            return final >= wanted

        for kill in range(KILLS):
            part = events[_share(len(events), kill) : _share(len(events), kill + 1)]
            again = chance.sample(part, len(part) // 50)
            publish(settings, [*part, *again], [outcome(event) for event in part])
            send_raw(
                settings, topics.ARTICLES, [(b"k", b"no JSON", [])] * (_share(poison, kill + 1) - _share(poison, kill))
            )
            victim = chance.randrange(len(processes))
            processes[victim].kill()
            processes[victim] = Process(kinds[victim], settings)
            killed(kill + 1)
        wait_for(all_final, 1800 if LONG else 120, lambda: f"{finals(settings)} of {wanted}")

    assert counted(settings, "articles") == len(events)
    assert counted(settings, "dead_letters") == poison
    assert ask(settings, "SELECT count(DISTINCT event_id) FROM articles") == [(len(events),)]
    assert ask(settings, "SELECT balanced, events_published, events_pending FROM reconciliation") == [
        (True, len(events), 0)
    ]
    _assert_first_occurrences_in_order(settings)


def _share(whole: int, kills: int) -> int:
    """How much of the whole was sent before so many kills."""
    return whole * kills // KILLS


def _assert_first_occurrences_in_order(settings: Settings) -> None:
    """Per key, revision n is never seen for the first time after revision n + 1."""
    order = {event.event_id: n for n, event in enumerate(revisions(RECORDS))}
    latest: dict[bytes, int] = defaultdict(lambda: -1)
    seen: set[str] = set()
    for record in read_all(settings, topics.ENRICHED):
        event_id = topics.decode(record).event.event.event_id
        if event_id not in seen:
            seen.add(event_id)
            assert order[event_id] > latest[record.key]
            latest[record.key] = order[event_id]


@pytest.mark.parametrize("step", [*BEFORE, *AFTER])
def test_a_loader_killed_at_a_named_step_is_exact_after_it_starts_again(settings: Settings, step: str) -> None:
    publish_enriched(settings, range(1000))
    with running("store", settings=settings, die_at=step) as (loader,):
        assert loader.ended(60) == -9, loader.said
    assert step != "inside checkpoint" or write_ahead_log(settings).stat().st_size > 0  # else it was over
    assert (committed(settings) > 0) == (step in AFTER)
    assert readable(settings.snapshot)
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: all_there(settings), 60, lambda: loader.said)
    assert counted(settings, "articles") == 1000
    assert counted(settings, "fetches") == 1000
    assert ask(settings, "SELECT balanced FROM reconciliation") == [(True,)]


def test_a_retried_publish_and_three_full_replays_leave_the_tables_identical(settings: Settings) -> None:
    for _ in range(2):
        publish_enriched(settings, range(1000))
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: all_there(settings), 60, lambda: loader.said)
        assert loader.end() == 0
    before, ends = table_hashes(settings.snapshot), offsets(settings)
    for _ in range(3):
        _forget_offsets(settings)
        with running("store", settings=settings) as (loader,):
            wait_for(lambda: offsets(settings) == ends, 60, lambda: loader.said)
            assert loader.end() == 0
        assert table_hashes(settings.snapshot) == before


def publish_enriched(settings: Settings, numbers: range) -> None:
    """Articles with nothing found in them, and their outcomes, on the loader's topics."""
    events = [article(number) for number in numbers]
    found = [(topics.ENRICHED, enriched(event)) for event in events]
    send_all(settings, [*found, *((topics.FETCHES, outcome(event)) for event in events)])


def write_ahead_log(settings: Settings) -> Path:
    return settings.live_database.with_name(f"{settings.live_database.name}.wal")


def committed(settings: Settings) -> int:
    """The articles in what a killed loader left behind; looked at in a copy, so that it stays as it is."""
    left = shutil.copytree(settings.live_database.parent, settings.home / "left")
    with Store(left / settings.live_database.name) as store:
        return store.connection.execute("SELECT count(*) FROM articles").fetchone()[0]  # type: ignore[index]


def readable(snapshot: Path) -> bool:
    """Whether readers have a whole snapshot."""
    try:
        with open_snapshot(snapshot) as opened:
            return bool(opened.snapshot_id)
    except duckdb.Error:
        return False


def offsets(settings: Settings) -> list[tuple[str, int, int]]:
    return ask(settings, "SELECT topic, partition, next_offset FROM loads ORDER BY ALL")


def all_there(settings: Settings) -> bool:
    return counted(settings, "articles") >= 1000 and counted(settings, "fetches") >= 1000


def _forget_offsets(settings: Settings) -> None:
    with Store(settings.live_database) as store:
        store.connection.execute("DELETE FROM loads")
        store.publish_snapshot(settings.snapshot)
