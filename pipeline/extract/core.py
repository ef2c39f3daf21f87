"""Where on a page its article stands: trafilatura's proposal found among the leaves, completed, and its container.

Reads leaves and the proposed texts, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.extract.leaves import Frame, Leaf, squeeze

# Share of the proposed characters that the article's container must hold; lower and a quote box would be one.
_CONTAINER_SHARE = 0.8
# Letters and digits from which on a text found inside the proposal is no accident, and a paragraph counts as prose.
_DISTINCT = 25
_PROSE_CHARS = 60
# How much more prose one element must hold than the proposal to replace it.
_FAR_MORE = 1.8
# Share of the kept characters that marks a kind of element as one that the article is written in.
_KIND_SHARE = 0.1

# What an element that is no text of the article is called, as the rule that removes it; surest first.
FOREIGN = (
    "hidden",
    "consent",
    "comments",
    "newsletter",
    "share",
    "gallery_link",
    "caption",
    "figure",
    "related",
    "advertisement",
    "tags",
    "navigation",
    "footer",
    "form",
    "button",
    "byline",
    "aside",
)


class Core:
    """`chosen` tells for every leaf whether it is the article's by the proposal; `container` is the element around it."""

    def __init__(self, leaves: Sequence[Leaf], proposal: Iterable[str]) -> None:
        self.leaves = leaves
        self.chosen = _align(leaves, proposal)
        self._replace_if_poor()
        self.container = container_of(leaves, self.chosen)
        self._grow()

    def _replace_if_poor(self) -> None:
        """Where one element, or one kind of element, holds far more prose than is proposed, that is the proposal."""
        mass: dict[object, int] = {}
        for leaf in self.leaves:
            for owner in _owners(leaf):
                mass[owner] = mass.get(owner, 0) + len(leaf.squeezed)
        best = max(mass, key=lambda owner: mass[owner], default=None)
        have = sum(len(leaf.squeezed) for leaf, is_in in zip(self.leaves, self.chosen, strict=True) if is_in)
        if best is None or mass[best] <= _FAR_MORE * have:
            return
        better = [best in _owners(leaf) for leaf in self.leaves]
        common = container_of(self.leaves, better)
        above = common.parent if common else None
        for index, leaf in enumerate(self.leaves):
            self.chosen[index] = better[index] or (self.chosen[index] and leaf.frame.within(above))

    def _grow(self) -> None:
        """An article cut into several containers is one: prose in the same kind of element, up to a next title."""
        if self.container is None:
            return
        kinds = main_kinds(self.leaves, self.chosen)
        started = False
        for index, leaf in enumerate(self.leaves):
            started = started or self.chosen[index]
            if started and leaf.frame.tag == "h1" and not self.chosen[index]:
                break
            if started and not self.chosen[index] and is_prose(leaf) and kind_of(leaf.frame) in kinds:
                common = leaf.frame.common(self.container)
                if not leaf.frame.names_below(common).intersection(FOREIGN):
                    self.chosen[index] = True
        self.container = container_of(self.leaves, self.chosen)


def is_prose(leaf: Leaf) -> bool:
    return (
        leaf.frame.tag in ("p", "div", "section", "article", "td")
        and len(leaf.squeezed) >= _PROSE_CHARS
        and leaf.linked < 0.4 * len(leaf.text)
    )


def kind_of(frame: Frame) -> tuple[str, ...]:
    """What makes two elements alike: tag and class, their own and their parent's."""
    above = frame.parent
    return (frame.tag, frame.classes, above.tag, above.classes) if above else (frame.tag, frame.classes)


def main_kinds(leaves: Sequence[Leaf], chosen: Sequence[bool]) -> set[tuple[str, ...]]:
    """The kinds of element that the chosen text is written in."""
    weights: dict[tuple[str, ...], int] = {}
    for leaf, is_in in zip(leaves, chosen, strict=True):
        if is_in:
            kind = kind_of(leaf.frame)
            weights[kind] = weights.get(kind, 0) + len(leaf.squeezed)
    least = _KIND_SHARE * sum(weights.values())
    return {kind for kind, weight in weights.items() if weight >= least}


def container_of(leaves: Sequence[Leaf], chosen: Sequence[bool]) -> Frame | None:
    """The deepest element that holds nearly all of the chosen text."""
    weights: dict[Frame, int] = {}
    total = 0
    for leaf, is_in in zip(leaves, chosen, strict=True):
        if not is_in:
            continue
        total += len(leaf.squeezed)
        for frame in (leaf.frame, *leaf.frame.ancestors()):
            weights[frame] = weights.get(frame, 0) + len(leaf.squeezed)
    enough = [frame for frame, weight in weights.items() if weight >= _CONTAINER_SHARE * total]
    return max(enough, key=lambda frame: frame.depth, default=None)


def _align(leaves: Sequence[Leaf], proposal: Iterable[str]) -> list[bool]:
    texts = [squeeze(text) for text in proposal]
    exact = set(texts)
    whole = "\n".join(texts)
    return [leaf.squeezed in exact or (len(leaf.squeezed) >= _DISTINCT and leaf.squeezed in whole) for leaf in leaves]


def _owners(leaf: Leaf) -> tuple[object, ...]:
    """What a paragraph of prose speaks for: the element that holds it, and its kind unless that is foreign."""
    if not is_prose(leaf):
        return ()
    names = leaf.frame.names_below(None)
    if "comments" in names:
        return ()
    parent = leaf.frame.parent or leaf.frame
    return (parent,) if names.intersection(FOREIGN) else (parent, kind_of(leaf.frame))
