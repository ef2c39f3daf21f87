"""Whether a loader runs: the database's own lock says so.

Reads the lock of the live database, without taking it; writes nothing.
"""

from __future__ import annotations

import fcntl
import struct
from pathlib import Path

FLOCK = "hhqqi4x"  # struct flock of 64-bit Linux: type, whence, start, length, pid


def loader_pid(live: Path) -> int | None:
    """The process that has the live database open, 0 if it is in another container.

    None where there is none, or where it is this one.
    """
    if not live.exists():
        return None
    with live.open("rb+") as file:
        asked = struct.pack(FLOCK, fcntl.F_WRLCK, 0, 0, 0, 0)
        kind, _, _, _, pid = struct.unpack(FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, asked))
    return None if kind == fcntl.F_UNLCK else int(pid)
