"""Measures by what stands around a verb of another meaning: a wave that included 20 missiles, a town that took 74
shells, houses left in ruins, drones that fell to the guns.

Reads a `Counted` and a parsed verb, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children, subject_of
from pipeline.enrich.measures import MUNITION, OBJECT, STRIKES, SUBJECT, THING
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


_RUINED = words("ruins rubble ashes tatters pieces wreckage")


def _ruined(verb: Token, dep: str) -> Measured | None:
    """ "left five houses in ruins", "was reduced to rubble"."""
    if dep not in ("dobj", "nsubjpass") or verb.lower_ not in _REDUCING:
        return None
    if verb.lower_ in ("put", "putting", "puts") and "out of action" in verb.doc.text:
        return Measured("destroyed", verb, OBJECT)
    ends = [o.lower_ for c in children(verb, "prep") if c.lower_ in ("in", "to") for o in children(c, "pobj")]
    return Measured("destroyed", verb, OBJECT) if any(end in _RUINED for end in ends) else None


def is_of_attack(verb: Token) -> bool:
    """ "a wave of attacks that included 14 missiles"."""
    subject = subject_of(verb) if verb.lower_ in _CONSISTING else None
    return subject is not None and singular(subject.text) in STRIKES | _SALVOS


_CONSISTING = forms("include comprise consist number see feature")
_SALVOS = words("wave swarm")


def _is_under_fire(verb: Token) -> bool:
    """ "The town took 74 shells": what is no force takes them as they come."""
    subject = subject_of(verb) if verb.lower_ in _TAKING else None
    if subject is None:
        return False
    places = subject.doc.user_data.get("places", ())  # "Kherson took 74 shells"
    return singular(subject.text) in _UNDER_FIRE or any(start <= subject.idx < end for start, end in places)


_DETECTING = forms("count detect record track register")  # "counts eight missiles in the air"
_TAKING = forms("take receive absorb suffer endure withstand weather sustain get")
_UNDER_FIRE = words(
    "town city village settlement region district street port plant suburb hospital airfield base neighbourhood house"
    " quarter community area position building it"
)


def comes_otherwise(verb: Token) -> bool:
    """ "22 fell to the city's own guns", "30 missiles came off the line": what comes so was not fired."""
    off = verb.lower_ in _ARRIVING and any(c.lower_ in ("off", "back", "out") for c in verb.children)
    return off or fell_to(verb)


_ARRIVING = forms("come")


def _is_aloft(verb: Token) -> bool:
    """ "we had eleven Shaheds in the air"."""
    above = {o.lower_ for p in verb.subtree if p.lower_ == "in" for o in children(p, "pobj")}
    return verb.lower_ in _SEEING and bool(above & {"air", "sky", "airspace"})


_SEEING = forms("see spot") | {"have", "has", "had"}


def fell_to(verb: Token) -> bool:
    """ "22 fell to the city's own guns"."""
    to = [singular(o.text) for c in children(verb, "prep") if c.lower_ == "to" for o in children(c, "pobj")]
    return verb.lower_ in forms("fall") and any(word in _GUNS for word in to)


_GUNS = words("gun fire defence defense gunner interceptor missile system crew")
_REDUCING = forms("leave reduce lie turn put")


def ended(verb: Token, dep: str, counted: Counted) -> Measured | None:
    """What the words around a verb of another meaning say: a barrage included, fell to the guns, left in ruins."""
    came = is_of_attack(verb) or _is_under_fire(verb) or verb.lower_ in _DETECTING or _is_aloft(verb)
    if dep in ("dobj", "nsubjpass") and counted.kind == MUNITION and came:
        return Measured("launched", verb, OBJECT)
    if dep in SUBJECTS and counted.kind in (MUNITION, None) and fell_to(verb):
        return Measured("shot_down", verb, SUBJECT)
    if dep in SUBJECTS and counted.kind == THING and _comes_under_fire(verb):
        return Measured("hit", verb, SUBJECT)
    return _ruined(verb, dep) if counted.kind == THING else None


def _comes_under_fire(verb: Token) -> bool:
    """ "25 settlements came under artillery fire"."""
    under = [singular(o.text) for c in children(verb, "prep") if c.lower_ == "under" for o in children(c, "pobj")]
    return verb.lower_ in _COMING and any(word in _FIRE for word in under)


_COMING = forms("come be")
_FIRE = words("fire shelling attack bombardment shellfire")
