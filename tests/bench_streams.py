"""`make bench`: articles per second from Kafka to a committed row, and of each step alone, without language work.

Reads nothing; writes a Kafka and a database below a temporary folder, and a table to standard output.
"""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline import topics
from pipeline.broker import Batch, EmbeddedKafka, run_assigned, send_all
from pipeline.models import EnrichedEvent
from pipeline.settings import Settings
from pipeline.store import Load, Store
from pipeline.topics import Received
from pipeline.validate import validate
from tests.conftest import free_port_pair
from tests.topics.examples import article, example

BATCH = 500


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


def consumed(settings: Settings, count: int, handle: Callable[[Batch], object]) -> float:
    """Seconds from the first poll until so many records were handled."""
    seen: list[int] = []
    begun = time.perf_counter()

    def counting(batch: Batch) -> None:
        handle(batch)
        seen.append(len(batch.received))

    run_assigned(settings, [topics.ENRICHED], {}, counting, lambda _: None, lambda: sum(seen) >= count)
    return time.perf_counter() - begun


def batches(records: list[Received]) -> list[list[Received]]:
    return [records[start : start + BATCH] for start in range(0, len(records), BATCH)]


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(count: int) -> None:
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), kafka_port=free_port_pair())
        with EmbeddedKafka(settings):
            topics.create(settings)
            send_all(settings, [(topics.ENRICHED, event(number)) for number in range(count)])
            kept: list[Received] = []
            alone = {"consume, decode, check": consumed(settings, count, lambda batch: kept.extend(batch.received))}
            validate(kept[:1])
            alone["Great Expectations"] = sum(timed(lambda part=part: validate(part)) for part in batches(kept))
            with Store(Path(folder) / "bare.duckdb") as store:
                bare = [timed(lambda part=part: store.load(Load(passed=part), {})) for part in batches(kept)]
            alone["insert"] = sum(bare)
            whole, commits = through(settings, Path(folder) / "whole.duckdb", count)
    for name, seconds in alone.items():
        sys.stdout.write(f"{name:28} {count / seconds:8.0f} articles/s alone\n")
    share = max(alone.values()) / whole
    sys.stdout.write(f"{'Kafka to commit':28} {count / whole:8.0f} articles/s, {share:.2f} of the slowest step alone\n")
    sys.stdout.write(
        f"commit of {BATCH}: p95 {p95(commits) * 1000:.0f} ms; bare insert p95 {p95(bare) * 1000:.0f} ms\n"
    )


def through(settings: Settings, path: Path, count: int) -> tuple[float, list[float]]:
    """Seconds for all records from Kafka to commit, and of each commit of BATCH."""
    commits: list[float] = []
    with Store(path) as store:

        def handle(batch: Batch) -> None:
            verdict = validate(store.unseen(batch.received))
            load = Load(verdict.passed, verdict.failed, (), batch.dead, verdict.quality)
            commits.append(timed(lambda: store.load(load, batch.positions)) * BATCH / max(len(batch.received), 1))

        return consumed(settings, count, handle), commits


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
