"""Sections of a text: what stands below one heading tells its own story.

Reads a Draft and the Context's blocks and places; writes nothing.
"""

from __future__ import annotations

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.scene import speaks_for_arms
from pipeline.enrich.context import Context


def of_section(context: Context, draft: Draft, told: str | None) -> str | None:
    """The place told before, unless a heading stands between: below it only what it, its lines or the title name.

    A staff, whose figures are of the whole war, does not go on from one entry of a live blog to the next either.
    """
    if told is None or told in (context.document.article.title or ""):
        return told
    kinds = ("heading", "entry") if speaks_for_arms(context, draft) else ("heading",)
    at = draft.char_start
    blocks = (b for b in context.document.blocks if b.kind in kinds)
    # A line of a text that looks like a heading and holds the figure itself opens nothing.
    starts = [b.char_start for b in blocks if b.kind == "entry" or not b.char_start <= at < b.char_end]
    first = max((start for start in starts if start <= at), default=0)
    end = min((start for start in starts if start > at), default=len(context.document.article.text))
    here = first == 0 or any(place.name == told and first <= place.char_start < end for place in context.places)
    return told if here else None
