"""The expectations: each limit has a reason, catches what it is for, and lets good records pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import topics, validate
from pipeline.errors import TerminalError
from pipeline.models import Claim, EnrichedEvent, Mention
from pipeline.topics import Received
from pipeline.validate import EXPECTATIONS
from tests.topics.examples import article, as_received, enriched, example

SUITES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in EXPECTATIONS.glob("*.json")}
RULES = [(name, rule) for name, suite in SUITES.items() for rule in suite["expectations"]]


def received(event: EnrichedEvent) -> Received:
    return as_received(topics.ENRICHED, event)


def with_article(**fields: Any) -> EnrichedEvent:
    event = article(1)
    return enriched(replace(event, article=replace(event.article, **fields), blocks=[]))


def with_event(**fields: Any) -> EnrichedEvent:
    return enriched(replace(article(1), **fields))


def with_claim(**fields: Any) -> EnrichedEvent:
    base = example(topics.ENRICHED)
    claim: Claim = replace(base.findings.claims[0], **fields)
    return replace(base, findings=replace(base.findings, claims=[claim]))


def with_mention(**fields: Any) -> EnrichedEvent:
    base = example(topics.ENRICHED)
    mention: Mention = replace(base.findings.mentions[0], **fields)
    return replace(base, findings=replace(base.findings, mentions=[mention]))


# One record that each expectation is for. The suite of totals is checked over tables: see the store's tests.
CASES: dict[str, Callable[[], EnrichedEvent]] = {
    "articles.has_words": lambda: with_article(text="Subscribe to read on."),
    "articles.is_one_article": lambda: with_article(text="word " * 250_000),
    "articles.not_from_the_future": lambda: with_event(published_on="2023-01-05"),
    "articles.not_before_independence": lambda: with_event(published_on="1970-01-01"),
    "articles.decoded_well": lambda: with_article(text="The \ufffd\ufffd report of the mini\ufffdtry says that"),
    "articles.blocks_lie_in_the_text": lambda: with_event(blocks=[replace(article(1).blocks[0], char_end=10_000)]),
    "articles.no_markup_left": lambda: with_article(text="<p>Two men</p> were <b>killed</b> there today"),
    "articles.has_a_title": lambda: with_article(title=None),
    "articles.title_is_a_line": lambda: with_article(title="word " * 100),
    "articles.language_is_known": lambda: with_article(language=None),
    "articles.something_was_kept": lambda: with_event(
        removed=[replace(example(topics.ARTICLES).removed[0], text="x" * 9999)]
    ),
    "mentions.span_is_the_text": lambda: with_mention(text="Bakhmut"),
    "mentions.name_is_a_name": lambda: with_mention(name="x" * 200),
    "mentions.name_has_no_markup": lambda: with_mention(name="Makiivka<br>"),
    "mentions.entity_has_a_name": lambda: with_mention(name=None),
    "claims.quote_is_the_text": lambda: with_claim(quote="At least 400 soldiers were killed in Makiivka"),
    "claims.bounds_are_ordered": lambda: with_claim(low=400.0, high=63.0),
    "claims.window_is_ordered": lambda: with_claim(start="2023-01-02", end="2023-01-01"),
    "claims.points_to_its_hedge": lambda: with_claim(hedge=3),
    "claims.points_to_its_incident": lambda: with_claim(incident=0),
    "claims.people_are_countable": lambda: with_claim(low=44_000_000.0),
    "claims.has_happened": lambda: with_claim(start="2023-02-15", end="2023-02-15"),
    "claims.is_of_this_war": lambda: with_claim(start="1943-02-02", end="1943-02-02"),
    "claims.control_has_a_place": lambda: with_claim(measure="control", low=None, place=None, action="holds"),
    "claims.figure_or_control": lambda: with_claim(low=None),
}


@pytest.mark.parametrize(
    ("suite", "rule"), RULES, ids=lambda value: value if isinstance(value, str) else value["meta"]["name"]
)
def test_every_limit_says_what_it_found_and_why_it_stands_where_it_stands(suite: str, rule: dict[str, Any]) -> None:
    assert rule["severity"] in {"critical", "warning"}
    assert len(rule["meta"]["reason"]) > 40
    assert rule["meta"]["says"]
    assert f"{suite}.{rule['meta']['name']}" in {*CASES, "totals.never_fall"}


@pytest.mark.parametrize("name", CASES)
def test_an_expectation_catches_what_it_is_for_and_nothing_else_does(name: str) -> None:
    record, good = received(CASES[name]()), received(enriched(article(2)))
    verdict = validate.validate([record, good])
    assert [f"{q.suite}.{q.expectation}" for q in verdict.quality if q.failed] == [name]
    suite, _, expectation = name.partition(".")
    rule = next(r for r in SUITES[suite]["expectations"] if r["meta"]["name"] == expectation)
    if rule["severity"] == "critical":
        assert verdict.passed == [good]
        assert verdict.failed == [(record, [f"{name}: {rule['meta']['says']}"])]
    else:
        assert verdict.passed == [record, good]


def test_good_records_pass_and_every_expectation_is_counted() -> None:
    records = [received(enriched(article(number))) for number in range(20)] + [received(example(topics.ENRICHED))]
    verdict = validate.validate(records)
    assert (verdict.passed, verdict.failed) == (records, [])
    assert all(result.success for result in verdict.quality)
    assert {f"{q.suite}.{q.expectation}" for q in verdict.quality} == set(CASES)


def test_no_records_are_no_work() -> None:
    assert validate.validate([]) == validate.Verdict()


def test_a_record_that_a_person_released_passes() -> None:
    record = replace(received(CASES["articles.has_words"]()), replayed=True)
    assert validate.validate([record]).passed == [record]


def test_an_expectation_that_cannot_be_evaluated_is_our_fault_and_judges_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = validate.frames

    def without_words(records: Any) -> dict[str, pd.DataFrame]:
        made = real(records)
        return made | {"articles": made["articles"].drop(columns="words")}

    monkeypatch.setattr(validate, "frames", without_words)
    with pytest.raises(TerminalError, match="has_words of articles cannot be evaluated"):
        validate.validate([received(enriched(article(1)))])


def test_hostile_text_in_examples_is_cut_short() -> None:
    record = received(with_article(title="<script>alert(1)</script>" * 100))
    (result,) = [q for q in validate.validate([record]).quality if q.expectation == "title_is_a_line"]
    assert result.failed == 1
    assert all(len(example) <= 120 for example in result.examples)
    assert result.checked_at <= datetime.now(UTC)


def total(figure: float, before: float | None, day: str = "2023-01-03") -> dict[str, Any]:
    series = {"speaker": "General Staff", "side": "RU", "measure": "losses", "unit": None, "weapon": None}
    return series | {"day": day, "figure": figure, "before": before}


def test_a_running_total_that_falls_is_told_unless_its_correction_is_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    totals = [total(107_440, None, "2023-01-02"), total(108_190, 107_440), total(90_000, 108_190, "2023-01-04")]
    (result,) = validate.validate_totals(totals)
    assert (result.checked, result.failed, result.success, result.examples) == (3, 1, False, ["18190.0"])
    for file in EXPECTATIONS.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "corrections.csv").open("a") as corrections:
        corrections.write("General Staff,RU,losses,,2023-01-04,the day's bulletin says so\n")
    monkeypatch.setattr("pipeline.validate.totals.EXPECTATIONS", tmp_path)
    (result,) = validate.validate_totals(totals)
    assert result.success
    assert validate.validate_totals([]) == []
