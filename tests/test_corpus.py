"""The form of the corpus is checked: what breaks it is named, with file and entry."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from corpus import relations
from corpus.evaluate import evaluate_texts
from corpus.gold import load, text_files
from corpus.rules import check_text

PATHS = text_files()


def text(**changed: Any) -> tuple[Path, dict[str, Any]]:
    gold = json.loads(PATHS[0].read_text(encoding="utf-8"))
    return PATHS[0], copy.deepcopy(gold) | changed


def test_a_text_is_a_document_of_the_dev_half_under_the_name_of_its_file() -> None:
    assert check_text(*text()) == []
    assert "texts belong to the dev half" in check_text(*text(half="test"))[0]
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
    scores = evaluate_texts()
    assert scores["claims found"].gold == sum(len(load(path)["claims"]) for path in PATHS)
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
