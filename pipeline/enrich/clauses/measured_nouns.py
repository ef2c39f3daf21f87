"""Measures that the counted noun itself says, or its adjectives: "12 deaths", "30 wounded soldiers", "four strikes".

Reads a `Counted`, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.befallen import HARM
from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_noun, is_verb
from pipeline.enrich.clauses.measured_verbs import NOT_COUNTING, verb_sense
from pipeline.enrich.measures import COUNTED_STRIKES, OBJECT, PERSON, STRIKE, THING, counted_nouns, state_words
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


def own_word(counted: Counted) -> Measured | None:
    """ "12 deaths", "no casualties", "75 wounded": the noun is the measure."""
    noun = counted.noun
    if noun is None:
        return None
    word = singular(noun.text)
    if word == "victim" and noun.tag_ == "NN":
        return None  # "a fourth victim died"
    measure = counted_nouns().get(word) or state_words().get(noun.lower_)
    if word == "loss" and any(singular(o.text) == "life" for c in children(noun, "prep") for o in children(c, "pobj")):
        measure = "killed"  # "no loss of life"
    if measure is None or (word == "life" and not _is_lost(noun)) or _is_of_known(counted):
        return None
    if noun.head.lower_ in _CARING:
        return None  # "treats three or four wounded a week"
    if (
        noun.lower_ in ("wounded", "injured", "missing", "dead")
        and is_noun(noun.head)
        and noun.head.i > noun.i
        and noun.dep_ in ("amod", "compound")
    ):
        return None
    return Measured(measure, noun, "noun")


_CARING = forms("treat operate admit bandage nurse")


def _is_of_known(counted: Counted) -> bool:
    """ "Medals for 11 of the dead", "two bodies of water": the noun tells no number of dead."""
    noun = counted.noun
    if noun is None:
        return False
    told_before = counted.partitive and noun.lower_ in state_words() and bool(children(noun, "det"))
    of = [o for c in children(noun, "prep") if c.lower_ == "of" for o in children(c, "pobj")]
    return told_before or (singular(noun.text) == "body" and any(o.lower_ == "water" for o in of))


def own_harm(counted: Counted) -> Measured | None:
    """ "two conductors with concussion", "only two men with light wounds"."""
    noun = counted.noun
    if noun is None or counted.kind not in (PERSON, THING) or counted.partitive or noun.head.lower_ in NOT_COUNTING:
        return None
    withs = [c for c in children(noun, "prep") if c.lower_ == "with"]
    harm = next((o for c in withs for o in children(c, "pobj") if singular(o.text) in HARM), None)
    return Measured("wounded", harm, "state") if harm is not None else None


def _is_lost(life: Token) -> bool:
    head = life.head
    return head.lower_ in (
        "lost",
        "claimed",
        "claiming",
        "took",
        "taken",
        "cost",
        "costing",
        "losing",
        "taking",
        "loss",
    )


def own_state(counted: Counted) -> Measured | None:
    """ "30 wounded soldiers" where no verb says more: the adjective does."""
    if counted.noun is None or counted.noun.head.lower_ in NOT_COUNTING:
        return None
    governor = counted.noun.head
    if counted.noun.dep_ == "conj" and governor.tag_ == "VBN":
        governor = governor.head  # "counts 1,344 killed and 2,963 wounded civilians"
    told = counted.noun.dep_ == "dobj" and governor.lower_ in _GIVING and bool(children(governor, *SUBJECTS))
    if is_verb(governor) and governor.lower_ not in _REPORTING and not told:
        return None
    for child in children(counted.noun, "amod", "compound"):
        if (measure := state_words().get(child.lower_)) and counted.kind == PERSON:
            return Measured(measure, child, "state")
        if child.tag_ == "VBN" and (found := verb_sense(child, OBJECT, counted)):
            return found
    return None


_GIVING = forms("give add list cite tally admit acknowledge concede announce speak")
_REPORTING = words(
    "was were is are be been report reported reports reporting counted count counts confirmed found including left"
    " leaving has have had suffered sustained saw seen suffering"
    " lay lie lies number numbered claimed registered recorded documented"
)


def counted_strike(counted: Counted) -> Measured | None:
    """Counted strikes and shellings are launched, whatever the verb."""
    if counted.noun is not None and counted.noun.dep_ == "pobj" and counted.noun.head.lower_ in _WHEN:
        return None  # "26 men were killed in two attacks": when, not what
    if counted.kind == STRIKE and counted.noun is not None and singular(counted.noun.text) in COUNTED_STRIKES:
        return Measured("launched", counted.noun, "noun")
    return None


_WHEN = words("in during")
