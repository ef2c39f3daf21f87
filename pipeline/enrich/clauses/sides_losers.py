"""Whose loss it is: who suffers it, and whom the words that bring in the figure say it of.

Reads a Draft and the statements around it, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, agent_of, ancestors, children, is_noun, is_verb, subject_of
from pipeline.enrich.clauses.parties import ENEMY, OPPOSITE, side_of_words, voice_side
from pipeline.enrich.clauses.sides_actors import noun_phrase, text_of, verb_of
from pipeline.enrich.context import Context
from pipeline.enrich.measures import MILITARY
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_LEFT = words("left leave leaves leaving")  # who leaves dead behind; what leaves them, a blow, has not lost them
_SUFFERED = forms("suffer sustain lose have take incur pay")
_RECKONED = words("loss toll casualty number total figure count tally column death dead list wounded")
_KEPT = words("figure count tally column list")  # whose these are has counted, not lost
_ATTACKS = words("strike airstrike attack raid shelling bombardment bombing assault salvo missile rocket drone fire")
_WHERE = words("in at near on over around across since during inside")
_CLAUSES = ("relcl", "ccomp", "advcl", "parataxis", "appos", "acl")


def losing_verb(draft: Draft) -> Token:
    """The verb of the draft; of "suffered 100,000 killed" the one above the figure, if no other clause lies between."""
    counted = {draft.number.i, draft.noun.i if draft.noun is not None else draft.number.i}
    for start in (draft.number, draft.predicate):
        for token in ancestors(start):
            if token.i < draft.number.i and is_loss(token):
                return token
            subjects = {c.i for c in children(token, *SUBJECTS)}
            if is_verb(token) and subjects and not subjects & counted:
                break
    return verb_of(draft)


def is_loss(verb: Token) -> bool:
    """A verb whose subject has lost what it counts: "suffered", "lost"; "The invaders left 193 killed there"."""
    if verb.lower_ in _SUFFERED:
        return True
    who = subject_of(verb) if verb.lower_ in _LEFT else None
    return who is not None and (who.tag_ == "NNPS" or who.lower_ in ("enemy", "they", "wagner") or _is_troops(who))


def _is_troops(noun: Token) -> bool:
    return noun.tag_ == "NNS" and singular(noun.text) in MILITARY | {"force", "unit", "occupier", "invader", "attacker"}


def loser_of(verb: Token) -> Token | None:
    """The subject of losing; of two, as in "Eastern command: the enemy lost 109", the nearer one."""
    if verb.tag_ == "VBN" and (agent := agent_of(verb)) is not None:
        return agent  # "two were lost by the air force"
    subject = subject_of(verb)
    twins = children(subject.head, *SUBJECTS) if subject is not None and subject.head.i > subject.i else []
    return next((t for t in reversed(twins) if t.i < verb.i), subject)


def by_reckoning(context: Context, draft: Draft) -> str | None:
    """ "put Russian losses at 400", "its column of dead Russians stood at 106,720": the noun that the figure is of."""
    verb = next((t for t in ancestors(draft.number) if is_verb(t)), None)
    if verb is None:
        return None
    counted = (draft.number.i, draft.noun.i if draft.noun is not None else -1)
    for noun in children(verb, "dobj", *SUBJECTS):
        if is_noun(noun) and noun.i not in counted and singular(noun.text) in _RECKONED:
            side = _of_phrase(context, draft, noun)
            if side is not None:
                return side
    start = draft.char_start - draft.sentence.char_start
    if _OWN_LOSSES.search(draft.sentence.text, 0, start):
        return voice_side(context, draft)
    ahead = _OF_PARTY.search(draft.sentence.text, 0, start)
    return side_of_words(ahead.group()) if ahead is not None and not draft.unit else None


_OWN_LOSSES = re.compile(
    r"\b(?:his|her|our|my) own (?:losses|dead|casualties)\b[^.;,]{0,25} (?:were|was|are|at) $", re.I
)
# "puts Russian killed and wounded at", where the parser takes the participles for verbs.
_OF_PARTY = re.compile(
    r"\b(?:Russia|Ukraine|Ukrainian|Russian)(?:[’']s)? (?:killed|dead|wounded|missing|losses|casualties)\b"
    r"(?: (?:and|or) (?:killed|dead|wounded|missing))? (?:at|to|was|were|is|stood at|reached) (?:\w+ ){0,3}$"
)


def by_whole_phrase(context: Context, draft: Draft) -> str | None:
    """ "losses among the convicts recruited by Wagner": the side stands in a clause of the noun."""
    if draft.role not in ("noun", "state") or is_verb(draft.predicate):
        return None
    subject = subject_of(verb_of(draft)) if is_verb(verb_of(draft)) else None
    if subject is not None and singular(subject.text) in _RECKONED:
        return _of_phrase(context, draft, subject)
    outside = _CLAUSES if draft.role == "state" else ("ccomp", "parataxis")
    apart = {
        t.i
        for c in draft.predicate.subtree
        if c.dep_ in outside or (c.head is draft.predicate and c.dep_ == "prep" and c.lower_ in _WHERE)
        for t in c.subtree
    }
    return side_of_words(_unarmed([t for t in draft.predicate.subtree if t.i not in apart]))


_ON_SIDE = re.compile(r"\b(?:on the|among the|in the) (?:Russian|Ukrainian) \w+")


def _of_phrase(context: Context, draft: Draft, noun: Token) -> str | None:
    kept = singular(noun.text) in _KEPT
    keepers = [t for c in children(noun, "poss", "amod") for t in c.subtree] if kept else []
    found = _unarmed([t for t in noun_phrase(noun) if t not in keepers])
    if keepers and ENEMY.search(found):
        return OPPOSITE.get(side_of_words(text_of(keepers)) or "UA")  # "the Ukrainian tally of enemy dead"
    own = not kept and re.search(r"\b(?:our|my|his|her|own)\b", found, re.IGNORECASE)
    between = draft.sentence.text[noun.idx : max(noun.idx, draft.char_start - draft.sentence.char_start)]
    on_side = _ON_SIDE.search(between)
    told = side_of_words(found) or (side_of_words(on_side.group()) if on_side is not None else None)
    return told or (voice_side(context, draft) if own else None)


def _unarmed(tokens: list[Token]) -> str:
    """The words without those that say whose strike it was: "the toll of a Ukrainian strike"."""
    return text_of(
        [t for t in tokens if not (t.dep_ in ("amod", "poss", "compound") and singular(t.head.text) in _ATTACKS)]
    )
