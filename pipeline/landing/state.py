"""What is known of one source: its URLs, the texts already published, and its health.

Reads nothing, writes nothing; `Landing` loads and saves it.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

VERSION = 1

KEEP_DAYS = 60
"""Days that a URL which is neither listed nor tried any more stays known. News sitemaps hold two days and feeds
some weeks, so nothing that can still be linked is forgotten, and the file stays below a few megabytes."""


@dataclass(slots=True)
class UrlState:
    """What is known of one URL after it was last tried. Times are ISO strings."""

    tried_at: str | None = None
    changed_at: str | None = None  # when its content was last seen to differ
    listed: bool = False  # stood in the listing when that was last read
    title: str | None = None  # hints of the listing; of the dates the first one seen stays
    published_at: str | None = None
    modified_at: str | None = None  # as the listing says; a change makes the page due at once
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None  # SHA-256 of the bytes
    outcome: str | None = None  # how it ended: published, duplicate, dropped
    reason: str | None = None
    detail: str | None = None
    status: int | None = None
    final_url: str | None = None
    article_id: str | None = None
    event_id: str | None = None
    duplicate_of: str | None = None
    published_on: str | None = None


@dataclass(slots=True)
class SourceState:
    """What is known of one source. Stages change it in place; it is saved when what it says has been published."""

    source: str
    urls: dict[str, UrlState] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # hash of title and text -> article_id
    events: dict[str, str] = field(default_factory=dict)  # event_id -> URL on which it was first seen
    listing: UrlState = field(default_factory=UrlState)
    paused: dict[str, str] = field(default_factory=dict)  # host -> instant before which it asked not to be hit
    health: str = "unknown"  # ok, silent, failing, gone
    reason: str | None = None
    failures: int = 0  # listings in a row that failed
    last_new_at: str | None = None
    interval_seconds: float = 3600.0  # between two readings of the listing; adapts to what they bring
    due_at: str | None = None  # when the listing is worth reading again

    def url(self, url: str) -> UrlState:
        """The entry of this URL, made if there is none."""
        return self.urls.setdefault(url, UrlState())

    def to_json(self, now: datetime) -> str:
        """One JSON document, without URLs that have not been listed or tried for KEEP_DAYS."""
        oldest = (now - timedelta(days=KEEP_DAYS)).isoformat()
        kept = {url: known for url, known in self.urls.items() if known.listed or (known.tried_at or "") >= oldest}
        gone = self.urls.keys() - kept.keys()
        articles = {known.article_id for known in kept.values()}
        document = dataclasses.asdict(self) | {
            "version": VERSION,
            "urls": {url: _slim(known) for url, known in kept.items()},
            "listing": _slim(self.listing),
            "texts": {text: article for text, article in self.texts.items() if article in articles},
            "events": {event: url for event, url in self.events.items() if url not in gone},
        }
        return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> SourceState:
        """The inverse of `to_json`. Raises ValueError if it is no such document."""
        document: dict[str, Any] = json.loads(text)
        if document.pop("version", None) != VERSION:
            raise ValueError("its version is not ours")
        document["urls"] = {url: UrlState(**known) for url, known in document["urls"].items()}
        document["listing"] = UrlState(**document["listing"])
        return cls(**document)


def _slim(known: UrlState) -> dict[str, Any]:
    return {key: value for key, value in dataclasses.asdict(known).items() if value not in (None, False)}
