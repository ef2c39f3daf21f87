"""Speakers whose verb is left out: "Moscow put it at 63, Kyiv at 400".

Reads a parsed sentence and its speech events, writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import is_noun, is_verb
from pipeline.enrich.measures_forms import words
from pipeline.enrich.speakers_institutions import METONYMS, is_role
from pipeline.enrich.speakers_speech import SpeechEvent

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

_BREAKS = words(", ; and while but whereas – — :")
_BEFORE_FIGURE = words("at of as with about some around nearly almost over under up to more less than only just"
                       " least most fewer many roughly not that the a")  # fmt: skip
_NAMELESS = words("police council ministry administration staff command prosecutors officials office army military")
_ZERO = words("none nobody dozens scores hundreds thousands")


def with_gaps(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """The events, and one for each later figure that stands right behind another speaker without a verb."""
    told = [e for e in events if e.speaker is not None]
    if not told:
        return events
    gaps = [gap for token in doc if (gap := _gap(token, told)) is not None]
    taken = {i for gap in gaps for i in gap.scope} | {gap.verb for gap in gaps}
    return [replace(e, scope=e.scope - taken) for e in events] + gaps if gaps else events


def _gap(figure: Token, told: list[SpeechEvent]) -> SpeechEvent | None:
    if figure.tag_ != "CD" and figure.lower_ not in _ZERO:
        return None
    doc, i = figure.doc, figure.i - 1
    while i > 0 and (doc[i].lower_ in _BEFORE_FIGURE or doc[i].text == "$"):
        i -= 1
    comma = doc[i].text == "," and i > 0
    i -= comma
    i -= doc[i].tag_ == "POS" and i > 0
    name = doc[i]
    first = _phrase_start(name)
    if first is None or not _can_speak(name) or (comma and not (doc[i + 1].tag_ == "POS" or name.tag_ == "NNP")):
        return None
    before = [e for e in told if e.verb < first and e.speaker != name.i]
    if not before or any(is_verb(t) and t.tag_ != "VBN" for t in doc[first : figure.i]):
        return None
    model = max(before, key=lambda e: e.verb)
    if any(e.speaker == name.i for e in told) or not _has_figure(doc, model, first):
        return None
    scope = frozenset(range(i + 1, _end(doc, figure.i)))
    return SpeechEvent(name.i, name.i, (), scope, model.stance)


def _phrase_start(name: Token) -> int | None:
    """Index of the first word of the speaker's phrase, if it stands behind a break."""
    doc, start = name.doc, name.i
    while start > 0 and (doc[start - 1].tag_.startswith(("NN", "JJ", "DT", "PRP$")) and doc[start - 1].text != ","):
        start -= 1
    if start == 0 or not is_noun(name):
        return None
    return start if doc[start - 1].lower_ in _BREAKS else None


def _can_speak(name: Token) -> bool:
    return name.lower_ in METONYMS or name.lower_ in _NAMELESS or is_role(name) or (name.tag_ == "NNP" and name.i > 0)


def _has_figure(doc: Doc, event: SpeechEvent, end: int) -> bool:
    """The event that lends its verb gives a figure of its own before the gap."""
    return any(
        (doc[i].tag_ == "CD" or doc[i].lower_ in _ZERO) and event.verb < i < end
        for i in (*event.scope, *range(event.verb, end))
    )


def _end(doc: Doc, start: int) -> int:
    return next((t.i for t in doc[start:] if t.text in (";", ".", ",", "—", "–")), len(doc))
