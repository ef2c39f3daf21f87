"""The pages made from the declarations are fresh, and asyncapi.yaml is what the specification asks for."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import yaml

from pipeline import topics
from pipeline.store import reference
from pipeline.topics import asyncapi
from tests import npm


def test_asyncapi_yaml_is_fresh() -> None:
    assert asyncapi.FILE.read_text(encoding="utf-8") == asyncapi.render(), "run `sitrep schemas write`"


def test_the_reference_page_is_fresh() -> None:
    assert reference.FILE.read_text(encoding="utf-8") == reference.render(), "run `sitrep schemas write`"


def test_asyncapi_yaml_is_yaml_and_says_what_is_declared() -> None:
    document = yaml.safe_load(asyncapi.FILE.read_text(encoding="utf-8"))
    assert document == asyncapi.document()
    assert set(document["channels"]) == {topic.name for topic in topics.ALL}
    messages = dict(document["components"]["messages"])
    assert messages.pop(asyncapi.TAKEDOWN)["payload"]["type"] == "null"
    for message in messages.values():
        assert (asyncapi.FILE.parent / message["payload"]["schema"]["$ref"]).is_file()
    for pointer in _references(document):
        if pointer.startswith("#/"):
            _resolve(document, pointer)


def test_asyncapi_yaml_is_valid_against_the_specifications_own_schema() -> None:
    file = npm.package("@asyncapi/specs") / "schemas" / "3.0.0-without-$id.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    document = yaml.safe_load(asyncapi.FILE.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(document)] == []
    document["channels"]["articles.v1"]["adress"] = "a slip"
    assert not validator.is_valid(document)


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for inner in value.values() for found in _references(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in _references(inner)]
    return []


def _resolve(document: Any, pointer: str) -> Any:
    for step in pointer.removeprefix("#/").split("/"):
        document = document[step.replace("~1", "/")]
    return document
