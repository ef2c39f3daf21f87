"""Reported posts, and whose they are.

Reads a Context's blocks, writes nothing.
"""

from __future__ import annotations

from pipeline.enrich.context import Context
from pipeline.enrich.quotations import find_posts
from pipeline.enrich.speakers_posts import voice_of_author
from pipeline.enrich.speakers_statements import Statement, whole


def posts(context: Context) -> list[Statement]:
    """Reported posts: blocks of kind `post` with an author, and posts that a plain text carries."""
    found = []
    for block in context.document.blocks:
        if block.kind == "post" and (block.author or block.handle):
            name = voice_of_author(context, block.author, block.handle)
            day = block.time[:10] if block.time else None
            found.append(whole(block.char_start, block.char_end, name, day))
    for post in find_posts(context.document.article.text):
        if not any(told.holds(post.char_start) or told.holds(post.char_end - 1) for told in found):
            name = voice_of_author(context, post.author, post.handle)
            found.append(whole(post.char_start, post.char_end, name, None))
    return found
