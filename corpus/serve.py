"""Serves the corpus over HTTP on loopback, by the corpus's own calendar: `python -m corpus.serve --day 2023-01-08`.

Reads `corpus/outlets`; writes nothing. Each outlet is a virtual host, `<outlet>.localhost`; feeds, news sitemaps and
robots.txt are made from `outlet.toml` and `pages.jsonl` as of the day; http://127.0.0.1:<port>/ lists them all.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from corpus.calendar import FEEDS, LAST_DAY, Answer, Entry, Outlet, load


class CorpusServer:
    """The corpus on 127.0.0.1; a context manager. `day` may be set while it serves."""

    def __init__(self, port: int = 8100, day: str = LAST_DAY) -> None:
        self.day = day
        self.outlets = load()
        self.requests: list[str] = []
        self._server = _Server(port, self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="corpus", daemon=True)

    @property
    def port(self) -> int:
        """The port it listens on: the one asked for, or a free one for 0."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, host: str, path: str) -> Answer:
        """What this host says for this path on the server's day."""
        name, _, parent = host.partition(".")
        if parent != "localhost" or name not in self.outlets:
            return Answer(200, self._index(), since=self.day) if path == "/" else _missing()
        outlet, day = self.outlets[name], self.day
        root = f"http://{host}:{self.port}"
        if path == "/robots.txt":
            return Answer(200, str(outlet.about["robots"]).encode(), "text/plain; charset=utf-8")
        if path == outlet.about["feed_path"]:
            return FEEDS[outlet.about["feed"]](outlet, outlet.listed(day), root)
        return _page(outlet, outlet.on(day).get(path))

    def _index(self) -> bytes:
        rows = "".join(
            f'<li><a href="http://{name}.localhost:{self.port}{escape(str(outlet.about["feed_path"]))}">'
            f"{escape(str(outlet.about['title']))}</a>: {len(outlet.listed(self.day))} pages</li>"
            for name, outlet in self.outlets.items()
        )
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>The corpus of sitrep</title>'
            f"<h1>The corpus of sitrep on {escape(self.day)}</h1>"
            f"<p>Invented outlets, made for testing.</p><ul>{rows}</ul>"
        ).encode()


def _missing() -> Answer:
    return Answer(404, b'<!doctype html><html lang="en"><title>Not found</title><p>There is no such page.')


def _page(outlet: Outlet, entry: Entry | None) -> Answer:
    if entry is None or entry.status == 404:
        return _missing()
    if entry.status in (301, 302, 307, 308):
        return Answer(entry.status, b"", location=entry.location, since=entry.first)
    return Answer(entry.status, (outlet.folder / str(entry.file)).read_bytes(), since=entry.first)


# --- HTTP --------------------------------------------------------------------------------------------------


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, corpus: CorpusServer) -> None:
        self.corpus = corpus
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "corpus"
    disable_nagle_algorithm = True  # or each answer waits for the acknowledgement of its own head
    server: _Server

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        path = urlsplit(self.path).path
        answer = self.server.corpus.answer(host, path)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        modified = datetime.fromisoformat(answer.since).replace(tzinfo=UTC)
        if answer.status == 200 and self._knows(etag, modified):
            answer = replace(answer, status=304, body=b"")
        self.server.corpus.requests.append(f"{answer.status} {host}{path}")
        self.send_response(answer.status)
        if answer.location is not None:
            self.send_header("Location", answer.location)
        if answer.status in (200, 304):
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", format_datetime(modified, usegmt=True))
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(answer.body)

    do_HEAD = do_GET

    def _knows(self, etag: str, modified: datetime) -> bool:
        tags = self.headers.get("If-None-Match")
        if tags is not None:  # it wins over the date (RFC 9110, section 13.1.3)
            return etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")] or tags.strip() == "*"
        try:
            return modified <= parsedate_to_datetime(self.headers.get("If-Modified-Since") or "")
        except (ValueError, TypeError):
            return False

    def log_message(self, format: str, *args: object) -> None:
        """Silent: `CorpusServer.requests` holds what was asked."""


def main(arguments: list[str] | None = None) -> None:
    """Serves until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m corpus.serve", description="Serves the corpus on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--day", default=LAST_DAY, help="the corpus's day, 2022-12-30 to 2023-01-08")
    chosen = parser.parse_args(arguments)
    with CorpusServer(chosen.port, chosen.day) as server:
        sys.stderr.write(f"The corpus of {server.day} is served at http://127.0.0.1:{server.port}/ until Ctrl-C.\n")
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
