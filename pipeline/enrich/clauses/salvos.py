"""Munitions of which a sentence tells both how many came and what became of them: the launched beside the shot down.

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children, is_verb
from pipeline.enrich.clauses.measured import governing
from pipeline.enrich.measures import MUNITION

_FATES = ("shot_down", "destroyed")
_EACH = re.compile(r"\b(?:all|both|each|every one)\b", re.IGNORECASE)


def fates(counted: Counted, measured: Measured) -> list[Measured]:
    """Both claims of "all 20 drones launched at Odesa were shot down"; without "all", what the main verb tells."""
    if measured.measure != "launched" or counted.kind != MUNITION or counted.partitive:
        return [measured]
    main = governing(counted)
    if main is None or main.measure not in _FATES or main.predicate is measured.predicate:
        return [measured]
    core = counted.quantity.core
    before = counted.number.doc.text[max(0, core - _NEAR) : max(core, main.predicate.idx)]
    return [measured, main] if _EACH.search(before) else [main]


_NEAR = 16  # characters: "all of the", "every one of the"


def is_fronted(counted: Counted) -> bool:
    """The 90 of "Of the 90 missiles, 73 were intercepted"."""
    node = counted.node
    if counted.noun is None or children(counted.noun, "poss"):
        return False  # "of his six drones, two were shot down": they need not have come together
    return counted.kind == MUNITION and node.dep_ == "pobj" and node.head.lower_ == "of" and is_verb(node.head.head)


def is_rest(counted: Counted, drafts: list[Draft]) -> bool:
    """The 15 of "the downing of 12 drones, out of 15 that Russia had sent"."""
    of = counted.node.head
    behind = counted.node.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in ("out", "total")
    return behind and counted.kind in (MUNITION, None) and bool(drafts) and is_fate(drafts[-1])


def is_fate(draft: Draft) -> bool:
    """Whether the figure tells what became of munitions in the air."""
    return draft.measure in _FATES and draft.kind in (MUNITION, None)
