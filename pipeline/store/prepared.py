"""What one transaction stores, and its rows made ready without the database: in any process.

Reads events; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pyarrow as pa

from pipeline.models import DeadLetter
from pipeline.store import rows
from pipeline.topics import DEAD_LETTERS, DIGESTS, ENRICHED, FETCHES, Received


@dataclass(frozen=True, slots=True)
class Load:
    """What one transaction stores. `passed` and `others` may hold redeliveries; they change nothing."""

    passed: Sequence[Received] = ()  # enriched events that met the expectations
    failed: Sequence[tuple[Received, list[str]]] = ()  # those that did not, with the reasons
    others: Sequence[Received] = ()  # outcomes, digests and dead letters
    dead: Sequence[DeadLetter] = ()  # what the loader itself could not decode
    quality: Sequence[Any] = ()  # one object per batch and expectation, with the columns of `quality`


class Identity(NamedTuple):
    """What the database has to know of an enriched event to tell whether it is final."""

    ce_id: str
    article_id: str
    day: date  # of publication
    replayed: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Load as Arrow tables, on the assumption that none of its enriched events is final yet."""

    passed: list[Identity]
    failed: list[tuple[Received, list[str]]]
    tables: dict[str, pa.Table] = field(default_factory=dict)

    @property
    def identities(self) -> list[Identity]:
        """Of every enriched event."""
        return [*self.passed, *[identity(record) for record, _ in self.failed]]

    def count(self, table: str) -> int:
        """Rows for a table."""
        return self.tables[table].num_rows if table in self.tables else 0


def identity(record: Received) -> Identity:
    """The identity of an enriched event."""
    event = record.event.event
    return Identity(record.ce_id, event.article_id, date.fromisoformat(event.published_on), record.replayed)


def distinct(records: Iterable[Received]) -> list[Received]:
    """The enriched events among the records, each once: as a person released it, if one did, else as it came first."""
    first: dict[str, Received] = {}
    for record in records:
        if record.topic == ENRICHED.name:
            known = first.setdefault(record.ce_id, record)
            if record.replayed and not known.replayed:
                first[record.ce_id] = record
    return list(first.values())


def prepare(load: Load) -> Prepared:
    """The rows of a load; nothing is left out."""
    now = datetime.now(UTC)
    letters = [*load.dead, *[record.event for record in load.others if record.topic == DEAD_LETTERS.name]]
    made: rows.Rows = {
        **rows.enriched_rows(load.passed),
        **rows.outcome_rows(record for record in load.others if record.topic == FETCHES.name),
        **rows.digest_rows(record for record in load.others if record.topic == DIGESTS.name),
        **rows.quarantine_rows(load.failed, now),
        **rows.dead_letter_rows(letters),
        **rows.quality_rows(load.quality),
    }
    return Prepared(
        passed=[identity(record) for record in load.passed],
        failed=list(load.failed),
        tables={table: arrow(table, content) for table, content in made.items() if content},
    )


def arrow(table: str, content: list[tuple[Any, ...]]) -> pa.Table:
    """Rows as columns with the names of the table's."""
    columns = zip(rows.COLUMNS[table], zip(*content, strict=True), strict=True)
    return pa.table({name: list(column) for name, column in columns})
