"""Wholes of which a sentence tells what became of a part: the 24 of "19 of 24 drones were shot down".

Reads a `Counted` and the figures before it, writes the figures of wholes that it meets.
"""

from __future__ import annotations

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children
from pipeline.enrich.clauses.measured import incoming, measure_of
from pipeline.enrich.clauses.measured_nearby import behind_whole
from pipeline.enrich.measures import MUNITION, state_words
from pipeline.enrich.measures_forms import words

Wholes = dict[int, Draft | None]  # token index of the whole's figure -> the claim of its part, if it has become one


def measure_within(counted: Counted, wholes: Wholes) -> Measured | None:
    """The measure of a figure in a sentence of which some figures are known to be wholes."""
    return _of_whole(counted, wholes) if counted.number.i in wholes else _of_part(counted, wholes)


def note_whole(counted: Counted, part: Draft, wholes: Wholes) -> None:
    """Remembers the 24 of "19 of 24 drones", of which the sentence tells only what became of the 19."""
    if counted.partitive and counted.noun is not None:
        inside = part.number.doc[counted.number.i + 1 : counted.noun.i]
        wholes |= {t.i: part for t in inside if t.tag_ == "CD"}


def state_of_whole(counted: Counted) -> str | None:
    """The measure of "the five wounded" in "one of the five wounded"."""
    if not counted.partitive:
        return None
    behind = counted.number.doc[counted.number.i + 1 : counted.number.i + 6]
    word = next((t for t in behind if t.lower_ not in _BEFORE_STATE and t.tag_ not in ("CD", "PRP$")), None)
    return state_words().get(word.lower_) if word is not None else None


_BEFORE_STATE = words("of the these those")


def _of_whole(counted: Counted, wholes: Wholes) -> Measured | None:
    """What the words say of the whole itself; munitions of which some were shot down have been launched."""
    part = wholes[counted.number.i]
    measured = incoming(counted) if part is None else measure_of(counted)
    if measured is not None and (part is None or measured.predicate is not part.predicate):
        return measured
    shot = part is not None and part.measure in ("shot_down", "destroyed") and counted.kind == MUNITION
    return Measured("launched", counted.number, "whole") if shot else None


def _of_part(counted: Counted, wholes: Wholes) -> Measured | None:
    measured = measure_of(counted)
    one = counted.number.lower_ == "one"
    if measured is None and counted.partitive and counted.noun is not None and not one:
        measured = behind_whole(counted)
        wholes |= dict.fromkeys((t.i for t in children(counted.noun, "nummod")), None)
    if one and measured is not None and state_of_whole(counted) is not None:
        after = counted.number.doc[counted.number.i + 1 : counted.number.i + 5]
        wholes |= dict.fromkeys((t.i for t in after if t.tag_ == "CD"), None)
    return measured
