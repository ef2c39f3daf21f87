"""A figure told once more by "all" or "both": "12 drones were launched and all of them shot down", "All were freed."

Reads a parsed sentence, its figures and the draft before it, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import PRONOUNS, Counted, of_phrase
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS
from pipeline.enrich.measures import MUNITION, PERSON
from pipeline.enrich.numbers import Quantity

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

_WORDS = ("all", "both")


def alls_of(doc: Doc, found: list[Counted], before: Draft | None) -> list[Counted]:
    """The figure that each "all" or "both" stands for: the last exact one before it, in the sentence or in `before`."""
    told = []
    for token in doc:
        if _is_word(token) and _stands_for_figure(token):
            ahead = [c for c in found if c.number.i < token.i and c.kind in (MUNITION, PERSON) and c.noun is not None]
            low, high, kind = _bounds(ahead, before)
            if low is not None and low == high and (low == 2 if token.lower_ == "both" else low > 1):
                span = Quantity(token.idx, token.idx + len(token.text), token.idx, low, high, None)
                told.append(Counted(span, token, None, kind))
    return told


def is_all(counted: Counted) -> bool:
    """Whether the figure is one of `alls_of`."""
    return counted.noun is None and _is_word(counted.number)


def _is_word(token: Token) -> bool:
    """ "all", "both", "every one"."""
    each = token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ in ("every", "each")
    return token.lower_ in _WORDS or each


def _bounds(ahead: list[Counted], before: Draft | None) -> tuple[float | None, float | None, str | None]:
    if ahead:
        quantity = ahead[-1].quantity
        return quantity.low, quantity.high, ahead[-1].kind
    return (before.low, before.high, before.kind) if before is not None else (None, None, None)


def _stands_for_figure(token: Token) -> bool:
    """ "all of them", "all of which", "all were": nothing else that all are of."""
    if token.dep_ not in SUBJECTS:
        return False
    whole = of_phrase(token)
    return whole is None or whole.lower_ in PRONOUNS
