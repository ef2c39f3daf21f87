"""The ten days of the corpus: every report is valid, checked, and holds what careful readers found in the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from corpus import gold, relations
from corpus.rules import name_of
from pipeline import digest
from pipeline.digest import check, edition, ledger, shown
from tests.digest import ten_days

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "digest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ten_days.snapshot(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def days(corpus: Path) -> list[digest.Digest]:
    return [digest.build(corpus, day) for day in ten_days.ALL]


def test_every_day_is_valid_json_of_its_schema(days: list[digest.Digest]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    for built in days:
        validator.validate(json.loads(digest.render_json(built)))


def test_the_schema_names_every_field_and_describes_it() -> None:
    parts = {"digest": SCHEMA, **SCHEMA["$defs"]}
    for name, part in parts.items():
        assert part["description"], name
        assert part["additionalProperties"] is False, name
        assert part["required"] == list(part["properties"]), name
        assert all(each["description"].endswith(".") for each in part["properties"].values()), name
    kinds = {kind.__name__: kind for module in (edition, shown) for kind in vars(module).values() if is_dataclass(kind)}
    for name in set(SCHEMA["$defs"]) - {"Counts"}:
        known = {item.name for item in fields(kinds[name])} | ({"text"} if name == "Sentence" else set())
        assert set(SCHEMA["$defs"][name]["properties"]) == known, name


def test_every_day_has_a_top_line_of_five_to_eight_sentences(days: list[digest.Digest]) -> None:
    assert [built.day for built in days if not 5 <= len(built.top) <= 8] == []


def test_all_that_is_published_passes_its_check(corpus: Path, days: list[digest.Digest]) -> None:
    for built in days:
        with ledger.opened(corpus) as connection:
            read = ledger.read(connection, built.day, None, "Europe/Kyiv")
        assert {
            text: check(read, sentence) for text, sentence in built.sentences().items() if check(read, sentence)
        } == {}


def sentences(value: object) -> Iterator[dict[str, Any]]:
    """Every sentence in a digest's JSON."""
    if isinstance(value, dict):
        if "sentence_id" in value:
            yield value
        for item in value.values():
            yield from sentences(item)
    elif isinstance(value, list):
        for item in value:
            yield from sentences(item)


def test_every_sentence_of_every_day_cites_words_of_an_article(days: list[digest.Digest]) -> None:
    for built in days:
        for sentence in sentences(json.loads(digest.render_json(built))):
            assert all(clause["citations"] for clause in sentence["clauses"]), sentence["text"]


SHOWN = 0.97  # of the claims in the ledger; the few others fail their check, and the report says so
FOUND = 0.88  # of the claims that readers found: what enrich finds, less what is withheld
TOGETHER = 0.6  # of the disagreements that readers found: what relate sets against each other

Key = tuple[str, str, float | None, float | None, str | None]


def key(url: str | None, measure: str, low: float | None, high: float | None, place: str | None) -> Key:
    """A figure in an article, by outlet and path; for control the place is the figure."""
    parts = urlsplit(url or "")
    host = str(parts.hostname).split(".", maxsplit=1)[0]
    return (host + parts.path, measure, low, high, place if measure == "control" else None)


def keys(statement: edition.Statement) -> set[Key]:
    told = (statement.measure, statement.low, statement.high, statement.place)
    return {key(citation.url, *told) for citation in statement.sentence.citations}


@pytest.fixture(scope="module")
def shown_keys(days: list[digest.Digest]) -> set[Key]:
    disputed = [item for built in days for dispute in built.disagreements for item in dispute.statements]
    told = [item for built in days for item in built.statements()]
    return {found for item in [*told, *disputed] for found in keys(item)}


def share(wanted: list[bool]) -> float:
    return sum(wanted) / len(wanted)


def test_the_reports_leave_out_next_to_nothing_of_the_ledger(corpus: Path, shown_keys: set[Key]) -> None:
    with ledger.opened(corpus) as connection:
        rows = connection.execute("SELECT url, measure, low, high, place FROM current_claims").fetchall()
    assert share([key(*row) in shown_keys for row in rows]) >= SHOWN


def test_the_reports_hold_what_readers_found_in_the_pages(shown_keys: set[Key]) -> None:
    """Of both halves of the corpus together, as one number."""
    wanted = [found in shown_keys for claims in gold_claims().values() for found in claims]
    assert share(wanted) >= FOUND


def test_disagreements_that_readers_found_stand_side_by_side(days: list[digest.Digest]) -> None:
    sets = [set().union(*map(keys, dispute.statements)) for built in days for dispute in built.disagreements]
    claims, wanted = gold_claims(), []
    for half in relations.HALVES:
        for panel in relations.load(half)["panels"]:
            named = [claims[each["page"]][each["claim"]] for each in panel["claims"]]
            pairs = [
                {named[pair["later"]], named[pair["earlier"]]}
                for pair in panel["pairs"]
                if pair["kind"] == "contradiction"
            ]
            wanted += [any(pair <= each for each in sets) for pair in pairs]
    assert share(wanted) >= TOGETHER


def gold_claims() -> dict[str, list[Key]]:
    """The claims of the gold by page, in their order."""
    found = {}
    for listing, path in gold.gold_files():
        url = f"http://{listing.outlet}.localhost{listing.path}"
        claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
        found[name_of(path)] = [key(url, c["measure"], c["low"], c["high"], c["place"]) for c in claims]
    return found
