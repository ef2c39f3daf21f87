"""Records that were set aside, dead letters and quarantine: listed, shown, sent again. And offsets, moved by hand.

Reads the snapshot; writes the topics that the records came from. The loader sees what is sent again as any record,
so doing it twice changes nothing.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from pipeline.broker import Producer
from pipeline.broker.original import original
from pipeline.errors import TerminalError
from pipeline.models import DeadLetter, EnrichedEvent
from pipeline.settings import Settings
from pipeline.store import open_snapshot
from pipeline.topics import ARTICLES, DEAD_LETTERS, ENRICHED, LOADED, MAX_VALUE_BYTES

Table = tuple[list[str], list[tuple[Any, ...]]]
Place = tuple[str, int, int]  # topic, partition, offset

LIST_DEAD = """
SELECT topic || '/' || partition || '/' || "offset" AS record, reason, detail, dead_at, replayed_at
FROM dead_letters ORDER BY dead_at, topic, partition, "offset"
"""
LIST_QUARANTINE = """
SELECT ce_id, source, url, published_on, reasons, quarantined_at FROM quarantine
WHERE released_at IS NULL ORDER BY quarantined_at, ce_id
"""


def dead_letters(settings: Settings) -> Table:
    """Every dead letter, oldest first."""
    with open_snapshot(settings.snapshot) as snapshot:
        return snapshot.ask(LIST_DEAD)


def quarantine(settings: Settings) -> Table:
    """What waits in quarantine, oldest first."""
    with open_snapshot(settings.snapshot) as snapshot:
        return snapshot.ask(LIST_QUARANTINE)


def place(text: str) -> Place:
    """`topic/partition/offset` as three. Raises TerminalError if it is none."""
    try:
        topic, partition, offset = text.rsplit("/", 2)
        return topic, int(partition), int(offset)
    except ValueError as error:
        raise TerminalError(
            f"{text} names no record. Write topic/partition/offset, as `sitrep dead-letters list` does."
        ) from error


def show_dead_letter(settings: Settings, where: Place) -> dict[str, Any]:
    """All that is known of one dead letter."""
    return _one(settings, 'SELECT * FROM dead_letters WHERE topic = ? AND partition = ? AND "offset" = ?', list(where))


def show_quarantined(settings: Settings, ce_id: str) -> dict[str, Any]:
    """All that is known of one record in quarantine."""
    return _one(settings, "SELECT * FROM quarantine WHERE ce_id = ?", [ce_id])


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many dead letters were sent again, and why the others were not."""

    sent: int
    refused: list[str]


def replay(settings: Settings, wanted: list[Place]) -> Replayed:
    """Send dead letters again, marked as replayed, where they came from; none named: all that never were.

    What can be decoded now goes on; what still cannot is a new dead letter. A letter that is longer than what a letter
    keeps is read from its topic, as long as Kafka has it.
    """
    letters, refused = [], []
    for where in wanted or [place(row[0]) for row in dead_letters(settings)[1] if row[4] is None]:
        try:
            letters.append(_whole(settings, show_dead_letter(settings, where)))
        except _Refused as error:
            refused.append(str(error))
    now = datetime.now(UTC)
    with Producer(settings) as producer:
        for letter, key, value in letters:
            producer.send_again(letter["topic"], key, value, json.loads(letter["headers"]))
        producer.flush()
        for letter, _, _ in letters:
            producer.send(DEAD_LETTERS, _marked(letter, now))
        producer.flush()
    return Replayed(len(letters), refused)


class _Refused(TerminalError):
    """A dead letter that cannot be sent again, with what to do instead."""


def _whole(settings: Settings, letter: dict[str, Any]) -> tuple[dict[str, Any], bytes | None, bytes | None]:
    """The letter with key and value of its record. Raises _Refused where sending them again would be in vain."""
    name, length = f"{letter['topic']}/{letter['partition']}/{letter['offset']}", letter["value_bytes"]
    if length > MAX_VALUE_BYTES:
        raise _Refused(
            f"{name} has {length} bytes; no consumer takes more than {MAX_VALUE_BYTES}, so it would only die again. "
            "Whoever sent it has to send less."
        )
    if letter["value"] is None or len(letter["value"]) == length:
        return letter, letter["key"], letter["value"]
    record = original(settings, letter["topic"], letter["partition"], letter["offset"])
    if record is None or len(record.value or b"") != length:
        raise _Refused(
            f"{name} has {length} bytes, of which a dead letter keeps {len(letter['value'])}, and Kafka no longer has "
            "the record. Publish it anew: `sitrep ingest SOURCE --from-landing --since DAY --until DAY`."
        )
    return letter, record.key, record.value


def release(settings: Settings, ce_ids: list[str]) -> int:
    """Let records out of quarantine: they are stored although they fail their expectations. Returns how many."""
    with Producer(settings) as producer:
        for ce_id in ce_ids:
            value = show_quarantined(settings, ce_id)["value"]
            producer.send(ENRICHED, TypeAdapter(EnrichedEvent).validate_json(value), replayed=True)
        return producer.flush()


def reset_offsets(settings: Settings, topic: str) -> None:
    """Have a topic read from its beginning again; what is stored already is recognised. Its consumers must be down."""
    from pipeline.broker.positions import forget_group
    from pipeline.jobs.consume import GROUP
    from pipeline.store import Store

    read = [ARTICLES.name, *(each.name for each in LOADED)]
    if topic not in read:
        raise TerminalError(f"No consumer of sitrep reads a topic {topic}. Those that are read: {', '.join(read)}.")
    if topic == ARTICLES.name:
        forget_group(settings, GROUP)
        return
    with Store(settings.live_database) as store:
        store.forget_offsets(topic)


def _marked(letter: dict[str, Any], now: datetime) -> DeadLetter:
    def text(raw: bytes | None) -> str | None:
        return None if raw is None else base64.b64encode(raw).decode()

    given = {name: letter[name] for name in DeadLetter.__slots__}
    given |= {"key": text(letter["key"]), "value": text(letter["value"]), "headers": json.loads(letter["headers"])}
    return DeadLetter(**given | {"replayed_at": now})


def _one(settings: Settings, query: str, values: list[Any]) -> dict[str, Any]:
    with open_snapshot(settings.snapshot) as snapshot:
        cursor = snapshot.connection.execute(query, values)
        row = cursor.fetchone()
        if row is None:
            raise TerminalError(f"The snapshot has no such record: {'/'.join(map(str, values))}.")
        return dict(zip([column[0] for column in cursor.description or ()], row, strict=True))
