"""What differs between two editions of a day, and what an earlier one said that no longer stands.

Reads the JSON of editions; writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Sentences that tell the ledger. The top line and the changes only tell them again.
TELLING = ("claim-", "incident-", "estimate-")


@dataclass(frozen=True, slots=True)
class Difference:
    """Sentences of one edition against those of another, as texts: `changed` holds (before, after)."""

    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        return not (self.added or self.withdrawn or self.changed)


@dataclass(frozen=True, slots=True)
class Amendments:
    """What happened to a day since it was first published: its editions, and the difference to the first."""

    editions: tuple[tuple[str, str], ...]  # digest_id, built_at; the oldest first
    since_first: Difference


def told(body: dict[str, Any]) -> dict[str, str]:
    """The sentences of a digest's JSON that tell the ledger, by their address."""
    return {key: text for key, text in _sentences(body) if key.startswith(TELLING)}


def _sentences(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "sentence_id" in value:
            yield str(value["sentence_id"]), str(value["text"])
        for item in value.values():
            yield from _sentences(item)
    elif isinstance(value, list):
        for item in value:
            yield from _sentences(item)


def compare(before: dict[str, Any], after: dict[str, Any]) -> Difference:
    """What was added, withdrawn and changed from one digest's JSON to another's."""
    one, other = told(before), told(after)
    return Difference(
        added=tuple(text for key, text in other.items() if key not in one),
        withdrawn=tuple(text for key, text in one.items() if key not in other),
        changed=tuple((text, other[key]) for key, text in one.items() if key in other and other[key] != text),
    )


def amendments(folder: Path, log: list[dict[str, Any]], body: dict[str, Any], edition: str) -> Amendments:
    """The published editions of a day in `folder`, and what `body` says otherwise than the first of them."""
    published = [entry for entry in log if entry["as_of"] is None]
    first = folder / f"{published[0]['digest_id']}.json" if published else None
    other = first is not None and first.stem != edition and first.exists()
    before = json.loads(first.read_text(encoding="utf-8")) if first and other else None
    return Amendments(
        tuple((entry["digest_id"], entry["built_at"]) for entry in published),
        compare(before, body) if before else Difference((), (), ()),
    )
