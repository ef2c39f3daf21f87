"""How many records each topic holds, and how many wait for the enrich workers and for the loader.

Reads Kafka's offsets; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kafka import TopicPartition

from pipeline.broker.clients import consumer
from pipeline.models import Positions
from pipeline.settings import Settings
from pipeline.topics import ALL, LOADED, Topic
from pipeline.topics.cluster import in_words


def lags(settings: Settings, groups: Mapping[str, str], loaded: Positions) -> Iterator[tuple[str, int, str, str]]:
    """One row a topic: name, records kept, waiting for its group, waiting for the loader; "" where nobody reads it.

    `groups`: the consumer group that reads a topic, by topic name. `loaded`: how far the snapshot's loader was.
    """
    for topic in ALL:
        with in_words(settings), consumer(settings, group=groups.get(topic.name)) as client:
            yield _lag(client, topic, topic.name in groups, loaded)


def _lag(client: Any, topic: Topic, grouped: bool, loaded: Positions) -> tuple[str, int, str, str]:
    partitions = [TopicPartition(topic.name, number) for number in client.partitions_for_topic(topic.name) or ()]
    oldest, newest = client.beginning_offsets(partitions), client.end_offsets(partitions)
    records = sum(newest.values()) - sum(oldest.values())
    read = {p: client.committed(p) or oldest[p] for p in partitions} if grouped else {}
    stored = {p: at.next_offset if (at := loaded.get((p.topic, p.partition))) else oldest[p] for p in partitions}
    waiting = [
        str(sum(newest[p] - max(position, oldest[p]) for p, position in positions.items())) if reads else ""
        for positions, reads in ((read, grouped), (stored, topic in LOADED))
    ]
    return topic.name, records, *waiting
