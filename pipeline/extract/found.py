"""A date with the word for where it was found, and what a machine's date must be to count.

Reads values of markup, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from pipeline.extract.wording import moment_of

_EARLIEST = date(1991, 8, 6)  # the first page of the web


class Found(NamedTuple):
    """A date in ISO form and the word for its source."""

    value: str | None
    source: str | None

    @property
    def day(self) -> str:
        return (self.value or "")[:10]


NOWHERE = Found(None, None)


def normal(value: Any) -> str | None:
    """ISO form of a date that a machine wrote: with its offset, or the day alone; None if it is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    iso = moment_of(value) if isinstance(value, str) else None
    return iso if iso and is_plausible(iso) else None


def is_plausible(iso: str) -> bool:
    # A page of the future is a mistake or an attack; two days allow for every time zone and clock.
    return _EARLIEST <= date.fromisoformat(iso[:10]) <= datetime.now(UTC).date() + timedelta(days=2)


def first(values: Iterable[Any], source: str) -> Found:
    """The first of these values that is a date."""
    return next((Found(iso, source) for value in values if (iso := normal(value))), NOWHERE)
