"""`make bench`: articles per second from Kafka to a committed row, and of each step alone, without language work.

Reads nothing; writes a Kafka and a database below a temporary folder, and a table to standard output.
"""

from __future__ import annotations

import gc
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import topics
from pipeline.broker import Batch, EmbeddedKafka, decoded, run_assigned, send_all
from pipeline.broker.clients import consumer
from pipeline.broker.loop import LOAD_BATCH
from pipeline.broker.positions import assign, topic_ids
from pipeline.jobs.consume import Loader
from pipeline.models import EnrichedEvent
from pipeline.settings import Settings
from pipeline.store import Load, Prepared, Store
from pipeline.topics import Received
from pipeline.validate import validate
from tests.conftest import free_port_pair
from tests.topics.examples import article, example

# Articles of which a commit is measured.
COMMIT = 500
# Articles that are sent at once, so that they need not all lie in memory.
CHUNK = 2000


def event(number: int) -> EnrichedEvent:
    """An article with twenty claims and sixty mentions, as a long report has them."""
    base = example(topics.ENRICHED)
    findings = replace(
        base.findings,
        claims=base.findings.claims * 20,
        mentions=base.findings.mentions * 60,
        places=base.findings.places * 20,
    )
    text = base.event.article.text + " More words follow, and then some." * 80
    found = article(number)
    return EnrichedEvent(replace(found, article=replace(found.article, text=text), blocks=[]), findings, "1")


def consumed(settings: Settings, count: int) -> Iterator[list[Received]]:
    """The records of the topic, decoded and checked, in batches as the loader takes them."""
    with consumer(settings) as client:
        assign(client, [topics.ENRICHED], topic_ids(settings, [topics.ENRICHED]), {})
        while count > 0:
            polled = client.poll(timeout_ms=500, max_records=LOAD_BATCH)
            records, _ = decoded([record for part in polled.values() for record in part])
            count -= len(records)
            yield records


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def alone(settings: Settings, folder: Path, count: int) -> dict[str, float]:
    """Seconds of each step by itself, in one process. The records of a step before it are not kept for it."""
    seconds = {"consume, decode, check": timed(lambda: [len(batch) for batch in consumed(settings, count)])}
    checks, inserts = 0.0, 0.0
    validate(next(consumed(settings, count))[:1])
    with Store(folder / "alone.duckdb") as store:
        for batch in consumed(settings, count):
            checks += timed(lambda part=batch: validate(part))
            inserts += timed(lambda part=batch: store.load(Load(passed=part), {}))
    return seconds | {"Great Expectations": checks, "insert": inserts}


class Timed(Store):
    """A store that notes how long each commit took, for COMMIT articles."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.commits: list[float] = []

    def commit(self, prepared: Prepared, positions: object) -> object:
        begun = time.perf_counter()
        loaded = super().commit(prepared, positions)
        self.commits.append((time.perf_counter() - begun) * COMMIT / max(loaded.articles, 1))
        return loaded


class Untold(Loader):
    """The loader, without snapshots."""

    done = 0

    def handle(self, batch: Batch[Prepared]) -> None:
        super().handle(batch)
        self.done += len(batch.records)

    def idle(self, lag: int) -> None:
        """Nothing is due."""


def through(settings: Settings, folder: Path, count: int) -> tuple[float, list[float]]:
    """Seconds for all records from Kafka to commit, and of each commit."""
    with Timed(folder / "whole.duckdb") as store:
        loader = Untold(settings, store)
        seconds = timed(lambda: run_assigned(settings, [topics.ENRICHED], {}, loader, lambda: loader.done >= count))
        return seconds, store.commits


def bare(settings: Settings, folder: Path) -> list[float]:
    """Seconds of each insert of COMMIT articles into a table without anything around it."""
    with Store(folder / "bare.duckdb") as store:
        parts = [batch[start : start + COMMIT] for batch in consumed(settings, 10 * COMMIT) for start in (0, COMMIT)]
        loads = [Load(passed=part) for part in parts if len(part) == COMMIT]
        return [timed(lambda load=load: store.load(load, {})) for load in loads]


def main(count: int) -> None:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(home=folder, kafka_port=free_port_pair())
        with EmbeddedKafka(settings):
            topics.create(settings)
            for start in range(0, count, CHUNK):
                send_all(settings, [(topics.ENRICHED, event(n)) for n in range(start, min(start + CHUNK, count))])
            gc.collect()
            steps = alone(settings, folder, count)
            inserts = bare(settings, folder)
            through(settings, folder / "first", COMMIT)  # starts the server of the workers, as a loader does once
            whole, commits = through(settings, folder, count)
    for step, seconds in steps.items():
        sys.stdout.write(f"{step:28} {count / seconds:8.0f} articles/s alone\n")
    share = max(steps.values()) / whole
    sys.stdout.write(f"{'Kafka to commit':28} {count / whole:8.0f} articles/s, {share:.2f} of the slowest step alone\n")
    sys.stdout.write(
        f"commit of {COMMIT}: p95 {p95(commits) * 1000:.0f} ms; bare insert p95 {p95(inserts) * 1000:.0f} ms\n"
    )


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
