"""Strikes, shelling and fighting: what happened on the ground, told once a text, at the clause that tells it first.

Reads a Context's parses, places, times and statements; writes its `incidents`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.days import is_past, times_of
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import is_noun, is_verb
from pipeline.enrich.clauses.quote import clause_of
from pipeline.enrich.clauses.scene import has_staff
from pipeline.enrich.clauses.scene_places import points_to_town
from pipeline.enrich.clauses.setting import place_of
from pipeline.enrich.clauses.story import towns_named
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.incidents_actor import actor_of
from pipeline.enrich.incidents_kind import SHELLING, STRIKING, goes_on, kind_of
from pipeline.enrich.speakers_statements import speaker_of
from pipeline.models import Incident, Place

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


_REACH = (
    4  # sentences: how far back a figure looks for the incident that it belongs to; more mixed up towns in our texts
)


@dataclass(frozen=True, slots=True)
class _Event:
    """What a word tells of. `refers`: a definite noun without a place of its own; `again`: a further one."""

    incident: Incident
    refers: bool
    again: bool
    parts: frozenset[str]  # of the day, as its sentence names them


def find_incidents(context: Context) -> None:
    """Fills `context.incidents`, in the order of the text."""
    told: list[_Event] = []
    for sentence in context.sentences:
        if sentence.doc is None:
            continue
        found = [e for token in sentence.doc if (e := _at(context, sentence, token)) is not None]
        for event in _strongest(found):
            known = next((i for i, earlier in enumerate(told) if _is_same(context, earlier, event)), None)
            if known is None:
                told.append(event)
                context.incidents.append(event.incident)
            else:
                context.incidents[known] = _completed(context.incidents[known], event.incident)


def incident_of(context: Context, sentence: Sentence, char: int) -> int | None:
    """Index of the incident that a figure at this character belongs to; None where none is told near."""
    own = [i for i, x in enumerate(context.incidents) if sentence.char_start <= x.char_start < sentence.char_end]
    if own:
        return min(own, key=lambda i: abs(context.incidents[i].char_start - char))
    named = {
        p.name
        for p in context.places
        if sentence.char_start <= p.char_start < sentence.char_end and p.precision in _NEAR
    }
    first = context.sentences[max(0, sentence.index - _REACH)].char_start
    before = [i for i, x in enumerate(context.incidents) if x.char_start < sentence.char_start]
    if named:
        last = next((i for i in reversed(before) if context.incidents[i].place in named), None)
        told = None if last is None else context.incidents[last]
        return None if told and is_past(context, told.start, told.end, told.char_end, sentence.char_end) else last
    near = [i for i in before if context.incidents[i].char_start >= first]
    if (since := _place_since(context, sentence)) is not None:
        close = {i: context.incidents[i] for i in near}
        near = [i for i, x in close.items() if x.char_start >= since[0] or x.place == since[1]]
    if _THERE.search(sentence.text):
        starts = min(s.char_start for s in context.sentences if s.paragraph == sentence.paragraph)
        near = [i for i in near if context.incidents[i].char_start >= starts]
    return near[-1] if near else None


def _place_since(context: Context, sentence: Sentence) -> tuple[int, str] | None:
    """Where the last town before this sentence stands in its paragraph: what is told further up is of other places."""
    starts = min(s.char_start for s in context.sentences if s.paragraph == sentence.paragraph)
    named = [p for p in context.places if starts <= p.char_start < sentence.char_start and p.precision in _NEAR]
    if not named:
        return None
    home = next(s.char_start for s in context.sentences if s.char_start <= named[-1].char_start < s.char_end)
    return home, named[-1].name


_THERE = re.compile(r"\bthere,|\bthere\.|\b(?:killed|wounded|hurt|injured|died) there\b")  # of the place just named
_NEAR = ("settlement", "point")


def _at(context: Context, sentence: Sentence, token: Token) -> _Event | None:
    kind = kind_of(token)
    if kind is None:
        return None
    neutral = is_verb(token) and not token.lower_.startswith("bomb")
    kind = _kind_around(context, sentence) if kind == "strike" and neutral else kind
    beside = {c.lower_ for c in token.children}
    draft = Draft("incident", None, None, None, sentence, token, token)
    draft.char_start = sentence.char_start + token.idx
    draft.char_end = draft.char_start + len(token.text)
    place = place_of(context, draft)
    own = _first_of_list(context, sentence, place).name if place is not None else None
    draft.place = own
    start, end = times_of(context, draft)
    today = context.anchor_of(sentence)
    if start is not None and today is not None and start > today.isoformat():
        start, end = None, None  # a day that something else is to come on
    lasting = is_noun(token) and goes_on(token)  # fighting that goes on: along the whole front, if no words place it
    if own is None and (not lasting or points_to_town(sentence.text)):
        draft.place = _place_before(context, draft, start)
    if is_noun(token) and own is None and _BACK.match(sentence.text[token.idx :]):
        own = draft.place  # "battles there": of the town just told of
    actor = actor_of(context, draft, token, kind)
    if is_noun(token) and own is None and start is None and "renewed" not in beside and not lasting:
        return None
    left, right = clause_of(draft)
    incident = Incident(
        kind=kind,
        actor=actor,
        place=draft.place,
        start=start,
        end=end,
        speaker=speaker_of(context, draft.char_start, draft.char_end),
        quote=context.document.article.text[left:right],
        char_start=left,
        char_end=right,
    )
    definite = is_noun(token) and bool(beside & _DEFINITE)
    parts = frozenset(_PARTS.findall(sentence.text.lower()))
    return _Event(incident, definite and own is None, bool(beside & _AGAIN), parts)


_BACK = re.compile(r"^\w+ there\b|^\w+ (?:in|around|near) the (?:city|town|village)\b")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_AGAIN = frozenset({"again", "another", "second", "further", "renewed", "new", "anew", "third", "fresh", "next"})
_PARTS = re.compile(r"\b(?:morning|noon|midday|afternoon|evening|overnight|night|dawn)\b")


def _first_of_list(context: Context, sentence: Sentence, place: Place) -> Place:
    """ "Near Vodiane, Krasna Hora and Marinka": the first of towns in a row."""
    text = context.document.article.text
    before = [p for p in context.places if sentence.char_start <= p.char_start < place.char_start]
    for earlier in reversed(before):
        if earlier.precision != place.precision or not _LISTED.fullmatch(text, earlier.char_end, place.char_start):
            break
        place = earlier
    return place


_LISTED = re.compile(r"(?:,| and|, and|;) (?:in |near |at |of )?(?:the )?")


def _kind_around(context: Context, sentence: Sentence) -> str:
    """The kind of a blow whose own sentence names no weapon: that of the shells the paragraph tells of."""
    if STRIKING.search(sentence.text) or SHELLING.search(sentence.text):
        return "strike" if STRIKING.search(sentence.text) else "shelling"
    first = sentence.index
    while first > 0 and context.sentences[first - 1].paragraph == sentence.paragraph:
        first -= 1
    ahead = " ".join(s.text for s in context.sentences[first : sentence.index])
    return "shelling" if SHELLING.search(ahead) and not STRIKING.search(ahead) else "strike"


def _place_before(context: Context, draft: Draft, start: str | None) -> str | None:
    """The town that the paragraph has just named; a blow that no words place is where the story is.

    A blow of another day with a target of its own ("attacks on two airfields") may have fallen anywhere.
    """
    sentence, token = draft.sentence, draft.predicate
    starts = min(s.char_start for s in context.sentences if s.paragraph == sentence.paragraph)
    named = [p for p in context.places if starts <= p.char_start < draft.char_start and p.precision in _NEAR]
    if len(named) > 1 and _LISTED.fullmatch(context.document.article.text, named[-2].char_end, named[-1].char_start):
        return None  # which of several, the words leave open
    told = [i for i in context.incidents if i.place]
    other_day = start is not None and any(i.start not in (None, start) for i in told[-1:])
    if other_day and is_noun(token) and any(c.lower_ in ("on", "against") for c in token.children):
        return None
    if named:
        return named[-1].name
    near = context.sentences[max(0, sentence.index - _FOLLOWS)]
    follows = bool(told) and near.block == sentence.block and told[-1].char_start >= near.char_start
    if follows or len({i.place for i in told}) == 1:
        return told[-1].place
    if told or has_staff(context, draft) or re.search(r"\bthere\b", sentence.text):
        return None
    towns = towns_named(context, draft, _BESIDE)
    return towns.pop() if len(towns) == 1 else None


_BESIDE = 1  # paragraphs: how far back the one town may stand of which a blow is that no words place
_FOLLOWS = 5  # sentences: how long a story stays where its last blow fell


def _strongest(found: list[_Event]) -> list[_Event]:
    """One incident per place and kind of a sentence: "a missile strike hit a house" is one."""
    kept: list[_Event] = []
    for event in found:
        incident = event.incident
        twin = next((k for k in kept if _are_twins(k.incident, incident)), None)
        if twin is None:
            kept.append(event)
        elif twin.incident.actor is None and incident.actor is not None:
            kept[kept.index(twin)] = event
    return kept


def _are_twins(one: Incident, other: Incident) -> bool:
    return one.place == other.place and (one.kind == other.kind or one.place is not None)


def _is_same(context: Context, earlier: _Event, event: _Event) -> bool:
    """Whether the text has told it: neither kind nor place nor day tell it from an earlier one."""
    known, incident = earlier.incident, event.incident
    if event.again or (event.parts and earlier.parts and not event.parts & earlier.parts):
        return False
    if not _may_be_same_day(known, incident, event.refers):
        return False
    alike = known.kind == incident.kind or (event.refers and "fighting" not in (known.kind, incident.kind))
    here = incident.place in (None, known.place) or (known.place is None and event.refers)
    return alike and (here or _is_within(context, known.place, incident.place))


def _is_within(context: Context, town: str | None, region: str | None) -> bool:
    """Whether a region is told of after a town of it: "the attack on Engels … the air base in Saratov region"."""
    return region is not None and any(p.name == town and p.admin1 == region for p in context.places)


def _may_be_same_day(known: Incident, incident: Incident, refers: bool) -> bool:
    if incident.start is None or incident.end is None:
        return True
    if known.start is None or known.end is None:
        return refers
    return known.start <= incident.end and incident.start <= known.end


def _completed(known: Incident, incident: Incident) -> Incident:
    """The incident with the day and the actor that a later clause tells: "the strike, on Sunday, …"."""
    actor = known.actor or incident.actor
    if known.start is None and incident.start is not None:
        return replace(known, start=incident.start, end=incident.end, actor=actor)
    return replace(known, actor=actor)
