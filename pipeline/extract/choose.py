"""Which leaves of a page are the article: trafilatura's proposal, repaired by rules that name themselves.

Reads the leaves of a page and the texts that trafilatura proposes, writes nothing. No rule knows an outlet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipeline.extract import boxes, edges
from pipeline.extract.choice import Choice, Hints
from pipeline.extract.core import FOREIGN, is_prose, kind_of, main_kinds
from pipeline.extract.leaves import HEADINGS, Frame, Leaf
from pipeline.extract.phrases import is_date, phrase_rule
from pipeline.extract.posts import Post, pasted

# Share of linked characters from which on a part is a link, and up to which a list is a list.
_LINKED = 0.7
_UNLINKED = 0.3
_SENTENCE_LINKED, _ALL = 0.8, 0.95  # of a sentence, which may name its sources by links
_SENTENCE_CHARS = (60, 300)  # letters and digits; what is longer and all links is no sentence
# Characters of a box with a form that is a sign-up; a longer one is a page in a form.
_FORM_CHARS = 400
_BYLINE_CHARS = 120  # a longer line is about its author
# Letters and digits from which on an embedded post says something; below, only its link is there.
_POST_CHARS = 20
_NO_POST = frozenset(("comments", "related", "aside", "footer", "hidden", "navigation"))


@dataclass(slots=True)
class Chosen:
    """`rules` holds for every leaf None if it belongs to the article, else the name of the rule that removed it.

    `container` is the element around the article; `posts` are the ranges of leaves that are a pasted post.
    """

    rules: list[str | None]
    container: Frame | None
    posts: list[tuple[int, int, Post]] = field(default_factory=list)


def choose(leaves: list[Leaf], proposal: Iterable[str], hints: Hints) -> Chosen:
    """Applies the rules in their order to what is proposed."""
    choice = Choice(leaves, proposal, hints)
    for rule in RULES:
        rule(choice)
    return Chosen(choice.rules, choice.container, choice.posts)


def foreign(choice: Choice) -> None:
    """What is called caption, related or the like below the article's container, and bylines wherever they stand."""
    for index, names in enumerate(choice.names):
        rule = next((name for name in FOREIGN if name in names), None) if names else None
        above = rule == "byline" and len(choice.leaves[index].text) <= _BYLINE_CHARS
        if rule and (choice.inside[index] or choice.rules[index] is not None or above):
            choice.rules[index] = rule


def sign_ups(choice: Choice) -> None:
    """A box with a form in it and little else is a sign-up."""
    sizes: dict[object, int] = {}
    for leaf in choice.leaves:
        for frame in (leaf.frame, *leaf.frame.ancestors()):
            if frame.holds_form:
                sizes[frame] = sizes.get(frame, 0) + len(leaf.text)
    small = {frame for frame, size in sizes.items() if size <= _FORM_CHARS}
    for index, leaf in enumerate(choice.leaves):
        if choice.rules[index] is None and any(frame in small for frame in (leaf.frame, *leaf.frame.ancestors())):
            choice.rules[index] = "newsletter"


def title(choice: Choice) -> None:
    for index, leaf in enumerate(choice.leaves):
        if leaf.frame.tag == "h1" or leaf.squeezed in choice.hints.titles:
            choice.rules[index] = "title"


def repeats(choice: Choice) -> None:
    """What stands once more outside the container, for a narrow screen or a teaser."""
    seen = {choice.leaves[index].squeezed for index in choice.kept() if choice.inside[index]}
    for index in choice.kept():
        if not choice.inside[index] and choice.leaves[index].squeezed in seen:
            choice.rules[index] = "repeat"


def alike(choice: Choice) -> None:
    """What stands in the container in the same kind of element as the kept text is text, too."""
    kinds = main_kinds(choice.leaves, [rule is None for rule in choice.rules])
    for index in choice.open():
        leaf = choice.leaves[index]
        most = _SENTENCE_LINKED if _is_sentence(leaf) else 0.5
        if kind_of(leaf.frame) in kinds and leaf.linked < most * len(leaf.text):
            choice.rules[index] = None


def lists(choice: Choice) -> None:
    """A list between the paragraphs that is no list of links belongs to them."""
    kept = choice.kept()
    parents = {choice.leaves[index].frame.parent for index in kept if is_prose(choice.leaves[index])}
    groups: dict[int, list[int]] = {}
    for index in choice.open():
        frame = choice.leaves[index].frame
        if frame.group and kept and kept[0] < index < kept[-1]:
            groups.setdefault(frame.group, []).append(index)
    for group, indexes in groups.items():
        members = [choice.leaves[index] for index in indexes]
        whole = next((above for above in members[0].frame.ancestors() if above.number == group), members[0].frame)
        linked = sum(leaf.linked for leaf in members)
        if whole.parent in parents and linked <= _UNLINKED * sum(len(leaf.text) for leaf in members):
            for index in indexes:
                choice.rules[index] = None


def pasted_posts(choice: Choice) -> None:
    """A post that was pasted as plain lines stays whole, its lines of name and time as well."""
    kept = choice.kept()
    if not kept:
        return
    able = set(kept).union(index for index in choice.open() if kept[0] < index <= kept[-1] + 1)
    lines = [
        leaf.text if index in able and leaf.post is None else ""
        for index, leaf in enumerate(choice.leaves[: kept[-1] + 2])
    ]
    choice.posts = pasted(lines)
    for start, end, _ in choice.posts:
        for index in range(start, end):
            choice.rules[index] = None


def phrases(choice: Choice) -> None:
    """Wordings that sites put between the lines."""
    for index in choice.kept():
        leaf = choice.leaves[index]
        rule = phrase_rule(leaf.text)
        if not leaf.squeezed:
            rule = "symbol"
        elif rule is None and not leaf.frame.group and is_date(leaf.text):
            rule = "date_line"
        if rule and not choice.in_post(index):
            choice.rules[index] = rule


def links(choice: Choice) -> None:
    """A paragraph that is one link leads elsewhere; so does a list of links."""
    groups: dict[int, list[int]] = {}
    for index in choice.kept():
        leaf = choice.leaves[index]
        if leaf.frame.group:
            groups.setdefault(leaf.frame.group, []).append(index)
        elif leaf.linked >= (_ALL if _is_sentence(leaf) else _LINKED) * len(leaf.text) and not choice.in_post(index):
            choice.rules[index] = "related"
    for indexes in groups.values():
        linked = sum(choice.leaves[index].linked for index in indexes)
        if linked >= _LINKED * sum(len(choice.leaves[index].text) for index in indexes):
            for index in indexes:
                choice.rules[index] = "related"


def _is_sentence(leaf: Leaf) -> bool:
    least, most = _SENTENCE_CHARS
    return leaf.frame.tag == "p" and least <= len(leaf.squeezed) <= most and leaf.text[-1] in ".!?…”"


def headings(choice: Choice) -> None:
    """A heading belongs to the text that follows it, and goes with it."""
    parents = {choice.leaves[index].frame.parent for index in choice.kept()}
    for index in reversed(range(len(choice.leaves))):
        leaf = choice.leaves[index]
        if leaf.frame.tag not in HEADINGS:
            continue
        followed = index + 1 < len(choice.leaves) and choice.rules[index + 1] is None
        if followed and choice.is_open(index) and leaf.frame.parent in parents:
            choice.rules[index] = None


def embedded_posts(choice: Choice) -> None:
    """A post between the first and the last line of the article belongs to it, however its widget is called."""
    kept = [index for index in choice.kept() if not choice.leaves[index].post]
    alone = not kept and _is_page_of_posts(choice)
    for index, leaf in enumerate(choice.leaves):
        if leaf.post is None:
            continue
        near = alone or (bool(kept) and kept[0] <= index <= kept[-1] + 1)
        alien = leaf.frame.names_below(choice.container).intersection(_NO_POST)
        says = len(leaf.squeezed) >= _POST_CHARS
        choice.rules[index] = None if near and says and not alien else "embed"


def _is_page_of_posts(choice: Choice) -> bool:
    """Whether posts are most of what a page without an article says: that of one post, or of a channel."""
    posts = sum(len(leaf.squeezed) for leaf in choice.leaves if leaf.post)
    return 2 * posts >= sum(len(leaf.squeezed) for leaf in choice.leaves)


RULES: tuple[Callable[[Choice], None], ...] = (
    foreign,
    sign_ups,
    title,
    repeats,
    alike,
    lists,
    pasted_posts,
    boxes.boxed_posts,
    phrases,
    links,
    edges.tail,
    edges.above_title,
    headings,
    edges.date_lines,
    edges.moments,
    edges.bylines,
    embedded_posts,
    edges.last_headings,
    edges.unnamed,
)
