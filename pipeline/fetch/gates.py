"""One request at a time per host, for all processes of this machine.

Reads and writes one small file per host below the home folder; it is locked while a request runs, and holds the
moment from which the next one may be made. A process that dies lets go of its lock.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TextIO

from pipeline.landing import plain

MAX_DELAY = 120.0
"""Seconds. A longer crawl delay is a slip, or a wish that no schedule could honour."""
_POLL_SECONDS = 0.05


@contextlib.asynccontextmanager
async def gate(folder: Path, host: str, interval: float) -> AsyncIterator[None]:
    """Holds the host for one request; the next one, of whichever process, begins `interval` seconds after its end."""
    with _open(folder, host) as file:
        while not _lock(file):
            await asyncio.sleep(_POLL_SECONDS)
        await asyncio.sleep(min(max(0.0, _free_at(file) - time.time()), max(MAX_DELAY, interval)))
        try:
            yield
        finally:
            _write(file, time.time() + interval)


def _open(folder: Path, host: str) -> TextIO:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / plain(host)).open("a+", encoding="ascii")


def _lock(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _free_at(file: TextIO) -> float:
    file.seek(0)
    try:
        return float(file.read() or 0.0)
    except ValueError:  # torn by a crash in the middle of a write
        return time.time() + MAX_DELAY


def _write(file: TextIO, moment: float) -> None:
    file.truncate(0)
    file.write(f"{moment:.3f}")
    file.flush()
