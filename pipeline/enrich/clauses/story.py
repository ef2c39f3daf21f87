"""The one place and the one day of which a text has told so far: what its next figure is of, if it names no other.

Reads a Draft, the drafts before it and the Context's incidents; writes nothing.
"""

from __future__ import annotations

from pipeline.enrich.clauses.days import is_past
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.scene import lines_before, speaks_for_arms
from pipeline.enrich.clauses.setting import places_of, usable
from pipeline.enrich.context import Context

_EVENTS = frozenset({"killed", "wounded", "killed_or_wounded", "missing", "launched", "shot_down", "hit", "destroyed"})
_NEAR, _LINES = 3, 20  # paragraphs and sentences
_SPENT = frozenset({"distance", "area"})


def story_place(context: Context, draft: Draft, before: list[Draft]) -> str | None:
    """The place of all strikes and figures told so far, if it is one and the same; else the one town named so far."""
    if draft.measure not in _EVENTS | _SPENT or draft.cumulative or draft.per:
        return None
    told: set[str | None] = {d.place for d in before if d.place and d.measure in _EVENTS and not d.cumulative}
    told |= {i.place for i in context.incidents if i.place and i.char_start < draft.sentence.char_start}
    if not told and draft.measure in _EVENTS and not speaks_for_arms(context, draft):
        told = towns_named(context, draft)
    return told.pop() if len(told) == 1 else None


def towns_named(context: Context, draft: Draft, reach: int = _NEAR) -> set[str | None]:
    """The towns of the lines before; a staff, whose figures are of the whole war, is not asked for them."""
    near = lines_before(context, draft.sentence, reach, _LINES)
    return {
        p.name
        for sentence in near
        for p in places_of(context, sentence)
        if p.precision in ("settlement", "point") and usable(context, draft, p, sentence)
    }


_NEXT = 3  # sentences in which a text that opens with a toll comes to what caused it


def days_after(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The days of the strike that the next sentences tell of, where none is told before."""
    if draft.measure not in _EVENTS or draft.cumulative or draft.per or context.anchor_of(draft.sentence) is None:
        return None, None
    last = context.sentences[min(draft.sentence.index + _NEXT, len(context.sentences) - 1)]
    beside = last.paragraph == draft.sentence.paragraph
    for incident in context.incidents:
        here = draft.sentence.char_end <= incident.char_start < last.char_end
        known = incident.place == draft.place if draft.place or not beside else incident.place is None
        if here and incident.start and known and (beside or draft.place):
            return incident.start, incident.end
    return None, None


def days_behind(place: str, behind: list[Draft]) -> tuple[str | None, str | None]:
    """The days of all figures told behind of what befell a place, if they are the same."""
    events = [d for d in behind if d.place == place and d.measure in _EVENTS and not (d.cumulative or d.per)]
    days = {(d.start, d.end) for d in events if d.start}
    return days.pop() if len(days) == 1 else (None, None)


def story_days(context: Context, draft: Draft, before: list[Draft]) -> tuple[str | None, str | None]:
    """The days of all strikes and figures told so far of the draft's place, if they are the same."""
    if draft.measure not in _EVENTS or draft.cumulative or draft.per:
        return None, None
    here = (None, draft.place)
    events = [d for d in before if d.start and d.measure in _EVENTS and not d.cumulative]
    told = {(d.start, d.end): d.char_end for d in events if d.place in here}
    told |= {
        (i.start, i.end): i.char_end
        for i in context.incidents
        if i.start and i.char_start < draft.sentence.char_start and i.place in here
    }
    if len(told) != 1:
        return None, None
    ((start, end), last) = told.popitem()
    return (None, None) if is_past(context, start, end, last, draft.sentence.char_end) else (start, end)
