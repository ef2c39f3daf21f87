"""How long raw pages stay: which files are old, and a record of the days that were removed.

Reads the landing zone; removes files of it, and writes `pruned.json` there: for each source the publication days of
pages that are gone, so that nobody who reads those days again takes silence for an answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from upath import UPath

from pipeline.errors import TerminalError
from pipeline.landing.zone import Landing, plain

RECORD = "pruned.json"


@dataclass(frozen=True, slots=True)
class OldFile:
    """A WARC file of pages: each by its URL and when it was fetched, which is how its outcome names it."""

    file: str  # below the landing zone
    source: str
    fetched_on: date
    since: date  # the earliest publication day that a listing gave a page of it, at most the day it was fetched
    pages: list[tuple[str, datetime]]


def old_files(landing: Landing, before: date) -> Iterator[OldFile]:
    """The files of pages that were fetched before a day, by the clock of their run and by that of the machine.

    The oldest come first. A run that reads the past has its clock there; its pages are as young as their file.
    """
    for folder in sorted((landing.root / "pages").glob("????-??-??"), key=lambda path: path.name):
        day = date.fromisoformat(folder.name)
        if day >= before:
            return
        for source in sorted(folder.iterdir(), key=lambda path: path.name):
            old = {path.name for path in source.iterdir() if _newest([path]).date() < before}
            files: dict[str, OldFile] = {}
            for page in landing.pages(source.name, day) if old else ():
                file = (page.landing or "").partition("#")[0]
                entry = files.setdefault(file, OldFile(file, source.name, day, day, []))
                entry.pages.append((page.url, page.fetched_at))
                told = date.fromisoformat((page.published_at or day.isoformat())[:10])
                files[file] = replace(entry, since=min(entry.since, told))
            yield from (each for name, each in files.items() if name.rpartition("/")[2] in old)


def remove(landing: Landing, file: OldFile, days: Mapping[date, int]) -> None:
    """Remove a file; `days`: its pages by publication day. The record is written first: a kill loses no mention."""
    record = _record(landing)
    gone = record.setdefault(file.source, Counter())
    for day, pages in days.items():
        gone[day.isoformat()] += pages
    landing.write(RECORD, json.dumps(record, sort_keys=True, indent=1).encode())
    path = landing.root / file.file
    path.unlink()
    for folder in (path.parent, path.parent.parent):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def pruned(landing: Landing, source: str, since: date, until: date) -> int:
    """How many pages of this source with a publication day among these were removed."""
    gone = _record(landing).get(plain(source), Counter())
    return sum(pages for day, pages in gone.items() if since.isoformat() <= day <= until.isoformat())


def old_runs(landing: Landing, before: datetime) -> dict[str, list[UPath]]:
    """Journals and manifests of runs whose files were all written before then, by the name of the run."""
    found: dict[str, list[UPath]] = {}
    for part in ("work", "runs"):
        folder = landing.root / part
        for run in sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else ():
            found.setdefault(run.name, []).extend(path for path in run.rglob("*") if path.is_file())
    return {run: files for run, files in found.items() if files and _newest(files) < before}


def remove_run(landing: Landing, run: str, files: list[UPath]) -> None:
    """Remove what a run left behind, and its folders."""
    for path in files:
        path.unlink()
    for part in ("work", "runs"):
        folder = landing.root / part / run
        if folder.is_dir():
            for inner in sorted((path for path in folder.rglob("*") if path.is_dir()), key=str, reverse=True):
                inner.rmdir()
            folder.rmdir()


def _newest(files: list[UPath]) -> datetime:
    """When the newest of the files was written. Raises TerminalError where the file system does not know."""
    try:
        moments: list[datetime] = [path.fs.modified(path.path) for path in files]
    except NotImplementedError as error:
        raise TerminalError(
            f"The file system of {files[0]} does not say when a file was written, so nothing of it is ever old. Set "
            "SITREP_KEEP_LANDING_DAYS=0 and SITREP_KEEP_RUN_DAYS=0, and prune it with its own means."
        ) from error
    return max(moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in moments)


def _record(landing: Landing) -> dict[str, Counter[str]]:
    try:
        document = json.loads(landing.read_bytes(RECORD))
    except FileNotFoundError:
        return {}
    return {source: Counter(days) for source, days in document.items()}
