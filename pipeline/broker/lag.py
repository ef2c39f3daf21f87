"""How many records each topic holds and gets, and how many wait for the enrich workers and for the loader.

Reads Kafka's offsets; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kafka import TopicPartition

from pipeline.broker.clients import consumer
from pipeline.models import Positions
from pipeline.settings import Settings
from pipeline.topics import ALL, LOADED, Topic
from pipeline.topics.cluster import in_words

# What a rate is measured over: long enough for a run that sends in bursts, short enough to see one begin.
RATE_WINDOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lag:
    """One topic: records that it keeps, records that came per second, and what waits; None where nobody reads it."""

    topic: str
    records: int
    rate: float
    waiting_group: int | None
    waiting_loader: int | None


def lags(settings: Settings, groups: Mapping[str, str], loaded: Positions, now: datetime) -> Iterator[Lag]:
    """One for each topic.

    `groups`: the consumer group that reads a topic, by topic name. `loaded`: how far the snapshot's loader was.
    """
    for topic in ALL:
        with in_words(settings), consumer(settings, group=groups.get(topic.name)) as client:
            yield _lag(client, topic, topic.name in groups, loaded, now)


def _lag(client: Any, topic: Topic, grouped: bool, loaded: Positions, now: datetime) -> Lag:
    partitions = [TopicPartition(topic.name, number) for number in client.partitions_for_topic(topic.name) or ()]
    oldest, newest = client.beginning_offsets(partitions), client.end_offsets(partitions)
    stored = {p: at.next_offset if (at := loaded.get((p.topic, p.partition))) else oldest[p] for p in partitions}

    def waiting(positions: dict[TopicPartition, int]) -> int:
        return sum(newest[p] - max(position, oldest[p]) for p, position in positions.items())

    return Lag(
        topic=topic.name,
        records=sum(newest.values()) - sum(oldest.values()),
        rate=_came(client, newest, now - RATE_WINDOW) / RATE_WINDOW.total_seconds(),
        waiting_group=waiting({p: client.committed(p) or oldest[p] for p in partitions}) if grouped else None,
        waiting_loader=waiting(stored) if topic in LOADED else None,
    )


def _came(client: Any, newest: dict[TopicPartition, int], since: datetime) -> int:
    """Records that were appended after that moment."""
    first = client.offsets_for_times(dict.fromkeys(newest, int(since.timestamp() * 1000)))
    return sum(max(0, newest[partition] - at.offset) for partition, at in first.items() if at is not None)
