"""Where and when a claim happened: from its clause, its sentence, then the incident it belongs to.

Reads a Context's places, times and statements, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, clause_head, token_at
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import words
from pipeline.enrich.speakers import statements_at
from pipeline.models import Place, Time

if TYPE_CHECKING:
    from spacy.tokens import Token

INVASION = "2022-02-24"
_OFFICES = words("""governor mayor head administration council police official officials chief deputy spokesman spokeswoman authorities prosecutor
    prosecutors office command residents resident university media channel newspaper correspondent man woman native sources""")
_ROUGH = ("country", "region")
_SINCE = re.compile(r"\bsince\W+(?:the\W+)?(?:\w+\W+){0,3}$", re.IGNORECASE)
_SINCE_WAR = re.compile(
    r"\bsince (?:the )?(?:start|beginning|outbreak|launch|onset)\b|\bsince (?:the )?(?:full-scale |russia.s )?(?:invasion|war)\b"
    r"|\bduring the (?:war|invasion)\b|\b(?:of|in) the war so far\b|\bso far in the war\b|\bthe war began\b|\bthe invasion began\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\bsince\b|\bin (?:all|total)\b.{0,20}\bso far\b|\btotal (?:\w+ ){0,3}losses\b|\btotal combat losses\b|\bso far (?:this|in)\b"
    r"|\boverall losses\b|\btotal number of\b.{0,40}\bsince\b|\bduring the war\b|\bto date\b",
    re.IGNORECASE,
)


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
        if (
            word.dep_ == "pobj"
            and head.lower_ in ("of", "in")
            and head.head.lower_ in _OFFICES - {"residents", "resident", "man", "woman"}
        ):
            return head.lower_ == "of"
    return False


def place_of(context: Context, draft: Draft) -> Place | None:
    """The place in the claim's own clause, else in its sentence, nearest and most exact first."""
    candidates = [p for p in places_of(context, draft.sentence) if _fits(context, draft, p)]
    if not candidates:
        return None
    return min(candidates, key=lambda p: _place_rank(draft, p))


def _fits(context: Context, draft: Draft, place: Place) -> bool:
    if place.precision in _ROUGH:
        return False
    before = context.document.article.text[
        max(draft.sentence.char_start, place.char_start - 30) : place.char_start
    ].lower()
    if draft.measure == "launched":
        return not re.search(r"\bfrom (?:\S+ ){0,3}$", before)
    if draft.measure == "displaced":
        return not re.search(r"\b(?:to|into|towards?) (?:\S+ ){0,2}$", before)
    return True


def _place_rank(draft: Draft, place: Place) -> tuple[int, int, int]:
    token = _token_of(draft.sentence, place.char_start)
    far = _distance(draft, token)
    exact = {"point": 0, "settlement": 0, "river": 1, "raion": 2}.get(place.precision, 3)
    return (far, exact, abs(place.char_start - draft.char_start))


def _token_of(sentence: Sentence, char: int) -> Token | None:
    return token_at(sentence.doc, char - sentence.char_start) if sentence.doc is not None else None


def _distance(draft: Draft, token: Token | None) -> int:
    """0: in the claim's own clause; 1: in one below or above it; 2: elsewhere in the sentence."""
    if token is None:
        return 2
    own, other = clause_head(draft.predicate), clause_head(token)
    if own.i == other.i or draft.predicate.i in {t.i for t in ancestors(token)}:
        return 0
    chain = {t.i for t in ancestors(own)}
    return 1 if other.i in chain or own.i in {t.i for t in ancestors(other)} else 2


def times_of(context: Context, draft: Draft) -> tuple[str | None, str | None]:
    """First and last day from the words of the sentence; (None, None) where they give none."""
    said = _days_of_saying(context, draft)
    found = [
        t
        for t in context.times
        if draft.sentence.char_start <= t.char_start < draft.sentence.char_end
        and t.start is not None
        and t.char_start not in said
    ]
    if not found:
        return None, None
    found.sort(
        key=lambda t: (_distance(draft, _token_of(draft.sentence, t.char_start)), abs(t.char_start - draft.char_start))
    )
    best = found[0]
    text = context.document.article.text
    if _SINCE.search(text[max(0, best.char_start - 40) : best.char_start]):
        return best.start, stated_on(context, draft)
    return _joined(text, best, found)


def _joined(text: str, best: Time, found: list[Time]) -> tuple[str | None, str | None]:
    """ "between 24 and 27 December", "from Monday to Wednesday": one interval from two expressions."""
    for other in found:
        first, second = sorted((best, other), key=lambda t: t.char_start)
        between = text[first.char_end : second.char_start].strip().lower()
        before = text[max(0, first.char_start - 9) : first.char_start].lower()
        if (
            other is not best
            and between in ("and", "to", "until", "till", "through", "-", "–")
            and re.search(r"(?:between|from) $", before)
        ):
            return first.start, second.end
    return best.start, best.end


def _days_of_saying(context: Context, draft: Draft) -> set[int]:
    """Where the times stand that date a statement of this sentence."""
    return {
        t.char_start
        for s in context.statements
        if s.stated_on is not None and draft.sentence.char_start <= s.verb[0] < draft.sentence.char_end
        for t in context.times
        if t.start == s.stated_on
        and t.end == s.stated_on
        and abs(t.char_start - s.verb[1]) < 90
        and s.day_span is not None
        and t.char_start == s.day_span
    }


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


def is_cumulative(context: Context, draft: Draft) -> bool:
    """A sum over time or several events that still runs: "since the invasion", "total losses"."""
    clause = _clause_text(draft)
    del context
    if re.search(r"\b(?:past|last) (?:\d+|\w+) ?(?:hours|day)\b|\bovernight\b", clause):
        return False
    return bool(_RUNNING.search(clause) or _SINCE_WAR.search(clause))


def since_war(draft: Draft) -> bool:
    """Whether the words count from the first day of the invasion."""
    return bool(_SINCE_WAR.search(draft.sentence.text))


def _clause_text(draft: Draft) -> str:
    return draft.sentence.text
