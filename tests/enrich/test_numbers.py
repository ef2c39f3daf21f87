"""Figures in text: their bounds, their approximations, and what only looks like a figure."""

from __future__ import annotations

import pytest

from pipeline.enrich.numbers import find_quantities, value_of

FOUND = [
    ("1,200 soldiers", [(1200, 1200, None)]),
    ("about 105,250 men", [(105250, 105250, "about")]),
    ("at least twenty-five people", [(25, None, "at least")]),
    ("no fewer than seven", [(7, None, "at least")]),
    ("more than a dozen", [(12, None, "more than")]),
    ("upwards of 300 shells", [(300, None, "more than")]),
    ("up to 40 drones", [(None, 40, "up to")]),
    ("as many as 63", [(None, 63, "up to")]),
    ("40 or so", [(40, 40, "about")]),
    ("1.5 kilometres at most", [(None, 1.5, "up to")]),
    ("50+ tanks", [(50, None, "more than")]),
    ("between 20 and 30 people", [(20, 30, None)]),
    ("5 to 7 missiles", [(5, 7, None)]),
    ("10 to 15 thousand", [(10_000, 15_000, None)]),
    ("two or three soldiers", [(2, 3, None)]),
    ("the toll rose from 63 to 89", [(63, 63, None), (89, 89, None)]),
    ("the toll has gone up to 89", [(89, 89, None)]),
    ("killed 14 and wounded 30", [(14, 14, None), (30, 30, None)]),
    ("dozens of people", [(24, None, None)]),
    ("scores were hurt", [(40, None, None)]),
    ("hundreds wounded", [(200, None, None)]),
    ("tens of thousands fled", [(20_000, None, None)]),
    ("a couple of drones", [(2, 2, None)]),
    ("half a dozen", [(6, 6, None)]),
    ("one hundred and twenty-five", [(125, 125, None)]),
    ("1.2 million people", [(1_200_000, 1_200_000, None)]),
    ("1,5 km", [(1.5, 1.5, None)]),
    ("105 250 men", [(105_250, 105_250, None)]),
    ("(+720)", [(720, 720, None)]),
    ("another five", [(5, 5, None)]),
]

NOT_FOUND = [
    "30% of them", "12 per cent", "$4 million", "3 million dollars", "the 93rd Brigade", "a T-72 tank",
    "S-300 missiles",
    "a 43-year-old man", "155mm shells", "a nine-storey block", "in 2022", "on 24 February", "Jan. 24",
    "24–27 December 2022",
    "at 10:28", "by 6 pm", "reactor 3", "School No. 20", "aged 12", "the 21st century", "one in ten", "2022-02-24",
    "a G7 summit",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_a_figure_has_the_bounds_that_its_words_give(
    text: str, expected: list[tuple[float | None, float | None, str | None]]
) -> None:
    assert [(q.low, q.high, q.approx) for q in find_quantities(text)] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    assert find_quantities(text) == []


def test_offsets_hold_the_figure_with_its_approximation() -> None:
    text = "He said at least 12 people died."
    (quantity,) = find_quantities(text)
    assert text[quantity.char_start : quantity.char_end] == "at least 12"
    assert text[quantity.core : quantity.char_end] == "12"


def test_words_that_are_no_number_have_no_value() -> None:
    assert value_of("several") is None
