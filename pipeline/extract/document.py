"""A page becomes a Document: one parse, then head, body, blocks and receipts from the same tree.

Reads the page given, writes nothing.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.body import read_body
from pipeline.extract.dates import guessed
from pipeline.extract.head import read_head
from pipeline.extract.metadata import hints_of, language, read_metadata
from pipeline.extract.page import parse
from pipeline.models import Document


def extract_html(
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
    head = read_head(tree, url)
    article = read_metadata(head, tree)
    body = read_body(tree, hints_of(head), url)
    if article.published_at is None:
        found = guessed(tree, url)
        article = replace(article, published_at=found.value, published_at_source=found.source)
    if article.published_at is None and published_at:
        article = replace(article, published_at=published_at, published_at_source="input")
    article = replace(article, text=body.text, title=article.title or title, language=language(head, body.text))
    return Document(id, article, body.blocks, body.removed)
