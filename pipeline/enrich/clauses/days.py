"""When a claim happened and when it was said: from the words of its clause and its sentence.

Reads a Context's times and statements, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.enrich import times_calendar
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, clause_head, is_verb, subject_of
from pipeline.enrich.clauses.setting import barriers, dateline, distance_to, token_of
from pipeline.enrich.context import Context
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_statements import Statement, statements_at
from pipeline.models import Time

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

INVASION = times_calendar.INVASION.isoformat()
_FOLLOWS = timedelta(days=7)  # how long after an event its statements and corrections still come
_SINCE_ONLY = re.compile(r"\bsince\W+(?:[\w’'-]+ ){0,7}$", re.IGNORECASE)


def times_of(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """First and last day from the words of the sentence; (None, None) where they give none."""
    found = own_times(context, draft)
    if is_since_then(draft, found):
        before = [t for t in context.times if t.char_start < draft.char_start and t.start is not None]
        return (before[-1].start, stated_on(context, draft)) if before else (None, None)
    if not found:
        return None, None
    best = found[0]
    if is_since(context, best):
        return best.start, stated_on(context, draft)
    return _joined(context.document.article.text, best, found)


def is_since_then(draft: Draft, times: list[Time]) -> bool:
    """Whether the text counts from the day that it told of before."""
    told = _SINCE_THEN.search(draft.sentence.text) is not None
    told = told or (draft.measure in ("distance", "area") and _SINCE.search(draft.sentence.text) is not None)
    return told and (not times or not is_of_clause(draft, times[0]))


_SINCE = re.compile(r"\b(?:have|has|had) since \w+ed\b")
_SINCE_THEN = re.compile(r"\bsince then\b", re.IGNORECASE)


def own_times(context: Context, draft: Draft) -> list[Time]:
    """The times that may be the claim's, nearest first: not those of saying, nor of a clause with its own figure."""
    said = saying_days(context)
    ranked = []
    first = draft.sentence.char_start + dateline(draft.sentence)
    for time in context.times:
        if not first <= time.char_start < draft.sentence.char_end or time.start is None or time.char_start in said:
            continue
        token = token_of(draft.sentence, time.char_start)
        far = distance_to(draft, token)
        if _is_of_part(context, draft, time):
            continue
        if _is_compared(context, draft, time) or _is_in_brackets(draft, time) or _is_reached(context, draft, time):
            continue
        if _is_of_rise(draft, token) or _is_of_other_tense(draft, token):
            continue
        if far < 3:
            ranked.append((far, barriers(draft, token), abs(time.char_start - draft.char_start), time))
    return [ranks[-1] for ranks in sorted(ranked, key=lambda r: r[:3])]


def days_beside(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The days of a clause beside, where the own clause gives none and nothing but a list or a semicolon parts them."""
    said, text = saying_days(context), context.document.article.text
    near = [
        t
        for t in context.times
        if draft.sentence.char_start + dateline(draft.sentence) <= t.char_start < draft.sentence.char_end
        and t.start is not None
        and t.char_start not in said
        and not _is_compared(context, draft, t)
        and not _is_in_brackets(draft, t)
        and not is_since(context, t)
        and not _AS_OF.search(_words_before(text, t))
    ]
    if len({(t.start, t.end) for t in near}) != 1 or near[0].precision not in ("day", "days"):
        return None, None
    left, right = sorted(((near[0].char_start, near[0].char_end), (draft.char_start, draft.char_end)))
    parted = _PARTS.search(text, left[1], right[0])
    return (None, None) if parted else (near[0].start, near[0].end)


_PARTS = re.compile(
    r"[“”\"(:]|\b(?:while|whereas|but|after|before|when|since|until|who|which|where|than)\b", re.IGNORECASE
)


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


def is_of_clause(draft: Draft, time: Time) -> bool:
    """Whether a time stands in the draft's own clause."""
    token = token_of(draft.sentence, time.char_start)
    return token is not None and clause_head(token).i == clause_head(draft.predicate).i


def _is_reached(context: Context, draft: Draft, time: Time) -> bool:
    """ "As of this morning 37 people are known to have died": when the count was at so many, not when they died."""
    return draft.measure in _ENDURED and bool(_AS_OF.search(_words_before(context.document.article.text, time)))


_ENDURED = ("killed", "wounded", "killed_or_wounded", "missing", "hit", "destroyed")
_AS_OF = re.compile(r"\b(?:as of|as at|as on)(?: the (?:morning|evening|end|afternoon) of)?(?: early| late)? $")


_PUBLISHED = re.compile(r"\b(?:published|released|posted|issued|circulated|aired|dated) (?:late |early )?(?:on )?$")


def _is_of_other_tense(draft: Draft, token: Token | None) -> bool:
    """ "They still fire 1,500 daily and lost 90 men in February": the second day is not of the present rate."""
    if token is None or draft.per is None:
        return False
    own, other = clause_head(draft.predicate), clause_head(token)
    tenses = {"VBZ" if t.tag_ == "VBP" else t.tag_ for t in (own, other)}
    return other.dep_ == "conj" and own.i != other.i and tenses == {"VBZ", "VBD"}


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
_SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|worst|first|most \w+)\b(?: \w+){0,12} since (?:\w+ ){0,3}$")


_BORN = re.compile(r"\b(?:born|built|made|founded|dating|model)(?: in| on| from| of)? $")


def is_since(context: Context, time: Time) -> bool:
    """Whether the text counts from this time on."""
    return bool(_SINCE_ONLY.search(context.document.article.text[max(0, time.char_start - 80) : time.char_start]))


def _joined(text: str, best: Time, found: list[Time]) -> tuple[str | None, str | None]:
    """ "between 24 and 27 December", "overnight into Tuesday": one interval from two expressions."""
    if best.start is not None and best.start == best.end and _NIGHT_TO.search(_words_before(text, best)):
        return day_before(best.start), best.end
    for other in found:
        first, second = sorted((best, other), key=lambda t: t.char_start)
        between = text[first.char_end : second.char_start].strip().lower()
        before = text[max(0, first.char_start - 9) : first.char_start].lower()
        begun = re.search(r"\b(?:began|started|begun) (?:on |in the night to )?$", _words_before(text, first))
        if other is not best and begun and re.match(r"[^.;]*\bby$", between):
            return first.start, second.end
        linked = between in ("and", "to", "until", "till", "through", "-", "–") and re.search(
            r"(?:between|from) $", before
        )
        if other is not best and linked:
            return first.start, second.end
    return best.start, best.end


_NIGHT_TO = re.compile(r"\b(?:overnight (?:into|to|on|through)|(?:the )?night (?:into|to)) (?:early )?$")


def _words_before(text: str, time: Time) -> str:
    """The words right before a time."""
    return text[max(0, time.char_start - 30) : time.char_start].lower()


def saying_days(context: Context) -> set[int]:
    """Where the times stand that date a statement or a publication, not an event."""
    text = context.document.article.text
    published = {t.char_start for t in context.times if _PUBLISHED.search(_words_before(text, t))}
    return published | {s.day_span for s in context.statements if s.day_span is not None}


def is_past(context: Context, start: str | None, end: str | None, told: int, here: int) -> bool:
    """Whether a chronicle has gone on to other days since it told of these days at the character `told`."""
    if start is None or end is None:
        return False
    first, last = (date.fromisoformat(day) for day in (start, end))
    since = [t for t in context.times if told < t.char_start < here and t.precision in ("day", "days")]
    days = [(date.fromisoformat(t.start), date.fromisoformat(t.end)) for t in since if t.start and t.end]
    return any(begin > last + _FOLLOWS or until < first - _FOLLOWS for begin, until in days)


def stated_on(context: Context, draft: Draft) -> str | None:
    """The day of the statement: the one that its verb of saying has, else that of the post, the entry, the article."""
    position = draft.char_start if draft.voice_at is None else draft.voice_at
    for statement in statements_at(context, position, draft.char_end):
        if statement.stated_on is not None:
            return _day_of_gap(context, draft, statement) or statement.stated_on or None
    anchor = context.anchor_of(draft.sentence)
    return anchor.isoformat() if anchor is not None else None


def _day_of_gap(context: Context, draft: Draft, statement: Statement) -> str | None:
    """ "On Sunday he had reported 30 dead, and late on Saturday only 12": what stands where the day of saying stood."""
    if statement.day_span is None or not draft.sentence.char_start <= statement.day_span < draft.char_start:
        return None
    text = context.document.article.text
    for time in context.times:
        if not statement.day_span < time.char_start < time.char_end <= draft.char_start or time.start != time.end:
            continue
        ahead = text[draft.sentence.char_start : time.char_start]
        if _GAP_OPENS.search(ahead) and _GAP_FILLS.fullmatch(text[time.char_end : draft.char_start]):
            return time.start
    return None


_GAP_OPENS = re.compile(r"(?:,|;|\band|\bbut) (?:and |but )?(?:late |early )?(?:on )?$")
_GAP_FILLS = re.compile(
    r"(?: afternoon| evening| morning)?,?(?: (?:only|just|already|still|some|about|around|at least|of))* ?"
)


def day_before(day: str) -> str:
    """The ISO day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def times_of_head(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The days that the line above a list gives for all its rows."""
    head = draft.head
    if head is None:
        return None, None
    inside = [t for t in context.times if head.char_start <= t.char_start < head.char_end and t.start is not None]
    if not inside:
        return None, None
    if is_since(context, inside[0]) or (len(inside) == 1 and draft.cumulative):
        return inside[0].start, stated_on(context, draft)
    return (inside[0].start, inside[-1].end) if len(inside) > 1 else (inside[0].start, inside[0].end)
