"""Figures whose measure stands with an earlier one: lists that go on, "and two more", "it had spoken of 63".

Reads a `Counted` and the drafts before it, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_noun, is_verb
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures import MUNITION, OF_PEOPLE, PERSON, THING
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_verbs import quoting_forms, stances

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_LIST = re.compile(
    r"[\s\w.,()+–—-]*(?:,|\band\b|\b(?:along|together) with\b|\bas well as\b|\bas (?:were|was|did)\b|\bplus\b"
    r"|\bagainst\b|\blosses:)\s*$",
    re.IGNORECASE,
)
_LOSSES = re.compile(r"\blos(?:ses|t|ing|s)\b|\bminus\b", re.IGNORECASE)
_FIGURE_NOUNS = words("figure total count tally number toll sum estimate column")
_GIVING = forms(
    "offer add give speak say count put name cite talk arrive state report claim mention quote admit concede"
)
_REACH = 2  # paragraphs: a bare figure that refers further back was about something else in our own texts


def continued(counted: Counted, drafts: list[Draft]) -> Draft | None:
    """The draft of the same sentence whose list or coordination this figure goes on with."""
    if not drafts:
        return None
    last = drafts[-1]
    between = last.sentence.text[last.char_end - last.sentence.char_start : counted.quantity.char_start]
    ahead = last.sentence.text[: counted.quantity.core]
    if counted.noun is not None:
        return _listed(last, counted) if _is_list(last, between, counted.number) else None
    changed = re.search(
        r"\b(?:to|at) (?:about |around |some )?\W*$", ahead[: last.char_start - last.sentence.char_start]
    )
    if re.search(r"\b(?:up|down) from\s*$" if changed is None else r"\bfrom\s*$", ahead):
        return last
    joined = _is_joined(counted.number, last) or is_ruled_out(last.sentence.text, counted.quantity.char_start)
    own = counted.number.dep_ in SUBJECTS and counted.number.head.i > counted.number.i and not joined
    more = re.match(r"\s*more\b", last.sentence.text[counted.quantity.char_end :]) and re.search(r"\band\s*$", between)
    against = re.search(r"\b(?:against|versus|compared (?:with|to))\s*$", between)
    another = last.sentence.text[counted.quantity.char_start :].lower().startswith(("another ", "a further "))
    gapped = not own and (another or _is_gap(counted, last))
    return last if (joined or against or gapped or (more and not own)) and not counted.partitive else None


def _is_gap(counted: Counted, last: Draft) -> bool:
    """ "seven were shot down in the night to Monday and nine in the night before": the same preposition once more."""
    doc = counted.number.doc
    first = next(t.i for t in doc if t.idx >= counted.quantity.char_start)
    behind = doc[counted.last + 1] if counted.last + 1 < len(doc) else None
    if behind is None or behind.tag_ != "IN" or doc[first - 1].lower_ not in ("and", ",", "but", "while"):
        return False
    told = max(last.number.i, last.noun.i if last.noun is not None else 0)
    between = doc[told + 1 : first]
    if any(t.tag_ in _FINITE and last.predicate not in (t, t.head) for t in between):
        return False
    return any(
        t.tag_ == "IN" and _ALIKE.get(t.lower_, t.lower_) == _ALIKE.get(behind.lower_, behind.lower_) for t in between
    )


_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ALIKE = {"before": "after", "at": "in", "on": "in", "near": "in", "over": "in", "outside": "in"}


def _is_joined(number: Token, last: Draft) -> bool:
    """ "180,000 dead and wounded and 100,000 on the other side": coordinated with the figure, its noun or verb."""
    node, told = number, (last.number, last.predicate, last.noun)
    while node.dep_ == "conj" and node.head.i < node.i:
        node = node.head
        if any(node is token for token in told):
            return True
    return False


def is_ruled_out(text: str, start: int) -> bool:
    """ "…, not 340", "invented: not 120 but four", "not four killed and two injured"."""
    before = text[:start].rstrip().lower()
    return bool(
        re.search(r"(?:^|[,;:(–—-] ?|\b(?:but|and) )not$", before) or re.search(r",? not [\w ]{3,20} and$", before)
    )


def _listed(last: Draft, counted: Counted) -> Draft | None:
    """What the next thing of a list shares with the one before; after people lost, things are lost with them."""
    if counted.kind not in (THING, MUNITION):
        return None
    if last.kind == PERSON:
        told = last.like.sentence if last.like is not None else last.sentence
        lost = last.measure in ("killed", "losses") and _LOSSES.search(told.text)
        return replace(last, measure="destroyed", kind=counted.kind) if lost else None
    alone = last.predicate.dep_ == "amod" and last.predicate.head is last.noun  # "46 damaged windows and one dog"
    alike = last.measure in ("destroyed", "hit", "shot_down") or (
        last.measure == "launched" and counted.kind == MUNITION
    )
    return last if alike and not alone else None


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
    if counted.noun is not None or counted.partitive:
        return None
    if counted.quantity.vague and not (before and before[-1].sentence is sentence):
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
    if not near or not (party is not None or _is_given(counted) or _is_compared(counted, sentence, near[-1])):
        return None
    return _set_against(sentence, counted, near)


def _set_against(sentence: Sentence, counted: Counted, near: list[Draft]) -> Draft:
    """Which of the figures before it a bare one goes with."""
    if _is_of_day(counted.number):
        return next(d for d in near if d.sentence.paragraph == near[-1].sentence.paragraph)
    people = [d for d in near if d.measure in OF_PEOPLE]
    killed = [d for d in people if d.measure == "killed"]
    if people and people[-1].sentence is sentence:
        return people[-1]
    return (killed or people or near)[-1]


def is_gapped(draft: Draft) -> bool:
    """ "Ukraine fires 5,000 shells a day, Russia 20,000": a clause that leaves out the verb of the one before."""
    model = draft.like
    if model is None or model.sentence is not draft.sentence or draft.sentence.doc is None or draft.role == "whole":
        return False
    between = draft.sentence.doc[model.number.i + 1 : draft.number.i]
    return not any(is_verb(t) and t.dep_ != "parataxis" for t in between)


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


_BEFORE = re.compile(
    r" (?:the (?:day|night|week|month) (?:before|earlier)|(?:a|one) (?:day|week|month) (?:before|earlier)|previously"
    r"|earlier|(?:on|in) [A-Z]\w+|in the (?:morning|afternoon|evening)|at (?:noon|dawn|first)|yesterday"
    r"|last (?:week|month|year))\b"
)
_SET_AGAINST = re.compile(r"\b(?:after|from|against|compared (?:with|to)|versus)\s+$", re.IGNORECASE)


def _is_compared(counted: Counted, sentence: Sentence, last: Draft) -> bool:
    """ "…, after 109,720 the day before", "spoke of 18 dead, and the police, at noon, of 16"."""
    if last.sentence is not sentence:
        return False
    before = sentence.text[: counted.quantity.char_start]
    if _SET_AGAINST.search(before) and _BEFORE.match(sentence.text, counted.quantity.char_end):
        return True
    told = sentence.text[: last.char_start - sentence.char_start]
    return before.endswith(", of ") and told.endswith(" of ")


def _is_said(counted: Counted) -> bool:
    """By the words next to it: "the other side said 63, …", "its total 109,720", "400, says Ukraine"."""
    doc, last = counted.number.doc, counted.last
    start = next((t.i for t in doc if t.idx >= counted.quantity.char_start), counted.number.i)
    before = doc[start - 1] if start > 0 else None
    behind = [t.lower_ for t in doc[last + 1 : last + 3]]
    ends = not behind or not behind[0][:1].isalnum()
    if before is not None and ends:
        if singular(before.text) in _FIGURE_NOUNS and start > 1 and doc[start - 2].tag_ in ("PRP$", "POS", "DT"):
            return doc[start - 2].lower_ != "no"
        if before.lower_ in stances() and before.lower_ not in quoting_forms() and is_verb(before):
            return True
    opens = before is None or before.text in (";", ":", "“", "–", "—")
    return opens and len(behind) == 2 and behind[0] == "," and behind[1] in stances()


def _is_given(counted: Counted) -> bool:
    """Whether the figure is what somebody says, or what a word like "total" amounts to."""
    number = counted.number
    before = number.doc[number.i - 1].lower_ if number.i > 0 else ""
    if _is_said(counted) or _is_of_day(number) or (number.dep_ == "compound" and before in _GIVING):
        return True
    if any(is_noun(t) for t in children(number, "nmod", "appos")):
        return False
    head = number.head
    if number.dep_ == "pobj":
        return head.lower_ in ("of", "at", "to") and is_verb(head.head) and _amounts(head.head)
    if number.dep_ in ("dobj", "dative", "attr", "ccomp", "oprd", "acomp", "dep") and is_verb(head):
        if head.lower_ in _GIVING or (head.lower_ in stances() and head.lower_ not in quoting_forms()):
            return True
        return any(singular(c.text) in _FIGURE_NOUNS for c in children(head, "nsubj"))
    return number.dep_ in ("appos", "nummod", "dep") and singular(head.text) in _FIGURE_NOUNS


def _is_of_day(number: Token) -> bool:
    """ "Yesterday it was 19.", "For Wednesday she has 16.": the same count on another day."""
    verb = number.head
    last = number.i + 1 >= len(number.doc) or not number.nbor(1).text[:1].isalnum()
    counts = verb.lower_ in ("was", "is", "were") and any(c.lower_ == "it" for c in children(verb, "nsubj"))
    has = verb.lower_ in ("has", "had", "have") and any(c.tag_ == "PRP" for c in children(verb, "nsubj"))
    days = [t.lower_ for t in number.doc[: verb.i]]
    return last and (counts or has) and any(day in _DAYS for day in days)


_DAYS = words("yesterday today monday tuesday wednesday thursday friday saturday sunday")
