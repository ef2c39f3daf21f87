"""A published schema is edited only in ways that no subscriber and no stored record notices."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.topics import compatibility
from pipeline.topics.declaration import SCHEMAS

CLAIMS: dict[str, Any] = json.loads((SCHEMAS / "claims.v1.json").read_text(encoding="utf-8"))

Edit = Callable[[dict[str, Any]], object]
HARMLESS: dict[str, Edit] = {
    "another description": lambda s: s.update(description="Other words."),
    "a field that may be absent": lambda s: s["properties"].update(mood={"type": "string", "description": "A mood."}),
    "another example": lambda s: s["examples"].append({}),
    "a definition for it": lambda s: s["$defs"].update(Mood={"type": "string"}),
}
HARMFUL: dict[str, Edit] = {
    "a field removed": lambda s: s["properties"].pop("outlet"),
    "a field renamed": lambda s: s["properties"].update(publisher=s["properties"].pop("outlet")),
    "a new field that must be there": lambda s: (s["properties"].update(mood={}), s["required"].append("mood")),
    "a field that may now be absent": lambda s: s["required"].remove("outlet"),
    "another type": lambda s: s["properties"]["outlet"].update(type="integer"),
    "null allowed": lambda s: s["properties"]["outlet"].update(type=["string", "null"]),
    "a limit": lambda s: s["properties"]["outlet"].update(maxLength=5),
    "a limit lifted": lambda s: s["properties"]["outlet"].pop("minLength"),
    "another format": lambda s: s["properties"]["event_id"].update(format="uri"),
    "a new value of a closed list": lambda s: s["$defs"]["Claim"]["properties"]["measure"]["enum"].append("rescued"),
    "a value less": lambda s: s["$defs"]["Claim"]["properties"]["measure"]["enum"].remove("killed"),
    "closed to new fields": lambda s: s.update(additionalProperties=False),
    "another type deep inside": lambda s: s["$defs"]["Part"]["properties"]["low"].update(type="string"),
    "another identity": lambda s: s.update({"$id": "urn:other"}),
}


def edited(edit: Edit) -> dict[str, Any]:
    schema = copy.deepcopy(CLAIMS)
    edit(schema)
    return schema


@pytest.mark.parametrize("name", HARMLESS)
def test_what_nobody_notices_is_allowed(name: str) -> None:
    assert not list(compatibility.differences(CLAIMS, edited(HARMLESS[name])))


@pytest.mark.parametrize("name", HARMFUL)
def test_what_breaks_a_subscriber_or_a_stored_record_is_refused(name: str) -> None:
    assert list(compatibility.differences(CLAIMS, edited(HARMFUL[name])))


def test_a_published_schema_may_not_vanish_and_a_new_one_may_come(tmp_path: Path) -> None:
    old, new = tmp_path / "released", tmp_path / "events"
    old.mkdir()
    new.mkdir()
    (old / "gone.v1.json").write_text("{}")
    (new / "fresh.v1.json").write_text("{}")
    (fault,) = compatibility.check(old, new)
    assert fault.startswith("gone.v1.json: a published version was removed")
    compatibility.release(old, new)
    assert (old / "fresh.v1.json").exists()


def test_the_schemas_of_now_break_nothing_that_was_released() -> None:
    assert compatibility.RELEASED.is_dir()
    assert compatibility.check() == []
