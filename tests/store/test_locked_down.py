"""SQL that anybody wrote reaches the snapshot and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import TerminalError, TransientError
from pipeline.settings import ROOT
from pipeline.store import Snapshot, Store, open_snapshot

ESCAPES = {
    "read a file as text": "SELECT * FROM read_text('{secret}')",
    "read a file as a table": "SELECT * FROM read_csv('{secret}')",
    "name a file as a table": "SELECT * FROM '{secret}'",
    "list a folder": "SELECT * FROM glob('{folder}/*')",
    "write a file": "COPY (SELECT 1) TO '{folder}/out.csv'",
    "export everything": "EXPORT DATABASE '{folder}/out'",
    "attach another database": "ATTACH '{folder}/other.duckdb' AS other",
    "attach the live database": "ATTACH '{folder}/live.duckdb' AS live",
    "attach the snapshot for writing": "ATTACH '{folder}/snapshot.duckdb' AS again",
    "load an extension": "INSTALL httpfs",
    "load an extension from a file": "LOAD '{folder}/evil.duckdb_extension'",
    "lift the lock": "SET enable_external_access = true",
    "lift the lock on settings": "SET lock_configuration = false",
    "lift it another way": "PRAGMA enable_external_access = true",
    "take more memory": "SET memory_limit = '100GB'",
    "spill to a folder": "SET temp_directory = '{folder}'",
    "change the snapshot": "DELETE FROM articles",
    "add to the snapshot": "CREATE TABLE sitrep.main.mine (i INTEGER)",
    "drop from the snapshot": "DROP VIEW current_articles",
    "keep a secret": "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 't')",
    "read a file as bytes": "SELECT * FROM read_blob('{secret}')",
    "guess at a file": "SELECT * FROM sniff_csv('{secret}')",
    "read the environment": "SELECT * FROM read_text('/proc/self/environ')",
    "read a Parquet file": "SELECT * FROM parquet_metadata('{folder}/some.parquet')",
    "read a file behind a harmless query": "SELECT 1; SELECT * FROM read_text('{secret}')",
    "read a file within a macro": "CREATE MACRO peek() AS TABLE SELECT * FROM read_text('{secret}'); FROM peek()",
    "load a whole database": "IMPORT DATABASE '{folder}'",
    "write through a view": "INSERT INTO current_articles SELECT * FROM current_articles",
    "read over the network": "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    with Store(tmp_path / "live.duckdb") as store:
        store.publish_snapshot(tmp_path / "snapshot.duckdb")
    return tmp_path


@pytest.fixture
def locked(folder: Path) -> Iterator[Snapshot]:
    with open_snapshot(folder / "snapshot.duckdb", untrusted=True) as snapshot:
        yield snapshot


@pytest.mark.parametrize("attempt", ESCAPES)
def test_an_escape_is_refused_and_leaves_no_trace(locked: Snapshot, folder: Path, attempt: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(TerminalError):
        locked.ask(ESCAPES[attempt].format(secret=folder / "secret.csv", folder=folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_the_command_itself_refuses_with_status_1_and_says_why(folder: Path) -> None:
    given = os.environ | {"SITREP_HOME": str(folder)}
    for attempt in ("read a file as text", "attach the live database", "lift the lock"):
        query = ESCAPES[attempt].format(secret=folder / "secret.csv", folder=folder)
        command = [sys.executable, "-m", "pipeline", "sql", query]
        done = subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("sitrep: ")
        assert "Traceback" not in done.stderr


def test_after_every_attempt_the_snapshot_still_answers(locked: Snapshot, folder: Path) -> None:
    for attempt in ESCAPES.values():
        with pytest.raises(TerminalError):
            locked.ask(attempt.format(secret=folder / "secret.csv", folder=folder))
    assert locked.ask("SELECT count(*) AS n FROM current_articles") == (["n"], [(0,)])


def test_a_query_that_wants_all_memory_fails_alone(locked: Snapshot) -> None:
    with pytest.raises(TerminalError, match=r"(?i)memory"):
        locked.ask("SELECT list(a.range || repeat('x', 1000)) FROM range(10000000) a")
    assert locked.ask("SELECT 1 AS one") == (["one"], [(1,)])


def test_without_a_snapshot_the_reader_is_told_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(TransientError, match="sitrep up"):
        open_snapshot(tmp_path / "snapshot.duckdb")
