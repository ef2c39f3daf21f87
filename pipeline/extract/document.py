"""A page becomes a Document: one parse, then body, blocks, metadata and receipts from the same tree.

Reads the page given, writes nothing.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from pipeline.extract.body import read_body
from pipeline.extract.metadata import read_metadata
from pipeline.extract.page import parse
from pipeline.models import Document

# Stands on every article; raise it whenever a page could now yield another text.
EXTRACT_VERSION = "1"


def extract_html(  # noqa: PLR0913 -- an input document has six fields, each optional
    html: bytes | str,
    *,
    id: str,
    url: str | None = None,
    content_type: str | None = None,
    published_at: str | None = None,
    title: str | None = None,
) -> Document:
    """The Document of a page. `published_at` and `title` are hints that count where the page has none.

    Raises MalformedDocument for what is no page at all.
    """
    tree = parse(html, content_type)
    text, blocks, removed = read_body(deepcopy(tree), url)
    article = read_metadata(tree, url, text)
    if article.published_at is None and published_at:
        article = replace(article, published_at=published_at, published_at_source="input")
    if article.title is None and title:
        article = replace(article, title=title)
    return Document(id, article, blocks, removed)
