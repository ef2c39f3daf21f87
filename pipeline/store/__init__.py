"""store: the live database that one loader owns, and the snapshot that everybody else reads.

Reads events; writes DuckDB files.
"""

from pipeline.store.live import Loaded, Store
from pipeline.store.moment import known_at
from pipeline.store.prepared import Load, Prepared, distinct, prepare
from pipeline.store.snapshot import Snapshot, SnapshotSchedule, final_events, open_snapshot

__all__ = [
    "Load",
    "Loaded",
    "Prepared",
    "Snapshot",
    "SnapshotSchedule",
    "Store",
    "distinct",
    "final_events",
    "known_at",
    "open_snapshot",
    "prepare",
]
