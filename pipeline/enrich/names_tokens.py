"""Words of a sentence, with the keys by which names are looked up.

Reads a Sentence, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.enrich.context import Sentence
from pipeline.enrich.names_spelling import fold

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ`´]s?$", re.IGNORECASE)


@dataclass(slots=True)
class Word:
    """One word. Offsets count from the start of the sentence, and leave a possessive 's out."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    possessive: bool


def words_of(sentence: Sentence) -> list[Word]:
    """The words in order; hyphens part words, so that "Bakhmut-Soledar" are two."""
    found = []
    for match in _WORD.finditer(sentence.text):
        text = match.group()
        owner = _POSSESSIVE.search(text) if len(text) > 2 and not text.isalnum() else None
        bare = text[: owner.start()] if owner else text
        after = sentence.text[match.end() : match.end() + 1]
        found.append(
            Word(match.start(), match.start() + len(bare), bare, fold(bare), bare[0].isupper() or bare[0].isdigit(),
                 owner is not None or (bare.endswith("s") and after in ("'", "’")))
        )  # fmt: skip
    return found
