"""Measures of clauses whose words stand in another order: "Destroyed is one house", "Five of the vehicles we burned".

Reads a `Counted`, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_verb
from pipeline.enrich.clauses.measured_verbs import verb_sense
from pipeline.enrich.measures import OBJECT, PERSON
from pipeline.enrich.measures_forms import forms

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_STANDING = forms("be stand lie remain sit")
_COSTING = forms("cost")
_REACH = 12  # words from the participle to the verb: "Burned out beside the road stand"


def inverted(counted: Counted) -> Measured | None:
    """By the participle that opens the clause, or the clause behind the phrase that is its object."""
    return _opened(counted) or _fronted(counted) or _cost(counted)


def _opened(counted: Counted) -> Measured | None:
    """ "Destroyed is one house, damaged are eight more", "Burned out beside the road stand three tanks"."""
    doc = counted.number.doc
    first = next(t.i for t in doc if t.idx >= counted.quantity.char_start)
    verb = doc[first - 1] if first > 0 else None
    if verb is None or verb.lower_ not in _STANDING or not is_verb(verb):
        return None
    for token in reversed(doc[max(0, verb.i - _REACH) : verb.i]):
        opens = token.i == 0 or not doc[token.i - 1].text[:1].isalpha()
        if opens and token.tag_ in ("VBN", "VBD"):
            return verb_sense(token, OBJECT, counted)
        if token.dep_ in SUBJECTS or not token.text[:1].isalpha():
            return None
    return None


def _fronted(counted: Counted) -> Measured | None:
    """ "Five of the vehicles we burned": no relative clause, as no other verb takes the five."""
    node, whole = counted.number, counted.noun
    if not counted.partitive or whole is None or (is_verb(node.head) and node.head.lower_ in _STANDING):
        return None
    clause = next((c for c in children(whole, "relcl") if c.i > whole.i and children(c, "nsubj")), None)
    subject: Token | None = children(clause, "nsubj")[0] if clause is not None else None
    if clause is None or subject is None or subject.tag_ != "PRP" or subject.i != whole.i + 1:
        return None
    behind = node.doc[clause.i + 1].text if clause.i + 1 < len(node.doc) else "."
    return None if behind[:1].isalnum() else verb_sense(clause, OBJECT, counted)


def _cost(counted: Counted) -> Measured | None:
    """ "It cost them 200 men to take the hill"."""
    verb = counted.node.head
    men = counted.kind == PERSON and counted.node.dep_ == "dobj" and verb.lower_ in _COSTING
    return Measured("losses", verb, OBJECT) if men and is_verb(verb) else None
