"""The words of the article out of the parsed page, part by part, and a receipt for every word left out.

Reads the parsed tree (and uses it up), writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor as Options

from pipeline.extract.choice import Hints
from pipeline.extract.choose import choose
from pipeline.extract.core import FOREIGN
from pipeline.extract.leaves import HEADINGS, SKIPPED, Frame, Leaf, read_leaves
from pipeline.extract.live import Entry, date_entries, find_entries
from pipeline.extract.parts import Part, as_entry
from pipeline.extract.phrases import phrase_rule
from pipeline.extract.posts import Post
from pipeline.extract.wording import in_year

# A list item longer than this many characters is a paragraph that happens to stand in a list.
_ROW_CHARS = 300
_NOISE = frozenset(
    ("comments", "navigation", "footer", "share", "newsletter", "consent", "form", "button", "tags", "aside", "related")
)
# Share of the page's prose that an element may hold and still be noise.
_NOISE_SHARE = 0.25
_ROWS = frozenset(("li", "dd", "dt", "tr", "td", "th"))

_OPTIONS = Options(fast=True, comments=False)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Body:
    """The leaves of a page, the rule that removed each (None: it is the article's), its container, live-blog entries."""

    leaves: list[Leaf]
    rules: list[str | None]
    container: Frame | None
    entries: list[Entry] = field(default_factory=list)


def read_body(tree: Any, hints: Hints, *, live: bool) -> Body:
    """Decides what of a page is its article. The tree is not usable afterwards."""
    leaves = read_leaves(tree)
    chosen = choose(leaves, _propose(tree, leaves), hints)
    body = Body(leaves, chosen.rules, chosen.container)
    for start, end, post in reversed(chosen.posts):
        _join_post(body, start, end, post)
    body.entries = find_entries(body.leaves, [rule is None for rule in body.rules], live)
    for entry in body.entries:
        _open_entry(body, entry)
    return body


def parts_of(body: Body, published: str | None, modified: str | None) -> list[Part]:
    """The parts of the article in page order. Entries without a date of their own take it from the page's."""
    date_entries(body.entries, published, modified)
    _date_posts(body, published)
    parts: list[Part] = []
    done = 0
    for entry in body.entries:
        parts += _plain(_kept(body, done, entry.start))
        parts += _entry(_plain(_kept(body, entry.start, entry.end)), entry.time)
        done = entry.end
    return [*parts, *_plain(_kept(body, done, len(body.leaves)))]


def _date_posts(body: Body, published: str | None) -> None:
    """A post whose moment has no year was not written after its article."""
    for leaf in body.leaves:
        if leaf.post and leaf.post.time and leaf.post.time.startswith("--"):
            leaf.post = replace(leaf.post, time=in_year(leaf.post.time, published) if published else None)


def _propose(tree: Any, leaves: Sequence[Leaf]) -> list[str]:
    """What trafilatura's own rules take for the article, part by part, and the rows of its lists and tables.

    Its main extractor alone, on the tree itself: the fallbacks that it runs on copies are our rules' business.
    """
    etree.strip_elements(tree, *SKIPPED, with_tail=False)
    for element in _noise(leaves):
        element.drop_tree()
    found, _ = extract_content(convert_tags(tree_cleaning(tree, _OPTIONS), _OPTIONS), _OPTIONS)
    texts = ["".join(element.itertext()) for element in found]
    for element in found.iter("item", "cell", "row", "quote"):
        texts.extend("".join(part.itertext()) for part in (element, *element.iterchildren("p")))
    return texts


def _noise(leaves: Sequence[Leaf]) -> list[Any]:
    """Elements that are called navigation, comments and the like, and do not hold the page's prose all the same."""
    prose: dict[Frame, int] = {}
    total = 0
    for leaf in leaves:
        size = 0 if leaf.linked > len(leaf.text) / 2 else len(leaf.squeezed)
        total += size
        frame: Frame | None = leaf.frame
        while frame is not None:
            prose[frame] = prose.get(frame, 0) + size
            frame = frame.parent
    noisy = {frame for frame, size in prose.items() if frame.names & _NOISE and size <= _NOISE_SHARE * total}
    return [frame.element for frame in noisy if not any(above in noisy for above in frame.ancestors())]


def _join_post(body: Body, start: int, end: int, post: Post) -> None:
    """The lines of a pasted post become one leaf."""
    lines = body.leaves[start:end]
    whole = replace(
        lines[0],
        text="\n\n".join(leaf.text for leaf in lines),
        squeezed="".join(leaf.squeezed for leaf in lines),
        moments=(),
        post=post,
    )
    body.leaves[start:end] = [whole]
    body.rules[start:end] = [None]


def _open_entry(body: Body, entry: Entry) -> None:
    """All of an entry is text, except what its elements and wordings say is not."""
    frame = body.leaves[entry.start].frame
    for leaf in body.leaves[entry.start + 1 : entry.end]:
        frame = frame.common(leaf.frame) or frame
    for index in range(entry.start, entry.end):
        leaf = body.leaves[index]
        names = leaf.frame.names_below(frame)
        rule = next((name for name in FOREIGN if name in names), None) or phrase_rule(leaf.text)
        if entry.stamp.alone and (leaf.moments or index == entry.start) and len(leaf.text) <= 40:
            rule = "entry_time"
        body.rules[index] = None if leaf.post else rule


def _kept(body: Body, start: int, end: int) -> list[Leaf]:
    return [body.leaves[index] for index in range(start, end) if body.rules[index] is None]


def _plain(leaves: Sequence[Leaf]) -> list[Part]:
    parts: list[Part] = []
    group = 0
    for leaf in leaves:
        row = bool(leaf.frame.group) and leaf.frame.tag in _ROWS and len(leaf.text) <= _ROW_CHARS and not leaf.post
        if row and leaf.frame.group == group:
            parts[-1] = Part(parts[-1].kind, f"{parts[-1].text}\n{leaf.text}")
        else:
            parts.append(Part(_kind(leaf), leaf.text, leaf.post))
        group = leaf.frame.group if row else 0
    return parts


def _entry(parts: Sequence[Part], time: str | None) -> list[Part]:
    """An entry is one part; a post inside it stays one of its own."""
    made: list[Part] = []
    for part in parts:
        if part.post or not made or made[-1].post:
            made.append(as_entry(part, time))
        else:
            made[-1] = Part("entry", f"{made[-1].text}\n\n{part.text}", None, time)
    return made


def _kind(leaf: Leaf) -> str:
    if leaf.post:
        return "post"
    if leaf.frame.tag in HEADINGS:
        return "heading"
    return "quote" if leaf.frame.quote else "paragraph"
