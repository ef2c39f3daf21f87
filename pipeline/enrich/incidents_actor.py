"""Who strikes or attacks: by the words of an event, else by whose town it is that is struck.

Reads a Context's places and statements and a Draft, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import agent_of, is_passive, is_verb, subject_of
from pipeline.enrich.clauses.parties import OPPOSITE, side_of_place, side_of_words, speaker_side
from pipeline.enrich.context import Context
from pipeline.enrich.measures_forms import forms

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_REPELLED = forms("repel repulse beat rebuff parry")


def actor_of(context: Context, draft: Draft, token: Token, kind: str) -> str | None:
    """ "Russia", "Ukraine" or the organisation named as who does it; a town is not struck by those who hold it."""
    side, words = _told(context, draft, token)
    if token.lower_ in _REPELLED:
        side = OPPOSITE.get(side or speaker_side(context, draft.char_start) or "")
    if side is None and kind != "fighting" and "both" not in words:
        side = OPPOSITE.get(side_of_place(context, draft.place) or "")
    return _state(side, words)


def _told(context: Context, draft: Draft, token: Token) -> tuple[str | None, str]:
    """The side that the words name, and the words."""
    if is_verb(token):
        who = agent_of(token) if is_passive(token) else subject_of(token)
    else:
        owners = [
            c for c in token.children if c.dep_ in ("poss", "amod", "compound", "nmod") or c.lower_ in ("by", "from")
        ]
        words = " ".join(t.text for c in owners for t in c.subtree)
        if token.i > 2 and token.nbor(-1).text == "-":  # "a Ukrainian counter-attack"
            words = f"{token.nbor(-3).text} {words}"
        side = _side(context, draft, words)
        if side is not None or not is_verb(token.head) or token.dep_ not in ("dobj", "nsubjpass", "pobj"):
            return side, words
        who = subject_of(token.head) if token.dep_ == "dobj" else None
        words = " ".join(t.text for t in who.subtree if not is_verb(t)) if who is not None else ""
        side = _side(context, draft, words)
        repelled = token.head.lower_ in _REPELLED
        return (OPPOSITE.get(side or "") if repelled else side), words
    if who is None and token.tag_ == "VBG" and token.i:  # "Ukrainian shelling had damaged", read as a verb
        words = token.nbor(-1).text
        if (side := side_of_words(words)) is not None:
            return side, words
    if who is None and token.dep_ == "pcomp":  # "accused Ukraine of bombing a hospital"
        who = next((c for c in token.head.head.children if c.dep_ == "dobj"), None)
    words = " ".join(t.text for t in who.subtree if not is_verb(t)) if who is not None else ""
    return _side(context, draft, words), words


def _side(context: Context, draft: Draft, words: str) -> str | None:
    side = side_of_words(words)
    if side is None and re.search(r"\benem", words, re.IGNORECASE):
        return OPPOSITE.get(speaker_side(context, draft.char_start) or "UA")
    if side is None and _OURS.search(words):
        return speaker_side(context, draft.char_start) or "UA"
    return side


_OURS = re.compile(r"\b(?:our|defenders|defen[cs]e forces)\b", re.IGNORECASE)


def _state(side: str | None, words: str) -> str | None:
    if side == "RU" and re.search(r"\bwagner", words, re.IGNORECASE):
        return "Wagner Group"
    return {"RU": "Russia", "UA": "Ukraine"}.get(side or "")
