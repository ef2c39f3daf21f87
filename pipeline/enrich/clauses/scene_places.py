"""Where a figure happened that names no place itself: what its words point back to, and whose office speaks.

Reads a Draft, the drafts before it and the Context's places; writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.scene import EVENTS, PEOPLE_COUNTED, are_kin, lines_before
from pipeline.enrich.clauses.setting import barriers, dateline, distance_to, offices_of, places_of, token_of, usable
from pipeline.enrich.context import Context
from pipeline.enrich.names_roles import seat_of
from pipeline.enrich.speakers_statements import statements_at

_POINTS_BACK = re.compile(
    r"\b(?:there|here|next door|nearby|(?:our|my|his|her|their) (?:town|city|village|street|house|district|block)"
    r"|(?:this|that|the) (?:one )?battle"
    r"|the cent(?:er|re)|downtown|the (?:town|city|village|building|station|market|arena|hospital|district|region|port"
    r"|settlement|blast|strike|attack"
    r"|toll|wounded|dead)|it|its|they|we|us|that (?:day|night|morning)|the same (?:day|night))\b",
    re.IGNORECASE,
)
_TOWN_BACK = re.compile(
    r"\b(?:(?:the|this|that) (?:city|town|village|settlement)|(?:our|my) (?:city|town|village))\b", re.IGNORECASE
)
_HOME = re.compile(r"\bfrom (?:her|his|their|my|our|the) (?:home ?)?(?:town|city|village|street)\b")  # no scene
# What places a running sum, too.
_RIGHT_HERE = re.compile(
    r"\b(?:here|there|(?:in|of|from|at) (?:the|this|that|our|my) (?:one )?"
    r"(?:cent(?:er|re)|city|town|village|settlement|district|battle|siege))\b",
    re.IGNORECASE,
)
_FIRED_AT = re.compile(
    r"\b(?:shell(?:s|ed)?|hit|struck|bomb(?:ed)?|pound(?:ed)?) it\b"
    r"|\bthe (?:city|town|village|district|region) (?:is|was|has been|had been) (?:shelled|hit|bombed|attacked)\b"
)
_CAPITAL = re.compile(r"\b(?:in|over|above|at|on|near|towards?|of|for|to) the (?:Ukrainian )?capital\b(?! of|[’'])")
_NO_PLACE = ("control", "area", "exchanged")
_EXACT = ("point", "settlement")
_FAR = 5  # paragraphs: how far back a bare toll may stand from the one that it answers
_PARAGRAPHS = 2  # how far back a line that points back may reach
_LINES = 8  # sentences
_POST = 3  # paragraphs: the lines before a post name its account and bring in its scene
_TEXT = 40  # paragraphs: how far back the town may stand that "the city" names


def has_no_place(draft: Draft) -> bool:
    """Sums, rates and daily totals are of no place unless their own words name one."""
    if draft.per and _FIRED_AT.search(draft.sentence.text):
        return False
    if draft.cumulative and _RIGHT_HERE.search(draft.sentence.text):
        return False
    return bool(draft.cumulative or draft.per or draft.increment or draft.listed or draft.measure in _NO_PLACE)


def points_to_town(text: str) -> bool:
    """ "In the city's east": of the town told of before."""
    return _TOWN_BACK.search(text) is not None


def place_before(context: Context, draft: Draft, before: list[Draft]) -> str | None:
    """The place that the paragraph speaks of, or the lines before where the sentence points back."""
    text = _HOME.sub("", draft.sentence.text)
    if _CAPITAL.search(text):
        return "Kyiv"
    town = _TOWN_BACK.search(text) is not None
    if town and (named := _of_dateline(context, draft)) is not None:
        return named
    beside = [d for d in before if d.place and _is_beside(context, d, draft)]
    most = _TEXT if town else _LINES
    for sentence in lines_before(context, draft.sentence, _reach(context, draft, town), most):
        found = places_of(context, sentence)
        found = [p for p in found if (p.precision in _EXACT if town else usable(context, draft, p, sentence))]
        if found:
            return ([p for p in found if p.precision in _EXACT] or found)[-1].name
        if beside and sentence.index <= beside[-1].sentence.index:
            return beside[-1].place
    if draft.noun is None and draft.measure in PEOPLE_COUNTED:
        return _place_of_kin(draft, before)
    return None


def _is_beside(context: Context, one: Draft, draft: Draft) -> bool:
    """An earlier figure of the same kind and paragraph, or of the sentence before, or of the same post."""
    if one.sentence.paragraph == draft.sentence.paragraph and are_kin(one, draft):
        return True
    events = one.measure in EVENTS and draft.measure in EVENTS and not (one.per or one.cumulative)
    posted = _is_posted(context, draft) and one.sentence.block == draft.sentence.block
    follows = draft.sentence.index - one.sentence.index <= 1 and one.sentence.paragraph == draft.sentence.paragraph
    return events and (posted or follows)


def of_capital(draft: Draft) -> bool:
    """ "Above the capital all 16 were intercepted": the clause itself names Kyiv so."""
    found = _CAPITAL.search(draft.sentence.text)
    token = token_of(draft.sentence, draft.sentence.char_start + found.end() - 1) if found is not None else None
    return token is not None and distance_to(draft, token) == 0 and barriers(draft, token) == 0


def or_of_office(context: Context, draft: Draft, told: str | None) -> str | None:
    """The place told before, unless the sentence's own official speaks for another and the paragraph names none."""
    office = place_of_office(context, draft) or _seat_of_speaker(context, draft)
    if office is None or told is None:
        return told or office
    first = min(s.char_start for s in context.sentences if s.paragraph == draft.sentence.paragraph)
    known = [p for p in context.places if p.name == told]
    near = any(first <= p.char_start < draft.char_start for p in known)
    return told if near or any(office in (p.name, p.admin1) for p in known) else office


def _seat_of_speaker(context: Context, draft: Draft) -> str | None:
    """ "Honcharenko said there were no casualties": the town of which he is known to be mayor."""
    statement = next((s for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), None)
    if statement is None or draft.measure not in EVENTS:
        return None
    return seat_of(statement.speaker or "", context.anchor_of(draft.sentence))


def _of_dateline(context: Context, draft: Draft) -> str | None:
    """ "KHARKIV (Wire) — Ten missiles slammed into the city": the town above the sentence is the one meant."""
    first = draft.sentence.char_start
    ends = first + dateline(draft.sentence)
    return next((p.name for p in context.places if first <= p.char_start < ends and p.precision in _EXACT), None)


def place_of_office(context: Context, draft: Draft) -> str | None:
    """ "The mayor of Kramatorsk said that three bodies had been found": who speaks for a place speaks of it."""
    for sentence in [draft.sentence, *lines_before(context, draft.sentence, 0)]:
        local = [p for p in offices_of(context, sentence) if p.precision not in ("country", "region")]
        if local:
            text, at = context.document.article.text, local[-1]
            regional = at.admin1 and (
                _REGIONAL.match(text, at.char_end) or text.endswith("governor of ", 0, at.char_start)
            )
            return local[-1].admin1 if regional else local[-1].name
    return None


_REGIONAL = re.compile(r"(?:[’']s)? (?:regional|oblast|region|governor)\b", re.IGNORECASE)


def in_its_region(context: Context, draft: Draft, place: str | None) -> str | None:
    """ "In the wider region there were 71 attacks", told after those on a town: the oblast of that town."""
    if place is None or not _REGION_BACK.search(draft.sentence.text):
        return place
    return next((p.admin1 for p in context.places if p.name == place and p.precision in _EXACT), None) or place


_REGION_BACK = re.compile(
    r"\b(?:in|across|throughout|around|over) (?:all of |parts of )?(?:the|this|that|our|my) (?:\w+ )?"
    r"(?:region|oblast|province)\b",
    re.IGNORECASE,
)


def _reach(context: Context, draft: Draft, town: bool) -> int:
    if town:
        return _TEXT
    posted = _is_posted(context, draft)
    if _POINTS_BACK.search(_HOME.sub("", draft.sentence.text)):
        return _POST if posted else _PARAGRAPHS
    return int(posted)


def _is_posted(context: Context, draft: Draft) -> bool:
    """A post is of the scene that the lines before it bring in."""
    block = draft.sentence.block
    return block >= 0 and context.document.blocks[block].kind == "post"


def _place_of_kin(draft: Draft, before: list[Draft]) -> str | None:
    """A figure that names neither people nor place is set beside the last one of its kind."""
    kin = [
        d
        for d in before
        if d.place and d.measure == draft.measure and draft.sentence.paragraph - d.sentence.paragraph <= _FAR
    ]
    return kin[-1].place if kin else None
