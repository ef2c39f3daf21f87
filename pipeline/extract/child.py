"""The parsing process: reads inputs from a pipe, answers each with a document or with why there is none.

Reads and writes the pipe whose descriptor is its first argument; the second limits its address space, in bytes,
the third the processor time of one page, in seconds.
"""

from __future__ import annotations

import gc
import logging
import resource
import sys
from multiprocessing.connection import Connection

from pipeline.errors import MalformedDocument
from pipeline.extract.document import extract_html
from pipeline.extract.isolation import READY, Input
from pipeline.extract.plaintext import read_text
from pipeline.models import Document

log = logging.getLogger("sitrep.extract")


def serve(pipe: Connection, memory: int, seconds: int) -> None:
    """Until the other end closes, or a page needs more memory than there may be."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read_text("Loads what is loaded at first use, so that no page pays for it with its own time.", id="")
    # What is loaded stays, and a page leaves few cycles behind: they need not be looked for after every 700 objects.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    pipe.send(READY)
    while True:
        try:
            item: Input = pipe.recv()
        except EOFError:
            return
        _grant(seconds)
        try:
            pipe.send(_extract(item))
        except MemoryError:
            return


def _grant(seconds: int) -> None:
    """So much processor time from now on; the kernel ends the process when it is used up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _extract(item: Input) -> Document | tuple[str, str]:
    try:
        if (item.content_type or "").startswith("text/plain"):
            return _plain(item)
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
    except MemoryError:
        raise
    except Exception as error:
        log.exception("the parser failed on %s", item.id)
        return "parser_failed", f"The parser failed on this page: {type(error).__name__}."


def _plain(item: Input) -> Document:
    """A saved text, in UTF-8 as archives of texts are; what is not becomes U+FFFD and is seen."""
    text = item.html if isinstance(item.html, str) else item.html.decode("utf-8-sig", errors="replace")
    return read_text(text, id=item.id, url=item.url, published_at=item.published_at, title=item.title)


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))
