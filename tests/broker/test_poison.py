"""Row 7: ten kinds of poison, a hundred of each, mixed with good records: all accounted for, the rest stored."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from pipeline import topics
from pipeline.models import ArticleEvent
from pipeline.publish import publish
from pipeline.settings import Settings
from tests.broker.streams import ask, counted, finals, read_all, running, send_raw, wait_for
from tests.topics.examples import article, enriched, outcome

pytestmark = pytest.mark.services

EACH = 100
Raw = tuple[bytes | None, bytes | None, list[Any]]


def mutilated(event: ArticleEvent, **fields: object) -> Raw:
    key, value, headers = topics.encode(topics.ARTICLES, event)
    return key, json.dumps(json.loads(value) | fields).encode(), headers


def poisons(number: int) -> dict[str, Raw]:
    """One record of each kind that no consumer can use; the name says what is wrong with it."""
    event = article(1_000_000 + number)
    key, value, headers = topics.encode(topics.ARTICLES, event)
    return {
        "null value": (key, None, headers),
        "empty value": (key, b"", headers),
        "no UTF-8": (key, b"\xff\xfe\x00garbage", headers),
        "half a JSON": (key, value[: len(value) // 2], headers),
        "JSON of another kind": (key, b"[1, 2, 3]", headers),
        "a field missing": mutilated(event, article=None),
        "a date that is none": mutilated(event, published_on="2023-02-30"),
        "the key of another article": (b"other", value, headers),
        "no key": (None, value, headers),
        "the type of another event": (key, value, [("ce_type", b"org.example.other")]),
    }


def test_a_thousand_poisonous_records_of_ten_kinds_stop_nobody(settings: Settings) -> None:
    good = [article(number) for number in range(1000)]
    bad = [(name, raw) for number in range(EACH) for name, raw in poisons(number).items()]
    random.Random(1).shuffle(bad)
    with running("enrich", "store", settings=settings) as (worker, loader):
        for part in range(10):
            publish(
                settings, good[part * 100 : part * 100 + 100], [outcome(e) for e in good[part * 100 : part * 100 + 100]]
            )
            send_raw(settings, topics.ARTICLES, [raw for _, raw in bad[part * 100 : part * 100 + 100]])
        wait_for(lambda: finals(settings) >= 2000, 90, lambda: worker.said[-2000:] + loader.said[-2000:])
        assert longest_silence(worker.said) < 5
    assert counted(settings, "articles") == 1000
    assert ask(settings, "SELECT reason, count(*) FROM dead_letters GROUP BY ALL ORDER BY ALL") == [
        ("not_json", 3 * EACH),
        ("null_value", EACH),
        ("wrong_key", 2 * EACH),
        ("wrong_schema", 3 * EACH),
        ("wrong_type", EACH),
    ]
    assert len(read_all(settings, topics.DEAD_LETTERS)) == 10 * EACH
    raw = ask(
        settings, "SELECT DISTINCT value FROM dead_letters WHERE reason = 'wrong_schema' AND octet_length(value) < 20"
    )
    assert raw == [(b"[1, 2, 3]",)]


def longest_silence(said: str) -> float:
    """Seconds between two batches of a worker, at most."""
    moments = [
        datetime.fromisoformat(text.replace(",", ".")) for text in re.findall(r"^(\S+ \S+) sitrep.broker", said, re.M)
    ]
    return max((b - a).total_seconds() for a, b in pairwise(moments))


@pytest.mark.parametrize("topic", [topics.ENRICHED, topics.FETCHES, topics.DEAD_LETTERS, topics.DIGESTS])
def test_poison_on_the_loaders_own_topics_is_a_dead_letter_too(settings: Settings, topic: topics.Topic) -> None:
    send_raw(settings, topic, [(b"k", b"no JSON", []), (b"k", None, [])])
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "dead_letters") >= 2, 60, lambda: loader.said)
        assert loader.end() == 0
    assert ask(settings, "SELECT topic, count(*) FROM dead_letters GROUP BY ALL") == [(topic.name, 2)]
    letters = read_all(settings, topics.DEAD_LETTERS)
    assert len(letters) == 2  # on the topic of dead letters itself the bad ones lie there already


def test_a_record_that_fails_an_expectation_is_quarantined_told_and_can_be_released(settings: Settings) -> None:
    event = article(1)
    stub = replace(event, article=replace(event.article, text="Subscribe now."), blocks=[])
    from pipeline.broker import Producer

    with Producer(settings) as producer:
        producer.send(topics.ENRICHED, enriched(stub))
        producer.send(topics.FETCHES, outcome(stub))
        producer.flush()
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "quarantine") == 1, 60, lambda: loader.said)
        (told,) = [topics.decode(record).event for record in read_all(settings, topics.QUARANTINE)]
        assert told.reasons == ["articles.has_words: the text has fewer than five words"]
        assert (told.topic, told.event_id) == ("articles.enriched.v1", stub.event_id)
        with Producer(settings) as producer:
            producer.send(topics.ENRICHED, enriched(stub), replayed=True)
            producer.flush()
        wait_for(lambda: counted(settings, "articles") == 1, 60, lambda: loader.said)
    assert ask(settings, "SELECT events_stored, events_quarantined, balanced FROM reconciliation") == [(1, 0, True)]
