"""The working sheet of one document: its sentences, its anchors and what earlier steps have found.

Reads a Document, writes nothing. Every step reads this and adds its own list; offsets are those of `article.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pipeline.models import Claim, Document, Estimate, Hedge, Incident, Mention, Place, Time

if TYPE_CHECKING:
    from pipeline.enrich.gazetteer import Location
    from pipeline.enrich.names_tokens import Word
    from pipeline.enrich.sentences_tree import Tree
    from pipeline.enrich.speakers_statements import Statement


@dataclass(slots=True)
class Sentence:
    """One sentence of the text. `doc` is its parse, made only for sentences that a step asks for."""

    index: int
    char_start: int
    char_end: int
    block: int  # index into document.blocks; -1 where the document has none
    paragraph: int  # sentences of one paragraph share it
    text: str
    doc: Tree | None = None  # its token.idx counts from char_start
    words: list[Word] = field(default_factory=list)  # filled by find_mentions


@dataclass(slots=True)
class PlaceSpan:
    """Words that may name a place, and all places of that name; find_places chooses."""

    sentence: Sentence
    first: int  # index of its first word in sentence.words
    last: int  # index of its last word
    candidates: list[Location]  # spelled so in some romanisation
    loose: list[Location]  # spelled so in the other language, or but for one letter
    rule: str  # how the spelling was matched


@dataclass(slots=True)
class Context:
    document: Document
    sentences: list[Sentence]
    anchor: date | None  # day of publication in the source's offset
    block_anchors: dict[int, date]  # block index -> its own day (post, entry)
    quote_anchors: list[tuple[int, int, date]] = field(default_factory=list)  # quotations spoken on another day
    place_spans: list[PlaceSpan] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    of_war: bool | None = None  # whether the text speaks of war; found when first asked for
    saying_days: set[int] | None = None  # where the times stand that date statements; found when first asked for
    statements: list[Statement] = field(default_factory=list)  # who stands behind which words
    hedges: list[Hedge] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    estimates: list[Estimate] = field(default_factory=list)

    def anchor_of(self, sentence: Sentence, char: int | None = None) -> date | None:
        """The day that relative dates in this sentence, or at this character of it, count from."""
        if sentence.block in self.block_anchors:
            return self.block_anchors[sentence.block]
        spoken = (day for start, end, day in self.quote_anchors if char is not None and start <= char < end)
        return next(spoken, self.anchor)


def day_of(stamp: str | None) -> date | None:
    """The date part of an ISO date or instant, in its own offset; None where it holds none."""
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def build_context(document: Document, sentences: list[Sentence]) -> Context:
    """The empty sheet of one document. A post or an entry with its own time has its own anchor."""
    days = {index: day_of(block.time) for index, block in enumerate(document.blocks)}
    anchors = {index: day for index, day in days.items() if day is not None}
    return Context(document, sentences, day_of(document.article.published_at), anchors)
