"""A statement: words that one speaker stands behind, and how to ask for the one around a span.

Reads a Context's `statements`, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.enrich.context import Context, Sentence


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
        if not self.scope or not self.scope[0][0] <= char < self.scope[-1][1]:
            return False
        return any(start <= char < end for start, end in self.scope)


def statements_at(context: Context, char_start: int, char_end: int) -> list[Statement]:
    """The statements around a span, the innermost first."""
    del char_end
    held = [s for s in context.statements if s.holds(char_start)]
    return sorted(held, key=lambda s: s.size)


def settled(context: Context) -> list[Statement]:
    """The context's statements, each with all who pass it on, nearest to the speaker first. The article's own outlet
    neither speaks nor relays: what it says is the article's own voice."""
    own = [replace(s, speaker=None) if is_outlet(context, s.speaker) else s for s in context.statements]
    return [replace(s, relayed_by=_relays(context, s, own)) if s.speaker is not None else s for s in own]


def _relays(context: Context, inner: Statement, statements: list[Statement]) -> tuple[str, ...]:
    larger = (s for s in statements if s.size >= inner.size and s.speaker is not None)
    near = (s for s in larger if s.scope[0][0] < inner.scope[-1][1] and s.scope[-1][1] > inner.scope[0][0])
    around = [s for s in near if _shared(s, inner) >= _PART]
    outer = [name for s in sorted(around, key=lambda s: s.size) for name in (s.speaker or "", *s.relayed_by)]
    names = dict.fromkeys((*inner.relayed_by, *outer))
    return tuple(name for name in names if name != inner.speaker and not is_outlet(context, name))


def _shared(outer: Statement, inner: Statement) -> float:
    """The share of the inner words that the outer one holds as well."""
    pairs = ((max(a, c), min(b, d)) for a, b in outer.scope for c, d in inner.scope)
    return sum(max(0, end - start) for start, end in pairs) / max(1, inner.size)


_PART = 0.4  # of his words: "Suspilne reported that, according to the mayor, 14 …" gives the mayor its own opening too


def is_outlet(context: Context, name: str | None) -> bool:
    """Whether the article's own address bears this name: an outlet does not relay what it is told."""
    if name is None or not context.document.article.canonical_url:
        return False
    host = re.sub(r"^\w+://([^/]*).*", r"\1", context.document.article.canonical_url)
    return len(squeezed := re.sub(r"^the |\W", "", name.lower())) >= _SHORTEST and squeezed in re.sub(r"\W", "", host)


_SHORTEST = 3  # letters of an outlet's name ("BBC")


def speaker_of(context: Context, char_start: int, char_end: int) -> str | None:
    """Canonical name of who asserts this span; None for the article's own voice."""
    return next((s.speaker for s in statements_at(context, char_start, char_end) if s.speaker is not None), None)


def whole(start: int, end: int, name: str | None, day: str | None) -> Statement:
    return Statement(((start, end),), name, (), "asserts", day, None, (-1, -1), end - start)


def said_by(context: Context, told: list[Sentence], name: str | None) -> list[Statement]:
    """The sentences that nobody else has, as those of whoever is named for them."""
    taken = context.statements
    free = (s for s in told if name is not None and not any(t.holds(s.char_start) for t in taken))
    return [whole(s.char_start, s.char_end, name, None) for s in free]
