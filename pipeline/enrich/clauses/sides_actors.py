"""Who acts in a clause, who loses, and on which side he stands; the words of a counted phrase.

Reads a Draft and the statements around it, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import agent_of, children, is_passive, is_verb, subject_of
from pipeline.enrich.clauses.parties import (
    ENEMY,
    OPPOSITE,
    OUR,
    RU_WEAPON,
    THEIR,
    UA_WEAPON,
    formation_side,
    narrator_side,
    side_of_words,
    voice_side,
)
from pipeline.enrich.context import Context
from pipeline.enrich.measures_forms import forms, singular
from pipeline.enrich.speakers_verbs import REPORT_NOUNS

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


PEOPLE_LOST = ("killed", "wounded", "killed_or_wounded", "losses", "missing")
_UNIT = re.compile(
    r"\b(?:squad|brigade|battalion|company|battery|platoon|unit|units|crew|gunners?|troops|artillery|pilots?|aviation"
    r"|air defen[cs]es?|artillerymen)\b",
    re.IGNORECASE,
)


_SUFFERING = (
    "repel",
    "repuls",
    "thwart",
    "foil",
    "fend",
    "suffer",
    "face",
    "endur",
    "withst",
    "stop",
    "beat",
    "record",
    "regist",
    "count",
    "halt",
)


_TELLING = forms("give put report claim cite")  # who does that with "three dead" has not killed them


def noun_phrase(top: Token) -> list[Token]:
    """A noun phrase with its "of", without clauses and places."""
    found = [top]
    for child in top.children:
        if child.dep_ in _OUTSIDE or (child.dep_ == "acl" and is_verb(child)):
            continue
        if child.dep_ == "appos" and child.tag_ in ("NNP", "NNPS"):
            continue  # "5,000 shells daily, Russia about 20,000": the next to be told of
        if child.dep_ == "prep" and not _says_whose(child):
            continue
        found += noun_phrase(child)
    return sorted(found, key=lambda t: t.i)


def _says_whose(preposition: Token) -> bool:
    """ "soldiers of", "strikes by", "bodies in Russian uniforms"; not "by our list"."""
    objects = [singular(o.text) for o in children(preposition, "pobj")]
    if preposition.lower_ == "by":
        return not any(o in REPORT_NOUNS for o in objects)
    return preposition.lower_ in ("of", "from") or (preposition.lower_ == "in" and "uniform" in objects)


_OUTSIDE = frozenset({"relcl", "conj", "cc", "punct", "advcl", "ccomp", "dep"})


def text_of(tokens: list[Token]) -> str:
    return " ".join(t.text for t in tokens)


def counted_words(draft: Draft) -> str:
    """The counted phrase, and what the word that gives the measure says of it."""
    top = draft.noun if draft.noun is not None else draft.number
    found = text_of(noun_phrase(top))
    if draft.role in ("noun", "state") and draft.predicate.i != draft.number.i and not is_verb(draft.predicate):
        found += " " + text_of(noun_phrase(draft.predicate))
        head = draft.predicate.head
        if draft.predicate.dep_ in ("compound", "amod", "nummod"):
            found += " " + text_of([c for c in head.children if c.dep_ in ("compound", "amod", "poss")])
        if head.dep_ == "prep":
            found += " " + text_of(noun_phrase(head.head))
    return found


def actor_of(draft: Draft) -> Token | None:
    """Who does it: the agent of a passive, else the subject, if that is not what is counted."""
    verb = draft.predicate
    if not is_verb(verb):
        verb = next((a for a in verb.ancestors if is_verb(a)), verb)
        if not is_verb(verb) or (draft.measure != "launched" and verb.lower_ in _TELLING):
            return None
    top = draft.noun if draft.noun is not None else draft.number
    undergoes = draft.role == "object" and top.head is verb and top.i < verb.i  # "70 fired, 61 shot down"
    if undergoes or (draft.role in ("object", "times") and is_passive(verb) and verb.tag_ == "VBN"):
        return agent_of(verb)
    subject = subject_of(verb)
    if subject is None or subject.i in (draft.number.i, draft.noun.i if draft.noun is not None else -1):
        return agent_of(verb)
    return subject


def actor_side(context: Context, draft: Draft) -> str | None:
    actor = actor_of(draft)
    if actor is None or draft.role == "like":
        return None
    side = side_of_actor(context, draft, text_of(noun_phrase(actor)))
    if draft.measure == "launched" and verb_of(draft).lower_.startswith(_SUFFERING):
        return OPPOSITE.get(side or "")
    return side


def verb_of(draft: Draft) -> Token:
    verb = draft.predicate
    return verb if is_verb(verb) else next((a for a in verb.ancestors if is_verb(a)), verb)


def side_of_actor(context: Context, draft: Draft, found: str) -> str | None:
    side = side_of_words(found)
    if side is not None:
        return side
    own = voice_side(context, draft)
    if ENEMY.search(found):
        return OPPOSITE.get(own or "UA")
    they = draft.measure != "shot_down" and re.fullmatch(r"they|them", found.strip(), re.IGNORECASE)
    if they and re.search(r"[“”\"]", draft.sentence.text):
        return OPPOSITE.get(own or "")
    ours = OUR.search(found)
    if ours or THEIR.search(found) or _UNIT.search(found):
        armed = ours and (draft.measure not in PEOPLE_LOST or _UNIT.search(found))  # a doctor's "we" is no army's
        return own or formation_side(context, draft) or (narrator_side(context, draft) if armed else None)
    if RU_WEAPON.search(found):
        return "RU"
    return "UA" if UA_WEAPON.search(found) else None
