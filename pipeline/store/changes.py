"""What one version of the rules found otherwise than the version before it: counts by kind, and each claim.

Reads the snapshot; writes nothing but temporary tables of its own connection.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.store.snapshot import Snapshot

Item = dict[str, Any]

SPAN = ("char_start", "char_end")
# What is compared of each kind; the first field says what the thing is. An id, a position in a list or the name of a
# rule is no difference to a reader.
FIELDS: dict[str, tuple[str, ...]] = {
    "claims": (
        *("measure", "low", "high", "speaker", "approx", "unit", "per", "side", "place", "place_part", "start", "end"),
        *("cumulative", "action", "weapon", "stated_on", "relayed_by", "stance", "hedge", "incident", "parts", "quote"),
    ),
    "mentions": ("type", "name", "text"),
    "places": ("name", "lat", "lon", "admin1", "country", "precision", "relation", "text"),
    "times": ("precision", "start", "end", "text"),
    "hedges": ("phrase", "scale", "band", "low", "high", "speaker", "target_start", "target_end"),
    "estimates": ("speaker", "place", "start", "end", "quote"),
    "incidents": ("kind", "actor", "place", "start", "end", "speaker", "quote"),
}
# A claim points to its hedge and its incident by position: what stands there is compared.
POINTED = {
    "hedge": "(SELECT phrase FROM hedges h WHERE h.ce_id = k.ce_id AND h.ordinal = k.hedge)",
    "incident": "(SELECT quote FROM incidents i WHERE i.ce_id = k.ce_id AND i.ordinal = k.incident)",
}
READINGS = """
CREATE OR REPLACE TEMP TABLE readings AS
  SELECT n.event_id, n.ce_id AS after_id, o.ce_id AS before_id, n.outlet, n.url, n.title, n.published_on
  FROM articles n JOIN articles o USING (event_id)
  WHERE n.rules_version = $version AND o.rules_version <> $version
    AND n.published_on >= coalesce($since, '-infinity'::DATE)
  QUALIFY row_number() OVER (
    PARTITION BY n.event_id ORDER BY try_cast(o.rules_version AS INTEGER) DESC, o.ingested_at DESC, o.ce_id
  ) = 1
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one kind of finding."""

    same: int = 0
    changed: int = 0
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """A claim before and after; None where there is none. `fields` are those that differ."""

    event_id: str
    outlet: str
    url: str
    published_on: str
    before: Item | None
    after: Item | None
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What rules of `rules_version` found in articles that older rules had read, against the newest of those."""

    rules_version: str
    articles: int = 0
    kinds: dict[str, Counts] = field(default_factory=dict)
    claims: list[ChangedClaim] = field(default_factory=list)
    days: list[str] = field(default_factory=list)  # publication days of the articles in which anything differs


def changes(snapshot: Snapshot, rules_version: str, since: date | None) -> Changes:
    """Compare the readings of `rules_version` with what stood before them, for articles published since a day."""
    snapshot.connection.execute(READINGS, {"version": rules_version, "since": since})
    rows = snapshot.connection.execute("SELECT event_id, outlet, url, published_on FROM readings").fetchall()
    articles = {event_id: (outlet, url, day.isoformat()) for event_id, outlet, url, day in rows}
    kinds: dict[str, Counts] = {}
    claims: list[ChangedClaim] = []
    differ: set[str] = set()
    for kind in FIELDS:
        before, after = (_only(snapshot, kind, one, other) for one, other in (("before", "after"), ("after", "before")))
        touched = sorted(before.keys() | after.keys(), key=lambda event: (articles[event][2], event))
        differ.update(touched)
        pairs = [(event, *pair) for event in touched for pair in _pairs(kind, before[event], after[event])]
        kinds[kind] = _counts(snapshot, kind, pairs)
        if kind == "claims":
            claims = [
                ChangedClaim(event, *articles[event], one, other, _differing(one, other)) for event, one, other in pairs
            ]
    days = sorted({articles[event][2] for event in differ})
    return Changes(rules_version, len(articles), kinds, claims, days)


def _only(snapshot: Snapshot, kind: str, one: str, other: str) -> dict[str, list[Item]]:
    """What is found in the one reading and not, field for field, in the other; by event."""
    names = ("event_id", *FIELDS[kind], *SPAN)
    wanted = ", ".join(f'{POINTED.get(name, f"k.{chr(34)}{name}{chr(34)}")} AS "{name}"' for name in names)
    side = "SELECT {} FROM {} k JOIN readings r ON k.ce_id = r.{}_id"
    query = f"{side.format(wanted, kind, one)} EXCEPT ALL {side.format(wanted, kind, other)} ORDER BY ALL"
    found: dict[str, list[Item]] = defaultdict(list)
    for event_id, *values in snapshot.connection.execute(query).fetchall():
        plain = [value.isoformat() if isinstance(value, date) else value for value in values]
        found[event_id].append(dict(zip(names[1:], plain, strict=True)))
    return found


def _pairs(kind: str, before: list[Item], after: list[Item]) -> list[tuple[Item | None, Item | None]]:
    """Who became whom: things whose spans meet, the likest first; the rest went, or came."""
    what = FIELDS[kind][0]
    likely = sorted(
        (
            (_likeness(one, other, what), -i, -j)
            for i, one in enumerate(before)
            for j, other in enumerate(after)
            if _meet(one, other) and (kind != "claims" or one[what] == other[what] or _at(one) == _at(other))
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for _, minus_i, minus_j in likely:
        if -minus_i not in partner and -minus_j not in partner.values():
            partner[-minus_i] = -minus_j
    gone: list[tuple[Item | None, Item | None]] = [
        (one, after[partner[i]] if i in partner else None) for i, one in enumerate(before)
    ]
    return gone + [(None, other) for j, other in enumerate(after) if j not in partner.values()]


def _likeness(one: Item, other: Item, what: str) -> tuple[bool, bool, int]:
    return _at(one) == _at(other), one[what] == other[what], sum(one[name] == other[name] for name in one)


def _at(item: Item) -> tuple[int, int]:
    return item["char_start"], item["char_end"]


def _meet(one: Item, other: Item) -> bool:
    return bool(one["char_start"] < other["char_end"] and other["char_start"] < one["char_end"])


def _differing(one: Item | None, other: Item | None) -> list[str]:
    return [name for name in one if one[name] != other[name]] if one and other else []


def _counts(snapshot: Snapshot, kind: str, pairs: list[tuple[str, Item | None, Item | None]]) -> Counts:
    query = f"SELECT count(*) FROM {kind} k JOIN readings r ON k.ce_id = r.before_id"  # noqa: S608 -- our own tables
    (before,) = snapshot.connection.execute(query).fetchall()[0]
    changed = sum(one is not None and other is not None for _, one, other in pairs)
    removed = sum(other is None for _, _, other in pairs)
    return Counts(before - changed - removed, changed, len(pairs) - changed - removed, removed)
