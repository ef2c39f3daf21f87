"""Attributions at the end or in the middle of a sentence: "…, the mayor, Vitali Klitschko, said on Tuesday", "…,
says X".

Reads a parsed sentence, writes nothing. The pattern is so regular that the words decide and not the parse, which often
hangs the speaker's name at the nearest place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_noun, is_verb
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.speakers_institutions import is_role
from pipeline.enrich.speakers_openers import BREAK, MAX_SPEAKER, OPENERS, opener
from pipeline.enrich.speakers_speech import Tail
from pipeline.enrich.speakers_verbs import TIMES, stances

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

_FINITE = ("VBD", "VBZ", "VBP", "VBN", "NNS", "VB")
_NEVER_SPEAK = words("whatever however that which who whom what there and or but when where as than if because")


def find_tails(doc: Doc) -> list[Tail]:
    """Every attribution that stands in commas, with the words that it is the source of."""
    told = (token for token in doc if _may_attribute(token))
    tails = sorted((t for token in told if (t := _tail(token)) is not None), key=lambda t: t.first)
    kept = [t for i, t in enumerate(tails) if i == 0 or t.first > tails[i - 1].last]
    scoped = [replace(t, scope=_scope(doc, t, kept)) for t in kept]
    return [t for t in scoped if any(doc[i].text[0].isalnum() for i in t.scope)]


def _may_attribute(token: Token) -> bool:
    """A cheap look before the rules."""
    word = token.lower_
    return word in stances() or word in OPENERS or word in _LIGHT or token.tag_ in ("VBD", "VBZ")


_LIGHT = words("went goes put puts has had tells told")


def _tail(token: Token) -> Tail | None:
    if token.lower_ in OPENERS:
        return opener(token)
    goes_on = (
        token.lower_ in ("went", "goes") and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "on"
    )
    if not _is_as_told(token) and (
        (token.lower_ not in stances() and not goes_on and not _is_at_quotation(token))
        or not token.tag_.startswith(_FINITE)
        or token.lower_ in ("put", "puts")
    ):
        return None
    if any(c.dep_ in ("aux", "auxpass", "neg", "agent") for c in token.children):
        return None
    heads = token.i > 0 and token.nbor(-1).text == ":"  # "Staff: estimated losses of …" is a heading
    found = _speaker_before(token) if heads else _speaker_behind(token) or _speaker_before(token)
    if found is None:
        return None
    speaker, first, last = found
    return Tail(token.i, speaker.i, first, last, stances().get(token.lower_, "asserts"))


def _is_at_quotation(token: Token) -> bool:
    """Right behind a closed quotation and its subject every verb is one of saying: "…,” grinned X"."""
    marked = "”" in token.doc.text or "’" in token.doc.text or '"' in token.doc.text
    if not marked or token.tag_ not in ("VBD", "VBZ") or token.dep_ in ("relcl", "acl", "aux", "auxpass"):
        return False
    doc = token.doc
    mark = next((t.i for t in reversed(doc[max(0, token.i - MAX_SPEAKER) : token.i]) if t.text in ("”", "’", '"')), 0)
    return mark > 0 and doc[mark - 1].text in (",", ".", "!", "?", "…")


def _is_as_told(token: Token) -> bool:
    """The verb of "as the governor put it", "as Kyiv has it"."""
    doc = token.doc
    if token.lower_ not in ("put", "puts", "has", "had", "tells", "told") or token.i + 2 >= len(doc):
        return False
    if doc[token.i + 1].lower_ != "it" or doc[token.i + 2].text not in BREAK:
        return False
    return any(t.lower_ == "as" for t in doc[max(0, token.i - 8) : token.i])


def _speaker_before(verb: Token) -> tuple[Token, int, int] | None:
    """The noun phrase between the last break and the verb, appositions included."""
    doc = verb.doc
    end = verb.i - 1
    if end > 0 and doc[end].lower_ in _ADDING:
        end -= 1
    if end >= 0 and doc[end].text == ",":
        end -= 1
        end = _before_clause(doc, end)
    if end < 1 or not _is_nominal(doc[end]) or doc[end].lower_ in _NEVER_SPEAK:
        return None
    first = _phrase_start(doc, end, verb)
    told = first is not None and doc[first].lower_ == "as" and first < end
    if (
        first is None
        or (first == 0 and not told)
        or (not told and (doc[first].tag_ == "IN" or doc[first].lower_ in _NEVER_SPEAK))
        or not _ends(verb)
    ):
        return None
    return _head_of(doc, first + told, end), first, _last_of_tail(verb)


# "As the ministry further notes", "a doctor there said".
_ADDING = words("also further additionally separately there here")


def _is_nominal(token: Token) -> bool:
    """A noun; also the "shopkeeper" of "…, a shopkeeper reports", taken for an adjective before a noun."""
    return is_noun(token) or token.tag_ in ("PRP", "CD") or (token.tag_ == "JJ" and is_role(token))


def _before_clause(doc: Doc, end: int) -> int:
    """Skips ", who lives there," and ", 45," between the name and the verb."""
    for token in reversed(doc[max(0, end - 12) : end + 1]):
        if token.lower_ in ("who", "whose", "which") and token.i > 1 and doc[token.i - 1].text == ",":
            return token.i - 2
    if doc[end].tag_ == "CD" and end > 2 and doc[end - 1].text == ",":
        return end - 2
    return end


def _head_of(doc: Doc, first: int, end: int) -> Token:
    """The head of the last group of the phrase: "mayor" in "the mayor of Zaporizhzhia"."""
    begin = max((t.i + 1 for t in doc[first:end] if t.text == ","), default=first)
    nouns = [t for t in doc[begin : end + 1] if t.tag_ != "CD" and _is_nominal(t)]
    for token in nouns:
        behind = doc[token.i + 1] if token.i < end else None
        if behind is None or behind.lower_ in _INSIDE or behind.tag_ in ("CD", "RB"):
            return token
    return nouns[-1] if nouns else doc[end]


def _phrase_start(doc: Doc, end: int, verb: Token) -> int | None:
    """Index of the first token of the speaker's phrase; None where what precedes is no noun phrase behind a break."""
    start = end
    comma_inside = doc[verb.i - 1].text == ","
    while start > 0 and end - start < MAX_SPEAKER:
        before = doc[start - 1]
        if before.text in BREAK:
            if doc[start].lower_ in ("who", "whose") and before.text == ",":
                return None
            if comma_inside and before.text == "," and (outer := _apposition(doc, start - 1)) is not None:
                return outer
            return start
        if before.lower_ == "as" and end - start < MAX_SPEAKER:
            return start - 1
        if (is_verb(before) and before.dep_ != "amod" and before.tag_ != "VBG") or (
            before.tag_ in ("MD", "WDT", "IN") and before.lower_ not in _INSIDE
        ):
            return None
        start -= 1
    return None


_INSIDE = words("of for at in from on to with")


def _apposition(doc: Doc, comma: int) -> int | None:
    """Start of "the governor of the Donetsk region" in ", the governor of the Donetsk region, Pavlo Kyrylenko,
    said"."""
    start = comma
    while start > 0 and comma - start < MAX_SPEAKER:
        before = doc[start - 1]
        if before.text in BREAK:
            return (
                start
                if doc[start].lower_ in ("the", "a", "an", "its", "his", "one") or not doc[start].is_sent_start
                else None
            )
        if is_verb(before) and before.dep_ != "amod":
            return None
        start -= 1
    return None


def _ends(verb: Token) -> bool:
    """Nothing is said behind the verb but when, where and to whom."""
    doc = verb.doc
    for token in doc[verb.i + 1 :]:
        if token.lower_ == "it" and token.i == verb.i + 1:  # "as the governor put it"
            continue
        if token.text in (",", ";", ".", "”", "—", "–", '"', ")", ":"):
            return token.text != ":" or token.i == len(doc) - 1
        if token.lower_ in ("that", "how", "whether") or (token.tag_ in ("CD",) and not _is_time(token)):
            return False
        if is_verb(token) or token.tag_ == "MD":
            return False
        if token.tag_ in ("PRP", "NNS") and token.head.i != verb.i and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
            return False
        if (
            token.dep_ == "dobj"
            and token.head.i == verb.i
            and not _is_time(token)
            and not verb.lower_.startswith(("told", "tell"))
        ):
            return False
    return True


def _is_time(token: Token) -> bool:
    return bool(re.match(r"\d{1,2}[:.]\d\d$|(?:19|20)\d\d$", token.text)) or (
        (token.head.tag_ in ("IN", "NNP") and token.head.lower_ != "of") or singular(token.head.text) in TIMES
    )


def _last_of_tail(verb: Token) -> int:
    for token in verb.doc[verb.i + 1 :]:
        if token.text in (",", ";", ".", "”", "—", "–", '"'):
            return int(token.i)
    return len(verb.doc) - 1


def _speaker_behind(verb: Token) -> tuple[Token, int, int] | None:
    """ "…, says Inna Zrazkova of the relief group", "…” said Wagner boss Yevgeny Prigozhin"."""
    doc = verb.doc
    if (
        verb.i < 2
        or doc[verb.i - 1].text not in BREAK
        or verb.tag_ == "NNS"
        or verb.lower_.startswith(("told", "tell", "gave", "give"))
    ):
        return None
    for token in _behind_base(verb):
        if _is_no_speaker(token, verb):
            return None
        if is_noun(token) and token.dep_ not in ("compound", "poss", "nmod") and not _joins_next(token):
            return token, verb.i, _last_of_tail(verb)
        if token.tag_ not in ("DT", "JJ", "NN", "NNP", "NNPS", "NNS", "POS", "PRP$", "CD", "HYPH", "VBN"):
            return None
    return None


def _is_no_speaker(token: Token, verb: Token) -> bool:
    """A day, an object, or the subject of the next verb: "…, reported one man killed"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    timed = singular(token.text) in TIMES and token.dep_ not in ("compound", "poss")
    acts = is_noun(token) and behind is not None and behind.tag_ in ("VBD", "VBZ", "VBP", "MD")
    spoken = any(s.i < verb.i for s in children(verb, *SUBJECTS))
    befallen = token.dep_ in SUBJECTS and (token.head is behind or (spoken and token.head.i > token.i))
    told = token.dep_ == "dobj" and (verb.tag_ == "VBG" or spoken)
    return timed or acts or befallen or told


_BASED = re.compile(r"\s*(?:(?:the|an?)\s+)?[A-Z][\w ]*(?:, [A-Z][\w.]*)?-based\s+", re.IGNORECASE)


def _behind_base(verb: Token) -> list[Token]:
    """The words behind a verb, without the place in "said the Washington, DC-based think tank"."""
    end = verb.idx + len(verb.text)
    base = _BASED.match(verb.doc.text, end)
    start = base.end() if base is not None else end
    return [t for t in verb.doc[verb.i + 1 :] if t.idx >= start][:_LONGEST]


_LONGEST = 8  # words of a speaker's title and name behind the verb


def _joins_next(token: Token) -> bool:
    """Whether a name or a compound goes on: "Wagner boss", "32-year-old sergeant", "Russian-backed mayor"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and after.text == "-":
        return True
    return after is not None and after.tag_ in ("NNP", "NNPS", "POS") and token.tag_ in ("NNP", "NNPS", "NN")


def _scope(doc: Doc, tail: Tail, tails: list[Tail]) -> frozenset[int]:
    """The part between semicolons that the attribution stands in, up to its neighbours.

    What stands before it is its own; what stands behind it is the next one's where there is a next one.
    """
    left = max((t.i + 1 for t in doc[: tail.first] if t.text == ";"), default=0)
    right = min((t.i for t in doc[tail.last :] if t.text == ";"), default=len(doc))
    earlier = [t.last + 1 for t in tails if left <= t.first < tail.first]
    later = [t.first for t in tails if tail.first < t.first < right]
    opens = not any(doc[i].is_alpha for i in range(left, tail.first))
    before = range(max([left, *earlier]), tail.first)
    behind = range(tail.last + 1, min([right, *later])) if opens or not later else range(0)
    return frozenset([*before, *behind])
