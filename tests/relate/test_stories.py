"""Stories: articles about one thing over days, under an id that stays."""

# ruff: noqa: E501 (rows and payloads read better on one line)

from __future__ import annotations

import duckdb
import pytest

from pipeline.relate import relate
from tests.relate.ledger import article, connect


@pytest.fixture
def store() -> duckdb.DuckDBPyConnection:
    return connect()


def strike(store: duckdb.DuckDBPyConnection, outlet: str, day: str, low: int) -> None:
    doc = article(
        store,
        outlet,
        f"The strike on Makiivka killed {low}, {outlet} writes.",
        day,
        title=f"Makiivka strike: {low} dead",
    )
    doc.place("Makiivka").incident("strike on Makiivka", place="Makiivka", start="2023-01-01")
    doc.claim(f"killed {low}", low=low, side="RU", place="Makiivka", start="2023-01-01", end="2023-01-01")


def grain(store: duckdb.DuckDBPyConnection, outlet: str, day: str) -> None:
    doc = article(store, outlet, "Ships with grain left Kherson again.", day, title="Grain corridor resumes")
    doc.place("Kherson")


def stories(store: duckdb.DuckDBPyConnection) -> list[list[str]]:
    relate(store, None)
    rows = store.execute(
        "SELECT list(a.outlet ORDER BY a.outlet) FROM stories s JOIN articles a USING (event_id) GROUP BY story_id ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


def test_articles_about_one_strike_are_one_story_over_days(store: duckdb.DuckDBPyConnection) -> None:
    strike(store, "One", "2023-01-02", 63)
    strike(store, "Two", "2023-01-04", 89)
    grain(store, "Three", "2023-01-03")
    assert stories(store) == [["One", "Two"], ["Three"]]


def test_after_days_of_silence_another_story_begins(store: duckdb.DuckDBPyConnection) -> None:
    strike(store, "One", "2023-01-02", 63)
    strike(store, "Two", "2023-01-12", 63)
    assert stories(store) == [["One"], ["Two"]]


def test_a_story_keeps_its_id_and_title_when_articles_arrive(store: duckdb.DuckDBPyConnection) -> None:
    strike(store, "One", "2023-01-02", 63)
    relate(store, None)
    before = store.execute("SELECT story_id, label FROM stories").fetchall()
    strike(store, "Two", "2023-01-03", 89)
    relate(store, [store.execute("SELECT DATE '2023-01-03'").fetchall()[0][0]])
    assert store.execute("SELECT DISTINCT story_id, label FROM stories").fetchall() == before
    assert before[0][1] == "Makiivka strike: 63 dead"
