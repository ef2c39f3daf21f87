"""Where a consumer that keeps its own offsets goes on, and when it must not.

Reads topics' ids and the offsets of their logs; writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kafka import TopicPartition

from pipeline.errors import TerminalError
from pipeline.models import Position, Positions
from pipeline.settings import Settings
from pipeline.topics import Topic
from pipeline.topics.cluster import admin


def topic_ids(settings: Settings, topics: Sequence[Topic]) -> dict[str, str]:
    """Kafka's own id of each topic. Raises TerminalError for one that does not exist."""
    with admin(settings) as client:
        told = client.describe_topics([topic.name for topic in topics])
    found = {topic["name"]: str(topic["topic_id"]) for topic in told if not topic["error_code"]}
    for topic in topics:
        if topic.name not in found:
            raise TerminalError(
                f"Kafka at {settings.bootstrap} has no topic {topic.name}. `sitrep up` makes the topics."
            )
    return found


def assign(client: Any, topics: Sequence[Topic], ids: dict[str, str], offsets: Positions) -> None:
    """Give the consumer every partition of the topics, each at its offset, or at its beginning if it has none.

    Raises TerminalError if a record between what was loaded and what is there would be skipped.
    """
    partitions = [TopicPartition(t.name, p) for t in topics for p in sorted(client.partitions_for_topic(t.name))]
    client.assign(partitions)
    oldest, newest = client.beginning_offsets(partitions), client.end_offsets(partitions)
    for partition in partitions:
        known = offsets.get((partition.topic, partition.partition))
        if known is None:
            client.seek(partition, oldest[partition])
            continue
        _refuse_gap(partition, known, ids[partition.topic], oldest[partition], newest[partition])
        client.seek(partition, known.next_offset)


def _refuse_gap(partition: TopicPartition, known: Position, topic_id: str, oldest: int, newest: int) -> None:
    name = f"partition {partition.partition} of {partition.topic}"
    if known.topic_id != topic_id:
        raise TerminalError(
            f"The topic {partition.topic} was deleted and made again since it was last loaded (its id was "
            f"{known.topic_id}, it is {topic_id}). Records may be missing. To load the new topic from its beginning: "
            f"`sitrep offsets reset {partition.topic}`; what is stored already is recognised."
        )
    if known.next_offset < oldest:
        raise TerminalError(
            f"Retention removed {oldest - known.next_offset} records of {name} before they were loaded: offset "
            f"{known.next_offset} is next, {oldest} is the oldest left. Restore them, or accept the gap: "
            f"`sitrep offsets reset {partition.topic}`; then replay the days from the landing zone."
        )
    if known.next_offset > newest:
        raise TerminalError(
            f"The log of {name} is shorter than what was loaded from it: offset {known.next_offset} is next, it ends "
            f"at {newest}. The broker lost records. To load what it has from its beginning: "
            f"`sitrep offsets reset {partition.topic}`; what is stored already is recognised."
        )


def forget_group(settings: Settings, group: str) -> None:
    """Delete what a consumer group has committed: it starts at the beginning. Its members must be down."""
    with admin(settings) as client:
        client.delete_groups([group])
