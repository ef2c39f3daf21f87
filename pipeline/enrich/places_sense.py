"""Tells whether words that could name a place do so here: a government that speaks and a person's name do not.

Reads a PlaceSpan, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import PlaceSpan

_SPEAKS = re.compile(
    r"['’]?\s*(?:has\s+|have\s+|had\s+|also\s+|later\s+|earlier\s+|again\s+|itself\s+|repeatedly\s+){0,2}"
    r"(?:said|says|say|claimed|claims|denied|denies|announced|reported|reports|accused|accuses|warned|confirmed"
    r"|acknowledged|admitted|insists|insisted|believes|hopes|wants|wanted|vowed|rejected|called|urged|demanded|agreed"
    r"|refused|launched|fired|attacked|carried|used|lost|sent|struck|shelled|annexed|invaded|will|would|could|may|might"
    r"|is\s+(?:planning|preparing|trying|losing|using|likely|unlikely)|continues|continued|began|started|needs|plans|planned"
    r"|hit|shot|repelled|blamed|controls|holds|captured|seized|withdrew|destroyed|targeted|pledged|imposed)\b"
)
_OWNS = re.compile(r"['’]s\s+(?!(?:east|west|north|south|centre|center|capital|territory|border|coast|airspace|soil|city|region|oblast)\w*)")
_ACTORS = frozenset(("country",))


def is_place(span: PlaceSpan) -> bool:
    """False where a country or a capital stands for its government, army or people."""
    after = span.sentence.text[span.sentence.words[span.last].end :]
    if not any(c.precision in _ACTORS or c.id in CAPITALS for c in span.candidates[:1]):
        return True
    return not (_SPEAKS.match(after) or _OWNS.match(after))


CAPITALS = frozenset(("gn703448", "gn524901"))  # Kyiv, Moscow
