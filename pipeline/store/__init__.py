"""store: the live database that one loader owns, and the snapshot that everybody else reads.

Reads events; writes DuckDB files.
"""

from pipeline.store.live import Load, Loaded, Store
from pipeline.store.snapshot import Snapshot, SnapshotSchedule, final_events, open_snapshot

__all__ = ["Load", "Loaded", "Snapshot", "SnapshotSchedule", "Store", "final_events", "open_snapshot"]
