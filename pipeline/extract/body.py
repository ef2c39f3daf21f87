"""The words of the article out of the parsed page, part by part.

Reads the parsed tree (and uses it up), writes nothing.
"""

from __future__ import annotations

import re
from typing import Any

from trafilatura import bare_extraction

from pipeline.models import Block, Removed

_KINDS = {"head": "heading", "quote": "quote"}
_SPACE = re.compile(r"\s+")


def read_body(tree: Any, url: str | None) -> tuple[str, list[Block], list[Removed]]:
    """Text, its blocks with exact offsets, and receipts for what was left out."""
    found = bare_extraction(tree, url=url, include_comments=False, fast=True)
    parts = [] if found is None else [(_KINDS.get(e.tag, "paragraph"), _render(e)) for e in found.body]
    return join([part for part in parts if part[1]])


def join(parts: list[tuple[str, str]]) -> tuple[str, list[Block], list[Removed]]:
    """Parts one blank line apart, each a block."""
    blocks, position = [], 0
    for kind, text in parts:
        blocks.append(Block(kind, position, position + len(text)))
        position += len(text) + 2
    return "\n\n".join(text for _, text in parts), blocks, []


def _render(element: Any) -> str:
    rows = element.iterchildren("item", "row") if element.tag in ("list", "table") else [element]
    lines = (_SPACE.sub(" ", " ".join(row.itertext())).strip() for row in rows)
    return "\n".join(line for line in lines if line)
