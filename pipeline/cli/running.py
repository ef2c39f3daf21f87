"""Commands that start, stop and show the services: up, down, status, consume, topics, demo."""

from __future__ import annotations

import signal
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from pipeline.settings import current


class Consumer(StrEnum):
    enrich = "enrich"
    store = "store"


def register(app: typer.Typer) -> None:
    app.command()(up)
    app.command()(down)
    app.command()(status)
    app.command()(consume)
    app.command()(topics)
    app.command()(demo)


def up(foreground: Annotated[bool, typer.Option(help="Stay in front, until Ctrl-C.")] = False) -> None:
    """Start Kafka, Airflow, the enrich workers and the loader."""
    from pipeline.jobs import operate
    from pipeline.services import Running, airflow

    settings = current()
    if foreground:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        operate.supervise(settings)
        return
    console, seen = Console(), dict[str, str]()

    def show(found: Running) -> None:
        for each in found.services:
            if seen.get(each.name) != each.state and each.state not in ("waiting", "starting"):
                console.print(f"  {each.name}: {each.state}")
            seen[each.name] = each.state

    found, started = operate.up(settings, show)
    if not started:
        console.print(f"Already running (supervisor pid {found.pid}): {', '.join(s.name for s in found.services)}.")
    console.print(f"Airflow and the digest pages: {airflow.url(settings)} (user {airflow.USER},")
    console.print(f"password in {airflow.password_file(settings)})", soft_wrap=True)


def down() -> None:
    """Stop everything that `sitrep up` started."""
    from pipeline.jobs import operate

    found = operate.down(current())
    typer.echo("Nothing is running." if found is None else f"Stopped {len(found.services)} services.")


def status() -> None:
    """Show the services, lag and rates, the age of the snapshot, what was set aside, and whether the totals balance."""
    from pipeline.cli import glance
    from pipeline.jobs import status as job

    settings = current()
    glance.show(job.status(settings), settings, Console())


def consume(consumer: Consumer) -> None:
    """Run one consumer in the foreground, until Ctrl-C: an enrich worker, or the loader that owns the database."""
    from pipeline.jobs import consume as job

    {Consumer.enrich: job.consume_enrich, Consumer.store: job.consume_store}[consumer](current())


def topics() -> None:
    """Create the topics that are missing."""
    from pipeline.topics import create

    create(current())


def demo() -> None:
    """Run the whole pipeline on the corpus, and show the newest digest."""
    from pipeline.jobs import demo as job

    raise SystemExit(job.run(current(), Console()))
