"""Which leaves of a page are the article: trafilatura's proposal, repaired by rules that name themselves.

Reads the leaves of a page and the texts that trafilatura proposes, writes nothing. No rule knows an outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.extract.leaves import HEADINGS, Frame, Leaf, squeeze
from pipeline.extract.phrases import is_date, phrase_rule
from pipeline.extract.wording import day_in

# Share of the proposed characters that the article's container must hold; lower and a quote box would be one.
_CONTAINER_SHARE = 0.8
# Letters and digits from which on a text found inside the proposal is no accident.
_DISTINCT = 25


# Flags of a part that is no text of the article, as the rule that removes it.
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
# Share of the kept characters that marks a kind of element as one that the article is written in.
_KIND_SHARE = 0.1
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*(?:\s|$)")
# How much more prose one element must hold than the proposal to replace it.
_FAR_MORE = 1.8
# Letters and digits from which on a paragraph counts as prose.
_PROSE_CHARS = 60
# Share of linked characters from which on a part is a link.
_LINKED = 0.7
# Characters of a line that tells date, time and place of an article.
_HEAD_LINE = 110
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?![\d.])")
# Characters from which on the text between title and body is a lead, not a label.
_LEAD_CHARS = 110
# Letters and digits from which on an embedded post says something; below, only its link is there.
_POST_CHARS = 20
_NO_POST = frozenset(("comments", "related", "aside", "footer", "hidden", "navigation"))
_NO_LEAD = frozenset(("hidden", "caption", "figure", "advertisement", "share"))


@dataclass(slots=True)
class Hints:
    """What the page's head says, as the rules need it: squeezed."""

    titles: set[str]
    description: str


def choose(leaves: list[Leaf], proposal: Iterable[str], hints: Hints) -> list[str | None]:
    """For every leaf None if it belongs to the article, else the name of the rule that removed it."""
    return _Choice(leaves, proposal, hints).decide()


class _Choice:
    def __init__(self, leaves: list[Leaf], proposal: Iterable[str], hints: Hints) -> None:
        self.leaves = leaves
        self.hints = hints
        self.proposed = _align(leaves, proposal)
        self.replace_poor_proposal()
        self.container = _container(leaves, self.proposed)
        self.grow()
        self.inside = [leaf.frame.within(self.container) for leaf in leaves]
        self.flags = [leaf.frame.names_below(self.container) for leaf in leaves]
        self.rules: list[str | None] = [None if is_in else "boilerplate" for is_in in self.proposed]

    def decide(self) -> list[str | None]:
        self.foreign()
        self.title()
        self.repeats()
        self.alike()
        self.lines()
        self.links()
        self.above_title()
        self.headings()
        self.head_lines()
        self.lead()
        self.posts()
        return self.rules

    def replace_poor_proposal(self) -> None:
        """Where one element, or one kind of element, holds far more prose than is proposed, that is the proposal."""
        mass: dict[object, int] = {}
        for leaf in self.leaves:
            for owner in _owners(leaf):
                mass[owner] = mass.get(owner, 0) + len(leaf.squeezed)
        best = max(mass, key=lambda owner: mass[owner], default=None)
        have = sum(len(leaf.squeezed) for leaf, is_in in zip(self.leaves, self.proposed, strict=True) if is_in)
        if best is None or mass[best] <= _FAR_MORE * have:
            return
        chosen = [best in _owners(leaf) for leaf in self.leaves]
        common = _container(self.leaves, chosen)
        above = common.parent if common else None
        for index, leaf in enumerate(self.leaves):
            self.proposed[index] = chosen[index] or (self.proposed[index] and leaf.frame.within(above))

    def grow(self) -> None:
        """An article cut into several containers is one article: prose in the same kind of element, up to a next title."""
        if self.container is None:
            return
        kinds = self.main_kinds(self.proposed)
        started = False
        for index, leaf in enumerate(self.leaves):
            started = started or self.proposed[index]
            if started and leaf.frame.tag == "h1" and not self.proposed[index]:
                break
            if started and not self.proposed[index] and _is_prose(leaf) and _kind(leaf.frame) in kinds:
                common = leaf.frame.common(self.container)
                if not leaf.frame.names_below(common).intersection(FOREIGN):
                    self.proposed[index] = True
        self.container = _container(self.leaves, self.proposed)

    def main_kinds(self, chosen: list[bool]) -> set[tuple[str, ...]]:
        weights: dict[tuple[str, ...], int] = {}
        for leaf, is_in in zip(self.leaves, chosen, strict=True):
            if is_in:
                kind = _kind(leaf.frame)
                weights[kind] = weights.get(kind, 0) + len(leaf.squeezed)
        least = _KIND_SHARE * sum(weights.values())
        return {kind for kind, weight in weights.items() if weight >= least}

    def lines(self) -> None:
        """Wordings that sites put between the lines."""
        for index in self.kept():
            leaf = self.leaves[index]
            rule = phrase_rule(leaf.text)
            if not leaf.squeezed:
                rule = "symbol"
            elif rule is None and not leaf.frame.group and is_date(leaf.text):
                rule = "date_line"
            self.rules[index] = rule

    def head_lines(self) -> None:
        """A line with date and clock above the first paragraph is the article's date line, whatever else it names."""
        for index in self.kept():
            text = self.leaves[index].text
            if _is_prose(self.leaves[index]) and not _CLOCK.search(text[:_HEAD_LINE]):
                break
            if len(text) <= _HEAD_LINE and _CLOCK.search(text) and day_in(text) and text[-1] not in ".!?…":
                self.rules[index] = "date_line"

    def links(self) -> None:
        """A paragraph that is one link leads elsewhere; so does a list of links."""
        groups: dict[int, list[int]] = {}
        for index in self.kept():
            leaf = self.leaves[index]
            if leaf.frame.group:
                groups.setdefault(leaf.frame.group, []).append(index)
            elif leaf.linked >= _LINKED * len(leaf.text):
                self.rules[index] = "related"
        for indexes in groups.values():
            linked = sum(self.leaves[index].linked for index in indexes)
            if linked >= _LINKED * sum(len(self.leaves[index].text) for index in indexes):
                for index in indexes:
                    self.rules[index] = "related"

    def kept(self) -> list[int]:
        return [index for index, rule in enumerate(self.rules) if rule is None]

    def foreign(self) -> None:
        for index, flags in enumerate(self.flags):
            if flags:
                rule = next((flag for flag in FOREIGN if flag in flags), None)
                if rule and (self.inside[index] or self.rules[index] is not None):
                    self.rules[index] = rule

    def title(self) -> None:
        for index, leaf in enumerate(self.leaves):
            if leaf.frame.tag == "h1" or leaf.squeezed in self.hints.titles:
                self.rules[index] = "title"

    def repeats(self) -> None:
        seen = {self.leaves[index].squeezed for index in self.kept() if self.inside[index]}
        for index in self.kept():
            if not self.inside[index] and self.leaves[index].squeezed in seen:
                self.rules[index] = "repeat"

    def alike(self) -> None:
        """What stands in the container in the same kind of element as the kept text is text, too."""
        kinds = self.main_kinds([rule is None for rule in self.rules])
        for index, leaf in enumerate(self.leaves):
            if (
                self.rules[index] == "boilerplate"
                and self.inside[index]
                and not self.flags[index].intersection(FOREIGN)
                and _kind(leaf.frame) in kinds
                and leaf.linked < 0.5 * len(leaf.text)
            ):
                self.rules[index] = None

    def above_title(self) -> None:
        """Labels above the title are a kicker, a section, a date: no text."""
        titles = [
            index for index, rule in enumerate(self.rules) if rule == "title" and self.leaves[index].frame.tag == "h1"
        ]
        prose = next((index for index in self.kept() if _is_prose(self.leaves[index])), 0)
        last = next((index for index in reversed(titles) if index < prose), 0)
        for index in self.kept():
            if index < last and not _is_prose(self.leaves[index]):
                self.rules[index] = "kicker"

    def headings(self) -> None:
        """A heading belongs to the text that follows it."""
        parents = {self.leaves[index].frame.parent for index in self.kept()}
        for index in range(len(self.leaves) - 2, -1, -1):
            leaf = self.leaves[index]
            if (
                self.rules[index] == "boilerplate"
                and leaf.frame.tag in HEADINGS
                and self.inside[index]
                and self.rules[index + 1] is None
                and not self.flags[index].intersection(FOREIGN)
                and leaf.frame.parent in parents
            ):
                self.rules[index] = None

    def posts(self) -> None:
        """A post between the first and the last line of the article belongs to it, however its widget is called."""
        kept = [index for index in self.kept() if not self.leaves[index].post]
        for index, leaf in enumerate(self.leaves):
            if leaf.post is None:
                continue
            near = bool(kept) and kept[0] <= index <= kept[-1] + 1
            foreign = leaf.frame.names_below(self.container).intersection(_NO_POST)
            says = len(leaf.squeezed) >= _POST_CHARS
            self.rules[index] = None if near and says and not foreign else "embed"

    def lead(self) -> None:
        """A lead of several sentences above the body is prose; one sentence is a second title."""
        kept = self.kept()
        if not kept or not self.hints.description:
            return
        above = [index for index in range(kept[0]) if self.rules[index] == "title"]
        for index in range(above[-1] if above else 0, kept[0]):
            leaf = self.leaves[index]
            if (
                len(leaf.text) >= _LEAD_CHARS
                and leaf.linked < 0.3 * len(leaf.text)
                and len(_SENTENCE_END.findall(leaf.text)) > 1
                and _same_start(leaf.squeezed, self.hints.description)
                and not leaf.frame.names_below(None).intersection(_NO_LEAD)
            ):
                self.rules[index] = None
                return


def _is_prose(leaf: Leaf) -> bool:
    return (
        leaf.frame.tag in ("p", "div", "section", "article", "td")
        and len(leaf.squeezed) >= _PROSE_CHARS
        and leaf.linked < 0.4 * len(leaf.text)
    )


def _owners(leaf: Leaf) -> tuple[object, ...]:
    """What a paragraph of prose speaks for: the element that holds it, and its kind unless that is foreign."""
    if not _is_prose(leaf):
        return ()
    names = leaf.frame.names_below(None)
    if "comments" in names:
        return ()
    parent = leaf.frame.parent or leaf.frame
    return (parent,) if names.intersection(FOREIGN) else (parent, _kind(leaf.frame))


def _kind(frame: Frame) -> tuple[str, ...]:
    above = frame.parent
    return (frame.tag, frame.classes, above.tag, above.classes) if above else (frame.tag, frame.classes)


def _same_start(one: str, other: str) -> bool:
    return one[:60] in other or other[:60] in one


def _align(leaves: list[Leaf], proposal: Iterable[str]) -> list[bool]:
    texts = [squeeze(text) for text in proposal]
    exact = set(texts)
    whole = "\n".join(texts)
    return [leaf.squeezed in exact or (len(leaf.squeezed) >= _DISTINCT and leaf.squeezed in whole) for leaf in leaves]


def _container(leaves: list[Leaf], chosen: list[bool]) -> Frame | None:
    weights: dict[Frame, int] = {}
    total = 0
    for leaf, is_in in zip(leaves, chosen, strict=True):
        if not is_in:
            continue
        total += len(leaf.squeezed)
        frame: Frame | None = leaf.frame
        while frame is not None:
            weights[frame] = weights.get(frame, 0) + len(leaf.squeezed)
            frame = frame.parent
    enough = [frame for frame, weight in weights.items() if weight >= _CONTAINER_SHARE * total]
    return max(enough, key=lambda frame: frame.depth, default=None)
