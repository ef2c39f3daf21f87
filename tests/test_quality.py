"""Quality on the pages of the test half and on the unseen texts stays above its floors.

A lower floor needs a reason in CHANGELOG.md.
"""

from __future__ import annotations

import json

import pytest

from corpus.evaluate import evaluate, evaluate_texts
from corpus.gold import CORPUS, problems
from corpus.scoring import Score

UNSEEN = "unseen: "
FLOORS: dict[str, float] = {
    measure: floor
    for measure, floor in json.loads((CORPUS / "floors.json").read_text()).items()
    if not measure.startswith("relate: ")  # tests/relate holds these
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return evaluate("test") | {UNSEEN + measure: score for measure, score in evaluate_texts("test").items()}


@pytest.mark.parametrize("measure", FLOORS)
def test_the_test_half_scores_at_least_its_floor(scores: dict[str, Score], measure: str) -> None:
    assert scores[measure].f1 >= FLOORS[measure]


def test_every_measure_has_a_floor(scores: dict[str, Score]) -> None:
    assert set(FLOORS) == set(scores)


def test_the_gold_fits_its_pages_and_the_test_half_is_what_was_listed() -> None:
    assert problems() == []
