"""Pages taken out of the landing zone: WARC records blanked where they lie, so that every other address stays true.

Reads and writes `pages/` and `state/` in the landing zone. A file is replaced whole, or not at all.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import logging
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from upath import UPath
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.landing.state import UrlState
from pipeline.landing.takedowns import DETAIL, REASON, Forgotten
from pipeline.landing.zone import PAGE_HEADER, Landing, is_local

log = logging.getLogger("sitrep.landing")

# Bytes of the fixed parts of a gzip member: its header with the end of a comment, and its trailer.
FRAME = 11 + 8
BLANK = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def erase_pages(landing: Landing, gone: Forgotten, file: str | None = None) -> int:
    """Blank the record of every page at an address that was taken down, in all files or in one; returns how many."""
    folder = landing.root / "pages"
    files = sorted(folder.glob("*/*/*.warc.gz"), key=str) if folder.is_dir() else []
    return sum(_erase(landing, path, gone) for path in ([landing.root / file] if file else files))


def erase_states(landing: Landing, gone: Forgotten) -> int:
    """Take what listings say of these pages out of the sources' states; returns how many entries held something."""
    folder = landing.root / "state"
    changed = 0
    for file in sorted(folder.glob("*.json"), key=str) if folder.is_dir() else []:
        document = json.loads(file.read_bytes())
        held = [url for url, known in document["urls"].items() if gone.address(url) and known.get("reason") != REASON]
        if held:
            document["urls"] |= {url: _blank_state(document["urls"][url]) for url in held}
            landing.write(f"state/{file.name}", json.dumps(document, ensure_ascii=False, indent=1).encode())
            changed += len(held)
    return changed


def blank(known: UrlState) -> None:
    """What stays known of an address that was taken down."""
    for name, value in _blank_state({name: getattr(known, name) for name in UrlState.__slots__}).items():
        setattr(known, name, value)


def _blank_state(known: dict[str, Any]) -> dict[str, Any]:
    """An address without what its listing and its page say: its text is no longer known to be anybody's."""
    words = ("title", "etag", "last_modified", "content_hash", "event_id", "detail", "modified_at")
    return {**known, **dict.fromkeys(words), "outcome": "dropped", "reason": REASON, "detail": DETAIL}


def _erase(landing: Landing, file: UPath, gone: Forgotten) -> int:
    with _unwritten(file) as stream:
        spans = list(_spans(stream, gone))
        if not spans:
            return 0
        stream.seek(0)
        content = bytearray(stream.read())
        for start, length in spans:
            content[start : start + length] = _filler(length)
        landing.write(f"pages/{file.parent.parent.name}/{file.parent.name}/{file.name}", bytes(content))
    return len(spans)


@contextmanager
def _unwritten(file: UPath) -> Iterator[BinaryIO]:
    """The file, open, once no run writes to it any more: a page written to a file that was replaced would be lost."""
    with file.open("rb") as stream:
        if is_local(file):
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                log.warning("%s is being written by an ingest run; waiting for it", file)
                fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream


def _spans(stream: BinaryIO, gone: Forgotten) -> Iterator[tuple[int, int]]:
    """Offset and length of every record of a page that was taken down, whole or torn."""
    records = ArchiveIterator(stream)
    starts: list[tuple[int, bool]] = []
    try:
        for record in records:
            hints = json.loads(record.rec_headers.get_header(PAGE_HEADER) or "{}")
            starts.append((records.offset, gone.address(hints.get("url"), hints.get("final_url"))))
            record.content_stream().read()
    except (ArchiveLoadFailed, zlib.error) as error:
        log.warning("a file of pages ends torn: %s", error)
    ends = [start for start, _ in starts[1:]] + [stream.seek(0, os.SEEK_END)]
    yield from ((start, end - start) for (start, covered), end in zip(starts, ends, strict=True) if covered)


def _filler(length: int) -> bytes:
    """A gzip member of exactly that many bytes which holds an empty WARC record."""
    packed = gzip.compress(BLANK, mtime=0)[10:-8]
    comment = b" " * (length - FRAME - len(packed))
    trailer = struct.pack("<II", zlib.crc32(BLANK), len(BLANK))
    return b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff" + comment + b"\x00" + packed + trailer
