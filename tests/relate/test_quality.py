"""Quality of relate on the test half of the corpus stays above its floors."""

from __future__ import annotations

import json

from corpus.evaluate_relate import evaluate
from corpus.gold import CORPUS


def test_relations_origins_and_stories_of_the_test_half_score_at_least_their_floors() -> None:
    floors = {
        name.removeprefix("relate: "): floor
        for name, floor in json.loads((CORPUS / "floors.json").read_text()).items()
        if name.startswith("relate: ")
    }
    result = evaluate("test")
    (inflated, groups), (merged, pairs) = result.inflated, result.merged
    scores = {
        "relations": result.relations["relations"].f1,
        "stories": result.stories,
        "groups not inflated": 1 - inflated / groups,
        "origins kept apart": 1 - merged / pairs,
    }
    assert scores.keys() == floors.keys()
    assert {name: score for name, score in scores.items() if score < floors[name]} == {}
