"""Which measure a counted thing gets: from its own word, from what modifies it, from the verb or noun that governs it.

Reads a `Counted`, writes nothing. The parse is asked first; where it is silent, the words next to the figure are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_noun, is_passive, is_verb, shared_participles
from pipeline.enrich.clauses.inverted import inverted
from pipeline.enrich.clauses.measured_nearby import neighbour, participle_behind
from pipeline.enrich.clauses.measured_nouns import counted_strike, own_harm, own_state, own_word
from pipeline.enrich.clauses.measured_verbs import by_preposition, stated, verb_sense
from pipeline.enrich.clauses.noted import damaged, noted, of_them
from pipeline.enrich.clauses.tolls import AMOUNTING, after_colon, toll_of
from pipeline.enrich.measures import (
    COLLECTIVES,
    MILITARY_THINGS,
    MUNITION,
    OBJECT,
    PERSON,
    SUBJECT,
    TIMES_VERBS,
    counted_nouns,
    state_words,
)
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_MAX_CLIMB = 6  # heads: further up the figure belongs to another clause; measured on our own sentences


def measure_of(counted: Counted) -> Measured | None:
    """The measure of a counted thing, or None where the sentence counts something else."""
    if counted.noun is not None and counted.kind is None and not _is_known(counted.noun):
        return None
    if counted.noun is not None and counted.noun.lower_ == "times":
        return _times(counted)
    for rule in (
        own_word,
        incoming,
        inverted,
        _minus,
        participle_behind,
        own_harm,
        _amount,
        _headed,
        _later_clause,
        _own_clause,
        governing,
        neighbour,
        _astray,
        own_state,
        counted_strike,
        damaged,
        noted,
        of_them,
    ):
        found = rule(counted)
        if found is not None:
            return found
    return None


def _is_known(noun: Token) -> bool:
    return singular(noun.text) in counted_nouns() or noun.lower_ == "times"


def _own_clause(counted: Counted) -> Measured | None:
    """ "620 servicemen killed on Monday", "the 70 missiles that were fired": a clause on the noun itself."""
    if counted.partitive:
        return None
    node = counted.noun if counted.noun is not None else counted.number
    for child in [*children(node, "acl", "relcl", "amod"), *shared_participles(node)]:
        if child.i < node.i or not is_verb(child):
            continue
        role = SUBJECT
        if child.dep_ == "relcl" and any(c.tag_ not in ("WDT", "WP") for c in children(child, "nsubjpass")):
            continue  # "40,000 prisoners, of whom 10,000 have been killed"
        if child.dep_ != "relcl":
            role = OBJECT if child.tag_ != "VBG" else SUBJECT
        elif is_passive(child) or any(
            c.dep_ == "dobj" and c.lower_ in ("that", "which", "whom") for c in child.children
        ):
            role = OBJECT
        found = verb_sense(child, role, counted)
        if found is not None:
            return found
    return None


def _astray(counted: Counted) -> Measured | None:
    """ "On 6 January two of its members went missing": the figure, hung at the date, is the subject of what follows."""
    number, head = counted.number, counted.number.head
    verb = next((a for a in head.ancestors if is_verb(a)), None)
    if number.dep_ != "nummod" or head.i > number.i or verb is None or verb.i < counted.last:
        return None
    return verb_sense(verb, OBJECT if is_passive(verb) else SUBJECT, counted) or stated(verb, "nsubj", counted)


def _later_clause(counted: Counted) -> Measured | None:
    """ "Four soldiers who had been taken prisoner were returned": what the sentence tells, not what was before."""
    clause = _own_clause(counted)
    if clause is None or clause.predicate.dep_ != "relcl":
        return None
    before = any(c.lower_ == "had" for c in children(clause.predicate, "aux"))
    return governing(counted) if before else None


def _amount(counted: Counted) -> Measured | None:
    """ "put the casualties at 100,000", "the number of wounded grew to 30", "tanks destroyed: 3,066"."""
    node = counted.node
    if counted.noun is not None and (counted.kind != PERSON or _is_known(counted.noun)):
        return None
    if node.dep_ == "pobj" and node.head.lower_ in ("at", "to"):
        return toll_of(node)
    start = next(t.i for t in node.doc if t.idx >= counted.quantity.char_start)
    return after_colon(node.doc, start)


def _headed(counted: Counted) -> Measured | None:
    """ "Evacuated yesterday: 41 people", "Equipment lost, it says: 20 tanks": the line says it before the colon."""
    doc = counted.number.doc
    colon = next((t.i for t in doc if t.text in (":", "–", "—")), None)
    first = next(t for t in doc if t.idx >= counted.quantity.char_start)
    if colon is None or first.i != colon + 1:
        return None
    lead = doc[: next((t.i for t in doc[:colon] if t.text in (",", "(")), colon)]
    if any(t.tag_ in ("VBZ", "VBP", "MD") or t.dep_ in SUBJECTS or t.lower_ in _PARTLY for t in lead):
        return None
    told = (verb_sense(t, OBJECT, counted) for t in lead if t.tag_ in ("VBN", "VBD"))
    if (found := next((found for found in told if found is not None), None)) is not None:
        return found
    state = state_words().get(doc[0].lower_) if colon == 1 and counted.kind in (PERSON, None) else None
    return Measured(state, doc[0], "state") if state is not None else None


_PARTLY = ("among", "amongst", "including")  # "among the wounded: a baby"


def incoming(counted: Counted) -> Measured | None:
    """ "20 incoming missiles" were launched, whatever became of them."""
    if counted.kind != MUNITION or counted.noun is None or counted.partitive:
        return None
    words = [c for c in children(counted.noun, "amod", "compound") if c.lower_ == "incoming"]
    return Measured("launched", words[0], "state") if words else None


def _minus(counted: Counted) -> Measured | None:
    """ "Minus 17 occupiers and a tank": what the other side has no longer."""
    first = next((t for t in counted.number.doc if t.idx >= counted.quantity.char_start), None)
    sign = first.nbor(-1) if first is not None and first.i > 0 else None
    if counted.noun is None or sign is None or sign.lower_ != "minus":
        return None
    if counted.kind == PERSON:
        return Measured("killed", sign, "state")
    return Measured("destroyed", sign, "state") if singular(counted.noun.text) in MILITARY_THINGS else None


def _times(counted: Counted) -> Measured | None:
    """ "shelled the town 44 times": what is counted is the shelling."""
    noun = counted.noun
    if noun is None or noun.lower_ != "times" or counted.quantity.low is None:
        return None
    for verb in noun.ancestors:
        if is_verb(verb):
            fires = verb.lower_ in TIMES_VERBS and not children(verb, "xcomp")  # not "used to train"
            return Measured("launched", verb, "times") if fires else None
    return None


def governing(counted: Counted) -> Measured | None:
    node = counted.node
    if counted.noun is None and node.dep_ in ("appos", "nummod", "dep") and (found := toll_of(node)) is not None:
        return found
    for _ in range(_MAX_CLIMB):
        if node.head.i == node.i:
            return _fragment(node, counted)
        found = _by_relation(node, counted) if node.dep_ in _RELATIONS else _by_gap(node, counted)
        above = _above(node)
        if found is not None or above is None:
            return found
        node = above
    return None


def _by_gap(node: Token, counted: Counted) -> Measured | None:
    """ "116 Ukrainians are home again, and 63 Russians": a noun coordinated with a verb, which it leaves out."""
    verb = node.head
    if node.dep_ != "conj" or not is_noun(node) or not is_verb(verb) or counted.kind != PERSON:
        return None
    if any(c.lower_ in state_words() for c in children(node, "amod")):
        return None  # "1,344 killed and 2,963 wounded civilians"
    undergoes = is_passive(verb) or bool(children(verb, "dobj"))
    return verb_sense(verb, OBJECT if undergoes else SUBJECT, counted)


_RELATIONS = SUBJECTS | {"dobj", "attr", "oprd", "pobj", "npadvmod", "dep", "dative", "acomp"}


def _above(node: Token) -> Token | None:
    """The next word up that may say more; None at the edge of the clause, and where another thing takes over."""
    head, dep = node.head, node.dep_
    if dep in ("ROOT", "ccomp", "advcl", "relcl", "parataxis") or (is_verb(node) and dep == "conj"):
        return None
    if dep in ("dobj", "nsubj", "nsubjpass") and is_verb(head):
        return None
    if dep != "pobj":
        return head
    return head.head if head.lower_ == "of" and singular(head.head.text) in COLLECTIVES else None


def _fragment(node: Token, counted: Counted) -> Measured | None:
    for child in node.children:
        apart = any(t.tag_ == "CD" for t in node.doc[node.i + 1 : child.i])  # "212: 61 killed, 151 wounded"
        if child.i > node.i and not apart and (measure := state_words().get(child.lower_)):
            return Measured(measure, child, "state")
    if counted.kind == MUNITION and node.dep_ == "ROOT" and not any(is_verb(t) for t in node.doc):
        return Measured("launched", node, "noun")  # "397 shells in all."
    return toll_of(node) if counted.noun is None else None


def _by_relation(node: Token, counted: Counted) -> Measured | None:
    head, dep = node.head, node.dep_
    if dep == "pobj":
        return by_preposition(node, counted)
    if is_verb(head) and head.lower_ not in _LACKING:
        role = OBJECT if dep in ("dobj", "nsubjpass", "oprd", "dep", "npadvmod") else SUBJECT
        if dep in SUBJECTS and is_passive(head):
            role = OBJECT
        if dep == "attr" and head.dep_ == "auxpass":
            return verb_sense(head.head, OBJECT, counted)
        tolled = toll_of(node) if counted.noun is None and head.lower_ in AMOUNTING else None
        return (
            tolled  # "the death toll hits 40"
            or _beyond_participle(head, dep, counted)
            or _by_raised(head, dep, counted)
            or _as_did(head, dep, counted)
            or verb_sense(head, role, counted)
            or stated(head, dep, counted)
            or toll_of(node)
            or _announced(head, counted)
        )
    if dep == "attr" and head.dep_ == "auxpass" and is_verb(head.head):
        return verb_sense(head.head, OBJECT, counted)
    if dep in SUBJECTS and (measure := state_words().get(head.lower_)):
        return Measured(measure, head, "state")
    return None


def _announced(verb: Token, counted: Counted) -> Measured | None:
    """ "Lost in all, it says: 3,069 tanks": the participle that opens the sentence."""
    for child in children(verb, "advcl", "ccomp"):
        opens = child.i < verb.i and child.tag_ == "VBN" and not children(child, *SUBJECTS)
        if opens and (found := verb_sense(child, OBJECT, counted)) is not None:
            return found
    return None


def _beyond_participle(verb: Token, dep: str, counted: Counted) -> Measured | None:
    """ "shot down 34 of 81 missiles fired": the participle, taken for a clause, is of the whole, the verb of the 34."""
    bare = verb.tag_ == "VBN" and not children(verb, "aux", "auxpass") and verb.dep_ in ("ccomp", "xcomp", "dep")
    if not (counted.partitive and bare and dep in SUBJECTS and is_verb(verb.head) and verb.head.i < counted.number.i):
        return None
    return verb_sense(verb.head, OBJECT, counted)


def _by_raised(verb: Token, dep: str, counted: Counted) -> Measured | None:
    """By the "damaged" of "appear to have been damaged", the "lost" of "is believed to have lost"."""
    if verb.lower_ not in _RAISING or dep not in SUBJECTS:
        return None
    below = [c for c in children(verb, "xcomp") if is_verb(c) and any(a.lower_ == "to" for a in c.children)]
    return verb_sense(below[0], OBJECT if is_passive(below[0]) else SUBJECT, counted) if below else None


def _as_did(verb: Token, dep: str, counted: Counted) -> Measured | None:
    """ "All nine died, as did five people on the ground"."""
    again = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark", "advmod"))
    if not again or dep not in SUBJECTS or verb.lower_ not in ("did", "was", "were", "had", "have"):
        return None
    return verb_sense(verb.head, OBJECT if is_passive(verb.head) else SUBJECT, counted)


_RAISING = forms("appear seem believe say think fear report estimate understand know claim presume")
_LACKING = words("missing unaccounted")
