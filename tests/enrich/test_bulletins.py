"""A list of losses is read the same in every layout that outlets give it."""

from __future__ import annotations

import pytest

from pipeline.enrich import enrich
from pipeline.models import Article, Document

STAFF = "General Staff of the Armed Forces of Ukraine"
HEAD = f"Russia's losses since 24 February 2022, as of 6 January 2023, according to the {STAFF}:\n\n"
LAYOUTS = {
    "dash and brackets": "Personnel — 110,250 (+530)\nTanks — 3,064 (+23)",
    "bullets": "🔻 Personnel — 110,250 (+530)\n🔻 Tanks — 3,064 (+23)",
    "number first": "110,250 personnel (+530)\n3,064 tanks (+23)",
    "words in the brackets": "Personnel – 110,250 (+530 over the past day)\nTanks – 3,064 (+23 over the past day)",
    "units behind the figure": "Personnel - 110,250 people (+530)\nTanks - 3,064 units (+23)",
    "no sign between": "Personnel 110,250 (+530)\nTanks 3,064 (+23)",
    "no brackets": "Personnel: 110,250 +530\nTanks: 3,064 +23",
    "cells": "Personnel | 110,250 | +530\nTanks | 3,064 | +23",
    "leaders": "Personnel ........ 110,250 (+530)\nTanks ........ 3,064 (+23)",
    "increase first": "Personnel: +530 (total: 110,250)\nTanks: +23 (total: 3,064)",
    "a column for the day": "Kind | Total | Past day\nPersonnel | 110,250 | 530\nTanks | 3,064 | 23",
}
DAY = ("2023-01-05", "2023-01-06", False)
WAR = ("2022-02-24", "2023-01-06", True)


def read(text: str) -> list[tuple[object, ...]]:
    article = Article(None, text, [], "2023-01-06", None, None, "en", None)
    claims = enrich([Document("list", article)])[0].claims
    return [(c.measure, c.low, c.unit, c.side, c.start, c.end, c.cumulative, c.speaker) for c in claims]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_totals_and_increases_are_told_apart(layout: str) -> None:
    assert read(HEAD + LAYOUTS[layout] + "\n\nThe figures are being checked.") == [
        ("losses", 110250, None, "RU", *WAR, STAFF),
        ("losses", 530, None, "RU", *DAY, STAFF),
        ("destroyed", 3064, "tanks", "RU", *WAR, STAFF),
        ("destroyed", 23, "tanks", "RU", *DAY, STAFF),
    ]


def test_a_column_of_the_other_side_is_no_increase_of_the_day() -> None:
    table = HEAD + "Kind | Russia | Ukraine\nTanks destroyed | 3,064 | 23\nAircraft destroyed | 285 | 60"
    assert not [row for row in read(table) if row[4:6] == DAY[:2]]


def test_the_staffs_own_form_names_it_by_its_heading() -> None:
    text = "The total combat losses of the enemy from 24.02.22 to 06.01.23 were approximately:\n\ntanks ‒ 3064 (+23),\n"
    assert {row[-1] for row in read(text + "MLRS – 431 (+5).")} == {STAFF}


def test_an_approximate_figure_is_about() -> None:
    article = Article(None, HEAD + "Personnel: ≈110,250\nTanks: 3,064", [], "2023-01-06", None, None, "en", None)
    assert [c.approx for c in enrich([Document("list", article)])[0].claims] == ["about", None]
