"""How each source fares: the view says in a word what the rows of its listing said last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import topics
from pipeline.models import Outcome, stable_id
from pipeline.store import Load, Store
from tests.topics.examples import article, as_received, outcome


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "live" / "sitrep.duckdb") as opened:
        yield opened


def row(source: str, day: int, **facts: object) -> Outcome:
    base = replace(outcome(article(day)), source=source, fetched_at=datetime(2023, 1, day, tzinfo=UTC))
    return replace(base, fetch_id=stable_id(source, str(day), str(facts)), **facts)  # type: ignore[arg-type]


def listing(source: str, day: int, health: str, detail: str = "The listing names 3 pages, 1 of them new.") -> Outcome:
    read = health in ("ok", "silent")
    ended = ("unchanged", "listing") if read else ("dropped", "not_found")
    return row(source, day, outcome=ended[0], reason=ended[1], detail=detail, health=health, event_id=None)


def health(store: Store, source: str) -> tuple[object, ...] | None:
    asked = "SELECT health, reason, urls_tried, published, unchanged, dropped FROM source_health WHERE source = ?"
    return store.connection.execute(asked, [source]).fetchone()


def test_the_newest_row_of_the_listing_tells_whatever_order_rows_come_in(store: Store) -> None:
    rows = [listing("wire", 3, "gone", "The page has been taken down."), listing("wire", 1, "ok"), row("wire", 1)]
    store.load(Load(others=[as_received(topics.FETCHES, each) for each in rows]), {})
    assert health(store, "wire") == ("gone", "The page has been taken down.", 2, 1, 0, 1)
    store.load(Load(others=[as_received(topics.FETCHES, listing("wire", 4, "ok"))]), {})
    assert health(store, "wire") == ("ok", None, 2, 1, 0, 1)


def test_silent_is_told_from_never_asked(store: Store) -> None:
    rows = [listing("quiet", 9, "silent", "The listing names no page. Nothing new for 8 days."), row("folder", 1)]
    store.load(Load(others=[as_received(topics.FETCHES, each) for each in rows]), {})
    assert health(store, "quiet") == ("silent", "The listing names no page. Nothing new for 8 days.", 0, 0, 0, 0)
    assert health(store, "folder") == ("ok", None, 1, 1, 0, 0)  # an archive has no listing
    assert health(store, "never") is None
