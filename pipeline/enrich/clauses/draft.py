"""A claim in the making: what the grammar has found before sides, places and speakers are filled in.

Reads nothing, writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.enrich.context import Sentence
from pipeline.models import Part

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


_BARE = frozenset({"dead", "wounded", "injured", "killed", "missing", "others"})


@dataclass(slots=True)
class Draft:
    measure: str
    low: float | None
    high: float | None
    approx: str | None
    sentence: Sentence
    number: Token  # the figure; for control the place
    predicate: Token  # the word that gives the measure
    noun: Token | None = None
    kind: str | None = None
    role: str = "object"
    char_start: int = 0  # of the figure, in the text
    char_end: int = 0
    action: str | None = None
    unit: str | None = None
    side: str | None = None
    place: str | None = None
    place_part: str | None = None
    stance: str | None = None
    per: str | None = None
    denied: bool = False
    cumulative: bool | None = None
    start: str | None = None
    end: str | None = None
    weapon: str | None = None
    parts: list[Part] = field(default_factory=list)
    increment: bool = False  # "(+720)"
    listed: bool = False  # from a bulletin's list: its own span is the quote
    like: Draft | None = None  # the figure whose measure this one shares without saying so
    head: Sentence | None = None  # the line that heads the list it stands in
    voice_at: int | None = None  # where the speaker is looked up, if not at the figure: the heading of a list

    @property
    def bare(self) -> bool:
        """Whether no noun tells who or what is counted: "400 dead", "18 others"."""
        return self.noun is None or self.noun.lower_ in _BARE
