"""Figures without a number: "a woman", "both pilots", "a married couple", "nobody", "not a single man", "no losses".

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import PRONOUNS, Counted, counted_in, is_one_person, of_phrase
from pipeline.enrich.clauses.grammar import children, is_noun, is_passive
from pipeline.enrich.clauses.measured_verbs import THINGS_KILLED
from pipeline.enrich.measures import (
    CIVIL_THINGS,
    COLLECTIVES,
    MILITARY_THINGS,
    MUNITION,
    NEVER,
    PERSON,
    THING,
    counted_nouns,
    kind_of,
    state_words,
)
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.numbers import Quantity

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

# "He named no losses" says nothing of losses.
_NAMING = words(
    "named gave mentioned cited provided offered specified disclosed published names gives mentions provides"
    " give name mention"
)
_NO_NEWS = words(
    "report information word detail confirmation data evidence sign immediate doubt indication news comment mention way"
    " plan need reason intention body corpse"
)


def find_counted(doc: Doc) -> list[Counted]:
    """Every figure of the sentence with its noun; also one person ("a woman") and none at all ("no casualties")."""
    found = counted_in(doc)
    found += _as_many(doc, found)
    taken = {c.number.i for c in found} | {c.noun.i for c in found if c.noun is not None and not c.partitive}
    found.extend(
        c
        for c in _without_number(doc)
        if c.number.i not in taken and (c.noun is None or c.partitive or c.noun.i not in taken)
    )
    return sorted(found, key=lambda c: c.number.i)


def _as_many(doc: Doc, found: list[Counted]) -> list[Counted]:
    """ "11 people were killed and as many injured": the figure before it once more."""
    again = []
    for many in doc:
        if many.lower_ != "many" or many.i == 0 or many.nbor(-1).lower_ != "as":
            continue
        state = many.nbor(1) if many.i + 1 < len(doc) else None
        before = [c for c in found if c.number.i < many.i and c.kind == PERSON]
        if before and state is not None and state.lower_ in state_words():
            place = _fixed(many, 0)
            quantity = replace(before[-1].quantity, char_start=place.char_start, char_end=place.char_end, core=many.idx)
            again.append(Counted(quantity, many, state, PERSON))
    return again


def _without_number(doc: Doc) -> Iterator[Counted]:
    for token in doc:
        if token.lower_ in _SIGNS:
            yield from _one(token)
            yield from _both(token)
            yield from _none(token)


_SIGNS = words(
    "a an another i both no zero nobody none noone no-one without any anyone anybody single"
)  # every word at which the three below look


def _one(token: Token) -> Iterator[Counted]:
    """ "a woman", "another was injured", "I surrendered"."""
    noun = token.head
    if token.i > 0 and token.nbor(-1).lower_ == "not":
        return
    if token.lower_ in ("a", "an", "another") and token.dep_ == "det" and noun.i > token.i:
        if _is_years_old(noun) or (noun.tag_ == "NN" and (is_one_person(noun) or _is_killed(noun))):
            yield Counted(_fixed(token, 2 if noun.lower_ == "couple" else 1), token, noun, PERSON)
    elif token.lower_ in ("another", "i") and token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in ("DT", "PRP"):
        yield Counted(_fixed(token, 1), token, None, PERSON)


_KILLING = forms("kill injure wound maim concuss")


def _is_killed(noun: Token) -> bool:
    """ "killed a farm hand", "an amateur beekeeper was wounded": only people are, whatever they are called."""
    head = noun.head
    undergoes = noun.dep_ == "dobj" or (noun.dep_ == "nsubjpass" and is_passive(head))
    word = singular(noun.text)
    return undergoes and head.lower_ in _KILLING and kind_of(word) == THING and word not in _NOT_KILLED


_NOT_KILLED = THINGS_KILLED | COLLECTIVES | CIVIL_THINGS | MILITARY_THINGS | NEVER


def _both(token: Token) -> Iterator[Counted]:
    """ "Both pilots died"."""
    noun = token.head
    told = token.lower_ == "both" and token.dep_ in ("det", "predet") and noun.i > token.i
    if told and kind_of(noun.text) == PERSON:
        yield Counted(_fixed(token, 2), token, noun, PERSON)


def _none(token: Token) -> Iterator[Counted]:
    """ "no casualties", "nobody", "without losses", and "any" where a denial may stand over it."""
    word = token.lower_
    if word in ("no", "zero") and token.dep_ in ("det", "nummod", "neg", "advmod"):
        yield from _none_of(token)
    elif word in ("nobody", "none", "noone", "no-one"):
        yield _nobody(token)
    elif word == "without" and (objects := children(token, "pobj")) and _is_casualty(objects[0]):
        yield Counted(_fixed(token, 0), token, objects[0], PERSON)
    elif word == "any" and token.dep_ == "det" and is_noun(token.head) and kind_of(token.head.text):
        yield Counted(_fixed(token, 0), token, token.head, _kind(token.head))
    elif word in ("anyone", "anybody") and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        yield Counted(_fixed(token, 0), token, None, PERSON)
    elif word == "single" and (noun := token.head).i > token.i and (denied := _not_a(token)) is not None:
        yield Counted(_fixed(denied, 0), token, noun, _kind(noun))
    elif word == "any" and (whole := of_phrase(token)) is not None:
        yield Counted(_fixed(token, 0), token, None if whole.lower_ in PRONOUNS else whole, _kind(whole))


def _nobody(token: Token) -> Counted:
    """ "nobody", "none": of people; "none of the five missiles" of missiles."""
    whole = of_phrase(token)
    kind = kind_of(whole.text) if whole is not None else None
    if kind in (MUNITION, THING):
        return Counted(_fixed(token, 0), token, whole, kind, True)
    return Counted(_fixed(token, 0), token, None, PERSON if token.lower_ != "none" else None)


def _not_a(single: Token) -> Token | None:
    """The "not" of "not a single man"."""
    before = single.doc[max(0, single.i - 2) : single.i]
    return before[0] if [t.lower_ for t in before] == ["not", "a"] else None


def _none_of(token: Token) -> Iterator[Counted]:
    noun = token.head if token.head.i > token.i else None
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "one":
        yield Counted(_fixed(token, 0), token.nbor(1), None, PERSON)
    elif (
        noun is not None
        and (is_noun(noun) or noun.lower_ in state_words() or noun.lower_ == "killed")
        and singular(noun.text) not in _NO_NEWS
        and singular(noun.text) not in NEVER
        and not (token.i > 0 and token.nbor(-1).lower_ in _NAMING)
    ):
        yield Counted(_fixed(token, 0), token, noun, _kind(noun))


def _kind(noun: Token) -> str | None:
    return PERSON if _is_casualty(noun) else kind_of(noun.text)


def _is_casualty(noun: Token) -> bool:
    return singular(noun.text) in counted_nouns() or noun.lower_ in state_words()


def _is_years_old(noun: Token) -> bool:
    """ "a 19-year-old" is one person."""
    return noun.lower_.endswith("year-old") or (noun.lower_ == "old" and noun.nbor(-1).lower_ == "-")


def _fixed(token: Token, value: int) -> Quantity:
    end = token.idx + len(token.text)
    return Quantity(token.idx, end, token.idx, value, value, None)
