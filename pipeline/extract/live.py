"""The entries of a live blog: which parts of a page are one entry, and when each was written.

Reads the leaves of a page, or lines of text; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import unquote

from pipeline.extract.leaves import HEADINGS, Frame, Leaf
from pipeline.extract.wording import ZONES, moment_of

# Fewer stamped parts are no live blog, but an article that tells what happened when.
_LEAST = 3
# Characters of prose that the entries must have on average, and the share of links at which they are teasers.
_PROSE = 40
_LINKED = 0.4
# Minutes by which the clock falls from one entry to the next when a day has passed; entries out of order fall less.
_DAY = 24 * 60
_NEW_DAY = 180
# Days between the newest entry and the last change from which on the oldest entries are no longer on the page, unless
# the oldest is within so many minutes of publication.
_LATE = 2
_BEGINS = 120
_DECLARED = re.compile(
    r"\blive\b|live-?blog|liveticker|\bticker\b|minute by minute|as it happened|онлайн|наживо|хронік", re.I
)
_FOREIGN = frozenset(("comments", "related", "navigation", "footer", "aside", "newsletter", "hidden", "advertisement"))
_CLOCK = re.compile(
    r"^\W{0,3}(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?"
    rf"\s*(?P<zone>(?:{'|'.join(ZONES)}|Uhr|Kyiv time|Moscow time|local time)\b)?(?P<rest>(?=$|[\s|–—:,·•\]-]).*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAIVE = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2})?(?:\.\d+)?\s*$")


@dataclass(slots=True)
class Stamp:
    """A clock time as it stands in a text, and all that is known of its day."""

    hour: int
    minute: int
    offset: str | None = None  # "+02:00"
    day: str | None = None
    whole: str | None = None  # an ISO instant that needs nothing more
    alone: bool = False  # nothing but the time stands in its line

    @property
    def minutes(self) -> int:
        return self.hour * 60 + self.minute


@dataclass(slots=True)
class Entry:
    """The leaves (or lines) from start to before end."""

    start: int
    end: int
    stamp: Stamp
    time: str | None = None


def stamp_of(text: str, moment: str | None = None) -> Stamp | None:
    """The clock time at the start of a line, or that its time element gives."""
    found = _CLOCK.match(text[:200])
    alone = len(text) <= 40 and (found is None or len(found["rest"].split()) <= 3)
    if moment:
        naive = _NAIVE.match(moment)
        if naive:
            return Stamp(int(naive[2]), int(naive[3]), day=naive[1], alone=alone)
        whole = moment_of(moment)
        if whole and len(whole) > 10:
            return Stamp(int(whole[11:13]), int(whole[14:16]), whole=whole, alone=alone)
        found = found or _CLOCK.match(moment.strip())
    if not found:
        return None
    hour = int(found["hour"])
    half = (found["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return Stamp(hour, int(found["minute"]), ZONES.get((found["zone"] or "").upper()), alone=alone)


def is_declared(title: str, url: str | None, types: Sequence[str]) -> bool:
    """Whether a page says that it is a live blog."""
    return "LiveBlogPosting" in types or bool(_DECLARED.search(f"{title} {unquote(url or '').replace('/', ' ')}"))


def find_entries(leaves: Sequence[Leaf], kept: Sequence[bool], declared: bool) -> list[Entry]:
    """The entries of a live blog in page order; empty for every other page."""
    stamps = {index: stamp for index, leaf in enumerate(leaves) if (stamp := _stamp(leaf))}
    if len(stamps) < _LEAST:
        return []
    children = _most_stamped(leaves, stamps)
    if children is None:
        return []
    entries = _nested(leaves, stamps, children) or _flat(leaves, stamps, children)
    known = sum(any(kept[entry.start : entry.end]) for entry in entries)
    named = declared or any("live" in child.names for child in children)
    if len(entries) < _LEAST or not (named or known >= len(entries) / 2) or not _are_prose(leaves, entries):
        return []
    return entries


def date_entries(entries: Sequence[Entry], published: str | None, modified: str | None = None) -> None:
    """Gives every entry its ISO time: its own, or its clock time on the right day.

    The oldest entry is of the day published, and a clock that falls by hours means that a day has passed. A page that
    has been changed days later than its entries then reach shows only the newest ones: those are of the day changed.
    """
    if not entries:
        return
    order = _oldest_first(entries)
    days = _days_passed(order)
    first = _first_day(order[0].stamp, days[-1], published, modified)
    offset = _offset(published)
    for entry, passed in zip(order, days, strict=True):
        stamp = entry.stamp
        day = stamp.day or (_after(first, passed) if first else None)
        clock = f"T{stamp.hour:02}:{stamp.minute:02}:00{stamp.offset or offset}"
        entry.time = stamp.whole or (f"{day}{clock}" if day else None)


def _oldest_first(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in order of time: turned round if most steps go back by less than half a day, round midnight as well."""
    clocks = [entry.stamp.minutes for entry in entries]
    back = sum(0 < (one - other) % _DAY < _DAY / 2 for one, other in pairwise(clocks))
    return list(reversed(entries)) if back > (len(entries) - 1) / 2 else list(entries)


def _days_passed(order: Sequence[Entry]) -> list[int]:
    days = [0]
    for one, other in pairwise(order):
        days.append(days[-1] + (one.stamp.minutes - other.stamp.minutes >= _NEW_DAY))
    return days


def _first_day(oldest: Stamp, days: int, published: str | None, modified: str | None) -> str | None:
    start, end = (published or "")[:10], (modified or "")[:10]
    if not start or not end:
        return start or (_after(end, -days) if end else None)
    late = (date.fromisoformat(end) - date.fromisoformat(start)).days - days
    at = re.match(r".{10}T(\d{2}):(\d{2})", published or "")
    begins = bool(at) and abs(int(at[1]) * 60 + int(at[2]) - oldest.minutes) <= _BEGINS if at else False
    return _after(end, -days) if late >= _LATE and not begins else start


def _stamp(leaf: Leaf) -> Stamp | None:
    if leaf.post or len(leaf.text) > 2000:
        return None
    return stamp_of(leaf.text, next(iter(leaf.moments), None) if len(leaf.text) <= 120 else None)


def _most_stamped(leaves: Sequence[Leaf], stamps: dict[int, Stamp]) -> list[Frame] | None:
    """The children of the one frame in which most of its children hold a stamp."""
    children: dict[Frame, dict[Frame, None]] = {}
    for index in stamps:
        if leaves[index].frame.names_below(None).intersection(_FOREIGN):
            continue
        frame = leaves[index].frame
        while frame.parent is not None:
            children.setdefault(frame.parent, {})[frame] = None
            frame = frame.parent
    best = max(children.values(), key=len, default={})
    return list(best) if len(best) >= _LEAST else None


def _nested(leaves: Sequence[Leaf], stamps: dict[int, Stamp], children: list[Frame]) -> list[Entry]:
    """Each entry is an element of its own."""
    wanted = set(children)
    entries: list[Entry] = []
    owner: Frame | None = None
    for index, leaf in enumerate(leaves):
        frame: Frame | None = leaf.frame
        while frame is not None and frame not in wanted:
            frame = frame.parent
        if frame is None:
            owner = None
            continue
        if frame is not owner:
            owner = frame
            entries.append(Entry(index, index, Stamp(-1, 0)))
        entries[-1].end = index + 1
        if index in stamps and entries[-1].stamp.hour < 0:
            entries[-1].stamp = stamps[index]
    entries = [entry for entry in entries if entry.stamp.hour >= 0]
    bare = sum(entry.end - entry.start == 1 and entry.stamp.alone for entry in entries)
    heads = sum(leaves[entry.start].frame.tag in HEADINGS and entry.end - entry.start == 1 for entry in entries)
    return [] if max(bare, heads) > len(entries) / 2 else entries


def _flat(leaves: Sequence[Leaf], stamps: dict[int, Stamp], children: list[Frame]) -> list[Entry]:
    """Headings or labels with a time part the text: an entry runs to the next one, inside the same element."""
    starts = [index for index in stamps if leaves[index].frame in children]
    parent = children[0].parent
    entries = []
    for index, following in zip(starts, [*starts[1:], len(leaves)], strict=True):
        end = index + 1
        while end < following and leaves[end].frame.within(parent):
            end += 1
        entries.append(Entry(index, end, stamps[index]))
    return entries


def _are_prose(leaves: Sequence[Leaf], entries: Sequence[Entry]) -> bool:
    parts = [leaf for entry in entries for leaf in leaves[entry.start : entry.end]]
    total = sum(len(leaf.text) for leaf in parts)
    return total / len(entries) >= _PROSE and sum(leaf.linked for leaf in parts) <= _LINKED * total


def _offset(published: str | None) -> str:
    found = re.search(r"[+-]\d{2}:\d{2}$", published[10:]) if published else None
    return found[0] if found else ""


def _after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
