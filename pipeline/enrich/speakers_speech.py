"""A speech event: who says what in one sentence, as indexes of its words.

Reads nothing, writes nothing: the shape that the finders of speech share.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeechEvent:
    """Who says what: token indexes of the sentence. `relays` are those who pass it on, nearest to the speaker first."""

    verb: int
    speaker: int | None  # None: passive without agent ("it was reported")
    relays: tuple[int, ...]
    scope: frozenset[int]
    stance: str


@dataclass(frozen=True, slots=True)
class Tail:
    """An attribution in commas: token indexes. `first` to `last` are its own words."""

    verb: int
    speaker: int
    first: int
    last: int
    stance: str
    scope: frozenset[int] = frozenset()
