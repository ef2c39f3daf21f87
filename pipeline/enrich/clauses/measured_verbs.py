"""Verbs and prepositions that give a measure to what stands with them.

Reads a `Counted` and a parsed verb, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.befallen import HARM, befallen
from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import (
    SUBJECTS,
    children,
    in_context,
    is_noun,
    is_passive,
    is_verb,
    particle_of,
)
from pipeline.enrich.clauses.measured_ends import comes_otherwise, ended, is_of_attack
from pipeline.enrich.clauses.tolls import toll_of
from pipeline.enrich.measures import (
    MUNITION,
    OBJECT,
    OF_THINGS_TOO,
    PERSON,
    SUBJECT,
    THING,
    event_nouns,
    kind_of,
    state_words,
    verb_senses,
)
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


NOT_COUNTING = words("""rescue rescued treat treated train trained mobilise mobilised mobilize mobilized
    decorate decorated award awarded
    recruit recruited save saved receiving house housed feed receive employ employed deploy deployed""")


_WITH = frozenset({"with", "of", "by", "using", "involving", "from", "including"})


def verb_sense(verb: Token, role: str, counted: Counted) -> Measured | None:
    if verb.lower_ in NOT_COUNTING and verb.lower_ not in ("deploy", "deployed"):
        return None
    if verb.lower_.startswith("surrender") and any(c.tag_ == "NNP" for c in children(verb, "dobj")):
        return None  # "nobody has surrendered Bakhmut"
    particle = particle_of(verb)
    for sense in verb_senses().get(verb.lower_, ()):
        own = counted.noun is not None and singular(counted.noun.text) == sense.particle  # "seven prisoners taken"
        if sense.particle is not None and not own and not _has_particle(verb, sense.particle, particle):
            continue
        if sense.role != role or not _fits(counted, sense.kinds, sense.measure) or not in_context(verb, sense.context):
            continue
        if sense.measure == "killed" and _is_of_things(verb, counted):
            continue
        if (sense.measure == "launched" and comes_otherwise(verb)) or (
            sense.measure == "displaced" and _brings_out(verb, role)
        ):
            continue
        return Measured(sense.measure, verb, role)
    return None


def _brings_out(verb: Token, role: str) -> bool:
    """ "Volunteers were evacuating the wounded": who evacuates people is not evacuated."""
    people = [c for c in children(verb, "dobj") if kind_of(c.text) == PERSON]
    return role == SUBJECT and verb.lower_.startswith("evacuat") and bool(people)


def _is_of_things(verb: Token, counted: Counted) -> bool:
    """ "destroyed 20": a verb that kills people and destroys things, of what is not known to be people."""
    if verb.lower_.startswith(("shoot", "shot")):
        return counted.kind not in (PERSON, None)
    if counted.kind == PERSON or not verb.lower_.startswith(OF_THINGS_TOO):
        return False
    return counted.noun is not None or verb.lower_.startswith("destroy")


def _has_particle(verb: Token, wanted: str, particle: str | None) -> bool:
    if wanted == particle:
        return True
    if wanted in ("home", "back", "over", "prisoner") and any(
        t.lower_ == wanted for t in verb.doc[verb.i + 1 : verb.i + 8]
    ):
        return True
    if wanted == "home" and verb.i > 0 and verb.nbor(-1).lower_ == "home":
        return True  # "Home came 116"
    below = [o for c in children(verb, "prep") for o in children(c, "pobj")]
    return any(singular(child.text) == wanted for child in [*children(verb, "dobj", "acomp", "oprd"), *below])


def _fits(counted: Counted, kinds: frozenset[str], measure: str) -> bool:
    if counted.noun is None:
        return counted.kind is None or counted.kind in kinds
    if counted.kind == THING and measure in ("killed", "wounded"):
        return _may_be_people(counted.noun)
    return counted.kind in kinds


def _may_be_people(noun: Token) -> bool:
    """Only people are killed or wounded, whatever they are called."""
    return noun.lower_.endswith(("s", "en", "people")) and singular(noun.text) not in THINGS_KILLED


THINGS_KILLED = words(
    "battalion brigade company platoon regiment squad crew division army time tank gun mission hope unit group city"
    " town village country region place site settlement dog cow animal horse pig dolphin cattle calf sheep goat cat"
    " bird chicken bee pet bull elephant deer wolf stork fish"
)


_RESULTS = words("pcomp oprd acomp xcomp ccomp advcl attr dep")


def stated(verb: Token, dep: str, counted: Counted) -> Measured | None:
    """ "left 12 dead", "were reported killed", "are missing", "lost their lives"."""
    if (found := ended(verb, dep, counted) or befallen(verb, dep, counted)) is not None:
        return found
    if dep == "attr" or (dep in SUBJECTS and not is_passive(verb) and verb.lower_ not in _COPULAS):
        return _of_life(verb, dep)
    also = [c for a in children(verb, "acomp") for c in children(a, "conj")]  # "are alive but injured"
    joined = [o for c in children(verb, "prep") if c.lower_ == "as" for o in c.children]
    for child in [*verb.children, *also, *joined]:
        if (child.dep_ in _RESULTS or child in also) and child.i > verb.i and not children(child, *SUBJECTS):
            measure = state_words().get(child.lower_)
            if measure is None and child.tag_ == "VBN" and child.dep_ in ("oprd", "xcomp", "acomp", "ccomp"):
                found = verb_sense(child, OBJECT, counted)
                measure = found.measure if found else None
            of_people = measure in ("killed", "wounded", "missing")
            if measure is not None and (not of_people or _fits(counted, _PEOPLE, measure)):
                return Measured(measure, child, "state")
    return _of_life(verb, dep)


_PEOPLE = frozenset({PERSON})
_COPULAS = forms("be remain go lie feel stay become get end")


_SUFFERING = forms("suffer sustain receive get have incur")


def _of_life(verb: Token, dep: str) -> Measured | None:
    """ "lost their lives", "suffered injuries": the object says what became of the subject."""
    lives = [c for c in children(verb, "dobj") if singular(c.text) == "life"]
    if lives and dep in SUBJECTS and verb.lower_ in ("lost", "lose", "losing", "loses"):
        return Measured("killed", verb, SUBJECT)
    hurt = verb.lower_ in _SUFFERING and any(singular(c.text) in HARM for c in children(verb, "dobj"))
    if dep in SUBJECTS and hurt:
        return Measured("wounded", verb, SUBJECT)
    return None


def by_preposition(node: Token, counted: Counted) -> Measured | None:
    preposition, above = node.head, node.head.head
    word = preposition.lower_
    if word == "by" and is_verb(above) and counted.kind == MUNITION:
        return Measured("launched", above, "agent")
    if (
        (is_noun(above) or above.tag_ == "VBG")
        and word in _WITH
        and (found := _of_event(above, word, counted)) is not None
    ):
        return found
    if word == "for" and counted.kind in (PERSON, None) and (given := _exchange(above, counted)) is not None:
        return given
    if is_verb(above) and counted.kind == MUNITION and _is_barrage(word, above):
        return Measured("launched", above, "event")
    return _of_things(node, counted) or _together(node, counted) or _reckoned(node, counted)


def _of_things(node: Token, counted: Counted) -> Measured | None:
    """ "damaged the windows of nine houses", "parted with 5 tanks and with one helicopter"."""
    word, part, verb = node.head.lower_, node.head.head, _chain(node.head).head
    if word == "with" and counted.kind in (THING, MUNITION) and verb.lower_ in _PARTING:
        return Measured("destroyed", verb, "object")
    of_thing = word == "of" and counted.kind == THING and part.dep_ in ("dobj", "nsubjpass")
    return verb_sense(part.head, OBJECT, counted) if of_thing and singular(part.text) in _PARTS else None


def _chain(preposition: Token) -> Token:
    """The first of "with 5 tanks and with one helicopter"."""
    while preposition.dep_ == "conj" and preposition.head.i < preposition.i:
        preposition = preposition.head
    return preposition


_PARTS = words("window roof wall facade glazing pane door balcony front")
_PARTING = forms("part")  # "Russia parted with 5 tanks"


def _of_event(event: Token, word: str, counted: Counted) -> Measured | None:
    """By the noun that the counted hangs at: "the death of 12", "shelling of 11 settlements"."""
    for sense in event_nouns().get(singular(event.text), ()):
        if not in_context(event, sense.context) or (sense.measure == "hit" and word != "of"):
            continue  # "shelling with two tanks"
        bare = counted.noun is None and word == "of" and PERSON in sense.kinds
        if counted.kind in sense.kinds or bare:
            return Measured(sense.measure, event, "event")
    return None


def _reckoned(node: Token, counted: Counted) -> Measured | None:
    """By the toll that it is the amount of; "the dead of one battalion" counts no dead."""
    found = toll_of(node)
    noun = counted.noun if counted.kind == THING else None
    of_units = noun is not None and (node.head.lower_ == "of" or singular(noun.text) in THINGS_KILLED)
    return None if of_units and found is not None and found.measure in ("killed", "wounded", "missing") else found


def _together(node: Token, counted: Counted) -> Measured | None:
    """ "died along with twelve comrades", "lost on average 824 men": the phrase shares what the verb says."""
    preposition = node.head
    verb = next((a for a in preposition.ancestors if is_verb(a)), None)
    if verb is None:
        return None
    before = preposition.nbor(-1).lower_ if preposition.i > 0 else ""
    if preposition.lower_ == "with" and before in ("along", "together") and counted.kind == PERSON:
        return verb_sense(verb, OBJECT if is_passive(verb) else SUBJECT, counted)
    average = preposition.lower_ == "on" and any(c.lower_ == "average" for c in node.children)
    return verb_sense(verb, OBJECT, counted) if average else None


def _exchange(above: Token, counted: Counted) -> Measured | None:
    """ "140 Ukrainians returned for 82 Russians": what is given for those who come home."""
    if is_verb(above):
        return next((m for role in (SUBJECT, OBJECT) if (m := _exchanged(above, role, counted)) is not None), None)
    senses = [s for s in event_nouns().get(singular(above.text), ()) if s.measure == "exchanged"]
    fits = any(in_context(above, s.context) for s in senses)
    return Measured("exchanged", above, "event") if fits else None


def _exchanged(verb: Token, role: str, counted: Counted) -> Measured | None:
    found = verb_sense(verb, role, counted)
    return Measured("exchanged", verb, "traded") if found is not None and found.measure == "exchanged" else None


def _is_barrage(word: str, verb: Token) -> bool:
    """ "attacked with 20 drones", "the salvo consisted of 20 missiles"."""
    return (word in ("with", "using") and _is_attack(verb)) or (word == "of" and is_of_attack(verb))


def _is_attack(verb: Token) -> bool:
    senses = verb_senses().get(verb.lower_, ())
    return any(s.measure in ("launched", "hit", "shot_down") for s in senses) or verb.lower_ in _POUNDING


_POUNDING = words("pounded pummeled pummelled hammered bombed bombarded blitzed swarmed")
