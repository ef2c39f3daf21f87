"""Whose voice a noun phrase is: a person, an institution, a state by its capital, or unnamed people in their own words.

Reads a Context's mentions and a parsed sentence, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import ancestors, children, is_noun
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.names_roles import holder
from pipeline.enrich.speakers_institutions import (
    METONYMS,
    by_mouthpiece,
    by_pattern,
    extent,
    institution_name,
    is_role,
    owner_of,
    words_of,
)
from pipeline.enrich.speakers_people import (
    Voice,
    full_name,
    institution_meant,
    is_given,
    name_at,
    paragraph_start,
    person_meant,
)
from pipeline.enrich.speakers_unnamed import by_description, by_kind, unnamed
from pipeline.enrich.speakers_verbs import TIMES
from pipeline.models import Mention

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_HE, _IT, _THEY = words("he she him her his"), words("it its"), words("they their them")
_NAMING = words("name call calls called named gives goes known identified identifies introduced introduces")


def voice_of(context: Context, sentence: Sentence, token: Token, known: list[Voice]) -> Voice | None:
    """The voice behind a noun phrase. `known` are the earlier voices, latest last; None where nobody fits."""
    start = sentence.char_start + token.idx
    word = token.lower_
    if token.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
        return _by_pronoun(context, word, known, start)
    if singular(token.text) in TIMES or any(t.char_start <= start < t.char_end for t in context.times):
        return None
    if token.lower_.startswith("spokes") and (whose := _owner_by_pronoun(token)) is not None:
        house = voice_of(context, sentence, whose, known)
        spokesman = Voice(house.name, "person", start, named=False) if house is not None else None
        return _by_mention(context, sentence, token) or spokesman
    own = _by_mention(context, sentence, token) if is_role(token) else None
    owner = owner_of(token) if own is None or own.kind != "person" else None  # "its author, Roman Kush"
    if owner is not None and not _in_name(context, start):
        return voice_of(context, sentence, owner, known)
    state = "United States" if token.text == "US" and token.tag_.startswith("NN") else METONYMS.get(word)
    named = any(c.tag_ == "NNP" for c in children(token, "appos"))
    if state is not None and not named and not _in_name(context, start):
        return Voice(state, "institution", start)
    return (
        _by_mention(context, sentence, token)
        or _by_office(context, sentence, token)
        or by_pattern(token, start)
        or _by_new_name(context, token, known, start)
        or by_kind(context, token, known, start)
        or by_description(context, token, known, start)
        or unnamed(token, start)
    )


def _owner_by_pronoun(token: Token) -> Token | None:
    """Whom "its spokesman" and "Kyiv, whose spokesman …" speak for."""
    owner = next((c for c in children(token, "poss") if c.tag_ in ("PRP$", "WP$")), None)
    if owner is None or owner.tag_ == "PRP$":
        return owner
    clause = next((t for t in ancestors(token) if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else None


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
        opened = paragraph_start(context, start)
        return institution_meant(start, known, opened) or _named_last(context, opened, start)
    wanted = ("group", "institution") if word in _THEY else ("person", "institution", "group")
    found = next((v for v in reversed(known) if v.kind in wanted), None)
    return Voice(found.name, found.kind, start) if found is not None else None


def _named_last(context: Context, opened: int, start: int) -> Voice | None:
    """The last institution that the paragraph names before, whatever is told of it: "The second tab belonged to the
    General Staff. Its column …"."""
    text = context.document.article.text
    named = [m for m in context.mentions if m.type == "ORG" and opened <= m.char_start < start]
    named = [m for m in named if text[m.char_end : m.char_end + 1] != "-"]  # not "Kremlin-friendly"
    return Voice(institution_name(named[-1]), "institution", named[-1].char_start) if named else None


def _heads(token: Token) -> list[Token]:
    """The head of the phrase and what stands in apposition to it."""
    appositions = [a for a in children(token, "appos") if is_noun(a)]
    behind = [b for a in appositions for b in children(a, "appos") if is_noun(b)]
    if is_role(token) and not appositions:  # "the head of the city Ivan Testovyi"
        inside = [o for c in children(token, "prep") for o in children(c, "pobj") if not is_role(o)]
        appositions = [a for o in inside for a in children(o, "appos") if a.doc[a.left_edge.i - 1] is o]
    above = [token.head] if token.dep_ == "appos" and is_noun(token.head) else []
    return [token, *appositions, *behind, *above]


def _by_mention(context: Context, sentence: Sentence, token: Token) -> Voice | None:
    offset = sentence.char_start
    spots = {offset + t.idx for t in _heads(token)}
    first, last = min(spots), max(spots)
    named = [
        m
        for m in context.mentions
        if m.char_start <= last
        and first < m.char_end
        and m.type in ("PERSON", "ORG", "UNIT")
        and any(m.char_start <= s < m.char_end for s in spots)
    ]
    people = [m for m in named if m.type == "PERSON"]
    if people:
        return Voice(people[-1].name or people[-1].text, "person", people[-1].char_start)
    called = _named_behind(context, offset, token) or _called(context, offset, token) or _by_call_sign(sentence, token)
    if called is not None:
        return called
    own = [m for m in named if m.char_start <= offset + token.idx < m.char_end] or (
        _of_kind(context, offset, token)  # "the channel Rybar"
    )
    if own:
        return Voice(institution_name(own[-1]), "institution", own[-1].char_start)
    if singular(token.text) in _KINDS and (apposed := _APPOSED.match(sentence.text, extent(token)[1])):
        return Voice(apposed[1], "institution", offset + apposed.start(1))
    return by_mouthpiece(context, token, offset)


def _named_behind(context: Context, offset: int, token: Token) -> Voice | None:
    """ "the head of the town's administration, Serhii Chaus, …", however the parser hung the name."""
    if not is_role(token):
        return None
    end = offset + extent(token)[1]
    text = context.document.article.text
    for mention in context.mentions:
        if mention.type == "PERSON" and end < mention.char_start <= end + _TITLE:
            closed = text[mention.char_end : mention.char_end + 1] in (",", ".", ";", ":", ")", "”", '"', "")
            titled = re.fullmatch(r",?\s+(?:[A-Z][\w-]*\.?\s+){0,3}", text[end : mention.char_start])
            return Voice(mention.name or mention.text, "person", mention.char_start) if titled and closed else None
    return None


_TITLE = 30  # characters of a rank between a role and the name


def _of_kind(context: Context, offset: int, token: Token) -> list[Mention]:
    """The organisation whose kind the noun tells, right behind it."""
    if singular(token.text) not in _KINDS:
        return []
    ends = (offset + token.idx + len(token.text), offset + extent(token)[1])
    behind = {start for end in ends for start in (end + len(" "), end + len(", "))}
    return [m for m in context.mentions if m.type == "ORG" and m.char_start in behind]


def _called(context: Context, offset: int, token: Token) -> Voice | None:
    """ "a man who calls himself X", "a commander who gives his name as X"."""
    for clause in (c for head in _heads(token) for c in children(head, "relcl", "acl")):
        below = [t for t in clause.subtree if t.i > clause.i]
        told = {t.lower_ for t in clause.subtree}
        if not told & _NAMING:
            continue
        for t in reversed(below):
            mention = next(
                (m for m in context.mentions if m.type == "PERSON" and m.char_start <= offset + t.idx < m.char_end),
                None,
            )
            name = mention.name or mention.text if mention is not None else name_at(t)
            if name and (" " in name or told & _SELF or is_given(name)):
                return Voice(name, "person", offset + t.idx)
    return None


_SELF = words("himself herself name goes")  # "who identified himself only as Bohdan"
_KINDS = words("""channel agency outlet newspaper paper site website group organisation organization body portal project
    broadcaster company charity network tank service""")
_APPOSED = re.compile(r", ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}),")  # "a channel on Telegram, Test Front, …"
_CALL_SIGN = re.compile(
    r"\b(?:call[- ]?signs?|nicknamed?|nom de guerre|(?:first|given|last|sur) ?name)\b"
    r",?(?: (?:is|was|of|as))?\s*[“\"‘']?([A-Z][\w’-]+)"
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
        given = name is not None and head.i > token.i and is_given(name)  # "a neighbour, Halyna": no village here
        spot = start + head.idx - token.idx
        if name is None or (not given and any(p.char_start <= spot < p.char_end for p in context.places)):
            continue
        if " " in name or given or (head.i == token.i and not children(head, "det")):
            full = full_name(name, context, known, start)
            kind = "institution" if any(c.lower_ in _KINDS for c in children(head, "compound")) else "person"
            return Voice(full, kind, spot, named=given or " " in full)
    return None
