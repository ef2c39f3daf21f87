"""What the tests read: a text of our own as the stage leaves it.

Reads the enrich stage, writes nothing.
"""

from __future__ import annotations

from pipeline.enrich import enrich
from pipeline.models import Article, Block, Document, Findings

PUBLISHED = "2023-01-03"  # a Tuesday


def read(
    text: str, published_at: str | None = PUBLISHED, blocks: tuple[Block, ...] = (), title: str | None = None
) -> Findings:
    """Everything that enrich finds in one English text."""
    article = Article(title, text, [], published_at, None, None, "en", None)
    return enrich([Document("reading", article, list(blocks))])[0]


def speaker_of(text: str, words: str) -> str | None:
    """Who asserts the claim whose quote holds these words."""
    claims = [c for c in read(text).claims if words in c.quote]
    assert len(claims) == 1, [c.quote for c in read(text).claims]
    return claims[0].speaker
