"""The register of takedowns: what may not be read, published, enriched or stored again, on any machine.

Reads and writes `forgotten/<article_id>.json` in the landing zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from pipeline.landing.zone import Landing
from pipeline.models import Takedown

FOLDER = "forgotten"
REASON = "forgotten"
DETAIL = "It was taken down: `sitrep forget` removed it."

_ADAPTER = TypeAdapter(Takedown)


@dataclass(frozen=True)
class Forgotten:
    """The addresses and articles that were taken down."""

    urls: frozenset[str] = field(default_factory=frozenset)
    article_ids: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, takedowns: Iterable[Takedown]) -> Forgotten:
        known = list(takedowns)
        return cls(frozenset(url for each in known for url in each.urls), frozenset(each.article_id for each in known))

    def address(self, *urls: str | None) -> bool:
        """Whether one of these addresses was taken down."""
        return any(url in self.urls for url in urls)

    def article(self, *article_ids: str | None) -> str | None:
        """The first of these articles that was taken down."""
        return next((each for each in article_ids if each in self.article_ids), None)


def load_takedowns(landing: Landing) -> list[Takedown]:
    """Every takedown that was ever asked for, the oldest first."""
    folder = landing.root / FOLDER
    files = sorted(folder.glob("*.json"), key=str) if folder.is_dir() else []
    return sorted((_ADAPTER.validate_json(file.read_bytes()) for file in files), key=lambda each: each.asked_at)


def save_takedown(landing: Landing, takedown: Takedown) -> None:
    """Keep it, or how far it is done."""
    landing.write(f"{FOLDER}/{takedown.article_id}.json", _ADAPTER.dump_json(takedown, indent=1))


def add_address(landing: Landing, article_id: str, *urls: str | None) -> None:
    """Note further addresses at which an article that was taken down was met."""
    (known,) = (each for each in load_takedowns(landing) if each.article_id == article_id)
    save_takedown(landing, replace(known, urls=sorted({*known.urls, *filter(None, urls)})))


def forgotten(landing: Landing) -> Forgotten:
    """What was taken down, as of now."""
    return Forgotten.of(load_takedowns(landing))
