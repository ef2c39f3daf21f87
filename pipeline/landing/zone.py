"""The landing zone as files: WARC pages, JSON state and manifests below one fsspec address.

Reads and writes below that address. JSON files are replaced whole, never seen half written.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Self
from urllib.parse import quote

from upath import UPath
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import settings
from pipeline.errors import TerminalError
from pipeline.landing.state import SourceState
from pipeline.models import Page

log = logging.getLogger("sitrep.landing")

ROTATE_BYTES = 64 * 2**20
"""Compressed bytes after which a new file begins: some thousand pages, and one comfortable download."""

PAGE_HEADER = "Sitrep-Page"
_UNSTORED = {"content-encoding", "transfer-encoding", "content-length", "set-cookie", "connection"}
"""Response headers that are not true of the stored body, or are nobody's business."""


class Landing:
    """The landing zone below one address."""

    def __init__(self, root: UPath) -> None:
        self.root = root

    def writer(self, source: str, run_id: str, now: datetime) -> PageWriter:
        """A writer for the pages of one source in one run; use it as a context manager."""
        return PageWriter(self, f"pages/{now.astimezone(UTC):%Y-%m-%d}/{plain(source)}", plain(run_id))

    def read(self, address: str) -> Page:
        """The page at "<file>#<offset>". Raises TerminalError if it is not there."""
        file, _, offset = address.rpartition("#")
        try:
            with (self.root / file).open("rb") as stream:
                stream.seek(int(offset))
                for page in _pages(stream, file, int(offset)):
                    if page.landing == address:  # else that one was taken down, and this is the one after it
                        return page
                    break
        except (OSError, ValueError, ArchiveLoadFailed) as error:
            raise TerminalError(f"The landing zone has no page at {address}: {error}") from error
        raise TerminalError(f"The landing zone has no whole page at {address}.")

    def days(self, source: str) -> list[date]:
        """The days on which pages of this source were fetched, oldest first."""
        names = sorted(folder.name for folder in _children(self.root / "pages") if (folder / plain(source)).is_dir())
        return [date.fromisoformat(name) for name in names]

    def pages(self, source: str, day: date) -> Iterator[Page]:
        """The pages of this source that were fetched on this day, in the order of their files. Streams."""
        folder = f"pages/{day.isoformat()}/{plain(source)}"
        for path in sorted(_children(self.root / folder), key=lambda path: path.name):
            with path.open("rb") as stream:
                yield from _pages(stream, f"{folder}/{path.name}", 0)

    def load_state(self, source: str) -> SourceState:
        """What is known of the source; an empty state for a new one. Raises TerminalError if the file is broken."""
        path = self.root / "state" / f"{plain(source)}.json"
        if not path.exists():
            return SourceState(source)
        try:
            return SourceState.from_json(path.read_text(encoding="utf-8"))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise TerminalError(f"{path} cannot be read: {error}. Delete it to have the source read afresh.") from error

    def save_state(self, state: SourceState, now: datetime) -> None:
        """Replaces the stored state. Call it when all that the state tells of has been published."""
        self.write(f"state/{plain(state.source)}.json", state.to_json(now).encode())

    def save_manifest(self, run_id: str, name: str, document: dict[str, Any]) -> str:
        """Stores what a run leaves behind under this name, as JSON; returns its address below the landing zone."""
        address = f"runs/{plain(run_id)}/{plain(name)}.json"
        self.write(address, json.dumps(document, ensure_ascii=False, sort_keys=True).encode())
        return address

    def load_manifests(self, run_id: str) -> dict[str, dict[str, Any]]:
        """All manifests of a run, by name."""
        files = _children(self.root / "runs" / plain(run_id))
        return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(files, key=str)}

    def write(self, address: str, content: bytes) -> None:
        """Puts the bytes at an address below the zone, at once or not at all."""
        path = self.root / address
        if not is_local(path):
            path.fs.pipe_file(path.path, content)  # an object store shows an object only when it is complete
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part.path).replace(path.path)

    def read_bytes(self, address: str) -> bytes:
        """The bytes at an address below the zone. Raises FileNotFoundError."""
        return (self.root / address).read_bytes()


def current() -> Landing:
    """The landing zone of the settings."""
    return Landing(UPath(settings.current().landing_url))


def load_state(source: str) -> SourceState:
    """`Landing.load_state` of the settings' landing zone."""
    return current().load_state(source)


def save_state(state: SourceState, now: datetime) -> None:
    """`Landing.save_state` of the settings' landing zone."""
    current().save_state(state, now)


class PageWriter:
    """Writes pages of one source in one run. A page is in the zone when `write` returns.

    Local files grow page by page. Object stores cannot append and show a file when it is closed, so there each page
    is a file of its own.
    """

    def __init__(self, landing: Landing, folder: str, run: str) -> None:
        self._landing = landing
        self._folder = folder
        self._run = run
        self._number = 0
        self._stream: BinaryIO | None = None
        self._file = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def write(self, page: Page, headers: Sequence[tuple[str, str]] = ()) -> str:
        """Stores a page and returns its address, "<file>#<offset>"."""
        stream = self._open()
        offset = stream.tell()
        writer = WARCWriter(stream, gzip=True, warc_version="1.1")
        writer.write_record(_record(writer, page, headers))
        stream.flush()
        if stream.tell() >= ROTATE_BYTES or not is_local(self._landing.root):
            self._close()
        return f"{self._file}#{offset}"

    def _open(self) -> BinaryIO:
        if self._stream is None:
            path = self._next()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = path.open("wb")
            if is_local(path):  # who takes pages out of a file waits until it is whole
                fcntl.flock(self._stream, fcntl.LOCK_SH)
        return self._stream

    def _next(self) -> UPath:
        # A retried run starts a new file: the last record of the earlier one may be torn.
        while True:
            self._file = f"{self._folder}/{self._run}-{self._number:03d}.warc.gz"
            self._number += 1
            if not (self._landing.root / self._file).exists():
                return self._landing.root / self._file

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _record(writer: WARCWriter, page: Page, headers: Sequence[tuple[str, str]]) -> Any:
    kept = [(key, value) for key, value in headers if key.lower() not in _UNSTORED]
    if not kept:
        kept = [("Content-Type", page.content_type)]
    hints = {
        "url": page.url,
        "final_url": page.final_url,
        "source": page.source,
        "title": page.title,
        "published_at": page.published_at,
        "outlet": page.outlet,
        "content_type": page.content_type,
    }
    address = quote(page.final_url or page.url, safe=";/?:@&=+$,#[]!*'()%~")
    if not address.startswith(("http://", "https://")):
        address = f"http://archive.invalid/{address}"  # a saved page without an address; HTTP records need one
    return writer.create_warc_record(
        address,
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),
        http_headers=StatusAndHeaders(f"{page.status} -", [(k, _line(v)) for k, v in kept], protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            PAGE_HEADER: json.dumps({key: value for key, value in hints.items() if value is not None}),
        },
    )


def _line(value: str) -> str:
    return re.sub(r"[^\x20-\x7e]+", " ", value)


def _pages(stream: BinaryIO, file: str, start: int) -> Iterator[Page]:
    records = ArchiveIterator(stream)
    try:
        for record in records:
            if record.rec_type == "metadata":  # the blank in the place of a page that was taken down
                continue
            hints = record.rec_headers.get_header(PAGE_HEADER)
            body = record.content_stream().read()
            if hints is None or len(body) != record.payload_length:
                log.warning("%s holds a record that is not whole at byte %d", file, records.offset)
                continue
            yield Page(
                body=body,
                fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
                status=int(record.http_headers.get_statuscode()),
                landing=f"{file}#{records.offset}",
                **json.loads(hints),
            )
    except ArchiveLoadFailed as error:
        if start:
            raise
        log.warning("%s ends torn: %s", file, error)


def _children(folder: UPath) -> list[UPath]:
    return list(folder.iterdir()) if folder.is_dir() else []


def is_local(path: UPath) -> bool:
    return path.protocol in ("", "file", "local")


def plain(name: str) -> str:
    """The name as one part of a path: itself if it is plain, else mended and told apart by a hash."""
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}", name):
        return name
    mended = re.sub(r"[^A-Za-z0-9._-]+", "_", name).lstrip(".-")[:80]
    return f"{mended}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
