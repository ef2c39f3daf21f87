"""Where and when a claim happened: from its clause, its sentence, then the incident it belongs to.

Reads a Context's places, times and statements, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.enrich import times_calendar
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, clause_head, token_at
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import words
from pipeline.enrich.speakers_statements import statements_at
from pipeline.models import Place, Time

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

INVASION = times_calendar.INVASION.isoformat()
_OFFICES = words("""governor mayor head administration council police official officials chief deputy spokesman
    spokeswoman authorities prosecutor prosecutors office command residents resident university media channel newspaper
    correspondent man woman native sources""")
_SEATED = words("staff ministry government embassy parliament")  # "the General Staff in Kyiv": its seat, no scene
_ROUGH = ("country", "region")
_SINCE = re.compile(r"\bsince\W+(?:the\W+)?(?:\w+\W+){0,3}$|\bfrom\W+(?:the\W+)?$", re.IGNORECASE)
_SINCE_ONLY = re.compile(r"\bsince\W+(?:[\w’'-]+ ){0,7}$", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z’' -]{2,}(?:,[^—–]{0,60})?(?:\([^)]*\)\s*)?[—–-]{1,2} ")


def places_of(context: Context, sentence: Sentence) -> list[Place]:
    """The places of a sentence at which something may have happened: not those that only name an office."""
    return [
        p
        for p in context.places
        if sentence.char_start <= p.char_start < sentence.char_end and not _names_office(sentence, p)
    ]


def _names_office(sentence: Sentence, place: Place) -> bool:
    if sentence.doc is None:
        return False
    token = token_at(sentence.doc, place.char_start - sentence.char_start)
    if token is None:
        return False
    last = token_at(sentence.doc, place.char_end - 1 - sentence.char_start) or token
    for word in (token, last):
        head = word.head
        if word.dep_ in ("compound", "poss", "nmod", "amod") and (
            head.lower_ in _OFFICES or (head.tag_ == "NNP" and head.i > last.i + 1)
        ):
            return head.lower_ in _OFFICES
        above = head.head.lower_
        if word.dep_ == "pobj" and head.lower_ in ("of", "in") and above in _OFFICES | _SEATED:
            return above not in ("residents", "resident", "man", "woman") and (head.lower_ == "of" or above in _SEATED)
    return False


def place_of(context: Context, draft: Draft) -> Place | None:
    """The place in the claim's own clause, else in its sentence, nearest and most exact first."""
    candidates = [p for p in places_of(context, draft.sentence) if usable(context, draft, p, draft.sentence)]
    candidates = [p for p in candidates if not _is_of_speaker(context, draft, p) and not _is_meanwhile(draft, p)]
    if not candidates:
        return None
    beside = next((p for p in candidates if is_right_behind(context, draft, p)), None)
    return beside or min(candidates, key=lambda p: _place_rank(draft, p))


def _is_meanwhile(draft: Draft, place: Place) -> bool:
    """ "Russia carried out two strikes, while Kyiv's troops repelled attacks near eight settlements in X"."""
    token = _token_of(draft.sentence, place.char_start)
    if token is None or _distance(draft, token) != 3:
        return False
    return any(c.dep_ == "mark" and c.lower_ in ("while", "whereas", "whilst") for c in clause_head(token).children)


def is_right_behind(context: Context, draft: Draft, place: Place) -> bool:
    """ "22 in Kyiv and three in Kyiv region": the place that the figure itself is followed by."""
    between = context.document.article.text[draft.char_end : max(draft.char_end, place.char_start)]
    return bool(
        re.fullmatch(
            r"(?: [a-z]+){0,2} (?:in|near|over|at|around|on) (?:the )?(?:city of |village of |town of )?", between
        )
    )


def _is_of_speaker(context: Context, draft: Draft, place: Place) -> bool:
    """ "…, said X, who coordinates the convoy from a garage in Y": a place in the words that bring in the speaker."""
    quoted = [s for s in statements_at(context, draft.char_start, draft.char_end) if s.verb[0] < 0 and s.scope]
    if quoted and draft.char_start < place.char_start and _is_behind(context, quoted[0].scope[-1][1], place):
        return True
    around = [s for s in statements_at(context, draft.char_start, draft.char_end) if s.verb[0] >= 0]
    if not around or statements_at(context, place.char_start, place.char_end):
        return False
    verb = around[0].verb[0]
    return draft.sentence.char_start <= verb < place.char_start and draft.char_start < verb


def _is_behind(context: Context, end: int, place: Place) -> bool:
    """The place stands behind the quotation, in a clause about its speaker."""
    return place.char_start >= end and bool(
        re.search(r", (?:who|whose) ", context.document.article.text[end : place.char_start])
    )


def usable(context: Context, draft: Draft, place: Place, sentence: Sentence) -> bool:
    """Whether something of this measure may have happened at the place, going by the words before it."""
    if place.precision == "region" or (place.precision == "country" and place.country in ("RU", "UA")):
        return False
    if place.char_start < sentence.char_start + _dateline(sentence):
        return False
    before = context.document.article.text[max(sentence.char_start, place.char_start - 30) : place.char_start].lower()
    if draft.measure == "launched" and re.search(r"\bfrom (?:\S+ ){0,3}$", before):
        return False
    if draft.measure == "displaced" and re.search(r"\b(?:to|into|towards?) (?:\S+ ){0,2}$", before):
        return False
    return (
        not re.search(r"\b(?:lives? in|born in|raised in|studied in|works? in|garage in|fled)\s*$", before)
        or draft.measure == "displaced"
    )


def _dateline(sentence: Sentence) -> int:
    match = _DATELINE.match(sentence.text)
    return match.end() if match else 0


def _place_rank(draft: Draft, place: Place) -> tuple[int, int, int, int]:
    token = _token_of(draft.sentence, place.char_start)
    exact = {"point": 0, "settlement": 0, "river": 1, "raion": 2}.get(place.precision, 3)
    return (_distance(draft, token), _barriers(draft, token), exact, abs(place.char_start - draft.char_start))


def _barriers(draft: Draft, token: Token | None) -> int:
    """How many other figures and coordinations stand between a figure and a place or time of its clause."""
    if token is None:
        return 0
    first, last = sorted((draft.number.i, token.i))
    between = draft.number.doc[first + 1 : last]
    return sum(t.lower_ in ("and", "while", ";") or (t.tag_ == "CD" and t.head.tag_ != "NNP") for t in between)


def _token_of(sentence: Sentence, char: int) -> Token | None:
    return token_at(sentence.doc, char - sentence.char_start) if sentence.doc is not None else None


def _distance(draft: Draft, token: Token | None) -> int:
    """0: in the claim's own clause; 1: in one above; 2: elsewhere; 3: in a clause below that has its own figure."""
    if token is None:
        return 2
    own, other = clause_head(draft.predicate), clause_head(token)
    if own.i == other.i:
        return 0
    if draft.predicate.i in {t.i for t in ancestors(token)}:
        if other.dep_ == "conj" and own.i in _coordinated_with(other):
            return 1
        return 3 if any(t.tag_ == "CD" and not _is_date(draft, t) for t in other.subtree) else 0
    return 1 if other.i in {t.i for t in ancestors(own)} else 2


def _coordinated_with(verb: Token) -> set[int]:
    """The verbs that a verb is coordinated with: what stands behind the last of them may hold for all."""
    found = set()
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
        found.add(verb.i)
    return found


def _is_date(draft: Draft, token: Token) -> bool:
    return token.head.tag_ == "NNP" or token.i == draft.number.i


def times_of(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """First and last day from the words of the sentence; (None, None) where they give none."""
    found = own_times(context, draft)
    if not found:
        return None, None
    best = found[0]
    if is_since(context, best):
        return best.start, stated_on(context, draft)
    return _joined(context.document.article.text, best, found)


def own_times(context: Context, draft: Draft) -> list[Time]:
    """The times that may be the claim's, nearest first: not those of saying, nor of a clause with its own figure."""
    said = saying_days(context)
    ranked = []
    first = draft.sentence.char_start + _dateline(draft.sentence)
    for time in context.times:
        if not first <= time.char_start < draft.sentence.char_end or time.start is None or time.char_start in said:
            continue
        token = _token_of(draft.sentence, time.char_start)
        far = _distance(draft, token)
        if _is_of_part(context, draft, time):
            continue
        if _is_compared(context, time):
            continue
        if far < 3:
            ranked.append((far, _barriers(draft, token), abs(time.char_start - draft.char_start), time))
    return [ranks[-1] for ranks in sorted(ranked, key=lambda r: r[:3])]


def _is_of_part(context: Context, draft: Draft, time: Time) -> bool:
    """ "138,340 soldiers, including 550 in the past day": a day behind a subgroup is the subgroup's."""
    between = context.document.article.text[draft.char_end : max(draft.char_end, time.char_start)]
    return bool(re.search(r"\b(?:including|among them|of whom|of which)\b[^,;]*\d[^,;]*$", between))


def is_of_clause(draft: Draft, time: Time) -> bool:
    """Whether a time stands in the draft's own clause."""
    token = _token_of(draft.sentence, time.char_start)
    return token is not None and clause_head(token).i == clause_head(draft.predicate).i


def _is_compared(context: Context, time: Time) -> bool:
    """ "two more than on Friday", "490 of them yesterday": days of a comparison or of a part."""
    before = context.document.article.text[max(0, time.char_start - 100) : time.char_start].lower()
    if _SUPERLATIVE.search(before) or _BORN.search(before):
        return True
    return bool(re.search(r"\bthan (?:on |in |the )*$|\bof (?:them|which)(?: in| on| over)?(?: the)? *$", before))


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
    """Where the times stand that date a statement, not an event."""
    return {s.day_span for s in context.statements if s.day_span is not None}


def stated_on(context: Context, draft: Draft) -> str | None:
    """The day of the statement: the one that its verb of saying has, else that of the post, the entry, the article."""
    position = draft.char_start if draft.voice_at is None else draft.voice_at
    for statement in statements_at(context, position, draft.char_end):
        if statement.stated_on is not None:
            return statement.stated_on
    anchor = context.anchor_of(draft.sentence)
    return anchor.isoformat() if anchor is not None else None


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
