"""Fills drafts into claims: side, place, time, speaker, stance, hedge, incident, parts, quote.

Reads a Context and its drafts in the order of the text, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.enrich.clauses.bare import is_gapped
from pipeline.enrich.clauses.days import (
    INVASION,
    day_before,
    is_of_clause,
    own_times,
    stated_on,
    times_of,
    times_of_head,
)
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.inherit import inherited_days
from pipeline.enrich.clauses.mood import is_denied, is_negated
from pipeline.enrich.clauses.quote import quote_of
from pipeline.enrich.clauses.scene import echoed
from pipeline.enrich.clauses.scene_places import has_no_place, in_its_region, of_capital, or_of_office, place_before
from pipeline.enrich.clauses.sections import of_section
from pipeline.enrich.clauses.setting import is_right_behind, place_of
from pipeline.enrich.clauses.sides_fill import fill_side
from pipeline.enrich.clauses.story import days_behind, story_place
from pipeline.enrich.clauses.sums import (
    counts_days,
    goes_on,
    is_cumulative,
    is_staff_total,
    rest_of,
    since_war,
    since_when,
)
from pipeline.enrich.clauses.weapons import fill_weapon
from pipeline.enrich.context import Context
from pipeline.enrich.incidents import incident_of
from pipeline.enrich.speakers_statements import statements_at
from pipeline.models import Claim

_PER = re.compile(
    r"\b(?:(?:(?<!in )(?<!than )a|per|each|every) (day|week|month)|(daily|weekly|monthly)"
    r"|(day|week|month) (?:after|by) \3)\b",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(r"\b[Oo]n (?:an? \w+|most|some) ()(day)s?\b()[^;]*$")
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month"}
_PRESENT = frozenset({"VBZ", "VBP", "VBG"})


def complete(context: Context, drafts: list[Draft]) -> list[Claim]:
    """The claims of all drafts, in order."""
    claims: list[Claim] = []
    for position, draft in enumerate(drafts):
        claims.append(_claim(context, draft, drafts[:position]))
    return [_dated(context, claim, drafts[position:]) for position, claim in enumerate(claims)]


def _dated(context: Context, claim: Claim, behind: list[Draft]) -> Claim:
    """The claim with the days on which the text goes on to put what befell the town, if they are the same."""
    if claim.start is not None or claim.incident is None or claim.cumulative or claim.place is None:
        return claim
    days = days_behind(claim.place, behind)
    return claim if context.incidents[claim.incident].start else replace(claim, start=days[0], end=days[1])


def _claim(context: Context, draft: Draft, before: list[Draft]) -> Claim:
    stated = stated_on(context, draft)
    draft.per = draft.per or _per(draft) or _per_of_gap(draft, before)
    incident = _incident(context, draft)
    _set_cumulative(context, draft, before)
    _set_place(context, draft, incident, before)
    _set_times(context, draft, incident, stated, before)
    if draft.cumulative and draft.end and stated and draft.end > stated:
        draft.end = stated  # "so far this month": a sum runs no further than the day on which it is told
    if draft.start and draft.start == stated and draft.end and day_before(draft.end) == stated:
        draft.start, draft.end = day_before(stated), stated  # "overnight", told on the day before the text
    if draft.start and ((draft.end and draft.end < draft.start) or (stated and draft.start > stated)):
        draft.start = draft.end = None  # two readings that contradict each other, or what nobody can have told yet
    fill_weapon(context, draft, before)
    fill_side(context, draft, before)
    speaker, relays, stance = _speaker(context, draft)
    start, end = quote_of(draft)
    low, high, approx = draft.low, draft.high, draft.approx
    return Claim(
        claim_id="",  # given when the claim is whole
        measure=draft.measure,
        low=low,
        high=high,
        approx=approx,
        unit=draft.unit,
        per=draft.per,
        side=draft.side,
        place=draft.place,
        place_part=draft.place_part,
        start=draft.start,
        end=draft.end,
        cumulative=bool(draft.cumulative),
        action=draft.action,
        weapon=draft.weapon,
        speaker=speaker,
        stated_on=stated,
        relayed_by=relays,
        stance=stance,
        hedge=_hedge(context, draft),
        incident=incident,
        parts=draft.parts,
        quote=context.document.article.text[start:end],
        char_start=start,
        char_end=end,
    )


def _per(draft: Draft) -> str | None:
    """A rate: "200 a day", "300 soldiers every week"."""
    if draft.listed or draft.measure == "control":
        return None
    offset = draft.sentence.char_start
    tail = draft.sentence.text[draft.char_end - offset : draft.char_end - offset + 60].split(",")[0].split("(")[0]
    head = draft.sentence.text[max(0, draft.char_start - offset - 25) : draft.char_start - offset]
    ahead = draft.sentence.text[: draft.char_start - offset]
    match = (
        _PER.search(tail)
        or _ON_A_DAY.search(ahead)
        or re.search(r"\b(?:()(daily|weekly|monthly)())\s+(?:(?!and|but|with)\w+\s+){0,2}$", head, re.IGNORECASE)
    )
    if match is None:
        return None
    word = next(group for group in match.groups() if group).lower()
    return _PERIODS.get(word, word)


def _per_of_gap(draft: Draft, before: list[Draft]) -> str | None:
    """ "Russia fires 20,000 shells a day, where Ukraine fires 4,000": the rate of a bare figure beside."""
    if draft.like is not None and is_gapped(draft):
        return draft.like.per
    last = before[-1] if before else None
    beside = last is not None and last.sentence is draft.sentence and last.measure == draft.measure
    return last.per if last is not None and beside and draft.noun is None and draft.measure == "launched" else None


def _incident(context: Context, draft: Draft) -> int | None:
    if draft.measure in ("control", "area") or draft.listed or draft.per:
        return None
    if is_cumulative(context, draft):
        return None
    return incident_of(context, draft.sentence, draft.char_start)


def _set_cumulative(context: Context, draft: Draft, before: list[Draft]) -> None:
    if draft.cumulative is None:
        figures = draft.measure not in ("control", "distance")
        figures = figures and not draft.increment and not draft.per
        draft.cumulative = figures and (is_cumulative(context, draft) or goes_on(context, draft, before))


def _set_place(context: Context, draft: Draft, incident: int | None, before: list[Draft]) -> None:
    if draft.place is not None:
        return
    place = place_of(context, draft)
    beside = place is not None and is_right_behind(context, draft, place)
    if draft.like is not None and draft.like.place is not None and draft.noun is None and not beside:
        draft.place = draft.like.place
    elif not beside and of_capital(draft):
        draft.place = "Kyiv"
    elif place is not None:
        draft.place = place.name
    elif has_no_place(draft) and rest_of(draft, before) is None:
        draft.place = None
    elif (
        model := draft.like or echoed(draft, before) or rest_of(draft, before)
    ) is not None and model.place is not None:
        draft.place = model.place
    elif incident is not None and context.incidents[incident].place is not None:
        draft.place = in_its_region(context, draft, of_section(context, draft, context.incidents[incident].place))
    else:
        told = of_section(context, draft, place_before(context, draft, before) or story_place(context, draft, before))
        draft.place = or_of_office(context, draft, in_its_region(context, draft, told))


def _model(draft: Draft, before: list[Draft]) -> Draft | None:
    """The figure that this one is told with."""
    return draft.like or echoed(draft, before) or rest_of(draft, before)


def _set_times(context: Context, draft: Draft, incident: int | None, stated: str | None, before: list[Draft]) -> None:
    if draft.start is not None:
        return
    own = _own_times(context, draft)
    draft.start, draft.end = own
    if draft.increment and stated is not None:
        draft.start, draft.end = day_before(stated), stated
    elif draft.cumulative:
        _set_sum(draft, stated, before)
    elif own[0] is not None and not _holds_now(context, draft):
        return
    elif draft.measure == "control" and draft.like is not None:
        draft.start, draft.end = draft.like.start, draft.like.end
    elif draft.measure == "control":
        draft.start = draft.end = stated if draft.action in ("holds", "contested") else None
    elif not draft.per:
        draft.start, draft.end = inherited_days(context, draft, incident, before)


def _holds_now(context: Context, draft: Draft) -> bool:
    """ "… have advanced over the last three days and now hold X": days of another clause are not of the present, nor
    of what somebody said still held."""
    if draft.measure != "control" or draft.action != "holds":
        return False
    told = draft.predicate.tag_ == "VBD" and any(c.lower_ == "still" for c in draft.predicate.children)
    if not told and draft.predicate.tag_ not in ("VBZ", "VBP", "VB"):
        return False
    times = own_times(context, draft)
    return bool(times) and not is_of_clause(draft, times[0])


def _own_times(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The days that the sentence gives, or the line that heads the list."""
    of_day = draft.cumulative and counts_days(context, draft)
    own = since_when(context, draft) if of_day else times_of(context, draft)
    return times_of_head(context, draft) if own[0] is None and not draft.increment else own


def _set_sum(draft: Draft, stated: str | None, before: list[Draft]) -> None:
    """A running sum counts from the invasion, or from where the one beside it counts; one day is no interval of it."""
    sums = [d for d in before if d.cumulative and _is_beside(d, draft) and d.start]
    if since_war(draft):
        draft.start, draft.end = INVASION, stated
    elif draft.start is None and stated and sums:
        draft.start, draft.end = sums[-1].start, sums[-1].end
    elif draft.start is not None and draft.start == draft.end:
        draft.start = draft.end = None
    if draft.start is None and draft.place is None and is_staff_total(draft):
        draft.start, draft.end = INVASION, stated


def _is_beside(one: Draft, other: Draft) -> bool:
    gap = other.sentence.paragraph - one.sentence.paragraph
    return gap == 0 or (gap == 1 and bool(_SAME_PERIOD.search(other.sentence.text)))


_SAME_PERIOD = re.compile(r"\b(?:(?:the|that|this) (?:same )?period|(?:that|this|the same) time)\b", re.IGNORECASE)


def _speaker(context: Context, draft: Draft) -> tuple[str | None, list[str], str]:
    position = draft.char_start if draft.voice_at is None else draft.voice_at
    statements = [s for s in statements_at(context, position, draft.char_end) if s.speaker is not None]
    like = draft
    while not statements and like.role == "like" and like.noun is not None and like.like is not None:
        like = like.like  # the next thing of a list is of whoever has the first
        if like.sentence is not draft.sentence:
            break
        statements = [s for s in statements_at(context, like.char_start, like.char_end) if s.speaker is not None]
    stance = "asserts"
    if statements:
        stance = statements[0].stance
    if draft.denied or is_denied(draft.predicate) or (draft.measure == "control" and is_negated(draft.predicate)):
        stance = "denies"
    if not statements:
        return None, [], stance
    inner = statements[0]
    relays = [*inner.relayed_by, *(s.speaker for s in statements[1:] if s.speaker)]
    seen: list[str] = []
    for name in relays:
        if name != inner.speaker and name not in seen:
            seen.append(name)
    return inner.speaker, seen, stance


def _hedge(context: Context, draft: Draft) -> int | None:
    """The nearest hedge whose words in doubt hold the figure."""
    found = [
        index
        for index, hedge in enumerate(context.hedges)
        if draft.sentence.char_start <= hedge.char_start < draft.sentence.char_end
        and hedge.target is not None
        and hedge.target.char_start <= draft.char_start < hedge.target.char_end
    ]
    return min(found, key=lambda i: abs(context.hedges[i].char_start - draft.char_start)) if found else None
