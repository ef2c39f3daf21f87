"""Mends what the parser gets wrong so regularly that every step would have to know it.

Reads and changes the nodes of a Tree that is being made.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_NEVER_PASSIVE = frozenset({"died", "perished", "succumbed", "fell", "fled", "surrendered"})
_APPROXIMATING = frozenset({"about", "around", "over"})


def mend(nodes: list[Token]) -> None:
    """All repairs, in place."""
    for node in nodes:
        if node.lower_ == "lost" and node.tag_ == "JJ" and node.dep_ != "amod":
            node.tag_ = "VBN"  # "with 100 more lost"
        if node.tag_ == "CD":
            _give_object(node)
            _raise(node)
        if node.tag_ == "VBN" and node.lower_ in _NEVER_PASSIVE and not any(c.dep_ == "aux" for c in node.children):
            node.tag_ = "VBD"  # "Some 300 marines perished"
        if node.dep_ == "ROOT" and node.tag_ == "NN" and node.lower_.endswith("ed"):
            _make_verb(node)
        _free_subject(node)
        if node.dep_ == "nsubj" and node.tag_ == "NNS":
            _give_speaker(node)
        if node.tag_ == "VBN" and node.dep_ == "ccomp" and any(c.dep_ == "auxpass" for c in node.children):
            _take_subject(node)


def _give_object(figure: Token) -> None:
    """ "after giving 63 two days earlier": what was given, not to whom."""
    if figure.dep_ == "dative" and not any(c.dep_ == "dobj" for c in figure.head.children):
        figure.dep_ = "dobj"


def _raise(figure: Token) -> None:
    """ "brought the total to about 105,250": the figure is the object of the "to", and "about" an adverb of it."""
    word, outer = figure.head, figure.head.head
    if (
        figure.dep_ != "pobj"
        or word.lower_ not in _APPROXIMATING
        or word.i != figure.i - 1
        or outer.i != word.i - 1
        or outer.tag_ not in ("IN", "TO")
        or outer is word
    ):
        return
    outer.children[outer.children.index(word)] = figure
    word.children.remove(figure)
    figure.children.insert(0, word)
    figure.head, word.head, word.dep_ = outer, figure, "advmod"


def _make_verb(noun: Token) -> None:
    """ "StratCom boasted of 400 dead", taken for a noun with a name before it."""
    name = next((c for c in noun.children if c.dep_ == "compound" and c.tag_ == "NNP" and c.i == noun.i - 1), None)
    if name is not None:
        noun.tag_, name.dep_ = "VBD", "nsubj"


_OF_DATE = re.compile(
    r"\d{1,2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan\w*|feb\w*|march|april|may|june?|july?|aug\w*|sep\w*|oct\w*"
    r"|nov\w*|dec\w*",
    re.IGNORECASE,
)


def _free_subject(noun: Token) -> None:
    """ "On 27 December two shells fell": the shells, taken for a part of the date, are what fell."""
    on, verb = noun.head, noun.head.head
    if noun.dep_ != "pobj" or noun.tag_ not in ("NNS", "NN") or on.lower_ not in ("on", "in", "by"):
        return
    figure = next((c for c in reversed(noun.children) if c.dep_ == "nummod" and c.i < noun.i), None)
    has_own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    if figure is None or has_own or verb.i < noun.i or not verb.tag_.startswith("VB"):
        return
    date = list(takewhile(lambda t: _OF_DATE.fullmatch(t.text), noun.doc[on.i + 1 : figure.i]))
    if not any(t.text[0].isalpha() for t in date):
        return
    on.children.remove(noun)
    _hang(noun, verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj")
    day = next(t for t in reversed(date) if t.text[0].isalpha())
    for token in date:
        token.head.children.remove(token)
        _hang(token, on if token is day else day, "pobj" if token is day else "nummod")


def _give_speaker(noun: Token) -> None:
    """ "The army shot down 500 drones, Sample Author, its spokesman, said": the drones are not the speaker."""
    verb, named = noun.head, next((c for c in noun.children if c.dep_ == "appos" and c.tag_ == "NNP"), None)
    told = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < noun.i), None)
    busy = told is not None and any(c.dep_ == "dobj" for c in told.children)
    if named is None or told is None or busy or noun.doc[named.left_edge.i - 1].text != ",":
        return
    noun.children.remove(named)
    for comma in [c for c in noun.children if c.text == "," and c.i > noun.i]:
        noun.children.remove(comma)
        _hang(comma, verb, "punct")
    verb.children.remove(noun)
    _hang(noun, told, "dobj")
    _hang(named, verb, "nsubj")


def _hang(node: Token, head: Token, label: str) -> None:
    node.head, node.dep_ = head, label
    head.children.append(node)
    head.children.sort(key=lambda child: child.i)


def _take_subject(verb: Token) -> None:
    """ "Twelve missiles fired from the sea were intercepted": taken for what the missiles fired, not were."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children):
        return
    other = _participle_before(verb)
    noun = next((c for c in other.children if c.dep_ == "nsubj" and c.i < other.i), None) if other else None
    if other is None or noun is None or noun.tag_ not in ("NNS", "NN"):
        return
    other.children.remove(noun)
    if verb.head is other:
        other.children.remove(verb)
        verb.head, verb.dep_ = (verb, "ROOT") if other.head is other else (other.head, other.dep_)
        if verb.head is not verb:
            verb.head.children.append(verb)
    if other.head is not other:
        other.head.children.remove(other)
    verb.children.insert(0, noun)
    noun.head, noun.dep_ = verb, "nsubjpass"
    noun.children.append(other)
    other.head, other.dep_, other.tag_ = noun, "acl", "VBN"


def _participle_before(verb: Token) -> Token | None:
    """The verb that has the subject of this one: the one above, or beside it below a verb of saying."""
    beside = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i]
    other = beside[-1] if beside else verb.head
    plain = other.tag_ in ("VBD", "VBN") and other.i < verb.i and other.lower_.endswith(("ed", "t", "n"))
    busy = any(c.dep_ in ("aux", "auxpass", "dobj", "mark") for c in other.children)
    apart = any(t.text in (",", "”", ";") for t in verb.doc[other.i : verb.i])
    return other if plain and not busy and not apart else None
