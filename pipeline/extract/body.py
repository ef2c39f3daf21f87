"""The words of the article out of the parsed page, part by part, and a receipt for every word left out.

Reads the parsed tree (and uses it up), writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from trafilatura.core import trafilatura_sequence
from trafilatura.settings import Extractor as Options

from pipeline.extract.choose import Hints, choose
from pipeline.extract.leaves import SKIPPED, Leaf, read_leaves
from pipeline.models import Block, Removed

# A page may be all noise: receipts stay small enough to travel with the article. In characters, and receipts.
_RECEIPT_CHARS = 1000
_RECEIPTS = 300
# A list item longer than this many characters is a paragraph that happens to stand in a list.
_ROW_CHARS = 300
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ROWS = frozenset("li dd dt tr td th".split())

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Body:
    """Text, its blocks with exact offsets, and what was removed."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)


def read_body(tree: Any, hints: Hints, url: str | None) -> Body:
    """The body of a page. The tree is not usable afterwards."""
    leaves = read_leaves(tree)
    rules = choose(leaves, _propose(tree, url), hints)
    body = join(_parts([leaf for leaf, rule in zip(leaves, rules, strict=True) if rule is None]))
    body.removed = list(_receipts(leaves, rules))
    return body


def join(parts: list[tuple[str, str]]) -> Body:
    """Parts (kind, text) one blank line apart, each a block."""
    body = Body("\n\n".join(text for _, text in parts))
    position = 0
    for kind, text in parts:
        body.blocks.append(Block(kind, position, position + len(text)))
        position += len(text) + 2
    return body


def _propose(tree: Any, url: str | None) -> list[str]:
    """What trafilatura's own rules take for the article, part by part, and the rows of its lists and tables."""
    etree.strip_elements(tree, *SKIPPED, with_tail=False)
    found = trafilatura_sequence(tree, Options(fast=True, comments=False, url=url), url)[0]
    texts = ["".join(element.itertext()) for element in found]
    for element in found.iter("item", "cell", "row", "quote"):
        texts.extend("".join(part.itertext()) for part in (element, *element.iterchildren("p")))
    return texts


def _parts(leaves: list[Leaf]) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    group = 0
    for leaf in leaves:
        row = leaf.frame.tag in _ROWS and leaf.frame.group and len(leaf.text) <= _ROW_CHARS
        if row and leaf.frame.group == group:
            kind, text = parts[-1]
            parts[-1] = (kind, f"{text}\n{leaf.text}")
        else:
            parts.append((_kind(leaf), leaf.text))
        group = leaf.frame.group if row else 0
    return parts


def _kind(leaf: Leaf) -> str:
    if leaf.frame.tag in _HEADINGS:
        return "heading"
    return "quote" if leaf.frame.quote else "paragraph"


def _receipts(leaves: list[Leaf], rules: list[str | None]) -> Iterator[Removed]:
    texts: list[str] = []
    previous: tuple[str, object] | None = None
    count = 0
    for leaf, rule in [*zip(leaves, rules, strict=True), (None, None)]:
        key = (rule, leaf.frame.group or leaf.frame.parent) if leaf and rule else None
        if key != previous and previous is not None:
            count += 1
            if count <= _RECEIPTS:
                yield Removed(_shortened("\n".join(texts)), previous[0])
            texts = []
        if leaf and key:
            texts.append(leaf.text)
        previous = key
    if count > _RECEIPTS:
        yield Removed(f"[{count - _RECEIPTS} more parts of this page]", "boilerplate")


def _shortened(text: str) -> str:
    if len(text) <= _RECEIPT_CHARS:
        return text
    return f"{text[:_RECEIPT_CHARS]} [{len(text) - _RECEIPT_CHARS} more characters]"
