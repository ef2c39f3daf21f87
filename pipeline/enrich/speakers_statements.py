"""A statement: words that one speaker stands behind, and how to ask for the one around a span.

Reads a Context's `statements`, writes nothing.
"""

from __future__ import annotations

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


def speaker_of(context: Context, char_start: int, char_end: int) -> str | None:
    """Canonical name of who asserts this span; None for the article's own voice."""
    return next((s.speaker for s in statements_at(context, char_start, char_end) if s.speaker is not None), None)


def whole(start: int, end: int, name: str | None, day: str | None) -> Statement:
    return Statement(((start, end),), name, (), "asserts", day, None, (-1, -1), end - start)
