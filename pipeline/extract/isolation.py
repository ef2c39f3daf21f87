"""Parsing in a child process with limits: a page that breaks the parser costs that page.

Reads an iterable of inputs, writes nothing; a kept child does the parsing.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from pipeline.errors import MalformedDocument, ParserKilled
from pipeline.models import Document

# Seconds one page may take; the slowest of 500 news pages takes 0.6.
PAGE_SECONDS = 20.0
# Bytes of address space a child may have above what it starts with.
CHILD_BYTES = 1536 * 2**20


@dataclass(frozen=True, slots=True)
class Input:
    """One page to extract; see `extract_html` for the fields."""

    id: str
    html: bytes | str
    url: str | None = None
    content_type: str | None = None
    published_at: str | None = None
    title: str | None = None


class Extractor:
    """Extracts pages in a child process: `with Extractor() as extractor: for result in extractor.run(inputs)`."""

    def __init__(self, *, page_seconds: float = PAGE_SECONDS, child_bytes: int = CHILD_BYTES) -> None:
        self._seconds = page_seconds
        self._bytes = child_bytes
        self._context = multiprocessing.get_context("spawn")
        self._child: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def run(self, inputs: Iterable[Input]) -> Iterator[Document | ParserKilled | MalformedDocument]:
        """One result per input, in order: its Document, or the error that it ended with."""
        for item in inputs:
            yield self._one(item)

    def _one(self, item: Input) -> Document | ParserKilled | MalformedDocument:
        pipe = self._pipe or self._start()
        try:
            pipe.send(item)
            if not pipe.poll(self._seconds):
                self._stop()
                return ParserKilled(f"The page took more than {self._seconds:g} s to parse; it was dropped.")
            answer: Document | tuple[str, str] = pipe.recv()
        except (EOFError, OSError):
            self._stop()
            return ParserKilled("The page ended the parser (out of memory or time); it was dropped.")
        return MalformedDocument(*answer) if isinstance(answer, tuple) else answer

    def _start(self) -> Connection:
        self._pipe, theirs = self._context.Pipe()
        self._child = self._context.Process(target=_serve, args=(theirs, self._bytes), daemon=True)
        self._child.start()
        theirs.close()
        return self._pipe

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._child is not None:
            self._child.kill()
            self._child.join()
        self._pipe = self._child = None


def _serve(pipe: Connection, limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while True:
        try:
            item: Input = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_extract(item))
        except MemoryError:
            return


def _extract(item: Input) -> Document | tuple[str, str]:
    from pipeline.extract.document import extract_html  # a second of libraries that only the child needs

    try:
        return extract_html(
            item.html,
            id=item.id,
            url=item.url,
            content_type=item.content_type,
            published_at=item.published_at,
            title=item.title,
        )
    except MalformedDocument as error:
        return error.code, str(error)
