"""`sitrep inspect`: the contract of its JSON Lines, whatever it is given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from pipeline import models
from pipeline.jobs.inspect import KEYS, Given, inspect, parse_line

TEXT = (
    "BAKHMUT, Jan. 4 — The General Staff of the Armed Forces of Ukraine said on Wednesday that Russian forces had "
    'lost 720 soldiers over the past day.\n\n"We will hold the town," Hanna Malyar, the deputy defence minister, said.'
)
LISTS = {
    "blocks": models.Block,
    "removed": models.Removed,
    "mentions": models.Mention,
    "places": models.Place,
    "times": models.Time,
    "hedges": models.Hedge,
    "claims": models.Claim,
    "incidents": models.Incident,
    "estimates": models.Estimate,
}


def run(lines: list[str], *arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "inspect", "--jsonl", *arguments],
        input="\n".join(lines).encode("utf-8", "surrogateescape") + b"\n",
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_line_out_per_line_in_whatever_comes() -> None:
    given: list[tuple[str, Any, str | None]] = [
        (json.dumps({"id": "good", "text": TEXT, "published_at": "2023-01-04"}), "good", None),
        ("{not json", None, "malformed_json"),
        ("[1, 2]", None, "malformed_line"),
        ("", None, "malformed_json"),
        ('{"text": "no id"}', None, "missing_id"),
        ('{"id": "neither"}', "neither", "no_content"),
        ('{"id": "both", "text": "a", "html": "b"}', "both", "no_content"),
        ('{"id": "number", "text": 5}', "number", "wrong_type"),
        ('{"id": "when", "text": "a", "published_at": "yesterday"}', "when", "wrong_published_at"),
        ('{"id": "half", "text": "\\ud800"}', "half", "invalid_text"),
        (json.dumps({"id": 7, "html": f"<html><body><article><p>{TEXT}</p></article></body></html>"}), 7, None),
    ]
    results = run([line for line, _, _ in given])
    assert [(result["id"], (result["error"] or {}).get("code")) for result in results] == [
        (id_, code) for _, id_, code in given
    ]


def test_bytes_that_are_no_utf8_cost_their_own_line() -> None:
    bad = b'{"id": "x", "text": "\xff\xfe"}'.decode("utf-8", "surrogateescape")
    results = run([bad, json.dumps({"id": "next", "text": TEXT})])
    assert results[0]["error"] is not None
    assert results[1]["id"] == "next"
    assert results[1]["error"] is None


def test_all_keys_are_always_present_with_all_their_fields() -> None:
    (result,) = inspect([Given("a", text=TEXT, published_at="2023-01-04")])
    assert set(result) == {"id", "error", *KEYS}
    assert set(result["article"]) == {field.name for field in fields(models.Article)}
    for key, kind in LISTS.items():
        for item in result[key]:
            assert set(item) == {field.name for field in fields(kind)}, key
    assert result["claims"], "the text holds a claim"


def test_an_error_has_all_keys_too() -> None:
    (result,) = inspect([parse_line("nonsense")])
    assert set(result) == {"id", "error", *KEYS}


def test_a_text_is_handed_back_unchanged_and_spans_are_its_own_characters() -> None:
    text = "  Héllo 🇺🇦  \r\n\r\n" + TEXT + "\n \n"
    (result,) = inspect([Given("a", text=text, published_at="2023-01-04")])
    assert result["article"]["text"] == text
    for key, words in {
        "mentions": "text",
        "places": "text",
        "times": "text",
        "hedges": "phrase",
        "claims": "quote",
    }.items():
        for item in result[key]:
            assert text[item["char_start"] : item["char_end"]] == item[words]


def test_only_limits_the_output() -> None:
    line = json.dumps({"id": "a", "text": TEXT})
    (result,) = run([line], "--only", "article,claims")
    assert set(result) == {"id", "error", "article", "claims"}


def test_an_unknown_key_of_only_is_refused_in_words() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "inspect", "--jsonl", "--only", "clams"],
        input="", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "claims" in done.stderr


def test_it_answers_a_line_before_the_next_one_comes() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "inspect", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": TEXT}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(60) == 0


def test_claim_ids_are_the_same_each_time_and_differ_from_each_other() -> None:
    text = "Russia lost 720 soldiers and 12 tanks on 3 January, the General Staff said. It shot down 80 drones."
    first, second = (
        [claim["claim_id"] for claim in inspect([Given("a", text=text)]).__next__()["claims"]] for _ in "ab"
    )
    assert first == second
    assert len(set(first)) == len(first)


@pytest.mark.parametrize("arguments", [["inspect", "no-such-file.html"], ["inspect", "--jsonl", "no-such-file.jsonl"]])
def test_a_missing_file_is_named(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no-such-file" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_person_sees_text_claims_and_rules(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(TEXT)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "inspect", str(file), "--published-at", "2023-01-04"],
        capture_output=True, text=True, check=False, env=os.environ | {"COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "720" in done.stdout
    assert "Bakhmut" in done.stdout
    assert "claims (" in done.stdout
