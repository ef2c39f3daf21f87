"""Write an edition of a digest to its folder, atomically, and say what was written.

Reads the editions written before; writes for each day <day>.html, .md, .json, .csv and .geojson, every edition under
editions/<day>/, every cited article under articles/, and index.html and atom.xml over all days.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.digest import feeds, render
from pipeline.digest.edition import Digest
from pipeline.digest.editions import Amendments, amendments, told
from pipeline.models import stable_id


def edition_id(digest: Digest) -> str:
    """UUID of what the digest says; two builds that say the same are one edition."""
    said = render.as_json(digest)
    for key in ("snapshot_id", "snapshot_at"):
        said.pop(key)
    return stable_id("digest", json.dumps(said, sort_keys=True, ensure_ascii=False))


def write(digest: Digest, folder: Path) -> dict[str, Any]:
    """Put the edition in its place and return the value of its record on digests.v1.

    A digest as of a past moment is kept among the editions only: the address of the day shows what is known now.
    """
    day, edition, body = digest.day.isoformat(), edition_id(digest), render.as_json(digest)
    log = _log(folder, digest, edition)
    changed = amendments(folder / "editions" / day, log, body)
    for page in digest.pages:
        put(folder / "articles" / f"{page.event_id}.html", render.render_article(page))
    _put_edition(folder, digest, edition, changed)
    put(folder / "editions" / day / "editions.json", json.dumps(log, indent=1) + "\n")
    if digest.as_of is None:
        put(folder / "entries" / f"{day}.json", json.dumps(_entry(digest, edition, log), ensure_ascii=False) + "\n")
    days = entries(folder)
    put(folder / "index.html", render.index_html(days))
    put(folder / "atom.xml", feeds.render_atom(days))
    return _value(digest, edition, body)


def _put_edition(folder: Path, digest: Digest, edition: str, changed: Amendments) -> None:
    day = digest.day.isoformat()
    texts = {
        "md": render.render_markdown(digest),
        "json": render.render_json(digest),
        "csv": feeds.render_csv(digest, digest.statements()),
        "geojson": feeds.render_geojson(digest),
    }
    for number, page in enumerate(render.render_pages(digest, "../../", stem=edition), start=1):
        put(folder / "editions" / day / render.page_name(edition, number), page)
    for suffix, text in texts.items():
        put(folder / "editions" / day / f"{edition}.{suffix}", text)
    if digest.as_of is None:
        for number, page in enumerate(render.render_pages(digest, "", changed), start=1):
            put(folder / render.page_name(day, number), page)
        for suffix, text in texts.items():
            put(folder / f"{day}.{suffix}", text)


def _log(folder: Path, digest: Digest, edition: str) -> list[dict[str, Any]]:
    """The editions of the day in the order in which they were first built, this one included."""
    path = folder / "editions" / digest.day.isoformat() / "editions.json"
    log: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    if all(entry["digest_id"] != edition for entry in log):
        as_of = digest.as_of.isoformat() if digest.as_of else None
        log.append({"digest_id": edition, "built_at": datetime.now(UTC).isoformat(timespec="seconds"), "as_of": as_of})
    return log


def _value(digest: Digest, edition: str, body: dict[str, Any]) -> dict[str, Any]:
    counts = body["counts"]
    return {
        "digest_id": edition,
        "day": digest.day.isoformat(),
        "built_at": datetime.now(UTC).isoformat(),
        "as_of": digest.as_of.isoformat() if digest.as_of else None,
        "snapshot_id": digest.snapshot_id,
        "articles": counts["articles"],
        "sentences": counts["sentences"],
        "withheld": counts["withheld"],
        "body": body,
    }


def _entry(digest: Digest, edition: str, log: list[dict[str, Any]]) -> dict[str, Any]:
    """What the index shows of a day, and what it can be found by."""
    lines = (*digest.sources.read, *digest.sources.not_analysed)
    speakers = {
        citation.speaker
        for sentence in digest.sentences().values()
        for citation in sentence.citations
        if citation.speaker
    }
    return {
        "day": digest.day.isoformat(),
        "digest_id": edition,
        "updated": next(entry["built_at"] for entry in log if entry["digest_id"] == edition),
        "counts": render.counts(digest),
        "top": [sentence.text for sentence in digest.top],
        "titles": sorted({line.title for line in lines}),
        "places": sorted({place.name for place in digest.places} | set(digest.unplaced)),
        "speakers": sorted(speakers),
        "sentences": len(told(render.as_json(digest))),
    }


def entries(folder: Path) -> list[dict[str, Any]]:
    """The index entries of all days that have a digest, newest first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in (folder / "entries").glob("????-??-??.json")]
    return sorted(found, key=lambda entry: str(entry["day"]), reverse=True)


def put(path: Path, text: str) -> None:
    """Write a whole file or nothing: readers see the old one until the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
