"""How a URL ended before it became a page.

Reads nothing, writes nothing.
"""

from __future__ import annotations

from datetime import datetime

from pipeline.fetch.web import Failure
from pipeline.landing import UrlState
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
    return Outcome(
        fetch_id=fetch_id(source.name, url, run.run_id, captured),
        run_id=run.run_id,
        source=source.name,
        outlet=source.outlet,
        url=url,
        final_url=failure.final_url,
        outcome="dropped",
        reason=failure.reason,
        detail=failure.detail,
        status=failure.status,
        article_id=None,
        event_id=None,
        duplicate_of=None,
        published_on=published_on,
        fetched_at=captured or run.now,
    )


def again(
    source: Source, run: Run, url: str, known: UrlState, why: tuple[str, str], captured: datetime | None = None
) -> Outcome:
    """The outcome of a URL whose content is what it was: unchanged if it was published, else as it ended before."""
    published = known.outcome == "published"
    return Outcome(
        fetch_id=fetch_id(source.name, url, run.run_id, captured),
        run_id=run.run_id,
        source=source.name,
        outlet=source.outlet,
        url=url,
        final_url=known.final_url,
        outcome="unchanged" if published else known.outcome or "unchanged",
        reason=why[0] if published else known.reason,
        detail=why[1] if published else known.detail,
        status=known.status,
        article_id=known.article_id,
        event_id=known.event_id,
        duplicate_of=known.duplicate_of,
        published_on=known.published_on,
        fetched_at=captured or run.now,
    )
