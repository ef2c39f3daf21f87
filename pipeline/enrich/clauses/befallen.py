"""What befell people, told by the words around a verb of another meaning: "froze to death", "fell in battle", "left a
girl with a shrapnel wound", "residents have left Kherson".

Reads a `Counted` and its verb, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_passive
from pipeline.enrich.measures import CIVIL, MILITARY, OBJECT, PERSON, SUBJECT
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

HARM = words("injury wound burn concussion fracture contusion")
_SENTENCING = forms("sentence condemn send")
_CLINICS = words("hospital clinic")  # "were taken to hospital with shrapnel wounds"
_FIELDS = words("war battle fighting combat action fight")
_WHERE = words("in at near on during since there here yesterday today overnight")
_SUFFERING = forms("suffer sustain receive escape survive")
_MOVING = forms("drive move bus ferry relocate resettle transport")
_FALL, _LEAVE = forms("fall"), forms("leave")
_TRAVEL = forms("go leave depart travel arrive come board ride")
_DWELLERS = CIVIL | words("people person evacuee other")


def befallen(verb: Token, dep: str, counted: Counted) -> Measured | None:
    """The measure that the verb with its object or preposition gives to the people counted."""
    if counted.kind not in (PERSON, None) or dep not in (*SUBJECTS, "dobj"):
        return None
    role = SUBJECT if dep in SUBJECTS and not is_passive(verb) else OBJECT
    if "death" in _behind(verb, "to") and verb.lower_ not in _SENTENCING:
        return Measured("killed", verb, role)
    if role == SUBJECT and verb.lower_ in _FALL and counted.kind == PERSON and _falls_in_battle(verb, counted):
        return Measured("killed", verb, role)
    if _is_left_hurt(verb, role, counted):
        return Measured("wounded", verb, role)
    gone = _is_moved(verb, counted)
    if role == SUBJECT:
        gone = _leaves_a_place(verb, counted) or _is_evacuated(verb, counted)
    return Measured("displaced", verb, role) if gone else None


def _is_moved(verb: Token, counted: Counted) -> bool:
    """ "260 residents were driven to Skadovsk"."""
    dwellers = counted.noun is not None and singular(counted.noun.text) in _DWELLERS
    to = [o for c in children(verb, "prep") if c.lower_ == "to" for o in children(c, "pobj")]
    return verb.lower_ in _MOVING and dwellers and any(o.tag_ == "NNP" for o in to)


def _is_evacuated(verb: Token, counted: Counted) -> bool:
    """ "55 people went out on the evacuation train"; soldiers and crews come and go by other means."""
    of_people = counted.noun is not None and singular(counted.noun.text) in _DWELLERS
    by = {t.lower_ for c in children(verb, "prep") for t in c.subtree}
    return of_people and verb.lower_ in _TRAVEL and "evacuation" in by


def _falls_in_battle(verb: Token, counted: Counted) -> bool:
    """ "fell in battle"; soldiers also fall with no more words than a place and a time."""
    if _behind(verb, "in") & _FIELDS:
        return True
    soldiers = counted.noun is not None and singular(counted.noun.text) in MILITARY
    return soldiers and all(c.lower_ in _WHERE for c in children(verb, "prep", "prt", "dobj", "acomp", "advmod"))


def _is_left_hurt(verb: Token, role: str, counted: Counted) -> bool:
    """ "left two men with burns", "three escaped with concussions", "two suffered burns"."""
    if role == SUBJECT and verb.lower_ not in _SUFFERING:
        return False
    if role == OBJECT and verb.lower_ not in _LEAVE and not _behind(verb, "to") & _CLINICS:
        return False
    clinics = [o for c in children(verb, "prep") for o in children(c, "pobj") if o.lower_ in _CLINICS]
    harm = {word for node in (verb, counted.node, *clinics) for word in _behind(node, "with")}
    if role == SUBJECT:
        harm |= {singular(c.text) for c in children(verb, "dobj")}
    return bool(harm & HARM)


def _leaves_a_place(verb: Token, counted: Counted) -> bool:
    """ "5,012 residents have left Kherson"; soldiers who leave a town have withdrawn."""
    if counted.noun is None or singular(counted.noun.text) not in _DWELLERS or verb.lower_ not in _LEAVE:
        return False
    left = children(verb, "dobj")
    gone = verb.tag_ == "VBD" and not left  # "120 families left on Monday"
    return gone or any(c.tag_ == "NNP" for c in left)


def _behind(node: Token, preposition: str) -> set[str]:
    """The nouns that a preposition joins to a verb or noun, in the singular."""
    joined = [c for c in children(node, "prep") if c.lower_ == preposition]
    return {singular(o.text) for c in joined for o in children(c, "pobj")}
