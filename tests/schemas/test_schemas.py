"""The event schemas: valid, described, exemplified, and the same as the dataclasses."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import jsonschema_rs
import pytest

from pipeline import topics
from pipeline.topics import Topic
from pipeline.topics.declaration import SCHEMAS

FILES = sorted(SCHEMAS.glob("*.json"))
JSON_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", datetime: "string", dict: "object"}


def load(topic: Topic) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(topic.schema_file.read_text(encoding="utf-8"))
    return schema


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema and of its definitions, with the way to it."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}/{name}", inner
    for name, inner in schema.get("$defs", {}).items():
        yield from properties(inner, f"{path}/$defs/{name}")


def test_every_schema_belongs_to_a_topic_and_every_topic_has_one() -> None:
    assert sorted(topic.schema_file for topic in topics.ALL) == FILES


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_it_is_json_schema_2020_12_and_is_named_after_its_event(topic: Topic) -> None:
    schema = load(topic)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == topic.schema_id
    assert jsonschema_rs.meta.is_valid(schema)


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_every_field_is_described(topic: Topic) -> None:
    silent = [path for path, inner in properties(load(topic)) if not inner.get("description", "").endswith(".")]
    assert not silent


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_its_examples_are_valid_and_a_mutilated_one_is_not(topic: Topic) -> None:
    schema = load(topic)
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    for example in schema["examples"]:
        validator.validate(example)
        for name in schema["required"]:
            assert not validator.is_valid({key: value for key, value in example.items() if key != name})


def test_a_definition_is_the_same_in_every_schema() -> None:
    seen: dict[str, Any] = {}
    for path in FILES:
        for name, definition in json.loads(path.read_text(encoding="utf-8")).get("$defs", {}).items():
            assert seen.setdefault(name, definition) == definition, f"{name} in {path.name}"


@pytest.mark.parametrize("topic", topics.ALL, ids=lambda topic: topic.name)
def test_schema_and_dataclass_do_not_drift(topic: Topic) -> None:
    schema = load(topic)
    _compare(topic.event, schema, schema)


def _compare(cls: type[Any], schema: dict[str, Any], whole: dict[str, Any]) -> None:
    """Same names, same required ones, same types, same nulls, all the way down."""
    fields = dataclasses.fields(cls)
    assert list(schema["properties"]) == [f.name for f in fields], cls.__name__
    needed = [f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING]
    assert set(needed) <= set(schema["required"]), cls.__name__
    hints = typing.get_type_hints(cls)
    for each in fields:
        _compare_type(hints[each.name], schema["properties"][each.name], whole, f"{cls.__name__}.{each.name}")


def _compare_type(hint: Any, schema: dict[str, Any], whole: dict[str, Any], where: str) -> None:
    nullable = isinstance(hint, types.UnionType)
    if nullable:
        (hint,) = (inner for inner in typing.get_args(hint) if inner is not type(None))
    if "anyOf" in schema:
        assert nullable and schema["anyOf"][1] == {"type": "null"}, where
        schema = schema["anyOf"][0]
    if dataclasses.is_dataclass(hint):
        _compare(typing.cast(type[Any], hint), whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
        return
    origin = typing.get_origin(hint) or hint
    wanted = "array" if origin is list else JSON_TYPES[origin]
    assert schema["type"] == ([wanted, "null"] if nullable else wanted), where
    if hint is datetime:
        assert schema["format"] == "date-time", where
    if origin is list:
        _compare_type(typing.get_args(hint)[0], schema["items"], whole, where)
