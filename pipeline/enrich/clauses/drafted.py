"""A counted figure with its measure, as a draft: its bounds, its unit, whether it is denied.

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.enrich.clauses.bare import is_ruled_out
from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import is_verb
from pipeline.enrich.clauses.mood import is_negated
from pipeline.enrich.clauses.units_told import kind_by_measure, unit_told
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures import MUNITION, OF_PEOPLE, PERSON, STRIKE, THING, TIMES_VERBS

# What destroys missiles and drones in the air shoots them down.
_IN_THE_AIR = re.compile(
    r"\bover (?:the |its )?(?:(?-i:[A-Z])|city|sea|capital|region|coast)"
    r"|\bin (?:the|mid)[- ]?air\b|\bair[- ]defen[cs]es?\b(?! (?:systems?|facilit))"
    r"|\banti-aircraft (?:gunner|crew|unit|fire)|\binterceptors?\b",
    re.IGNORECASE,
)


def draft_of(
    sentence: Sentence, counted: Counted, measured: Measured, nouns: list[Counted], before: list[Draft]
) -> Draft:
    quantity, kind = counted.quantity, counted.kind
    noun = counted.noun
    if measured.measure == "losses" and kind in (THING, MUNITION):
        measured = replace(measured, measure="destroyed")  # "losses amounted to eight tanks"
    flies = kind == MUNITION or (noun is None and _told_of_flight(nouns, before))
    if measured.measure == "destroyed" and flies and _IN_THE_AIR.search(sentence.text):
        measured = replace(measured, measure="shot_down")
    if kind == THING and measured.measure in ("killed", "wounded"):
        kind = PERSON
    if noun is None and kind is None:
        kind = kind_by_measure(measured.measure)
    draft = Draft(
        measure=measured.measure,
        low=quantity.low,
        high=quantity.high,
        approx=quantity.approx,
        sentence=sentence,
        number=counted.number,
        predicate=measured.predicate,
        noun=noun,
        kind=kind,
        role=measured.role,
        char_start=sentence.char_start + quantity.char_start,
        char_end=sentence.char_start + quantity.char_end,
    )
    if measured.role == "times":
        draft.unit, draft.kind, draft.noun = TIMES_VERBS[measured.predicate.lower_], STRIKE, None
        vague = draft.unit in ("strikes", "shellings")
        if vague and any(d.unit == "shellings" and d.sentence.paragraph == sentence.paragraph for d in before[-3:]):
            draft.unit = "shellings"  # "shelled us 76 times …, Kherson itself was hit 19 times"
    elif kind != PERSON and measured.measure not in OF_PEOPLE:
        draft.unit = unit_told(draft, measured, nouns, before)
    draft.denied = (
        is_verb(measured.predicate) and is_negated(measured.predicate) and bool(quantity.low)
    ) or is_ruled_out(sentence.text, quantity.char_start)
    return draft


def _told_of_flight(nouns: list[Counted], before: list[Draft]) -> bool:
    """Whether the last thing counted flies."""
    return nouns[-1].kind == MUNITION if nouns else bool(before) and before[-1].kind == MUNITION


def draft_like(sentence: Sentence, counted: Counted, model: Draft) -> Draft:
    """A figure that takes its measure from the one before it."""
    measured = Measured(model.measure, counted.number, "like")
    draft = draft_of(sentence, counted, measured, [], [model])
    draft.side, draft.like = None, model
    if counted.noun is None:
        draft.kind, draft.unit = model.kind, model.unit
    return draft
