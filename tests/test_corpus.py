"""The form of the corpus is checked: what breaks it is named, with file and entry."""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from corpus import evaluate_relate, relations
from corpus.evaluate import evaluate_texts
from corpus.gold import load, text_files
from corpus.rules import check_text
from corpus.scoring import Score

PATHS = text_files("dev") + text_files("test")


def text(**changed: Any) -> tuple[Path, dict[str, Any]]:
    gold = json.loads(PATHS[0].read_text(encoding="utf-8"))
    return PATHS[0], copy.deepcopy(gold) | changed


def test_a_text_is_a_document_of_one_half_under_the_name_of_its_file() -> None:
    assert check_text(*text()) == []
    assert "its half dev or test" in check_text(*text(half="both"))[0]
    assert "its file's name" in check_text(*text(id="other"))[0]


def test_a_text_may_leave_out_its_mentions_and_nothing_else() -> None:
    path, gold = text()
    del gold["mentions"]
    assert check_text(path, gold) == []
    del gold["times"]
    assert "missing ['times']" in check_text(path, gold)[0]
    assert "unknown ['blocks']" in check_text(*text(blocks=[]))[0]


def test_a_claim_of_a_text_is_held_to_the_rules_of_the_pages() -> None:
    path, gold = text()
    gold["claims"][0]["place"] = "Atlantis"
    assert "place 'Atlantis' is not among the places of the text" in check_text(path, gold)[0]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_text_says_what_in_it_is_fact_and_its_gold_is_found_in_it(path: Path) -> None:
    gold = load(path)
    assert gold["facts"]
    assert gold["register"]
    assert 60 <= len(gold["text"].split()) <= 260
    assert all(gold["text"][claim["char_start"] : claim["char_end"]] == claim["quote"] for claim in gold["claims"])


def test_texts_are_scored_without_what_only_pages_have() -> None:
    scores = evaluate_texts("dev")
    assert scores["claims found"].gold == sum(len(load(path)["claims"]) for path in text_files("dev"))
    assert "text" not in scores


def test_relations_point_at_claims_of_their_half_and_hold_enough_of_each_kind() -> None:
    assert relations.problems() == []
    for half, pairs in (("test", 60), ("dev", 40)):
        held = relations.counts(half)
        assert sum(held[kind] for kind in relations.KINDS) >= pairs
        assert all(held[kind] >= 4 for kind in relations.KINDS)
    assert sum(relations.counts(half)["groups"] for half in relations.HALVES) >= 40


@pytest.mark.parametrize(
    ("kind", "change", "fault"),
    [
        ("panels", {"claims": [{"page": "nobody/nothing", "claim": 0, "quote": "none"}] * 2}, "claim 0 is not 'none'"),
        ("panels", {"pairs": [{"later": 0, "earlier": 1, "kind": "like"}]}, "'like' is no kind of relation"),
        ("panels", {"pairs": [{"later": 0, "earlier": 9, "kind": "series"}]}, "names no two claims of the panel"),
        ("groups", {"origins": [[0]]}, "origins do not hold each claim once"),
    ],
)
def test_a_fault_in_the_relations_is_named(
    monkeypatch: pytest.MonkeyPatch, kind: str, change: dict[str, Any], fault: str
) -> None:
    gold = relations.load("dev")
    gold[kind][0] |= change
    monkeypatch.setattr(relations, "load", lambda half: gold if half == "dev" else {"panels": [], "groups": []})
    assert any(f"relations/dev.json: {kind}[0]" in line and fault in line for line in relations.problems())


PANEL = {
    "about": "three claims",
    "claims": [{"page": "one/page", "claim": number, "quote": "words"} for number in range(3)],
    "pairs": [{"later": 1, "earlier": 0, "kind": "revision"}, {"later": 2, "earlier": 0, "kind": "agreement"}],
}
FIRST, SECOND, THIRD = "one/page#0", "one/page#1", "one/page#2"


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ({(SECOND, FIRST): "revision", (THIRD, FIRST): "agreement"}, 2),
        ({(FIRST, SECOND): "revision", (FIRST, THIRD): "agreement"}, 1),  # which is later matters for the first alone
        ({(SECOND, FIRST): "series", (THIRD, SECOND): "agreement"}, 0),  # a panel is complete: the last has no relation
        ({(SECOND, "two/page#0"): "revision"}, 0),
    ],
)
def test_relations_are_compared_within_their_panel(answers: dict[tuple[str, str], str], right: int) -> None:
    scores: dict[str, Score] = defaultdict(Score)
    evaluate_relate.score_panel(scores, PANEL, answers, errors := [])
    inside = [pair for pair in answers if "two/page#0" not in pair]
    assert scores["relations"] == Score(right, len(inside), 2)
    assert len(errors) == 2 - right + len(inside) - right


def test_a_group_is_inflated_by_one_origin_counted_twice_and_merged_by_two_counted_once() -> None:
    group = PANEL | {"origins": [[0, 1], [2]]}
    count = evaluate_relate.score_groups
    assert count([group], {FIRST: "a", SECOND: "a", THIRD: "b"}, None) == ((0, 1), (0, 1))
    assert count([group], {FIRST: "a", SECOND: "b", THIRD: "c"}, None) == ((1, 1), (0, 1))
    assert count([group], {FIRST: "a", SECOND: "a", THIRD: "a"}, errors := []) == ((0, 1), (1, 1))
    assert errors[0].startswith("merged\tthree claims")


def test_b_cubed_is_the_mean_share_of_each_items_neighbours() -> None:
    gold = {"a": "x", "b": "x", "c": "y"}
    assert evaluate_relate.b_cubed(gold, {"a": "1", "b": "1", "c": "2"}) == (1.0, 1.0)
    assert evaluate_relate.b_cubed(gold, {"a": "1", "b": "2", "c": "3"}) == (1.0, pytest.approx(2 / 3))
    assert evaluate_relate.b_cubed(gold, {"a": "1", "b": "1", "c": "1"}) == (pytest.approx(5 / 9), 1.0)


def test_the_gold_of_a_half_is_related_whole() -> None:
    found = evaluate_relate.related("dev")
    pages = relations.load("dev")["stories"]
    assert found.stories.keys() == pages.keys()
    assert {page.partition("#")[0] for page in found.origins} <= pages.keys()
    assert set(found.relations.values()) <= relations.KINDS
    assert found.relations
