"""Which figures are running sums: "since the invasion", "the total", or too large for anything less.

Reads a Draft and the Context's times, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.enrich.clauses.days import INVASION, is_since, is_since_then, is_when, own_times, stated_on, times_of
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, clause_head
from pipeline.enrich.clauses.increases import outside_brackets
from pipeline.enrich.clauses.setting import has_figure_between, token_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures import PERSON
from pipeline.models import Time

_WAR = re.compile(
    r"\bsince (?:the )?(?:start|beginning|outbreak|launch|onset)\b(?! of (?:the |this )?(?:year|month|week|day|winter"
    r"|autumn|summer|spring|new year|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|20\d\d))|\bsince (?:the )?(?:full-scale "
    r"|russia.s )?(?:invasion|war)\b"
    r"|\bduring the (?:war|invasion)\b|\b(?:of|in) (?:the|this) war\b(?! in)"
    r"|\bin (?:his|its|their|putin['’]s|moscow['’]s|russia['’]s) (?:\w+[- ]){0,2}(?:war|invasion)\b"
    r"|\bso far in the war\b|\bthe (?:war|invasion) began\b",
    re.IGNORECASE,
)


_RUNNING = re.compile(
    r"\bin (?:all|total)\b.{0,20}\bso far\b|\btotal (?:\w+ ){0,3}losses\b|\btotal combat losses\b"
    r"|\bso far (?:\w+ )?(?:this|in)\b|\boverall losses\b"
    r"|\bto date\b|\bsame period\b|\blost in all\b"
    r"|\bin this war\b|\bup to \d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


# From these on, a figure without a day of its own can only be a sum of the war: no single day or event cost so many.
SUM_FROM = {
    "people": 20_000,
    "tanks": 1_000,
    "rockets": 5_000,
    "shells": 50_000,
    "drones": 500,
    "missiles": 500,
    "things": 250,
}


def _counts_on(context: Context, draft: Draft, time: Time) -> bool:
    """Whether the figure runs from this time on; not the event of "since November, when two were killed"."""
    return is_since(context, time) and not is_when(context, draft, time)


def counts_days(context: Context, draft: Draft) -> bool:
    """Whether the nearest time is a day or so: no interval of a running sum."""
    times = own_times(context, draft)
    return (
        bool(times)
        and not is_since(context, times[0])
        and times[0].precision in ("day", "days")
        and not _joins(context, draft)
    )


def since_when(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """From the day since which the sentence counts to the day of the statement; (None, None) where it names none."""
    first = next((t.start for t in own_times(context, draft) if is_since(context, t)), None)
    return (first, stated_on(context, draft)) if first is not None else (None, None)


def _joins(context: Context, draft: Draft) -> bool:
    """Whether the sentence counts from the invasion to about the day on which it is told."""
    start, end = times_of(context, draft)
    told = context.anchor_of(draft.sentence)
    closed = end is not None and (told is None or (told - date.fromisoformat(end)).days > _FRESH)
    return start != end and start == INVASION and not closed


_FRESH = 7  # days after which a sum "between 24 February and 26 December" is that of a closed period


def _war_words(text: str) -> re.Match[str] | None:
    """Words that sum over the war; not "the biggest attack since the start of the war"."""
    match = _WAR.search(text)
    return match if match is None or not _SUPERLATIVE.search(text[: match.start()]) else None


_SUPERLATIVE = re.compile(r"\b(?:\w{3,}est|worst|first|most \w+|than (?:in |at |on )?any)\b(?: \w+){0,3} $")


def is_cumulative(context: Context, draft: Draft) -> bool:
    """A sum over time or several events that still runs: "since the invasion", "total losses",
    or too large for less."""
    times = own_times(context, draft)
    if is_since_then(draft, times) or (times and (_counts_on(context, draft, times[0]) or _joins(context, draft))):
        return True
    text = outside_brackets(draft)
    if (total := _TOTAL.search(text)) is not None:
        return _is_total(draft, total.start())
    own_day = bool(times) and times[0].precision in ("day", "days")
    if (summing := _war_words(text) or _RUNNING.search(text)) is not None:
        others = _is_of_other(draft, summing[0], own_day) or (own_day and _has_nearer(draft))
        if not others and not _is_increase(draft):
            return True
    if times and times[0].precision in ("day", "days", "week", "month") and not _is_amount_day(context, times[0]):
        return own_day and _is_huge(draft)  # "stood at 63,110 on 11 October": no day cost so many
    if draft.head is not None and (_RUNNING.search(draft.head.text) or _counts_from(context, draft.head)):
        return True
    return _is_huge(draft)


def _is_of_other(draft: Draft, summing: str, own_day: bool) -> bool:
    """ "530 died, which raises the toll to 110,250 since the invasion": of a clause below with a figure of its own, or
    of another part of the sentence than a figure that has its day."""
    at = draft.sentence.text.find(summing)
    token = token_of(draft.sentence, draft.sentence.char_start + at)
    left, right = sorted((at, draft.char_start - draft.sentence.char_start))
    if token is None or (own_day and ";" in draft.sentence.text[left:right]):
        return token is not None
    below = draft.predicate.i in {t.i for t in ancestors(token)}
    return below and clause_head(token).dep_ != "conj" and has_figure_between(draft, token)


def _is_amount_day(context: Context, time: Time) -> bool:
    """ "by Friday", "on Saturday" beside a total: the day that the sum had reached it."""
    before = context.document.article.text[max(0, time.char_start - 8) : time.char_start].lower()
    return before.endswith("by ")


def _has_nearer(draft: Draft) -> bool:
    """Another figure of the sentence stands nearer to the words of summing."""
    match = _war_words(draft.sentence.text) or _RUNNING.search(draft.sentence.text)
    doc = draft.sentence.doc
    if match is None or doc is None:
        return False
    here = abs(draft.char_start - draft.sentence.char_start - match.start())
    others = [
        abs(t.idx - match.start())
        for t in doc
        if t.tag_ == "CD" and abs(t.idx - draft.number.idx) > 12 and t.head.tag_ != "NNP"
    ]
    return any(other < here for other in others)


def goes_on(context: Context, draft: Draft, before: list[Draft]) -> bool:
    """ "… suffered up to 200,000 casualties since the invasion; 60,000 had been killed": a sum beside a running one.

    So is the next thing of its list, if no other day stands beside it.
    """
    model = draft.like if draft.noun is not None else None
    if model is not None and model.noun is not None and model.cumulative and model.sentence is draft.sentence:
        return own_times(context, draft)[:1] == own_times(context, model)[:1]
    ahead = draft.sentence.text[: draft.char_start - draft.sentence.char_start]
    reach = 1 if _OF_THESE.search(ahead) else 0
    beside = [d for d in before if d.cumulative and draft.sentence.index - d.sentence.index <= reach]
    if rest_of(draft, before) is not None:
        return True
    return bool(beside) and draft.measure in _PEOPLE and _size(draft) >= SUM_FROM["people"]


def rest_of(draft: Draft, before: list[Draft]) -> Draft | None:
    """ "Since Thursday 212 have been brought out. Forty more fled on their own.": the sum that these are added to."""
    last = before[-1] if before else None
    if last is None or not last.cumulative or last.measure != draft.measure:
        return None
    behind = draft.sentence.text[draft.char_end - draft.sentence.char_start :]
    follows = draft.sentence.paragraph == last.sentence.paragraph and draft.sentence.index - last.sentence.index <= 1
    return last if follows and _MORE.match(behind) else None


_MORE = re.compile(r" (?:more|others|further)\b")
_OF_THESE = re.compile(r"\bof (?:these|them|those|whom|which)\b", re.IGNORECASE)


def _size(draft: Draft) -> float:
    return draft.low if draft.low is not None else draft.high or 0


_PEOPLE = ("killed", "wounded", "losses", "killed_or_wounded")


def is_staff_total(draft: Draft) -> bool:
    """Counted to the ten, and more than any day, battle or month has cost: such totals run from the invasion on."""
    return _is_huge(draft) and _size(draft) % 1_000 > 0


def _is_huge(draft: Draft) -> bool:
    size = _size(draft)
    if draft.measure in _PEOPLE:
        return size >= SUM_FROM["people"] and (size % ROUND > 0 or _is_span(draft) or _is_perfect(draft))
    if draft.measure == "destroyed" and draft.kind != PERSON:
        return size >= SUM_FROM.get(draft.unit or "", SUM_FROM["things"])
    return False


ROUND = 5_000  # the staffs count by tens; who speaks of 100,000 dead without saying since when leaves it open


def _is_span(draft: Draft) -> bool:
    """ "40,000 to 60,000": an estimate of the whole."""
    return draft.low is not None and draft.high is not None and draft.low < draft.high


def _is_perfect(draft: Draft) -> bool:
    """ "Russia has lost 100,000 soldiers": counted up to now."""
    return any(
        t.dep_ == "aux" and t.lower_ in ("has", "have", "'ve", "’ve") for t in clause_head(draft.predicate).children
    )


_TOTAL = re.compile(
    r"\b(?:the|its|their|a|running|overall|whose) (?:running |overall |new )?total\b(?! of \d)", re.IGNORECASE
)


def _is_total(draft: Draft, start: int) -> bool:
    """The figure behind "the total" is the running one, and no other of its sentence."""
    doc = draft.sentence.doc
    here = draft.char_start - draft.sentence.char_start
    between = [t for t in doc or [] if t.tag_ == "CD" and start < t.idx < here]
    return here > start and not between


def _is_increase(draft: Draft) -> bool:
    """ "the General Staff added 430": a small figure beside the sum that it is set against."""
    model = draft.like.low if draft.like is not None and draft.noun is None else None
    return model is not None and draft.low is not None and draft.low < model / 10


def _counts_from(context: Context, head: Sentence) -> bool:
    """Whether the line above a list counts from a day on."""
    inside = [t for t in context.times if head.char_start <= t.char_start < head.char_end and t.start is not None]
    return bool(_WAR.search(head.text)) or any(is_since(context, t) or t.start == INVASION for t in inside)


def since_war(draft: Draft) -> bool:
    """Whether the words count from the first day of the invasion."""
    return bool(_war_words(draft.sentence.text))
