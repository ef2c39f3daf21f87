"""Munitions of which a sentence tells both how many came and what became of them: the launched beside the shot down.

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_verb
from pipeline.enrich.clauses.measured import governing
from pipeline.enrich.clauses.measured_verbs import verb_sense
from pipeline.enrich.measures import MUNITION, OBJECT, SUBJECT

_FATES = ("shot_down", "destroyed")
_EACH = re.compile(r"\b(?:all|both|each|every one)\b", re.IGNORECASE)


def fates(counted: Counted, measured: Measured) -> list[Measured]:
    """Both claims of "all 20 drones launched at Odesa were shot down"; without "all", what the main verb tells."""
    if (then := _then(counted, measured)) is not None:
        return [measured, then]
    if measured.measure != "launched" or counted.kind not in (MUNITION, None) or counted.partitive:
        return [measured]
    main = governing(counted)
    if main is None or main.measure not in _FATES or main.predicate is measured.predicate:
        return [measured]
    core = counted.quantity.core
    before = counted.number.doc.text[max(0, core - _NEAR) : max(core, main.predicate.idx)]
    return [measured, main] if _EACH.search(before) else [main]


def _then(counted: Counted, measured: Measured) -> Measured | None:
    """ "Ten were captured and later exchanged": what the next verb tells of the same people or things."""
    passive = counted.node.dep_ == "nsubjpass"
    if counted.node.head is not measured.predicate or counted.node.dep_ not in SUBJECTS:
        return None
    for verb in children(measured.predicate, "conj"):
        if not is_verb(verb) or children(verb, *SUBJECTS, "dobj") or children(measured.predicate, "neg"):
            continue
        told = verb_sense(verb, OBJECT if passive and verb.tag_ == "VBN" else SUBJECT, counted)
        pair = (measured.measure, told.measure) if told is not None else None
        if pair in _LATER and all(c.lower_ != "or" for c in children(measured.predicate, "cc")):
            return told
    return None


# What becomes of those of whom another thing was told before; "killed and wounded", "damaged and destroyed" is one.
_LATER = {
    ("captured", "exchanged"), ("captured", "killed"), ("wounded", "captured"), ("missing", "captured"),
    ("launched", "shot_down"), ("displaced", "wounded"), ("displaced", "killed"),
}  # fmt: skip
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
