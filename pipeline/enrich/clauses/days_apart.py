"""Times of a sentence that are another figure's or date something else than what the figure counts.

Reads a Draft and the Context's text, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, clause_head, is_verb, subject_of
from pipeline.enrich.clauses.setting import token_of
from pipeline.enrich.context import Context
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.models import Time

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


def is_of_else(context: Context, draft: Draft, time: Time) -> bool:
    """Whether the time is not that of what the figure counts, whatever stands between them."""
    token = token_of(draft.sentence, time.char_start)
    return (
        is_set_against(context, draft, time)
        or _is_of_part(context, draft, time)
        or _is_reached(context, draft, time)
        or _is_of_rise(draft, token)
        or _is_of_other_tense(draft, token)
        or _opens_gap(draft, time, token)
        or _is_of_speaker(context, draft, token)
        or _is_of_one(context, draft, time)
    )


def _is_of_one(context: Context, draft: Draft, time: Time) -> bool:
    """ "Five were injured; one of them died this morning": a day of what became of a part later."""
    between = context.document.article.text[draft.char_end : max(draft.char_end, time.char_start)]
    return re.search(r"[,;] (?:\w+ ){1,2}of (?:them|whom|these|those) (?!were\b|are\b)[^;]*$", between) is not None


def _is_of_speaker(context: Context, draft: Draft, token: Token | None) -> bool:
    """ "X, who was convicted in November, wrote that hundreds died": a time that tells of the speaker."""
    verbs = {s.verb[0] - draft.sentence.char_start for s in context.statements}
    for above in ancestors(token) if token is not None else ():
        named = above.head.head if above.head.dep_ == "appos" else above.head
        if above.dep_ == "relcl" and named.dep_ == "nsubj" and named.head.idx in verbs:
            return draft.number.i not in {t.i for t in named.subtree}
    return False


def is_set_against(context: Context, draft: Draft, time: Time) -> bool:
    """Whether the time is told with another figure, in brackets or for comparison."""
    return _is_compared(context, draft, time) or _is_in_brackets(draft, time)


def is_as_of(context: Context, time: Time) -> bool:
    """Whether the time is that up to which something is known."""
    return bool(_AS_OF.search(words_before(context.document.article.text, time)))


def words_before(text: str, time: Time) -> str:
    """The words right before a time."""
    return text[max(0, time.char_start - 60) : time.char_start].lower()


def _is_of_part(context: Context, draft: Draft, time: Time) -> bool:
    """ "138,340 soldiers, including 550 in the past day": a day behind a subgroup is the subgroup's."""
    between = context.document.article.text[draft.char_end : max(draft.char_end, time.char_start)]
    return bool(re.search(r"\b(?:including|among them|of whom|of which)\b[^,;]*\d[^,;]*$", between))


def _is_in_brackets(draft: Draft, time: Time) -> bool:
    """ "530 soldiers (59,610 since the invasion)": a time in brackets with a figure of their own is that figure's."""
    offset, text = draft.sentence.char_start, draft.sentence.text
    opening = text.rfind("(", 0, time.char_start - offset)
    if opening < 0 or ")" in text[opening : time.char_start - offset]:
        return False
    closing = text.find(")", opening) + 1 or len(text)
    inside = opening <= draft.char_start - offset < closing
    return not inside and bool(re.search(r"\d", text[opening : time.char_start - offset]))


def _is_reached(context: Context, draft: Draft, time: Time) -> bool:
    """ "As of this morning 37 people are known to have died": when the count was at so many, not when they died."""
    return draft.measure in _ENDURED and is_as_of(context, time)


_ENDURED = ("killed", "wounded", "killed_or_wounded", "missing", "hit", "destroyed")
_AS_OF = re.compile(r"\bas (?:of|at|on)\b(?:(?!\. )[^,;])*$", re.IGNORECASE)


def _is_of_other_tense(draft: Draft, token: Token | None) -> bool:
    """ "They still fire 1,500 daily and lost 90 men in February": the second day is not of the present rate."""
    if token is None or draft.per is None:
        return False
    own, other = clause_head(draft.predicate), clause_head(token)
    tenses = {"VBZ" if t.tag_ == "VBP" else t.tag_ for t in (own, other)}
    return other.dep_ == "conj" and own.i != other.i and tenses == {"VBZ", "VBD"}


def _opens_gap(draft: Draft, time: Time, token: Token | None) -> bool:
    """ "In January 178 died and 549 were hurt, in February 48": a time behind a comma with a figure of its own."""
    if token is None or time.char_start < draft.char_end:
        return False
    text, offset = draft.sentence.text, draft.sentence.char_start
    opens = re.search(
        r"[,;] (?:and |but )?(?:(?:in|on|over|during) )?(?:the )?(?:whole of )?$", text[: time.char_start - offset]
    )
    behind = [t for t in token.doc if t.idx >= time.char_end - offset][:2]
    return opens is not None and any(t.tag_ == "CD" for t in behind)


def _is_of_rise(draft: Draft, token: Token | None) -> bool:
    """ "The toll rose on Sunday": when the count grew, not when they died."""
    verb = next((t for t in ancestors(token) if is_verb(t)), None) if token is not None else None
    if verb is None or draft.measure not in _ENDURED or verb.lower_ not in _RISING:
        return False
    subject = subject_of(verb)
    return subject is not None and singular(subject.text) in _COUNTS


_RISING = forms("rise climb grow increase jump reach soar stand")
_COUNTS = words("toll number count tally figure total dead")


def _is_compared(context: Context, draft: Draft, time: Time) -> bool:
    """ "two more than on Friday", "490 of them yesterday", "down from 600 in May": of a comparison or of a part."""
    between = context.document.article.text[draft.char_end : max(draft.char_end, time.char_start)]
    if _AGAINST.search(between):
        return True
    before = context.document.article.text[max(0, time.char_start - 100) : time.char_start].lower()
    if _SUPERLATIVE.search(before) or _BORN.search(before):
        return True
    return bool(re.search(r"\bthan (?:on |in |the )*$|\bof (?:them|which)(?: in| on| over)?(?: the)? *$", before))


_AGAINST = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|against|versus|than) (?:[\w-]+ ){0,3}\d[\d,.]*[^,;]*$"
)
# "One of the biggest barrages since the start of the war".
_SUPERLATIVE = re.compile(
    r"\b(?:\w{3,}est|worst|first|second|third|\w+th time|most \w+)\b(?: \w+){0,12} since (?:\w+ ){0,3}$"
)


_BORN = re.compile(
    r"\b(?:born|built|made|founded|dating|model|mobili[sz]ed|"
    r"drafted|conscripted|recruited|sentenced|called up)(?: in| on| from| of)? $"
)
