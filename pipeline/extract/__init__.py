"""extract: a page or a plain text becomes a Document: the words of the article, where each part stands, what was left out.

Reads pages (bytes or text) given by the caller, writes nothing. Parsing of fetched pages belongs into `Extractor`,
which runs it in a child process with limits; `extract_html` and `read_text` work in the calling process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.extract.isolation import Extractor, Input
from pipeline.extract.version import EXTRACT_VERSION

if TYPE_CHECKING:
    from pipeline.extract.document import extract_html
    from pipeline.extract.plaintext import read_text

__all__ = ["EXTRACT_VERSION", "Extractor", "Input", "extract_html", "read_text"]


def __getattr__(name: str) -> Any:
    """The parser's libraries take a second to load: only the child, or who parses in-process, pays for them."""
    if name == "extract_html":
        from pipeline.extract.document import extract_html

        return extract_html
    if name == "read_text":
        from pipeline.extract.plaintext import read_text

        return read_text
    raise AttributeError(name)
