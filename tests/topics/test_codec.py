"""Records are checked before they are produced and after they are consumed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline import topics
from pipeline.errors import TerminalError
from pipeline.topics import Topic
from tests.topics.examples import FakeRecord, article, as_record, enriched, example


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_an_event_comes_back_from_its_record_as_it_was(topic: Topic) -> None:
    event = example(topic)
    assert topics.decode(as_record(topic, event)).event == event


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_the_headers_are_cloudevents_in_binary_mode(topic: Topic) -> None:
    _, _, headers = topics.encode(topic, example(topic))
    words = {name: raw.decode() for name, raw in headers}
    assert words["ce_specversion"] == "1.0"
    assert words["ce_type"] == topic.ce_type
    assert words["ce_dataschema"] == json.loads(topic.schema_file.read_text())["$id"]
    assert words["content-type"] == "application/json"
    assert datetime.fromisoformat(words["ce_time"]).tzinfo == UTC
    assert {"ce_id", "ce_source"} <= words.keys()


def test_the_id_of_a_record_depends_on_event_type_and_rules_and_on_nothing_else() -> None:
    event = article(1)
    first, again = (topics.ENRICHED.ce_id(enriched(event)) for _ in range(2))
    later = replace(event, fetched_at=datetime(2030, 1, 1, tzinfo=UTC))
    assert first == again == topics.ENRICHED.ce_id(enriched(later))
    assert first != topics.ENRICHED.ce_id(enriched(event, "2"))
    assert first != topics.ARTICLES.ce_id(event)


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("null_value", {"value": None}),
        ("not_json", {"value": b"\xff\xfe"}),
        ("not_json", {"value": b'{"half": '}),
        ("not_json", {"value": b"[" * 100_000}),
        ("not_json", {"value": b'{"event_id": NaN}'}),
        ("wrong_schema", {"value": b"[]"}),
        ("wrong_schema", {"value": b"{}"}),
        ("wrong_key", {"key": b"another"}),
        ("wrong_key", {"key": None}),
        ("wrong_type", {"headers": [("ce_type", b"sitrep.digest.v1")]}),
        ("too_large", {"value": b" " * (topics.MAX_VALUE_BYTES + 1)}),
    ],
)
def test_a_record_that_is_no_event_is_refused_with_the_reason(reason: str, change: dict[str, object]) -> None:
    record = replace(as_record(topics.ARTICLES, article(1)), **change)
    with pytest.raises(topics.Undecodable) as refused:
        topics.decode(record)
    assert refused.value.reason == reason
    letter = topics.dead_letter(record, refused.value, datetime.now(UTC))
    assert topics.decode(as_record(topics.DEAD_LETTERS, letter)).event == letter


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published_on", "2023-02-30"),
        ("published_on", "yesterday"),
        ("event_id", "7"),
        ("fetched_at", "2023-01-02 10:00"),
        ("kind", "blog"),
        ("url", ""),
        ("article", None),
    ],
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    record = as_record(topics.ARTICLES, article(1))
    document = json.loads(record.value or b"") | {field: value}
    with pytest.raises(topics.Undecodable, match=field) as refused:
        topics.decode(replace(record, value=json.dumps(document).encode()))
    assert refused.value.reason == "wrong_schema"


def test_a_lone_surrogate_is_a_bad_record_and_no_crash() -> None:
    record = as_record(topics.ARTICLES, article(1))
    broken = (record.value or b"").replace(b"Village 1", b"Village \\ud800")
    with pytest.raises(topics.Undecodable):
        topics.decode(replace(record, value=broken))


def test_an_event_of_ours_that_does_not_fit_its_schema_is_a_fault_of_the_program() -> None:
    with pytest.raises(TerminalError, match="published_on"):
        topics.encode(topics.ARTICLES, replace(article(1), published_on="soon"))


def test_an_event_too_large_for_a_record_is_refused_before_it_is_sent() -> None:
    event = article(1)
    long = replace(event, article=replace(event.article, text="x" * topics.MAX_VALUE_BYTES))
    with pytest.raises(topics.TooLarge):
        topics.encode(topics.ARTICLES, long)


def test_a_dead_letter_of_the_largest_record_fits_its_topic() -> None:
    record = FakeRecord("articles.v1", b"k" * 10_000, b"x" * (2 * topics.MAX_VALUE_BYTES), [("h", b"\xff" * 10_000)])
    with pytest.raises(topics.Undecodable) as refused:
        topics.decode(record)
    letter = topics.dead_letter(record, refused.value, datetime.now(UTC))
    assert letter.value_bytes == 2 * topics.MAX_VALUE_BYTES
    assert len(topics.encode(topics.DEAD_LETTERS, letter)[1]) <= topics.MAX_VALUE_BYTES


def test_a_dead_letter_knows_its_event_where_the_headers_name_one() -> None:
    record = replace(as_record(topics.ARTICLES, article(1)), value=b"{}")
    letter = topics.dead_letter(record, topics.Undecodable("wrong_schema", ""), datetime.now(UTC))
    assert letter.event_id == article(1).event_id
