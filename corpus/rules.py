"""What a gold file must look like: keys, words allowed, and the arithmetic between fields.

Reads nothing, writes nothing; `corpus.gold` calls it for every file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


class GoldError(Exception):
    """A gold file does not fit its page or its form; the message names file and entry."""


KEYS = {
    "article": {"title", "authors", "published_at", "modified_at", "language", "canonical_url", "text"},
    "blocks": {"kind", "text", "author", "handle", "time", "url"},
    "mentions": {"text", "type", "name"},
    "places": {"text", "name", "admin1", "country", "precision", "relation"},
    "times": {"text", "start", "end", "precision"},
    "hedges": {"phrase", "scale", "band", "low", "high", "speaker", "target"},
    "claims": {
        "measure", "low", "high", "approx", "unit", "per", "side", "place", "place_part", "start", "end",
        "cumulative", "action", "weapon", "speaker", "stated_on", "relayed_by", "stance", "hedge", "incident",
        "parts", "quote",
    },
    "incidents": {"kind", "actor", "place", "start", "end", "speaker", "quote"},
    "estimates": {"speaker", "hedge", "place", "start", "end", "quote"},
}  # fmt: skip

WORDS: dict[tuple[str, str], set[str | None]] = {
    ("blocks", "kind"): {"heading", "quote", "post", "entry"},
    ("mentions", "type"): {"PERSON", "ORG", "UNIT", "PLACE", "WEAPON", "EVENT"},
    ("places", "precision"): {"point", "settlement", "raion", "oblast", "country", "region", "river"},
    ("times", "precision"): {"day", "days", "week", "month", "season", "year"},
    ("hedges", "scale"): {"PHIA", "ICD203", "none"},
    ("claims", "measure"): {
        "killed", "wounded", "killed_or_wounded", "losses", "captured", "missing", "exchanged", "displaced",
        "launched", "shot_down", "hit", "destroyed", "distance", "area", "control",
    },
    ("claims", "approx"): {None, "about", "at least", "more than", "up to"},
    ("claims", "per"): {None, "day", "week", "month"},
    ("claims", "side"): {None, "RU", "UA", "civilian", "both"},
    ("claims", "action"): {None, "advances", "withdraws", "takes", "holds", "contested"},
    ("claims", "stance"): {"asserts", "confirms", "denies", "repeats"},
}  # fmt: skip

BANDS = {
    "PHIA": {
        "remote chance": (0, 5), "highly unlikely": (10, 20), "unlikely": (25, 35),
        "realistic possibility": (40, 50), "likely": (55, 75), "probably": (55, 75),
        "highly likely": (80, 90), "very likely": (80, 90), "almost certain": (95, 100),
    },
    "ICD203": {
        "almost no chance": (1, 5), "very unlikely": (5, 20), "unlikely": (20, 45),
        "roughly even chance": (45, 55), "likely": (55, 80), "very likely": (80, 95),
        "almost certain": (95, 99),
    },
    "none": {},
}  # fmt: skip


TEXT_KEYS = {"id", "register", "half", "published_at", "outlet", "title", "facts", "text", "number_sentences"}
LISTS = tuple(kind for kind in KEYS if kind != "article")


def name_of(path: Path) -> str:
    """What a gold file is called in messages and by other gold: outlet and page, or "texts" and the text's id."""
    folder = path.parent if path.parent.name == "texts" else path.parent.parent
    return f"{folder.name}/{path.stem}"


def check_gold(path: Path, gold: Entry) -> list[str]:
    """What breaks the form of a page's gold, one line per fault, each naming file and entry."""
    name = name_of(path)
    found = [f"{name}: key {key!r} missing" for key in ("facts", "number_sentences", "relations") if key not in gold]
    return found + _keys(name, "article", gold["article"]) + _lists(name, gold, LISTS)


def check_text(path: Path, gold: Entry) -> list[str]:
    """The same for a text without a page: it has no blocks, and may leave its mentions unlisted."""
    name = name_of(path)
    lists = [kind for kind in LISTS if kind != "blocks" and (kind != "mentions" or kind in gold)]
    missing, extra = (TEXT_KEYS | {*lists}) - gold.keys(), gold.keys() - TEXT_KEYS - {*lists}
    if missing or extra:
        return [f"{name}: missing {sorted(missing)}, unknown {sorted(extra)}"]
    if gold["id"] != path.stem or gold["half"] not in ("dev", "test"):
        return [f"{name}: its id is its file's name, and its half dev or test"]
    return _lists(name, gold, lists)


def _lists(name: str, gold: Entry, kinds: Iterable[str]) -> list[str]:
    found = []
    for kind in kinds:
        for index, entry in enumerate(gold[kind]):
            where = f"{name}: {kind}[{index}]"
            found += _keys(where, kind, entry) or _words(where, kind, entry) + _dates(where, entry)
    for index, hedge in enumerate(gold["hedges"]):
        found += [f"{name}: hedges[{index}]: {fault}" for fault in _hedge(hedge)]
    for kind in ("claims", "estimates"):
        for index, entry in enumerate(gold[kind]):
            found += [f"{name}: {kind}[{index}]: {fault}" for fault in _links(entry, gold)]
    for index, claim in enumerate(gold["claims"]):
        found += [f"{name}: claims[{index}]: {fault}" for fault in _claim(claim)]
    return found


def _keys(where: str, kind: str, entry: Entry) -> list[str]:
    missing, extra = KEYS[kind] - entry.keys(), entry.keys() - KEYS[kind] - {"nth"}
    return [f"{where}: missing {sorted(missing)}, unknown {sorted(extra)}"] if missing or extra else []


def _words(where: str, kind: str, entry: Entry) -> list[str]:
    return [
        f"{where}: {key} {entry[key]!r} is no word of this field"
        for (of, key), allowed in WORDS.items()
        if of == kind and entry[key] not in allowed
    ]


def _dates(where: str, entry: Entry) -> list[str]:
    try:
        days = [date.fromisoformat(entry[key]) for key in ("start", "end") if entry.get(key)]
        date.fromisoformat(entry.get("stated_on") or "2023-01-01")
    except ValueError as error:
        return [f"{where}: {error}"]
    return [f"{where}: ends before it starts"] if days != sorted(days) else []


def _hedge(hedge: Entry) -> list[str]:
    if hedge["band"] is None:
        return [] if hedge["low"] is None and hedge["high"] is None else ["percentages without a band"]
    bounds = BANDS[hedge["scale"]].get(hedge["band"])
    return [] if bounds == (hedge["low"], hedge["high"]) else [f"band {hedge['band']!r} is {bounds}"]


def _links(entry: Entry, gold: Entry) -> list[str]:
    named = {place["name"] for place in gold["places"]} | {entry["name"] for entry in gold.get("mentions", [])}
    found = [
        f"{key} {entry[key]} is no index of {kind}"
        for key, kind in (("hedge", "hedges"), ("incident", "incidents"))
        if entry.get(key) is not None and not 0 <= entry[key] < len(gold[kind])
    ]
    if entry["place"] is not None and entry["place"] not in named:
        found.append(f"place {entry['place']!r} is not among the places of the text")
    return found


def _claim(claim: Entry) -> list[str]:
    low, high, approx = claim["low"], claim["high"], claim["approx"]
    if claim["measure"] == "control":
        whole = (low, high, claim["unit"]) == (None, None, None) and claim["action"] and claim["place"]
        return [] if whole else ["control needs place and action, and no figure"]
    faults = {
        "no figure": low is None and high is None,
        "low is above high": low is not None and high is not None and low > high,
        f"{approx!r} has no upper bound": approx in ("at least", "more than") and high is not None,
        "'up to' has no lower bound": approx == "up to" and low is not None,
        "'about' has low = high": approx == "about" and low != high,
        "area is in km2, distance in m": claim["unit"]
        != {"area": "km2", "distance": "m"}.get(claim["measure"], claim["unit"]),
        "action belongs to distance and control": claim["action"] is not None and claim["measure"] != "distance",
    }
    return [fault for fault, is_so in faults.items() if is_so]
