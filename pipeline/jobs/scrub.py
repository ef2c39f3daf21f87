"""An article that was taken down, taken out of what ingest runs leave behind: landed pages, states and journals.

Reads and writes the landing zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from upath import UPath

from pipeline.jobs.journal import Extracted, Fetched, Journal, Normalized
from pipeline.landing import Forgotten, Landing, SourceState
from pipeline.landing.erase import blank, erase_pages, erase_states
from pipeline.landing.takedowns import DETAIL, REASON, add_address
from pipeline.models import Page

T = TypeVar("T", Fetched, Extracted, Normalized)


def scrub_landing(landing: Landing, gone: Forgotten) -> dict[str, int]:
    """Take the pages at these addresses, and all that runs noted of them, out of the landing zone; counts."""
    return {
        "journals": scrub_journals(landing, gone),
        "pages": erase_pages(landing, gone),
        "states": erase_states(landing, gone),
    }


def refuse(journal: Journal, article_id: str, page: Page, state: SourceState) -> None:
    """A page that turned out to be an article that was taken down, at an address not known before: it goes, too."""
    gone = Forgotten(frozenset(filter(None, (page.url, page.final_url))))
    add_address(journal.landing, article_id, page.url, page.final_url)
    blank(state.url(page.url))
    erase_pages(journal.landing, gone, (page.landing or "").rpartition("#")[0])
    _scrub_run(journal.landing, journal.landing.root / journal.folder, gone)


def scrub_journals(landing: Landing, gone: Forgotten) -> int:
    """Returns how many journals held something."""
    folder = landing.root / "work"
    return sum(_scrub_run(landing, each, gone) for each in (folder.glob("*/*") if folder.is_dir() else ()))


def _scrub_run(landing: Landing, folder: UPath, gone: Forgotten) -> bool:
    """One source in one run. Lists keep their length: a stage that runs meanwhile reads them side by side."""
    address = "/".join(folder.parts[-3:])
    fetched = _load(folder / "fetch.json", Fetched)
    if fetched is None:
        return False
    covered = [gone.address(page.url, page.final_url) for page in fetched.pages]
    held = any(covered)
    if held:
        pages = [replace(p, title=None) if hit else p for p, hit in zip(fetched.pages, covered, strict=True)]
        _save(landing, f"{address}/fetch.json", replace(fetched, pages=pages, state=_state(fetched.state, gone)))
    extracted = _load(folder / "extract.json", Extracted)
    if held and extracted is not None:
        documents = [None if hit else d for d, hit in zip(extracted.documents, covered, strict=True)]
        errors = [f"{REASON}: {DETAIL}" if hit else e for e, hit in zip(extracted.errors, covered, strict=True)]
        _save(landing, f"{address}/extract.json", Extracted(documents, errors))
    normalized = _load(folder / "normalize.json", Normalized)
    if normalized is not None and (held or _mentions(normalized, gone)):
        held = True
        events = [event for event in normalized.events if not _covered(event, gone)]
        state = _state(normalized.state, gone)
        _save(landing, f"{address}/normalize.json", replace(normalized, events=events, state=state))
    return held


def _covered(event: Any, gone: Forgotten) -> bool:
    return gone.address(event.url, event.article.canonical_url) or gone.article(event.article_id) is not None


def _mentions(normalized: Normalized, gone: Forgotten) -> bool:
    return any(_covered(event, gone) for event in normalized.events)


def _state(state: dict[str, Any], gone: Forgotten) -> dict[str, Any]:
    """The state that a stage hands on, without what it knows of these addresses."""
    if "json" not in state:
        return state
    known = SourceState.from_json(state["json"])
    for url in filter(gone.address, known.urls):
        blank(known.urls[url])
    return state | {"json": known.to_json(_oldest(known.urls.values()))}


def _oldest(known: Iterable[Any]) -> datetime:
    """A moment at which nothing is old enough to be left out."""
    tried = [datetime.fromisoformat(each.tried_at) for each in known if each.tried_at]
    return min(tried, default=datetime.now(UTC))


def _load(path: UPath, kind: type[T]) -> T | None:
    return TypeAdapter(kind).validate_json(path.read_bytes()) if path.exists() else None


def _save(landing: Landing, address: str, value: Fetched | Extracted | Normalized) -> None:
    landing.write(address, TypeAdapter(type(value)).dump_json(value))
