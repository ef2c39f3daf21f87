"""Figures that a word of reckoning carries: "the death toll rose to 40", "put the number of wounded at 75",
"losses: 720".

Reads tokens of one parsed sentence, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children, in_context, is_noun, is_verb
from pipeline.enrich.measures import (
    MILITARY_THINGS,
    MUNITION,
    MUNITIONS,
    NEVER,
    OBJECT,
    OF_THINGS_TOO,
    OFTEN_OTHERWISE,
    PERSON,
    SUBJECT,
    counted_nouns,
    kind_of,
    state_words,
    verb_senses,
)
from pipeline.enrich.measures_forms import forms, singular, verb_forms, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token, Tree

_RECKONING = words("toll number count tally figure total sum amount estimate")
AMOUNTING = frozenset(
    form
    for verb in [
        "exceed",
        "reach",
        "rise",
        "stand",
        "total",
        "amount",
        "number",
        "climb",
        "grow",
        "increase",
        "pass",
        "surpass",
        "top",
        "come",
        "be",
        "hit",
        "approach",
        "jump",
        "near",
        "arrive",
        "fall",
        "remain",
        "stay",
        "run",
    ]
    for form in verb_forms(verb)
)
_PREPOSITIONS = frozenset({"to", "at", "of", "by", "as", "from", "above", "past", "beyond", "over", "into"})


def toll_of(node: Token) -> Measured | None:
    """The measure of a bare figure that stands to a word of reckoning as its amount; None where none is near."""
    anchor = _amount_of(node)
    if anchor is None:
        return None
    above = [a for a in node.ancestors if is_noun(a) and singular(a.text) in _RECKONING]
    for noun in [*_candidates(anchor), *_earlier(anchor, node), *above]:
        found = reckoned(noun)
        if found is not None:
            return Measured(found[0], found[1], "noun")
    return None


def after_colon(doc: Tree, start: int) -> Measured | None:
    """ "The tanks destroyed in the same period: 3,066", "Losses: 720": what stands before the figure at `start`."""
    if start < 2 or doc[start - 1].text not in (":", "–", "—", "‒"):
        return None
    if any(token.lower_ in ("among", "amongst") for token in doc[: start - 1]):
        return None
    for token in reversed(doc[: start - 1]):
        if token.text in (".", ";", ":", ","):
            return None
        known = is_noun(token) or token.lower_ in state_words()
        if known and (found := reckoned(token) or _of_what(token)) is not None:
            return Measured(found[0], found[1], "noun")
    return None


def _amount_of(node: Token) -> Token | None:
    """The verb or noun that the figure is the amount of."""
    head = node.head
    if node.dep_ == "pobj":
        if head.lower_ not in _PREPOSITIONS or (head.lower_ in ("by", "of") and is_verb(head.head)):
            return None
        if head.lower_ == "from" and head.head.lower_ in ("up", "down"):
            return None  # of what it was before: the figure that it is set against says of what
        if head.lower_ == "as" and node.tag_ != "CD":
            return None  # "identified the victims as a woman and her two sons"
        return head.head
    if node.dep_ in ("attr", "dobj", "acomp", "oprd", "npadvmod") and is_verb(head):
        return head
    return head if node.dep_ in ("appos", "nummod", "dep") and is_noun(head) else None


def _candidates(anchor: Token) -> list[Token]:
    if anchor.lower_ in OFTEN_OTHERWISE:
        return []
    if is_noun(anchor) or anchor.lower_ in state_words():
        return [anchor]
    verb = anchor if is_verb(anchor) else anchor.head
    nouns = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ in ("dobj", "attr")]
    if verb.dep_ == "conj" and not any(n.dep_ in SUBJECTS for n in nouns):
        nouns += [c for c in verb.head.children if c.dep_ in SUBJECTS or c.dep_ == "dobj"]
    if verb.dep_ == "acl":
        nouns.append(verb.head)
    if verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VBN") and not nouns:
        nouns += children(verb.head, *SUBJECTS)  # "Rising to 44, the toll now includes five children"
    return [n for n in nouns if is_noun(n) or n.tag_ in ("JJ", "VBN")]


def _earlier(anchor: Token, node: Token) -> list[Token]:
    """Where the parser lost the subject: a word of reckoning before a verb of amounting, no other figure between."""
    if node.head.lower_ in ("to", "at") and (brought := _brought(node)) is not None:
        return [brought]
    if not is_verb(anchor) or anchor.lower_ not in AMOUNTING:
        return []
    found = []
    for token in reversed(anchor.doc[: anchor.i]):
        if token.tag_ == "CD" and token.i != node.i and singular(token.head.text) not in NEVER:
            break
        known = is_noun(token) or token.lower_ == "dead"
        if known and (singular(token.text) in _RECKONING or singular(token.text) in counted_nouns()):
            found.append(token)
    return found


def _brought(node: Token) -> Token | None:
    """The losses of "takes their losses since the invasion to 63,110", "estimates the losses since then at 63,110",
    wherever the parser hung the preposition."""
    word = node.head.lower_
    for token in reversed(node.doc[: node.head.i]):
        if token.lower_ in _BRINGING[word] and is_verb(token):
            return next((c for c in children(token, "dobj") if is_noun(c)), None)
        if token.lower_ == word and token.dep_ == "prep":
            return None
    return None


_BRINGING = {"to": forms("bring take push raise lift carry"), "at": forms("put estimate place set reckon")}


def toll_before(verb: Token, node: Token) -> Measured | None:
    """ "the wounded numbered twenty", where the parser took the verb for something else."""
    known = [t for t in verb.doc[: verb.i] if t.lower_ in state_words()] if verb.lower_ in _NUMBERING else []
    for noun in [*_earlier(verb, node), *known[-1:]]:
        if (found := reckoned(noun)) is not None:
            return Measured(found[0], found[1], "noun")
    return None


_NUMBERING = forms("number total exceed reach")


def reckoned(noun: Token) -> tuple[str, Token] | None:
    """(measure, word that gives it) of "death toll", "number of wounded", "losses", "number of drones shot down"."""
    word = singular(noun.text)
    if word == "loss" and (lost := _things_lost(noun)) is not None:
        return "destroyed", lost
    if word not in _RECKONING:
        measure = counted_nouns().get(word) or state_words().get(noun.lower_)
        one = noun.tag_ == "NN" and word not in (
            "loss",
            "dead",
            "missing",
            "wounded",
            "injured",
        )  # "the victim was one of two"
        return (measure, noun) if measure and word not in ("life", "body") and not one else None
    if (told := _of_what(noun)) is not None and told[1].i != noun.i:
        return told
    those = [o for c in children(noun, "prep") for o in children(c, "pobj") if o.lower_ == "those"]
    for clause in [c for n in (noun, *those) for c in children(n, "acl")]:
        if (measure := _said_alone(clause)) is not None:
            return measure, clause
    for child in children(noun, "compound", "amod"):
        if measure := counted_nouns().get(singular(child.text)):
            return measure, child
    items = [item for child in noun.children if child.lower_ == "of" for item in children(child, "pobj", "pcomp")]
    found = next((told for item in items if (told := _of_what(item)) is not None), None)
    return found or (("killed", noun) if word == "toll" else None)


def _things_lost(losses: Token) -> Token | None:
    """The tank of "tank losses stand at 2,354", the "drones" of "losses of drones"."""
    named = [*children(losses, "compound"), *(o for c in children(losses, "prep") for o in children(c, "pobj"))]
    return next((c for c in named if singular(c.text) in MILITARY_THINGS | MUNITIONS), None)


def _of_what(item: Token) -> tuple[str, Token] | None:
    measure = counted_nouns().get(singular(item.text)) or state_words().get(item.lower_)
    if item.lower_ in ("killed", "victims", "fatalities"):
        measure = "killed"
    if measure:
        return measure, item
    for clause in children(item, "acl", "relcl", "amod"):
        if (measure := state_words().get(clause.lower_)) is not None:
            return measure, clause if kind_of(item.text) == PERSON else item
        if (measure := _undergoes(clause, item) or _does(clause, item)) is not None:
            return measure, item
    behind = item.doc[item.i + 1] if item.i + 1 < len(item.doc) else None
    if behind is not None and behind.tag_ in ("VBN", "VBD") and (measure := _undergoes(behind, item)) is not None:
        return measure, item
    return None


def _does(verb: Token, item: Token) -> str | None:
    """The measure of "people who died", "those who surrendered"."""
    if verb.dep_ != "relcl" or not any(c.lower_ in ("who", "that") for c in children(verb, "nsubj")):
        return None
    for sense in verb_senses().get(verb.lower_, ()):
        people = PERSON in sense.kinds and (item.lower_ == "those" or kind_of(item.text) == PERSON)
        told = sense.role == SUBJECT and sense.particle in (None, _next_word(verb))
        if people and told and in_context(verb, sense.context):
            return sense.measure
    return None


def _undergoes(verb: Token, item: Token) -> str | None:
    """The measure of "drones shot down": what the participle says of the noun."""
    for sense in verb_senses().get(verb.lower_, ()):
        kind = PERSON if item.lower_ == "those" else kind_of(item.text)
        fits = sense.role == "object" and kind in sense.kinds
        if fits and sense.particle in (None, _next_word(verb)):
            return sense.measure
    return None


def _said_alone(participle: Token) -> str | None:
    """The measure of "the number released", "those evacuated": people, where no noun says otherwise; of "the number
    launched": what flies."""
    for sense in verb_senses().get(participle.lower_, ()):
        if sense.measure in ("launched", "shot_down") and MUNITION in sense.kinds and sense.role == OBJECT:
            if sense.particle in (None, _next_word(participle)):
                return sense.measure
            continue
        told = sense.role == OBJECT and sense.particle in (None, _next_word(participle))
        told = told and not participle.lower_.startswith(OF_THINGS_TOO)
        if told and PERSON in sense.kinds and in_context(participle, sense.context):
            return sense.measure
    return None


def _next_word(token: Token) -> str | None:
    return str(token.nbor(1).lower_) if token.i + 1 < len(token.doc) else None
