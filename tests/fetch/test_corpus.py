"""The whole corpus, read as the demo reads it: days 1 to 9, day 10, and day 10 again."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from corpus.calendar import OUTLETS
from corpus.serve import CorpusServer
from pipeline import settings
from pipeline.fetch import fetch
from pipeline.landing import load_state, save_state
from pipeline.models import Outcome, Page, Run
from pipeline.settings import ROOT
from pipeline.sources import load
from tests.fetch.conftest import is_listing, mark_published, pages


def rows(name: str, day: str) -> dict[str, dict[str, Any]]:
    """What the table of an outlet says of each listed path on this day."""
    lines = (OUTLETS / name / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    on_day = {row["path"]: row for row in map(json.loads, lines) if row["from"] <= day <= (row["to"] or day)}
    return {path: row for path, row in on_day.items() if row["listed"]}


def test_every_page_is_read_once_and_again_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    with CorpusServer(0) as server:
        monkeypatch.setenv("SITREP_CORPUS_PORT", str(server.port))
        settings.current.cache_clear()
        sources = load([ROOT / "corpus" / "sources.toml"])

        def read(name: str, number: int, day: str) -> list[Page | Outcome]:
            server.day = day
            state, run = load_state(name), Run(f"run-{number}", datetime.fromisoformat(f"{day}T21:30:00+00:00"))
            items = list(fetch(sources[name], state, run))
            mark_published(state, items)
            save_state(state, run.now)
            return [item for item in items if not is_listing(item)]

        for name in sources:
            first, second, third = (read(name, number, day) for number, day in enumerate(DAYS))
            check_first(name, first)
            check_second(name, second)
            assert pages(third) == []
            assert Counter(path(item) for item in third) == Counter(list(rows(name, DAYS[2])))


DAYS = ("2023-01-07", "2023-01-08", "2023-01-08")


def path(item: Page | Outcome) -> str:
    return "/" + item.url.split("/", 3)[3]


def check_first(name: str, items: list[Page | Outcome]) -> None:
    listed = rows(name, DAYS[0])
    assert Counter(map(path, items)) == Counter(list(listed))
    for item in items:
        row = listed[path(item)]
        if row["status"] == 404:
            assert isinstance(item, Outcome)
            assert (item.outcome, item.reason) == ("dropped", "not_found")
        elif row["status"] == 301:
            assert isinstance(item, Page)
            assert (item.final_url or "").endswith(row["location"])
        else:
            assert isinstance(item, Page)
            assert item.body == (OUTLETS / name / row["file"]).read_bytes()
            assert (item.published_at is None) is (row["published_at"] is None)


def check_second(name: str, items: list[Page | Outcome]) -> None:
    before, now = rows(name, DAYS[0]), rows(name, DAYS[1])
    assert Counter(map(path, items)) == Counter(list(now))
    changed = {p for p, row in now.items() if row["status"] == 200 and before.get(p, {}).get("file") != row["file"]}
    assert {path(page) for page in pages(items)} == changed
    unchanged = {path(item) for item in items if isinstance(item, Outcome) and item.outcome == "unchanged"}
    assert unchanged == {p for p, row in now.items() if p not in changed and row["status"] != 404}
