"""What the loader hands to readers: the snapshot, the old ones that stay, quality pages, Parquet files.

Reads the store; writes `snapshot.duckdb`, `snapshots/`, `digests/quality/` and `parquet/` below the home folder.
"""

from __future__ import annotations

import time

from pipeline.settings import Settings
from pipeline.store import SnapshotSchedule, Store
from pipeline.store.keep import keep_old
from pipeline.store.parquet import export

# Seconds that Parquet files may be behind the snapshot while records flow: other tools read them by the day.
PARQUET_SECONDS = 60.0


class Handover:
    """Publishes for one loader. Parquet has a schedule of its own, so that its cost never delays the snapshot."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._schedule = SnapshotSchedule(PARQUET_SECONDS)
        self._changed = False
        self._exported = float("-inf")
        self._cost = 0.0

    def publish(self) -> float:
        """Replaces the snapshot, and the quality pages of the days that changed; returns the seconds it took."""
        from pipeline.digest import quality

        begun = time.monotonic()
        keep_old(self._settings.snapshot, self._settings.old_snapshots, self._settings.keep_snapshots)
        self._store.publish_snapshot(self._settings.snapshot)
        quality.write(self._settings.snapshot, self._settings.digests)
        self._changed = self._settings.parquet
        return time.monotonic() - begun

    def idle(self, lag: int) -> None:
        """Brings the Parquet files up to the tables when that is due."""
        since = time.monotonic() - self._exported
        if self._schedule.due(changed=self._changed, lag=lag, since=since, last_cost=self._cost):
            self.export()

    def export(self) -> None:
        """Brings the Parquet files up to the tables, as far as the time for it reaches; the rest is done next time."""
        if not self._changed:
            return
        exported = export(self._store.connection, self._settings.parquet_folder)
        self._exported, self._cost, self._changed = time.monotonic(), exported.seconds, not exported.complete

    def export_all(self) -> None:
        """Brings every Parquet file up to the tables at once, however long it takes: something was taken down."""
        if self._settings.parquet:
            export(self._store.connection, self._settings.parquet_folder, budget=float("inf"))
