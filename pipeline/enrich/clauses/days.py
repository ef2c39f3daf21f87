"""When a claim happened and when it was said: from the words of its clause and its sentence.

Reads a Context's times and statements, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.enrich import times_calendar
from pipeline.enrich.clauses.days_apart import is_as_of, is_of_else, is_set_against, words_before
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import clause_head
from pipeline.enrich.clauses.setting import barriers, dateline, distance_to, token_of
from pipeline.enrich.context import Context
from pipeline.enrich.speakers_statements import Statement, statements_at
from pipeline.models import Time

INVASION = times_calendar.INVASION.isoformat()
_FOLLOWS = timedelta(days=7)  # how long after an event its statements and corrections still come
_SINCE_ONLY = re.compile(r"\bsince\W+(?:[\w’'-]+ ){0,7}$", re.IGNORECASE)


def times_of(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """First and last day from the words of the sentence; (None, None) where they give none."""
    if (apart := _days_apart(context, draft)) is not None:
        return apart, apart
    found = own_times(context, draft)
    if is_since_then(draft, found):
        before = [t for t in context.times if t.char_start < draft.char_start and t.start is not None]
        return (before[-1].start, stated_on(context, draft)) if before else (None, None)
    if not found:
        return None, None
    best = found[0]
    if is_since(context, best) and not is_when(context, draft, best):
        return best.start, stated_on(context, draft)
    return joined(context.document.article.text, best, found)


def _days_apart(context: Context, draft: Draft) -> str | None:
    """ "On Tuesday two were killed, a day after three had died there": so many days before the day of the sentence."""
    offset = draft.sentence.char_start
    told = _APART.search(draft.sentence.text[: draft.char_start - offset])
    if told is None or not _CLAUSE_GOES_ON.match(draft.sentence.text, draft.char_end - offset):
        return None
    said = saying_days(context)
    days = [t for t in context.times if offset <= t.char_start < offset + told.start() and t.char_start not in said]
    count = times_calendar.number(told["number"])
    if not days or count is None or days[-1].start is None or days[-1].start != days[-1].end:
        return None
    step = count * (7 if told["unit"] == "week" else 1) * (-1 if told["way"] == "after" else 1)
    return (date.fromisoformat(days[-1].start) + timedelta(days=step)).isoformat()


_APART = re.compile(
    r"\b(?P<number>[\w-]+) (?P<unit>day|week)s? (?P<way>after|before) [^,;.]*(?:, (?:in|at|by) which [^,;.]*)?$",
    re.IGNORECASE,
)
_CLAUSE_GOES_ON = re.compile(r"[^,;.]* (?:was|were|had|has|killed|wounded|died|struck|hit|fired|injured)\b")


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
        of_clause = is_when(context, draft, time)
        if of_clause or _is_behind(context, draft, time):
            far = -1
        if of_clause or (far < 3 and not is_of_else(context, draft, time)):
            parts = _semicolons(draft, time)
            ranked.append((parts, far, barriers(draft, token), abs(time.char_start - draft.char_start), time))
    return [ranks[-1] for ranks in sorted(ranked, key=lambda r: r[:4])]


def _semicolons(draft: Draft, time: Time) -> int:
    """How many semicolons part a figure from a time."""
    left, right = sorted((draft.char_start, time.char_start))
    offset = draft.sentence.char_start
    return draft.sentence.text.count(";", left - offset, right - offset)


def is_when(context: Context, draft: Draft, time: Time) -> bool:
    """ "Fewer than on Thursday, when 39 shells fell", "since they left the city in November": the day of the clause."""
    text = context.document.article.text
    between = text[time.char_end : max(time.char_end, draft.char_start)]
    if since := _SINCE_ONLY.search(text[max(0, time.char_start - 80) : time.char_start]):
        begin = time.char_start - len(since[0])
        return begin < draft.char_start < time.char_start or re.match(r",? when\b[^;]*$", between) is not None
    return re.match(r",? when\b[^;]*$", between) is not None


def days_beside(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """The days of a clause beside, where the own clause gives none and nothing but a list or a semicolon parts them."""
    said, text = saying_days(context), context.document.article.text
    near = [
        t
        for t in context.times
        if draft.sentence.char_start + dateline(draft.sentence) <= t.char_start < draft.sentence.char_end
        and t.start is not None
        and t.char_start not in said
        and not is_set_against(context, draft, t)
        and not is_since(context, t)
        and not is_as_of(context, t)
    ]
    if len({(t.start, t.end) for t in near}) != 1 or near[0].precision not in ("day", "days"):
        return None, None
    left, right = sorted(((near[0].char_start, near[0].char_end), (draft.char_start, draft.char_end)))
    parted = _PARTS.search(text, left[1], right[0])
    return (None, None) if parted else joined(text, near[0], near)


_PARTS = re.compile(
    r"[“”\"(:]|\b(?:while|whereas|but|after|before|when|since|until|who|which|where|than|(?<!all )of (?:them|whom))\b",
    re.IGNORECASE,
)


def _is_behind(context: Context, draft: Draft, time: Time) -> bool:
    """ "16 missiles on Saturday, 11 drones on Sunday": the day that the figure itself is followed by."""
    between = context.document.article.text[draft.char_end : max(draft.char_end, time.char_start)]
    return bool(re.fullmatch(r"(?: [a-z-]+){0,5} (?:on|in|over|during) (?:the )?", between))


def is_of_clause(draft: Draft, time: Time) -> bool:
    """Whether a time stands in the draft's own clause."""
    token = token_of(draft.sentence, time.char_start)
    return token is not None and clause_head(token).i == clause_head(draft.predicate).i


def is_since(context: Context, time: Time) -> bool:
    """Whether the text counts from this time on."""
    return bool(_SINCE_ONLY.search(context.document.article.text[max(0, time.char_start - 80) : time.char_start]))


def joined(text: str, best: Time, found: list[Time]) -> tuple[str | None, str | None]:
    """ "between 24 and 27 December", "overnight into Tuesday": one interval from two expressions."""
    if best.start is not None and best.start == best.end and _NIGHT_TO.search(words_before(text, best)):
        return day_before(best.start), best.end
    for other in found:
        first, second = sorted((best, other), key=lambda t: t.char_start)
        between = text[first.char_end : second.char_start].strip().lower()
        begun = re.search(r"\b(?:began|started|begun) (?:on |in the night to )?$", words_before(text, first))
        if other is not best and begun and re.match(r"[^.;]*\bby$", between):
            return first.start, second.end
        linked = _SPAN_RUNS.fullmatch(between) and _SPAN_OPENS.search(words_before(text, first))
        if other is not best and linked:
            return first.start, second.end
    return best.start, best.end


# "Between late Thursday and noon today", "from the evening of 2 May to the morning of 3 May".
_HOUR = r"(?:(?:the )?(?:late|early|noon|midnight|dawn|dusk|midday|morning|afternoon|evening|night)(?: on| of)? ?)?"
_SPAN_OPENS = re.compile(rf"\b(?:between|from) {_HOUR}$")
_SPAN_RUNS = re.compile(rf"(?:and|to|until|till|through|-|–) ?{_HOUR}")


_NIGHT_TO = re.compile(r"\b(?:overnight (?:into|to|on|through)|(?:the )?night (?:into|to)) (?:early )?$")


_PUBLISHED = re.compile(
    r"\b(?:gave|published|released|updated|raised|revised|corrected|issued|announced) (?:\w+ ){0,4}"
    r"(?:figures?|tolls?|numbers?|counts?|lists?|statistics|data|itself)(?: late| early)? (?:on )?$"
    r"|\bafter (?:\w+ing )?(?:(?:about|some|only|just) )?\d[\d,.]* (?:on )?$"
    r"|\b(?:search|searches|rescue|operation|clearing|identification)\b[^.;]*\b(?:ended|finished|concluded|stopped"
    r"|resumed|continued|went on|called off|wound up) (?:late |early )?(?:on )?$"
    r"|\b(?:emerged|surfaced|came out|became known) (?:late |early )?(?:on )?$"
    r"|\b(?:published|released|posted|issued|circulated|aired|dated) (?:late |early )?(?:on )?$"
)
# "in its 5 January report"
_REPORT = re.compile(
    r"(?:['’]s)? (?:\w+ )?(?:report|update|bulletin|statement|summary|briefing|address|assessment|post)\b"
)


def saying_days(context: Context) -> set[int]:
    """Where the times stand that date a statement or a publication, not an event; needs the context's statements."""
    if context.saying_days is None:
        text = context.document.article.text
        published = {
            t.char_start
            for t in context.times
            if _PUBLISHED.search(words_before(text, t)) or _REPORT.match(text, t.char_end)
        }
        context.saying_days = published | {s.day_span for s in context.statements if s.day_span is not None}
    return context.saying_days


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
    if (former := _day_of_former(context, draft)) is not None:
        return former
    position = draft.char_start if draft.voice_at is None else draft.voice_at
    for statement in statements_at(context, position, draft.char_end):
        if statement.stated_on is not None:
            return _day_of_gap(context, draft, statement) or statement.stated_on or None
    anchor = context.anchor_of(draft.sentence)
    return anchor.isoformat() if anchor is not None else None


def _day_of_former(context: Context, draft: Draft) -> str | None:
    """ "…, after 109,720 the day before", "after giving 63 two days earlier": when the former figure was told."""
    text = context.document.article.text
    if not _AFTER_GIVING.search(text, draft.sentence.char_start, draft.char_start):
        return None
    behind = (t for t in context.times if _AT_ONCE.fullmatch(text, draft.char_end, t.char_start))
    return next((t.start for t in behind if t.start == t.end), None)


_AFTER_GIVING = re.compile(r"\bafter (?:\w+ing )?(?:(?:about|some|only|just) )?$")
_AT_ONCE = re.compile(r" (?:on )?")


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
