"""Archive sources: a folder of saved pages, or WARC files, read as a stream and without any network.

Reads the folder or file that the source names; writes nothing.

A saved page carries no word on when it was fetched, and a file's own time changes with every copy. So `fetched_at` is
the WARC-Date where there is one, else the publication time that the index gives, else the clock of the run.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.errors import TerminalError
from pipeline.fetch.listing import instant
from pipeline.fetch.web import Failure, clean_url
from pipeline.models import Page, Run
from pipeline.sources import Source

INDEX = "index.jsonl"
_SAVED = (".html", ".htm", ".html.gz", ".txt")
_WARC = (".warc", ".warc.gz")
_TYPES = {".txt": "text/plain; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Found:
    """One item of an archive: a page, or why it is none; `captured` tells captures of one URL apart."""

    url: str
    page: Page | None
    failure: Failure | None = None
    captured: datetime | None = None


def read(source: Source, run: Run, max_bytes: int) -> Iterator[Found]:
    """All items of the archive, one at a time. Raises TerminalError if the archive or its index cannot be read."""
    root = Path(source.url)
    if not root.exists():
        raise TerminalError(
            f"source {source.name!r}: the archive {root} does not exist. Correct `url` in its declaration."
        )
    files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
    index = _index(root / INDEX) if root.is_dir() else {}
    for path in files:
        if path.name.endswith(_WARC):
            yield from _warc(source, path, max_bytes)
        elif path.name.endswith(_SAVED):
            yield _saved(source, run, path, path.relative_to(root.parent if root.is_file() else root), index, max_bytes)


# --- A folder of saved pages -------------------------------------------------------------------------------


def _index(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        return {}
    rows = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows[str(row["file"])] = row
        except (ValueError, KeyError, TypeError) as error:
            raise TerminalError(f"{path}, line {number}: not an object with the key `file` ({error}).") from error
    return rows


def _saved(source: Source, run: Run, path: Path, name: Path, index: dict[str, dict[str, Any]], max_bytes: int) -> Found:
    row = index.get(name.as_posix(), {})
    url = clean_url(_text(row, "url") or "") or name.as_posix()
    published = instant(_text(row, "published_at") or "")
    try:
        body = _bytes(path, max_bytes)
    except (OSError, EOFError, zlib.error) as error:
        return Found(url, None, Failure("unreadable", f"The file {name} cannot be read: {error}."))
    if len(body) > max_bytes:
        return Found(url, None, Failure("too_large", f"More than {max_bytes} bytes after decompression."))
    page = Page(
        url=url,
        body=body,
        content_type=_TYPES.get(path.suffix, "text/html"),
        fetched_at=_utc(published) or run.now,
        source=source.name,
        title=_text(row, "title"),
        published_at=published,
        outlet=_text(row, "outlet"),
    )
    return Found(url, page)


def _text(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value else None


def _bytes(path: Path, limit: int) -> bytes:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        return bytes(stream.read(limit + 1))


def _utc(when: str | None) -> datetime | None:
    if when is None:
        return None
    parsed = datetime.fromisoformat(when)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)


# --- WARC files --------------------------------------------------------------------------------------------


def _warc(source: Source, path: Path, max_bytes: int) -> Iterator[Found]:
    records = 0
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                records += record.rec_headers.get_header("WARC-Record-ID") is not None
                found = _capture(source, record, max_bytes) if record.rec_type == "response" else None
                if found is not None:
                    yield found
        except (ArchiveLoadFailed, zlib.error) as error:
            yield _unreadable(path, f"The file breaks off after {records} records: {error}.")
            return
    if not records:
        yield _unreadable(path, "The file holds no WARC record.")


def _unreadable(path: Path, detail: str) -> Found:
    return Found(path.name, None, Failure("unreadable", detail))


def _capture(source: Source, record: Any, max_bytes: int) -> Found | None:
    url = clean_url(record.rec_headers.get_header("WARC-Target-URI") or "")
    captured = _utc(instant(record.rec_headers.get_header("WARC-Date") or ""))
    if not url or captured is None or record.http_headers is None:
        return None
    status, kind = record.http_headers.get_statuscode(), record.http_headers.get_header("Content-Type") or ""
    failure = _refuse(status, kind, record.http_headers.get_header("Content-Encoding") or "")
    body = b"" if failure else record.content_stream().read(max_bytes + 1)
    if len(body) > max_bytes:
        failure = Failure("too_large", f"More than {max_bytes} bytes after decompression.")
    if failure is not None:
        return Found(url, None, failure, captured)
    page = Page(url=url, body=body, content_type=kind, fetched_at=captured, source=source.name)
    return Found(url, page, captured=captured)


def _refuse(status: str, kind: str, coding: str) -> Failure | None:
    code = int(status) if status.isdigit() else None
    if code != 200:
        return Failure("bad_status", f"The archive holds an answer with status {status[:3]}, which is no page.", code)
    if kind.partition(";")[0].strip().lower() not in ("text/html", "application/xhtml+xml", "text/plain", ""):
        return Failure("not_html", f"The content is {kind[:60]!r}, which holds no article.", code)
    if coding.strip().lower() not in ("", "identity", "gzip", "deflate"):
        return Failure("bad_encoding", f"The content is encoded as {coding[:60]!r}, which is not understood.", code)
    return None
