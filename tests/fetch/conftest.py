from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.fetch import fetch
from pipeline.landing import SourceState, load_state, save_state
from pipeline.models import Outcome, Page, Run
from pipeline.sources import Source
from tests.fetch.site import Site

NOW = datetime(2023, 1, 7, 21, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SITREP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SITREP_FETCH_INTERVAL_SECONDS", "0")
    monkeypatch.setenv("SITREP_FETCH_TIMEOUT_SECONDS", "5")
    settings.current.cache_clear()
    yield tmp_path / "home"
    settings.current.cache_clear()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def source(site: Site) -> Source:
    return Source(
        name="site",
        title="The site",
        outlet="Site",
        country="US",
        kind="outlet",
        language="en",
        type="feed",
        url=site.url("/feed"),
        allow_hosts=tuple(f"{host}.localhost:{site.port}" for host in ("site", "other", "slow", "third")),
        hosts=("other.localhost", "slow.localhost", "third.localhost"),
    )


@pytest.fixture
def read(source: Source) -> Callable[..., list[Page | Outcome]]:
    """Reads the source as one run does, marks its pages as published, and saves its state.

    The row of a listing that could be read is left out but for `listing=True`.
    """

    def reading(
        number: int = 1, later: timedelta = timedelta(0), *, listing: bool = False, **changes: object
    ) -> list[Page | Outcome]:
        changed = dataclasses.replace(source, **{k: v for k, v in changes.items() if k not in ("since", "until")})
        days = {k: v for k, v in changes.items() if k in ("since", "until")}
        run = Run(f"run-{number}", NOW + later, **days)  # type: ignore[arg-type]
        state = load_state(source.name)
        items = list(fetch(changed, state, run))
        mark_published(state, items)
        save_state(state, run.now)
        return [item for item in items if listing or not is_listing(item)]

    return reading


def is_listing(item: Page | Outcome) -> bool:
    """Whether this is the row of a listing that could be read."""
    return isinstance(item, Outcome) and item.reason == "listing"


def mark_published(state: SourceState, items: list[Page | Outcome]) -> None:
    for item in items:
        if isinstance(item, Page):
            known = state.url(item.url)
            known.outcome, known.event_id, known.article_id = "published", f"event of {item.url}", item.url


def pages(items: list[Page | Outcome]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def reasons(items: list[Page | Outcome]) -> dict[str, str | None]:
    """path -> reason of everything that became no page"""
    return {
        "/" + item.url.partition("://")[2].partition("/")[2]: item.reason for item in items if isinstance(item, Outcome)
    }
