"""A page becomes a Document: one parse, then head, body, blocks and receipts from the same tree.

Reads the page given, writes nothing.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pipeline.extract import dates
from pipeline.extract.authors import authors_of
from pipeline.extract.body import Body, parts_of, read_body
from pipeline.extract.choose import Hints
from pipeline.extract.head import Head, read_head
from pipeline.extract.jsonld import text_of, types
from pipeline.extract.language import language_of
from pipeline.extract.leaves import squeeze
from pipeline.extract.live import is_declared
from pipeline.extract.page import parse
from pipeline.extract.parts import assemble
from pipeline.extract.receipts import receipts
from pipeline.extract.titles import choose_title, titles_of
from pipeline.models import Article, Document

# Stands on every article; raise it whenever a page could now yield another text.
EXTRACT_VERSION = "3"


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
    named = choose_title(head)
    authors = authors_of(head, tree)
    published = dates.published_at(head, tree)
    # The body's rules use the tree up; few pages need it once more.
    whole = None if published.value else deepcopy(tree)
    body = read_body(tree, _hints(head), live=is_declared(named or "", url, types(head.article)))
    published, modified = _dates(head, published, body, whole, published_at)
    text, blocks = assemble(parts_of(body, published.value, modified))
    article = Article(
        title=named or title,
        text=text,
        authors=authors,
        published_at=published.value,
        published_at_source=published.source,
        modified_at=modified,
        language=language_of(text, head.language),
        canonical_url=head.canonical or url,
    )
    return Document(id, article, blocks, receipts(body.leaves, body.rules))


def _hints(head: Head) -> Hints:
    description = head.first("description", "og:description") or text_of(head.article.get("description"))
    return Hints(titles_of(head), squeeze(description))


def _dates(
    head: Head, published: dates.Found, body: Body, tree: Any, given: str | None
) -> tuple[dates.Found, str | None]:
    """Publication and change: of the page's data, else of its lines, else as given, else as htmldate reads the page."""
    modified = dates.modified_at(head)
    if published.value is None:
        published, updated = dates.in_lines(body.leaves, body.kept(), head, (modified, given))
        modified = modified or updated
    if published.value is None and given:
        published = dates.Found(given, "input")
    if published.value is None:
        published = dates.guessed(tree, head.url)
    return published, modified
