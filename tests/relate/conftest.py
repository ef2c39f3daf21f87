"""What tests of relate share: an empty store."""

from __future__ import annotations

import duckdb
import pytest

from tests.relate.ledger import connect


@pytest.fixture
def store() -> duckdb.DuckDBPyConnection:
    return connect()
