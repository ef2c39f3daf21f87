"""Cut a long day into pages: the first holds the best of every section, the others the rest, section by section.

Reads nothing, writes nothing. An ordinary day is one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.digest.edition import Digest, Group, Topic

Part = tuple[Any, ...]  # some of the entries of one section
Fill = Callable[[Digest, Part], Digest]

# Most entries of each section on one page; at about 2 kB a statement and 6 kB a dispute a page stays below 1 MB.
SIZES = {
    "disagreements": 24,
    "changes": 60,
    "totals": 12,
    "incidents": 60,
    "estimates": 60,
    "foreseen": 24,
    "stories": 60,
    "withheld": 60,
}
STATEMENTS = 110
LINES = 150


@dataclass(frozen=True, slots=True)
class Span:
    """Which entries of a section a page holds, counted from 1, and the page that goes on with it."""

    first: int
    last: int
    total: int
    next_page: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a digest; `spans` only for the sections that are on several pages."""

    digest: Digest
    spans: dict[str, Span] = field(default_factory=dict)


def pages(digest: Digest) -> list[Page]:
    """The digest as pages; the first has the map and the charts as well."""
    bare = Digest(digest.day, digest.as_of, digest.snapshot_id, digest.snapshot_at)
    first = digest
    others: list[Page] = []
    spans: dict[str, Span] = {}
    for name, fill, parts in _sections(digest):
        first = fill(first, parts[0] if parts else ())
        if len(parts) > 1:
            numbers = [1, *range(len(others) + 2, len(others) + 1 + len(parts))]
            known = _spans(parts, numbers)
            spans[name] = known[0]
            others += [Page(fill(bare, part), {name: span}) for part, span in zip(parts[1:], known[1:], strict=True)]
    return [Page(first, spans), *others]


def _spans(parts: list[Part], numbers: list[int]) -> list[Span]:
    sizes = [sum(_size(entry) for entry in part) for part in parts]
    ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
    return [
        Span(end - size + 1, end, ends[-1], following)
        for size, end, following in zip(sizes, ends, [*numbers[1:], None], strict=True)
    ]


def _size(entry: Any) -> int:
    """How many lines of its section an entry is: the statements of a group or topic, else one."""
    if isinstance(entry, Topic):
        return sum(_size(group) for group in entry.groups)
    return len(entry.statements) if isinstance(entry, Group) else 1


def _sections(digest: Digest) -> Iterator[tuple[str, Fill, list[Part]]]:
    """Every section that may be long, with its parts and how a part is put on a page."""
    for name, size in SIZES.items():
        yield name, _filler(name), _chunks(getattr(digest, name), size)
    yield "topics", _filler("topics"), list(_topics(digest.topics))
    yield "control", _filler("control"), list(_groups(digest.control))
    for name in ("read", "missed"):
        yield name, _source_filler(name), _chunks(getattr(digest.sources, name), LINES)


def _filler(name: str) -> Fill:
    def fill(page: Digest, part: Part) -> Digest:
        section: dict[str, Any] = {name: part}
        return replace(page, **section)

    return fill


def _source_filler(name: str) -> Fill:
    def fill(page: Digest, part: Part) -> Digest:
        section: dict[str, Any] = {name: part}
        return replace(page, sources=replace(page.sources, **section))

    return fill


def _chunks(items: Part, size: int) -> list[Part]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _groups(groups: Sequence[Group]) -> Iterator[tuple[Group, ...]]:
    """Groups of at most a page's statements together; a group that is longer is continued on the next page."""
    page: list[Group] = []
    room = STATEMENTS
    for group in groups:
        rest = group.statements
        while rest:
            page.append(Group(group.heading, rest[:room]))
            taken, rest = len(rest[:room]), rest[room:]
            room -= taken
            if room <= 0:
                yield tuple(page)
                page, room = [], STATEMENTS
    if page:
        yield tuple(page)


def _topics(topics: Sequence[Topic]) -> Iterator[tuple[Topic, ...]]:
    """On the first page every topic with its first groups, then each topic's rest."""
    cut = [(topic.title, list(_groups(topic.groups))) for topic in topics]
    yield tuple(Topic(title, parts[0]) for title, parts in cut if parts)
    for title, parts in cut:
        for part in parts[1:]:
            yield (Topic(title, part),)
