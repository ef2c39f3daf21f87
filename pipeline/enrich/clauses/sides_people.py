"""Whether the people that are counted are soldiers or civilians, by the words for them and around them.

Reads a Draft and the statements around it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.parties import near_sentences, serves
from pipeline.enrich.clauses.sides_actors import noun_phrase
from pipeline.enrich.context import Context
from pipeline.enrich.measures import CIVIL, CIVIL_THINGS, MILITARY, PERSON
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.speakers_statements import statements_at

_MILITARY_SITE = re.compile(
    r"\b(?:air ?bases?|airfields?|military (?:base|airfield|unit|facility|site)|barracks|garrison|training ground"
    r"|trench\w*"
    r"|front ?lines?|positions|warship|cruiser|command posts?|vocational school|battalion|brigade|regiment"
    r"|platoon|squad)\b",
    re.IGNORECASE,
)
_QUARTERS = re.compile(r"\b(?:air ?bases?|airfields?|barracks|garrison|training ground|army base|command posts?)\b")
_SOLDIERLY = words(
    "military army soldiers servicemen combat border battalion brigade regiment platoon company squad unit troops"
    " forces militia"
)
_MINE = re.compile(r"\b(?:my|our|his)\b", re.IGNORECASE)
_COMRADES = words("lad boy guy man person people brother friend kid")


def is_civil(draft: Draft) -> bool:
    noun = draft.noun
    if noun is None:
        return False
    near = {t.lower_ for t in noun_phrase(noun) if t.head.lower_ != "administration"}
    if draft.kind == PERSON or draft.measure == "killed_or_wounded":
        return bool(near & {"civilian", "civilians"}) or (singular(noun.text) in CIVIL and not near & _SOLDIERLY)
    return singular(noun.text) in CIVIL_THINGS and "military" not in {t.lower_ for t in noun.subtree}


def is_soldier(draft: Draft) -> bool:
    noun = draft.noun
    if noun is None:
        return draft.measure in ("losses", "captured", "exchanged") or bool(
            {t.lower_ for t in noun_phrase(draft.number)} & _SOLDIERLY
        )
    near = {t.lower_ for t in noun_phrase(noun)}
    word = singular(noun.text)
    if word == "member":
        return bool(near & _SOLDIERLY)  # of a family, of a charity: no soldiers
    owned = (
        word == "man"
        and noun.lower_ == "men"
        and (near & {"his", "its", "own", "their", "our"} or draft.predicate.lower_ == "lost")
    )
    return bool(word in MILITARY or near & _SOLDIERLY or word in ("prisoner", "pow", "personnel") or owned)


def is_comrade(context: Context, draft: Draft, found: str) -> bool:
    """ "Two of my lads": those whom somebody in uniform calls his are soldiers."""
    if not _MINE.search(found) or draft.noun is None or singular(draft.noun.text) not in _COMRADES:
        return False
    statement = next((s for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), None)
    return statement is not None and serves(context, statement.speaker or "")


def by_nature(context: Context, draft: Draft) -> str | None:
    """People with no military word are civilians, except at a military site."""
    if draft.kind != PERSON or draft.measure in ("losses", "captured", "exchanged"):
        return None
    if draft.bare or draft.role == "like":
        return None
    return "open" if is_soldier(draft) or _is_at_site(context, draft) else "civilian"


def _is_at_site(context: Context, draft: Draft) -> bool:
    """Whether the sentence tells of a military site, or the paragraph of quarters."""
    lines = [s.text for s in near_sentences(context, draft) if s.paragraph == draft.sentence.paragraph]
    return bool(_MILITARY_SITE.search(draft.sentence.text) or _QUARTERS.search(" ".join(lines)))
