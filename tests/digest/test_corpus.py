"""The ten days of the corpus: every report is valid, checked, and holds what careful readers found in the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from corpus import gold, relations
from corpus.rules import name_of
from pipeline import digest
from pipeline.digest import check, edition, ledger, shown
from tests.digest import browsing, ten_days

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


SHOWN = 0.99  # of the claims in the ledger; the few others fail their check, and the report says so
FOUND = 0.90  # of the claims that readers found in the pages of a day
SHEETS = 10  # of A4; a morning report is read to its end

Key = tuple[str, str | None, str, float | None, float | None, str | None]


def key(
    url: str | None, title: str | None, measure: str, low: float | None, high: float | None, place: str | None
) -> Key:
    """A figure in an article, by outlet and title; for control the place is the figure."""
    host = str(urlsplit(url or "").hostname).split(".", maxsplit=1)[0]
    return (host, title, measure, low, high, place if measure == "control" else None)


@dataclass(frozen=True)
class Read:
    """What the ledger holds: each claim's key, those that stand, and the day of every article by outlet and title."""

    keys: dict[str, Key]
    standing: set[str]
    days: dict[tuple[str, str | None], date]

    def cited(self, statement: edition.Statement) -> set[Key]:
        """The figures of the sources that a statement is cited to."""
        return {self.keys[cited.claim_id] for cited in statement.sentence.citations if cited.claim_id is not None}


@pytest.fixture(scope="module")
def read(corpus: Path) -> Read:
    with ledger.opened(corpus) as connection:
        rows = connection.execute(
            "SELECT c.claim_id, a.url, a.title, c.measure, c.low, c.high, c.place, a.published_on"
            " FROM claims c JOIN articles a USING (ce_id)"
        ).fetchall()
        standing = connection.execute("SELECT claim_id FROM current_claims").fetchall()
    keys = {row[0]: key(*row[1:7]) for row in rows}
    return Read(keys, {row[0] for row in standing}, {keys[row[0]][:2]: row[7] for row in rows})


def cited(read: Read, built: digest.Digest) -> set[Key]:
    disputed = [item for dispute in built.disagreements for item in dispute.statements]
    return set().union(*map(read.cited, [*built.statements(), *disputed]))


def share(wanted: list[bool]) -> float:
    return sum(wanted) / len(wanted)


def test_the_reports_leave_out_next_to_nothing_of_the_ledger(days: list[digest.Digest], read: Read) -> None:
    shown = set().union(*(cited(read, built) for built in days))
    assert share([read.keys[claim_id] in shown for claim_id in read.standing]) >= SHOWN


def test_the_report_of_each_day_holds_what_readers_found_in_its_pages(days: list[digest.Digest], read: Read) -> None:
    wanted: dict[date, list[bool]] = {built.day: [] for built in days}
    shown = {built.day: cited(read, built) for built in days}
    for claims in gold_claims().values():
        for found in claims:
            day = read.days[found[:2]]
            wanted[day].append(found in shown[day])
    assert {day: share(found) for day, found in wanted.items() if share(found) < FOUND} == {}


def test_every_disagreement_that_readers_found_stands_side_by_side_on_its_day(
    days: list[digest.Digest], read: Read
) -> None:
    """Two statements of one dispute, in the report of the day on which the later of the two pages was published."""
    claims = gold_claims()
    reports = {built.day: built.disagreements for built in days}
    missing = []
    for half, panel, pair in contradictions():
        one, other = (claims[each["page"]][each["claim"]] for each in pair)
        disputes = reports[max(read.days[one[:2]], read.days[other[:2]])]
        if not any(beside(read, dispute, one, other) for dispute in disputes):
            missing.append((half, panel, one, other))
    assert missing == []


def contradictions() -> Iterator[tuple[str, str, tuple[dict[str, Any], dict[str, Any]]]]:
    """The pairs of claims that readers set against each other, in both halves."""
    for half in relations.HALVES:
        for panel in relations.load(half)["panels"]:
            for pair in panel["pairs"]:
                if pair["kind"] == "contradiction":
                    yield half, panel["about"], (panel["claims"][pair["later"]], panel["claims"][pair["earlier"]])


def beside(read: Read, dispute: edition.Disagreement, one: Key, other: Key) -> bool:
    parties = [read.cited(statement) for statement in dispute.statements]
    return any(one in x and other in y for x, y in permutations(parties, 2))


def test_an_ordinary_day_prints_on_a_few_sheets(days: list[digest.Digest], tmp_path: Path) -> None:
    with browsing.opened_browser() as browser:
        for built in days:
            path = tmp_path / f"{built.day}.html"
            path.write_text(digest.render_html(built), encoding="utf-8")
            printed = browsing.page(browser, path).pdf(prefer_css_page_size=True)
            assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= SHEETS, built.day


def gold_claims() -> dict[str, list[Key]]:
    """The claims of the gold by page, in their order."""
    found = {}
    for listing, path in gold.gold_files():
        page = json.loads(path.read_text(encoding="utf-8"))
        of_page = (f"http://{listing.outlet}.localhost", page["article"]["title"])
        found[name_of(path)] = [key(*of_page, c["measure"], c["low"], c["high"], c["place"]) for c in page["claims"]]
    return found
