"""Tombstones: records without a value that say that an article was taken down, as `sitrep forget` sends them.

Reads nothing; writes nothing. Whoever keeps anything under the record's key deletes it. A tombstone carries headers
that only the key gives; a record without a value that does not is nobody's tombstone, and a dead letter.
"""

from __future__ import annotations

from datetime import UTC

from pipeline.models import Takedown, stable_id
from pipeline.topics.codec import CE_SOURCE, Headers, Record, header_words
from pipeline.topics.declaration import ARTICLES, CLAIMS, ENRICHED

CE_TYPE = "sitrep.takedown.v1"
# The topics whose key is an article: each gets a tombstone.
TAKEN_DOWN_FROM = (ARTICLES, ENRICHED, CLAIMS)
_NAMES = {topic.name for topic in TAKEN_DOWN_FROM}


def tombstone(takedown: Takedown) -> tuple[bytes, None, Headers]:
    """Key, value and headers of the tombstones of a takedown: on every topic and in every retry the same."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": _ce_id(takedown.article_id),
        "ce_type": CE_TYPE,
        "ce_source": CE_SOURCE,
        "ce_time": takedown.asked_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ce_subject": takedown.article_id,
    }
    return takedown.article_id.encode(), None, [(name, text.encode()) for name, text in headers.items()]


def is_tombstone(record: Record) -> bool:
    """Whether `sitrep forget` sent the record: it has no value, and its headers are those of its key."""
    if record.value is not None or record.topic not in _NAMES:
        return False
    headers = header_words(record)
    key = (record.key or b"").decode("utf-8", "replace")
    return headers.get("ce_type") == CE_TYPE and headers.get("ce_id") == _ce_id(key)


def _ce_id(article_id: str) -> str:
    return stable_id(article_id, CE_TYPE, None)
