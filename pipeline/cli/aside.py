"""Commands about contracts, what was set aside, and keeping: schemas, dead-letters, quarantine, offsets, backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.settings import current

schemas = typer.Typer(name="schemas", help="The contracts: event schemas, asyncapi.yaml, the reference page.")
dead = typer.Typer(name="dead-letters", help="Records that could not be decoded.")
quarantine = typer.Typer(name="quarantine", help="Records that failed an expectation.")
offsets = typer.Typer(name="offsets", help="How far the consumers have come.")

# Bytes of a raw value that are shown.
SHOWN = 2000


def register(app: typer.Typer) -> None:
    for group in (schemas, dead, quarantine, offsets):
        app.add_typer(group)
    app.command()(backup)
    app.command()(restore)
    app.command()(prune)


@schemas.command("check")
def check_schemas() -> None:
    """Refuse edits of published schemas that subscribers or stored records would notice."""
    from pipeline.jobs import contracts

    faults = contracts.check()
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        typer.echo("Such a change is a new version: a new file, and a new topic.", err=True)
        raise SystemExit(1)
    typer.echo("No published schema was broken.")


@schemas.command("write")
def write_schemas() -> None:
    """Write schemas/asyncapi.yaml and docs/reference.md anew."""
    from pipeline.jobs import contracts

    for path in contracts.write():
        typer.echo(path)


@schemas.command("release")
def release_schemas() -> None:
    """Make the schemas of now the published ones; part of every release."""
    from pipeline.jobs import contracts

    typer.echo(f"Published: {', '.join(contracts.release())}")


@dead.command("list")
def list_dead_letters() -> None:
    """Every dead letter: where it lies, why, since when."""
    from pipeline.jobs import aside

    _table(*aside.dead_letters(current()))


@dead.command("show")
def show_dead_letter(record: Annotated[str, typer.Argument(help="topic/partition/offset")]) -> None:
    """One dead letter with its raw value."""
    from pipeline.jobs import aside

    _record(aside.show_dead_letter(current(), aside.place(record)))


@dead.command("replay")
def replay_dead_letters(
    records: Annotated[
        list[str] | None, typer.Argument(help="topic/partition/offset; none: all that never were")
    ] = None,
) -> None:
    """Send dead letters again where they came from, marked as replayed."""
    from pipeline.jobs import aside

    done = aside.replay(current(), [aside.place(record) for record in records or []])
    typer.echo(f"Sent again: {done.sent}")
    for reason in done.refused:
        typer.echo(f"Not sent: {reason}", err=True)
    if done.refused:
        raise SystemExit(1)


@quarantine.command("list")
def list_quarantine() -> None:
    """What waits in quarantine, and why."""
    from pipeline.jobs import aside

    _table(*aside.quarantine(current()))


@quarantine.command("show")
def show_quarantined(ce_id: str) -> None:
    """One record in quarantine with its raw value."""
    from pipeline.jobs import aside

    _record(aside.show_quarantined(current(), ce_id))


@quarantine.command("release")
def release_quarantined(ce_ids: list[str]) -> None:
    """Store records although they fail their expectations."""
    from pipeline.jobs import aside

    typer.echo(f"Released: {aside.release(current(), ce_ids)}")


@offsets.command("reset")
def reset_offsets(topic: str) -> None:
    """Read a topic from its beginning again (its consumer must be down); what is stored already is recognised."""
    from pipeline.jobs import aside

    aside.reset_offsets(current(), topic)
    typer.echo(f"{topic} is read from its beginning when its consumer starts.")


def backup(target: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Copy the newest snapshot, rows and offsets, to a file."""
    from pipeline.store.backup import backup as copy

    moment = copy(current().snapshot, target, current().live_database)
    typer.echo(f"{target} holds what was loaded by {moment:%Y-%m-%d %H:%M:%S} UTC.")


def restore(source: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Put a backup in the place of the live database, while the loader is down."""
    from pipeline.store.backup import restore as put_back

    live = current().live_database
    typer.echo(f"Restored what was loaded by {put_back(source, live):%Y-%m-%d %H:%M:%S} UTC; the database before it is")
    typer.echo(f"{live.with_suffix('.before-restore')}. The loader goes on from there: `sitrep up`.")


def prune(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False) -> None:
    """Remove what is older than the settings SITREP_KEEP_… say: raw pages, journals, old snapshots and editions."""
    from pipeline.jobs import prune as job

    settings = current()
    found = job.prune(settings, dry_run=dry_run)
    for each in found:
        word = "stays" if each.kept else "would go" if dry_run else "removed"
        typer.echo(f"{word}: {each.what} ({each.why})")
    kept = sum(each.kept for each in found)
    done = "would go" if dry_run else "removed"
    typer.echo(f"{len(found) - kept} {done}, {kept} had to stay although they are old.")
    articles, fetches = _days(settings.topic_days_articles), _days(settings.topic_days_fetches)
    typer.echo(f"Kafka shortens its topics itself: articles, claims, digests {articles}, outcomes of URLs {fetches}.")


def _days(days: int) -> str:
    return f"after {days} days" if days else "never"


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from pipeline.digest.safe import visible  # heavy: charts and templates come with it

    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(str(cell))) for cell in row))
    Console().print(table)
    typer.echo(f"({len(rows)} rows)")


def _record(record: dict[str, Any]) -> None:
    from pipeline.digest.safe import visible

    for name, value in record.items():
        shown = value[:SHOWN].decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
        Console().print(Text(visible(f"{name}: {shown}")), soft_wrap=True)
