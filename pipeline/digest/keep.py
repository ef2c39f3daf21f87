"""How long superseded editions stay. The first edition of a day and the newest always do.

Reads `editions/<day>/editions.json`; removes the files of old editions and leaves a page in the place of each, since
reports and readers link to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.digest import render
from pipeline.digest.write import put


@dataclass(frozen=True, slots=True)
class OldEdition:
    """An edition that nothing but old links needs, and its files."""

    day: str
    digest_id: str
    built_at: str
    files: list[Path]


def old_editions(folder: Path, before: datetime) -> list[OldEdition]:
    """The editions that another one followed before that moment, oldest day first; those removed already are not."""
    found = []
    for log in sorted((folder / "editions").glob("????-??-??/editions.json")):
        entries = json.loads(log.read_text(encoding="utf-8"))
        published = [entry for entry in entries if entry["as_of"] is None]
        kept = {entry["digest_id"] for entry in (*published[:1], *published[-1:])}
        for entry in published:
            old = datetime.fromisoformat(entry["built_at"]) < before and entry["digest_id"] not in kept
            if old and (log.parent / f"{entry['digest_id']}.json").exists():
                files = sorted(log.parent.glob(f"{entry['digest_id']}[.-]*"))
                found.append(OldEdition(log.parent.name, entry["digest_id"], entry["built_at"], files))
    return found


def remove(folder: Path, edition: OldEdition, days: int) -> None:
    """Remove the files of an edition; its address says from then on that it was removed, and after how many days."""
    page = folder / "editions" / edition.day / f"{edition.digest_id}.html"
    put(page, render.html("removed.html.j2", day=edition.day, built_at=edition.built_at, days=days))
    rest = [path for path in edition.files if path != page]
    for path in sorted(rest, key=lambda path: path.suffix == ".json"):  # last what tells that the edition is here
        path.unlink()
