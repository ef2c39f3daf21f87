"""A takedown: one article that is to be forgotten, wherever its words lie.

Reads nothing, writes nothing. Instants are timezone-aware UTC `datetime`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Takedown:
    """What was asked for, and how far it is done. It holds no word of the article but its addresses."""

    article_id: str
    url: str  # that was asked for
    urls: list[str]  # every address at which the article, or a copy of it in the same source, was read
    event_ids: list[str]  # its revisions
    digest_ids: list[str]  # editions of reports that quote or list it
    days: list[str]  # whose reports are built again
    reason: str | None
    asked_at: datetime
    done_at: datetime | None = None  # everything was removed, and the reports are built again
    removed: dict[str, int] = field(default_factory=dict)  # how much of what
