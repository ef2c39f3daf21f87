"""`sitrep sql`: questions to the snapshot, read-only, while ingestion runs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.errors import PipelineError
from pipeline.settings import current

Rows = Sequence[Sequence[Any]]


def register(app: typer.Typer) -> None:
    app.command()(sql)


def sql(
    query: Annotated[str | None, typer.Argument(help="One query; without it, a prompt.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a row.")] = False,
) -> None:
    """Ask the snapshot in SQL."""
    from pipeline.jobs.look import Questions

    show = _csv if as_csv else _json if as_json else _table
    with Questions(current()) as ask:
        if query is not None:
            show(*ask(query))
        else:
            _prompt(ask, show)


def _prompt(ask: Any, show: Callable[[Sequence[str], Rows], None]) -> None:
    if sys.stdin.isatty():
        _history(current().home / "sql_history")
        typer.echo("End a query with ';'. `SHOW TABLES;` lists what there is. Ctrl-D leaves.")
    lines: list[str] = []
    while True:
        try:
            lines.append(input(("sql> " if not lines else "...> ") if sys.stdin.isatty() else ""))
        except EOFError:
            break
        if lines[-1].rstrip().endswith(";"):
            _answer(ask, "\n".join(lines), show)
            lines = []
    if "".join(lines).strip():
        _answer(ask, "\n".join(lines), show)


def _answer(ask: Any, query: str, show: Callable[[Sequence[str], Rows], None]) -> None:
    try:
        show(*ask(query))
    except PipelineError as error:
        typer.echo(str(error), err=True)


def _history(file: Path) -> None:
    import atexit
    import readline

    if file.exists():
        readline.read_history_file(file)
    atexit.register(readline.write_history_file, file)


def _csv(columns: Sequence[str], rows: Rows) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(columns)
    writer.writerows(rows)


def _json(columns: Sequence[str], rows: Rows) -> None:
    for row in rows:
        typer.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str))


def _table(columns: Sequence[str], rows: Rows) -> None:
    from pipeline.digest.safe import visible  # heavy: charts and templates come with it

    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(str(cell))) for cell in row))
    Console().print(table)
    typer.echo(f"({len(rows)} rows)")
