"""`sitrep inspect`: what the product makes of one document, for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.errors import TerminalError
from pipeline.jobs import inspect as job

# What is marked in the text, strongest last: later marks lie over earlier ones.
MARKS = {
    "mentions": "cyan",
    "places": "green",
    "times": "blue",
    "incidents": "underline",
    "estimates": "italic",
    "hedges": "magenta",
    "claims": "bold red",
}


def register(app: typer.Typer) -> None:
    app.command()(inspect)


def inspect(
    document: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="A page or text; `-`: standard input.")] = "-",
    jsonl: Annotated[bool, typer.Option(help="JSON Lines in, JSON Lines out, one line per document.")] = False,
    only: Annotated[str | None, typer.Option(help=f"Some of: {', '.join(job.KEYS)}.")] = None,
    published_at: Annotated[str | None, typer.Option(help="Publication date, where the document has none.")] = None,
) -> None:
    """Show what the product makes of one document: its text, claims, names, places, times and what was removed."""
    keys = _keys(only)
    if jsonl:
        stream = _open(document)
        for result in job.inspect((job.parse_line(line) for line in _lines(stream)), keys):
            typer.echo(json.dumps(result, ensure_ascii=False))
        return
    (result,) = job.inspect([_given(document, published_at)], keys)
    if result["error"]:
        raise TerminalError(f"{document}: {result['error']['message']}")
    _show(Console(), result)


def _keys(only: str | None) -> tuple[str, ...]:
    if only is None:
        return job.KEYS
    keys = tuple(key.strip() for key in only.split(","))
    wrong = [key for key in keys if key not in job.KEYS]
    if wrong:
        raise TerminalError(f"--only knows no {', '.join(wrong)}. Choose from {', '.join(job.KEYS)}.")
    return keys


def _open(document: str) -> BinaryIO:
    if document == "-":
        return sys.stdin.buffer
    try:
        return Path(document).open("rb")
    except OSError as error:
        raise TerminalError(f"{document} cannot be read: {error.strerror}.") from error


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Lines as they arrive. Bytes that are not UTF-8 become characters that JSON refuses with a line's own error."""
    for line in stream:
        yield line.decode("utf-8", errors="surrogateescape").rstrip("\r\n")


def _given(document: str, published_at: str | None) -> job.Given:
    if document.startswith(("http://", "https://")):
        return job.given_url(document, published_at)
    try:
        raw = sys.stdin.buffer.read() if document == "-" else Path(document).read_bytes()
    except OSError as error:
        raise TerminalError(f"{document} cannot be read: {error.strerror}.") from error
    return job.given_bytes(document, raw, published_at)


def _show(console: Console, result: dict[str, Any]) -> None:
    article = result.get("article")
    if article:
        console.print(Text(article["title"] or "(no title)", style="bold"))
        for key in ("authors", "published_at", "published_at_source", "modified_at", "language", "canonical_url"):
            console.print(Text(f"  {key}: {article[key]}", style="dim"))
        console.print()
        console.print(_marked(article["text"], result))
        console.print(Text("marks: ") + Text("  ").join(Text(key, style=style) for key, style in MARKS.items()))
    for key in job.FINDING_KEYS:
        _table(console, key, result.get(key) or [])
    _table(console, "removed", result.get("removed") or [])


def _marked(text: str, result: dict[str, Any]) -> Text:
    marked = Text(text)
    for key, style in MARKS.items():
        for item in result.get(key) or []:
            marked.stylize(style, item["char_start"], item["char_end"])
    return marked


def _table(console: Console, title: str, items: list[dict[str, Any]]) -> None:
    if not items:
        return
    hidden = {"char_start", "char_end", "claim_id"}
    columns = [
        key for key in items[0] if key not in hidden and any(item[key] not in (None, [], False) for item in items)
    ]
    table = Table(*columns, title=f"{title} ({len(items)})", title_justify="left", box=None, header_style="dim")
    for item in items:
        table.add_row(*(Text(_cell(item[key])) for key in columns))
    console.print()
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"{value:g}" if isinstance(value, float) else str(value)
