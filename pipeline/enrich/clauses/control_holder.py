"""The words that name who holds a place after what a clause of control tells.

Reads a Draft of control, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import agent_of, children, is_passive, is_verb, subject_of

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


def holder_words(draft: Draft) -> str | None:
    """The words that name who holds the place after what is told; None where no words do."""
    verb = draft.predicate
    if draft.role == "phrase":
        return " ".join(t.text for c in verb.children if c.i > verb.i for t in c.subtree)
    if draft.role == "owner" or (draft.role == "leaver" and not is_verb(verb)):
        owner = [c for c in verb.children if c.dep_ in ("poss", "amod", "compound")]
        by = agent_of(verb)
        telling = subject_of(verb.head) if is_verb(verb.head) else None
        first = owner[0] if owner and owner[0].i != draft.number.i else by or telling
        return " ".join(t.text for t in first.subtree) if first is not None else None
    if draft.role == "driven":
        return " ".join(t.text for c in children(verb, "nsubjpass", "dobj") for t in c.subtree)
    actor = (
        agent_of(verb)
        if is_passive(verb) and verb.tag_ == "VBN" and children(verb, "auxpass", "nsubjpass")
        else subject_of(verb) or _subject_above(verb)
    )
    if draft.role in ("faller", "none"):
        to = [t for c in verb.children if c.lower_ == "to" for t in c.subtree]
        return " ".join(t.text for t in to) or None
    return " ".join(t.text for t in actor.subtree) if actor is not None and actor.i != draft.number.i else None


def _subject_above(verb: Token) -> Token | None:
    """ "After recapturing X, Ukrainian forces went on": who does it is the subject of the clause above."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb
    return subject_of(above) if above is not verb and is_verb(above) else None
