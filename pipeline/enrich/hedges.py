"""Finds words of doubt, the scale they belong to and the words that are in doubt.

Reads a Context's sentences and their parses, writes its `hedges`; `speaker` and scale follow once speakers are known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.hedges_sense import doubts
from pipeline.enrich.speakers import speaker_of
from pipeline.models import Hedge, Target

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

# The yardsticks: word of the scale -> percent. PHIA: UK Professional Head of Intelligence Assessment; ICD203: US
# Intelligence Community Directive 203.
SCALES: dict[str, dict[str, tuple[int, int]]] = {
    "PHIA": {
        "remote chance": (0, 5),
        "highly unlikely": (10, 20),
        "unlikely": (25, 35),
        "realistic possibility": (40, 50),
        "likely": (55, 75),
        "probably": (55, 75),
        "highly likely": (80, 90),
        "very likely": (80, 90),
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
# Other words for a band. PHIA lists two words for some of its bands; each keeps its own.
_SAME: dict[str, dict[str, str]] = {
    "PHIA": {"probable": "probably", "improbable": "unlikely", "improbably": "unlikely"},
    "ICD203": {
        "probably": "likely", "probable": "likely", "improbable": "unlikely", "improbably": "unlikely",
        "highly improbable": "very unlikely", "highly probable": "very likely", "very probable": "very likely",
        "nearly certain": "almost certain", "nearly certainly": "almost certain", "remote": "almost no chance",
        "remote chance": "almost no chance", "even chance": "roughly even chance", "even odds": "roughly even chance",
        "roughly even odds": "roughly even chance",
    },
}  # fmt: skip
_COMMON = {"almost certainly": "almost certain", "realistically possible": "realistic possibility"}
# Those who speak on a scale: the UK's defence intelligence; US products and named heads of US intelligence.
SCALE_OF_SPEAKER = dict.fromkeys(("UK Ministry of Defence", "UK Defence Intelligence"), "PHIA") | dict.fromkeys(
    (
        "US intelligence", "National Intelligence Council",
        "Office of the Director of National Intelligence", "Central Intelligence Agency",
        "Defense Intelligence Agency", "National Security Agency", "Avril Haines", "William J. Burns", "Scott Berrier",
        "Paul Nakasone", "Christopher A. Wray", "John Ratcliffe", "Tulsi Gabbard",
    ),
    "ICD203",
)  # fmt: skip

_PHRASE = re.compile(
    r"\b(?:(?:highly|very|most|extremely|increasingly|more|less|quite|fairly|equally|somewhat)\s+)?"
    r"(?:likely|unlikely|probable|improbable)\b"
    r"|\b(?:very\s+|most\s+)?probably\b|\bimprobably\b|\b(?:almost|nearly)\s+certain(?:ly)?\b"
    r"|\brealistic\s+possibility\b|\brealistically\s+possible\b|\bremote\s+chance\b|\balmost\s+no\s+chance\b"
    r"|\b(?:roughly\s+)?even\s+(?:chance|odds)\b|\bpossibly\b|\bperhaps\b|\bpotentially\b|\bapparently\b|\bpresumably\b"
    r"|\bseemingly\b|\bmaybe\b|\bmay\b|\bmight\b|\bcould\b|\bappear(?:s|ed)?\b"
    r"|\bseem(?:s|ed)?\b|\bpossible\b|\bpossibility\b(?=\s+(?:that|of))",
    re.IGNORECASE,
)


def find_hedges(context: Context) -> None:
    """Fills `context.hedges`, in the order of the text."""
    for sentence in context.sentences:
        for match in _PHRASE.finditer(sentence.text):
            if doubts(sentence, match):
                context.hedges.append(_hedge(sentence, match))


def attribute_hedges(context: Context) -> None:
    """Gives each hedge its speaker, and with him the scale; needs the context's statements."""
    context.hedges = [with_speaker(hedge, _speaker(context, hedge)) for hedge in context.hedges]


def _speaker(context: Context, hedge: Hedge) -> str | None:
    """Who doubts. A sentence without a speaker goes on with the service whose summary the paragraph is."""
    own = speaker_of(context, hedge.char_start, hedge.char_end)
    if own is not None:
        return own
    here = next(s for s in context.sentences if s.char_start <= hedge.char_start < s.char_end)
    told = [
        s.speaker
        for s in context.statements
        if (around := context.sentences[here.index - 1]).paragraph == here.paragraph
        and any(around.char_start <= start < around.char_end for start, _ in s.scope)
    ]
    if not told or not set(told) <= SCALE_OF_SPEAKER.keys():
        return None
    return told[0] if band_of(hedge.phrase, SCALE_OF_SPEAKER[told[0] or ""]) is not None else None


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
    word = _COMMON.get(word, word)
    word = _SAME[scale].get(word, word)
    return word if word in SCALES[scale] else None


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
    """The words in doubt, as offsets into the sentence: what follows the hedge in its clause, else its subject."""
    text = sentence.text
    if text[end : end + 1] == "," and text[:start].endswith(", "):  # ", probably, ": what follows goes on
        end += 1
    if (told := _TOLD.match(text, end)) and re.search(r"(?:^|[;,“\"])\s*$", text[:start]):
        end = told.end()
    skipped = _SKIPPED.match(text, end).group()  # type: ignore[union-attr]
    left = end + len(skipped)
    right = _clause_end(sentence, left)
    clause = skipped.rstrip().endswith("that")  # "likely that the coming weeks …": no time behind a predicate
    if left < right and (clause or not _PREDICATE_END.match(text, left)):
        return left, right
    before = _subject(sentence, start)
    if before is None or text[before[0] : before[1]].strip().casefold() in (
        "it",
        "so it",
    ):  # "the town, it seems, fell"
        return 0, len(text)
    return before


_TOLD = re.compile(r", (?:said|says|wrote|writes|added|adds) [^,.]{2,40},(?= )")  # "potentially, said the pilot, it"
_SKIPPED = re.compile(r"[\s\"”’']*(?:(?:that|of)\b\s*)?")
# After a predicate ("a collapse is highly unlikely") nothing of the doubt follows, or only a time or a place.
_PREDICATE_END = re.compile(
    r"\W*$|[.,;:)–—-]|(?:around|in(?! control| charge| place)|at(?! least| most)|on|before|after|until|by|during|within"
    r"|for|from|given"
    r"|as|than|but|and|because|though|if|unless|(?:soon|now|anytime|anywhere|here|there)(?=\W*$|[.,;])"
    r"|(?:this|next|these|the coming) (?:week|month|year|winter|spring|summer|autumn|fall|season|days)s?)\b"
)
_COPULA = re.compile(
    r"[\s“\"‘']*(?:\b(?:is|are|was|were|seems?|seemed|looks?|looked|remains?|be|being|been|as|still|also"
    r"|now)\b[\s“\"‘']*)*$"
)
_STOPS = re.compile(
    r"[,;:!?]\s|[,;:.!?”\"]*$|\s[–—-]\s|\s(?:but|while|although|though|because|if|unless|which|who|whereas)\s"
)


def _clause_end(sentence: Sentence, start: int) -> int:
    """Where the clause around `start` ends: by the parse where there is one, else at the next stop."""
    stop = _STOPS.search(sentence.text, start)
    limit = stop.start() if stop else len(sentence.text)
    if sentence.doc is None:
        return limit
    token = next((t for t in sentence.doc if t.idx >= start), None)
    if token is None:
        return limit
    head = _clause_head(token)
    last = max((t for t in head.subtree if not t.is_punct), key=lambda t: t.idx, default=head)
    return min(limit, max(last.idx + len(last), start)) if last.idx + len(last) > start else limit


def _clause_head(token: Token) -> Token:
    """The verb that governs a word, or the highest noun where none does."""
    while token.head.i != token.i and (token.tag_[0] != "V" or token.dep_ in ("aux", "auxpass")):
        token = token.head
    return token


def _subject(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """The words in front of a predicate: its subject, without the verb "to be"."""
    text = sentence.text
    right = _COPULA.search(text, 0, start).start()  # type: ignore[union-attr]
    stops = [m.end() for m in re.finditer(r"[,;:–—]\s|\b(?:and|but|that|because|while)\s", text[:right])]
    left = max(stops, default=0)
    return (left, right) if left < right else None
