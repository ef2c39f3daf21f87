"""Live sources: read the listing, then each page it names, fairly between hosts.

Reads the network; changes the source's state in place; writes nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from pipeline.fetch import health
from pipeline.fetch.channel import read_channel
from pipeline.fetch.listing import Entry, Listing, NoListing, day_of, parse
from pipeline.fetch.outcomes import again, dropped, listed, unread
from pipeline.fetch.session import Session
from pipeline.fetch.web import Failure, Response, clean_url, host_of
from pipeline.landing import SourceState, UrlState
from pipeline.models import Outcome, Page, Run
from pipeline.sources import Source

MAX_HOSTS = 16
"""Hosts that are read side by side: enough that a slow one delays few others, few enough not to be a flood."""
MAX_SITEMAPS = 20
"""Sitemaps of an index that are read in one run, newest first."""
RECHECK_SECONDS = 900.0
"""Least age of what is known of a page before it is asked for again. Most corrections come within the first hour."""
RECHECK_SHARE = 0.5
"""A page is asked for again when half as much time has passed as it has stood unchanged: 15, 22, 34 … minutes."""
_HTML = ("text/html", "application/xhtml+xml", "text/plain", "")

Headers = tuple[tuple[str, str], ...]
Emit = Callable[["tuple[Page, Headers] | Outcome"], Awaitable[None]]


class Live:
    """One reading of one live source, on one event loop."""

    def __init__(self, source: Source, state: SourceState, run: Run, session: Session) -> None:
        self._source = source
        self._state = state
        self._run = run
        self._session = session
        self._complete = True  # every entry of the listing ended for good

    async def read(self, emit: Emit) -> None:
        """Emits a page with its HTTP headers, or an outcome, for every URL that the listing names, and for itself."""
        home = clean_url(self._source.url)
        answer = await self._session.get(home, self._state.listing)
        self._state.listing.tried_at = self._run.now.isoformat()
        try:
            entries = await self._entries(home, answer, emit)
        except NoListing as error:
            entries = None
            await self._fail(emit, home, Failure("bad_listing", str(error), final_url=home))
        if entries is None or isinstance(answer, Failure):
            return
        new = sum(self._state.url(entry.url).outcome is None for entry in entries)
        await self._pages(entries, emit)
        health.listed(self._source, self._state, self._run.now, new)
        await emit(listed(self._source, self._run, home, answer.status, self._state, (len(entries), new)))
        if self._complete and answer.status == 200:
            _remember(self._state.listing, answer)
            self._state.listing.outcome = "listed"
        elif not self._complete:
            self._state.listing.etag = self._state.listing.last_modified = None

    # --- The listing ---

    async def _entries(self, home: str, answer: Response | Failure, emit: Emit) -> list[Entry] | None:
        if isinstance(answer, Failure):
            await self._fail(emit, home, answer)
            return None
        if answer.status == 304:
            # Posts that a channel page holds whole are as unchanged as the page.
            listed = [] if self._source.inline else self._state.urls.items()
            return self._wanted([_known_entry(url, known) for url, known in listed if known.listed])
        listing = await self._parse(answer)
        for sitemap in self._newest(listing):
            listing.entries += await self._sitemap(sitemap, emit)
        for known in self._state.urls.values():
            known.listed = False
        for entry in listing.entries:
            _hint(self._state.url(entry.url), entry, self._run.now)
        return self._wanted(listing.entries)

    async def _parse(self, answer: Response) -> Listing:
        if self._source.type == "channel":
            return await read_channel(answer.body, answer.url, self._source.entry, self._source.inline)
        return parse(answer.body, answer.url)

    def _newest(self, listing: Listing) -> list[Entry]:
        def wanted(sitemap: Entry) -> bool:
            day = day_of(sitemap.modified_at)
            return day is None or self._run.since is None or day >= self._run.since

        newest = sorted(filter(wanted, listing.sitemaps), key=lambda sitemap: sitemap.modified_at or "", reverse=True)
        return newest[:MAX_SITEMAPS]

    async def _sitemap(self, sitemap: Entry, emit: Emit) -> list[Entry]:
        answer = await self._session.get(sitemap.url, UrlState())
        try:
            if isinstance(answer, Response):
                return parse(answer.body, answer.url).entries
        except NoListing as error:
            answer = Failure("bad_listing", str(error), final_url=sitemap.url)
        self._complete = False
        await emit(dropped(self._source, self._run, sitemap.url, answer))
        return []

    def _wanted(self, entries: list[Entry]) -> list[Entry]:
        chosen = [entry for entry in entries if self._run.covers(day_of(entry.published_at))]
        self._complete = self._complete and len(chosen) == len(entries)
        return chosen

    async def _fail(self, emit: Emit, url: str, failure: Failure) -> None:
        health.failed(self._state, self._run.now, failure)
        await emit(unread(self._source, self._run, url, failure, self._state))

    # --- Its pages ---

    async def _pages(self, entries: list[Entry], emit: Emit) -> None:
        by_host: dict[str, list[Entry]] = {}
        for entry in entries:
            by_host.setdefault(host_of(entry.url), []).append(entry)
        room = asyncio.Semaphore(MAX_HOSTS)
        async with asyncio.TaskGroup() as group:
            for queue in by_host.values():
                group.create_task(self._host(queue, emit, room))

    async def _host(self, entries: list[Entry], emit: Emit, room: asyncio.Semaphore) -> None:
        async with room:
            for entry in entries:
                await emit(await self._page(entry))

    async def _page(self, entry: Entry) -> tuple[Page, Headers] | Outcome:
        known = self._state.url(entry.url)
        if not self._source.owns(entry.url):
            return self._lost(entry.url, known, _elsewhere("The listing links", entry.url))
        if entry.content is not None:
            known.tried_at = self._run.now.isoformat()
            kind = (("Content-Type", "text/html; charset=utf-8"),)
            return self._read(entry.url, known, Response(entry.url, 200, kind, entry.content.encode()))
        if not _is_due(known, self._run.now):
            return again(self._source, self._run, entry.url, known, ("known", "Read before, and not due again yet."))
        answer = await self._session.get(entry.url, known)
        known.tried_at = self._run.now.isoformat()
        if isinstance(answer, Response) and answer.status != 304:
            answer = _refuse_type(answer) if self._source.owns(answer.url) else _elsewhere("The page leads", answer.url)
        if isinstance(answer, Failure):
            return self._lost(entry.url, known, answer)
        if answer.status == 304:
            known.status = 304
            return again(
                self._source, self._run, entry.url, known, ("not_modified", "The server says that nothing changed.")
            )
        return self._read(entry.url, known, answer)

    def _lost(self, url: str, known: UrlState, failure: Failure) -> Outcome:
        if failure.transient:
            self._complete = False
        elif known.event_id is None:
            known.outcome, known.reason, known.detail = "dropped", failure.reason, failure.detail
            known.status, known.changed_at = failure.status, known.changed_at or known.tried_at
        day = day_of(known.published_at)
        return dropped(self._source, self._run, url, failure, day.isoformat() if day else None)

    def _read(self, url: str, known: UrlState, answer: Response) -> tuple[Page, Headers] | Outcome:
        before = known.content_hash
        _remember(known, answer)
        known.final_url = answer.url if answer.url != url else None
        if before == known.content_hash and known.outcome is not None:
            return again(self._source, self._run, url, known, ("same_bytes", "The page is byte for byte what it was."))
        known.changed_at = self._run.now.isoformat()
        page = Page(
            url=url,
            body=answer.body,
            content_type=answer.header("content-type") or "",
            fetched_at=self._run.now,
            source=self._source.name,
            final_url=known.final_url,
            status=answer.status,
            title=known.title,
            published_at=known.published_at,
        )
        return page, answer.headers


def _elsewhere(what: str, url: str) -> Failure:
    detail = f"{what} to {host_of(url)}, which is not the outlet's. If it is, name it in `hosts`."
    return Failure("other_host", detail, final_url=url)


def _refuse_type(answer: Response) -> Response | Failure:
    kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
    if kind in _HTML:
        return answer
    return Failure("not_html", f"The content is {kind[:60]!r}, which holds no article.", answer.status, answer.url)


def _remember(known: UrlState, answer: Response) -> None:
    known.etag = answer.header("etag")
    known.last_modified = answer.header("last-modified")
    known.content_hash = hashlib.sha256(answer.body).hexdigest()
    known.status = answer.status


def _hint(known: UrlState, entry: Entry, now: datetime) -> None:
    """Takes over what the listing says. Its first date stays, so that a feed that re-dates makes no revisions."""
    known.listed = True
    known.title = entry.title or known.title
    if known.published_at is None and not _is_future(entry.published_at, now):
        known.published_at = entry.published_at
    if known.modified_at != entry.modified_at:
        known.modified_at = entry.modified_at
        known.tried_at = None


def _is_future(when: str | None, now: datetime) -> bool:
    day = day_of(when)
    return day is not None and day > (now + timedelta(days=1)).date()


def _known_entry(url: str, known: UrlState) -> Entry:
    return Entry(url, known.title, known.published_at, known.modified_at)


def _is_due(known: UrlState, now: datetime) -> bool:
    if known.outcome is None or known.tried_at is None:
        return True
    tried = datetime.fromisoformat(known.tried_at)
    changed = datetime.fromisoformat(known.changed_at or known.tried_at)
    waited = (now - tried).total_seconds()
    return waited < 0 or waited >= max(RECHECK_SECONDS, RECHECK_SHARE * (tried - changed).total_seconds())
