"""What replaces an earlier figure and what does not: later statements, corrected pages, both figures on one page."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.relate import relate
from tests.relate.compared import MAKIIVKA, RUSSIA, UKRAINE, claim, kinds, related
from tests.relate.ledger import article


def test_a_later_figure_of_the_same_speaker_is_a_revision(store: duckdb.DuckDBPyConnection) -> None:
    first = claim(store, "One", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    later = claim(store, "Two", "89 killed at Makiivka", "2023-01-04", low=89, speaker="Sergei Sevryukov", **MAKIIVKA)
    assert related(store) == {(later, first): ("revision", "own")}


def test_a_corrected_article_revises_itself(store: duckdb.DuckDBPyConnection) -> None:
    url = "https://one.example/strike"
    for low, fetched in ((60, "2023-01-02T20:00:00+00:00"), (63, "2023-01-03T20:00:00+00:00")):
        doc = article(store, "One", f"The strike on Makiivka left {low} killed.", url=url, fetched=fetched).place(
            "Makiivka"
        )
        doc.claim(f"{low} killed", low=low, **MAKIIVKA)
    assert list(related(store).values()) == [("revision", "corrected")]
    assert store.execute("SELECT kind FROM article_relations").fetchall() == [("revision",)]


def test_a_figure_that_both_revisions_hold_was_not_corrected(store: duckdb.DuckDBPyConnection) -> None:
    url = "https://one.example/strike"
    for first, fetched in ((60, "2023-01-02T20:00:00+00:00"), (63, "2023-01-03T20:00:00+00:00")):
        doc = article(store, "One", f"At Makiivka {first} killed; 12 killed later.", url=url, fetched=fetched).place(
            "Makiivka"
        )
        doc.claim(f"{first} killed", low=first, **MAKIIVKA)
        doc.claim("12 killed", low=12, **MAKIIVKA)
    assert [kind for kind, rule in related(store).values() if rule == "corrected"] == ["revision"]


def test_a_page_that_quotes_both_sides_holds_a_contradiction(store: duckdb.DuckDBPyConnection) -> None:
    doc = article(store, "One", "At Makiivka 400 were killed, said Kyiv. Moscow spoke of 63 dead. It left 70 dead.")
    for words, low, speaker in (("400 were killed", 400, UKRAINE), ("63 dead", 63, RUSSIA), ("70 dead", 70, None)):
        doc.claim(words, low=low, speaker=speaker, **MAKIIVKA)
    assert kinds(store) == ["contradiction"]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("At Makiivka 14 were killed; by evening the number had grown to 20 dead.", "20 dead"),
        ("At Makiivka 20 dead were counted, up from 14 were killed.", "20 dead"),
        ("At Makiivka 14 were killed. The mayor later put it at 20 dead.", "20 dead"),
        ("At Makiivka 14 were killed, he knew at noon; later, he said, there were 20 dead.", "20 dead"),
        ("At Makiivka 14 were killed. In the next street there were 20 dead.", None),
        ("At Makiivka 14 were killed. Later 20 dead lay at the station.", None),
    ],
)
def test_a_page_that_says_that_a_figure_changed_holds_a_revision(
    store: duckdb.DuckDBPyConnection, text: str, later: str | None
) -> None:
    doc = article(store, "One", text)
    for words, low in (("14 were killed", 14), ("20 dead", 20)):
        doc.claim(words, low=low, speaker="Sample Mayor", **MAKIIVKA)
    relate(store, None)
    found = store.execute("SELECT quote, r.kind FROM relations r JOIN claims USING (claim_id)").fetchall()
    assert found == ([(later, "revision")] if later else [])


def test_a_figure_that_is_told_again_after_a_later_one_is_no_revision_of_it(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    later = claim(store, "Two", "89 killed at Makiivka", "2023-01-04", low=89, speaker=RUSSIA, **MAKIIVKA)
    claim(store, "Three", "it had spoken of 63 killed at Makiivka", "2023-01-05", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert [(one, kind) for (one, _), (kind, _) in related(store).items()] == [(later, "revision")] * 2


@pytest.mark.parametrize(
    ("published", "kinds_found"),
    [("2023-01-03", ["revision"]), ("2023-01-02", [])],  # on the day itself an outlet has rounded
)
def test_more_than_a_figure_is_more_on_a_later_day(
    store: duckdb.DuckDBPyConnection, published: str, kinds_found: list[str]
) -> None:
    claim(store, "One", "20 killed at Makiivka", low=20, speaker=RUSSIA, **MAKIIVKA)
    later = {"low": 20, "approx": "more than", "speaker": RUSSIA}
    claim(store, "Two", "more than 20 killed at Makiivka", published, **later, **MAKIIVKA)
    assert kinds(store) == kinds_found


@pytest.mark.parametrize(
    ("low", "published", "kind"),
    [
        (10000, "2023-01-03", "contradiction"),
        (61000, "2023-01-03", "different_window"),  # a day's growth may explain it
        (10000, "2023-01-09", "different_window"),  # so long apart nobody knows
    ],
)
def test_running_totals_of_two_voices_contradict_each_other_where_no_growth_explains_them(
    store: duckdb.DuckDBPyConnection, low: int, published: str, kind: str
) -> None:
    total = {"side": "RU", "start": "2022-02-24", "cumulative": True}
    told = ((60000, "2023-01-02", UKRAINE), (low, published, "Institute for the Study of War"))
    for figure, day, speaker in told:
        doc = article(store, speaker, f"{figure} killed since the invasion.", day)
        doc.claim(f"{figure} killed", low=figure, speaker=speaker, end=day, **total)
    assert kinds(store) == [kind]
