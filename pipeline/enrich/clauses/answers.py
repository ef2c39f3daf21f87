"""Figures that answer a question: "How many did you lose? Three.", "Casualties? None.", "The dead? 14, says Kyiv."

Reads a `Counted` and the sentence before it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import children, is_verb
from pipeline.enrich.measures import PERSON, Sense, counted_nouns, state_words, verb_senses
from pipeline.enrich.measures_forms import singular, words

_ASKED = re.compile(r"\?[”\"’'\s]*$")
_HOW_MANY = re.compile(r"\bhow (?:many|high)\b", re.IGNORECASE)
_SHORT = 5  # words: "Any casualties on your side?"; a longer question that asks not for a number asks for another thing
_OPENING = re.compile(
    r"\W*(?:[A-Z]\w{0,12}: ?)?\W*(?:(?:in|of|on|from|at) [\w ]{2,25}, )?"
    r"(?:maybe|perhaps|so far|by now|officially)?,?\s*",
    re.IGNORECASE,
)
_FIGURE = words("figure number total count toll answer tally")


def answered(counted: Counted) -> Measured | None:
    """The measure that the question before the sentence asks for, where the figure is its answer."""
    doc = counted.number.doc
    measure = _asked_for(doc.user_data.get("ahead", ""))
    if measure is None or counted.kind not in (PERSON, None) or not (_is_fragment(counted) or _is_attribute(counted)):
        return None
    return Measured(measure, counted.number, "like")


def _asked_for(question: str) -> str | None:
    if not _ASKED.search(question):
        return None
    asked = re.findall(r"[a-z]+", question.lower())
    how_many = bool(_HOW_MANY.search(question))
    if not how_many and len(asked) > _SHORT:
        return None
    for word in asked:
        measure = counted_nouns().get(singular(word)) or state_words().get(word)
        if measure is None and how_many:
            measure = next((sense.measure for sense in verb_senses().get(word, ()) if _is_of_people(sense)), None)
        if measure is not None:
            return measure
    return None


def _is_of_people(sense: Sense) -> bool:
    return PERSON in sense.kinds and sense.particle is None and sense.context is None


def _is_fragment(counted: Counted) -> bool:
    """The figure opens the sentence, and no verb of its own follows before the first stop."""
    text, doc = counted.number.doc.text, counted.number.doc
    if not _OPENING.fullmatch(text[: counted.quantity.char_start]):
        return False
    for token in doc[counted.last + 1 :]:
        if not token.text[:1].isalnum():
            return True
        if is_verb(token) or token.tag_ == "MD":
            return False
    return True


def _is_attribute(counted: Counted) -> bool:
    """ "The first figure was three"."""
    number = counted.number
    told = number.dep_ == "attr" and counted.noun is None and is_verb(number.head)
    return told and any(singular(subject.text) in _FIGURE for subject in children(number.head, "nsubj"))
