"""A pipeline of processes under test: workers and a loader that can be started, killed and waited for."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kafka import TopicPartition
from rich.progress import Progress

from pipeline.broker.clients import Producer, consumer
from pipeline.errors import TransientError
from pipeline.settings import ROOT, Settings
from pipeline.store import open_snapshot
from pipeline.topics import Topic

# The short form of a test runs with every change, the long one with `make soak`.
LONG = os.environ.get("TEST_SOAK") == "1"
# What one transaction writes besides rows, and when things were done; everything else must be equal.
MOMENTS = "snapshot_info", "loads", "progress", "migrations", "quality"


class Process:
    """One consumer process; its output is kept for the message of a failing test."""

    def __init__(self, role: str, settings: Settings, **environment: str) -> None:
        self.role = role
        self.log = settings.home / f"{role}-{time.monotonic_ns()}.log"
        settings.home.mkdir(parents=True, exist_ok=True)
        given = {name.removeprefix("test_").upper(): value for name, value in environment.items()}
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.broker.consumers", role],
                cwd=ROOT,
                env=os.environ
                | {"SITREP_HOME": str(settings.home), "SITREP_KAFKA_PORT": str(settings.kafka_port)}
                | {"SITREP_SNAPSHOT_SECONDS": str(settings.snapshot_seconds)}
                | {f"TEST_{name}": value for name, value in given.items()},
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self, seconds: float = 30) -> int | None:
        """SIGTERM, and its exit status; None if it still runs after so many seconds."""
        self.process.terminate()
        return self.ended(seconds)

    def ended(self, seconds: float) -> int | None:
        """Its exit status; None if it still runs after so many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.returncode

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")


@contextmanager
def running(*roles: str, settings: Settings, **environment: str) -> Iterator[list[Process]]:
    """The processes; what is left of them is ended, or killed if it does not end."""
    processes = [Process(role, settings, **environment) for role in roles]
    try:
        yield processes
    finally:
        for process in processes:
            process.process.terminate()
        for process in processes:
            if process.ended(15) is None:
                process.kill()


@contextmanager
def shown(what: str, total: float) -> Iterator[Callable[[float], None]]:
    """Progress on the screen, in the long form, which takes minutes. Yields what says how far it is."""
    with Progress(disable=not LONG) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)


def wait_for(what: Callable[[], bool], seconds: float, why: Callable[[], str] = lambda: "") -> None:
    """Poll until it is true. Raises AssertionError with `why` when time is up."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, f"not true after {seconds} s: {why()}"
        time.sleep(0.2)  # a look opens a snapshot, and the cores belong to what is looked at


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """Rows of a query to the snapshot; none while there is no snapshot."""
    try:
        with open_snapshot(settings.snapshot) as snapshot:
            return snapshot.connection.execute(query).fetchall()
    except TransientError:
        return []


def counted(settings: Settings, table: str) -> int:
    """Rows of a table of the snapshot."""
    rows = ask(settings, f"SELECT count(*) FROM {table}")  # noqa: S608 -- the tables of this test
    return rows[0][0] if rows else 0


def finals(settings: Settings) -> int:
    """Records in a final state: stored, quarantined or dead."""
    tables = ("articles", "quarantine", "dead_letters")
    return sum(row[0] for row in ask(settings, " UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in tables)))  # noqa: S608


def table_hashes(path: Path) -> dict[str, str]:
    """A hash of the rows of every table, in whatever order they lie; not of when things were done."""
    with open_snapshot(path) as snapshot:
        tables = [row[0] for row in snapshot.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            table: hashlib.sha256(
                repr(sorted(map(repr, snapshot.connection.execute(f"FROM {table}").fetchall()))).encode()
            ).hexdigest()
            for table in tables
            if table not in MOMENTS
        }


def send_raw(settings: Settings, topic: Topic, records: list[tuple[bytes | None, bytes | None, list[Any]]]) -> None:
    """Send records that are no events, past every check."""
    with Producer(settings) as producer:
        futures = [
            producer._client.send(topic.name, key=key, value=value, headers=headers) for key, value, headers in records
        ]
        producer._client.flush()
        for future in futures:
            future.get(10)


def read_all(settings: Settings, topic: Topic) -> list[Any]:
    """Every record of a topic, in the order of each partition."""
    with consumer(settings) as client:
        partitions = [TopicPartition(topic.name, number) for number in client.partitions_for_topic(topic.name)]
        client.assign(partitions)
        client.seek_to_beginning(*partitions)
        ends = client.end_offsets(partitions)
        found: list[Any] = []
        while any(client.position(partition) < ends[partition] for partition in partitions):
            for records in client.poll(timeout_ms=200).values():
                found.extend(records)
        return found
