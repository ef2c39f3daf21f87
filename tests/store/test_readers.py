"""Row 11: readers see whole snapshots, never an error, and never go backwards, while the loader publishes."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import topics
from pipeline.models import Position
from pipeline.store import Load, Store
from tests.broker.streams import LONG, shown
from tests.topics.examples import article, as_received, enriched, example, outcome

SECONDS, READERS = 60 if LONG else 8, 6
BATCH = 250  # a thousand records and more in the short form, too

# Each read asks several tables in several queries: all of them must belong to the same state.
READER = """
import sys, time
from pathlib import Path
from pipeline.store import open_snapshot
path, until, last, reads = Path(sys.argv[1]), time.monotonic() + float(sys.argv[2]), -1, 0
while time.monotonic() < until:
    with open_snapshot(path, untrusted=True) as snapshot:
        offset = snapshot.offsets()[("t", 0)].next_offset
        ask = lambda query: snapshot.connection.execute(query).fetchone()[0]
        counts = {ask(f"SELECT count(*) FROM {table}") for table in ("articles", "fetches", "claims", "current_claims")}
        assert counts == {offset}, (counts, offset)
        assert ask("SELECT events_stored = $1 AND balanced FROM reconciliation".replace("$1", str(offset)))
        assert offset >= last, (offset, last)
        last, reads = offset, reads + 1
print(reads, last)
"""


@pytest.mark.long
@pytest.mark.timeout(180)
def test_six_readers_meet_no_error_nothing_inconsistent_and_nothing_backwards(tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot.duckdb"
    with Store(tmp_path / "live.duckdb") as store, shown("seconds", SECONDS) as passed:
        _load(store, 0)
        store.publish_snapshot(snapshot)
        command = [sys.executable, "-c", READER, str(snapshot), str(SECONDS)]
        readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
        batch = 0
        while any(reader.poll() is None for reader in readers):
            begun = time.monotonic()
            batch += 1
            passed(batch)
            _load(store, batch)
            store.publish_snapshot(snapshot)
            time.sleep(max(0.0, 1 - (time.monotonic() - begun)))
        told = [reader.communicate()[0].split() for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * READERS
    assert all(int(reads) > SECONDS / 2 for reads, _ in told)
    assert batch >= SECONDS / 2
    assert min(int(last) for _, last in told) > BATCH


def _load(store: Store, batch: int) -> None:
    claims = example(topics.ENRICHED).findings.claims
    events = [article(batch * BATCH + number) for number in range(BATCH)]
    found = [enriched(event) for event in events]
    full = [replace(each, findings=replace(each.findings, claims=claims)) for each in found]
    store.load(
        Load(
            passed=[as_received(topics.ENRICHED, each) for each in full],
            others=[as_received(topics.FETCHES, outcome(event)) for event in events],
        ),
        {("t", 0): Position((batch + 1) * BATCH, "id")},
    )
