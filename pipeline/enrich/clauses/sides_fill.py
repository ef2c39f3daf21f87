"""Fills in the side of a draft: whose people and weapons, and for control who holds the place.

Reads a Draft, the drafts before it and the Context; writes `side` of the draft.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.bare import is_gapped, is_of_other_side, words_before
from pipeline.enrich.clauses.control_holder import holder_words
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_passive, is_verb
from pipeline.enrich.clauses.parties import OPPOSITE, side_of_place, side_of_words, speaker_side
from pipeline.enrich.clauses.scene import PEOPLE_COUNTED, are_kin, echoed, side_before
from pipeline.enrich.clauses.sides import side_of
from pipeline.enrich.clauses.sides_losers import by_reckoning
from pipeline.enrich.clauses.sides_movers import WON_BACK
from pipeline.enrich.context import Context
from pipeline.enrich.measures import THING
from pipeline.enrich.measures_forms import singular
from pipeline.enrich.speakers_statements import statements_at


def fill_side(context: Context, draft: Draft, before: list[Draft]) -> None:
    """Sets the side of a draft, from its own words, from what it belongs to, from the figures before it."""
    if draft.side is not None:
        return
    if draft.measure == "control" and draft.like is not None:
        draft.side = draft.like.side
    elif draft.measure == "control":
        _set_holder(context, draft, before)
    elif draft.like is not None and draft.noun is None:
        draft.side = by_reckoning(context, draft) or _side_like(draft, draft.like)
        if draft.side is None and draft.role == "whole":
            draft.side = side_of(context, draft.like)  # of the part, which may stand behind it
    else:
        draft.side = _side_of(context, draft, before)
    if draft.side is None and draft.measure not in ("control", "distance", "area") and not _is_like(draft):
        draft.side = side_before(context, draft, before)


def _is_like(draft: Draft) -> bool:
    return draft.like is not None and draft.noun is None


def _side_like(draft: Draft, model: Draft) -> str | None:
    """The side of the figure whose measure this one shares, unless the words name another."""
    if is_of_other_side(draft):
        return OPPOSITE.get(model.side or "")
    on_side = _ON_SIDE.search(words_before(draft))
    if on_side is not None:
        return side_of_words(on_side.group())
    by = _BY.match(draft.sentence.text, draft.char_end - draft.sentence.char_start)
    named = side_of_words(by.group()) if by is not None else None
    return named or (side_of_words(words_before(draft)) if is_gapped(draft) else None) or model.side


_ON_SIDE = re.compile(r"\b(?:on|for|from|among) (?:the )?(?:Russian|Ukrainian) (?:side|army|ranks|troops)\b")
_BY = re.compile(r" (?:by|for|from|on) [^,;.]{1,20}")  # "20,000 rounds a day, against 5,000 by Ukraine"


def _side_of(context: Context, draft: Draft, before: list[Draft]) -> str | None:
    side = _side_of_mover(draft, before) or _side_of_crew(draft, before) or _side_of_men(draft, before)
    side = side or side_of(context, draft)
    if side is None and (model := echoed(draft, before)) is not None:
        side = model.side
    if side is None and draft.role == "traded":
        side = next((OPPOSITE.get(d.side or "") for d in reversed(before) if d.measure == "exchanged"), None)
    if side is None and draft.measure in ("distance", "area"):
        near = [d for d in before if are_kin(d, draft) and draft.sentence.paragraph - d.sentence.paragraph <= 1]
        side = near[-1].side if near else None
    if draft.measure == "area" and draft.role == "lost":
        side = OPPOSITE.get(side or "")
    return side


def _side_of_crew(draft: Draft, before: list[Draft]) -> str | None:
    """ "Four Russian trucks were destroyed. One driver died": of what has just been lost, on wheels or in the air."""
    if draft.noun is None or singular(draft.noun.text) not in _CREW or not before:
        return None
    last = before[-1]
    rode = last.kind == THING and last.measure in ("hit", "destroyed", "shot_down")
    return last.side if rode and draft.sentence.index - last.sentence.index <= 1 else None


_CREW = ("driver", "crew", "crewman", "pilot")


def _side_of_men(draft: Draft, before: list[Draft]) -> str | None:
    """ "13 men from her town are missing": men lost where the text has told of none but one army's dead."""
    if draft.noun is None or draft.noun.lower_ != "men" or draft.place is None or draft.measure not in PEOPLE_COUNTED:
        return None
    sides = {d.side for d in before if d.place == draft.place and d.measure in PEOPLE_COUNTED and d.side}
    return sides.pop() if len(sides) == 1 else None


def _side_of_mover(draft: Draft, before: list[Draft]) -> str | None:
    """ "The Russians advanced 200 metres, he reckons, and fell back 100": who moved has moved again."""
    if draft.measure != "distance" or not is_verb(draft.predicate) or children(draft.predicate, *SUBJECTS):
        return None
    moved = [d for d in before if d.sentence is draft.sentence and d.measure == "distance"]
    return moved[-1].side if moved and not is_passive(draft.predicate) else None


def _set_holder(context: Context, draft: Draft, before: list[Draft]) -> None:
    words = (holder_words(draft) or "").split(",")[0].strip() or None
    own = speaker_side(context, draft.char_start)
    side = _side_named(draft, words, own) if words else None
    if side is None and words and re.search(r"\bours?\b", words):
        side = side_of_place(context, draft.place)
    if draft.role in ("loser", "leaver", "driven"):
        side = OPPOSITE.get(side or own or "")
    if side is None and draft.role in ("actor", "phrase") and draft.action == "holds":
        side = own or side_of_place(context, draft.place)
    if side is None and draft.action == "takes" and draft.role in ("owner", "actor"):
        side = _taker(before, draft) or (None if words else _claimant(context, draft, own))
    if side is None and draft.role == "faller":
        side = _taker(before, draft) or OPPOSITE.get(side_of_place(context, draft.place) or "")
    draft.side = None if draft.action == "contested" else side


def _side_named(draft: Draft, words: str, own: str | None) -> str | None:
    """The side that the words for a holder name or, by whose words they are, mean."""
    side = side_of_words(words)
    if side is not None:
        return side
    if _THEY.fullmatch(words) and re.search(r"[“”\"]", draft.sentence.text):
        side = OPPOSITE.get(own or "")  # of whom a quotation speaks so, its speaker is not one
    elif re.search(r"\b(?:we|our|us|ours|its|it|their|they|his|he)\b", words, re.IGNORECASE):
        side = own
    elif re.search(r"\benem", words, re.IGNORECASE):
        side = OPPOSITE.get(own or "UA")
    if side is None and _PRONOUN.fullmatch(words):
        side = side_of_words(draft.sentence.text[: draft.predicate.idx])
    return side


_THEY = re.compile(r"they|them", re.IGNORECASE)
_PRONOUN = re.compile(r"they|it|he|who|which", re.IGNORECASE)


def _claimant(context: Context, draft: Draft, own: str | None) -> str | None:
    """Who says without an agent that a place was taken took it; who admits or denies it did not."""
    statement = next((s for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), None)
    if own is None and draft.predicate.lower_.startswith(WON_BACK):
        return side_of_place(context, draft.place)
    against = statement is not None and statement.stance in ("confirms", "denies")
    return OPPOSITE.get(own or "") if against else own


def _taker(before: list[Draft], draft: Draft) -> str | None:
    """Who was last said to have taken the place."""
    told = [d.side for d in before if d.measure == "control" and d.action == "takes" and d.place == draft.place]
    return told[-1] if told else None
