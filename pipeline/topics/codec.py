"""Events to Kafka records and back, each checked against its schema by a compiled, kept validator.

Reads `schemas/events/`; writes nothing. CloudEvents 1.0 binary mode: the headers say what the value is.
"""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Protocol

import jsonschema_rs
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from pipeline.errors import PipelineError, TerminalError
from pipeline.models import DeadLetter, QuarantinedEvent
from pipeline.topics.declaration import BY_NAME, MAX_VALUE_BYTES, Topic

CE_SOURCE = "urn:sitrep"
REPLAYED = "sitrep_replayed"  # header of a record that was sent again from dead letters or quarantine
# Bytes of a value that a dead letter carries; base64 makes them a third longer, and the letter must fit its topic.
MAX_DEAD_VALUE_BYTES = MAX_VALUE_BYTES // 2
# Characters of a message about a bad record: enough to find the field, too little to fill a log.
MAX_DETAIL = 500

Headers = list[tuple[str, bytes]]


class Record(Protocol):
    """What a consumer hands over; kafka-python's ConsumerRecord is one."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: Any


@dataclass(frozen=True, slots=True)
class Received:
    """A decoded record: the event, and where and when it lies on its topic."""

    topic: str
    partition: int
    offset: int
    recorded_at: datetime
    ce_id: str
    event: Any
    value: bytes
    replayed: bool = False


class Undecodable(PipelineError):
    """A record that is no event of its topic. `reason` is a word of the dead-letter schema."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail[:MAX_DETAIL]


class TooLarge(TerminalError):
    """An event whose record would be longer than MAX_VALUE_BYTES."""


@lru_cache
def _validator(topic: Topic) -> Any:
    schema = json.loads(topic.schema_file.read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@lru_cache
def _adapter(topic: Topic) -> TypeAdapter[Any]:
    return TypeAdapter(topic.event)


def encode(topic: Topic, event: Any, *, replayed: bool = False) -> tuple[bytes, bytes, Headers]:
    """Key, value and CloudEvents headers of an event.

    The value is valid against the topic's schema. Raises TerminalError if the event is not: a fault of ours.
    Raises TooLarge if it is longer than a record may be.
    """
    value = _adapter(topic).dump_json(event)
    if len(value) > MAX_VALUE_BYTES:
        raise TooLarge(
            f"The record of {topic.subject(event)} for {topic.name} has {len(value)} bytes; "
            f"{MAX_VALUE_BYTES} are the limit."
        )
    if fault := _schema_fault(topic, json.loads(value)):
        raise TerminalError(
            f"An event for {topic.name} does not fit {topic.schema_file.name}: {fault}. This is a fault of the program."
        )
    headers = {
        "ce_specversion": "1.0",
        "ce_id": topic.ce_id(event),
        "ce_type": topic.ce_type,
        "ce_source": CE_SOURCE,
        "ce_time": topic.moment(event).astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "ce_dataschema": topic.schema_id,
        "content-type": "application/json",
    }
    if subject := topic.subject(event):
        headers["ce_subject"] = subject
    if replayed:
        headers[REPLAYED] = "true"
    return topic.key(event).encode(), value, [(name, text.encode()) for name, text in headers.items()]


def decode(record: Record) -> Received:
    """The event of a record of one of our topics. Raises Undecodable with the reason, and nothing else."""
    topic = BY_NAME[record.topic]
    value = _checked_value(record)
    headers = header_words(record)
    if (said := headers.get("ce_type", topic.ce_type)) != topic.ce_type:
        raise Undecodable("wrong_type", f"The header ce_type says {said!r}; {topic.name} carries {topic.ce_type!r}.")
    event = _parsed(topic, value)
    wanted = topic.key(event).encode()
    if record.key != wanted:
        raise Undecodable("wrong_key", f"The key is {record.key!r:.200}; it must be {topic.key_is}: {wanted!r}.")
    return Received(
        topic=topic.name,
        partition=record.partition,
        offset=record.offset,
        recorded_at=recorded_at(record),
        ce_id=topic.ce_id(event),
        event=event,
        value=value,
        replayed=headers.get(REPLAYED) == "true",
    )


def dead_letter(record: Record, fault: Undecodable, now: datetime) -> DeadLetter:
    """The dead letter of a record: where it lies, why it cannot go on, and its raw bytes."""
    headers = header_words(record)
    value = record.value
    return DeadLetter(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        reason=fault.reason,
        detail=fault.detail,
        key=None if record.key is None else base64.b64encode(record.key[:MAX_DETAIL]).decode(),
        value=None if value is None else base64.b64encode(value[:MAX_DEAD_VALUE_BYTES]).decode(),
        value_bytes=len(value or b""),
        headers=headers,
        event_id=_uuid_or_none(headers.get("ce_subject")),
        recorded_at=recorded_at(record),
        dead_at=now,
    )


def quarantined(record: Received, reasons: list[str], now: datetime) -> QuarantinedEvent:
    """The event that says that an enriched event failed its expectations."""
    return QuarantinedEvent(
        ce_id=record.ce_id,
        event_id=record.event.event.event_id,
        article_id=record.event.event.article_id,
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        reasons=reasons,
        value=base64.b64encode(record.value[:MAX_DEAD_VALUE_BYTES]).decode(),
        quarantined_at=now,
    )


def header_words(record: Record) -> dict[str, str]:
    """The headers of a record as text; bytes that are no UTF-8 are shown escaped, long ones are cut."""
    cut = [(str(name)[:MAX_DETAIL], (raw or b"")[:MAX_DETAIL]) for name, raw in record.headers or ()]
    return {name: raw.decode("utf-8", "backslashreplace") for name, raw in cut}


def recorded_at(record: Record) -> datetime:
    """The timestamp of a record."""
    return datetime.fromtimestamp(max(record.timestamp, 0) / 1000, UTC)


def _checked_value(record: Record) -> bytes:
    if record.value is None:
        raise Undecodable("null_value", "The record has no value.")
    if len(record.value) > MAX_VALUE_BYTES:
        raise Undecodable("too_large", f"The value has {len(record.value)} bytes; {MAX_VALUE_BYTES} are the limit.")
    return record.value


def _parsed(topic: Topic, value: bytes) -> Any:
    try:
        document = from_json(value, allow_inf_nan=False)
    except ValueError as error:
        raise Undecodable("not_json", f"The value is not JSON: {error}.") from error
    if fault := _schema_fault(topic, document):
        raise Undecodable("wrong_schema", f"The value does not fit {topic.schema_file.name}: {fault}.")
    try:
        return _adapter(topic).validate_json(value)
    except ValidationError as error:
        raise Undecodable("wrong_schema", f"The value does not fit {topic.schema_file.name}: {error}.") from error


def _schema_fault(topic: Topic, document: Any) -> str | None:
    """The first thing that is wrong, with the path to it; None if nothing is."""
    validator = _validator(topic)
    try:
        if validator.is_valid(document):
            return None
        first = next(validator.iter_errors(document))
    except (ValueError, RecursionError) as error:  # numbers or nesting that the validator cannot hold
        return str(error)
    path = "/".join(map(str, first.instance_path)) or "the whole value"
    return f"{path}: {first.message[:MAX_DETAIL]}"


def _uuid_or_none(text: str | None) -> str | None:
    try:
        return str(uuid.UUID(text)) if text else None
    except ValueError:
        return None
