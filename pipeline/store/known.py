"""All that the tables know of an address: what a takedown has to reach.

Reads the snapshot; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.store.snapshot import Snapshot

ARTICLES = """
SELECT DISTINCT article_id FROM (
  SELECT article_id FROM articles WHERE $url IN (url, canonical_url)
  UNION ALL SELECT article_id FROM quarantine WHERE url = $url
  UNION ALL SELECT article_id FROM fetches WHERE $url IN (url, final_url) AND article_id IS NOT NULL
  UNION ALL SELECT article_id FROM forgotten WHERE url = $url
) ORDER BY article_id
"""
URLS = """
SELECT DISTINCT url FROM (
  SELECT unnest([url, canonical_url]) AS url FROM articles WHERE article_id = $id
  UNION ALL SELECT url FROM quarantine WHERE article_id = $id
  UNION ALL SELECT unnest([url, final_url]) FROM fetches WHERE article_id = $id OR duplicate_of = $id
) WHERE url IS NOT NULL ORDER BY url
"""
EVENTS = """
SELECT DISTINCT event_id FROM (
  SELECT event_id FROM articles WHERE article_id = $id
  UNION ALL SELECT event_id FROM quarantine WHERE article_id = $id
  UNION ALL SELECT event_id FROM fetches WHERE article_id = $id AND event_id IS NOT NULL
  UNION ALL SELECT unnest(event_ids) FROM forgotten WHERE article_id = $id
) ORDER BY event_id
"""
COPIES = """
SELECT DISTINCT a.outlet || ': ' || a.url
FROM article_relations r
JOIN articles a ON a.event_id IN (r.event_id, r.other_event_id)
WHERE r.kind <> 'revision' AND a.article_id <> $id
  AND ($events::VARCHAR[]).list_contains(r.event_id) <> ($events::VARCHAR[]).list_contains(r.other_event_id)
ORDER BY ALL
"""
LEFT = """
SELECT article_id FROM forgotten
WHERE erased_at IS NOT NULL
  AND article_id NOT IN (SELECT article_id FROM articles) AND article_id NOT IN (SELECT article_id FROM quarantine)
  AND list_has_all(digest_ids, $digests::VARCHAR[]) AND article_id = $id
"""


@dataclass(frozen=True)
class Known:
    """One article: every address at which it was read, its revisions, and where else its text stands."""

    article_id: str
    titles: list[str]
    urls: list[str]
    event_ids: list[str]
    days: list[str]  # publication days
    claims: int
    copies: list[str]  # other outlets that carry the text, as `outlet: url`


def articles_at(snapshot: Snapshot, url: str) -> list[str]:
    """The articles that were read at an address, or taken down there."""
    return _column(snapshot, ARTICLES, url=url)


def known(snapshot: Snapshot, article_id: str) -> Known:
    """What the tables know of an article; next to nothing, where nothing of it is left."""
    events = _column(snapshot, EVENTS, id=article_id)
    revisions = snapshot.connection.execute(
        "SELECT DISTINCT title, published_on FROM articles WHERE article_id = ?", [article_id]
    ).fetchall()
    (claims,) = _column(snapshot, "SELECT count(*) FROM claims WHERE article_id = $id", id=article_id)
    return Known(
        article_id,
        sorted({title for title, _ in revisions if title}),
        _column(snapshot, URLS, id=article_id),
        events,
        sorted({day.isoformat() for _, day in revisions}),
        claims,
        _column(snapshot, COPIES, id=article_id, events=events),
    )


def was_tried(snapshot: Snapshot, url: str) -> bool:
    """Whether the address was ever tried."""
    return bool(_column(snapshot, "SELECT 1 FROM fetches WHERE $url IN (url, final_url) LIMIT 1", url=url))


def is_erased(snapshot: Snapshot, article_id: str, digest_ids: list[str]) -> bool:
    """Whether no row of the article is left, nor its words in the file, and these editions are refused."""
    return bool(_column(snapshot, LEFT, id=article_id, digests=digest_ids))


def _column(snapshot: Snapshot, query: str, **values: Any) -> list[Any]:
    return [value for (value,) in snapshot.connection.execute(query, values).fetchall()]
