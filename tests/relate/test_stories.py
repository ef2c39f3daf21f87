"""Stories: articles about one thing over days, under an id that stays."""

# ruff: noqa: E501 (rows and payloads read better on one line)

from __future__ import annotations

from datetime import date

import duckdb

from pipeline.relate import relate
from tests.relate.ledger import article


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


def test_an_earlier_article_that_arrives_later_changes_neither_id_nor_title(store: duckdb.DuckDBPyConnection) -> None:
    strike(store, "One", "2023-01-03", 63)
    relate(store, None)
    before = store.execute("SELECT DISTINCT story_id, label FROM stories").fetchall()
    strike(store, "Two", "2023-01-02", 89)
    assert stories(store) == [["One", "Two"]]
    assert store.execute("SELECT DISTINCT story_id, label FROM stories").fetchall() == before


def test_a_story_whose_first_article_is_gone_has_a_title_of_those_that_are_left(
    store: duckdb.DuckDBPyConnection,
) -> None:
    strike(store, "One", "2023-01-02", 63)
    strike(store, "Two", "2023-01-03", 89)
    relate(store, None)
    store.execute("DELETE FROM articles WHERE outlet = 'One'")
    assert stories(store) == [["Two"]]
    assert store.execute("SELECT label FROM stories").fetchall() == [("Makiivka strike: 89 dead",)]


def test_daily_totals_of_one_speaker_are_one_story_though_every_figure_changes(
    store: duckdb.DuckDBPyConnection,
) -> None:
    speaker = "General Staff of the Armed Forces of Ukraine"
    for day, low, title in (("2023-01-04", 108910, "Втрати"), ("2023-01-05", 109720, "Enemy losses")):
        doc = article(store, title, f"{low} persons, {low // 36} tanks.", day, title=title)
        doc.claim(f"{low} persons", low=low, side="RU", speaker=speaker, cumulative=True, end=day)
        doc.claim(
            f"{low // 36} tanks",
            "destroyed",
            low // 36,
            unit="tanks",
            side="RU",
            speaker=speaker,
            cumulative=True,
            end=day,
        )
    grain(store, "Three", "2023-01-05")
    assert stories(store) == [["Enemy losses", "Втрати"], ["Three"]]


def test_days_that_are_not_touched_keep_their_stories(store: duckdb.DuckDBPyConnection) -> None:
    strike(store, "One", "2023-01-02", 63)
    grain(store, "Three", "2023-01-03")
    relate(store, None)
    before = set(store.execute("SELECT * FROM stories").fetchall())
    strike(store, "Two", "2023-01-04", 63)
    relate(store, [store.execute("SELECT DATE '2023-01-04'").fetchall()[0][0]])
    after = set(store.execute("SELECT * FROM stories").fetchall())
    assert before < after
    relate(store, None)
    assert set(store.execute("SELECT * FROM stories").fetchall()) == after


def test_days_far_apart_are_related_in_one_go(store: duckdb.DuckDBPyConnection) -> None:
    """Backfilling touches an old and a new day at once; what is placed on the new one is out of the old one's reach."""
    strike(store, "One", "2023-01-20", 63)
    relate(store, None)
    strike(store, "Two", "2023-01-02", 89)
    strike(store, "Three", "2023-01-21", 63)
    relate(store, [date(2023, 1, 2), date(2023, 1, 21)])
    rows = store.execute(
        "SELECT list(a.outlet ORDER BY a.outlet) FROM stories s JOIN articles a USING (event_id) GROUP BY story_id ORDER BY 1"
    ).fetchall()
    assert [row[0] for row in rows] == [["One", "Three"], ["Two"]]
