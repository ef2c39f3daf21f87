"""The day for other programs: CSV of its claims, GeoJSON of its places, an Atom feed of all days, and differences.

Reads nothing, writes nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from pipeline.digest import safe
from pipeline.digest.edition import Digest, Statement
from pipeline.digest.editions import Difference

COLUMNS = (
    "day", "claim_id", "measure", "side", "low", "high", "approx", "unit", "per", "cumulative", "action", "place",
    "start", "end",
    "stance", "speaker", "stated_on", "dated", "first_on", "outlets", "sentence", "outlet", "title", "url", "quote",
)  # fmt: skip
ATOM = "http://www.w3.org/2005/Atom"


def render_csv(digest: Digest, statements: Sequence[Statement]) -> str:
    """One row per statement of the day, with its first citation; no cell is taken for a formula."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for statement in statements:
        cited = statement.sentence.citations[0]
        plain = {name: getattr(statement, name) for name in COLUMNS if hasattr(statement, name)}
        row = plain | {
            "day": digest.day, "speaker": cited.speaker, "sentence": statement.sentence.text, "outlet": cited.outlet,
            "title": cited.title, "url": cited.url, "quote": cited.quote,
        }  # fmt: skip
        writer.writerow(["" if row[name] is None else safe.spreadsheet(str(row[name])) for name in COLUMNS])
    return sheet.getvalue()


def render_geojson(digest: Digest) -> str:
    """A FeatureCollection (RFC 7946) of the day's places; those without coordinates have a null geometry."""
    told = digest.by_place()
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                "name": safe.visible(place.name),
                "admin1": safe.visible(place.admin1 or "") or None,
                "precision": place.precision,
                "statements": place.statements,
                "incidents": place.incidents,
                "disputed": place.disputed,
                "sentences": [item.text for item in told.get(place.name, ())],
            },
        }
        for place in digest.places
    ]
    lost = [
        {"type": "Feature", "geometry": None, "properties": {"name": safe.visible(name)}} for name in digest.unplaced
    ]
    body = {"type": "FeatureCollection", "features": features + lost}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def render_atom(days: Sequence[dict[str, Any]]) -> str:
    """An Atom feed (RFC 4287) of the days, newest first; `days` are index entries."""
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _element(feed, "title", "Situation reports")
    _element(feed, "id", "urn:sitrep:digests")
    _element(feed, "updated", max((day["updated"] for day in days), default="1970-01-01T00:00:00+00:00"))
    author = _element(feed, "author", "")
    _element(author, "name", "sitrep")
    for day in days:
        entry = _element(feed, "entry", "")
        _element(entry, "title", f"Situation report, {day['day']}")
        _element(entry, "id", f"urn:uuid:{day['digest_id']}")
        _element(entry, "updated", day["updated"])
        _element(entry, "link", "", href=f"{day['day']}.html", rel="alternate", type="text/html")
        _element(entry, "content", "\n".join(day["top"]), type="text")
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


Moments = tuple[datetime | None, datetime | None]  # from, to; None: now


def render_difference(changes: Difference, day: date, moments: Moments) -> str:
    """What two moments' reports of a day say differently, as CommonMark."""
    since, until = (f"{moment:%Y-%m-%d %H:%M %Z}" if moment else "now" for moment in moments)
    lines = [f"# Situation report of {day}: what changed from {since} to {until}", ""]
    for title, texts in (("Added", changes.added), ("Withdrawn", changes.withdrawn)):
        if texts:
            lines += [f"## {title}", "", *(f"- {safe.markdown(text)}" for text in texts), ""]
    if changes.changed:
        lines += ["## Changed", ""]
        lines += [f"- {safe.markdown(after)} *Before:* {safe.markdown(before)}" for before, after in changes.changed]
        lines += [""]
    return "\n".join([*lines, "Nothing changed.", ""] if changes.empty else lines)


def render_difference_json(changes: Difference, day: date, moments: Moments) -> str:
    """The same as JSON."""
    since, until = (moment.isoformat() if moment else None for moment in moments)
    changed = [{"before": before, "after": after} for before, after in changes.changed]
    body = {"day": day.isoformat(), "from": since, "to": until, "added": changes.added}
    return json.dumps(body | {"withdrawn": changes.withdrawn, "changed": changed}, ensure_ascii=False) + "\n"


def _element(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = safe.visible(text) or None
    return child
