"""Speakers whom their words do not name: "the ministry" of whom the text has spoken before, and "an officer on duty".

Reads a Context's mentions, the voices heard so far and a parsed phrase; writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children
from pipeline.enrich.context import Context
from pipeline.enrich.entities import entities
from pipeline.enrich.measures import PEOPLE
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.names_roles import has_held
from pipeline.enrich.speakers_institutions import CLOSE, METONYMS, institution_name, is_body, is_role, words_of
from pipeline.enrich.speakers_people import Voice, institution_meant, paragraph_start
from pipeline.models import Mention

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_DROP = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|six|several|some|many|other|another|various|both|multiple|\d[\d:./]*"
    r"|at least|certain"
    r"|most|these|those|this|that|few|same|unnamed|unidentified|anonymous|its|their|his|her|our|my|own)\s+)+",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|this|that|his|its|her|their|\w+['’]s) ", re.IGNORECASE)
# "An earlier statement" is one of those who have spoken.
_FURTHER = re.compile(r"\b(?:earlier|previous|later|subsequent|second|further|separate|first|initial)\b", re.IGNORECASE)
_PAPERS = words(
    "summary bulletin report update statement briefing post message announcement document release tweet tally count"
    " paper answer reply note text communique communiqué assessment analysis letter memo dossier"
)
_COLLECTIVES = words("group project organisation organization body charity outlet publication team initiative")
_STATES = frozenset(METONYMS.values())
_OF_KIND = {
    "tank": ("think tank",), "institute": ("think tank",), "agency": ("media", "agency"), "newspaper": ("media",),
    "broadcaster": ("media",), "watchdog": ("institution", "agency"), "company": ("company",),
    "paper": ("media",),
    "operator": ("company",), "supplier": ("company",),
}  # fmt: skip


def by_kind(context: Context, token: Token, known: list[Voice], start: int) -> Voice | None:
    """ "the think tank", "the Washington-based institute": the latest of its kind that the text spoke of."""
    kinds = _OF_KIND.get(token.lower_)
    if kinds is None or not (_DEFINITE.match(words_of(token)) or "based" in words_of(token)):
        return None
    listed = entities().by_name
    heard = [*known, *(Voice(m.name or m.text, "institution", m.char_start) for m in context.mentions)]
    near = [v for v in heard if v.name in listed and listed[v.name].kind in kinds and v.char_start < start]
    return max(near, key=lambda v: v.char_start, default=None)


def by_description(context: Context, token: Token, known: list[Voice], start: int) -> Voice | None:
    """ "the ministry", "the governor": the earlier one of whom the text used this word."""
    known_of = _DEFINITE.match(words_of(token)) or (token.lower_ in _PAPERS and _FURTHER.search(words_of(token)))
    if not known_of or token.tag_ not in ("NN", "NNP", "NNS"):
        return None
    head, opened = token.lower_, paragraph_start(context, start)
    if head.startswith("spokes") and not children(token, "prep"):
        person = next((v for v in reversed(known) if v.kind == "person"), None)
        if person is not None:
            return Voice(person.name, "person", start)
    named = _called_so(context, head, start) if token.tag_ != "NNS" else None
    if named is None and head in _PAPERS:
        named = institution_meant(start, known, opened)
    if named is None and head in _COLLECTIVES:
        named = institution_meant(start, [v for v in known if v.named and v.name not in _STATES], opened)
    return named or _spoken_of(token, known)


def _spoken_of(token: Token, known: list[Voice]) -> Voice | None:
    """The latest voice of whose name the word is part, or whose description ends in these words: "the official", said
    of "a defence official" before."""
    head, bare = token.lower_, len(words_of(token).replace(" same ", " ").split()) <= _BARE
    said = " " + _DROP.sub("", words_of(token)).lower()
    for voice in reversed(known):
        if voice.kind == "institution" and voice.named and head in voice.name.lower().split():
            return voice
        if not voice.named and ((bare and head_of(voice.name) == head) or voice.name.lower().endswith(said)):
            return voice
    return None


_BARE = 2  # words: an article and the noun


def head_of(phrase: str) -> str:
    """The noun of a description, in lower case: "council" of "regional council of Izium"."""
    return _PREPOSITION.split(phrase, maxsplit=1)[0].rsplit(" ", 1)[-1].lower()


_PREPOSITION = re.compile(r" (?:close )?(?:of|in|at|from|with|for|to|on) ")


def _called_so(context: Context, word: str, start: int) -> Voice | None:
    """The latest name before this character that holds the word, or that has this office, by the text or the list."""
    text = context.document.article.text
    for mention in reversed([m for m in context.mentions if m.char_end <= start and m.type in ("PERSON", "ORG")]):
        name = (mention.name or "").lower() + " " + mention.text.lower()
        if mention.type == "ORG" and word in _WORD.findall(name):
            return Voice(institution_name(mention), "institution", start)
        if mention.type == "PERSON" and (
            _is_titled(text, mention, word) or has_held(mention.name or mention.text, word, context.anchor)
        ):
            return Voice(mention.name or mention.text, "person", start)
    return None


def _is_titled(text: str, mention: Mention, word: str) -> bool:
    """Whether the text gives this office to the person, before or behind the name."""
    before = _STOP.split(text[max(0, mention.char_start - 60) : mention.char_start].lower())[-1]
    behind = _STOP.split(text[mention.char_end : mention.char_end + 60].lower())[0]
    apposed = behind.split(",")[1] if behind.startswith(",") else ""
    return word in _OFFICE.findall(before) or word in _OFFICE.findall(apposed)


_STOP, _WORD = re.compile(r"[.;:”]"), re.compile(r"\w+")
_OFFICE = re.compile(r"\w+\b(?!['’])")  # not the "company" of "the company’s chairman"


def unnamed(token: Token, start: int) -> Voice | None:
    """Somebody without a name: the words for him, without article and number."""
    phrase = re.sub(r"\s+", " ", _DROP.sub("", _core(token))).strip(" ,;:—–-“”\"'‘’")
    phrase = re.sub(r"['’]s$", "", phrase)
    if not phrase:
        return None
    plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == "police"
    kind = "group" if plural else "person" if singular(token.text) in PEOPLE or is_role(token) else "institution"
    return Voice(phrase, kind, start, named=False)


def _core(token: Token) -> str:
    """The words for the speaker up to where he stands and what he has: "a gunner in the town", "a man with a pad"."""
    whole = words_of(token)
    if not is_role(token) and token.lower_ not in ("man", "woman", "men", "women"):
        return whole
    for part in token.doc[token.i + 1 :]:
        at = whole.find(f" {part.text} ", max(0, part.idx - token.idx - 1))
        if part.tag_ != "IN" or at < 0 or part.head.lower_ in CLOSE:
            continue
        objects = children(part, "pobj")
        if part.lower_ in ("near", "outside", "inside") or (objects and _is_circumstance(part, objects[0])):
            return whole[:at]
    return whole


def _is_circumstance(preposition: Token, noun: Token) -> bool:
    """Whether the phrase tells neither the institution nor the named place of a speaker."""
    if noun.tag_ == "CD" or preposition.lower_ == "of":
        return noun.tag_ == "CD"
    named = any(t.tag_.startswith("NNP") for t in (noun, *children(noun, "compound")))  # "in the Kherson region"
    return preposition.lower_ in ("in", "with") and not named and not is_body(noun)
