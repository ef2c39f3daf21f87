"""Whose advance or retreat it is, and whose people go home in an exchange of both.

Reads a Draft and the statements around it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import is_passive, is_verb, subject_of
from pipeline.enrich.clauses.parties import THEIR, side_of_place, side_of_words, voice_side
from pipeline.enrich.clauses.sides_actors import actor_of, actor_side, noun_phrase, side_of_actor, text_of
from pipeline.enrich.context import Context


def by_exchange(context: Context, draft: Draft) -> str | None:
    """ "Ukraine and Russia exchanged 180 prisoners": of both in one figure."""
    del context
    if draft.measure != "exchanged" or not is_verb(draft.predicate):
        return None
    subject = subject_of(draft.predicate)
    words_of = text_of(list(subject.subtree)) if subject is not None else ""
    return "both" if re.search(r"\bRussia\b", words_of) and re.search(r"\bUkraine\b", words_of) else None


def moved(context: Context, draft: Draft) -> str | None:
    if is_verb(draft.predicate) and is_passive(draft.predicate) and draft.action == "withdraws":
        pushed = subject_of(draft.predicate)  # "the enemy was pushed back": who moves is who undergoes
        return side_of_actor(context, draft, text_of(noun_phrase(pushed))) if pushed is not None else None
    if not is_verb(draft.predicate):
        named = side_of_words(text_of(noun_phrase(draft.predicate)))
        if named is not None:
            return named
    return actor_side(context, draft) or voice_side(context, draft) or _named_before(draft) or _winner(context, draft)


# Who takes back what lies in Ukraine is Ukraine, unless the words name or mean another.
WON_BACK = ("retak", "retook", "recaptur", "reclaim", "regain", "liberat", "free")


def _winner(context: Context, draft: Draft) -> str | None:
    won_back = draft.measure == "area" and draft.predicate.lower_.startswith(WON_BACK)
    return side_of_place(context, draft.place) if won_back else None


def _named_before(draft: Draft) -> str | None:
    """The "its troops" of a speaker of neither side are those of whom the sentence spoke before."""
    actor = actor_of(draft)
    if actor is None or not THEIR.search(text_of(noun_phrase(actor))):
        return None
    return side_of_words(draft.sentence.text[: actor.left_edge.idx])
