"""Losses that a sentence goes on counting after the one before it: "That makes 59,610 men", "In total, 2,354 tanks".

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children, is_verb, subject_of
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures import MUNITION, PERSON, THING
from pipeline.enrich.measures_forms import forms, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_LOST = ("killed", "losses", "destroyed")
_MAKING = forms("make bring")  # "that makes 20 tanks"
_RECKONING = forms("put set place estimate") | {"has", "had", "have"}  # "the same count has it at 20 tanks"
_THAT = words("that this which it count tally total figure")
_IN_ALL = re.compile(r"\W*(?:in (?:total|all)|overall|altogether|all told)\b", re.IGNORECASE)


def told_on(sentence: Sentence, counted: Counted, before: list[Draft]) -> Draft | None:
    """The losses that the figure goes on counting, with what it counts; None where it tells something else."""
    near = [d for d in before[-8:] if 0 <= sentence.index - d.sentence.index <= 1 and d.measure in _LOST]
    if counted.noun is None or counted.kind not in (PERSON, THING, MUNITION) or not near or not _goes_on(counted.node):
        return None
    if counted.kind != PERSON:
        return replace(near[-1], measure="destroyed", kind=counted.kind)
    return next((d for d in reversed(near) if d.kind == PERSON), None)


def _goes_on(node: Token) -> bool:
    if _IN_ALL.match(node.doc.text) and not any(is_verb(t) for t in node.doc[: node.i]):
        return True
    verb = node.head if node.dep_ != "pobj" else node.head.head
    subject = subject_of(verb) if is_verb(verb) else None
    if subject is None or subject.lower_ not in _THAT:
        return False
    if node.dep_ == "pobj":
        return node.head.lower_ == "at" and verb.lower_ in _RECKONING and bool(children(verb, "dobj"))
    return node.dep_ == "dobj" and verb.lower_ in _MAKING
