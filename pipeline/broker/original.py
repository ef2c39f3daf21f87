"""One record as it lies on its topic, for those who kept only a part of it.

Reads a topic at one offset; writes nothing.
"""

from __future__ import annotations

import time

from kafka import TopicPartition

from pipeline.broker.clients import consumer
from pipeline.errors import TransientError
from pipeline.settings import Settings
from pipeline.topics import Record
from pipeline.topics.cluster import in_words

# Seconds until a record that lies there has come: one of 8 MiB takes 0.1 from a local broker.
PATIENCE_SECONDS = 15.0


def original(settings: Settings, topic: str, partition: int, offset: int) -> Record | None:
    """The record at that offset; None where Kafka no longer has it, or never had.

    Raises TransientError if it does not come in time.
    """
    where = TopicPartition(topic, partition)
    with in_words(settings), consumer(settings) as client:
        client.assign([where])
        if not client.beginning_offsets([where])[where] <= offset < client.end_offsets([where])[where]:
            return None
        client.seek(where, offset)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for records in client.poll(timeout_ms=500, max_records=1).values():
                found: Record = records[0]
                return found if found.offset == offset else None
    raise TransientError(f"{topic}/{partition}/{offset} did not come from Kafka within {PATIENCE_SECONDS:.0f} s.")
