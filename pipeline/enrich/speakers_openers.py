"""Attributions that open with a preposition: "according to X", "per X", "in the words of X", "in Kyiv's view".

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, is_noun, is_verb, subject_of
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.speakers_speech import Tail
from pipeline.enrich.speakers_verbs import REPORT_NOUNS

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

BREAK = words(', ; : “ ” " — – . ) (')
MAX_SPEAKER = 14  # tokens of a speaker's title and name before the verb; longer ones were clauses of their own


def opener(token: Token) -> Tail | None:
    """ "according to X", "per X", "in the words of X": X is the head of the phrase behind it."""
    if token.lower_ == "if":
        return _if_right(token)
    if token.lower_ == "by":
        return _by_count(token)
    doc, last = token.doc, _last_of_opener(token)
    if last is None or last + 1 >= len(doc):
        return None
    owner = next((t for t in doc[token.i + 1 : last + 1] if t.tag_ == "PRP$" or _owns_view(t)), None)
    if owner is not None:
        return Tail(token.i, owner.i, token.i, last, "asserts")
    objects = children(doc[last], "pobj")
    behind = (t for t in doc[last + 1 : last + 7] if is_noun(t) and t.dep_ != "compound")
    speaker = objects[0] if objects else next(behind, None)
    if speaker is None or speaker.i > last + MAX_SPEAKER or speaker.lower_ in _NO_SOURCE:
        return None
    return Tail(token.i, speaker.i, token.i, _phrase_end(speaker), "asserts")


def _if_right(token: Token) -> Tail | None:
    """ "…, if the Wagner channels are right", "if the ministry is to be believed"."""
    verb = token.head
    speaker = subject_of(verb)
    told = {c.lower_ for c in children(verb, "acomp", "xcomp", "attr", "advmod")} | {verb.lower_}
    if speaker is None or not is_noun(speaker) or not told & _RIGHT or speaker.i < token.i:
        return None
    if children(speaker, "relcl"):
        return None  # "if a man who calls himself X is to be believed": named there
    return Tail(token.i, speaker.i, token.i, max(t.i for t in verb.subtree), "asserts")


def _by_count(token: Token) -> Tail | None:
    """ "…, by the ministry's own count", "by her map, …": what somebody counts by, set off by commas."""
    doc, start = token.doc, token.i + 1
    if token.i > 0 and doc[token.i - 1].text not in BREAK:
        return None
    noun = next((t for t in doc[start : start + MAX_SPEAKER] if singular(t.text) in _COUNTED_BY), None)
    if noun is None or (noun.i + 1 < len(doc) and doc[noun.i + 1].text not in BREAK):
        return None
    inside = doc[start : noun.i]
    owner = next((t for t in inside if (t.tag_ == "PRP$" and t.i == start) or _owns_view(t)), None)
    broken = any(t.text in BREAK or is_verb(t) for t in inside)
    return Tail(token.i, owner.i, token.i, noun.i, "asserts") if owner is not None and not broken else None


_COUNTED_BY = REPORT_NOUNS | words("map arithmetic book sum math")
_RIGHT = words("right rightly correctly correct believed accurate trusted")
OPENERS = words("according per in going judging if by")
_NO_SOURCE = words("plan schedule protocol tradition law rule rules custom need circumstance size age taste")
_VIEWS = words("words view opinion estimate estimation assessment reckoning account telling judgment judgement eyes")


def _last_of_opener(token: Token) -> int | None:
    """Index of the last word before the speaker; None where this opens no attribution."""
    doc = token.doc
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 4]]
    if token.lower_ == "according":
        return token.i + 1 if after[:1] == ["to"] else None
    if token.lower_ in ("going", "judging"):
        return token.i + 1 if after[:1] == ["by"] and token.i == 0 else None
    if token.lower_ == "per":  # not "20 shells per day", "per cent"
        alone = token.i == 0 or doc[token.i - 1].text == "," or doc[token.i - 1].lower_ == "as"
        return token.i if alone and after and (after[0] == "the" or doc[token.i + 1].text[0].isupper()) else None
    view = next((t.i for t in doc[token.i + 1 : token.i + 8] if t.lower_ in _VIEWS), None)
    if view is not None and (doc[token.i + 1].tag_ == "PRP$" or any(_owns_view(t) for t in doc[token.i + 1 : view])):
        return view
    if len(after) == 3 and after[0] == "the" and after[1] in _VIEWS and after[2] == "of":
        return token.i + 3
    return None


def _owns_view(token: Token) -> bool:
    """The "Kyiv" of "in Kyiv's view"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return is_noun(token) and behind is not None and behind.tag_ == "POS" and token.dep_ != "compound"


def _phrase_end(speaker: Token) -> int:
    """Last token of the speaker's phrase: up to the next break, appositions with a name included."""
    doc = speaker.doc
    if speaker.tag_ == "PRP":
        return speaker.i
    for token in doc[speaker.i + 1 :]:
        if token.text in BREAK or (is_verb(token) and token.tag_ in ("VBD", "VBZ", "VBP")):
            return int(token.i) - 1
    return len(doc) - 1
