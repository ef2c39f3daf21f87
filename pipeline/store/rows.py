"""Events to rows: one function per event, one tuple per row, in the order of COLUMNS.

Reads events; writes nothing.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from datetime import datetime
from operator import attrgetter
from typing import Any

from pipeline.models import DeadLetter, DigestEvent, EnrichedEvent, Outcome
from pipeline.topics import Received

Rows = dict[str, list[tuple[Any, ...]]]

FOUND_IN = ("ce_id", "event_id", "article_id", "published_on", "rules_version", "ordinal")
SPAN = ("char_start", "char_end")
RECORD = ("topic", "partition", "offset")

# The columns of every table that the loader fills, in the order in which the functions below give them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        *("ce_id", "event_id", "article_id", "source", "outlet", "country", "kind", "url", "canonical_url", "title"),
        *("text", "authors", "published_at", "published_at_source", "published_at_utc", "published_on", "modified_at"),
        *("language", "analysis", "landing", "extract_version", "rules_version", "fetched_at", "ingested_at"),
    ),
    "blocks": (*FOUND_IN, "kind", *SPAN, "author", "handle", "time", "url"),
    "removed": (*FOUND_IN, "text", "rule"),
    "mentions": (*FOUND_IN, "text", *SPAN, "type", "name", "entity_id", "rule"),
    "places": (
        *(*FOUND_IN, "text", *SPAN, "name", "lat", "lon", "admin1", "country", "precision", "relation"),
        *("place_id", "rule"),
    ),
    "times": (*FOUND_IN, "text", *SPAN, "start", "end", "precision", "rule"),
    "hedges": (*FOUND_IN, "phrase", *SPAN, "scale", "band", "low", "high", "speaker", "target_start", "target_end"),
    "claims": (
        *(*FOUND_IN, "claim_id", "measure", "low", "high", "approx", "unit", "per", "side", "place", "place_part"),
        *("start", "end", "cumulative", "action", "weapon", "speaker", "stated_on", "relayed_by", "stance", "hedge"),
        *("incident", "parts", "quote", *SPAN),
    ),
    "incidents": (*FOUND_IN, "kind", "actor", "place", "start", "end", "speaker", "quote", *SPAN),
    "estimates": (*FOUND_IN, "speaker", "hedge", "place", "start", "end", "quote", *SPAN),
    "entities": ("entity_id", "type", "name"),
    "fetches": (
        *("ce_id", "fetch_id", "run_id", "source", "outlet", "url", "final_url", "outcome", "reason", "detail"),
        *("status", "article_id", "event_id", "duplicate_of", "published_on", "fetched_at", "health"),
        "ingested_at",
    ),
    "digests": (
        *("ce_id", "digest_id", "day", "built_at", "as_of", "snapshot_id", "articles", "sentences", "withheld"),
        *("body", "ingested_at"),
    ),
    "dead_letters": (
        *(*RECORD, "reason", "detail", "key", "value", "value_bytes", "headers", "event_id", "recorded_at", "dead_at"),
        "replayed_at",
    ),
    "quarantine": (
        *("ce_id", "event_id", "article_id", "source", "url", "published_on", "rules_version", *RECORD, "reasons"),
        *("value", "ingested_at", "quarantined_at"),
    ),
    "quality": (
        *("batch_id", "suite", "expectation", "kind", "column_name", "severity", "checked", "failed", "success"),
        *("examples", "checked_at"),
    ),
}

# The one field of these that is no plain value.
NESTED = {"places": "relation", "claims": "parts"}


def enriched_rows(records: Iterable[Received]) -> Rows:
    """The rows of enriched events: the article and everything found in it."""
    rows: Rows = defaultdict(list)
    for record in records:
        enriched: EnrichedEvent = record.event
        _add_article(rows, record, enriched)
        _add_findings(rows, record, enriched)
    rows["entities"] = list(dict.fromkeys(rows["entities"]))  # an article names most of its people many times
    return rows


def _add_article(rows: Rows, record: Received, enriched: EnrichedEvent) -> None:
    event, article = enriched.event, enriched.event.article
    rows["articles"].append(
        (
            *(record.ce_id, event.event_id, event.article_id, event.source, event.outlet, event.country, event.kind),
            *(event.url, article.canonical_url, article.title, article.text, article.authors, article.published_at),
            *(article.published_at_source, event.published_at_utc, event.published_on, article.modified_at),
            *(article.language, enriched.findings.analysis, event.landing, event.extract_version),
            *(enriched.rules_version, event.fetched_at, record.recorded_at),
        )
    )


def _add_findings(rows: Rows, record: Received, enriched: EnrichedEvent) -> None:
    event, found = enriched.event, enriched.findings
    here = (record.ce_id, event.event_id, event.article_id, event.published_on, enriched.rules_version)
    plain: dict[str, Sequence[object]] = {
        "blocks": event.blocks,
        "removed": event.removed,
        "mentions": found.mentions,
        "places": found.places,
        "times": found.times,
        "incidents": found.incidents,
        "estimates": found.estimates,
        "claims": found.claims,
    }
    for table, items in plain.items():
        rows[table].extend((*here, n, *cells) for n, cells in enumerate(_cells(table, items)))
    for n, hedge in enumerate(found.hedges):
        target = (hedge.target.char_start, hedge.target.char_end) if hedge.target else (None, None)
        rows["hedges"].append((*here, n, *astuple(hedge)[:-1], *target))
    rows["entities"].extend((m.entity_id, m.type, m.name) for m in found.mentions if m.entity_id)


def _cells(table: str, items: Sequence[object]) -> Iterable[tuple[Any, ...]]:
    """The fields of each item as columns hold them."""
    fields = COLUMNS[table][len(FOUND_IN) :]
    found: Iterable[tuple[Any, ...]] = map(attrgetter(*fields), items)
    if (name := NESTED.get(table)) is None:
        return found
    here = fields.index(name)
    return ((*row[:here], _plain(row[here]), *row[here + 1 :]) for row in found)


def _plain(value: Any) -> Any:
    """A relation of a place, or the parts of a claim, as a structure of DuckDB."""
    if isinstance(value, list):
        return [asdict(part) for part in value]
    return None if value is None else asdict(value)


def quality_rows(quality: Iterable[object]) -> Rows:
    """The rows of results of expectations: objects with the columns of `quality`."""
    return {"quality": [tuple(getattr(result, name) for name in COLUMNS["quality"]) for result in quality]}


def quarantine_rows(records: Iterable[tuple[Received, list[str]]], now: datetime) -> Rows:
    """The rows of records that failed an expectation."""
    rows: Rows = {"quarantine": []}
    for record, reasons in records:
        enriched: EnrichedEvent = record.event
        event = enriched.event
        rows["quarantine"].append(
            (
                *(record.ce_id, event.event_id, event.article_id, event.source, event.url, event.published_on),
                *(enriched.rules_version, record.topic, record.partition, record.offset, reasons, record.value),
                *(record.recorded_at, now),
            )
        )
    return rows


def outcome_rows(records: Iterable[Received]) -> Rows:
    """The rows of fetch outcomes."""
    fields = COLUMNS["fetches"][1:-1]

    def row(record: Received, outcome: Outcome) -> tuple[Any, ...]:
        return (record.ce_id, *[getattr(outcome, name) for name in fields], record.recorded_at)

    return {"fetches": [row(record, record.event) for record in records]}


def digest_rows(records: Iterable[Received]) -> Rows:
    """The rows of editions of digests."""

    def row(record: Received, digest: DigestEvent) -> tuple[Any, ...]:
        return (
            *(record.ce_id, digest.digest_id, digest.day, digest.built_at, digest.as_of, digest.snapshot_id),
            *(digest.articles, digest.sentences, digest.withheld, json.dumps(digest.body), record.recorded_at),
        )

    return {"digests": [row(record, record.event) for record in records]}


def dead_letter_rows(letters: Iterable[DeadLetter]) -> Rows:
    """The rows of dead letters, by whichever way they came: from the topic or from the loader's own loop."""

    def raw(text: str | None) -> bytes | None:
        return None if text is None else base64.b64decode(text)

    return {
        "dead_letters": [
            (
                *(letter.topic, letter.partition, letter.offset, letter.reason, letter.detail, raw(letter.key)),
                *(raw(letter.value), letter.value_bytes, json.dumps(letter.headers), letter.event_id),
                *(letter.recorded_at, letter.dead_at, letter.replayed_at),
            )
            for letter in letters
        ]
    }
