"""Producers and consumers with the settings that keep our promises.

Reads the settings; writes nothing itself.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError

from pipeline.errors import TerminalError, TransientError
from pipeline.models import Takedown
from pipeline.settings import Settings
from pipeline.topics import BY_NAME, MAX_RECORD_BYTES, TAKEN_DOWN_FROM, Topic, encode, tombstone
from pipeline.topics.cluster import connecting, connection, in_words
from pipeline.topics.codec import REPLAYED

log = logging.getLogger("sitrep.broker")

# Milliseconds a producer waits to fill a batch: 20 made batches of a hundred records out of single sends, and
# nobody waits for one record.
LINGER_MS = 20
# Milliseconds until an unsent record counts as failed: a broker restart takes 5 s, a failover 30; and less than the
# watchdog's patience.
DELIVERY_MS = 40_000
# Milliseconds until an unanswered request counts as lost and its connection as dead: 1,000 times what a local broker
# takes, and twice what one across the world under load does. A line that went dead unnoticed costs a worker two of
# them, as consumer and then as producer: 24 s of the 60 in which it has to go on, and as much again for its own work.
REQUEST_MS = 12_000
# Milliseconds a group member may work on one batch before the group takes its partitions away.
MAX_POLL_INTERVAL_MS = 300_000
# Milliseconds without a heartbeat until a dead group member's partitions go to the others; at the least that
# brokers allow by default, a killed worker is replaced within 10 s.
SESSION_MS = 6_000


def require_crc32c() -> None:
    """Refuse to start without the compiled checksum: a tenth of the speed would pass for a slow broker."""
    if importlib.util.find_spec("crc32c") is None:
        raise TerminalError(
            "The package crc32c is missing; without it Kafka is read at a tenth of its speed. `make setup` installs it."
        )


class Producer:
    """Sends events and answers for every one of them. A context manager; made where it is used."""

    def __init__(self, settings: Settings) -> None:
        require_crc32c()
        self._settings = settings
        self._pending: list[tuple[Topic, Any]] = []
        with connecting(settings):
            self._client = KafkaProducer(
                **connection(settings),
                acks="all",
                enable_idempotence=True,
                compression_type="zstd",
                linger_ms=LINGER_MS,
                max_request_size=MAX_RECORD_BYTES,
                request_timeout_ms=REQUEST_MS,
                delivery_timeout_ms=DELIVERY_MS,
                max_block_ms=DELIVERY_MS,
                allow_auto_create_topics=False,
            )

    def __enter__(self) -> Producer:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            # Nothing that is still unsent may be delivered behind the back of a caller who was told that it failed;
            # `close` alone would try, and raise. The client offers no other way than its sender.
            self._client._sender.force_close()
            self._client._sender.join(DELIVERY_MS / 1000)
        with in_words(self._settings):
            self._client.close(timeout=DELIVERY_MS / 1000)

    def send(self, topic: Topic, event: Any, *, replayed: bool = False) -> None:
        """Queue one event. Raises TooLarge or TerminalError if it is no record of that topic."""
        key, value, headers = encode(topic, event, replayed=replayed)
        with in_words(self._settings):
            self._pending.append((topic, self._client.send(topic.name, key=key, value=value, headers=headers)))

    def send_again(self, topic: str, key: bytes | None, value: bytes | None, headers: dict[str, str]) -> None:
        """Queue a record that was set aside, byte for byte, with the mark of a replay."""
        marked = [(name, text.encode()) for name, text in (headers | {REPLAYED: "true"}).items()]
        with in_words(self._settings):
            sent = self._client.send(topic, key=key, value=value, headers=marked)
            self._pending.append((BY_NAME[topic], sent))

    def take_down(self, takedown: Takedown) -> None:
        """Queue a tombstone on every topic whose records are an article's."""
        key, value, headers = tombstone(takedown)
        with in_words(self._settings):
            for topic in TAKEN_DOWN_FROM:
                sent = self._client.send(topic.name, key=key, value=value, headers=headers)
                self._pending.append((topic, sent))

    def flush(self) -> int:
        """Wait until every queued event is acknowledged; returns how many. Raises TransientError if one is not."""
        pending, self._pending = self._pending, []
        with in_words(self._settings), contextlib.suppress(KafkaTimeoutError):  # the futures tell which ones
            self._client.flush(timeout=DELIVERY_MS / 1000 + 1)
        failed = [(topic, future) for topic, future in pending if not future.succeeded()]
        if failed:
            topic, future = failed[0]
            raise TransientError(
                f"{len(failed)} of {len(pending)} records were not acknowledged by Kafka at "
                f"{self._settings.bootstrap}; the first, for {topic.name}: {future.exception or 'timed out'}. "
                "Nothing is lost: send them again."
            )
        return len(pending)


@contextmanager
def consumer(settings: Settings, *, group: str | None = None) -> Iterator[Any]:
    """A consumer that decodes nothing, commits nothing by itself, and never skips a record by itself."""
    require_crc32c()
    member = {"group_id": group, "session_timeout_ms": SESSION_MS, "heartbeat_interval_ms": SESSION_MS // 3}
    with connecting(settings):
        client = KafkaConsumer(
            **connection(settings),
            **(member if group else {}),
            enable_auto_commit=False,
            auto_offset_reset="none",
            request_timeout_ms=REQUEST_MS,
            max_poll_interval_ms=MAX_POLL_INTERVAL_MS,
            max_partition_fetch_bytes=MAX_RECORD_BYTES,
            allow_auto_create_topics=False,
        )
    try:
        yield client
    finally:
        close_quietly(client)


def close_quietly(client: Any) -> None:
    """Close a consumer; a broker that is gone must not hide the error that ended the work."""
    try:
        client.close(autocommit=False)
    except KafkaError as error:
        log.warning("closing a consumer: %s", error)


def send_all(settings: Settings, records: Iterable[tuple[Topic, Any]]) -> int:
    """Send events with a producer of their own; returns when all are acknowledged."""
    with Producer(settings) as producer:
        for topic, event in records:
            producer.send(topic, event)
        return producer.flush()
