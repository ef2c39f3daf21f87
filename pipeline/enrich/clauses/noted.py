"""Figures of things that no verb of harm governs: "the damage: two schools", "put the damage at 24 houses", "43 shells,
three dead", "had first spoken of 29 shells on Nikopol", "54 of them shot down".

Reads a `Counted` and its words, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import PRONOUNS, Counted, Measured
from pipeline.enrich.clauses.grammar import children, is_noun, is_verb
from pipeline.enrich.clauses.measured_verbs import verb_sense
from pipeline.enrich.measures import CIVIL_THINGS, MUNITION, OBJECT, THING, state_words
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_HARM = {"damage": "hit", "damaged": "hit", "destruction": "destroyed", "destroyed": "destroyed"}


def damaged(counted: Counted) -> Measured | None:
    """ "put the damage at 24 houses and two schools", "the damage: two schools"."""
    node = counted.node
    if counted.kind != THING or counted.noun is None or counted.partitive:
        return None
    while node.dep_ in ("conj", "appos") and node.head.i < node.i and is_noun(node.head) and node.lower_ not in _HARM:
        node = node.head
    if node.lower_ in _HARM:
        return Measured(_HARM[node.lower_], node, "noun") if node is not counted.noun else None
    verb = node.head.head if node.dep_ == "pobj" and node.head.lower_ in ("at", "to") else None
    named = children(verb, "dobj", "nsubj") if verb is not None and is_verb(verb) else []
    harm = next((c for c in named if c.lower_ in ("damage", "destruction")), None)
    return Measured(_HARM[harm.lower_], harm, "noun") if harm is not None else None


_NOTING = forms("note log record register tally")
_AT = words("at on over against")


def noted(counted: Counted) -> Measured | None:
    """Munitions that somebody only notes, or that a line without a verb counts: they have been fired."""
    noun = counted.noun
    if noun is None or counted.kind != MUNITION or counted.partitive or noun.tag_ not in ("NNS", "NNPS", "NNP"):
        return None
    if _is_entered(noun) or _opens_line(counted):
        return Measured("launched", noun, "noun")
    return None


def _is_entered(noun: Token) -> bool:
    """ "she put down 33 shells", "had spoken of 29 shells on Nikopol"."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    if not is_verb(verb):
        return False
    if noun.dep_ == "dobj":
        return verb.lower_ in _NOTING or (verb.lower_ in _WRITING and any(c.lower_ == "down" for c in verb.children))
    aimed = any(c.lower_ in _AT and children(c, "pobj") for c in children(noun, "prep"))
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and verb.lower_ in _SPEAKING and aimed


_WRITING, _SPEAKING = forms("put write take jot"), forms("speak talk tell")
_BREAK = re.compile(r"(?:^|[:;“\"–—(]\s?)\s*$")


def _opens_line(counted: Counted) -> bool:
    """ "43 shells, three dead", "Four rockets at the depot, three of them shot down": with their harm, and no verb."""
    doc = counted.number.doc
    if not _BREAK.search(doc.text[: counted.quantity.char_start]):
        return False
    stop = next((t.i for t in doc[counted.last + 1 :] if t.text in (",", ";", ":", "–", "—")), None)
    if stop is None or any(is_verb(t) or t.tag_ == "MD" for t in doc[counted.last + 1 : stop]):
        return False
    aimed = doc[counted.last + 1].lower_ in _AT
    if stop > counted.last + 1 and not aimed:
        return False
    if aimed and any(singular(t.text) in CIVIL_THINGS for t in doc[counted.last + 1 : stop]):
        return True
    return any(t.lower_ in _OUTCOMES or t.lower_ in state_words() for t in doc[stop:])


_OUTCOMES = words("killed destroyed shot hit")


def of_them(counted: Counted) -> Measured | None:
    """ "69 missiles, 54 of them shot down": the participle behind the pronoun."""
    if counted.noun is not None or not (counted.partitive or counted.number.lower_ in ("all", "both")):
        return None
    doc = counted.number.doc
    start = next((t.i for t in doc[counted.number.i + 1 : counted.number.i + 4] if t.lower_ in PRONOUNS), None)
    verb = doc[start + 1] if start is not None and start + 1 < len(doc) else None
    if verb is None or verb.tag_ not in ("VBN", "VBD") or children(verb, "dobj", "aux", "auxpass"):
        return None
    return verb_sense(verb, OBJECT, counted)
