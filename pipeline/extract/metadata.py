"""What a page says about its article: title, authors, dates with their source, language, canonical address.

Reads the parsed tree, writes nothing.
"""

from __future__ import annotations

from typing import Any

from trafilatura.metadata import extract_metadata

from pipeline.models import Article


def read_metadata(tree: Any, url: str | None, text: str) -> Article:
    """The article with its page's metadata."""
    found = extract_metadata(tree, url, None, True, None)
    return Article(
        title=found.title or None,
        text=text,
        authors=[name for name in (found.author or "").split("; ") if name],
        published_at=found.date or None,
        published_at_source="meta" if found.date else None,
        modified_at=None,
        language=(tree.get("lang") or "")[:2].lower() or None,
        canonical_url=found.url or url,
    )
