"""publish: events onto their topics, each acknowledged by all replicas before the next stage may rely on it.

Reads article events, outcomes and digests; writes articles.v1, fetches.v1, digests.v1 and articles.quarantine.v1.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.broker.clients import Producer, send_all
from pipeline.models import ArticleEvent, DigestEvent, Outcome
from pipeline.settings import Settings
from pipeline.topics import ARTICLES, DIGESTS, FETCHES, QUARANTINE, Received, TooLarge, quarantined

log = logging.getLogger("sitrep.publish")


def publish(settings: Settings, events: Iterable[ArticleEvent], outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Send the articles, wait until all are acknowledged, then the outcomes, and wait again.

    So an outcome `published` never stands for an article that Kafka does not have. An article that is too large
    for a record is dropped, and its outcome says so. Returns counts: `articles`, and one for each outcome.
    Raises TransientError if any record was not acknowledged; sending everything again is safe.
    """
    too_large: dict[str, str] = {}
    with Producer(settings) as producer:
        for event in events:
            try:
                producer.send(ARTICLES, event)
            except TooLarge as error:
                too_large[event.event_id] = str(error)
        counts = Counter(articles=producer.flush())
        for outcome in outcomes:
            final = _final(outcome, too_large)
            producer.send(FETCHES, final)
            counts[final.outcome] += 1
        producer.flush()
    return dict(counts)


def publish_digest(settings: Settings, digest: DigestEvent) -> None:
    """Send one edition of a digest; returns when it is acknowledged."""
    send_all(settings, [(DIGESTS, digest)])
    log.info("publish: digest of %s, %d sentences", digest.day, digest.sentences)


def publish_quarantined(settings: Settings, failed: Iterable[tuple[Received, list[str]]]) -> int:
    """Tell subscribers which records failed which expectations; returns how many, all acknowledged."""
    now = datetime.now(UTC)
    told = [(QUARANTINE, quarantined(record, reasons, now)) for record, reasons in failed]
    return send_all(settings, told) if told else 0


def _final(outcome: Outcome, too_large: dict[str, str]) -> Outcome:
    if outcome.outcome != "published" or outcome.event_id not in too_large:
        return outcome
    return replace(outcome, outcome="dropped", reason="too_large", detail=too_large[outcome.event_id], event_id=None)
