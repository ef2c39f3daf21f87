"""Finds words of doubt, the scale they belong to and the words that are in doubt.

Reads a Context's sentences and their parses, writes its `hedges`; `speaker` and scale follow once speakers are known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.context import Context, Sentence
from pipeline.models import Hedge, Target

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The yardsticks: word of the scale -> percent. PHIA: UK Professional Head of Intelligence Assessment; ICD203: US
# Intelligence Community Directive 203.
SCALES: dict[str, dict[str, tuple[int, int]]] = {
    "PHIA": {
        "remote chance": (0, 5),
        "highly unlikely": (10, 20),
        "unlikely": (25, 35),
        "realistic possibility": (40, 50),
        "likely": (55, 75),
        "highly likely": (80, 90),
        "almost certain": (95, 100),
    },
    "ICD203": {
        "almost no chance": (1, 5),
        "very unlikely": (5, 20),
        "unlikely": (20, 45),
        "roughly even chance": (45, 55),
        "likely": (55, 80),
        "very likely": (80, 95),
        "almost certain": (95, 99),
    },
}
# Other words for a band; the two scales differ in which they hold.
_SAME: dict[str, dict[str, str]] = {
    "PHIA": {"very likely": "highly likely", "highly improbable": "very unlikely", "highly probable": "highly likely"},
    "ICD203": {"highly improbable": "very unlikely", "remote": "almost no chance", "highly probable": "very likely",
               "nearly certain": "almost certain", "even chance": "roughly even chance",
               "even odds": "roughly even chance", "roughly even odds": "roughly even chance"},
}  # fmt: skip
_COMMON = {
    "probably": "likely",
    "probable": "likely",
    "improbable": "unlikely",
    "improbably": "unlikely",
    "almost certainly": "almost certain",
    "a realistic possibility": "realistic possibility",
    "realistically possible": "realistic possibility",
    "a remote chance": "remote chance",
}
SCALE_OF_SPEAKER = {"UK Ministry of Defence": "PHIA", "UK Defence Intelligence": "PHIA", "US intelligence": "ICD203"}

_PHRASE = re.compile(
    r"\b(?:(?:highly|very|most|extremely|increasingly|more|less|quite|fairly|equally|somewhat)\s+)?"
    r"(?:likely|unlikely|probable|improbable)\b"
    r"|\b(?:very\s+|most\s+)?probably\b|\bimprobably\b|\b(?:almost|nearly)\s+certain(?:ly)?\b"
    r"|\brealistic\s+possibility\b|\brealistically\s+possible\b|\bremote\s+chance\b|\balmost\s+no\s+chance\b"
    r"|\b(?:roughly\s+)?even\s+(?:chance|odds)\b|\bpossibly\b|\bperhaps\b|\bpotentially\b|\bapparently\b|\bpresumably\b"
    r"|\bseemingly\b|\bmaybe\b|\bmay\b|\bmight\b|\bcould\b|\bappear(?:s|ed)?\b(?=\s+(?:to|that|as|un|in)|\s+\w+ed\b|\s+\w+y\b)"
    r"|\bseem(?:s|ed)?\b|\bpossible\b(?=\s+(?:that|\w+))|\bpossibility\b(?=\s+(?:that|of))",
    re.IGNORECASE,
)
_ABILITY = re.compile(r"\s+(?:not\s+)?(?:hear|see|feel|find|afford)\b|\s+be\s+(?:seen|heard|felt|reached)\b", re.IGNORECASE)
_NOT_IN_DOUBT = frozenset(("as soon as", "as much as", "as far as", "if", "where", "wherever", "whenever", "all"))


def find_hedges(context: Context) -> None:
    """Fills `context.hedges`, in the order of the text."""
    for sentence in context.sentences:
        for match in _PHRASE.finditer(sentence.text):
            if _doubts(sentence.text, match):
                context.hedges.append(_hedge(sentence, match))


def with_speaker(hedge: Hedge, speaker: str | None) -> Hedge:
    """The hedge with its speaker, and with band and percent where the speaker's scale has the word."""
    scale = SCALE_OF_SPEAKER.get(speaker or "", "none")
    band = band_of(hedge.phrase, scale)
    low, high = SCALES[scale][band] if band else (None, None)
    return replace(hedge, speaker=speaker, scale=scale, band=band, low=low, high=high)


def band_of(phrase: str, scale: str) -> str | None:
    """The scale's own word for a phrase; None where the scale lacks it."""
    if scale not in SCALES:
        return None
    word = re.sub(r"\s+", " ", phrase.casefold())
    word = _SAME[scale].get(word, _COMMON.get(word, word))
    return word if word in SCALES[scale] else None


def _doubts(text: str, match: re.Match[str]) -> bool:
    """False for the month, for ability and for "as soon as possible"."""
    word = match.group().casefold()
    before = text[: match.start()].rstrip()
    if word == "may" and match.group()[0] == "M" and before and before[-1] not in ".!?“\"‘:":
        return False
    if word == "may" and (re.match(r"\s+\d", text[match.end() :]) or before.endswith(("in", "of"))):
        return False
    if word == "could" and (_ABILITY.match(text, match.end()) or re.match(r"\s+(?:not|no\s+longer)\b|n[’']t", text[match.end() :])):
        return False
    if word == "possible":
        return not any(before.casefold().endswith(words) for words in _NOT_IN_DOUBT)
    return True


def _hedge(sentence: Sentence, match: re.Match[str]) -> Hedge:
    start, end = target_of(sentence, match.start(), match.end())
    return Hedge(
        phrase=match.group(),
        char_start=sentence.char_start + match.start(),
        char_end=sentence.char_start + match.end(),
        scale="none",
        band=None,
        low=None,
        high=None,
        speaker=None,
        target=Target(sentence.char_start + start, sentence.char_start + end),
    )


def target_of(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The words in doubt, as offsets into the sentence: the clause that the hedge belongs to."""
    if sentence.doc is None:
        return 0, len(sentence.text)
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    token = span.root if span is not None else None
    clause = _clause_head(token) if token is not None else None
    if clause is None:
        return 0, len(sentence.text)
    return _extent(sentence.doc, clause)


def _clause_head(token: Token) -> Token:
    """The verb that the doubt is about."""
    below = [t for t in token.children if t.dep_ in ("ccomp", "xcomp", "csubj")]
    if below and token.tag_[0] in "JV":
        subject = any(t.dep_ in ("nsubj", "nsubjpass") and t.lower_ != "it" for t in (*token.children, *token.head.children))
        return token if subject and token.tag_[0] == "V" else (token.head if subject else below[0])
    return token.head if token.tag_[0] in "RMJ" else token


def _extent(doc: Doc, head: Token) -> tuple[int, int]:
    """From the first to the last word of the clause, without outer punctuation."""
    words = [t for t in head.subtree if not t.is_space]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    while len(words) > 1 and words[0].is_punct:
        words.pop(0)
    last = words[-1]
    del doc
    return words[0].idx, last.idx + len(last)
