"""Waiting for the loader, with words where it cannot succeed.

Reads the snapshot and the lock of the live database; writes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from pipeline.errors import TransientError
from pipeline.settings import Settings
from pipeline.store.lock import loader_pid

# Told how much of how much is done, of what.
Progress = Callable[[str, int, int], None]

POLL_SECONDS = 0.5
# Seconds without a loader after which nobody need wait: a supervisor starts a killed one again within ten.
ABSENT_SECONDS = 15.0


def await_loader(settings: Settings, what: str, total: int, done: Callable[[], int], progress: Progress) -> None:
    """Wait until `done` gives `total`; it is asked about the snapshot.

    Raises TransientError where no loader runs, or where nothing has moved for `announce_timeout_seconds`.
    """
    known, moved = -1, time.monotonic()
    absent_since: float | None = None
    while (now := done()) < total:
        if now != known:
            known, moved = now, time.monotonic()
        progress(what, now, total)
        absent = loader_pid(settings.live_database) is None
        absent_since = (absent_since or time.monotonic()) if absent else None
        if absent_since and time.monotonic() - absent_since > ABSENT_SECONDS:
            raise TransientError(
                f"{total - now} of {total} {what} wait in Kafka, and no loader runs. Start it (`sitrep up`), then give "
                "this command again: it goes on where it was."
            )
        if time.monotonic() - moved > settings.announce_timeout_seconds:
            raise TransientError(
                f"{total - now} of {total} {what} are not in the snapshot, and nothing has moved for "
                f"{settings.announce_timeout_seconds:.0f} s. `sitrep status` shows where they wait; then give this "
                "command again: it goes on where it was."
            )
        time.sleep(POLL_SECONDS)
    progress(what, total, total)
