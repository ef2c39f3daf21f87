"""A web site on loopback whose every byte a test decides, and that remembers what it was asked."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    headers: Mapping[str, str]
    began: float
    connection: int


Reply = bytes | Callable[[Request], bytes] | Callable[[socket.socket], None]


def reply(body: bytes | str = b"", status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """A whole HTTP answer; header names are written with underscores."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(content)}", f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + content


def raw(send: Callable[[socket.socket], None]) -> Reply:
    """Marks a function that writes to the socket itself; the connection ends with it."""
    send.raw = True  # type: ignore[attr-defined]
    return send


@dataclass
class Site:
    """Serves `routes`: by (host, path), by path, or by `fallback`; 404 otherwise."""

    routes: dict[str | tuple[str, str], Reply] = field(default_factory=dict)
    fallback: Reply | None = None
    requests: list[Request] = field(default_factory=list)
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._socket.getsockname()[1])
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._busy: dict[str, int] = {}
        self._guard = threading.Lock()
        self.stopping = threading.Event()

    def url(self, path: str = "/", host: str = "site") -> str:
        return f"http://{host}.localhost:{self.port}{path}"

    def asked(self, host: str | None = None) -> list[str]:
        return [r.path for r in self.requests if host is None or r.host.startswith(f"{host}.")]

    def __enter__(self) -> Self:
        self._acceptor = threading.Thread(target=self._accept, daemon=True)
        self._acceptor.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._acceptor.join()
        with self._guard:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection, len(self._threads)), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        with self._guard:
            self._open.add(connection)
        with contextlib.suppress(OSError), connection:
            while request := _read(connection, number):
                with self._guard:
                    self.requests.append(request)
                    self._busy[request.host] = self._busy.get(request.host, 0) + 1
                    self.most_at_once = max(self.most_at_once, *self._busy.values())
                try:
                    if self._answer(connection, request):
                        break
                finally:
                    with self._guard:
                        self._busy[request.host] -= 1
        with self._guard:
            self._open.discard(connection)

    def _answer(self, connection: socket.socket, request: Request) -> bool:
        found = self.routes.get((request.host, request.path), self.routes.get(request.path, self.fallback))
        if found is None:
            found = reply("<p>no such page", 404)
        if getattr(found, "raw", False):
            found(connection)  # type: ignore[operator, arg-type]
            return True
        connection.sendall(found(request) if callable(found) else found)  # type: ignore[arg-type]
        return False


def _read(connection: socket.socket, number: int) -> Request | None:
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65536)
        if not part:
            return None
        head += part
    first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    return Request(headers.get("host", "").partition(":")[0], first.split(" ")[1], headers, time.monotonic(), number)


def rss(*links: str, extra: str = "") -> bytes:
    """An RSS feed of these links."""
    items = "".join(f"<item><title>T {n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{extra}{items}</channel></rss>'
    return reply(body, kind="application/rss+xml")
