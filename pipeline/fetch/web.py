"""One URL over HTTP: within a deadline, a size and a number of hops, or a failure with its reason.

Reads the network, writes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import ssl
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

import httpcore2
import httpx2

from pipeline.fetch.addresses import Allowed, ForbiddenAddress, GuardedBackend

MAX_HOPS = 10
"""Redirects that are followed: what browsers' authors found enough, halved."""
_REDIRECTS = (301, 302, 303, 307, 308)
_DECODED = {"gzip", "x-gzip", "deflate", "identity", ""}
"""Content codings that can be undone in bounded pieces with what Python itself brings; no others are asked for."""
MAX_CODINGS = 2
_READ_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, its body decompressed."""

    url: str  # after redirects
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name (given in lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Failure:
    """No usable answer: a reason word and a sentence. `transient`: trying again later may help."""

    reason: str
    detail: str
    status: int | None = None
    final_url: str | None = None
    transient: bool = False
    retry_after: str | None = None


class Refused(Exception):
    """Raised by a gate for a hop that may not be fetched."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class Gate(Protocol):
    """Asked before every hop, the first and each redirect: waits for the host's turn, or raises Refused."""

    def __call__(self, url: str) -> contextlib.AbstractAsyncContextManager[None]: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Most seconds for one URL in total (waiting for the host's turn not counted), most bytes decompressed."""

    seconds: float
    max_bytes: int
    cut: bool = False  # take what fits instead of refusing what does not


class Web:
    """HTTP GET with an own connection pool; use it as an async context manager on one event loop.

    It sends no cookies and no Referer, follows no proxy settings, and sends the credentials that stand in `home` to
    that host alone.
    """

    def __init__(self, user_agent: str, allowed: Allowed, home: str = "") -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            network_backend=GuardedBackend(allowed),
            max_keepalive_connections=20,
            keepalive_expiry=30.0,
        )
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"}
        self._home = _origin(home)
        self._credentials = _credentials(home)

    async def __aenter__(self) -> Web:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def get(
        self, url: str, limits: Limits, gate: Gate, headers: Mapping[str, str] | None = None
    ) -> Response | Failure:
        """Fetches a URL. Never raises for what the other side does; a redirect is followed hop by hop."""
        here, left = clean_url(url), limits.seconds
        for _ in range(MAX_HOPS + 1):
            try:
                async with gate(here):
                    began = asyncio.get_running_loop().time()
                    answer = await self._hop(here, limits, left, headers or {})
                    left -= asyncio.get_running_loop().time() - began
            except Refused as refused:
                return _at(refused.failure, here)
            if isinstance(answer, Failure) or answer.status not in _REDIRECTS:
                return answer
            target = join_url(here, answer.header("location") or "")
            if not answer.header("location") or not target:
                return Failure(
                    "bad_redirect", "The server redirects to nowhere or to no web address.", answer.status, here
                )
            here = target
        return Failure("redirect_loop", f"More than {MAX_HOPS} redirects.", final_url=here)

    async def _hop(self, url: str, limits: Limits, seconds: float, headers: Mapping[str, str]) -> Response | Failure:
        try:
            async with asyncio.timeout(max(seconds, 0.001)):
                return await self._request(url, limits, headers)
        except TimeoutError:
            return Failure("timeout", f"No whole answer within {limits.seconds:g} s.", final_url=url, transient=True)
        except Exception as error:
            return _at(_failure(error, limits), url)

    async def _request(self, url: str, limits: Limits, headers: Mapping[str, str]) -> Response | Failure:
        sent = self._headers | dict(headers) | (self._credentials if _origin(url) == self._home else {})
        request = httpcore2.Request("GET", _target(url), headers=[("Host", host_of(url)), *sent.items()])
        raw = await self._pool.handle_async_request(request)
        answer = httpx2.Response(raw.status, headers=raw.headers, stream=_Stream(raw))
        try:
            plain = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in raw.headers)
            if answer.status_code == 304:
                async for _ in raw.aiter_stream():  # no body, but its end has to be seen for the connection to be kept
                    break
            if answer.status_code in _REDIRECTS or answer.status_code == 304:
                return Response(url, answer.status_code, plain, b"")
            _refuse_codings(answer.headers.get("content-encoding", ""))
            return Response(url, answer.status_code, plain, await _body(answer, limits))
        finally:
            await answer.aclose()


class _Stream(httpx2.AsyncByteStream):
    """The body of a pool's response, in the form in which httpx2 decodes it."""

    def __init__(self, raw: httpcore2.Response) -> None:
        self._raw = raw

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._raw.aiter_stream():
            for start in range(0, len(part), _READ_BYTES):
                yield part[start : start + _READ_BYTES]

    async def aclose(self) -> None:
        await self._raw.aclose()


class _TooLarge(Exception):
    pass


class _BadCoding(Exception):
    pass


def _refuse_codings(header: str) -> None:
    codings = [coding.strip().lower() for coding in header.split(",")]
    if len(codings) > MAX_CODINGS or any(coding not in _DECODED for coding in codings):
        raise _BadCoding(f"The answer is encoded as {header[:60]!r}, which was not asked for")


async def _body(answer: httpx2.Response, limits: Limits) -> bytes:
    body = bytearray()
    async with contextlib.aclosing(answer.aiter_bytes()) as stream:
        async for part in stream:
            body += part
            if len(body) > limits.max_bytes:
                if limits.cut:
                    break
                raise _TooLarge
    return bytes(body[: limits.max_bytes])


_FAILURES: tuple[tuple[tuple[type[Exception], ...], str, str, bool], ...] = (
    ((ForbiddenAddress,), "forbidden_address", "{error}.", False),
    ((_TooLarge,), "too_large", "More than {limit} bytes after decompression.", False),
    ((_BadCoding,), "bad_encoding", "{error}.", False),
    ((httpx2.DecodingError,), "bad_encoding", "The compressed body is broken: {error}.", False),
    ((ssl.SSLError,), "tls", "No trustworthy TLS connection: {error}.", True),
    ((socket.gaierror,), "no_such_host", "The host has no address: {error}.", True),
    ((httpcore2.ProtocolError,), "protocol", "The server does not speak proper HTTP: {error}.", True),
    ((httpcore2.NetworkError, httpcore2.TimeoutException, OSError), "unreachable", "No connection: {error}.", True),
    ((ValueError, httpcore2.UnsupportedProtocol), "bad_url", "No address that can be fetched: {error}.", False),
)
"""What an exception means, first match first: reason, sentence, whether trying again may help."""


def _failure(error: Exception, limits: Limits) -> Failure:
    for kinds, reason, detail, transient in _FAILURES:
        if _caused(error, kinds):
            said = str(error)[:200] or type(error).__name__
            return Failure(reason, detail.format(error=said, limit=limits.max_bytes), transient=transient)
    raise error


def _caused(error: BaseException | None, kinds: tuple[type[Exception], ...]) -> bool:
    while error is not None:
        if isinstance(error, kinds):
            return True
        error = error.__cause__ or error.__context__
    return False


def _at(failure: Failure, url: str) -> Failure:
    return Failure(failure.reason, failure.detail, failure.status, url, failure.transient, failure.retry_after)


def clean_url(url: str) -> str:
    """The address without credentials and fragment, in ASCII, host in lower case; "" if it is no http(s) address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or port == 0:
        return ""
    scheme = parts.scheme.lower()
    name = _host_name(host)
    if not name:
        return ""
    default = {"http": 80, "https": 443}[scheme]
    netloc = name if port in (None, default) else f"{name}:{port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._", errors="replace") or "/"
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]", errors="replace")
    return urlunsplit((scheme, netloc, path, query, ""))


def _host_name(host: str) -> str:
    if re.fullmatch(r"[0-9a-f:.]*:[0-9a-f:.]*", host):
        return f"[{host}]"
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""
    return name if re.fullmatch(r"[a-z0-9_.-]{1,253}", name) else ""


def join_url(base: str, link: str) -> str:
    """The cleaned address that a link on the page `base` leads to; "" if it is no http(s) address."""
    try:
        return clean_url(urljoin(base, link.strip()))
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of a cleaned URL, with its port where that is not the scheme's own."""
    return urlsplit(url).netloc


def _origin(url: str) -> tuple[str, str]:
    clean = clean_url(url)
    return (urlsplit(clean).scheme, host_of(clean)) if clean else ("", "")


def _credentials(url: str) -> dict[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return {}
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + b64encode(pair.encode()).decode()}


def _target(url: str) -> httpcore2.URL:
    # Built from its parts: parsed as one string, the path would lose what stands behind a semicolon.
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return httpcore2.URL(scheme=parts.scheme, host=parts.hostname or "", port=parts.port, target=path)
