"""What tests of several stages share: one embedded Kafka for the whole run, its settings, an empty snapshot."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline import topics
from pipeline.broker import EmbeddedKafka
from pipeline.settings import Settings
from pipeline.store import Snapshot, Store, open_snapshot
from pipeline.topics.cluster import admin


def free_port_pair() -> int:
    """A port that is free together with the next one, below the range from which clients get theirs."""
    first_try = 19092 + 2 * (os.getpid() % 4000)  # two runs side by side do not go for the same pair
    for port in range(first_try, 32000, 2):
        try:
            with socket.socket() as first, socket.socket() as second:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
                return port
        except OSError:
            continue
    raise RuntimeError("no free pair of ports between 19092 and 32000")


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedKafka]:
    """The Kafka of this test run."""
    settings = Settings(home=tmp_path_factory.mktemp("kafka"), kafka_port=free_port_pair())
    with EmbeddedKafka(settings) as running:
        yield running


@pytest.fixture
def settings(kafka: EmbeddedKafka, tmp_path: Path) -> Settings:
    """Settings with an empty home folder and empty topics on the Kafka of this run."""
    fresh = Settings(home=tmp_path, kafka_port=kafka.settings.kafka_port)
    empty_topics(fresh)
    return fresh


@pytest.fixture(scope="session")
def empty_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """An empty store as an analyst sees it: its snapshot, locked down."""
    home = tmp_path_factory.mktemp("empty")
    with Store(home / "live.duckdb") as store:
        store.publish_snapshot(home / "snapshot.duckdb")
    with open_snapshot(home / "snapshot.duckdb", untrusted=True) as opened:
        yield opened


def empty_topics(settings: Settings) -> None:
    """Make every topic anew."""
    with admin(settings) as client:
        there = [t["name"] for t in client.describe_topics([t.name for t in topics.ALL]) if not t["error_code"]]
        if there:
            client.delete_topics(there)
    topics.create(settings)


@pytest.fixture
def own_kafka(tmp_path: Path) -> Iterator[Callable[[], EmbeddedKafka]]:
    """Makes a Kafka for one test that will break it; whatever is left of it is stopped."""
    made: list[EmbeddedKafka] = []

    def make() -> EmbeddedKafka:
        made.append(EmbeddedKafka(Settings(home=tmp_path / f"broken-{len(made)}", kafka_port=free_port_pair())))
        return made[-1]

    yield make
    for each in made:
        each.stop()
