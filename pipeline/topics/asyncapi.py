"""`schemas/asyncapi.yaml`: every topic for people and tools that know nothing of us, in AsyncAPI 3.

Reads the declaration of topics; `render` returns the file, which a test compares with the one that is kept.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.settings import Settings
from pipeline.topics.declaration import ALL, SCHEMAS, Topic
from pipeline.topics.takedown import CE_TYPE, TAKEN_DOWN_FROM

FILE = SCHEMAS.parent / "asyncapi.yaml"
HEADER = "# Written from pipeline/topics/declaration.py by `sitrep schemas write`; a test fails if it is not fresh.\n"
TAKEDOWN = CE_TYPE.removeprefix("sitrep.")
DAY_MS = 24 * 3600 * 1000
# What each header says.
WORDS = {
    "ce_specversion": "Version of CloudEvents: 1.0.",
    "ce_id": "Identity of the record, the same in every delivery: remember it to see each record once.",
    "ce_type": "Type of the event and its version.",
    "ce_source": "Who made it.",
    "ce_time": "When what it tells came to be, RFC 3339.",
    "ce_subject": "What it is about: event_id, fetch_id or digest_id; absent where there is none.",
    "ce_dataschema": "$id of the schema of the value.",
    "content-type": "application/json.",
    "sitrep_replayed": "true where a person sent the record again from dead letters or quarantine.",
}


def document() -> dict[str, Any]:
    """The AsyncAPI document. Addresses and retention are those of an installation without settings of its own."""
    settings = Settings.model_validate({})
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "sitrep",
            "version": "1.0.0",
            "description": (
                "What sitrep publishes. Every record is delivered at least once; records with one key keep their "
                "order; ce_id is the same in every delivery, so a subscriber who remembers it sees each record once."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "embedded": {
                "host": settings.bootstrap,
                "protocol": "kafka",
                "description": "The Kafka that sitrep runs where SITREP_KAFKA_BOOTSTRAP names no other.",
            }
        },
        "channels": {topic.name: _channel(topic, settings) for topic in ALL},
        "operations": {f"send.{topic.schema}": _operation(topic) for topic in ALL},
        "components": {
            "messages": {topic.schema: _message(topic) for topic in ALL} | {TAKEDOWN: _takedown()},
            "messageTraits": {"cloudEvent": {"headers": _headers()}},
        },
    }


def render() -> str:
    """The file's text."""
    return HEADER + "\n".join(_yaml(document())) + "\n"


def _channel(topic: Topic, settings: Settings) -> dict[str, Any]:
    days: int = getattr(settings, topic.retention)
    return {
        "address": topic.name,
        "description": topic.summary,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in _messages(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": settings.kafka_replication,
                "topicConfiguration": {"cleanup.policy": ["delete"], "retention.ms": days * DAY_MS},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operation(topic: Topic) -> dict[str, Any]:
    channel = topic.name.replace("/", "~1")
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in _messages(topic)],
    }


def _messages(topic: Topic) -> list[str]:
    """What travels on a topic: its events, and tombstones where its key is an article."""
    return [topic.schema, TAKEDOWN] if topic in TAKEN_DOWN_FROM else [topic.schema]


def _message(topic: Topic) -> dict[str, Any]:
    return {
        "name": topic.ce_type,
        "title": topic.schema,
        "summary": topic.summary,
        "contentType": "application/json",
        "traits": [{"$ref": "#/components/messageTraits/cloudEvent"}],
        "bindings": {
            "kafka": {"key": {"type": "string", "description": f"{topic.key_is}."}, "bindingVersion": "0.5.0"}
        },
        "payload": {
            "schemaFormat": "application/schema+json;version=2020-12",
            "schema": {"$ref": f"./events/{topic.schema_file.name}"},
        },
    }


def _takedown() -> dict[str, Any]:
    names = ("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_subject")
    return {
        "name": CE_TYPE,
        "title": TAKEDOWN,
        "summary": "A tombstone: the article of the key was taken down. Delete what you keep of it.",
        "headers": {
            "type": "object",
            "required": list(names),
            "properties": {name: {"type": "string", "description": WORDS[name]} for name in names}
            | {"ce_subject": {"type": "string", "description": "article_id, as the key."}},
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": "article_id."}, "bindingVersion": "0.5.0"}},
        "payload": {"type": "null", "description": "The record has no value."},
    }


def _headers() -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name for name in WORDS if name not in ("ce_subject", "sitrep_replayed")],
        "properties": {name: {"type": "string", "description": text} for name, text in WORDS.items()},
    }


def _yaml(value: Any, depth: int = 0) -> list[str]:
    """Lines of YAML in block style; every scalar is written as JSON, which YAML contains."""
    pad = "  " * depth
    lines: list[str] = []
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, inner in pairs:
        head = f"{pad}-" if key is None else f"{pad}{key if str(key).isidentifier() else json.dumps(key)}:"
        if isinstance(inner, dict | list) and inner:
            lines += [head, *_yaml(inner, depth + 1)]
        else:
            lines.append(f"{head} {json.dumps(inner, ensure_ascii=False)}")
    return lines
