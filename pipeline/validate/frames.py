"""Records as frames: one row per article, mention or claim, with the measures that the expectations limit.

Reads enriched events; writes nothing. A measure is null where the record leaves it open: nulls meet every limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date
from typing import Any

import pandas as pd

from pipeline.models import Claim, EnrichedEvent
from pipeline.topics import Received

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
PEOPLE = {"killed", "wounded", "killed_or_wounded", "losses", "captured", "missing", "exchanged"}

Row = dict[str, Any]


def frames(records: Iterable[Received]) -> dict[str, pd.DataFrame]:
    """The frame of each suite, by its name; every row carries the `ce_id` of its record."""
    rows: dict[str, list[Row]] = {"articles": [], "mentions": [], "claims": []}
    for record in records:
        rows["articles"].append(_article(record.ce_id, record.event))
        rows["mentions"].extend(_mentions(record.ce_id, record.event))
        rows["claims"].extend(_claim(record.ce_id, record.event, claim) for claim in record.event.findings.claims)
    return {name: pd.DataFrame(found) for name, found in rows.items()}


def _article(ce_id: str, enriched: EnrichedEvent) -> Row:
    event, article = enriched.event, enriched.event.article
    day = date.fromisoformat(event.published_on)
    removed = sum(len(receipt.text) for receipt in event.removed)
    length = len(article.text)
    return {
        "ce_id": ce_id,
        "words": len(article.text.split()),
        "characters": length,
        "days_ahead": (day - event.fetched_at.astimezone(UTC).date()).days,
        "published_year": day.year,
        "replacement_share": article.text.count("\N{REPLACEMENT CHARACTER}") / max(length, 1),
        "blocks_outside": sum(not 0 <= block.char_start <= block.char_end <= length for block in event.blocks),
        "tags": len(TAG.findall(article.text)),
        "title": article.title,
        "title_characters": None if article.title is None else len(article.title),
        "language": article.language,
        "kept_share": length / max(length + removed, 1),
    }


def _mentions(ce_id: str, enriched: EnrichedEvent) -> list[Row]:
    text = enriched.event.article.text
    return [
        {
            "ce_id": ce_id,
            "span_matches": text[mention.char_start : mention.char_end] == mention.text,
            "name": mention.name,
            "name_characters": None if mention.name is None else len(mention.name),
            "entity_named": mention.entity_id is None or mention.name is not None,
        }
        for mention in enriched.findings.mentions
    ]


def _claim(ce_id: str, enriched: EnrichedEvent, claim: Claim) -> Row:
    found, text = enriched.findings, enriched.event.article.text
    stated = date.fromisoformat(claim.stated_on or enriched.event.published_on)
    figure = claim.high if claim.high is not None else claim.low
    return {
        "ce_id": ce_id,
        "quote_matches": text[claim.char_start : claim.char_end] == claim.quote,
        "bounds_ordered": claim.low is None or claim.high is None or claim.low <= claim.high,
        "window_ordered": claim.start is None or claim.end is None or claim.start <= claim.end,
        "hedge_exists": claim.hedge is None or claim.hedge < len(found.hedges),
        "incident_exists": claim.incident is None or claim.incident < len(found.incidents),
        "people": figure if claim.measure in PEOPLE and claim.unit is None else None,
        "days_ahead": None if claim.start is None else (date.fromisoformat(claim.start) - stated).days,
        "start_year": None if claim.start is None else int(claim.start[:4]),
        "control_placed": claim.measure != "control" or claim.place is not None,
        "has_figure": claim.measure == "control" or figure is not None,
    }
