"""Measures by the words next to the figure: "three hurt", "21 of 24 drones down", "so far nine this month".

Reads a `Counted`, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import children, is_noun, is_passive, is_verb
from pipeline.enrich.clauses.measured_verbs import verb_sense
from pipeline.enrich.clauses.tolls import toll_before
from pipeline.enrich.measures import (
    AIRCRAFT,
    COUNTED_STRIKES,
    MUNITION,
    MUNITIONS,
    OBJECT,
    OFTEN_OTHERWISE,
    PERSON,
    SUBJECT,
    THING,
    state_words,
)
from pipeline.enrich.measures_forms import singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


def participle_behind(counted: Counted) -> Measured | None:
    """ "three hurt", "14 houses damaged", "30 dead": the word right behind the counted phrase."""
    return None if counted.partitive else behind_whole(counted) or _tallied(counted)


def _tallied(counted: Counted) -> Measured | None:
    """ "repeated rocket attacks on Kyiv, so far nine this month": a count of what was named before it."""
    if counted.noun is not None or counted.partitive:
        return None
    doc = counted.number.doc
    start = next((t.i for t in doc if t.idx >= counted.quantity.char_start), counted.number.i)
    if doc[max(0, start - 2) : start].text.lower() not in ("so far", "in all", "in total"):
        return None
    named = [t for t in doc[:start] if t.tag_ == "NNS" and singular(t.text) in COUNTED_STRIKES]
    return Measured("launched", named[-1], "noun") if named else None


def behind_whole(counted: Counted) -> Measured | None:
    """The participle behind "21 of 24 drones down", where nothing else tells what happened to the 21."""
    last, doc = _last_of_pieces(counted), counted.number.doc
    token = doc[last + 1] if last + 1 < len(doc) else None
    if token is not None and token.lower_ in ("more", "others", "other") and last + 2 < len(doc):
        token = doc[last + 2]
    if token is None or (is_noun(token.head) and token.head.i > token.i and token.dep_ in ("amod", "compound")):
        return None
    if (measure := state_words().get(token.lower_)) and _in_state(counted, token, measure):
        return Measured(measure, token, "state")
    dash = next((t.i for t in doc[token.i :] if t.text in ("–", "—", "-")), len(doc))  # behind it: who says so
    if token.tag_ in ("VBN", "VBD") and not [
        c for c in children(token, "dobj", "aux", "auxpass") if c.i < dash and (c.dep_ != "dobj" or c.i > token.i)
    ]:
        return verb_sense(token, OBJECT, counted)
    return None


def _is_of_flight(counted: Counted) -> bool:
    """ "13 drones in the south, 11 down": bare, behind what flies."""
    return any(singular(t.text) in MUNITIONS for t in counted.number.doc[: counted.number.i])


def _last_of_pieces(counted: Counted) -> int:
    """The last word of "ten pieces of equipment": what the pieces are of, where it has no word of its own before it."""
    of = children(counted.noun, "prep")[:1] if counted.noun is not None else []
    whole = children(of[0], "pobj") if of and of[0].lower_ == "of" and of[0].i == counted.last + 1 else []
    return whole[0].i if whole and whole[0].i <= counted.last + 3 else counted.last


def _in_state(counted: Counted, token: Token, measure: str) -> bool:
    if token.lower_ in OFTEN_OTHERWISE:
        flies = counted.noun is not None and singular(counted.noun.text) in AIRCRAFT
        return counted.kind == MUNITION or flies or (counted.noun is None and _is_of_flight(counted))
    if measure in ("shot_down", "hit", "destroyed"):
        return counted.kind in (MUNITION, THING) or (counted.noun is None and measure == "hit")
    return counted.kind in (PERSON, None)


def _is_active(verb: Token) -> bool:
    """ "lost", "have lost"; not "were lost", "killed by shells"."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not is_passive(verb))


def neighbour(counted: Counted) -> Measured | None:
    """A participle right behind the counted phrase, or a verb right before it, where the parse says nothing."""
    if counted.partitive or _is_where(counted):
        return None
    doc = counted.number.doc
    start = _behind_ages(counted)
    for token in doc[start : start + 4]:
        otherwise = token.lower_ in OFTEN_OTHERWISE and counted.kind != MUNITION
        if token.tag_ in ("VBN", "VBD") or (token.lower_ in state_words() and not otherwise):
            found = verb_sense(token, SUBJECT if _is_active(token) else OBJECT, counted)
            if found is not None:
                return found
            if (measure := state_words().get(token.lower_)) and counted.kind in (PERSON, None):
                return Measured(measure, token, "state")
        if token.lower_ not in _BETWEEN or (token.lower_ == "that" and counted.noun is None):
            break  # "the five that are missing" are things
    return _verb_before(counted)


def _behind_ages(counted: Counted) -> int:
    """Where the words behind the phrase go on: "two women, 58 and 81, were wounded", "two men, aged 44, died"."""
    doc, start = counted.number.doc, counted.last + 1
    if start >= len(doc) or doc[start].text != ",":
        return start
    end = next((t.i for t in doc[start + 1 : start + 9] if t.text == ","), start)
    inside = doc[start + 1 : end]
    ages = bool(inside) and all(t.tag_ in ("CD", "CC", "HYPH") or t.lower_ in _AGES for t in inside)
    return end + 1 if ages else start


_AGES = words("aged year years old respectively both of")


def _verb_before(counted: Counted) -> Measured | None:
    """ "… killed 40", "the wounded numbered “fewer than twenty”"."""
    doc = counted.number.doc
    first = min(counted.number.i, counted.noun.i if counted.noun is not None else counted.number.i)
    start = next((t.i for t in doc if t.idx >= counted.quantity.char_start), first)
    start -= start > 0 and doc[start - 1].text in ("“", '"')
    before = doc[start - 1] if start > 0 else None
    if before is not None and counted.noun is None and (found := toll_before(before, counted.number)) is not None:
        return found
    if before is not None and is_verb(before) and before.tag_ != "VBN":
        return verb_sense(before, OBJECT, counted)
    return None


def _is_where(counted: Counted) -> bool:
    """ "106 protesters in 21 cities have been killed"."""
    noun = counted.noun
    return noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in _WHERE and counted.kind != PERSON


_WHERE = words("in at across on over near from during around")
_BETWEEN = words(
    "were was have has had been being are is more others also , reportedly people left who which that of them as either"
)
