"""The whole pipeline but Airflow, on the corpus and the real Kafka: every URL and record is accounted for."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from upath import UPath

from corpus.serve import CorpusServer
from pipeline.jobs import digests, ingest, look
from pipeline.landing import Landing
from pipeline.services import Service, Supervisor
from pipeline.settings import ROOT, Settings, current
from pipeline.store import final_events, open_snapshot

PATIENCE = 180.0
FIRST, SECOND = "2023-01-07T21:30:00+00:00", "2023-01-08T21:30:00+00:00"
# What a later load of the same records may change: when it happened, and where the records lay.
VOLATILE = {"ingested_at", "snapshot_id", "published_at_snapshot", "loaded_at", "quarantined_at"}
TABLES = ("articles", "blocks", "removed", "mentions", "places", "times", "hedges", "claims", "incidents", "estimates",
          "relations", "origins")  # fmt: skip


@pytest.fixture
def installation(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings with fresh topics and an empty home, for this process and those it starts; the corpus is served."""
    with CorpusServer(0, FIRST[:10]) as server:
        monkeypatch.setenv("SITREP_HOME", str(settings.home))
        monkeypatch.setenv("SITREP_KAFKA_PORT", str(settings.kafka_port))
        monkeypatch.setenv("SITREP_SOURCES", str(ROOT / "corpus" / "sources.toml"))
        monkeypatch.setenv("SITREP_CORPUS_PORT", str(server.port))
        monkeypatch.setenv("SITREP_SNAPSHOT_SECONDS", "1")
        current.cache_clear()
        yield current()
    current.cache_clear()


def consumers(settings: Settings, workers: int = 2) -> Supervisor:
    command = [sys.executable, "-m", "pipeline", "consume"]
    plan = [Service(f"enrich-{number}", [*command, "enrich"]) for number in range(workers)]
    return Supervisor([*plan, Service("store", [*command, "store"])], settings.home)


def publish_all(run_id: str, now: str) -> set[str]:
    """One ingest run over all sources; the event ids that it published."""
    run = ingest.run_of(ingest.begin(run_id, now, None, None))
    for source in ingest.choose():
        ingest.read_source(source.name, run)
    manifests = Landing(UPath(current().landing_url)).load_manifests(run_id)
    return {event for manifest in manifests.values() for event in manifest["events"]}


def wait_final(supervisor: Supervisor, settings: Settings, events: set[str], kill: random.Random | None = None) -> int:
    """Waits until all events are in the snapshot; meanwhile kills a consumer now and then. Returns the kills."""
    deadline, kills, next_kill = time.monotonic() + PATIENCE, 0, time.monotonic() + 2
    while not events <= final_events(settings.snapshot, events):
        assert time.monotonic() < deadline, f"waited in vain; see {settings.home / 'logs'}"
        supervisor.tick()
        if kill is not None and kills < 4 and time.monotonic() > next_kill:
            victim = kill.choice([child for child in supervisor.children if child.state.pid])
            os.kill(victim.state.pid, signal.SIGKILL)  # type: ignore[arg-type]
            kills, next_kill = kills + 1, time.monotonic() + 1.5
        time.sleep(0.1)
    return kills


def fingerprint(settings: Settings) -> dict[str, Any]:
    """Per table: how many rows, and a hash of them that does not depend on their order."""
    with open_snapshot(settings.snapshot) as snapshot:
        found = {}
        for table in TABLES:
            names = [row[0] for row in snapshot.connection.execute(f"DESCRIBE {table}").fetchall()]
            kept = ", ".join(f'"{name}"' for name in names if name not in VOLATILE)
            query = f"SELECT count(*), bit_xor(hash(({kept}))) FROM {table}"  # noqa: S608 -- our own table names
            found[table] = snapshot.connection.execute(query).fetchone()
        return found


@pytest.mark.services
def test_killed_consumers_lose_nothing_and_double_nothing(installation: Settings) -> None:
    events = publish_all("first", FIRST)
    with consumers(installation) as supervisor:
        supervisor.start()
        kills = wait_final(supervisor, installation, events, random.Random(7))
    assert kills >= 1, "nothing was killed, so nothing was shown"
    totals = look.reconciliation(installation)
    assert totals["balanced"]
    assert totals["events_published"] == totals["events_stored"] == len(events)
    with open_snapshot(installation.snapshot) as snapshot:
        doubles = snapshot.connection.execute(
            "SELECT ce_id FROM articles GROUP BY ce_id HAVING count(*) > 1"
        ).fetchall()
    assert doubles == []


@pytest.mark.services
def test_the_corpus_end_to_end(installation: Settings) -> None:
    """Totals balance, a second run changes nothing, corrections are revisions, and the disagreement stands."""
    with consumers(installation, workers=1) as supervisor:
        supervisor.start()
        events = publish_all("first", FIRST)
        wait_final(supervisor, installation, events)
        first = fingerprint(installation)
        assert publish_all("again", FIRST) == set(), "nothing has changed, so nothing is published"
        totals = look.reconciliation(installation)
        assert totals["balanced"], totals
        assert fingerprint(installation) == first
    assert first["articles"][0] == len(events)
    report = digests.render(installation, date(2023, 1, 3), "md")
    assert "63" in report
    assert "400" in report
