"""Whatever is killed, every acknowledged record ends in exactly one state, and in order."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from pipeline import topics
from pipeline.broker import send_all
from pipeline.models import ArticleEvent
from pipeline.publish import publish
from pipeline.settings import Settings
from tests.broker.streams import (
    LONG,
    Process,
    ask,
    counted,
    finals,
    read_all,
    running,
    send_raw,
    table_hashes,
    wait_for,
)
from tests.topics.examples import article, enriched, outcome

pytestmark = pytest.mark.services

RECORDS, KILLS = (100_000, 300) if LONG else (10_000, 20)
REVISIONS = 4


def revisions(count: int) -> list[ArticleEvent]:
    """Events of articles with four revisions each, the revisions of an article in order."""
    return [article(number, revision) for revision in range(REVISIONS) for number in range(count // REVISIONS)]


@pytest.mark.timeout(3600 if LONG else 300)
def test_random_kills_lose_nothing_double_nothing_and_keep_the_order_of_every_key(settings: Settings) -> None:
    events = revisions(RECORDS)
    poison = RECORDS // 100
    chance = random.Random(7)
    kinds = ["enrich", "enrich", "store"]
    with running(*kinds, settings=settings) as processes:
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
        wanted = len(events) + poison
        wait_for(lambda: finals(settings) >= wanted, 1800 if LONG else 120, lambda: f"{finals(settings)} of {wanted}")

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


@pytest.mark.parametrize(
    "step", ["before insert", "before commit", "after commit", "inside checkpoint", "during publish"]
)
def test_a_loader_killed_at_a_named_step_is_exact_after_it_starts_again(settings: Settings, step: str) -> None:
    publish_enriched(settings, range(1000))
    with running("store", settings=settings, die_at=step) as (loader,):
        assert loader.wait(60) == -9, loader.said
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


def offsets(settings: Settings) -> list[tuple[str, int, int]]:
    return ask(settings, "SELECT topic, partition, next_offset FROM loads ORDER BY ALL")


def all_there(settings: Settings) -> bool:
    return counted(settings, "articles") >= 1000 and counted(settings, "fetches") >= 1000


def _forget_offsets(settings: Settings) -> None:
    from pipeline.store import Store

    with Store(settings.live_database) as store:
        store.connection.execute("DELETE FROM loads")
        store.publish_snapshot(settings.snapshot)
