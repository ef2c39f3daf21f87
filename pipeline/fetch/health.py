"""The health of a source, and when its listing is worth reading again.

Reads nothing; changes the state it is given.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pipeline.fetch.web import Failure
from pipeline.landing import SourceState
from pipeline.sources import Source

GONE_AFTER = 3
"""Answers 404 or 410 in a row after which a listing counts as gone: one or two are a slip of the site."""
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
"""Bounds of the interval between two readings. Feeds of wires turn over in an hour; half a day loses no daily."""


def listed(source: Source, state: SourceState, now: datetime, new: int) -> None:
    """Notes that the listing was read and named so many new pages: ok, or silent if there were none for long."""
    state.failures = 0
    if new or state.last_new_at is None:
        state.last_new_at = now.isoformat()
    quiet = now - datetime.fromisoformat(state.last_new_at)
    if quiet > timedelta(days=source.silent_after_days):
        state.health, state.reason = "silent", f"Nothing new for {quiet.days} days."
    else:
        state.health, state.reason = "ok", None
    _schedule(state, now, 0.5 if new else 1.5)


def failed(state: SourceState, now: datetime, failure: Failure) -> None:
    """Notes that the listing could not be read: failing, or gone."""
    state.failures += 1
    gone = failure.status in (404, 410) and state.failures >= GONE_AFTER
    state.health = "gone" if gone else "failing"
    state.reason = f"{failure.detail} ({state.failures} in a row)" if state.failures > 1 else failure.detail
    _schedule(state, now, 2.0)


def is_due(state: SourceState, now: datetime) -> bool:
    """Whether the listing is worth reading again."""
    return state.due_at is None or now >= datetime.fromisoformat(state.due_at) or _clock_went_back(state, now)


def _clock_went_back(state: SourceState, now: datetime) -> bool:
    return state.listing.tried_at is not None and now < datetime.fromisoformat(state.listing.tried_at)


def _schedule(state: SourceState, now: datetime, factor: float) -> None:
    state.interval_seconds = min(
        max(state.interval_seconds * factor, SHORTEST.total_seconds()), LONGEST.total_seconds()
    )
    state.due_at = (now + timedelta(seconds=state.interval_seconds)).isoformat()
