"""Row 9: what Kafka no longer has, or never had, stops a consumer with words, and is not skipped."""

from __future__ import annotations

import time

import pytest
from kafka import TopicPartition

from pipeline import topics
from pipeline.broker import Batch, run_assigned, send_all
from pipeline.errors import TerminalError
from pipeline.jobs.consume import Loader
from pipeline.models import Position
from pipeline.settings import Settings
from pipeline.store import Prepared
from pipeline.topics.cluster import admin
from tests.broker.streams import ask, counted, read_all, running, wait_for
from tests.broker.test_loops import EVENTS, publish_all
from tests.topics.examples import article, enriched

pytestmark = pytest.mark.services


class Untouched(Loader):
    """A loader that must not be given anything."""

    def __init__(self) -> None:
        """Without a store."""

    def idle(self, lag: int) -> None:
        """Nothing is ever due."""

    def handle(self, batch: Batch[Prepared]) -> None:
        raise AssertionError(f"{len(batch.records)} records were handed over")


def refusal(settings: Settings, offsets: dict[tuple[str, int], Position]) -> str:
    deadline = time.monotonic() + 20
    with pytest.raises(TerminalError) as refused:
        run_assigned(settings, [topics.ENRICHED], offsets, Untouched(), lambda: time.monotonic() > deadline)
    return str(refused.value)


def topic_id(settings: Settings) -> str:
    from pipeline.broker.positions import topic_ids

    return topic_ids(settings, [topics.ENRICHED])[topics.ENRICHED.name]


def test_a_topic_that_was_made_again_stops_the_loader(settings: Settings) -> None:
    told = refusal(settings, {(topics.ENRICHED.name, 0): Position(0, "the old id")})
    assert "deleted and made again" in told
    assert "sitrep offsets reset articles.enriched.v1" in told


def test_a_gap_that_retention_made_stops_the_loader(settings: Settings) -> None:
    publish_all(settings, 0, 100)
    with running("enrich", settings=settings):
        wait_for(lambda: len(read_all(settings, topics.ENRICHED)) == 100, 60)
    partition = TopicPartition(topics.ENRICHED.name, 0)
    with admin(settings) as client:
        client.delete_records({partition: 3})
    told = refusal(settings, {(partition.topic, 0): Position(1, topic_id(settings))})
    assert "Retention removed 2 records" in told


def test_a_log_that_is_shorter_than_what_was_loaded_stops_the_loader(settings: Settings) -> None:
    told = refusal(settings, {(topics.ENRICHED.name, 0): Position(17, topic_id(settings))})
    assert "offset 17 is next, it ends at 0" in told


def test_a_loader_that_has_stored_a_thousand_records_stops_at_what_kafka_lost_since(settings: Settings) -> None:
    send_all(settings, [(topics.ENRICHED, enriched(event)) for event in EVENTS])
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "articles") == 1000, 60, lambda: loader.said)
        assert loader.end() == 0
    send_all(settings, [(topics.ENRICHED, enriched(article(number))) for number in range(1000, 1600)])
    ((loaded,),) = ask(settings, "SELECT next_offset FROM loads WHERE topic LIKE '%enriched%' AND partition = 0")
    with admin(settings) as client:
        client.delete_records({TopicPartition(topics.ENRICHED.name, 0): loaded + 3})
    with running("store", settings=settings) as (loader,):
        assert loader.ended(60) == 1
        assert "Retention removed 3 records of partition 0 of articles.enriched.v1" in loader.said
    with admin(settings) as client:
        client.delete_topics([topics.ENRICHED.name])
    topics.create(settings)
    with running("store", settings=settings) as (loader,):
        assert loader.ended(60) == 1
        assert "deleted and made again" in loader.said
    assert counted(settings, "articles") == 1000


def test_a_gap_stops_an_enrich_worker_too(settings: Settings) -> None:
    publish_all(settings, 0, 100)
    with running("enrich", settings=settings) as (worker,):
        wait_for(lambda: len(read_all(settings, topics.ENRICHED)) == 100, 60)
        assert worker.end() == 0
    publish_all(settings, 100, 300)
    with admin(settings) as client:
        partitions = [TopicPartition(topics.ARTICLES.name, number) for number in range(6)]
        client.delete_records(dict.fromkeys(partitions, 30))
    with running("enrich", settings=settings) as (worker,):
        assert worker.ended(60) == 1
        assert "no longer has" in worker.said
    assert len(read_all(settings, topics.ENRICHED)) == 100
