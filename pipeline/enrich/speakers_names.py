"""Whose voice a noun phrase is: a person, an institution, a state by its capital, or unnamed people in their own words.

Reads a Context's mentions and a parsed sentence, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, is_noun, is_verb
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures import PEOPLE
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.speakers_people import Voice, full_name, institution_meant, name_at, person_meant
from pipeline.enrich.speakers_verbs import MOUTHPIECES, REPORT_NOUNS
from pipeline.models import Mention

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

METONYMS = {
    "kyiv": "Ukraine", "kiev": "Ukraine", "ukraine": "Ukraine", "moscow": "Russia", "kremlin": "Russia",
    "russia": "Russia",
    "washington": "United States", "minsk": "Belarus", "belarus": "Belarus", "london": "United Kingdom",
    "britain": "United Kingdom", "berlin": "Germany", "germany": "Germany", "paris": "France", "warsaw": "Poland",
    "ankara": "Turkey", "beijing": "China", "tehran": "Iran", "iran": "Iran", "ukrainians": "Ukraine",
    "russians": "Russia",
}  # fmt: skip
GENERAL_STAFF = "General Staff of the Armed Forces of Ukraine"
_DEFENCE = r"(?:mod|ministry of defen[cs]e|defen[cs]e ministry)"
# Institutions that texts name by description only, tried where no mention names the speaker.
_DESCRIBED: tuple[tuple[str, str], ...] = (
    (rf"\b(?:uk|u\.k\.|british|britain|london)\b.*\b(?:{_DEFENCE}|intelligence)\b", "UK Ministry of Defence"),
    (r"\b(?:us|u\.s\.|american)\b.*\bintelligence\b(?! official)|\bintelligence community\b", "US intelligence"),
    (rf"\b(?:russia|russian|moscow)\b.*\b{_DEFENCE}\b", "Russian Ministry of Defence"),
    (rf"\b(?:ukraine|ukrainian|kyiv)\b.*\b{_DEFENCE}\b", "Ministry of Defence of Ukraine"),
    (rf"\bbelarusian\b.*\b{_DEFENCE}\b", "Belarusian Ministry of Defence"),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\bgeneral staff\b|^(?:the )?general staff$", GENERAL_STAFF),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\bair force\b|^(?:the )?air force$", "Ukrainian Air Force"),
    (r"\b(?:ukraine|ukrainian|kyiv)\b.*\b(?:armed forces|military|army)$", "Armed Forces of Ukraine"),
    (r"\b(?:russia|russian)\b.*\b(?:armed forces|military|army)$", "Russian Armed Forces"),
    (r"^(?:the )?mod$", "UK Ministry of Defence"),
)  # fmt: skip
_DESCRIBED_RE = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _DESCRIBED)
_HE, _IT, _THEY = words("he she him her his"), words("it its"), words("they their them")
_DROP = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|six|several|some|many|other|another|various|both|multiple|\d+"
    r"|at least|certain"
    r"|most|these|those|this|that|few|unnamed|unidentified|anonymous|its|their|his|her|our|my)\s+)+",
    re.IGNORECASE,
)
_NAMING = words("name call calls called named gives goes known")
_ROLES = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "chief",
    "head",
    "boss",
    "aide",
    "official",
    "medic",
    "pilot",
    "president",
)
_DEFINITE = re.compile(r"(?:the|this|that|his|its|her|their|\w+['’]s) ", re.IGNORECASE)


def voice_of(context: Context, sentence: Sentence, token: Token, known: list[Voice]) -> Voice | None:
    """The voice behind a noun phrase. `known` are the earlier voices, latest last; None where nobody fits."""
    start = sentence.char_start + token.idx
    word = token.lower_
    if token.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
        return _by_pronoun(context, word, known, start)
    if any(t.char_start <= start < t.char_end for t in context.times):
        return None
    owner = _owner(token)
    if owner is not None:
        return voice_of(context, sentence, owner, known)
    if word in METONYMS and not children(token, "appos"):
        return Voice(METONYMS[word], "institution", start)
    return (
        _by_mention(context, sentence, token)
        or _by_pattern(token, start)
        or _by_new_name(context, token, known, start)
        or _by_description(context, token, known, start)
        or _unnamed(token, start)
    )


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


def _by_pronoun(context: Context, word: str, known: list[Voice], start: int) -> Voice | None:
    if word in _HE:
        others = [Voice(m.name or m.text, "person", m.char_start) for m in context.mentions if m.type == "PERSON"]
        return person_meant(word, start, known, others)
    if word in _IT:
        return institution_meant(start, known)
    wanted = ("group", "institution") if word in _THEY else ("person", "institution", "group")
    found = next((v for v in reversed(known) if v.kind in wanted), None)
    return Voice(found.name, found.kind, start) if found is not None else None


def _extent(token: Token) -> tuple[int, int]:
    """Characters of the phrase in its sentence, without clauses and appositions."""
    tokens = [t for t in (token, *_below(token)) if t.dep_ not in ("punct", "case") or t.i > token.i - 1]
    return min(t.idx for t in tokens), max(
        t.idx + len(t.text) for t in tokens if t.dep_ != "case" or t.head.i != token.i
    )


def _below(token: Token) -> list[Token]:
    found = []
    for child in token.children:
        if (
            child.dep_ == "prep"
            and child.i > token.i
            and child.lower_ in ("of", "for", "from", "at", "in", "with", "to", "on")
        ) or (
            child.dep_ in ("det", "amod", "compound", "poss", "nummod", "pobj", "case", "nmod", "quantmod")
            and not (is_verb(child) and child.i > token.i)
        ):
            found += [child, *_below(child)]
    return found


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
    called = _called(context, offset, token)
    if called is not None:
        return called
    own = [m for m in named if m.char_start <= offset + token.idx < m.char_end]
    if own:
        return Voice(institution_name(own[-1]), "institution", own[-1].char_start)
    return _by_owner(context, token, offset)


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


def institution_name(mention: Mention) -> str:
    """Canonical name of an institution, its words where no list knows it."""
    return mention.name or mention.text


def _by_owner(context: Context, token: Token, offset: int) -> Voice | None:
    """ "a spokesman for the ministry" is the ministry; "an officer of the brigade" stays a person without a name."""
    if singular(token.text) not in MOUTHPIECES:
        return None
    left, right = _extent(token)
    inside = [m for m in context.mentions if m.char_start < offset + right and m.char_end > offset + left]
    organisations = [m for m in inside if m.type in ("ORG", "UNIT")]
    people = [m for m in inside if m.type == "PERSON"]
    speaks = token.lower_.startswith("spokes")  # a person, whom "he" means next, in the name of the institution
    if organisations:
        kind = "person" if speaks else "institution"
        return Voice(institution_name(organisations[-1]), kind, offset + token.idx, named=not speaks)
    if people:
        return Voice(people[-1].name or people[-1].text, "person", offset + token.idx)
    owner = next(
        (o for c in token.children if c.lower_ in ("for", "of") for o in children(c, "pobj") if o.tag_ == "NN"), None
    )
    whose = _unnamed(owner, offset + token.idx) if owner is not None and speaks else None
    return replace(whose, kind="person") if whose is not None else None


def _by_pattern(token: Token, start: int) -> Voice | None:
    phrase = _words(token)
    for pattern, name in _DESCRIBED_RE:
        if pattern.search(phrase):
            return Voice(name, "institution", start)
    return None


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


def _words(token: Token) -> str:
    left, right = _extent(token)
    return str(token.doc.text[left:right])


def _by_description(context: Context, token: Token, known: list[Voice], start: int) -> Voice | None:
    """ "the ministry", "the governor": the earlier one of whom the text used this word."""
    if not _DEFINITE.match(_words(token)) or token.tag_ not in ("NN", "NNP"):
        return None
    head = token.lower_
    if head in ("spokesman", "spokeswoman", "spokesperson", "general", "commander", "president") and not children(
        token, "prep"
    ):
        people = [v for v in known if v.kind == "person"]
        if people and head.startswith("spokes"):
            return Voice(people[-1].name, "person", start)
    text = context.document.article.text
    for mention in reversed([m for m in context.mentions if m.char_end <= start and m.type in ("PERSON", "ORG")]):
        name = (mention.name or "").lower() + " " + mention.text.lower()
        if mention.type == "ORG" and re.search(rf"\b{re.escape(head)}\b", name):
            return Voice(institution_name(mention), "institution", start)
        if mention.type == "PERSON" and _is_titled(text, mention, head):
            return Voice(mention.name or mention.text, "person", start)
    if head in ("summary", "bulletin", "report", "update", "statement", "briefing"):
        return institution_meant(start, known)
    return None


def _is_titled(text: str, mention: Mention, word: str) -> bool:
    """Whether the text gives this office to the person, before or behind the name."""
    before = text[max(0, mention.char_start - 60) : mention.char_start].lower()
    behind = text[mention.char_end : mention.char_end + 60].lower()
    return bool(
        re.search(rf"\b{re.escape(word)}\b[^.;:”]*$", before)
        or re.match(rf",? (?:[^.;:”,]* )?{re.escape(word)}\b", behind)
    )


def _unnamed(token: Token, start: int) -> Voice | None:
    phrase = re.sub(r"\s+", " ", _DROP.sub("", _words(token))).strip(" ,;:—–-“”\"'‘’")
    phrase = re.sub(r"['’]s$", "", phrase)
    if not phrase:
        return None
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == "police"
    kind = (
        "group"
        if plural
        else "person"
        if singular(token.text) in PEOPLE or token.lower_.endswith(_ROLES)
        else "institution"
    )
    return Voice(phrase, kind, start, named=False)
