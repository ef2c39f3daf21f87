"""Whose voice a noun phrase is: a person, an institution, a state by its capital, or unnamed people in their own words.

Reads a Context's mentions and a parsed sentence, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, is_noun, is_verb
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures import singular
from pipeline.enrich.speakers_verbs import MOUTHPIECES, REPORT_NOUNS
from pipeline.models import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

METONYMS = {
    "kyiv": "Ukraine", "kiev": "Ukraine", "ukraine": "Ukraine", "moscow": "Russia", "kremlin": "Russia", "russia": "Russia",
    "washington": "United States", "minsk": "Belarus", "belarus": "Belarus", "london": "United Kingdom", "berlin": "Germany",
    "paris": "France", "warsaw": "Poland", "ankara": "Turkey", "beijing": "China", "tehran": "Iran", "iran": "Iran",
}  # fmt: skip
# Institutions that texts name by description only; tried where no mention names the speaker.
_DESCRIBED: tuple[tuple[str, str], ...] = (
    (r"(?:uk|u\.k\.|british|britain|london)\b.*\b(?:mod|ministry of defence|ministry of defense|defen[cs]e ministry|intelligence)", "UK Ministry of Defence"),
    (r"(?:us|u\.s\.|american)\b.*\bintelligence\b(?! official)|\bus intelligence community", "US intelligence"),
    (r"(?:russia|russian|moscow)\b.*\b(?:mod|ministry of defen[cs]e|defen[cs]e ministry)", "Russian Ministry of Defence"),
    (r"(?:ukraine|ukrainian|kyiv)\b.*\b(?:mod|ministry of defen[cs]e|defen[cs]e ministry)", "Ministry of Defence of Ukraine"),
    (r"(?:ukraine|ukrainian|kyiv)\b.*\bgeneral staff|^(?:the )?general staff$", "General Staff of the Armed Forces of Ukraine"),
    (r"(?:ukraine|ukrainian|kyiv)\b.*\bair force|^(?:the )?air force$", "Air Force of the Armed Forces of Ukraine"),
    (r"(?:ukraine|ukrainian|kyiv)\b.*\b(?:armed forces|military|army)$", "Armed Forces of Ukraine"),
    (r"(?:russia|russian)\b.*\b(?:armed forces|military|army)$", "Russian Armed Forces"),
)  # fmt: skip
_DESCRIBED_RE = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _DESCRIBED)
_INSTITUTION = re.compile(
    r"^(?:the|its|their|his|a) (?:\w+ )?(?:ministry|mod|general staff|agency|institute|think[- ]tank|group|council|administration|command"
    r"|service|bank|committee|organisation|organization|company|ministry of defen[cs]e|defen[cs]e ministry|newspaper|staff|department"
    r"|centre|center|mission|fund|office|watchdog|charity|union)$",
    re.IGNORECASE,
)
_HE = frozenset({"he", "she", "him", "her", "his"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "their", "them"})
_NAMED = ("PERSON", "ORG", "UNIT")
_DROP = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|six|several|some|many|other|another|various|both|multiple|\d+|senior and|at least"
    r"|certain|most|these|those|this|that|few|unnamed|unidentified|anonymous)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as resolved. `kind`: person, institution or group; pronouns ask for it."""

    name: str
    kind: str
    char_start: int  # of the words that name him, in the text


def voice_of(context: Context, sentence: Sentence, token: Token, known: list[Voice]) -> Voice | None:
    """The voice behind a noun phrase. `known` are the earlier voices, latest last; None for a pronoun that none fits."""
    start = sentence.char_start + token.idx
    word = token.lower_
    if token.tag_ in ("PRP", "PRP$", "WP", "WDT"):
        return _by_pronoun(word, known, context, start)
    owner = _owner(token)
    if owner is not None:
        return voice_of(context, sentence, owner, known)
    named = _by_mention(context, sentence, token)
    if named is not None:
        return named
    words = _words(token)
    for pattern, name in _DESCRIBED_RE:
        if pattern.search(words):
            return Voice(name, "institution", start)
    if word in METONYMS:
        return Voice(METONYMS[word], "institution", start)
    earlier = _by_description(words, token, known, context, start)
    return earlier or _unnamed(words, start)


def _owner(token: Token) -> Token | None:
    """ "the ministry's estimate", "figures from the council": who owns the words."""
    if singular(token.text) not in REPORT_NOUNS:
        return None
    owners = children(token, "poss") or [
        o
        for c in token.children
        if c.lower_ in ("by", "from", "of")
        for o in children(c, "pobj")
        if singular(o.text) not in REPORT_NOUNS
    ]
    return next((o for o in owners if is_noun(o) or o.tag_ == "PRP$"), None)


def _by_pronoun(word: str, known: list[Voice], context: Context, start: int) -> Voice | None:
    wanted = "person" if word in _HE else "institution" if word in _IT else "group" if word in _THEY else None
    for voice in reversed(known):
        if wanted is None or voice.kind == wanted or (wanted == "group" and voice.kind == "institution"):
            return Voice(voice.name, voice.kind, start)
    if wanted == "person":
        people = [m for m in context.mentions if m.type == "PERSON" and m.char_end <= start]
        if people:
            return Voice(people[-1].name or people[-1].text, "person", start)
    return None


def _extent(token: Token) -> tuple[int, int]:
    """Characters of the phrase in its sentence, without relative clauses."""
    tokens = [token, *_below(token)]
    return min(t.idx for t in tokens), max(t.idx + len(t.text) for t in tokens)


def _below(token: Token) -> list[Token]:
    found = []
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "conj", "cc", "advcl", "ccomp", "punct", "prep") or (
            is_verb(child) and child.dep_ != "amod"
        ):
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "at", "in", "with", "to"):
                found += [child, *_below(child)]
            continue
        found += [child, *_below(child)]
    return found


def _by_mention(context: Context, sentence: Sentence, token: Token) -> Voice | None:
    left, right = _extent(token)
    offset = sentence.char_start
    inside = [
        m for m in context.mentions if m.char_start < offset + right and m.char_end > offset + left and m.type in _NAMED
    ]
    if not inside:
        return None
    heads = {token.i, *(c.i for c in children(token, "appos"))}
    heads |= {g.i for c in children(token, "appos") for g in children(c, "appos")}
    people = [m for m in inside if m.type == "PERSON" and _covers(m, sentence, token, heads)]
    if people:
        chosen = people[-1]
        return Voice(chosen.name or chosen.text, "person", chosen.char_start)
    own = [m for m in inside if m.type != "PERSON" and _covers(m, sentence, token, heads)]
    if own:
        return Voice(_institution(own[-1]), "institution", own[-1].char_start)
    return _by_owner(context, token, [m for m in inside if m.type in ("ORG", "UNIT")], inside, offset)


def _covers(mention: Mention, sentence: Sentence, token: Token, heads: set[int]) -> bool:
    """Whether the mention is the head of the phrase or stands in apposition to it, not somewhere below it."""
    return any(mention.char_start <= sentence.char_start + t.idx < mention.char_end for t in token.doc if t.i in heads)


def _institution(mention: Mention) -> str:
    return mention.name or mention.text


def _by_owner(
    context: Context, token: Token, organisations: list[Mention], inside: list[Mention], offset: int
) -> Voice | None:
    """ "a spokesman for the ministry" is the ministry; "an officer of the brigade" stays a person without a name."""
    del context
    start = offset + token.idx
    if organisations and singular(token.text) in MOUTHPIECES:
        return Voice(_institution(organisations[-1]), "institution", start)
    if organisations and token.lower_ in (
        "chief",
        "head",
        "boss",
        "leader",
        "commander",
        "officials",
        "official",
        "officer",
    ):
        return Voice(_unnamed_text(token), "group" if token.tag_ == "NNS" else "person", start)
    if singular(token.text) in MOUTHPIECES and (people := [m for m in inside if m.type == "PERSON"]):
        return Voice(people[-1].name or people[-1].text, "person", start)
    return None


def _words(token: Token) -> str:
    left, right = _extent(token)
    return str(token.doc.text[left:right])


def _unnamed_text(token: Token) -> str:
    return _clean(_words(token))


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", _DROP.sub("", words)).strip(" ,;:—–-“”\"'‘’")


def _by_description(words: str, token: Token, known: list[Voice], context: Context, start: int) -> Voice | None:
    """ "the ministry", "the governor": the earlier one of whom the text used this word."""
    if not re.match(r"(?:the|this|that|his|its) ", words, re.IGNORECASE) or token.tag_ not in ("NN", "NNP"):
        return None
    head = token.lower_
    if head in MOUTHPIECES and not children(token, "prep"):
        people = [v for v in known if v.kind == "person"]
        return (
            Voice(people[-1].name, "person", start)
            if people and head in ("spokesman", "spokeswoman", "spokesperson")
            else None
        )
    text = context.document.article.text
    for mention in reversed([m for m in context.mentions if m.char_end <= start and m.type in ("PERSON", "ORG")]):
        around = text[max(0, mention.char_start - 60) : mention.char_end + 60].lower()
        if mention.type == "ORG" and re.search(
            rf"\b{re.escape(head)}\b", (mention.name or "").lower() + " " + mention.text.lower()
        ):
            return Voice(_institution(mention), "institution", start)
        if mention.type == "PERSON" and re.search(
            rf"\b{re.escape(head)}\b[^.;]*$", around[: around.find(mention.text.lower())]
        ):
            return Voice(mention.name or mention.text, "person", start)
    if _INSTITUTION.match(words):
        institutions = [v for v in known if v.kind == "institution" and _is_like(head, v.name)]
        if institutions:
            return Voice(institutions[-1].name, "institution", start)
    return None


def _is_like(head: str, name: str) -> bool:
    likeness = {"ministry": "ministry", "mod": "ministry", "staff": "staff", "institute": "institute", "tank": "institute",
                "think-tank": "institute", "administration": "administration", "command": "command"}  # fmt: skip
    return likeness.get(head, head) in name.lower()


def _unnamed(words: str, start: int) -> Voice | None:
    name = _clean(words)
    if not name:
        return None
    return Voice(name, "group" if name.split()[-1].lower().endswith("s") else "person", start)
