"""What a page says about its article: title, authors, dates with their source, language, canonical address.

Reads the parsed tree, writes nothing.
"""

from __future__ import annotations

from typing import Any

from pipeline.extract import dates
from pipeline.extract.authors import authors_of
from pipeline.extract.choose import Hints
from pipeline.extract.head import Head
from pipeline.extract.jsonld import text_of
from pipeline.extract.language import language_of
from pipeline.extract.leaves import squeeze
from pipeline.extract.titles import choose_title, titles_of
from pipeline.models import Article


def read_metadata(head: Head, tree: Any) -> Article:
    """The article without its text. The tree is read, not changed."""
    published = dates.published_at(head, tree)
    return Article(
        title=choose_title(head),
        text="",
        authors=authors_of(head, tree),
        published_at=published.value,
        published_at_source=published.source,
        modified_at=dates.modified_at(head),
        language=None,
        canonical_url=head.canonical or head.url,
    )


def hints_of(head: Head) -> Hints:
    """What the body's rules need to know of the head."""
    description = head.first("description", "og:description") or text_of(head.article.get("description"))
    return Hints(titles_of(head), squeeze(description))


def language(head: Head, text: str) -> str | None:
    return language_of(text, head.language)
