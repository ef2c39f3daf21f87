"""Whether an edit of a published schema breaks anybody: records of before and after must fit both versions of it.

Reads `schemas/events/` and `schemas/released/`, the copies of the last release; `release` writes the latter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.topics.declaration import SCHEMAS

RELEASED = SCHEMAS.parent / "released"
# What says nothing about which records are valid.
WORDS = {"description", "title", "examples", "$comment"}


def check(released: Path = RELEASED, current: Path = SCHEMAS) -> list[str]:
    """What the edits since the last release break, a line each; nothing if subscribers need not notice them."""
    faults: list[str] = []
    for old in sorted(released.glob("*.json")):
        new = current / old.name
        if not new.exists():
            faults.append(f"{old.name}: a published version was removed; subscribers still read its topic")
            continue
        faults += [f"{old.name}: {fault}" for fault in differences(_read(old), _read(new))]
    return faults


def release(released: Path = RELEASED, current: Path = SCHEMAS) -> list[str]:
    """Make the schemas of now the published ones; returns their names. Done with every release."""
    released.mkdir(parents=True, exist_ok=True)
    for schema in current.glob("*.json"):
        (released / schema.name).write_bytes(schema.read_bytes())
    return sorted(schema.name for schema in released.glob("*.json"))


def differences(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """The incompatible differences of two schemas: everything but words, and properties that may be absent."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{path or 'the schema'} was {json.dumps(old)}, is {json.dumps(new)}"
        return
    for key in sorted((old.keys() | new.keys()) - WORDS):
        here = f"{path}/{key}"
        if key in ("properties", "$defs"):
            yield from _members(old.get(key, {}), new.get(key, {}), here, new.get("required", []))
        elif key == "required":
            yield from _required(old.get(key, []), new.get(key, []), path)
        elif key == "anyOf" and len(old.get(key, [])) == len(new.get(key, [])):
            for number, (left, right) in enumerate(zip(old[key], new[key], strict=True)):
                yield from differences(left, right, f"{here}/{number}")
        else:
            yield from differences(old.get(key), new.get(key), here)


def _members(old: dict[str, Any], new: dict[str, Any], path: str, required: list[str]) -> Iterator[str]:
    for name in old.keys() - new.keys():
        yield f"{path}/{name} was removed; subscribers may rely on it"
    for name in new.keys() - old.keys():
        if path.endswith("properties") and name in required:
            yield f"{path}/{name} is new and required; records of before lack it"
    for name in old.keys() & new.keys():
        yield from differences(old[name], new[name], f"{path}/{name}")


def _required(old: list[str], new: list[str], path: str) -> Iterator[str]:
    for name in sorted(set(old) - set(new)):
        yield f"{path}/required: {name} may now be absent; subscribers may rely on it"
    for name in sorted(set(new) - set(old)):
        yield f"{path}/required: {name} must now be there; records of before may lack it"


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
