"""The live database: rows and offsets move together, a redelivery changes nothing, the lock is kept."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline import topics
from pipeline.models import Hedge, Part, Position, Relation, Target, stable_id
from pipeline.store import Load, Store, open_snapshot
from pipeline.topics import Received
from pipeline.validate import validate_totals
from tests.topics.examples import article, as_received, enriched, example, outcome

HERE = ("articles.enriched.v1", 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "live" / "sitrep.duckdb") as opened:
        yield opened


def found(number: int, rules_version: str = "1", **where: int) -> Received:
    return as_received(topics.ENRICHED, enriched(article(number), rules_version), **where)


def count(store: Store, table: str) -> int:
    row = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 -- a table of this test
    return int(row[0]) if row else 0


def test_every_list_of_an_enriched_event_becomes_rows_with_the_same_names(store: Store) -> None:
    event = example(topics.ENRICHED)
    claim = replace(event.findings.claims[0], parts=[Part(1.0, 2.0, "women")], relayed_by=["TASS"], start="2023-01-01")
    place = replace(event.findings.places[0], relation=Relation("offset", 12_000.0, 270.0))
    hedge = Hedge("probably", 0, 8, "PHIA", "likely or probably", 55, 75, None, Target(9, 12))
    event = replace(event, findings=replace(event.findings, claims=[claim], places=[place], hedges=[hedge]))
    store.load(Load(passed=[as_received(topics.ENRICHED, event)]), {})
    row = store.connection.execute(
        'SELECT c.low, c.high, c.start, c.parts[1]."of", c.relayed_by, p.relation.bearing, h.target_start, a.text '
        "FROM claims c JOIN places p USING (ce_id) JOIN hedges h USING (ce_id) JOIN articles a USING (ce_id)"
    ).fetchone()
    assert row == (63.0, None, date(2023, 1, 1), "women", ["TASS"], 270.0, 9, event.event.article.text)
    assert (
        count(store, "mentions") == count(store, "entities") == count(store, "blocks") == count(store, "removed") == 1
    )


def test_a_text_with_a_null_character_is_stored_as_it_is(store: Store) -> None:
    base = article(1)
    event = enriched(replace(base, article=replace(base.article, text="one\0two 'three' \"four\" \u202e")))
    store.load(Load(passed=[as_received(topics.ENRICHED, event)]), {})
    assert store.connection.execute("SELECT text FROM articles").fetchone() == (event.event.article.text,)


def test_rows_and_offsets_are_one_transaction(store: Store) -> None:
    bad = enriched(article(2))
    broken = Received("articles.enriched.v1", 0, 1, datetime.now(UTC), "id", replace(bad, rules_version=None), b"")
    store.load(Load(passed=[found(1)]), {HERE: Position(1, "t")})
    with pytest.raises(duckdb.Error):
        store.load(Load(passed=[found(3), broken]), {HERE: Position(3, "t")})
    assert count(store, "articles") == 1
    assert store.offsets() == {HERE: Position(1, "t")}


def test_a_redelivery_changes_nothing(store: Store) -> None:
    event = article(1)
    load = Load(
        passed=[found(1), found(1, offset=1)],
        failed=[(found(2), ["too short"])],
        others=[
            as_received(topics.FETCHES, outcome(event)),
            as_received(topics.DEAD_LETTERS, example(topics.DEAD_LETTERS)),
            as_received(topics.DIGESTS, example(topics.DIGESTS)),
        ],
    )
    store.load(load, {HERE: Position(2, "t")})
    tables = ["articles", "blocks", "fetches", "digests", "dead_letters", "quarantine", "entities"]
    before = {table: store.connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables}
    assert {table: len(rows) for table, rows in before.items()} == dict.fromkeys(tables, 1) | {"entities": 0}
    again = store.load(load, {HERE: Position(2, "t")})
    assert again.articles == 0
    assert not again.days
    assert {table: store.connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables} == before


def test_only_what_is_not_final_is_worth_checking_again(store: Store) -> None:
    store.load(Load(passed=[found(1)], failed=[(found(2), ["too short"])]), {})
    fresh = found(3)
    assert store.unseen([found(1), found(2), fresh, found(3, offset=9)]) == [fresh]


def test_a_record_released_from_quarantine_is_stored_and_marked(store: Store) -> None:
    store.load(Load(failed=[(found(1), ["too short"])]), {})
    released = replace(found(1, offset=5), replayed=True)
    assert store.unseen([released]) == [released]
    store.load(Load(passed=[released]), {})
    store.load(Load(passed=[released]), {})
    assert count(store, "articles") == 1
    assert store.connection.execute("SELECT released_at IS NOT NULL FROM quarantine").fetchall() == [(True,)]


def test_a_replayed_dead_letter_keeps_its_row_and_its_first_moment(store: Store) -> None:
    letter = example(topics.DEAD_LETTERS)
    moment = datetime(2023, 2, 1, tzinfo=UTC)
    store.load(Load(dead=[letter]), {})
    store.load(Load(dead=[replace(letter, replayed_at=moment, dead_at=moment)]), {})
    store.load(Load(dead=[letter]), {})
    assert store.connection.execute("SELECT dead_at, replayed_at FROM dead_letters").fetchall() == [
        (letter.dead_at, moment)
    ]


def test_new_rules_supersede_in_the_views_and_keep_the_old_rows(store: Store) -> None:
    store.load(Load(passed=[found(1)]), {})
    store.load(Load(passed=[found(1, "2", timestamp=1_672_800_000_000)]), {})
    assert count(store, "articles") == 2
    assert store.connection.execute("SELECT rules_version FROM current_articles").fetchall() == [("2",)]


def test_the_revision_seen_last_is_the_current_one_whatever_order_records_come_in(store: Store) -> None:
    first, second = article(1, 0), article(1, 1)
    later = replace(second, fetched_at=datetime(2023, 1, 3, tzinfo=UTC))
    back = replace(outcome(first), outcome="unchanged", fetched_at=datetime(2023, 1, 4, tzinfo=UTC))
    records = [as_received(topics.ENRICHED, enriched(each)) for each in (later, first)]
    store.load(Load(passed=records), {})
    assert store.connection.execute("SELECT event_id FROM current_articles").fetchall() == [(second.event_id,)]
    store.load(Load(others=[as_received(topics.FETCHES, back)]), {})
    assert store.connection.execute("SELECT event_id FROM current_articles").fetchall() == [(first.event_id,)]
    as_of = "SELECT event_id FROM articles_as_of('2023-01-03 12:00:00+00'::TIMESTAMPTZ)"
    assert store.connection.execute(as_of).fetchall() == [(second.event_id,)]


def test_the_totals_balance_only_when_every_published_event_has_its_one_state(store: Store) -> None:
    events = [article(number) for number in range(4)]
    letter = replace(example(topics.DEAD_LETTERS), event_id=events[3].event_id)
    outcomes = [as_received(topics.FETCHES, outcome(event)) for event in events]
    totals = (
        "SELECT events_stored, events_quarantined, events_dead_lettered, events_pending, balanced FROM reconciliation"
    )
    store.load(Load(passed=[found(0)], failed=[(found(1), ["x"])], others=outcomes, dead=[letter]), {})
    assert store.connection.execute(totals).fetchall() == [(1, 1, 1, 1, False)]
    store.load(Load(passed=[found(2)]), {})
    assert store.connection.execute(totals).fetchall() == [(2, 1, 1, 0, True)]


def test_a_second_loader_is_refused_in_words_and_the_lock_survives_a_snapshot(store: Store, tmp_path: Path) -> None:
    """Row 6: what opened and closed the file within the loader's own process would drop the lock unseen."""
    store.publish_snapshot(tmp_path / "snapshot.duckdb")
    with open_snapshot(tmp_path / "snapshot.duckdb"):
        pass
    program = f"from pathlib import Path; from pipeline.store import Store; Store(Path({str(store.path)!r}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode != 0
    assert "another loader runs" in done.stderr


def test_the_test_of_the_lock_would_notice_a_dropped_one(store: Store) -> None:
    """Reading the live file inside the loader's process is exactly what must never happen."""
    shutil.copyfile(store.path, store.path.with_suffix(".copy"))
    program = f"import duckdb; duckdb.connect({str(store.path)!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0


def test_a_snapshot_knows_its_age_and_offsets_and_does_not_change_under_its_reader(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "snapshot.duckdb"
    store.load(Load(passed=[found(1)]), {HERE: Position(1, "t")})
    store.publish_snapshot(path)
    with open_snapshot(path) as old:
        store.load(Load(passed=[found(2)]), {HERE: Position(2, "t")})
        store.publish_snapshot(path)
        with open_snapshot(path) as new:
            assert (old.offsets()[HERE].next_offset, new.offsets()[HERE].next_offset) == (1, 2)
            assert old.snapshot_id != new.snapshot_id
            assert 0 <= new.age.total_seconds() < 60
            assert new.final([article(1).event_id, article(2).event_id, stable_id("x")]) == {
                article(1).event_id,
                article(2).event_id,
            }
            assert len(old.connection.execute("FROM current_articles").fetchall()) == 1


def test_a_snapshot_can_be_read_by_duckdb_1_4(store: Store, tmp_path: Path) -> None:
    store.load(Load(passed=[found(1)]), {})
    store.publish_snapshot(tmp_path / "s.duckdb")
    with open_snapshot(tmp_path / "s.duckdb") as snapshot:
        (tags,) = snapshot.connection.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name='sitrep'"
        ).fetchone()
    assert tags["storage_version"].startswith("v1.4.0")


FULL_DISK = """
import resource, sys
from pathlib import Path
from pipeline.models import Position
from pipeline.store import Load, Store
from tests.store.test_store import HERE, found
store = Store(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
for batch in range(1000):
    store.load(Load(passed=[found(batch * 100 + n) for n in range(100)]), {HERE: Position(batch + 1, "t")})
    print(batch + 1, flush=True)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no limit on file sizes")
def test_on_a_full_disk_the_loader_stops_and_every_acknowledged_row_is_there_after_a_restart(tmp_path: Path) -> None:
    """Row 8: the limit makes every write beyond it fail, as a full disk does."""
    path = tmp_path / "live.duckdb"
    Store(path).close()
    limit = str(path.stat().st_size + 1_000_000)
    command = [sys.executable, "-c", FULL_DISK, str(path), limit]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    acknowledged = int(done.stdout.split()[-1])
    assert done.returncode != 0
    assert 0 < acknowledged < 1000
    with Store(path) as store:
        stored = sum(position.next_offset for position in store.offsets().values())
        assert stored >= acknowledged
        assert count(store, "articles") == stored * 100


def test_a_running_total_is_compared_with_the_one_before_it_in_its_series(store: Store) -> None:
    base = example(topics.ENRICHED)
    records = []
    for day, figure in (("2023-01-02", 107_440.0), ("2023-01-03", 108_190.0), ("2023-01-04", 90_000.0)):
        claim = replace(
            base.findings.claims[0],
            **{"measure": "losses", "low": figure, "high": figure, "approx": None, "cumulative": True, "place": None},
            **{"start": "2022-02-24", "end": day, "stated_on": day, "speaker": "General Staff"},
        )
        event = enriched(article(int(figure), day=day))
        records.append(as_received(topics.ENRICHED, replace(event, findings=replace(event.findings, claims=[claim]))))
    store.load(Load(passed=records), {})
    assert [(total["figure"], total["before"]) for total in store.running_totals()] == [
        (107_440.0, None),
        (108_190.0, 107_440.0),
        (90_000.0, 108_190.0),
    ]
    for _ in range(2):
        store.record(validate_totals(store.running_totals()))
    assert store.connection.execute("SELECT suite, checked, failed FROM quality").fetchall() == [("totals", 3, 1)]
