"""The one place and the one day of which a text has told so far: what its next figure is of, if it names no other.

Reads a Draft, the drafts before it and the Context's incidents; writes nothing.
"""

from __future__ import annotations

from pipeline.enrich.clauses.days import is_past
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.context import Context

_EVENTS = frozenset({"killed", "wounded", "killed_or_wounded", "missing", "launched", "shot_down", "hit", "destroyed"})
_SPENT = frozenset({"distance", "area"})


def story_place(context: Context, draft: Draft, before: list[Draft]) -> str | None:
    """The place of all strikes and figures told so far, if it is one and the same."""
    if draft.measure not in _EVENTS | _SPENT or draft.cumulative or draft.per:
        return None
    told = {d.place for d in before if d.place and d.measure in _EVENTS and not d.cumulative}
    told |= {i.place for i in context.incidents if i.place and i.char_start < draft.sentence.char_start}
    return told.pop() if len(told) == 1 else None


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
