"""Denials and control: what is at odds with them, and what is not."""

from __future__ import annotations

import duckdb
import pytest

from tests.relate.compared import MAKIIVKA, RUSSIA, UKRAINE, claim, kinds
from tests.relate.ledger import article


def test_a_denied_figure_contradicts_whoever_states_it(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    claim(store, "Two", "denied that 400 were killed at Makiivka", low=400, speaker=RUSSIA, stance="denies", **MAKIIVKA)
    assert kinds(store) == ["contradiction"]


def test_a_denied_figure_says_nothing_about_another_one(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "63 killed at Makiivka", low=63, speaker=UKRAINE, **MAKIIVKA)
    claim(store, "Two", "denied that 400 were killed at Makiivka", low=400, speaker=RUSSIA, stance="denies", **MAKIIVKA)
    assert kinds(store) == []


def test_who_says_none_and_denies_a_figure_has_not_changed_his_mind(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "nobody killed at Makiivka", low=0, speaker=RUSSIA, **MAKIIVKA)
    claim(
        store, "Two", "not 400 killed at Makiivka", "2023-01-03", low=400, speaker=RUSSIA, stance="denies", **MAKIIVKA
    )
    assert kinds(store) == []


def test_who_denies_what_he_stated_revises_it(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=RUSSIA, **MAKIIVKA)
    claim(
        store, "Two", "not 400 killed at Makiivka", "2023-01-03", low=400, speaker=RUSSIA, stance="denies", **MAKIIVKA
    )
    assert kinds(store) == ["revision"]


TAKEN = {"side": "RU", "action": "takes", "start": "2023-01-11", "end": "2023-01-11"}
HELD = {"side": "UA", "action": "holds", "start": "2023-01-12", "end": "2023-01-12"}


@pytest.mark.parametrize(
    ("said", "answered", "relation"),
    [
        (TAKEN, HELD, ["contradiction"]),
        (TAKEN, {"side": "RU", "action": "takes", "stance": "denies"}, ["contradiction"]),
        (TAKEN, {"side": None, "action": "takes", "stance": "denies"}, ["contradiction"]),
        (HELD, {"side": None, "action": "takes", "stance": "denies"}, []),
        (HELD, {"side": "RU", "action": "takes", "stance": "denies"}, ["agreement"]),
    ],
)
def test_control_is_at_odds_with_another_holder_and_with_a_denial_that_it_changed(
    store: duckdb.DuckDBPyConnection, said: dict[str, str], answered: dict[str, str | None], relation: list[str]
) -> None:
    for outlet, day, speaker, values in (
        ("One", "2023-01-11", "Wagner Group", said),
        ("Two", "2023-01-12", "Hanna Maliar", answered),
    ):
        doc = article(store, outlet, f"Soledar, said {speaker}.", day).place("Soledar")
        doc.claim("Soledar", "control", place="Soledar", speaker=speaker, **values)
    assert kinds(store) == relation


def test_who_holds_a_town_is_no_matter_of_what_somebody_saw(store: duckdb.DuckDBPyConnection) -> None:
    held = {"measure": "control", "place": "Makiivka"} | HELD
    claim(store, "One", "We hold Makiivka", "2023-01-12", speaker="Sample Driver", **held)
    claim(store, "Two", "Makiivka remained ours", "2023-01-12", speaker="Hanna Maliar", **held)
    assert kinds(store) == ["agreement"]


NOBODY = MAKIIVKA | {"side": "civilian", "low": 0}


@pytest.mark.parametrize(
    ("counted", "none", "relation"),
    [
        # Russia answers for its own soldiers, whom Ukraine counts.
        ({"speaker": UKRAINE, "low": 400}, {"speaker": RUSSIA}, ["contradiction"]),
        ({"speaker": UKRAINE, "low": 400}, {"speaker": RUSSIA, "measure": "killed_or_wounded"}, ["contradiction"]),
        ({"speaker": UKRAINE, "low": 400}, {"speaker": RUSSIA, "start": "2023-01-05", "end": "2023-01-05"}, []),
        # Whose soldiers Russia counts itself are no news to it, and Ukraine does not answer for them.
        ({"speaker": RUSSIA, "low": 63}, {"speaker": UKRAINE}, []),
        ({"speaker": RUSSIA, "low": 63}, {"speaker": RUSSIA, "measure": "killed_or_wounded"}, []),
        ({"speaker": "Sample Medic", "low": 9}, {"speaker": RUSSIA}, []),
        # Civilians, of whom one says that some died and the other that none came to harm.
        (
            {"speaker": UKRAINE, "low": 4, "side": "civilian"},
            {"speaker": "Sample Mayor", "measure": "killed_or_wounded"},
            ["contradiction"],
        ),
    ],
)
def test_nobody_is_none_of_those_whom_others_count(
    store: duckdb.DuckDBPyConnection, counted: dict[str, object], none: dict[str, object], relation: list[str]
) -> None:
    claim(store, "One", f"{counted['low']} killed at Makiivka", **(MAKIIVKA | counted))
    claim(store, "Two", "nobody was harmed at Makiivka", **(NOBODY | none))
    assert kinds(store) == relation
