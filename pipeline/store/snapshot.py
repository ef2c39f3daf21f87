"""The snapshot: what everybody but the loader reads.

Reads the snapshot file, read-only; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import duckdb

from pipeline.errors import TerminalError, TransientError
from pipeline.models import Position, Positions

NAME = "sitrep"  # the snapshot's name in SQL
# Memory of one untrusted query: half of the smallest machine that the product is meant for.
UNTRUSTED_MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many records wait for a person, and since when and why the newest does."""

    count: int
    newest: datetime | None
    reason: str | None


class Snapshot:
    """One snapshot, open for reading; it does not change while it is open. A context manager.

    It is attached to a database of its own in memory: a second `connect` to the same path in one process would
    give the instance that is open already, and so an older snapshot.
    """

    def __init__(self, path: Path, *, untrusted: bool = False) -> None:
        if not path.exists():
            raise TransientError(f"There is no snapshot at {path} yet. The loader publishes one: `sitrep up`.")
        self.path = path
        self.connection = duckdb.connect(":memory:")
        self.connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {NAME} (READ_ONLY)")
        self.connection.execute(f"USE {NAME}")
        self.connection.execute("SET TimeZone = 'UTC'")
        if untrusted:
            self._lock_down()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    @property
    def snapshot_id(self) -> str:
        return str(self._one("SELECT snapshot_id FROM snapshot_info"))

    @property
    def published_at(self) -> datetime:
        moment: datetime = self._one("SELECT published_at FROM snapshot_info")
        return moment

    @property
    def age(self) -> timedelta:
        """How long ago it was published."""
        return datetime.now(UTC) - self.published_at

    def offsets(self) -> Positions:
        """How far every partition had been loaded."""
        found = self.connection.execute("SELECT topic, partition, next_offset, topic_id FROM loads").fetchall()
        return {(topic, partition): Position(offset, topic_id) for topic, partition, offset, topic_id in found}

    def reconciliation(self) -> dict[str, Any]:
        """The totals: every URL tried and every event published, by how it ended."""
        cursor = self.connection.execute("FROM reconciliation")
        row = cursor.fetchone() or ()
        return dict(zip([column[0] for column in cursor.description or ()], row, strict=True))

    def rates(self, now: datetime, window: timedelta) -> dict[str, float]:
        """Records per second that were loaded from each topic during the last `window`.

        Nothing is known of a snapshot that an earlier version published.
        """
        if not self.connection.execute("FROM duckdb_tables() WHERE table_name = 'progress'").fetchone():
            return {}
        found = self.connection.execute(
            """
            SELECT topic, max(records) - coalesce(max(records) FILTER (published_at <= $since), 0)
            FROM progress GROUP BY topic
            """,
            {"since": now - window},
        ).fetchall()
        return {topic: int(records) / window.total_seconds() for topic, records in found}

    def dead_letters(self) -> SetAside:
        """The dead letters that were not replayed."""
        return self._set_aside("dead_letters WHERE replayed_at IS NULL", "reason || ': ' || detail", "dead_at")

    def quarantine(self) -> SetAside:
        """The records in quarantine that were not released."""
        return self._set_aside("quarantine WHERE released_at IS NULL", "reasons[1]", "quarantined_at")

    def _set_aside(self, rows: str, reason: str, moment: str) -> SetAside:
        query = f"SELECT count(*), max({moment}), arg_max({reason}, {moment}) FROM {rows}"  # noqa: S608 -- from above
        count, newest, why = self.connection.execute(query).fetchone() or (0, None, None)
        return SetAside(count, newest, why)

    def final(self, event_ids: Iterable[str]) -> set[str]:
        """The events among these that are stored, quarantined, dead-lettered or taken down."""
        found = self.connection.execute(
            """
            SELECT event_id FROM (SELECT unnest($ids::VARCHAR[]) AS event_id)
            WHERE event_id IN (SELECT event_id FROM articles)
               OR event_id IN (SELECT event_id FROM quarantine)
               OR event_id IN (SELECT event_id FROM dead_letters WHERE event_id IS NOT NULL)
               OR event_id IN (SELECT unnest(event_ids) FROM forgotten)
            """,
            {"ids": list(event_ids)},
        ).fetchall()
        return {event_id for (event_id,) in found}

    def final_pages(self, pages: Sequence[tuple[str, datetime]]) -> list[date | None]:
        """For each page (its URL, when it was fetched): the day that it touches, or None if it is not final here.

        Final is a page whose outcome is loaded and whose event, if it had one, is stored, set aside or taken down.
        A page without an article touches the day on which it was fetched.
        """
        ended = self.connection.execute(
            """
            SELECT page.n, f.event_id, coalesce(f.published_on, f.fetched_at::DATE)
            FROM (SELECT unnest($numbers::INTEGER[]) AS n, unnest($urls::VARCHAR[]) AS url,
                         unnest($moments::TIMESTAMPTZ[]) AS fetched_at) page
            JOIN fetches f ON f.url = page.url AND f.fetched_at = page.fetched_at
            ORDER BY f.ingested_at, f.ce_id
            """,
            {
                "numbers": list(range(len(pages))),
                "urls": [url for url, _ in pages],
                "moments": [moment for _, moment in pages],
            },
        ).fetchall()
        final = self.final(event_id for _, event_id, _ in ended if event_id)
        days = {n: day for n, event_id, day in ended if event_id is None or event_id in final}
        return [days.get(n) for n in range(len(pages))]

    def ask(self, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of one query. Raises TerminalError with DuckDB's words where it is refused."""
        try:
            cursor = self.connection.execute(query)
            return [column[0] for column in cursor.description or ()], cursor.fetchall()
        except duckdb.Error as error:
            raise TerminalError(str(error)) from error

    def _lock_down(self) -> None:
        """Nothing but this snapshot can be reached from SQL, and none of this can be undone."""
        for setting in (
            f"memory_limit = '{UNTRUSTED_MEMORY}'",
            "temp_directory = ''",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            self.connection.execute(f"SET {setting}")

    def _one(self, query: str) -> Any:
        row = self.connection.execute(query).fetchone()
        if row is None:
            raise TransientError(f"The snapshot {self.path} is empty.")
        return row[0]


@dataclass(frozen=True, slots=True)
class SnapshotSchedule:
    """When the loader publishes: at once when nothing waits, else not more often than a tenth of its time allows."""

    longest_age: float  # seconds
    # A publish may cost a tenth of the loader's time, no more.
    share: float = 10.0

    def due(self, *, changed: bool, lag: int, since: float, last_cost: float) -> bool:
        """Whether to publish now. `since` and `last_cost`: seconds since the last publish, and that it took."""
        if not changed or since < self.share * last_cost:
            return False
        return lag == 0 or since >= self.longest_age


def open_snapshot(path: Path, *, untrusted: bool = False) -> Snapshot:
    """The snapshot at `path`; `untrusted` for SQL that somebody else wrote. Raises TransientError if there is none."""
    return Snapshot(path, untrusted=untrusted)


def final_events(path: Path, event_ids: Iterable[str]) -> set[str]:
    """The events among these that are final in the snapshot; none while there is no snapshot."""
    if not path.exists():
        return set()
    with open_snapshot(path) as snapshot:
        return snapshot.final(event_ids)
