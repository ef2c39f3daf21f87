"""An installation at a glance: services, lag and rates, the snapshot, its totals, and what was set aside.

Reads `run/services.json`, Kafka and the snapshot; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline import services
from pipeline.broker.lag import RATE_WINDOW, Lag, lags
from pipeline.errors import PipelineError
from pipeline.jobs.consume import GROUP
from pipeline.models import Positions
from pipeline.services import Running
from pipeline.settings import Settings
from pipeline.store import open_snapshot
from pipeline.store.snapshot import SetAside
from pipeline.topics import ARTICLES


@dataclass(frozen=True, slots=True)
class Seen:
    """The snapshot: how old it is and how large (bytes), its totals, records loaded per second, what was set aside."""

    published_at: datetime
    age: timedelta
    size: int
    totals: dict[str, Any]
    rates: dict[str, float]
    dead_letters: SetAside
    quarantine: SetAside
    positions: Positions


@dataclass(frozen=True, slots=True)
class Status:
    """`running`: None where nothing runs. `fault`: why the topics cannot be seen. `snapshot`: None before the first."""

    at: datetime
    running: Running | None
    snapshot: Seen | None
    topics: list[Lag] = field(default_factory=list)
    fault: str | None = None


def status(settings: Settings) -> Status:
    """What there is to see now."""
    now = datetime.now(UTC)
    running, seen = services.running(settings.home), _snapshot(settings, now)
    try:
        topics = list(lags(settings, {ARTICLES.name: GROUP}, seen.positions if seen else {}, now))
    except PipelineError as error:
        return Status(now, running, seen, fault=str(error))
    return Status(now, running, seen, topics)


def _snapshot(settings: Settings, now: datetime) -> Seen | None:
    if not settings.snapshot.exists():
        return None
    with open_snapshot(settings.snapshot) as snapshot:
        return Seen(
            published_at=snapshot.published_at,
            age=snapshot.age,
            size=settings.snapshot.stat().st_size,
            totals=snapshot.reconciliation(),
            rates=snapshot.rates(now, RATE_WINDOW),
            dead_letters=snapshot.dead_letters(),
            quarantine=snapshot.quarantine(),
            positions=snapshot.offsets(),
        )
