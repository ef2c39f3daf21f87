"""What one ingest run hands from stage to stage, kept in the landing zone so that tasks may run on any machine.

Reads and writes `work/<run>/<source>/<stage>.json` below the landing zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter
from upath import UPath

from pipeline.landing import Landing
from pipeline.landing.zone import plain
from pipeline.models import ArticleEvent, Document, Outcome, Page, Run
from pipeline.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Fetched:
    """After fetch: pages without their bodies (these lie in the landing zone), and the URLs that gave none."""

    pages: list[Page]
    outcomes: list[Outcome]
    state: dict[str, Any]


@dataclass(frozen=True)
class Extracted:
    """After extract: one entry per page, in order."""

    documents: list[Document | None]
    errors: list[str | None]  # `code: message` where there is no document


@dataclass(frozen=True)
class Normalized:
    """After normalize: what is to be published, and the outcome of every other page."""

    events: list[ArticleEvent]
    outcomes: list[Outcome] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)


class Journal:
    """The journal of one source in one run."""

    def __init__(self, settings: Settings, run: Run, source: str) -> None:
        self.landing = Landing(UPath(settings.landing_url))
        self.folder = f"work/{plain(run.run_id)}/{plain(source)}"

    def save(self, stage: str, value: Fetched | Extracted | Normalized) -> None:
        self.landing.write(f"{self.folder}/{stage}.json", TypeAdapter(type(value)).dump_json(value))

    def load(self, stage: str, kind: type[T]) -> T:
        return TypeAdapter(kind).validate_json(self.landing.read_bytes(f"{self.folder}/{stage}.json"))


def without_body(page: Page) -> Page:
    return replace(page, body=b"")
