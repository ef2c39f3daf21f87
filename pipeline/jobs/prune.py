"""Keeping: what is older than the settings say is removed, and what was removed is told.

Reads the snapshot, the landing zone, old snapshots and editions; removes files of the last three.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from upath import UPath

from pipeline.landing import Landing, keep
from pipeline.settings import Settings
from pipeline.store import Snapshot, open_snapshot
from pipeline.store.keep import beyond

log = logging.getLogger("sitrep.prune")


@dataclass(frozen=True, slots=True)
class Pruned:
    """One thing that was removed, or would be, or `kept` although it is old, with the reason."""

    what: str
    why: str
    kept: bool = False


def prune(settings: Settings, *, dry_run: bool = False, now: datetime | None = None) -> list[Pruned]:
    """Removes what is too old; returns each thing removed, and what had to stay. `dry_run` only tells.

    A raw page stays, however old, until the snapshot says how it ended.
    """
    moment = now or datetime.now(UTC)
    found = [
        *_pages(settings, moment, dry_run),
        *_runs(settings, moment, dry_run),
        *_snapshots(settings, dry_run),
        *_editions(settings, moment, dry_run),
    ]
    kept = sum(each.kept for each in found)
    log.info("prune: removed=%d kept=%d%s", len(found) - kept, kept, " (dry run)" if dry_run else "")
    return found


def _pages(settings: Settings, now: datetime, dry_run: bool) -> list[Pruned]:
    if not settings.keep_landing_days:
        return []
    landing = Landing(UPath(settings.landing_url))
    before = (now - timedelta(days=settings.keep_landing_days)).date()
    old = keep.old_files(landing, before)
    if not settings.snapshot.exists():
        return [Pruned(file.file, "there is no snapshot that could say how its pages ended", kept=True) for file in old]
    with open_snapshot(settings.snapshot) as snapshot:
        return [_file(landing, file, snapshot, dry_run) for file in old]


def _file(landing: Landing, file: keep.OldFile, snapshot: Snapshot, dry_run: bool) -> Pruned:
    days = snapshot.final_pages(file.pages)
    touched = Counter(day for day in days if day is not None)
    if waiting := days.count(None):
        return Pruned(file.file, f"{waiting} of {len(days)} pages are not final in the snapshot; {_finish(file)}", True)
    if not dry_run:
        keep.remove(landing, file, touched)
    return Pruned(file.file, f"pages fetched on {file.fetched_on}: {len(days)}, all final in the snapshot")


def _finish(file: keep.OldFile) -> str:
    days = f"--since {file.since} --until {file.fetched_on}"
    return f"to finish them: `sitrep ingest {file.source} --from-landing {days}`"


def _runs(settings: Settings, now: datetime, dry_run: bool) -> list[Pruned]:
    if not settings.keep_run_days:
        return []
    landing = Landing(UPath(settings.landing_url))
    old = keep.old_runs(landing, now - timedelta(days=settings.keep_run_days))
    for run, files in old.items() if not dry_run else ():
        keep.remove_run(landing, run, files)
    return [Pruned(f"run {run}", f"{len(files)} journals and manifests") for run, files in old.items()]


def _snapshots(settings: Settings, dry_run: bool) -> list[Pruned]:
    old = beyond(settings.old_snapshots, settings.keep_snapshots)
    for path in old if not dry_run else ():
        path.unlink()
    return [Pruned(str(path), f"the newest {settings.keep_snapshots} stay") for path in old]


def _editions(settings: Settings, now: datetime, dry_run: bool) -> list[Pruned]:
    from pipeline.digest import keep as editions

    if not settings.keep_edition_days:
        return []
    old = editions.old_editions(settings.digests, now - timedelta(days=settings.keep_edition_days))
    for edition in old if not dry_run else ():
        editions.remove(settings.digests, edition, settings.keep_edition_days)
    return [Pruned(f"edition {each.digest_id} of {each.day}", f"superseded, built {each.built_at}") for each in old]
