"""The state that the rules share: the leaves of a page and what has been decided about each so far.

Reads leaves, the proposal and the hints of the head; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.extract.core import FOREIGN, Core
from pipeline.extract.leaves import Leaf
from pipeline.extract.posts import Post


@dataclass(slots=True)
class Hints:
    """What the page's head says, as the rules need it."""

    titles: set[str]  # squeezed
    authors: list[str]  # as they are spelled


class Choice:
    """`rules` holds None for what is kept, "boilerplate" for what nothing has spoken for yet, else a rule's name."""

    def __init__(self, leaves: list[Leaf], proposal: Iterable[str], hints: Hints) -> None:
        core = Core(leaves, proposal)
        self.leaves = leaves
        self.hints = hints
        self.container = core.container
        self.inside = [leaf.frame.within(core.container) for leaf in leaves]
        self.names = [leaf.frame.names_below(core.container) for leaf in leaves]
        self.rules: list[str | None] = [None if chosen else "boilerplate" for chosen in core.chosen]
        self.posts: list[tuple[int, int, Post]] = []

    def kept(self) -> list[int]:
        """Indexes of what belongs to the article so far."""
        return [index for index, rule in enumerate(self.rules) if rule is None]

    def open(self) -> Iterator[int]:
        """Indexes of what a rule may still take in."""
        return (index for index in range(len(self.leaves)) if self.is_open(index))

    def is_open(self, index: int) -> bool:
        return self.rules[index] == "boilerplate" and self.inside[index] and not self.names[index].intersection(FOREIGN)

    def in_post(self, index: int) -> bool:
        """Whether a leaf is part of a pasted post."""
        return any(start <= index < end for start, end, _ in self.posts)
