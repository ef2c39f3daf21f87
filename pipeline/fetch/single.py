"""One address, asked once, by the same limits and manners as every source: for `inspect` and `probe`.

Reads the network; writes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline import settings
from pipeline.errors import TerminalError, TransientError
from pipeline.fetch.addresses import Allowed
from pipeline.fetch.session import Session
from pipeline.fetch.turns import ROBOT, Turns
from pipeline.fetch.web import Failure, Limits, Response, Web, clean_url
from pipeline.landing import SourceState, UrlState
from pipeline.models import Page, Run


def get(url: str) -> Page:
    """The page at this address. Raises TransientError or TerminalError that says why it could not be had."""
    now = datetime.now(UTC)
    answer = asyncio.run(ask(clean_url(url) or url, ()))
    if isinstance(answer, Failure):
        kind = TransientError if answer.transient else TerminalError
        raise kind(f"{url} could not be fetched: {answer.detail}")
    return Page(url, answer.body, answer.header("content-type") or "", now, "single", answer.url, answer.status)


async def ask(url: str, allow_hosts: Sequence[str]) -> Response | Failure:
    """What the address answers."""
    options = settings.current()
    limits = Limits(options.fetch_timeout_seconds, options.fetch_max_bytes)
    run = Run("single", datetime.now(UTC))
    async with Web(f"{ROBOT}/1 (+{options.user_agent_contact})", Allowed(tuple(allow_hosts))) as web:
        turns = Turns(web, options.fetch_interval_seconds, limits, Path(options.home) / "hosts")
        return await Session(web, turns, limits, SourceState("single"), run).get(url, UrlState())
