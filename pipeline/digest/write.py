"""Write an edition of a digest to its folder, atomically, and say what was written.

Reads the editions written before; writes for each day <day>.html, .md, .json, .csv and .geojson, every edition under
editions/<day>/, every cited article under articles/, and index.html and atom.xml over all days.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.digest import feeds, paging, render, safe
from pipeline.digest.edition import Digest
from pipeline.digest.editions import TELLING, Amendments, amendments
from pipeline.digest.shown import ArticlePage
from pipeline.models import stable_id
from pipeline.topics import MAX_VALUE_BYTES

LISTED = 150  # most titles, places and speakers of a day on the index, so that it stays small; its page has all
FORMS = ("md", "json", "csv", "geojson")
# Bytes. A longer digest goes to its topic with the first entries of every section only: records there have a limit.
LONGEST_BODY = MAX_VALUE_BYTES * 3 // 4
STAMPED = 400  # characters: a page says within them what it was made from


def edition_id(digest: Digest) -> str:
    """UUID of what the digest says; two builds that say the same are one edition."""
    return _identity(render.as_json(digest))


def _identity(body: dict[str, Any]) -> str:
    said = {key: value for key, value in body.items() if key not in ("snapshot_id", "snapshot_at")}
    return stable_id("digest", render.json_text(said))


def write(digest: Digest, folder: Path) -> dict[str, Any]:
    """Put the edition in its place and return the value of its record on digests.v1.

    A digest as of a past moment is kept among the editions only: the address of the day shows what is known now.
    """
    day, body = digest.day.isoformat(), render.as_json(digest)
    edition, text = _identity(body), render.json_text(body)
    log = _log(folder, digest, edition)
    changed = amendments(folder / "editions" / day, log, body, edition)
    for page in digest.pages:
        _put_article(folder, page)
    _put_edition(folder / "editions" / day, digest, edition, text)
    put(folder / "editions" / day / "editions.json", json.dumps(log, indent=1) + "\n")
    if digest.as_of is None:
        _put_day(folder, digest, edition, changed)
        put(
            folder / "entries" / f"{day}.json",
            json.dumps(_entry(digest, body, edition, log), ensure_ascii=False) + "\n",
        )
    days = entries(folder)
    put(folder / "index.html", render.index_html(days, (folder / "quality" / "index.html").exists()))
    put(folder / "atom.xml", feeds.render_atom(days))
    if 4 * len(text) > LONGEST_BODY and len(text.encode()) > LONGEST_BODY:  # a character takes four bytes at most
        body = render.as_json(paging.pages(digest)[0].digest) | {"counts": body["counts"], "complete": False}
    return _value(digest, edition, body)


def _put_article(folder: Path, page: ArticlePage) -> None:
    """The page of an article; one that shows the same already is left alone."""
    path, stamp = folder / "articles" / f"{page.event_id}.html", render.stamp(page)
    if not _has(path, stamp):
        put(path, render.render_article(page, stamp))


def _put_edition(folder: Path, digest: Digest, edition: str, text: str) -> None:
    """An edition in every form. What is there already is left alone; its first page is written last."""
    stamp = render.stamp(edition)
    if _has(folder / f"{edition}.html", stamp) and all((folder / f"{edition}.{form}").exists() for form in FORMS):
        return
    put(folder / f"{edition}.md", render.render_markdown(digest))
    put(folder / f"{edition}.json", text)
    put(folder / f"{edition}.csv", feeds.render_csv(digest, digest.statements()))
    put(folder / f"{edition}.geojson", feeds.render_geojson(digest))
    first, *others = render.render_pages(digest, "../../", stem=edition, stamp=stamp)
    for number, page in enumerate(others, start=2):
        put(folder / render.page_name(edition, number), page)
    put(folder / f"{edition}.html", first)


def _put_day(folder: Path, digest: Digest, edition: str, changed: Amendments) -> None:
    """The day at its own address: its newest edition, and what changed since the first. Later pages: the edition's."""
    day = digest.day.isoformat()
    home = f"editions/{day}/{edition}"
    put(folder / f"{day}.html", render.render_html(digest, "", changed, home))
    for form in FORMS:
        put(folder / f"{day}.{form}", (folder / f"{home}.{form}").read_text(encoding="utf-8"))


def _has(path: Path, stamp: str) -> bool:
    """Whether the page at the path was made from the same content by the same templates."""
    try:
        with path.open(encoding="utf-8") as page:
            return stamp in page.read(STAMPED)
    except FileNotFoundError:
        return False


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


def _entry(digest: Digest, body: dict[str, Any], edition: str, log: list[dict[str, Any]]) -> dict[str, Any]:
    """What the index shows of a day, and what it can be found by; the texts as they are shown."""
    sources = body["sources"]
    lines = sorted((*sources["read"], *sources["not_analysed"]), key=lambda line: -line["claims"])
    places = sorted(body["places"], key=lambda place: -place["statements"] - place["incidents"])
    cited = Counter(
        citation.speaker
        for sentence in digest.sentences().values()
        for citation in sentence.citations
        if citation.speaker
    )
    return {
        "day": body["day"],
        "digest_id": edition,
        "updated": next(entry["built_at"] for entry in log if entry["digest_id"] == edition),
        "counts": body["counts"],
        "top": [sentence["text"] for sentence in body["top"]],
        "disagreements": [dispute["heading"] for dispute in body["disagreements"][:LISTED]],
        "silent": sources["silent"][:LISTED],
        "titles": _listed(line["title"] for line in lines),
        "places": _listed([*(place["name"] for place in places), *body["unplaced"]]),
        "speakers": _listed(safe.visible(str(speaker)) for speaker, _ in cited.most_common()),
        "sentences": sum(key.startswith(TELLING) for key in digest.sentences()),
    }


def _listed(names: Iterable[str]) -> list[str]:
    """The first of the names, in the order of the alphabet."""
    return sorted(list(dict.fromkeys(names))[:LISTED])


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
