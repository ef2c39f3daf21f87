"""A statement: words that one speaker stands behind, and how to ask for the one around a span.

Reads a Context's `statements`, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.enrich.context import Context


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that one speaker stands behind. `scope` are characters of the text; the smallest around a word counts."""

    scope: tuple[tuple[int, int], ...]
    speaker: str | None
    relayed_by: tuple[str, ...]
    stance: str
    stated_on: str | None  # where the statement's own day is told
    day_span: int | None  # where that day stands in the text
    verb: tuple[int, int]  # characters of the word of saying; (-1, -1) for a quotation or a post
    size: int

    def holds(self, char: int) -> bool:
        """Whether the character lies in the scope."""
        return any(start <= char < end for start, end in self.scope)


def statements_at(context: Context, char_start: int, char_end: int) -> list[Statement]:
    """The statements around a span, the innermost first."""
    del char_end
    held = [s for s in context.statements if s.holds(char_start)]
    return sorted(held, key=lambda s: s.size)


def chain_at(context: Context, char_start: int, char_end: int) -> tuple[str | None, list[str], str | None]:
    """(speaker, relays nearest to him first, stance) of the words at a span; Nones where nobody but the text speaks."""
    statements = [s for s in statements_at(context, char_start, char_end) if s.speaker is not None]
    if not statements:
        return None, [], None
    inner, outer = statements[0], statements[1:]
    passing = [*inner.relayed_by, *(n for s in outer for n in (s.speaker, *s.relayed_by) if n)]
    names = [n for n in dict.fromkeys(passing) if n != inner.speaker and not is_outlet(context, n)]
    return inner.speaker, names, inner.stance


def is_outlet(context: Context, name: str) -> bool:
    """Whether the article's own address bears this name: an outlet does not relay what it is told."""
    host = re.sub(r"^\w+://([^/]*).*", r"\1", context.document.article.canonical_url or "")
    return len(squeezed := re.sub(r"^the |\W", "", name.lower())) >= _SHORTEST and squeezed in re.sub(r"\W", "", host)


_SHORTEST = 3  # letters of an outlet's name ("BBC")


def speaker_of(context: Context, char_start: int, char_end: int) -> str | None:
    """Canonical name of who asserts this span; None for the article's own voice."""
    return next((s.speaker for s in statements_at(context, char_start, char_end) if s.speaker is not None), None)


def whole(start: int, end: int, name: str | None, day: str | None) -> Statement:
    return Statement(((start, end),), name, (), "asserts", day, None, (-1, -1), end - start)
