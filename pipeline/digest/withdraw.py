"""Reports that quote or list an article, found and withdrawn: it was taken down.

Reads and removes files of the digests folder.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.digest import feeds, render
from pipeline.digest.write import entries, put


@dataclass(frozen=True)
class Quoting:
    """Editions that quote or list an article, and the days whose own address shows one."""

    digest_ids: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


def quoting(folder: Path, ids: Collection[str]) -> Quoting:
    """The editions and days whose JSON holds one of these ids of an article and its revisions."""
    editions = [path.stem for path in sorted((folder / "editions").glob("*/*.json")) if _holds(path, ids)]
    days = [path.stem for path in sorted(folder.glob("????-??-??.json")) if _holds(path, ids)]
    return Quoting(editions, days)


def withdraw(folder: Path, found: Quoting, event_ids: Collection[str]) -> int:
    """Remove these editions, the pages of the days and of the article; returns the files removed.

    The days have no report until they are built again.
    """
    gone = [folder / "articles" / f"{event_id}.html" for event_id in event_ids]
    for day in found.days:
        gone += [*folder.glob(f"{day}[.-]*"), folder / "entries" / f"{day}.json"]
    for log in sorted((folder / "editions").glob("*/editions.json")):
        gone += _withdraw_editions(log, found.digest_ids)
    removed = [path for path in gone if path.exists()]
    for path in removed:
        path.unlink()
    if removed:
        left = entries(folder)
        put(folder / "index.html", render.index_html(left, (folder / "quality" / "index.html").exists()))
        put(folder / "atom.xml", feeds.render_atom(left))
    return len(removed)


def _withdraw_editions(log: Path, digest_ids: Collection[str]) -> list[Path]:
    """The files of the editions of one day; its log no longer knows them."""
    known: list[dict[str, Any]] = json.loads(log.read_text(encoding="utf-8"))
    kept = [entry for entry in known if entry["digest_id"] not in digest_ids]
    if len(kept) < len(known):
        put(log, json.dumps(kept, indent=1) + "\n")
    return [path for digest_id in digest_ids for path in log.parent.glob(f"{digest_id}[.-]*")]


def _holds(path: Path, ids: Collection[str]) -> bool:
    text = path.read_text(encoding="utf-8")
    return path.name != "editions.json" and any(each in text for each in ids)
