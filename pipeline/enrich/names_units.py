"""Finds numbered formations: brigades, divisions, armies, regiments, battalions, corps.

Reads a Sentence, writes UNIT mentions.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import Sentence
from pipeline.models import Mention

_BODY = (
    r"(?:Brigades?|Divisions?|Regiments?|Battalions?|Corps|Arm(?:y|ies)|Squadrons?|Fleet|Flotilla|Detachment|Company"
    r"|Group)"
)
_UNIT = re.compile(
    r"\b(?P<number>\d{1,4})(?:st|nd|rd|th)?\s+(?:(?:[A-Z][\w’'-]+|of|and|the)\s+){0,6}?"
    rf"(?P<body>{_BODY}|(?:brigade|division|regiment|battalion|corps|army|squadron)s?)\b"
)


def units_in(sentence: Sentence) -> list[Mention]:
    """The numbered formations of a sentence, left to right; their name is what the text says, with "th" settled."""
    found = []
    for match in _UNIT.finditer(sentence.text):
        if not re.search(r"\d(?:st|nd|rd|th)\b", match.group()):
            continue
        name = re.sub(r"\s+", " ", match.group())
        found.append(
            Mention(
                match.group(), sentence.char_start + match.start(), sentence.char_start + match.end(), "UNIT", name,
                "unit-" + re.sub(r"[^a-z0-9]+", "-", name.casefold()), "numbered formation",
            )
        )  # fmt: skip
    return found
