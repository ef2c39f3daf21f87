"""Turns at a host: one request at a time, with the least time between two, and robots.txt asked first.

Reads robots.txt from the hosts, writes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego

from pipeline.fetch.gates import MAX_DELAY, gate
from pipeline.fetch.web import Failure, Limits, Refused, Response, Web, host_of

ROBOT = "sitrep"
"""Our product token in robots.txt (RFC 9309, section 2.2.1)."""
ROBOTS_MAX_BYTES = 512 * 1024
"""RFC 9309, section 2.5, asks for at least 500 KiB to be parsed; what lies behind is ignored."""


@dataclass(slots=True)
class _Robots:
    rules: Protego | None  # None: everything is allowed
    refusal: Failure | None = None  # why nothing may be fetched
    delay: float = 0.0


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    rests_until: float = -math.inf  # on the loop's clock
    robots: dict[str, _Robots] = field(default_factory=dict)  # by scheme and authority


class Turns:
    """Gives every request its turn. One instance per event loop."""

    def __init__(self, web: Web, interval: float, limits: Limits, folder: Path) -> None:
        self._web = web
        self._folder = folder
        self._interval = interval
        self._limits = Limits(limits.seconds, min(limits.max_bytes, ROBOTS_MAX_BYTES), cut=True)
        self._hosts: dict[str, _Host] = {}

    @contextlib.asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Holds the turn of the URL's host. Raises Refused where robots.txt says no, or could not be had."""
        host = self._host(url)
        async with host.lock:
            origin = f"{urlsplit(url).scheme}://{host_of(url)}"
            if origin not in host.robots:
                host.robots[origin] = await self._read_robots(host, origin)
            robots = host.robots[origin]
            if robots.refusal is not None:
                raise Refused(robots.refusal)
            if robots.rules is not None and not robots.rules.can_fetch(url, ROBOT):
                raise Refused(Failure("robots", "The site's robots.txt asks robots not to read this page."))
            async with self._hit(host, url, robots.delay):
                yield

    def pause(self, url: str, seconds: float) -> None:
        """Lets the URL's host rest for so many seconds from now."""
        host = self._host(url)
        host.rests_until = max(host.rests_until, asyncio.get_running_loop().time() + seconds)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(urlsplit(url).hostname or "", _Host())

    @contextlib.asynccontextmanager
    async def _hit(self, host: _Host, url: str, delay: float) -> AsyncIterator[None]:
        await asyncio.sleep(max(0.0, host.rests_until - asyncio.get_running_loop().time()))
        async with gate(self._folder, urlsplit(url).hostname or "", max(self._interval, delay)):
            yield

    async def _read_robots(self, host: _Host, origin: str) -> _Robots:
        @contextlib.asynccontextmanager
        async def redirected(url: str) -> AsyncIterator[None]:
            other = self._host(url)
            if other is host:
                async with self._hit(host, url, 0.0):
                    yield
                return
            # Two hosts whose robots.txt lead to each other would wait for ever without the deadline.
            try:
                async with asyncio.timeout(self._limits.seconds):
                    await other.lock.acquire()
            except TimeoutError:
                raise Refused(
                    Failure("robots_unavailable", "Its robots.txt leads to a busy host.", transient=True)
                ) from None
            try:
                async with self._hit(other, url, 0.0):
                    yield
            finally:
                other.lock.release()

        return _judge(await self._web.get(f"{origin}/robots.txt", self._limits, redirected))


def _judge(answer: Response | Failure) -> _Robots:
    """RFC 9309, section 2.3.1: 4xx allows all; what cannot be reached allows nothing, and 429 asks for rest."""
    if isinstance(answer, Failure):
        if answer.reason in ("redirect_loop", "bad_redirect"):
            return _Robots(None)
        detail = f"robots.txt could not be read: {answer.detail}"
        return _Robots(None, Failure(answer.reason, detail, transient=answer.transient))
    if answer.status == 429 or answer.status >= 500:
        detail = f"robots.txt answers {answer.status}; a site that cannot say what it allows is left alone."
        return _Robots(None, Failure("robots_unavailable", detail, answer.status, transient=True))
    if answer.status >= 400:
        return _Robots(None)
    rules = Protego.parse(answer.body.decode("utf-8-sig", errors="replace"))
    delay = rules.crawl_delay(ROBOT) or 0.0
    return _Robots(rules, delay=min(MAX_DELAY, max(0.0, delay)) if math.isfinite(delay) else MAX_DELAY)
