from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.digest import Digest, build, ledger
from tests.digest import day


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of one invented day."""
    path = tmp_path_factory.mktemp("digest") / "snapshot.duckdb"
    connection = day.empty(path)
    day.fill(connection)
    day.publish(connection)
    return path


@pytest.fixture(scope="session")
def digest(snapshot: Path) -> Digest:
    return build(snapshot, day.DAY)


@pytest.fixture(scope="session")
def read(snapshot: Path) -> ledger.Ledger:
    with ledger.opened(snapshot) as connection:
        return ledger.read(connection, day.DAY, None, "Europe/Kyiv")
