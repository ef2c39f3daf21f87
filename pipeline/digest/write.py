"""Write an edition of a digest to its folder, atomically, and say what was written.

Reads nothing; writes <day>.html, .md and .json, and a copy of each edition under editions/<day>/.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.digest.edition import Digest
from pipeline.digest.render import as_json, index_html, render_article, render_html, render_json, render_markdown
from pipeline.models import stable_id


def edition_id(digest: Digest) -> str:
    """Hash of what the digest says; two builds that say the same are one edition."""
    said = as_json(digest)
    for key in ("snapshot_id", "snapshot_at", "edition_id"):
        said.pop(key, None)
    return stable_id("digest", json.dumps(said, sort_keys=True, ensure_ascii=False))


def write(digest: Digest, folder: Path) -> dict[str, Any]:
    """Put the edition in its place and return the value of its record on digests.v1.

    A digest as of a past moment is kept among the editions only: the address of the day shows what is known now.
    """
    edition = edition_id(digest)
    kept = folder / "editions" / digest.day.isoformat()
    formats = {"html": render_html(digest), "md": render_markdown(digest), "json": render_json(digest)}
    for page in digest.pages:
        put(folder / "articles" / f"{page.event_id}.html", render_article(page))
    for suffix, text in formats.items():
        put(kept / f"{edition}.{suffix}", render_html(digest, root="../../") if suffix == "html" else text)
        if digest.as_of is None:
            put(folder / f"{digest.day.isoformat()}.{suffix}", text)
    put(folder / "index.html", index_html(written_days(folder)))
    body = as_json(digest)
    return {
        "digest_id": edition,
        "day": digest.day.isoformat(),
        "built_at": datetime.now(UTC).isoformat(),
        "as_of": digest.as_of.isoformat() if digest.as_of else None,
        "snapshot_id": digest.snapshot_id,
        "articles": body["counts"]["articles"],
        "sentences": body["counts"]["sentences"],
        "withheld": body["counts"]["withheld"],
        "body": body,
    }


def written_days(folder: Path) -> list[dict[str, Any]]:
    """The days that have a digest, newest first, with what their index entry shows."""
    days = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("????-??-??.json")]
    return sorted(days, key=lambda body: str(body["day"]), reverse=True)


def put(path: Path, text: str) -> None:
    """Write a whole file or nothing: readers see the old one until the new one is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
