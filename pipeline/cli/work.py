"""Commands that do the pipeline's work by hand: ingest, digest, sources, settings."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from pipeline.settings import PREFIX, Settings, current

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]


class Format(StrEnum):
    html = "html"
    md = "md"
    json = "json"


def register(app: typer.Typer) -> None:
    app.command()(ingest)
    app.command()(digest)
    app.add_typer(sources)
    app.command()(settings)


def ingest(
    source: Annotated[list[str] | None, typer.Argument(help="Names of sources; none: all that are enabled.")] = None,
    since: Day = None,
    until: Day = None,
    now: Annotated[str | None, typer.Option(help="The run's clock (ISO time), for reading the past.")] = None,
    from_landing: Annotated[bool, typer.Option(help="Read landed pages again, without fetching.")] = False,
) -> None:
    """Fetch, extract, normalize and publish, without Airflow."""
    from pipeline.jobs import ingest as job

    days = [day.date().isoformat() if day else None for day in (since, until)]
    run = job.begin(f"manual-{datetime.now().astimezone():%Y%m%dT%H%M%S%f}", now, *days, refill=from_landing)
    chosen = job.choose(source or [])
    if not chosen:
        typer.echo("No source is enabled. `sitrep sources` lists them; name one to read it all the same.")
        return
    table = Table("source", "fetch", "extract", "normalize", "publish", box=None)
    with Progress(console=Console(stderr=True)) as progress:
        bar = progress.add_task("ingest", total=len(chosen))
        for each in chosen:
            counts = job.read_source(each.name, job.run_of(run), refill=from_landing)
            table.add_row(each.name, *(_words(count) for count in counts))
            progress.advance(bar)
    Console().print(table)


def _words(counts: dict[str, int]) -> str:
    return " ".join(f"{key} {value}" for key, value in counts.items())


def digest(
    date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")],
    format: Annotated[Format, typer.Option(help="What to print.")] = Format.md,
    as_of: Annotated[str | None, typer.Option(help="As it stood at this moment (ISO time).")] = None,
    changed_since: Annotated[str | None, typer.Option(help="Only what changed since this moment (ISO time).")] = None,
) -> None:
    """Build the report of one day from the snapshot, and print it, or what changed in it between two moments."""
    from pipeline.jobs import digests

    if changed_since is None:
        typer.echo(digests.render(current(), date.date(), format.value, as_of))
    else:
        typer.echo(digests.difference(current(), date.date(), format.value, changed_since, as_of))


sources = typer.Typer(name="sources", help="List the declared sources and their state.", invoke_without_command=True)


@sources.callback()
def list_sources(context: typer.Context) -> None:
    """List the declared sources and their state."""
    if context.invoked_subcommand is not None:
        return
    from pipeline.jobs import look

    table = Table("source", "outlet", "kind", "type", "enabled", "health", "last read", "last new", "reason", box=None)
    for row in look.list_sources():
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


@sources.command("test")
def test_source(url: str) -> None:
    """Look at an address: what would be found there, what became of its newest pages, and a declaration to paste."""
    from pipeline.jobs import look

    found = look.test_source(url)
    console = Console()
    for line in found.lines:
        console.print(Text(line))
    if found.declaration:
        console.print("\nTo declare it, put this into a file that SITREP_SOURCES names:\n")
        console.print(Text(found.declaration))


def settings() -> None:
    """List every setting with its value and meaning."""
    table = Table("variable", "value", "meaning", box=None)
    values = current().model_dump()
    for name, field in Settings.model_fields.items():
        table.add_row(PREFIX + name.upper(), str(values[name]), field.description)
    Console().print(table)
