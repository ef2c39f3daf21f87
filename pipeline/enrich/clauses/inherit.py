"""The days of a figure whose own words give none: whose days are asked for, in which order.

Reads a Context, a Draft and the drafts before it; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.enrich.clauses.days import days_beside
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.scene import EVENTS, days_before, days_of_paragraph, echoed, lines_before
from pipeline.enrich.clauses.story import days_after, story_days
from pipeline.enrich.context import Context
from pipeline.models import Incident

Days = tuple[str | None, str | None]

_CLOCK = re.compile(r"\b[Aa]t (?:[01]?\d|2[0-3]):[0-5]\d\b")  # an hour without a day is one of the day of telling
_PART_OF_DAY = re.compile(
    r"\b(?:(?:at|after|before|around|between|by) (?:dawn|noon|midday|midnight|dusk|daybreak|sunrise|sunset|nightfall)"
    r"|(?<!as )(?:at|after|before|around|about) (?:\w+ o['’]clock|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b)"
    r"|in the (?:early |late )?(?:morning|afternoon"
    r"|evening)|since (?:the )?(?:(?:start|beginning) of the day|morning|midnight|dawn))\b",
    re.IGNORECASE,
)


def inherited_days(context: Context, draft: Draft, incident: int | None, before: list[Draft]) -> Days:
    """The first days that anything near has to give."""
    return next((days for days in _offers(context, draft, incident, before) if days[0] is not None), (None, None))


def _offers(context: Context, draft: Draft, incident: int | None, before: list[Draft]) -> Iterator[Days]:
    """The figure told before, the clause beside, the incident, the hour, the lines and the story around."""
    model = draft.like or echoed(draft, before)
    if model is not None and not model.cumulative:
        yield model.start, model.end
    yield days_beside(context, draft)
    if incident is not None:
        yield _days_of_blow(context, draft, context.incidents[incident])
    yield _today(context, draft, _CLOCK)
    yield days_before(context, draft, before)
    yield story_days(context, draft, before)
    yield _just_told(draft, before)
    yield days_after(context, draft)
    yield _today(context, draft, _PART_OF_DAY)
    yield _hour_before(context, draft)


def _days_of_blow(context: Context, draft: Draft, blow: Incident) -> Days:
    """The days of an incident, or those that the paragraph names after it."""
    if blow.start is None:
        return None, None
    told = days_of_paragraph(context, draft)
    ahead = context.document.article.text[blow.char_start : draft.char_start]
    return told if told[0] is not None and "\n" in ahead else (blow.start, blow.end)


def _today(context: Context, draft: Draft, hour: re.Pattern[str]) -> Days:
    """The anchor day, where the sentence tells no more than the hour."""
    day = context.anchor_of(draft.sentence)
    return (None, None) if day is None or not hour.search(draft.sentence.text) else (day.isoformat(), day.isoformat())


def _hour_before(context: Context, draft: Draft) -> Days:
    """The anchor day, where the paragraph has told no more than the hour of what befell them."""
    day = context.anchor_of(draft.sentence)
    near = [s for s in lines_before(context, draft.sentence, 1) if s.block == draft.sentence.block]
    told = day is not None and any(_PART_OF_DAY.search(s.text) for s in near)
    return (day.isoformat(), day.isoformat()) if day is not None and told and draft.measure in EVENTS else (None, None)


def _just_told(draft: Draft, before: list[Draft]) -> Days:
    """The days of the sentence right before, where this one says that nobody or nothing came to harm by it."""
    if (draft.low, draft.high) != (0, 0) or not before:
        return None, None
    last = before[-1]
    follows = last.sentence.paragraph == draft.sentence.paragraph and draft.sentence.index - last.sentence.index <= 1
    return (last.start, last.end) if follows and not last.per else (None, None)
