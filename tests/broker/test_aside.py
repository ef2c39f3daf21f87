"""What was set aside can be listed, shown and sent again; doing it twice changes nothing."""

from __future__ import annotations

import json
from functools import partial

import pytest
from kafka import TopicPartition

from pipeline import topics
from pipeline.broker import Producer
from pipeline.errors import TerminalError
from pipeline.jobs import aside
from pipeline.settings import Settings
from pipeline.topics.cluster import admin
from tests.broker.streams import Process, ask, counted, running, send_raw, wait_for
from tests.topics.examples import article, enriched, outcome

pytestmark = pytest.mark.services


def test_a_dead_letter_whose_cause_was_mended_is_replayed_into_the_tables(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cause here is a wrong key, as a foreign producer might send it; it is mended in sending again."""
    event = article(1)
    _, value, headers = topics.encode(topics.ARTICLES, event)
    send_raw(settings, topics.ARTICLES, [(b"wrong", value, headers)])
    with Producer(settings) as producer:
        producer.send(topics.FETCHES, outcome(event))
        producer.flush()
    with running("enrich", "store", settings=settings) as (worker, loader):
        wait_for(lambda: counted(settings, "dead_letters") == 1, 60, lambda: worker.said + loader.said)
        columns, ((record, reason, *_),) = aside.dead_letters(settings)
        assert columns[:2] == ["record", "reason"]
        assert reason == "wrong_key"
        letter = aside.show_dead_letter(settings, aside.place(record))
        assert (letter["value"], letter["event_id"]) == (value, event.event_id)
        assert json.loads(letter["headers"])["ce_type"] == "sitrep.article.v1"

        # Mend it: send what was kept under the key that it should have had.
        real = Producer.send_again
        monkeypatch.setattr(
            Producer, "send_again", lambda self, topic, _key, *rest: real(self, topic, event.article_id.encode(), *rest)
        )
        assert aside.replay(settings, []).sent == 1
        wait_for(lambda: counted(settings, "articles") == 1, 60, lambda: worker.said + loader.said)
        wait_for(lambda: counted(settings, "dead_letters WHERE replayed_at IS NOT NULL") == 1, 60)
        assert aside.replay(settings, []).sent == 0
        assert aside.replay(settings, [aside.place(record)]).sent == 1
        assert loader.end() == 0
    assert counted(settings, "articles") == 1
    assert ask(settings, "SELECT balanced, events_stored, events_dead_lettered FROM reconciliation") == [(True, 1, 0)]


def test_what_still_cannot_be_decoded_is_a_new_dead_letter_and_the_old_one_is_marked(settings: Settings) -> None:
    send_raw(settings, topics.FETCHES, [(b"k", b"no JSON", [("why", b"\xff")])])
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "dead_letters") == 1, 60, lambda: loader.said)
        assert aside.replay(settings, []).sent == 1
        wait_for(lambda: counted(settings, "dead_letters") == 2, 60, lambda: loader.said)
        wait_for(lambda: counted(settings, "dead_letters WHERE replayed_at IS NOT NULL") == 1, 60)
    assert ask(settings, "SELECT value FROM dead_letters") == [(b"no JSON",), (b"no JSON",)]


def test_a_dead_letter_longer_than_a_letter_keeps_is_sent_again_whole_or_refused_in_words(settings: Settings) -> None:
    """A letter holds 4 MiB of a value; the record itself may have 8. The topic has the rest, until retention."""
    long, too_long = b"x" * (5 * 2**20), b"x" * (topics.MAX_VALUE_BYTES + 1)
    send_raw(settings, topics.FETCHES, [(b"k", value, []) for value in (long, too_long, b"short")])
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "dead_letters") == 3, 60, lambda: loader.said)
        kept = ask(settings, "SELECT octet_length(value), value_bytes FROM dead_letters ORDER BY value_bytes")
        half = topics.MAX_VALUE_BYTES // 2
        assert kept == [(5, 5), (half, len(long)), (half, len(too_long))]
        done = aside.replay(settings, [])
        assert done.sent == 2
        assert len(done.refused) == 1
        assert f"has {len(too_long)} bytes; no consumer takes more" in done.refused[0]
        wait_for(lambda: counted(settings, "dead_letters") == 5, 60, lambda: loader.said)
        lengths = ask(settings, "SELECT value_bytes FROM dead_letters WHERE replayed_at IS NULL ORDER BY 1")
        assert lengths == [(5,), (len(long),), (len(too_long),)]

        with admin(settings) as client:
            partitions = [TopicPartition(topics.FETCHES.name, n) for n in range(topics.FETCHES.partitions)]
            ends = {where: -1 for where in partitions}  # -1: all there is
            client.delete_records(ends)
        done = aside.replay(settings, [])
        assert done.sent == 1  # the short one, which its letter holds whole
        gone = next(reason for reason in done.refused if str(len(long)) in reason)
        assert "Kafka no longer has the record" in gone
        assert "--from-landing" in gone


def test_quarantined_records_are_listed_with_their_reasons_and_released_once(settings: Settings) -> None:
    stub = enriched(article(1, day="2023-02-01"))
    with Producer(settings) as producer:
        producer.send(topics.ENRICHED, stub)
        producer.flush()
    with running("store", settings=settings) as (loader,):
        wait_for(lambda: counted(settings, "quarantine") == 1, 60, lambda: loader.said)
        ((ce_id, *_, reasons, _),) = aside.quarantine(settings)[1]
        assert reasons == ["articles.not_from_the_future: it was published more than a day after it was fetched"]
        for _ in range(2):
            assert aside.release(settings, [ce_id]) == 1
        wait_for(lambda: counted(settings, "articles") == 1, 60, lambda: loader.said)
        assert loader.end() == 0
    assert counted(settings, "articles") == 1
    assert aside.quarantine(settings)[1] == []


def test_a_topic_is_read_again_from_its_beginning_and_nothing_is_stored_twice(settings: Settings) -> None:
    with Producer(settings) as producer:
        producer.send(topics.ENRICHED, enriched(article(1)))
        producer.flush()
    for _ in range(2):
        before = ask(settings, "SELECT snapshot_id FROM snapshot_info")
        with running("store", settings=settings) as (loader,):
            wait_for(partial(loaded_again, settings, before), 60, partial(_said, loader))
            assert loader.end() == 0
        assert ask(settings, "SELECT sum(next_offset) FROM loads WHERE topic = 'articles.enriched.v1'") == [(1,)]
        assert counted(settings, "articles") == 1
        aside.reset_offsets(settings, topics.ENRICHED.name)
    for name in ("articles.v9", topics.CLAIMS.name):  # one that there is not, and one that only subscribers read
        with pytest.raises(TerminalError, match=f"No consumer of sitrep reads a topic {name}.*articles.enriched.v1"):
            aside.reset_offsets(settings, name)


def _said(process: Process) -> str:
    return process.said


def loaded_again(settings: Settings, before: list[object]) -> bool:
    return ask(settings, "SELECT snapshot_id FROM snapshot_info") != before


@pytest.mark.parametrize("text", ["articles.v1", "articles.v1/0", "articles.v1/0/x", ""])
def test_a_record_that_is_named_wrongly_is_told(text: str) -> None:
    with pytest.raises(TerminalError, match="topic/partition/offset"):
        aside.place(text)
