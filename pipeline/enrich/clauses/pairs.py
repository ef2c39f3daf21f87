"""Killed and wounded in one figure: "killed or wounded 30", "no one was killed or hurt".

Reads the drafts of one sentence, writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children
from pipeline.enrich.measures import NEVER, verb_senses
from pipeline.enrich.measures_forms import singular

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


def merge_pairs(drafts: list[Draft]) -> list[Draft]:
    """ "killed or wounded 30", "no one was killed or hurt": one figure for both."""
    behind = {draft.predicate.i for draft in drafts if _is_behind_both(draft)}
    own = {draft.predicate.i for draft in drafts} - behind
    both = {id(draft) for draft in drafts if draft.predicate.i in behind or _partner(draft, own)}
    return [
        replace(draft, measure="killed_or_wounded") if id(draft) in both or id(draft.like) in both else draft
        for draft in drafts
    ]


def _is_behind_both(draft: Draft) -> bool:
    """The 100 of "180 soldiers had been killed or wounded, at least 100 convicts too": it has both verbs."""
    verb, first = draft.predicate, draft.number.left_edge
    joined = draft.measure == "wounded" and verb.dep_ == "conj" and verb.head.lower_ in _DEAD
    return joined and verb.i < first.i and "," in [t.text for t in verb.doc[verb.i + 1 : draft.number.i]]


def _partner(draft: Draft, own: set[int]) -> bool:
    """`own`: the words that give other figures of the sentence their measure."""
    others = own - {draft.predicate.i}
    if draft.measure not in ("killed", "wounded"):
        return False
    return _coordinated(draft.predicate, draft.measure, others) or _is_beside(draft, others)


def _is_beside(draft: Draft, others: set[int]) -> bool:
    """ "180,000 dead or wounded": the two words side by side behind the figure, however the parser joined them."""
    doc, first = draft.predicate.doc, draft.predicate.i
    behind = [t.lower_ for t in doc[first : first + 3]]
    told = len(behind) == 3 and behind[0] in _DEAD and behind[1] in ("or", "and", "and/or") and behind[2] in _HURT
    return told and (draft.number.i < first or draft.role == "noun") and first + 2 not in others


_DEAD = ("dead", "killed")
_HURT = ("wounded", "injured")


def _coordinated(word: Token, measure: str, others: set[int]) -> bool:
    """Whether "wounded" is coordinated with "killed" and neither has a figure or subject of its own."""
    wanted = {"killed": ("wounded",), "wounded": ("killed",)}[measure]
    near = [*children(word, "conj"), *([word.head] if word.dep_ == "conj" else [])]
    for other in near:
        senses = {s.measure for s in verb_senses().get(other.lower_, ())} | (
            {"killed"} if other.lower_ == "dead" else set()
        )
        if (
            senses & set(wanted)
            and other.i not in others
            and abs(other.i - word.i) <= 3
            and not _has_own(other)
            and not (word.dep_ == "conj" and _has_own(word) and _is_busy(other))
        ):
            return True
    return False


def _is_busy(verb: Token) -> bool:
    """It has taken an object, or undergoes with a subject: then the figure of the next verb is that one's alone."""
    return bool(children(verb, "dobj", "nsubjpass", "nummod")) or any(c.tag_ == "CD" for c in verb.children)


def _has_own(verb: Token) -> bool:
    """A figure or a subject of its own."""
    own = children(verb, "dobj", "nsubjpass", "nsubj", "nummod", "npadvmod", "dep")
    return verb.dep_ == "conj" and any(
        t.tag_ in ("CD", "NN", "NNS", "DT") and singular(t.text) not in NEVER | {"who", "which", "that"} for t in own
    )
