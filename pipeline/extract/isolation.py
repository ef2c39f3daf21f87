"""Parsing in a child process with limits: a page that breaks the parser costs that page.

Reads an iterable of inputs, writes nothing; a kept child does the parsing.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType

from pipeline.errors import MalformedDocument, ParserKilled, TerminalError
from pipeline.models import Document

# Seconds one page may take, by the clock and of the processor; the slowest of 500 news pages takes 0.6.
PAGE_SECONDS = 20.0
CPU_SECONDS = 15
# Bytes of address space a child may have above what it starts with.
CHILD_BYTES = 1536 * 2**20
# Seconds until the child has loaded the parser: 1.5 on an idle machine.
START_SECONDS = 60.0
READY = "ready"


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

    def __init__(
        self, *, page_seconds: float = PAGE_SECONDS, cpu_seconds: int = CPU_SECONDS, child_bytes: int = CHILD_BYTES
    ) -> None:
        self._seconds = page_seconds
        self._limits = [str(child_bytes), str(cpu_seconds)]
        self._child: subprocess.Popen[bytes] | None = None
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
        """A program of its own, not a fork or a copy of this one: it loads the parser, and nothing of the caller."""
        self._pipe, theirs = multiprocessing.Pipe()
        command = [sys.executable, "-m", "pipeline.extract.child", str(theirs.fileno()), *self._limits]
        self._child = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        if not self._pipe.poll(START_SECONDS) or not self._greeted(self._pipe):
            self._stop()
            raise TerminalError("The parser's process does not start. Its own words stand above, in the log.")
        return self._pipe

    def _greeted(self, pipe: Connection) -> bool:
        try:
            return bool(pipe.recv() == READY)
        except EOFError:
            return False

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._pipe = self._child = None
