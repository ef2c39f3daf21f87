"""fetch: from a source to its raw pages.

Reads the network or an archive; writes pages to the landing zone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline import landing as zone
from pipeline import settings
from pipeline.fetch import archive
from pipeline.fetch.addresses import Allowed
from pipeline.fetch.health import is_due
from pipeline.fetch.listing import day_of
from pipeline.fetch.live import Emit, Headers, Live
from pipeline.fetch.outcomes import again, dropped
from pipeline.fetch.probe import Probe, probe
from pipeline.fetch.session import Session
from pipeline.fetch.stream import stream
from pipeline.fetch.turns import ROBOT, Turns
from pipeline.fetch.web import Failure, Limits, Web
from pipeline.landing import Forgotten, Landing, SourceState, forgotten
from pipeline.landing.takedowns import DETAIL, REASON
from pipeline.models import Outcome, Page, Run
from pipeline.sources import Source

__all__ = ["Probe", "Run", "fetch", "is_due", "probe", "refill"]

AHEAD = 4
"""Pages that may wait for the caller: enough to keep the network busy, at most 20 MiB by default."""


def fetch(source: Source, state: SourceState, run: Run, landing: Landing | None = None) -> Iterator[Page | Outcome]:
    """Every URL of the source that this run wants, as a page or as the outcome that it ended with.

    A page is in the landing zone when it is yielded. Pages whose publication day is known and lies outside the run
    are not asked for. `state` is changed in place; save it when what came of the pages has been published.
    What was taken down is not asked for, and never put into the landing zone again.
    Raises TerminalError for an archive that cannot be read; whatever a server does becomes an outcome.
    """
    read = _archive if source.type == "archive" else _live
    place = landing or zone.current()
    gone = forgotten(place)
    with place.writer(source.name, run.run_id, run.now) as writer:
        for item in read(source, state, run, gone):
            if isinstance(item, Outcome):
                yield item
                continue
            page, headers = item
            if gone.address(page.url, page.final_url):
                yield dropped(source, run, page.url, Failure(REASON, DETAIL), captured=_captured(source, page, run))
                continue
            yield replace(page, landing=writer.write(page, headers))


def refill(source: Source, landing: Landing, day: date, until: date | None = None) -> Iterator[Page]:
    """The landed pages of this source whose publication day is, or may be, one of these days; nothing is fetched.

    A page of which neither the listing nor the state knows the day is yielded, too: normalize, given a run of these
    days, tells.
    """
    last = until or day
    known = landing.load_state(source.name).urls
    for fetched_on in landing.days(source.name):
        if fetched_on < day - timedelta(days=1):
            continue
        for page in landing.pages(source.name, fetched_on):
            told = known[page.url].published_on if page.url in known else None
            published_on = day_of(told or page.published_at)
            if published_on is None or day <= published_on <= last:
                yield page


def _captured(source: Source, page: Page, run: Run) -> datetime | None:
    """What tells captures of one URL in an archive apart."""
    return page.fetched_at if source.type == "archive" and page.fetched_at != run.now else None


def _live(source: Source, state: SourceState, run: Run, gone: Forgotten) -> Iterator[tuple[Page, Headers] | Outcome]:
    options = settings.current()
    limits = Limits(options.fetch_timeout_seconds, options.fetch_max_bytes)
    interval = options.fetch_interval_seconds if source.interval_seconds is None else source.interval_seconds
    agent = f"{ROBOT}/1 (+{options.user_agent_contact})"

    async def produce(emit: Emit) -> None:
        async with Web(agent, Allowed(source.allow_hosts), home=source.url) as web:
            turns = Turns(web, interval, limits, options.home / "hosts")
            await Live(source, state, run, Session(web, turns, limits, state, run, gone)).read(emit)

    return stream(produce, AHEAD)


def _archive(source: Source, state: SourceState, run: Run, _: Forgotten) -> Iterator[tuple[Page, Headers] | Outcome]:
    for found in archive.read(source, run, settings.current().fetch_max_bytes):
        if found.failure is not None:
            yield dropped(source, run, found.url, found.failure, captured=found.captured)
        elif found.page is not None and run.covers(day_of(found.page.published_at)):
            yield _archived(source, state, run, found.page, found)
    state.health, state.reason = "ok", None


def _archived(
    source: Source, state: SourceState, run: Run, page: Page, found: archive.Found
) -> tuple[Page, Headers] | Outcome:
    known = state.url(page.url)
    before, known.content_hash = known.content_hash, hashlib.sha256(page.body).hexdigest()
    known.tried_at, known.status = run.now.isoformat(), page.status
    known.published_at = known.published_at or page.published_at
    if before == known.content_hash and known.outcome is not None:
        why = ("same_bytes", "The archive holds what was read before.")
        return again(source, run, page.url, known, why, found.captured)
    known.changed_at = run.now.isoformat()
    return page, ()
