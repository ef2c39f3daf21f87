"""Ids that are the same on every machine: of articles, their revisions, and the attempts at a URL.

Reads nothing, writes nothing.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://sitrep.invalid/v1")


def stable_id(*parts: object) -> str:
    """UUIDv5 of the parts in order; the same parts give the same id on every machine."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join("" if part is None else str(part) for part in parts)))


def article_id(canonical_url: str | None, body: bytes) -> str:
    """Identity of an article: its canonical URL, or the bytes of the page where it has none."""
    return stable_id(canonical_url or "urn:sha256:" + hashlib.sha256(body).hexdigest())


def event_id(article: str, title: str | None, text: str, published_at: str | None) -> str:
    """Identity of one revision of an article: the same words on the same address are the same event."""
    content = hashlib.sha256("\x1f".join((title or "", text, published_at or "")).encode()).hexdigest()
    return stable_id(article, content)


def fetch_id(source: str, url: str, run_id: str, captured_at: datetime | None = None) -> str:
    """Identity of one URL's outcome in one run; archives may hold a URL several times, told apart by capture."""
    return stable_id(source, url, run_id, captured_at.isoformat() if captured_at else None)
