"""Which noun a figure counts: "12 soldiers", "dozens of drones", "60 of the 70", "30 more".

Reads a parsed sentence and its quantities, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, is_noun
from pipeline.enrich.measures import (
    CIVIL,
    CIVIL_THINGS,
    COLLECTIVES,
    MILITARY,
    MILITARY_THINGS,
    MUNITION,
    MUNITIONS,
    NEVER,
    PEOPLE,
    PERSON,
    kind_of,
    state_words,
)
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.numbers import Quantity, find_quantities

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us", "him", "they"})
_PERIODS = words("minutes hours days weeks months years")
_FILLERS = frozenset({"more", "others", "other", "additional", "further", "extra", "new", "such"})


@dataclass(slots=True)
class Counted:
    """A figure with the token that carries it and what it counts. `noun` None: the words leave it out."""

    quantity: Quantity
    number: Token
    noun: Token | None
    kind: str | None  # None: never counted, or not known without the noun
    partitive: bool = False  # "60 of them", "three of the dead"

    @property
    def node(self) -> Token:
        """The token by which the counted phrase hangs in the sentence."""
        return self.number if self.noun is None or self.partitive else self.noun

    @property
    def last(self) -> int:
        """Index of the last word of the figure or of its noun, whichever stands later."""
        after = [t.i for t in self.number.doc if t.idx < self.quantity.char_end]
        return max(after[-1], self.number.i, self.noun.i if self.noun is not None else 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and the word that gave it. `role` says how the counted thing stands to `predicate`."""

    measure: str
    predicate: Token
    role: str  # object, subject, noun, state, event


def counted_in(doc: Doc) -> list[Counted]:
    """Every figure of the sentence that has a number or a word for one, with its noun."""
    return [c for q in find_quantities(doc.text) if (c := _counted(doc, q)) is not None]


def _counted(doc: Doc, quantity: Quantity) -> Counted | None:
    span = [t for t in doc if quantity.core <= t.idx < quantity.char_end and t.text.strip()]
    if not span:
        return None
    inside = {t.i for t in span}
    number = next((t for t in reversed(span) if t.head.i not in inside and t.tag_ != "HYPH"), span[-1])
    if (quantity.low == 1 and span[0].lower_ == "one" and _is_pronoun_one(span[0])) or _is_age(span[0], span[-1]):
        return None
    if quantity.low == 1 and span[0].i > 0 and span[0].nbor(-1).lower_ == "not" and not _stands_against(span[0]):
        quantity = replace(quantity, low=0, high=0, char_start=span[0].nbor(-1).idx)
    last = span[-1]
    whole = of_phrase(last)
    if whole is not None:
        partitive = not quantity.vague and span[-1].lower_ not in ("dozen", "couple", "pair", "score", "total")
        if whole.lower_ in PRONOUNS or whole.tag_ == "CD" or whole.lower_ in ("type", "kind", "sort", "model"):
            return Counted(quantity, number, None, None, True)
        return Counted(quantity, number, whole, kind_of(whole.text), partitive)
    noun = _state_behind(last) or _modified(number) or _follows(last)
    if noun is None:
        return Counted(quantity, number, None, None)
    noun = _whole_noun(noun)
    return Counted(quantity, number, noun, PERSON if _is_of_people(noun) else _kind_here(noun))


def _kind_here(noun: Token) -> str | None:
    """Mines that are fired are mortar bombs."""
    fired = noun.lower_ in ("mine", "mines") and noun.dep_ in ("dobj", "nsubjpass") and noun.head.lower_ in _FIRED
    return MUNITION if fired else kind_of(noun.text)


_FIRED = forms("fire launch lob")


def _stands_against(one: Token) -> bool:
    """The one of "two people were killed, not one": ruled out, and not none."""
    behind = one.nbor(1).text if one.i + 1 < len(one.doc) else "."
    return one.i > 1 and one.nbor(-2).text == "," and not behind[:1].isalnum()


def _state_behind(last: Token) -> Token | None:
    """The "dead" of "three dead and four wounded servicemen": one kind of state each, the noun is of both."""
    doc = last.doc
    if last.i + 3 >= len(doc) or doc[last.i + 1].lower_ not in state_words():
        return None
    return doc[last.i + 1] if doc[last.i + 2].lower_ in ("and", ",") and doc[last.i + 3].tag_ == "CD" else None


def _whole_noun(noun: Token) -> Token:
    """ "artillery rounds", "rocket launchers": the second word, where the parser took it for a verb."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    split = (
        after is not None
        and noun.tag_ == "NN"
        and after.tag_ == "VBZ"
        and singular(after.text) in MUNITIONS | MILITARY_THINGS
    )
    return after if split and after is not None else noun


def _is_of_people(noun: Token) -> bool:
    """The name in "9,000 Wagner dead"."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    return noun.tag_ == "NNP" and after is not None and state_words().get(after.lower_) in _OF_PEOPLE


_OF_PEOPLE = ("killed", "wounded", "missing")


def _is_age(first: Token, last: Token) -> bool:
    """ "Taran, 17, who fled", "a woman of 68", "the dead man (45)"."""
    before = first.nbor(-1) if first.i > 0 else None
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if before is None:
        return False
    if before.text in (",", "(") and first.i > 1 and (after is None or after.text in (",", ")", ".", ";")):
        named, digits = first.nbor(-2).tag_ == "NNP", first.text[:1].isdigit() and len(first.text) <= 2
        kin = singular(first.nbor(-2).text) in CIVIL  # "their grandson, six, survived"
        own = kin and first.nbor(-2).tag_ == "NN" and bool(children(first.nbor(-2), "poss"))
        return first.tag_ == "CD" and ((named and digits) or (own and (digits or first.text.isalpha())))
    head = before.head
    return before.lower_ == "of" and head.tag_ == "NN" and is_one_person(head) and (after is None or not is_noun(after))


def _is_pronoun_one(token: Token) -> bool:
    """ "no one", "one another", "one of the largest", "one side": no figures."""
    previous = token.nbor(-1) if token.i > 0 else None
    before = previous.lower_ if previous is not None and previous.dep_ != "mark" else ""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if after == "to":
        return token.i + 2 < len(token.doc) and token.nbor(2).tag_ == "VB"  # "the one to watch", not "one to a mine"
    return before in ("no", "any", "every", "some", "this", "that", "the", "which", "each") or after in (
        "another",
        "'s",
        "day",
        "that",
        "which",
    )


def of_phrase(last: Token) -> Token | None:
    """What follows "of" right behind a figure: "dozens of drones", "60 of the 70 missiles", "three of them"."""
    doc = last.doc
    behind = doc[last.i + 1 : last.i + 3]
    out = len(behind) > 1 and behind[0].lower_ == "out"  # "12 out of 15 drones"
    if len(behind) <= out or behind[out].lower_ != "of":
        return None
    of = behind[out]
    objects = children(of, "pobj")
    if objects:
        return objects[0]
    nouns = [t for t in doc[of.i + 1 : of.i + 7] if is_noun(t) and not t.dep_.startswith("compound")]
    return next((t for t in nouns if t.i + 1 == len(doc) or t.nbor(1).tag_ != "HYPH"), None)  # "Iranian-made drones"


def _modified(number: Token) -> Token | None:
    """The noun that the parse gives the figure to."""
    head = number.head
    if (
        number.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "advmod")
        and head.i > number.i
    ):
        if head.tag_ == "CD":
            return None if head.head.lower_ in _PERIODS else _modified(head)  # "giving 12 two days earlier"
        while head.dep_ == "compound" and head.head.i == head.i + 1:
            head = head.head  # "Sixteen Wagner fighters", "one night watchman"
        if is_noun(head) or head.lower_ in ("dead", "wounded", "injured", "killed", "missing"):
            return head if head.lower_ not in _FILLERS else None
    return None


def _follows(last: Token) -> Token | None:
    """The next noun with only its own adjectives in between, for figures that the parser hung elsewhere."""
    if last.dep_ in ("nsubj", "nsubjpass", "dobj") and is_noun(last):
        return None
    for token in last.doc[last.i + 1 : last.i + 5]:
        if is_noun(token) and token.dep_ != "compound":
            return token if token.lower_ not in _FILLERS else None
        if token.tag_ == "CD" and token.head.lower_ in _PERIODS:
            return None  # "gave 63 two days earlier"
        if token.tag_ not in ("JJ", "JJR", "NN", "NNP", "NNPS", "CD", "HYPH") and token.dep_ != "compound":
            return None
    return None


# Endings of those who do something; only verbs of killing, wounding and capturing ask for one person.
_NO_PERSONS = words(
    "number matter order border winter summer river corner paper letter power answer character shelter bunker tower"
    " counter center disaster crater transformer trailer boiler generator elevator reactor factor sector corridor"
    " water weather quarter chapter offer barrier committee fire floor door error terror mirror hangar after"
)
_ROLES = ("ist", "ian", "man", "woman", "er", "or", "ee")


def is_one_person(noun: Token) -> bool:
    """ "woman", "baker": a noun of one human being."""
    word = singular(noun.text)
    if word.endswith(_ROLES) and word not in CIVIL_THINGS | MILITARY_THINGS | MUNITIONS | NEVER | _NO_PERSONS:
        return True
    if word in COLLECTIVES:
        return False
    return word in PEOPLE and (
        word in MILITARY or word in CIVIL or word in ("person", "man", "survivor", "prisoner", "victim")
    )
