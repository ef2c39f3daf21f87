"""Figures whose measure stands with an earlier one: lists that go on, "and two more", "it had spoken of 63".

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children, is_noun, is_verb
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures import MUNITION, PERSON, THING
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_verbs import quoting_forms, stances

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_LIST = re.compile(r"[\s\w.,()+–—-]*(?:,|\band\b|\bas (?:were|was|did)\b|\bplus\b)\s*$", re.IGNORECASE)
_LOSSES = re.compile(r"\blos(?:ses|t|ing|s)\b", re.IGNORECASE)
_FIGURE_NOUNS = words("figure total count tally number toll sum estimate column")
_GIVING = forms("offer add give speak say count put name cite talk arrive state report claim mention quote")
_REACH = 2  # paragraphs: a bare figure that refers further back was about something else in our own texts
_PEOPLE = ("killed", "wounded", "killed_or_wounded", "losses", "captured", "missing", "exchanged", "displaced")


def continued(counted: Counted, drafts: list[Draft]) -> Draft | None:
    """The draft of the same sentence whose list or coordination this figure goes on with."""
    if not drafts:
        return None
    last = drafts[-1]
    between = last.sentence.text[last.char_end - last.sentence.char_start : counted.quantity.char_start]
    if counted.noun is not None:
        return _listed(last, counted) if _is_list(last, between, counted.number) else None
    if re.search(r"\b(?:up|down) from\s*$", last.sentence.text[: counted.quantity.core]):
        return last
    joined = counted.number.dep_ == "conj" and counted.number.head.i in (last.number.i, last.predicate.i)
    more = re.match(r"\s*more\b", last.sentence.text[counted.quantity.char_end :]) and re.search(r"\band\s*$", between)
    return last if (joined or more) and not counted.partitive else None


def _listed(last: Draft, counted: Counted) -> Draft | None:
    """What the next thing of a list shares with the one before; after people lost, things are lost with them."""
    if counted.kind not in (THING, MUNITION):
        return None
    if last.kind == PERSON:
        lost = last.measure in ("killed", "losses") and _LOSSES.search(last.sentence.text)
        return replace(last, measure="destroyed", kind=counted.kind) if lost else None
    return last if last.measure in ("destroyed", "hit", "shot_down", "launched") else None


def _is_list(last: Draft, between: str, number: Token) -> bool:
    doc = number.doc
    start = max(
        last.number.i,
        last.noun.i if last.noun is not None else 0,
        last.predicate.i if last.predicate.i < number.i else 0,
    )
    inside = [
        t for t in doc[start + 1 : number.i] if is_verb(t) and t.tag_ != "VBN" and t.lower_ not in ("were", "was")
    ]
    return not inside and len(between) < 90 and bool(_LIST.match(between))


def said_bare(sentence: Sentence, counted: Counted, before: list[Draft]) -> Draft | None:
    """The figure that a bare one is set against: "where it had spoken of 63", "its total 109,720"."""
    party = _PARTY.search(sentence.text[: counted.quantity.core])
    if counted.noun is not None or counted.partitive or counted.quantity.vague:
        return None
    if counted.number.lower_ == "one" and party is None:
        return None
    near = [
        d
        for d in before[-6:]
        if 0 <= sentence.paragraph - d.sentence.paragraph <= _REACH
        and d.measure not in ("control", "distance", "area")
        and d.role != "whole"
    ]
    if not near or not (party is not None or _is_given(counted)):
        return None
    people = [d for d in near if d.measure in _PEOPLE]
    killed = [d for d in people if d.measure == "killed"]
    return (killed or people or near)[-1]


def is_gapped(draft: Draft) -> bool:
    """ "Ukraine fires 5,000 shells a day, Russia 20,000": a clause that leaves out the verb of the one before."""
    model = draft.like
    if model is None or model.sentence is not draft.sentence or draft.sentence.doc is None or draft.role == "whole":
        return False
    return not any(is_verb(t) for t in draft.sentence.doc[model.number.i + 1 : draft.number.i])


def is_of_other_side(draft: Draft) -> bool:
    """ "On our side, one.", "the other side 20": the figure of the party that the one before is not of."""
    return bool(_PARTY.search(draft.sentence.text[: draft.char_start - draft.sentence.char_start]))


def words_before(draft: Draft) -> str:
    """The words between the last comma or "and" and the figure."""
    before = draft.sentence.text[: draft.char_start - draft.sentence.char_start]
    return re.split(r"[,;:]|\band\b|\bwhile\b|\bbut\b", before)[-1]


_PARTY = re.compile(
    r"(?:^|[,;:–—]|\band\b|\bwhile\b|\bbut\b)\s*[“\"]?(?:(?:on|for|from|of) )?(?:our|their|the other) side"
    r"(?:,|:| it was| had| has| lost| –| —)?\s*$",
    re.IGNORECASE,
)


def _amounts(verb: Token) -> bool:
    """ "spoke of 63", "bringing the total to 108,190", "the total stands at 400"."""
    reckoned = [singular(t.text) in _FIGURE_NOUNS for t in children(verb, "dobj", "nsubj")]
    return any(reckoned) or (verb.lower_ in _GIVING and not children(verb, "dobj"))


def _is_given(counted: Counted) -> bool:
    """Whether the figure is what somebody says, or what a word like "total" amounts to."""
    number = counted.number
    if any(is_noun(t) for t in children(number, "nmod", "appos")):
        return False
    head = number.head
    if number.dep_ == "pobj":
        return head.lower_ in ("of", "at", "to") and is_verb(head.head) and _amounts(head.head)
    if number.dep_ in ("dobj", "attr", "ccomp", "oprd", "acomp", "dep") and is_verb(head):
        if head.lower_ in _GIVING or (head.lower_ in stances() and head.lower_ not in quoting_forms()):
            return True
        return any(singular(c.text) in _FIGURE_NOUNS for c in children(head, "nsubj"))
    return number.dep_ in ("appos", "nummod", "dep") and singular(head.text) in _FIGURE_NOUNS
