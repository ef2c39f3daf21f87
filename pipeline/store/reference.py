"""`docs/reference.md`: every topic and field, every table and column, the digest as JSON; from schemas and comments.

Reads `schemas/` and `migrations/`; `render` returns the page, which a test compares with the one that is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from pipeline.settings import ROOT
from pipeline.store.migrate import migrate
from pipeline.topics import ALL, Topic

FILE = ROOT / "docs" / "reference.md"
HEADER = """\
# Reference

Every topic and its fields, every table and its columns, and the digest as JSON. Written by `sitrep schemas write` from
`schemas/` and from the comments in `pipeline/store/migrations/`; a test fails if this page is not fresh.
"""
DIGEST = ROOT / "schemas" / "digest.json"
TABLES = """
SELECT table_name, comment, 'table' FROM duckdb_tables() WHERE NOT internal AND comment IS NOT NULL
UNION ALL SELECT view_name, comment, 'view' FROM duckdb_views() WHERE NOT internal
ORDER BY 3, 1
"""
COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? AND NOT internal ORDER BY column_index
"""


def render() -> str:
    """The page."""
    return "\n".join([HEADER, "## Topics", *_topics(), "", "## Tables and views", *_tables(), "", *_digest(), ""])


def write(path: Path = FILE) -> None:
    """Write the page where it is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(), encoding="utf-8")


def _topics() -> Iterator[str]:
    for topic in ALL:
        schema = json.loads(topic.schema_file.read_text(encoding="utf-8"))
        yield f"\n### `{topic.name}`\n"
        yield f"{topic.summary} Schema `{topic.schema_file.relative_to(ROOT)}`, `ce_type` `{topic.ce_type}`,"
        yield f"{topic.partitions} partitions; the key is {topic.key_is}.\n"
        yield from _fields(schema)
        for name, inner in schema.get("$defs", {}).items():
            if _first_with(name) is topic:
                yield f"\n#### {name}\n\n{inner['description']}\n"
                yield from _fields(inner)


def _digest() -> Iterator[str]:
    """The JSON form of the daily report, which is also the `body` of its event."""
    schema = json.loads(DIGEST.read_text(encoding="utf-8"))
    yield f"## The digest as JSON\n\n{schema['description']} Schema `{DIGEST.relative_to(ROOT)}`.\n"
    yield from _fields(schema)
    for name, inner in schema["$defs"].items():
        yield f"\n### {name}\n\n{inner['description']}\n"
        yield from _fields(inner)


def _first_with(definition: str) -> Topic | None:
    """The first topic whose schema holds a definition: each is described once."""
    for topic in ALL:
        if definition in json.loads(topic.schema_file.read_text(encoding="utf-8")).get("$defs", {}):
            return topic
    return None


def _fields(part: dict[str, Any]) -> Iterator[str]:
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for name, inner in part["properties"].items():
        yield f"| `{name}` | {_type(inner)} | {_cell(inner['description'])} |"


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return ", ".join(_type(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return ", ".join("null" if word is None else f"`{word}`" for word in schema["enum"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    shown = [f"list of {_type(schema['items'])}" if kind == "array" else kind for kind in kinds]
    return ", ".join([f"{shown[0]} ({schema['format']})" if "format" in schema else shown[0], *shown[1:]])


def _tables() -> Iterator[str]:
    with duckdb.connect(":memory:") as connection:
        migrate(connection)
        for name, comment, kind in connection.execute(TABLES).fetchall():
            yield f"\n### `{name}` ({kind})\n\n{comment}\n"
            yield "| column | type | meaning |"
            yield "|---|---|---|"
            for column, data_type, meaning in connection.execute(COLUMNS, [name]).fetchall():
                yield f"| `{column}` | {data_type} | {_cell(meaning or '')} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
