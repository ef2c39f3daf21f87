"""Requests of one run: conditional, tried once more where that may help, and stopped for hosts that ask or fail.

Reads the network; notes in the source's state which hosts asked to be left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from pipeline.fetch.gates import MAX_DELAY
from pipeline.fetch.turns import Turns
from pipeline.fetch.web import Failure, Limits, Response, Web, host_of
from pipeline.landing import Forgotten, SourceState, UrlState
from pipeline.landing.takedowns import DETAIL, REASON
from pipeline.models import Run

GIVE_UP_AFTER = 3
"""Failures in a row of one host that end its turn in this run: with the default deadline, 90 s of waiting."""
ASKED_TO_WAIT = 900.0
"""Seconds of rest for a host that answers 429 without saying for how long."""


@dataclass(slots=True)
class _Host:
    """How a host fared in this run."""

    failures: int = 0
    closed: Failure | None = None  # why nothing more is asked of it in this run


class Session:
    """The requests of one source in one run, on one event loop."""

    def __init__(
        self, web: Web, turns: Turns, limits: Limits, state: SourceState, run: Run, gone: Forgotten | None = None
    ) -> None:
        self._web = web
        self._turns = turns
        self._limits = limits
        self._state = state
        self._run = run
        self._gone = gone or Forgotten()
        self._hosts: dict[str, _Host] = {}

    async def get(self, url: str, known: UrlState) -> Response | Failure:
        """GET, conditional if it is known how the URL ended before. A response has status 200 or 304.

        What was taken down is not asked for.
        """
        if self._gone.address(url):
            return Failure(REASON, DETAIL)
        host = self._hosts.setdefault(host_of(url), _Host(closed=self._resting(url)))
        if host.closed is not None:
            return replace(host.closed, final_url=url)
        answer = await self._once(url, known)
        if isinstance(answer, Failure) and self._may_retry(url, answer):
            answer = await self._once(url, known)
        self._judge(host, url, answer)
        return answer

    async def _once(self, url: str, known: UrlState) -> Response | Failure:
        headers = {}
        if known.outcome is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known.outcome is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        answer = await self._web.get(url, self._limits, self._turns.turn, headers)
        if isinstance(answer, Response) and (answer.status != 200 and not (answer.status == 304 and headers)):
            return _refused(answer)
        return answer

    def _may_retry(self, url: str, failure: Failure) -> bool:
        if failure.reason in ("unreachable", "protocol"):
            return True
        seconds = _seconds(failure.retry_after)
        if seconds is None or seconds > MAX_DELAY:
            return False
        self._turns.pause(url, seconds)
        return True

    def _judge(self, host: _Host, url: str, answer: Response | Failure) -> None:
        if isinstance(answer, Response) or not answer.transient:
            host.failures = 0
            return
        host.failures += 1
        seconds = _seconds(answer.retry_after)
        if answer.status == 429 or (seconds is not None and seconds > MAX_DELAY):
            until = self._run.now + timedelta(seconds=seconds if seconds is not None else ASKED_TO_WAIT)
            self._state.paused[host_of(url)] = until.isoformat()
            host.closed = _rest(until, answer.status)
        elif host.failures >= GIVE_UP_AFTER:
            detail = f"The host failed {host.failures} times in a row, the last time so: {answer.detail}"
            host.closed = Failure("host_failing", detail, transient=True)

    def _resting(self, url: str) -> Failure | None:
        until = self._state.paused.get(host_of(url))
        if until is None or datetime.fromisoformat(until) <= self._run.now:
            self._state.paused.pop(host_of(url), None)
            return None
        return _rest(datetime.fromisoformat(until), None)


def _rest(until: datetime, status: int | None) -> Failure:
    detail = f"The host asked to be left alone until {until.astimezone(UTC):%Y-%m-%d %H:%M} UTC."
    return Failure("retry_later", detail, status, transient=True)


_STATUS = {
    401: ("forbidden", "The site asks for a login."),
    402: ("paywall", "The site asks for payment."),
    403: ("forbidden", "The site refuses."),
    404: ("not_found", "The page does not exist."),
    410: ("gone", "The page has been taken down."),
    429: ("retry_later", "The site asks for fewer requests."),
    451: ("legal", "The page is withheld for legal reasons."),
}


def _refused(answer: Response) -> Failure:
    kind = "server_error" if answer.status >= 500 else "bad_status"
    reason, detail = _STATUS.get(answer.status, (kind, "The server does not deliver the page."))
    return Failure(
        reason,
        f"{detail} (HTTP {answer.status})",
        answer.status,
        answer.url,
        transient=answer.status in (408, 429) or answer.status >= 500,
        retry_after=answer.header("retry-after") if answer.status in (429, 503) else None,
    )


def _seconds(header: str | None) -> float | None:
    """The seconds that a Retry-After header asks for; None if there is none, or none that can be read."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header.strip()[:9])
    try:
        when = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
