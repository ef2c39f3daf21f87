"""The unit of a figure: from its own noun, from what the sentence counts besides, from the figures and words before.

Reads a Draft and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children, is_noun, is_verb
from pipeline.enrich.clauses.units import munition_unit, shared_strike, unit_of
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures import MILITARY_THINGS, MUNITION, MUNITIONS, PERSON, STRIKE, THING, kind_of, state_words
from pipeline.enrich.measures_forms import forms, singular


def unit_told(draft: Draft, measured: Measured, nouns: list[Counted], before: list[Draft]) -> str | None:
    """The generic plural noun of what the draft counts; None where no words tell.

    `nouns`: what the sentence has counted so far; `before`: the drafts of the sentence, or those of the text.
    """
    noun = draft.noun if draft.noun is not None and draft.noun.lower_ not in state_words() else None  # "205 damaged"
    told = shared_strike(noun, draft.kind) or unit_of(noun, draft.kind)
    told = told or _unit_reckoned(measured) or _unit_of_subject(draft) or _unit_named(nouns)
    told = told or _unit_before(draft.sentence, draft.measure, before)
    fired = draft.measure == "shot_down" or draft.predicate.lower_ in _FIRING
    if told is None and draft.measure == "destroyed":
        told = _thing_ahead(draft)
    return _unit_around(draft) if told is None and fired else told


def _thing_ahead(draft: Draft) -> str | None:
    """ "They came with 11 vehicles. We burned eight.": the last weapon or vehicle named in the sentence before."""
    ahead = draft.sentence.doc.user_data.get("ahead", "") if draft.sentence.doc is not None else ""
    named = [w.lower() for w in re.findall(r"[\w-]+", ahead) if w.endswith("s") and singular(w) in MILITARY_THINGS]
    return named[-1] if named and draft.noun is None else None


def _unit_reckoned(measured: Measured) -> str | None:
    """ "the number of drones shot down exceeded 80"."""
    named = measured.role == "noun" and is_noun(measured.predicate)
    kind = kind_of(measured.predicate.text) if named else None
    return unit_of(measured.predicate, kind) if kind in (MUNITION, THING, STRIKE) else None


def _unit_of_subject(draft: Draft) -> str | None:
    """ "Aircraft remain at 283 destroyed", "the tanks destroyed so far numbered 3,041"."""
    if draft.measure != "destroyed" or draft.noun is not None:
        return None
    verbs = [t for t in (draft.predicate, *draft.number.ancestors) if is_verb(t) and children(t, "nsubj", "nsubjpass")]
    subjects = children(verbs[0], "nsubj", "nsubjpass") if verbs else []
    things = [s for s in subjects if s.i < draft.number.i and singular(s.text) in MILITARY_THINGS | MUNITIONS]
    return unit_of(things[-1], kind_of(things[-1].text)) if things else None


def _unit_named(nouns: list[Counted]) -> str | None:
    """ "Of his six drones, two were shot down"."""
    return unit_of(nouns[-1].noun, nouns[-1].kind) if nouns else None


def _unit_around(draft: Draft) -> str | None:
    """ "First came the drones. All 24 were downed": the last thing that flies, in the words before the figure."""
    doc = draft.sentence.doc
    if doc is None or draft.kind not in (MUNITION, None):
        return None
    here = draft.sentence.text[: draft.char_start - draft.sentence.char_start]
    words = re.findall(r"[\w-]+", doc.user_data.get("ahead", "") + " " + here)
    return next((unit for w in reversed(words) if (unit := munition_unit(w)) is not None), None)


def _unit_before(sentence: Sentence, measure: str, before: list[Draft]) -> str | None:
    """ "Of 70 missiles, 60 were shot down": the thing stood earlier; what flies first."""
    before = [d for d in before if sentence.index - d.sentence.index <= 1] if measure in _FLYING else before
    told = [d for d in before[-6:] if d.unit and d.measure in ("launched", "shot_down", "hit", "destroyed")]
    alike = [d for d in told if measure not in _FLYING or d.measure in _FLYING]
    return alike[-1].unit if alike else None


_FIRING = forms("launch fire")
_FLYING = ("launched", "shot_down")


def kind_by_measure(measure: str) -> str | None:
    """What a figure without a noun counts, as far as its measure tells."""
    if measure in ("killed", "wounded", "killed_or_wounded", "captured", "missing", "exchanged", "displaced", "losses"):
        return PERSON
    return MUNITION if measure in ("shot_down", "launched") else None
