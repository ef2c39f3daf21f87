"""A plain text becomes a Document: the text unchanged, its parts found.

Reads the text given, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.models import Article, Block, Document

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*(?:\n[^\S\n]*\n|\Z))", re.DOTALL)


def read_text(
    text: str, *, id: str, url: str | None = None, published_at: str | None = None, title: str | None = None
) -> Document:
    """The Document of a text that stays as it is."""
    blocks = [Block("paragraph", m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    source = "input" if published_at else None
    return Document(id, Article(title, text, [], published_at, source, None, None, url), blocks)
