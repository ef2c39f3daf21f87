"""What the README tells people to run does run: its questions in SQL, each with its answer, and its Python.

Reads README.md; asks snapshots made for it, an empty one and one of a few days that are known by heart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.relate import relate
from pipeline.store import Snapshot, Store, open_snapshot
from pipeline.store.parquet import export
from tests.readme import README, fenced
from tests.relate.ledger import article, fetch

# The README's questions to the tables, each with its query.
QUESTIONS = dict(re.findall(r"^([A-Z][^\n]*\?)\n\n```sql\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
# What the answer to each must hold, of the few days that `tell` tells.
ANSWERS = {
    "What do the sources say about one strike, in the order of their saying it?": ["400.0", "63.0", "Three"],
    "Where are two speakers furthest apart?": ["400.0", "63.0", "6.3"],
    "Which figures are repeated by many outlets, but come from one origin?": ["63.0", "Russian Ministry of Defence"],
    "Who revised what, and how does it relate to what others say?": [
        "revision | Russian Ministry of Defence | 63.0 | 63.0 | 2023-01-03",
        "contradiction | Armed Forces of Ukraine | 400.0",
    ],
    "What was expected, by whom, and with which probability?": [
        "UK Ministry of Defence | Soledar | None | None | unlikely | PHIA | unlikely | 25 | 35 | Its fall is unlikely"
    ],
    "Which claims were at odds by what had been fetched then, and what rested on one origin?": [
        "Armed Forces of Ukraine | 400.0 | Russian Ministry of Defence | 63.0",
        "the figures do not overlap. | 1 | 1 | 3",
    ],
    "How did a running total grow from day to day, and did it ever fall?": ["2023-01-03 | 108190.0 | 750.0"],
    "How many drones and missiles were launched, and how many shot down, by whose account?": ["drones | 40.0 | 39.0"],
    "Who says who holds a town?": ["Soledar", "UA | holds", "Hanna Maliar"],
    "What does an intelligence service think likely, on its own scale?": ["unlikely | 25 | 35 | Its fall"],
    "What had been known at a moment in the past?": ["400.0"],
    "Which articles were changed after publication, and which figures did they lose or gain?": [
        "['Nine wounded'] | ['Ten wounded']"
    ],
    "Where was there shelling and fighting, for a map?": ["Soledar | 48.69 | 38.07 | fighting | 1"],
    "Which sources are silent or lose pages, and why?": ["Nine | ok | None | 1 | 0 | 1 | not_found"],
    "Is anything missing?": ["True | 11 | 11"],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A few days of reporting, small enough to know every answer."""
    home = tmp_path_factory.mktemp("told")
    with Store(home / "live.duckdb") as store:
        tell(store.connection)
        relate(store.connection, None)
        store.publish_snapshot(home / "var" / "snapshot.duckdb")
        export(store.connection, home / "var" / "parquet", budget=60.0)
    with open_snapshot(home / "var" / "snapshot.duckdb", untrusted=True) as opened:
        yield opened


def tell(store: Any) -> None:
    """Two counts of one strike, three outlets that repeat one of them, and whatever else is asked about."""
    strike = {"side": "RU", "place": "Makiivka", "start": "2023-01-01", "end": "2023-01-01"}
    here, there = {"speaker": "Armed Forces of Ukraine"} | strike, {"speaker": "Russian Ministry of Defence"} | strike
    article(store, "One", "400 killed at Makiivka.").place("Makiivka").claim("400 killed at Makiivka", low=400, **here)
    for outlet in ("Two", "Three", "Four"):
        page = article(store, outlet, f"{outlet} reports 63 killed at Makiivka.", "2023-01-03")
        page.place("Makiivka").claim("63 killed at Makiivka", low=63, **there)
    staff = {"side": "RU", "speaker": "General Staff of the Armed Forces of Ukraine", "cumulative": True}
    for day, dead in (("2023-01-02", 107_440), ("2023-01-03", 108_190)):
        total = {"start": "2022-02-24", "end": day} | staff
        article(store, "Five", f"{dead} killed.", day).claim(f"{dead} killed", low=dead, **total)
    night = article(store, "Six", "40 drones launched, 39 shot down.", "2023-01-02")
    force = {"unit": "drones", "speaker": "Ukrainian Air Force", "start": "2023-01-01", "end": "2023-01-02"}
    night.claim("40 drones launched", "launched", 40, side="RU", **force)
    night.claim("39 shot down", "shot_down", 39, side="UA", **force)
    town = article(store, "Seven", "Soledar holds. Its fall is unlikely. Fighting went on in Soledar.").place("Soledar")
    town.claim("Soledar holds", "control", side="UA", place="Soledar", action="holds", speaker="Hanna Maliar")
    doubted = {"target_start": 15, "target_end": 23, "ordinal": 0, "speaker": "UK Ministry of Defence"}
    town.add("hedges", "unlikely", phrase="unlikely", scale="PHIA", band="unlikely", low=25, high=35, **doubted)
    town.add(
        "estimates",
        "Its fall is unlikely",
        quote="Its fall is unlikely",
        speaker="UK Ministry of Defence",
        place="Soledar",
        hedge=0,
    )
    town.incident("Fighting went on in Soledar", "fighting", place="Soledar", start="2023-01-02", end="2023-01-02")
    for text, fetched in (
        ("Nine wounded.", "2023-01-04T08:00:00+00:00"),
        ("Ten wounded.", "2023-01-04T18:00:00+00:00"),
    ):
        page = article(
            store, "Eight", text, "2023-01-04", url="https://eight.example/toll", title="Toll", fetched=fetched
        )
        page.claim(text.strip("."), "wounded", 9)
    later = article(store, "Ten", "89 killed at Makiivka.", "2023-01-08", fetched="2023-01-08T20:00:00+00:00")
    later.place("Makiivka").claim("89 killed at Makiivka", low=89, **there)
    failed = {"fetched": datetime(2023, 1, 4, tzinfo=UTC), "outlet": "Nine", "reason": "not_found"}
    fetch(store, "https://nine.example/lost", "dropped", **failed)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_runs_on_an_empty_store(empty_snapshot: Snapshot, question: str) -> None:
    columns, _ = empty_snapshot.ask(QUESTIONS[question])
    assert columns


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_finds_what_was_put_there(told: Snapshot, question: str) -> None:
    _, rows = told.ask(QUESTIONS[question])
    found = " | ".join(str(cell) for row in rows for cell in row)
    assert question in ANSWERS, f"say in ANSWERS what the answer to {question!r} must hold"
    assert [answer for answer in ANSWERS[question] if answer not in found] == [], found


def test_a_question_to_the_past_does_not_know_what_came_later(told: Snapshot) -> None:
    _, past = told.ask(QUESTIONS["What had been known at a moment in the past?"])
    _, now = told.ask("SELECT low FROM current_claims WHERE place = 'Makiivka'")
    assert 89 in [low for (low,) in now]
    assert 89 not in [row[1] for row in past]


def test_relations_and_origins_of_the_past_do_not_know_what_came_later(told: Snapshot) -> None:
    then, later = "TIMESTAMPTZ '2023-01-08 12:00:00+00'", "TIMESTAMPTZ '2023-01-09 12:00:00+00'"
    for moment, dead in ((then, {63}), (later, {63, 89})):
        _, rows = told.ask(f"SELECT DISTINCT other_low FROM comparisons_as_of({moment}) WHERE kind = 'contradiction'")  # noqa: S608
        assert {low for (low,) in rows} == dead
        _, rows = told.ask(f"SELECT DISTINCT low FROM corroboration_as_of({moment}) WHERE speaker LIKE 'Russian%'")  # noqa: S608
        assert {low for (low,) in rows} == dead


def test_the_python_that_reads_the_snapshot_and_parquet_runs(told: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(told.path.parent.parent)
    blocks = fenced(README, "python")
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 -- what we tell people to run
