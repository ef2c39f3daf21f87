"""Migrations: in order, recorded, all or nothing; and every table and column explains itself."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.errors import TerminalError
from pipeline.store.migrate import migrate, migrations
from pipeline.store.rows import COLUMNS


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def write(folder: Path, **files: str) -> Path:
    for name, sql in files.items():
        (folder / f"{name}.sql").write_text(sql)
    return folder


def tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


@pytest.mark.parametrize("already", range(len(migrations()) + 1))
def test_a_database_of_any_earlier_version_reaches_the_newest(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, already: int
) -> None:
    for migration in migrations()[:already]:
        write(tmp_path, **{migration.name.removesuffix(".sql"): migration.sql})
    migrate(connection, tmp_path)
    assert migrate(connection) == [migration.name for migration in migrations()[already:]]
    assert migrate(connection) == []
    assert set(COLUMNS) <= tables(connection)


def test_a_migration_that_fails_leaves_nothing_behind(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, **{"001_one": "CREATE TABLE one (i INTEGER);"})
    migrate(connection, tmp_path)
    write(tmp_path, **{"002_two": "CREATE TABLE two (i INTEGER); SELECT nonsense;"})
    with pytest.raises(duckdb.Error):
        migrate(connection, tmp_path)
    assert tables(connection) == {"migrations", "one"}
    write(tmp_path, **{"002_two": "CREATE TABLE two (i INTEGER);"})
    assert migrate(connection, tmp_path) == ["002_two.sql"]


def test_an_edited_migration_is_refused(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    migrate(connection, write(tmp_path, **{"001_one": "CREATE TABLE one (i INTEGER);"}))
    with pytest.raises(TerminalError, match=r"001_one\.sql was applied"):
        migrate(connection, write(tmp_path, **{"001_one": "CREATE TABLE one (i BIGINT);"}))


def test_a_database_of_a_newer_program_is_refused(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    migrate(connection, write(tmp_path, **{"001_one": "SELECT 1;", "002_two": "SELECT 2;"}))
    (tmp_path / "002_two.sql").unlink()
    with pytest.raises(TerminalError, match=r"newer sitrep .*002_two\.sql"):
        migrate(connection, tmp_path)


def test_a_gap_in_the_numbers_is_refused(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(TerminalError, match="without a gap"):
        migrate(connection, write(tmp_path, **{"001_one": "SELECT 1;", "003_three": "SELECT 3;"}))


def test_every_table_view_and_column_has_a_comment(connection: duckdb.DuckDBPyConnection) -> None:
    migrate(connection)
    silent = connection.execute(
        """
        SELECT table_name, NULL AS column_name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
        """
    ).fetchall()
    assert not silent


def test_the_loader_fills_the_columns_that_the_tables_have(connection: duckdb.DuckDBPyConnection) -> None:
    migrate(connection)
    for table, columns in COLUMNS.items():
        rows = connection.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]).fetchall()
        late = {"released_at"} if table == "quarantine" else set()
        assert {row[0] for row in rows} == {*columns, *late}, table
