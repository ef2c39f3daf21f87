"""Whose voice a noun phrase is: a person, an institution, a state by its capital, or unnamed people in their own words.

Reads a Context's mentions and a parsed sentence, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, is_noun
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.entities import entities
from pipeline.enrich.measures import PEOPLE
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.names_roles import holder
from pipeline.enrich.speakers_institutions import (
    METONYMS,
    by_mouthpiece,
    by_pattern,
    institution_name,
    is_role,
    owner_of,
    words_of,
)
from pipeline.enrich.speakers_people import Voice, full_name, institution_meant, name_at, person_meant
from pipeline.models import Mention

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_HE, _IT, _THEY = words("he she him her his"), words("it its"), words("they their them")
_DROP = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|six|several|some|many|other|another|various|both|multiple|\d+"
    r"|at least|certain"
    r"|most|these|those|this|that|few|unnamed|unidentified|anonymous|its|their|his|her|our|my)\s+)+",
    re.IGNORECASE,
)
_NAMING = words("name call calls called named gives goes known")
_DEFINITE = re.compile(r"(?:the|this|that|his|its|her|their|\w+['’]s) ", re.IGNORECASE)


def voice_of(context: Context, sentence: Sentence, token: Token, known: list[Voice]) -> Voice | None:
    """The voice behind a noun phrase. `known` are the earlier voices, latest last; None where nobody fits."""
    start = sentence.char_start + token.idx
    word = token.lower_
    if token.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
        return _by_pronoun(context, word, known, start)
    if any(t.char_start <= start < t.char_end for t in context.times):
        return None
    owner = owner_of(token)
    if owner is not None:
        return voice_of(context, sentence, owner, known)
    if token.text == "US" and token.tag_.startswith("NN") and not _in_name(context, start):
        return Voice("United States", "institution", start)
    if word in METONYMS and not children(token, "appos") and not _in_name(context, start):
        return Voice(METONYMS[word], "institution", start)
    return (
        _by_mention(context, sentence, token)
        or _by_office(context, sentence, token)
        or by_pattern(token, start)
        or _by_new_name(context, token, known, start)
        or _by_kind(token, known)
        or _by_description(context, token, known, start)
        or _unnamed(token, start)
    )


def _in_name(context: Context, char: int) -> bool:
    """The "Ukraine" of "Interfax-Ukraine" is no state."""
    return any(m.char_start < char < m.char_end for m in context.mentions if m.type in ("PERSON", "ORG", "UNIT"))


def _by_office(context: Context, sentence: Sentence, token: Token) -> Voice | None:
    """ "the Ukrainian president", "Russia's defence minister": who held the office on the day of the text."""
    if token.lower_.startswith("spokes") or any(c.lower_ in ("a", "an", "one") for c in children(token, "det")):
        return None  # an unnamed spokesman is his institution
    person = holder(words_of(token), context.anchor_of(sentence)) if is_role(token) else None
    return Voice(person.name, "person", sentence.char_start + token.idx) if person is not None else None


def _by_pronoun(context: Context, word: str, known: list[Voice], start: int) -> Voice | None:
    if word in _HE:
        others = [Voice(m.name or m.text, "person", m.char_start) for m in context.mentions if m.type == "PERSON"]
        return person_meant(word, start, known, others)
    if word in _IT:
        return institution_meant(start, known)
    wanted = ("group", "institution") if word in _THEY else ("person", "institution", "group")
    found = next((v for v in reversed(known) if v.kind in wanted), None)
    return Voice(found.name, found.kind, start) if found is not None else None


def _heads(token: Token) -> list[Token]:
    """The head of the phrase and what stands in apposition to it."""
    appositions = [a for a in children(token, "appos") if is_noun(a)]
    behind = [b for a in appositions for b in children(a, "appos") if is_noun(b)]
    above = [token.head] if token.dep_ == "appos" and is_noun(token.head) else []
    return [token, *appositions, *behind, *above]


def _by_mention(context: Context, sentence: Sentence, token: Token) -> Voice | None:
    offset = sentence.char_start
    spots = {offset + t.idx for t in _heads(token)}
    named = [
        m
        for m in context.mentions
        if any(m.char_start <= s < m.char_end for s in spots) and m.type in ("PERSON", "ORG", "UNIT")
    ]
    people = [m for m in named if m.type == "PERSON"]
    if people:
        return Voice(people[-1].name or people[-1].text, "person", people[-1].char_start)
    called = _called(context, offset, token) or _by_call_sign(sentence, token)
    if called is not None:
        return called
    own = [m for m in named if m.char_start <= offset + token.idx < m.char_end] or (
        _of_kind(context, offset, token)  # "the channel Rybar"
    )
    if own:
        return Voice(institution_name(own[-1]), "institution", own[-1].char_start)
    return by_mouthpiece(context, token, offset)


def _of_kind(context: Context, offset: int, token: Token) -> list[Mention]:
    """The organisation whose kind the noun tells, right behind it."""
    if singular(token.text) not in _KINDS:
        return []
    end = offset + token.idx + len(token.text)
    return [m for m in context.mentions if m.type == "ORG" and end < m.char_start <= end + len(", ")]


def _called(context: Context, offset: int, token: Token) -> Voice | None:
    """ "a man who calls himself X", "a commander who gives his name as X"."""
    for clause in children(token, "relcl", "acl"):
        below = [t for t in clause.subtree if t.i > clause.i]
        if not ({t.lower_ for t in clause.subtree} & _NAMING):
            continue
        for t in reversed(below):
            mention = next(
                (m for m in context.mentions if m.type == "PERSON" and m.char_start <= offset + t.idx < m.char_end),
                None,
            )
            name = mention.name or mention.text if mention is not None else name_at(t)
            if name and " " in name:
                return Voice(name, "person", offset + t.idx)
    return None


_KINDS = words("""channel agency outlet newspaper paper site website group organisation organization body portal project
    broadcaster company charity network tank service""")
_CALL_SIGN = re.compile(
    r"\b(?:call[- ]?signs?|nicknamed?|nom de guerre)\b,?(?: (?:is|was|of|as))?\s*[“\"‘']?([A-Z][\w’-]+)"
)


def _by_call_sign(sentence: Sentence, token: Token) -> Voice | None:
    """ "a soldier with the call sign Kedr", "the commander, who gave only his call sign, Kedr"."""
    behind = sentence.text[token.idx : token.idx + _NEAR]
    told = _CALL_SIGN.search(behind) if is_role(token) else None
    if told is None or re.search(r"[;:.”]", behind[: told.start()]):
        return None
    return Voice(told[1], "person", sentence.char_start + token.idx + told.start(1))


_NEAR = 90  # characters between a person's role and the end of his call sign


def _by_new_name(context: Context, token: Token, known: list[Voice], start: int) -> Voice | None:
    """A person whom no list knows: by the capitals of the name, with or without a title before it."""
    for head in _heads(token):
        name = name_at(head)
        if name is None or any(p.char_start <= start + head.idx - token.idx < p.char_end for p in context.places):
            continue
        if " " in name or (head.i == token.i and not children(head, "det")):
            full = full_name(name, context, known, start)
            return Voice(full, "person", start + head.idx - token.idx, named=" " in full)
    return None


def _by_description(context: Context, token: Token, known: list[Voice], start: int) -> Voice | None:
    """ "the ministry", "the governor": the earlier one of whom the text used this word."""
    if not _DEFINITE.match(words_of(token)) or token.tag_ not in ("NN", "NNP"):
        return None
    head = token.lower_
    if head.startswith("spokes") and not children(token, "prep"):
        person = next((v for v in reversed(known) if v.kind == "person"), None)
        if person is not None:
            return Voice(person.name, "person", start)
    named = _called_so(context, head, start)
    if named is None and head in _PAPERS:
        named = institution_meant(start, known)
    same = (v for v in reversed(known) if v.kind == "institution" and v.named and head in v.name.lower().split())
    return named or next(same, None)


_PAPERS = words(
    "summary bulletin report update statement briefing post message announcement document release tweet tally count"
)


def _called_so(context: Context, word: str, start: int) -> Voice | None:
    """The latest name before this character that holds the word, or that the text gave this office."""
    text = context.document.article.text
    for mention in reversed([m for m in context.mentions if m.char_end <= start and m.type in ("PERSON", "ORG")]):
        name = (mention.name or "").lower() + " " + mention.text.lower()
        if mention.type == "ORG" and word in _WORD.findall(name):
            return Voice(institution_name(mention), "institution", start)
        if mention.type == "PERSON" and _is_titled(text, mention, word):
            return Voice(mention.name or mention.text, "person", start)
    return None


_OF_KIND = {
    "tank": ("think tank",), "institute": ("think tank",), "agency": ("media", "agency"), "newspaper": ("media",),
    "broadcaster": ("media",), "watchdog": ("institution", "agency"),
}  # fmt: skip


def _by_kind(token: Token, known: list[Voice]) -> Voice | None:
    """ "the think tank", "the Washington-based institute": the latest of its kind that the text spoke of."""
    kinds = _OF_KIND.get(token.lower_)
    if kinds is None or not (_DEFINITE.match(words_of(token)) or "based" in words_of(token)):
        return None
    listed = entities().by_name
    return next((v for v in reversed(known) if v.name in listed and listed[v.name].kind in kinds), None)


def _is_titled(text: str, mention: Mention, word: str) -> bool:
    """Whether the text gives this office to the person, before or behind the name."""
    before = _STOP.split(text[max(0, mention.char_start - 60) : mention.char_start].lower())[-1]
    behind = _STOP.split(text[mention.char_end : mention.char_end + 60].lower())[0].removeprefix(",").split(",")[0]
    return word in _WORD.findall(before) or word in _WORD.findall(behind)


_STOP, _WORD = re.compile(r"[.;:”]"), re.compile(r"\w+")


def _unnamed(token: Token, start: int) -> Voice | None:
    phrase = re.sub(r"\s+", " ", _DROP.sub("", words_of(token))).strip(" ,;:—–-“”\"'‘’")
    phrase = re.sub(r"['’]s$", "", phrase)
    if not phrase:
        return None
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == "police"
    kind = "group" if plural else "person" if singular(token.text) in PEOPLE or is_role(token) else "institution"
    return Voice(phrase, kind, start, named=False)
