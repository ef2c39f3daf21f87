"""How a URL ended before it became a page, and how the listing of a source fares.

Reads nothing, writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pipeline.fetch.web import Failure
from pipeline.landing import SourceState, UrlState
from pipeline.models import Outcome, Run, fetch_id
from pipeline.sources import Source


def dropped(
    source: Source,
    run: Run,
    url: str,
    failure: Failure,
    published_on: str | None = None,
    captured: datetime | None = None,
) -> Outcome:
    """The outcome of a URL that could not be had."""
    return replace(
        _outcome(source, run, url, captured, ("dropped", failure.reason, failure.detail)),
        final_url=failure.final_url,
        status=failure.status,
        published_on=published_on,
    )


def again(
    source: Source, run: Run, url: str, known: UrlState, why: tuple[str, str], captured: datetime | None = None
) -> Outcome:
    """The outcome of a URL whose content is what it was: unchanged if it was published, else as it ended before."""
    if known.outcome == "published":
        ended: tuple[str, str | None, str | None] = ("unchanged", *why)
    else:
        ended = (known.outcome or "unchanged", known.reason, known.detail)
    return replace(
        _outcome(source, run, url, captured, ended),
        final_url=known.final_url,
        status=known.status,
        article_id=known.article_id,
        event_id=known.event_id,
        duplicate_of=known.duplicate_of,
        published_on=known.published_on,
    )


def unread(source: Source, run: Run, url: str, failure: Failure, state: SourceState) -> Outcome:
    """The outcome of a listing that could not be read."""
    return replace(dropped(source, run, url, failure), detail=state.reason, health=state.health)


def listed(source: Source, run: Run, url: str, status: int, state: SourceState, found: tuple[int, int]) -> Outcome:
    """The outcome of a listing that was read; `found`: how many pages it names, and how many of them are new."""
    pages, new = found
    named = f"{pages} page{'s' * (pages > 1)}, {new} of them new" if pages else "no page"
    detail = " ".join(filter(None, (f"The listing names {named}.", state.reason)))
    return replace(
        _outcome(source, run, url, None, ("unchanged", "listing", detail)),
        status=status,
        health=state.health,
    )


def _outcome(
    source: Source, run: Run, url: str, captured: datetime | None, ended: tuple[str, str | None, str | None]
) -> Outcome:
    outcome, reason, detail = ended
    return Outcome(
        fetch_id=fetch_id(source.name, url, run.run_id, captured),
        run_id=run.run_id,
        source=source.name,
        outlet=source.outlet,
        url=url,
        final_url=None,
        outcome=outcome,
        reason=reason,
        detail=detail,
        status=None,
        article_id=None,
        event_id=None,
        duplicate_of=None,
        published_on=None,
        fetched_at=captured or run.now,
    )
