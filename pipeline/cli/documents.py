"""`sitrep inspect`: what the product makes of one document, for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console

from pipeline.cli.shown import show
from pipeline.errors import TerminalError
from pipeline.jobs import inspect as job


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
    show(Console(), result)


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
