"""What there is to see without changing it: totals, sources; and questions in SQL.

Reads the snapshot and the landing zone; writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from upath import UPath

from pipeline import sources
from pipeline.errors import PipelineError
from pipeline.landing import Landing
from pipeline.settings import Settings, current
from pipeline.store import open_snapshot

# Pages of a listing that are tried: enough to see whether they parse, few enough for the site not to mind.
SAMPLE = 3


def reconciliation(settings: Settings) -> dict[str, Any]:
    """The totals of the snapshot: URLs and events by how they ended, and whether that balances."""
    with open_snapshot(settings.snapshot) as snapshot:
        return snapshot.reconciliation()


def list_sources() -> list[list[str]]:
    """One row a declared source: name, outlet, kind, type, enabled, health, last read, last new, reason."""
    landing = Landing(UPath(current().landing_url))
    rows = []
    for source in sources.load(current().source_files).values():
        state = landing.load_state(source.name)
        asked = _minute(state.listing.tried_at)
        health = "never read" if state.health == "unknown" else state.health
        known = [health, asked, _minute(state.last_new_at), state.reason or ""]
        rows.append([source.name, source.outlet, source.kind, source.type, "yes" if source.enabled else "no", *known])
    return rows


def _minute(moment: str | None) -> str:
    """An instant of the state, to the minute; the state keeps UTC."""
    return "" if moment is None else moment[:16].replace("T", " ")


@dataclass(frozen=True)
class Tested:
    """What a look at an address found, in lines, and the declaration of the source; None where it is none."""

    lines: list[str]
    declaration: str | None


def test_source(url: str) -> Tested:
    """A dry run: reads the listing and its newest pages, parses them, and publishes and keeps nothing."""
    from pipeline.fetch import probe
    from pipeline.jobs.inspect import given_url, inspect

    found = probe(url)
    if found.source is None:
        feeds = [f"It names a feed: {feed}" for feed in found.feeds]
        return Tested([f"{url} is no source: {found.problem}", *feeds], None)
    lines = [f"{url}: {found.source.type}, {len(found.entries)} pages listed"]
    for entry in found.entries[:SAMPLE]:
        try:
            (result,) = inspect([given_url(entry.url, entry.published_at)], ("article", "claims"))
        except PipelineError as error:
            lines.append(f"  {entry.url}: {error}")
            continue
        lines.append(f"  {entry.url}: {_parsed(result)}")
    return Tested(lines, found.declaration)


def _parsed(result: dict[str, Any]) -> str:
    if result["error"]:
        return str(result["error"]["message"])
    article = result["article"]
    told = f"{len(article['text'])} characters, {len(result['claims'])} claims"
    return f"“{article['title']}”, {article['published_at'] or 'undated'}, {told}"


class Questions:
    """The snapshot, locked down for SQL that anybody wrote: `with Questions(settings) as ask: ask("SELECT …")`."""

    def __init__(self, settings: Settings) -> None:
        self._snapshot = open_snapshot(settings.snapshot, untrusted=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._snapshot.close()

    def __call__(self, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows. Raises TerminalError with DuckDB's words if the query is wrong or forbidden."""
        return self._snapshot.ask(query)
