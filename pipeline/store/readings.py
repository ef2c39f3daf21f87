"""Readings: what the rules of one version found in one revision. Which are missing, and what to read for them.

Reads the snapshot; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import Any

from pydantic import TypeAdapter

from pipeline.models import Article, ArticleEvent, Block, EnrichedEvent, Removed
from pipeline.store.snapshot import Snapshot

UNREAD = """
SELECT ce_id, event_id FROM (
  FROM articles SELECT ce_id, event_id, published_on, rules_version, ingested_at
  UNION ALL BY NAME
  FROM quarantine SELECT ce_id, event_id, published_on, rules_version, ingested_at WHERE released_at IS NULL
)
WHERE published_on >= coalesce($since, '-infinity'::DATE)
QUALIFY NOT bool_or(rules_version = $version) OVER (PARTITION BY event_id)
    AND row_number() OVER (PARTITION BY event_id ORDER BY ingested_at DESC, ce_id) = 1
ORDER BY published_on, event_id
"""
CONTENT = """
SELECT a.*,
       (SELECT list(row(kind, char_start, char_end, author, handle, time, url) ORDER BY ordinal)
        FROM blocks b WHERE b.ce_id = a.ce_id) AS blocks,
       (SELECT list(row(text, rule) ORDER BY ordinal) FROM removed r WHERE r.ce_id = a.ce_id) AS removed
FROM articles a WHERE ce_id IN (SELECT unnest($ids::VARCHAR[]))
"""
FINAL = """
SELECT ce_id FROM articles WHERE ce_id IN (SELECT unnest($ids::VARCHAR[]))
UNION SELECT ce_id FROM quarantine WHERE ce_id IN (SELECT unnest($ids::VARCHAR[]))
"""


def newest_rules(snapshot: Snapshot) -> int:
    """The highest version of the rules that read anything in the snapshot; 0 where nothing was read."""
    query = "SELECT coalesce(max(try_cast(rules_version AS INTEGER)), 0) FROM articles"
    (found,) = snapshot.connection.execute(query).fetchall()[0]
    return int(found)


def unread(snapshot: Snapshot, rules_version: str, since: date | None) -> list[str]:
    """One `ce_id` for each revision that rules of this version have not read, by day of publication.

    Revisions in quarantine count: new rules may mend what was wrong with them.
    """
    rows = snapshot.connection.execute(UNREAD, {"version": rules_version, "since": since}).fetchall()
    return [ce_id for ce_id, _ in rows]


def events(snapshot: Snapshot, ce_ids: Sequence[str]) -> list[ArticleEvent]:
    """The article events behind these records, field for field as they were published, in this order."""
    cursor = snapshot.connection.execute(CONTENT, {"ids": list(ce_ids)})
    names = [column[0] for column in cursor.description or ()]
    found = {row[0]: _event(dict(zip(names, row, strict=True))) for row in cursor.fetchall()}
    left = [ce_id for ce_id in ce_ids if ce_id not in found]
    query = "SELECT ce_id, value FROM quarantine WHERE ce_id IN (SELECT unnest(?::VARCHAR[]))"
    for ce_id, value in snapshot.connection.execute(query, [left]).fetchall():
        found[ce_id] = TypeAdapter(EnrichedEvent).validate_json(value).event
    return [found[ce_id] for ce_id in ce_ids]


def final_records(snapshot: Snapshot, ce_ids: Iterable[str]) -> set[str]:
    """The enriched records among these that are stored or quarantined."""
    return {ce_id for (ce_id,) in snapshot.connection.execute(FINAL, {"ids": list(ce_ids)}).fetchall()}


def _event(row: dict[str, Any]) -> ArticleEvent:
    return ArticleEvent(
        **{name: row[name] for name in ("event_id", "article_id", "source", "outlet", "country", "kind", "url")},
        **{name: row[name] for name in ("landing", "extract_version")},
        published_at_utc=row["published_at_utc"] and row["published_at_utc"].astimezone(UTC),
        published_on=row["published_on"].isoformat(),
        fetched_at=row["fetched_at"].astimezone(UTC),
        article=Article(**{name: row[name] for name in Article.__slots__}),
        blocks=[Block(*_values(block)) for block in row["blocks"] or ()],
        removed=[Removed(*_values(each)) for each in row["removed"] or ()],
    )


def _values(cell: Any) -> Iterable[Any]:
    return cell.values() if isinstance(cell, dict) else cell
