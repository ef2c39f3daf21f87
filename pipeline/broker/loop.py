"""The consumer loops: whose fault decides a record's fate is decided here and nowhere else.

Reads topics; writes what the handler returns, and dead letters. A record that is no event of its topic becomes a
dead letter and the loop goes on. Everything else that goes wrong is ours or the broker's: it leaves the loop as an
exception, with the offset unmoved.
"""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import filterfalse
from typing import Any, Generic, Protocol, TypeVar

from kafka import TopicPartition
from kafka.errors import CommitFailedError, NoOffsetForPartitionError, OffsetOutOfRangeError, RetriableError
from kafka.structs import OffsetAndMetadata

from pipeline.broker.ahead import Ahead, InHand
from pipeline.broker.clients import Producer, consumer
from pipeline.broker.positions import assign, topic_ids
from pipeline.broker.watchdog import Watchdog
from pipeline.errors import TerminalError, TransientError
from pipeline.models import ArticleEvent, DeadLetter, Position, Positions
from pipeline.settings import Settings
from pipeline.topics import DEAD_LETTERS, Received, Record, TooLarge, Topic, Undecodable, dead_letter, decode
from pipeline.topics.cluster import in_words
from pipeline.topics.takedown import is_tombstone

log = logging.getLogger("sitrep.broker")

# Milliseconds a poll waits for records: how soon SIGTERM is noticed.
POLL_MS = 500
# Articles that an enrich worker takes at once: some seconds of language work, so a kill repeats no more than that.
GROUP_BATCH = 20
# Records and seconds that the loader collects. Expectations cost the same 0.2 s for 10 rows as for 1000: at 2000 that
# is a sixth of the work, and the batches in hand at SIGTERM are stored in 5 s. A reader of the snapshot does not
# notice a quarter of a second.
LOAD_BATCH = 2000
COLLECT_SECONDS = 0.25

# Seconds that a consumer rides out a broker that is away before it leaves the matter to its supervisor: a restart
# takes 5 s, a failover 30, an upgrade some minutes.
PATIENCE_SECONDS = 300.0
RETRY_SECONDS = 0.5

T = TypeVar("T")
Outputs = Sequence[tuple[Topic, Any]]
Until = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """What one pass of the loader's loop brought, in the order of each partition, and what was made of it."""

    records: list[Record]
    positions: Positions
    made: T


class Loading(Protocol[T]):
    """What the loader's loop drives. `make` is a function of a module, and runs in a worker that imports `preload`."""

    @property
    def make(self) -> Callable[[list[Received], list[DeadLetter]], T]: ...
    @property
    def preload(self) -> Sequence[str]: ...

    def handle(self, batch: Batch[T]) -> None:
        """Store a batch and its positions."""

    def idle(self, lag: int) -> None:
        """Whatever is due between batches."""


@contextmanager
def until_signal() -> Iterator[Until]:
    """Turn SIGTERM and SIGINT into a question that the loop asks between batches (main thread only)."""
    asked: list[int] = []
    old = {number: signal.signal(number, lambda n, _: asked.append(n)) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def run_group(
    settings: Settings,
    topic: Topic,
    group: str,
    handle: Callable[[list[ArticleEvent]], Outputs],
    until: Until = lambda: False,
) -> int:
    """One member of a consumer group: hand over events, send what comes back, then commit.

    1. poll; 2. decode, setting aside what is no event; 3. handle; 4. send the outputs and the dead letters and wait
    for every acknowledgement; 5. commit. A kill between 4 and 5 repeats the batch; its outputs have the same ids.
    Returns the number of events handled once `until` is true.
    """
    handled = 0

    def session(dog: Watchdog, seen: Callable[[], None]) -> None:
        nonlocal handled
        with consumer(settings, group=group) as client, Producer(settings) as producer:
            client.subscribe([topic.name])
            while not until():
                dog.polling()
                records = _poll(client, GROUP_BATCH, group)
                seen()
                if not records:
                    continue
                dog.handling()
                received, dead = decoded(records)
                outputs = handle([record.event for record in received]) if received else []
                dead += _send(producer, outputs, records)
                for letter in dead:
                    producer.send(DEAD_LETTERS, letter)
                producer.flush()
                _commit(client, records)
                handled += len(received)
                log.info("%s: %d read, %d sent, %d dead letters", group, len(records), len(outputs), len(dead))

    _ride_out(settings, group, session, until)
    return handled


def run_assigned(
    settings: Settings,
    topics: Sequence[Topic],
    offsets: Positions,
    loader: Loading[T],
    until: Until = lambda: False,
) -> None:
    """The loader's loop: every partition of the topics, from where the store says that it is.

    1. check that what the store has not loaded is still there; 2. poll; 3. have the batch decoded and made ready, in
    another process; 4. take the oldest batch that is; 5. send its dead letters; 6. handle it, which stores rows and
    positions in one transaction. What is in hand when `until` becomes true is stored, too. `idle` is called after
    every pass with the lag: how many records wait. Raises TerminalError rather than skip a record.
    """
    reached = dict(offsets)

    def session(dog: Watchdog, seen: Callable[[], None]) -> None:
        with (
            consumer(settings) as client,
            Producer(settings) as producer,
            Ahead(partial(_made, loader.make), loader.preload) as ahead,
        ):
            ids = topic_ids(settings, topics)
            assign(client, topics, ids, reached)
            while (going := not until()) or ahead:
                dog.polling()
                records = _collect(client, wait=not ahead) if going else []
                seen()
                dog.handling()
                if records:
                    ahead.add(records, _positions(records, ids))
                if ahead and (ahead.full or not records):
                    _finish(ahead.take(), producer, loader, reached)
                if going:
                    loader.idle(ahead.records + _lag(client, exact=not records))

    _ride_out(settings, "loader", session, until)


def _made(make: Callable[[list[Received], list[DeadLetter]], T], records: list[Record]) -> tuple[list[DeadLetter], T]:
    """In a worker: the dead letters of a batch, and what the loader makes of it."""
    received, dead = decoded(records)
    return dead, make(received, dead)


def _finish(
    taken: InHand[tuple[list[DeadLetter], T]], producer: Producer, loader: Loading[T], reached: Positions
) -> None:
    dead, made = taken.made.result()
    for letter in dead:
        if letter.topic != DEAD_LETTERS.name:  # else a bad letter would breed letters
            producer.send(DEAD_LETTERS, letter)
    producer.flush()
    loader.handle(Batch(taken.records, taken.positions, made))
    reached.update(taken.positions)


def _ride_out(
    settings: Settings, name: str, session: Callable[[Watchdog, Callable[[], None]], None], until: Until
) -> None:
    """Run a session; one that the broker's absence ended is followed by another, from what was committed or stored."""
    last_seen = time.monotonic()

    def seen() -> None:
        nonlocal last_seen
        last_seen = time.monotonic()

    with in_words(settings), Watchdog(name) as dog:
        while not until():
            dog.polling()
            try:
                session(dog, seen)
            except (RetriableError, TransientError) as error:
                if time.monotonic() - last_seen > PATIENCE_SECONDS:
                    raise
                log.warning("%s starts again from what is committed: %s", name, error)
                time.sleep(RETRY_SECONDS)


def _poll(client: Any, most: int, who: str, timeout_ms: int = POLL_MS) -> list[Record]:
    try:
        polled = client.poll(timeout_ms=timeout_ms, max_records=most)
    except NoOffsetForPartitionError:
        _start_fresh(client)
        return []
    except OffsetOutOfRangeError as error:
        raise TerminalError(
            f"{who} wants records that Kafka no longer has, or not yet: {error}. Retention removed them, or the "
            f"log was cut. To go on with what there is: `sitrep offsets reset`; then replay the days from the "
            "landing zone."
        ) from error
    return [record for records in polled.values() for record in records]


def _start_fresh(client: Any) -> None:
    """A group's first start: whatever has no committed offset is read from its beginning."""
    fresh = [partition for partition in client.assignment() if client.committed(partition) is None]
    client.seek_to_beginning(*fresh)


def _collect(client: Any, *, wait: bool) -> list[Record]:
    records = _poll(client, LOAD_BATCH, "The loader", POLL_MS if wait else 0)
    deadline = time.monotonic() + COLLECT_SECONDS
    while records and len(records) < LOAD_BATCH and time.monotonic() < deadline:
        records += _poll(client, LOAD_BATCH - len(records), "The loader", int(COLLECT_SECONDS * 1000 / 5))
    return records


def decoded(records: list[Record]) -> tuple[list[Received], list[DeadLetter]]:
    """The events of the records, and a dead letter of each that is none. It may quote its record, so no log has it."""
    received, dead = [], []
    for record in filterfalse(is_tombstone, records):  # what one asks for is done by whoever keeps anything
        try:
            received.append(decode(record))
        except Undecodable as fault:
            dead.append(dead_letter(record, fault, datetime.now(UTC)))
            log.warning("dead letter: %s/%d/%d: %s", record.topic, record.partition, record.offset, fault.reason)
    return received, dead


def _send(producer: Producer, outputs: Outputs, records: list[Record]) -> list[DeadLetter]:
    """Send the outputs; an input whose output is too large to send becomes a dead letter."""
    too_large: dict[str, str] = {}
    for topic, event in outputs:
        try:
            producer.send(topic, event)
        except TooLarge as error:
            too_large[topic.subject(event) or ""] = str(error)
    if not too_large:
        return []
    now = datetime.now(UTC)
    faults = [(record, too_large.get(_event_id(record))) for record in records]
    return [dead_letter(record, Undecodable("too_large", fault), now) for record, fault in faults if fault]


def _event_id(record: Record) -> str:
    try:
        return str(decode(record).event.event_id)
    except Undecodable:
        return ""


def _commit(client: Any, records: list[Record]) -> None:
    ends = {TopicPartition(r.topic, r.partition): OffsetAndMetadata(r.offset + 1, "", -1) for r in records}
    try:
        client.commit(ends)
    except CommitFailedError:
        log.warning(
            "the group took a partition away during the batch; whoever has it now repeats it under the same ids"
        )


def _positions(records: list[Record], ids: dict[str, str]) -> Positions:
    return {(r.topic, r.partition): Position(r.offset + 1, ids[r.topic]) for r in records}


def _lag(client: Any, *, exact: bool) -> int:
    """Records that wait, on all partitions. Exact asks the broker; else it is what the last fetches told."""
    partitions = client.assignment()
    ends = client.end_offsets(partitions) if exact else {p: client.highwater(p) for p in partitions}
    waiting = 0
    for partition in partitions:
        position, end = client.position(partition), ends[partition]
        waiting += 1 if end is None else max(0, end - position)  # not known: say that something may wait
    return waiting
