"""Parquet beside the snapshot: a file per table and day, the same rows, names and comments, written if they changed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline import topics
from pipeline.errors import TerminalError
from pipeline.models import Part, Relation
from pipeline.relate import relate
from pipeline.store import Load, Store
from pipeline.store.parquet import TABLES, UNDATED, export
from pipeline.topics import Received
from tests.topics.examples import article, as_received, enriched, example, outcome

DAYS = ("2023-01-02", "2023-01-03")


def found(number: int, day: str, rules_version: str = "1") -> Received:
    """An enriched event of that day with something in every list."""
    base = example(topics.ENRICHED).findings
    place = replace(base.places[0], relation=Relation("offset", 12_000.0, 270.0))
    claim = replace(base.claims[0], parts=[Part(1.0, 2.0, "women")], relayed_by=["TASS"])
    event = enriched(article(number, day=day), rules_version)
    return as_received(
        topics.ENRICHED, replace(event, findings=replace(base, places=[place], claims=[claim])), offset=number
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two days with rows in every table."""
    with Store(tmp_path / "live" / "sitrep.duckdb") as opened:
        opened.load(
            Load(
                passed=[found(1, DAYS[0]), found(2, DAYS[0]), found(3, DAYS[1])],
                failed=[(found(4, DAYS[1]), ["too short"])],
                others=[
                    as_received(topics.FETCHES, outcome(article(1))),
                    as_received(topics.DIGESTS, example(topics.DIGESTS)),
                    as_received(topics.DEAD_LETTERS, example(topics.DEAD_LETTERS)),
                ],
            ),
            {},
        )
        relate(opened.connection, None)
        yield opened


def files(folder: Path) -> dict[str, int]:
    """Every file and its inode: a file that was written again has another."""
    return {str(path.relative_to(folder)): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return sorted(connection.execute(query).fetchall(), key=repr)


def test_every_table_reads_as_it_does_in_the_snapshot_in_duckdb_and_in_pyarrow(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    assert export(store.connection, folder).complete
    written = {path.parent.name for path in folder.rglob("*.parquet")}
    assert {"articles", "claims", "current_claims", "fetches", "quarantine", "entities", "digests"} <= written
    with duckdb.connect() as other:
        other.execute("SET TimeZone = 'UTC'")
        for table in sorted(written):
            there = f"read_parquet('{folder}/{table}/*.parquet')"
            names = "SELECT column_name FROM (DESCRIBE FROM {})"
            assert rows(other, names.format(there)) == rows(store.connection, names.format(table)), table
            assert rows(other, f"FROM {there}") == rows(store.connection, f"FROM {table}"), table
            assert pq.read_table(folder / table).num_rows == len(rows(store.connection, f"FROM {table}")), table
    claims = pq.read_table(folder / "claims" / f"{DAYS[0]}.parquet").to_pylist()
    assert [(claim["low"], claim["relayed_by"], claim["parts"][0]["of"]) for claim in claims] == [
        (63.0, ["TASS"], "women")
    ] * 2
    assert {claim["published_on"].isoformat() for claim in claims} == {DAYS[0]}


def test_every_table_but_the_bookkeeping_is_written(store: Store) -> None:
    bookkeeping = {"loads", "migrations", "snapshot_info", "signatures", "readings", "progress"}
    query = "SELECT table_name FROM duckdb_tables() WHERE NOT temporary"
    tables = {name for (name,) in store.connection.execute(query).fetchall()}
    assert tables - bookkeeping <= set(TABLES)


def test_a_file_carries_the_comments_of_its_table_and_columns(store: Store, tmp_path: Path) -> None:
    export(store.connection, tmp_path)
    for name in ("articles", "current_claims"):
        told = pq.read_schema(tmp_path / name / f"{DAYS[0]}.parquet").metadata
        assert len(told[b"comment"]) > 20
        columns = json.loads(told[b"columns"])
        assert list(columns) == pq.read_schema(tmp_path / name / f"{DAYS[0]}.parquet").names
        assert all(columns.values())


def test_only_the_files_of_days_that_changed_are_written_again(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "parquet"
    assert export(store.connection, folder).written > 20
    before = files(folder)
    assert (export(store.connection, folder).written, files(folder)) == (0, before)
    store.load(Load(passed=[found(9, DAYS[1])]), {})
    export(store.connection, folder)
    again = {name for name, inode in files(folder).items() if before.get(name) != inode}
    assert {Path(name).name for name in again} <= {f"{DAYS[1]}.parquet", f"{UNDATED}.parquet", "days.json"}
    assert f"claims/{DAYS[1]}.parquet" in again
    store.load(Load(passed=[found(1, DAYS[0], "2")]), {})  # new rules supersede what stood
    export(store.connection, folder)
    standing = pq.read_table(folder / "current_articles" / f"{DAYS[0]}.parquet").to_pylist()
    assert sorted(row["rules_version"] for row in standing) == ["1", "2"]


def test_a_release_from_quarantine_and_a_replay_are_seen_although_no_row_came(store: Store, tmp_path: Path) -> None:
    export(store.connection, tmp_path)
    moment = datetime(2023, 2, 1, tzinfo=UTC)
    store.connection.execute("UPDATE quarantine SET released_at = ?", [moment])
    store.connection.execute("UPDATE dead_letters SET replayed_at = ?", [moment])
    assert export(store.connection, tmp_path).written == 2
    assert pq.read_table(tmp_path / "quarantine").to_pylist()[0]["released_at"] == moment


def test_a_day_without_rows_has_no_file(store: Store, tmp_path: Path) -> None:
    """So a takedown reaches the files: whatever removes rows, the next export removes them here."""
    export(store.connection, tmp_path)
    for table in ("articles", "claims", "mentions", "places", "times", "hedges", "blocks", "incidents", "estimates"):
        store.connection.execute(f"DELETE FROM {table} WHERE published_on = '{DAYS[0]}'")  # noqa: S608
    assert export(store.connection, tmp_path).removed > 5
    assert not list(tmp_path.glob(f"c*/{DAYS[0]}.parquet"))
    assert (tmp_path / "claims" / f"{DAYS[1]}.parquet").exists()


def test_an_export_that_runs_out_of_time_goes_on_where_it_stopped_newest_day_first(
    store: Store, tmp_path: Path
) -> None:
    steps = []
    while not export(store.connection, tmp_path, budget=0).complete:
        steps.append({path.stem for path in tmp_path.glob("*/*.parquet")})
    assert len(steps) > 10
    first_of_the_older = next(n for n, days in enumerate(steps) if DAYS[0] in days)
    assert DAYS[1] in steps[first_of_the_older - 1]
    assert export(store.connection, tmp_path).written == 0
    assert pq.read_table(tmp_path / "articles").num_rows == 3


def test_a_changed_schema_has_every_day_written_anew(store: Store, tmp_path: Path) -> None:
    written = export(store.connection, tmp_path).written
    store.connection.execute("INSERT INTO migrations VALUES (999, 'later.sql', 'hash', now())")
    assert export(store.connection, tmp_path).written == written


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.store import Store
from pipeline.store.parquet import export
left, whole = int(sys.argv[3]), os.fsync
def fsync(number):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    whole(number)
os.fsync = fsync
with Store(Path(sys.argv[1])) as store:
    export(store.connection, Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", [1, 7, 20])
def test_a_kill_in_the_midst_leaves_whole_files_and_the_next_export_completes_them(
    store: Store, tmp_path: Path, step: int
) -> None:
    """The kill comes before a file is swapped in, or before `days.json` is."""
    folder = tmp_path / "parquet"
    store.close()
    command = [sys.executable, "-c", KILLED, str(store.path), str(folder), str(step)]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL
    for path in folder.rglob("*.parquet"):
        assert pq.read_table(path).num_rows
    with Store(store.path) as again:
        assert export(again.connection, folder).complete
        for path in folder.iterdir():
            if path.is_dir():
                found = again.connection.execute(f"SELECT count(*) FROM {path.name}").fetchone()  # noqa: S608
                assert found == (pq.read_table(path).num_rows,)
        assert not list(folder.rglob("*.part"))


def test_what_cannot_be_written_stops_in_words_and_leaves_no_torn_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("a file where the folder belongs")
    with pytest.raises(TerminalError, match=r"articles/.*cannot be written.*SITREP_PARQUET=false"):
        export(store.connection, tmp_path)
    assert not list(tmp_path.rglob("*.part"))
    (tmp_path / "articles").unlink()
    export(store.connection, tmp_path)
    assert pq.read_table(tmp_path / "articles").num_rows == 3
