"""Where a claim happened: from its clause and its sentence.

Reads a Context's places and statements, writes nothing.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, ancestors, clause_head, token_at
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import words
from pipeline.enrich.speakers_statements import statements_at
from pipeline.models import Place

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_OFFICES = words("""governor mayor head administration council police official officials chief deputy spokesman
    spokeswoman authorities prosecutor prosecutors office command residents resident university media channel newspaper
    correspondent man woman native sources""")
_SEATED = words("staff ministry government embassy parliament")  # "the General Staff in Kyiv": its seat, no scene
_ROUGH = ("country", "region")
_DATELINE = re.compile(r"[A-Z][A-Z’' -]{2,}(?:,[^—–]{0,60})?(?:\([^)]*\)\s*)?[—–-]{1,2} ")


def places_of(context: Context, sentence: Sentence) -> list[Place]:
    """The places of a sentence at which something may have happened: not those that only name an office."""
    return [
        p
        for p in context.places
        if sentence.char_start <= p.char_start < sentence.char_end and not _names_office(sentence, p)
    ]


def offices_of(context: Context, sentence: Sentence) -> list[Place]:
    """The places of a sentence that only name an office, local ones: "the mayor of Kramatorsk"."""
    inside = [p for p in context.places if sentence.char_start <= p.char_start < sentence.char_end]
    seats = [p for p in inside if _names_office(sentence, p)]
    return [p for p in seats if _LOCAL.search(context.document.article.text, *_around(p))]


def _around(place: Place) -> tuple[int, int]:
    return max(place.char_start - 60, 0), place.char_end + 60


_LOCAL = re.compile(
    r"\b(?:governor|mayor|head|administration|council|police|officials|authorities|prosecutor\w*|residents?)\b"
)


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
    nearest = beside or min(candidates, key=lambda p: _place_rank(draft, p))
    return next((p for p in candidates if _is_inner(draft, nearest, p)), nearest)


def _is_inner(draft: Draft, outer: Place, place: Place) -> bool:
    """ "In Kharkiv region a man was killed when a missile hit Merefa": the town of the region that a clause names."""
    if place.admin1 != outer.name or place.precision not in ("settlement", "point"):
        return False
    token = token_of(draft.sentence, place.char_start)
    clause = clause_head(token) if token is not None else None
    if clause is None or clause.dep_ != "advcl" or clause.head.i != clause_head(draft.predicate).i:
        return False
    return not any(t.tag_ == "CD" and not _is_date(draft, t) for t in clause.subtree)


def _is_meanwhile(draft: Draft, place: Place) -> bool:
    """ "Russia carried out two strikes, while Kyiv's troops repelled attacks near eight settlements in X"."""
    token = token_of(draft.sentence, place.char_start)
    if token is None or distance_to(draft, token) != 3:
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
    if draft.sentence.char_start <= verb < place.char_start and draft.char_start < verb:
        return True
    return place.char_start < verb < draft.char_start and _presents(draft, token_of(draft.sentence, place.char_start))


def _presents(draft: Draft, token: Token | None) -> bool:
    """ "X, who keeps lists in Y, said that …", "X, of the Council in Y, said …": Y tells who X is."""
    if token is None:
        return False
    inside = next((a for a in ancestors(token) if a.dep_ == "prep"), None)
    if inside is None or inside.lower_ not in ("in", "at", "from", "near"):
        return False
    above = list(takewhile(lambda t: t.dep_ not in SUBJECTS or t.head.dep_ == "relcl", ancestors(inside)))
    return inside.head.tag_ in ("NNP", "NNPS") or any(t.dep_ == "relcl" for t in above if t.i < draft.predicate.i)


def _is_behind(context: Context, end: int, place: Place) -> bool:
    """The place stands behind the quotation, in a clause about its speaker."""
    return place.char_start >= end and bool(
        re.search(r", (?:who|whose) ", context.document.article.text[end : place.char_start])
    )


def usable(context: Context, draft: Draft, place: Place, sentence: Sentence) -> bool:
    """Whether something of this measure may have happened at the place, going by the words before it."""
    if place.precision == "region" or (place.precision == "country" and place.country in ("RU", "UA")):
        return False
    if place.char_start < sentence.char_start + dateline(sentence):
        return False
    if _CITY_DISTRICT.search(place.text) and place.precision == "settlement":
        return False
    before = context.document.article.text[max(sentence.char_start, place.char_start - 50) : place.char_start].lower()
    if re.search(r"\b(?:not including|excluding|except(?: for)?|apart from|other than) (?:\S+ and )?$", before):
        return False
    if (away := _AWAY.get(draft.measure)) is not None and away.search(before):
        return False
    return (
        not re.search(r"\b(?:lives? in|born in|raised in|studied in|works? in|garage in|fled)\s*$", before)
        or draft.measure == "displaced"
    )


_CITY_DISTRICT = re.compile(r"skyi (?:district|raion)$")  # "the Shevchenkivskyi district": of the city told of
_HOME = re.compile(  # "11 men from X", "were brought to X": where they come from, and where they are cared for
    r"\b[a-z]+ from $|\b(?:brought|taken|carried|flown|driven|moved|evacuated|transferred|rushed|ferried|sent)"
    r"(?: \w+)? to (?:(?:an? |the )?(?:\w+ )?(?:hospitals?|morgues?|clinics?) (?:in|of) )?$"
)
# Words before a place that say that it was not there: where it was sent from, where they went, where they come from.
_AWAY = {
    "launched": re.compile(r"\bfrom (?:\S+ ){0,3}$"),
    "displaced": re.compile(r"\b(?:to|into|towards?) (?:\S+ ){0,2}$"),
    "killed": _HOME,
    "wounded": _HOME,
    "killed_or_wounded": _HOME,
    "losses": _HOME,
    "missing": _HOME,
}


def dateline(sentence: Sentence) -> int:
    match = _DATELINE.match(sentence.text)
    return match.end() if match else 0


def _place_rank(draft: Draft, place: Place) -> tuple[int, int, int, int]:
    token = token_of(draft.sentence, place.char_start)
    exact = {"point": 0, "settlement": 0, "river": 1, "raion": 2}.get(place.precision, 3)
    return (distance_to(draft, token), barriers(draft, token), exact, abs(place.char_start - draft.char_start))


def barriers(draft: Draft, token: Token | None) -> int:
    """How many other figures and coordinations stand between a figure and a place or time of its clause."""
    if token is None:
        return 0
    first, last = sorted((draft.number.i, token.i))
    between = draft.number.doc[first + 1 : last]
    return sum(t.lower_ in ("and", "while", ";") or (t.tag_ == "CD" and t.head.tag_ != "NNP") for t in between)


def token_of(sentence: Sentence, char: int) -> Token | None:
    return token_at(sentence.doc, char - sentence.char_start) if sentence.doc is not None else None


BELOW = 3


def distance_to(draft: Draft, token: Token | None) -> int:
    """0: in the claim's own clause; 1: in one above; 2: elsewhere; 3: in a clause below that has its own figure."""
    if token is None:
        return 2
    own, other = clause_head(draft.predicate), clause_head(token)
    if own.i == other.i:
        return 0
    if draft.predicate.i in {t.i for t in ancestors(token)}:
        if other.dep_ == "conj" and own.i in _coordinated_with(other):
            return BELOW if _is_of_another(other) else 1
        return BELOW if has_figure_between(draft, token) else 0
    return 1 if other.i in {t.i for t in ancestors(own)} else 2


def has_figure_between(draft: Draft, token: Token) -> bool:
    """Whether a clause below the figure's own, around the word, has a figure of its own."""
    own = clause_head(draft.predicate).i
    for above in (token, *ancestors(token)):
        if above.i in (own, draft.predicate.i):
            return False
        if clause_head(above).i == above.i and any(t.tag_ == "CD" and not _is_date(draft, t) for t in above.subtree):
            return True
    return False


def _is_of_another(verb: Token) -> bool:
    """ "Three were killed, and a fourth was found dead on Saturday": told of one who is not among them."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    return subject is not None and any(t.lower_ in _ANOTHER for t in subject.subtree)


_ANOTHER = words("another second third fourth fifth sixth seventh eighth ninth tenth")


def _coordinated_with(verb: Token) -> set[int]:
    """The verbs that a verb is coordinated with: what stands behind the last of them may hold for all."""
    found = set()
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
        found.add(verb.i)
    return found


def _is_date(draft: Draft, token: Token) -> bool:
    return token.head.tag_ == "NNP" or token.i == draft.number.i
