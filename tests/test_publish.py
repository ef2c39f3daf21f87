"""publish: articles first, then outcomes; every record acknowledged; the same task makes the same records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import topics
from pipeline.publish import publish, publish_digest
from pipeline.settings import Settings
from tests.broker.streams import read_all
from tests.topics.examples import article, example, outcome

pytestmark = pytest.mark.services


def test_a_retried_task_makes_records_with_the_same_ids_and_values(settings: Settings) -> None:
    events = [article(number) for number in range(1000)]
    outcomes = [outcome(event) for event in events]
    assert publish(settings, events, outcomes) == {"articles": 1000, "published": 1000}
    publish(settings, events, outcomes)
    for topic in (topics.ARTICLES, topics.FETCHES):
        records = read_all(settings, topic)
        ids = {(dict(record.headers)["ce_id"], record.value) for record in records}
        assert (len(records), len(ids)) == (2000, 1000)


def test_revisions_of_one_article_stay_in_order_on_one_partition(settings: Settings) -> None:
    publish(settings, [article(number, revision) for revision in range(4) for number in range(50)], [])
    seen: dict[bytes, list[tuple[int, str]]] = {}
    for record in read_all(settings, topics.ARTICLES):
        seen.setdefault(record.key, []).append((record.partition, topics.decode(record).event.event_id))
    for number in range(50):
        found = seen[article(number).article_id.encode()]
        assert [event_id for _, event_id in found] == [article(number, revision).event_id for revision in range(4)]
        assert len({partition for partition, _ in found}) == 1


def test_an_article_too_large_for_a_record_is_dropped_and_its_outcome_says_so(settings: Settings) -> None:
    event = article(1)
    huge = replace(event, article=replace(event.article, text="x" * topics.MAX_VALUE_BYTES))
    counts = publish(settings, [huge, article(2)], [outcome(huge), outcome(article(2))])
    assert counts == {"articles": 1, "published": 1, "dropped": 1}
    told = [topics.decode(record).event for record in read_all(settings, topics.FETCHES)]
    (dropped,) = [each for each in told if each.outcome == "dropped"]
    assert (dropped.reason, dropped.event_id, dropped.article_id) == ("too_large", None, event.article_id)


def test_an_article_just_small_enough_goes_through_broker_and_consumer(settings: Settings) -> None:
    event = article(1)
    # Random letters: a record that zstd cannot shrink below what the broker must carry.
    text = "".join(chr(0x4E00 + (number * 7919) % 20000) for number in range(topics.MAX_VALUE_BYTES // 3 - 2000))
    publish(settings, [replace(event, article=replace(event.article, text=text))], [])
    (record,) = read_all(settings, topics.ARTICLES)
    assert topics.decode(record).event.article.text == text


def test_nothing_to_publish_is_no_error(settings: Settings) -> None:
    assert publish(settings, [], []) == {"articles": 0}


def test_a_digest_is_published_once_per_edition(settings: Settings) -> None:
    digest = example(topics.DIGESTS)
    publish_digest(settings, digest)
    (record,) = read_all(settings, topics.DIGESTS)
    assert topics.decode(record).event == digest


def test_topics_are_made_once_and_carry_what_is_declared(settings: Settings) -> None:
    from kafka.admin import ConfigResource, ConfigResourceType

    from pipeline.topics.cluster import admin

    assert topics.create(settings) == []
    topics.create(settings.model_copy(update={"topic_days_fetches": 3, "topic_days_articles": 0}))
    with admin(settings) as client:
        told = {each["name"]: each for each in client.describe_topics([topic.name for topic in topics.ALL])}
        found = client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, t.name) for t in topics.ALL])
    assert {name: len(each["partitions"]) for name, each in told.items()} == {t.name: t.partitions for t in topics.ALL}
    retention = {name: configs["retention.ms"]["value"] for name, configs in found["topic"].items()}
    assert retention[topics.FETCHES.name] == str(3 * 24 * 3600 * 1000)
    assert retention[topics.ARTICLES.name] == "-1"
    topics.create(settings)
