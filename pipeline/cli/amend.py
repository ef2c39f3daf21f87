"""Commands that amend what is stored: replay, forget."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from pipeline.settings import current

replay = typer.Typer(name="replay", help="Old articles, read again.")

Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Published on this day or later.")
]


def register(app: typer.Typer) -> None:
    app.add_typer(replay)
    app.command()(forget)


@replay.callback()
def replay_group() -> None:
    """Old articles, read again."""


@replay.command("enrich")
def replay_enrich(
    since: Day = None,
    as_json: Annotated[bool, typer.Option("--json", help="What changed, as one JSON object.")] = False,
) -> None:
    """Read old articles by the rules of now, wait until that is stored, and say what changed."""
    from pipeline.jobs import replay as job

    with _progress() as progress:
        done = job.replay_enrich(current(), since.date() if since else None, progress)
    if as_json:
        typer.echo(json.dumps(asdict(done), ensure_ascii=False, indent=1))
        return
    _show(Console(), done)


def forget(
    url: Annotated[str, typer.Argument(help="The address of the article.")],
    reason: Annotated[str | None, typer.Option(help="Why; it is kept in the record of the takedown.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take an article down: remove it from tables, files and reports, and never read it again."""
    from pipeline.jobs import forget as job

    found = job.plan(current(), url, reason)
    for article, takedown in zip(found.articles, found.takedowns, strict=True):
        _describe(article, takedown)
    if not yes:
        typer.confirm("Remove all of it? It cannot be undone", abort=True)
    with _progress() as progress:
        done = job.forget(current(), found.takedowns, progress)
    for takedown in done:
        typer.echo(f"Forgotten: {takedown.url} ({takedown.article_id}).")
        typer.echo(f"Removed: {', '.join(f'{count} {what}' for what, count in takedown.removed.items())}.")
        typer.echo(f"Reports built again: {', '.join(takedown.days) or 'none'}.")
    typer.echo(f"Kafka keeps its records for up to SITREP_TOPIC_DAYS_ARTICLES={current().topic_days_articles} days.")


def _describe(article: Any, takedown: Any) -> None:
    begun = f", asked for on {takedown.asked_at:%Y-%m-%d} already" if takedown.removed or takedown.done_at else ""
    typer.echo(f"{' / '.join(article.titles) or takedown.url}: article {article.article_id}{begun}")
    typer.echo(f"  {len(takedown.event_ids)} revisions, {article.claims} claims, addresses {', '.join(takedown.urls)}")
    typer.echo(
        f"  {len(takedown.digest_ids)} editions of reports; days to build again: {', '.join(takedown.days) or 'none'}"
    )
    for copy in article.copies:
        typer.echo(f"  The same text stands, and stays, at {copy}")


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar for each thing that is counted, on standard error."""
    with Progress(console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if total and what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            if total:
                bars.update(tasks[what], completed=done, total=total)

        yield show


def _show(console: Console, done: Any) -> None:
    found = done.changes
    console.print(f"Read again: {done.sent}. Compared: {found.articles} revisions, rules {found.rules_version} with")
    console.print("what stood before them.")
    table = Table("", "same", "changed", "added", "removed", box=None, pad_edge=False)
    for kind, counts in found.kinds.items():
        table.add_row(kind, *(str(getattr(counts, name)) for name in ("same", "changed", "added", "removed")))
    console.print(table)
    for claim in found.claims:
        console.print(Text(_line(claim)), soft_wrap=True)
    for words, ids in (
        ("failed an expectation and wait in quarantine; their old reading stands", done.quarantined),
        ("are too large for a record; their old reading stands", done.too_large),
    ):
        if ids:
            console.print(Text(f"{len(ids)} {words}: {', '.join(ids)}"), soft_wrap=True)
    console.print(f"Reports built again: {', '.join(done.rebuilt) or 'none'}.")


def _line(claim: Any) -> str:
    """One claim that changed, with every field that differs."""
    one, other = claim.before, claim.after
    if one and other:
        told = "; ".join(f"{name}: {_cell(one[name])} → {_cell(other[name])}" for name in claim.fields)
        return f"changed  {_where(claim)}  {other['measure']}  {told}  “{other['quote']}”"
    word, there = ("added  ", other) if other else ("removed", one)
    return f"{word}  {_where(claim)}  {_figure(there)}  “{there['quote']}”"


def _where(claim: Any) -> str:
    return f"{claim.published_on} {claim.url}"


def _figure(claim: dict[str, Any]) -> str:
    low, high = _cell(claim["low"]), _cell(claim["high"])
    return f"{claim['measure']}  low: {low}; high: {high}; speaker: {_cell(claim['speaker'])}"


def _cell(value: Any) -> str:
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
