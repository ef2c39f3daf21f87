"""Parts of a text, and the text with its blocks that they make together.

Reads parts, writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.posts import Post
from pipeline.models import Block


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text before its place in the text is known."""

    kind: str
    text: str
    post: Post | None = None
    time: str | None = None


def assemble(parts: Sequence[Part]) -> tuple[str, list[Block]]:
    """The parts one blank line apart, and a block for each."""
    blocks: list[Block] = []
    position = 0
    for part in parts:
        blocks.append(block_of(part, position, position + len(part.text)))
        position += len(part.text) + 2
    return "\n\n".join(part.text for part in parts), blocks


def block_of(part: Part, start: int, end: int) -> Block:
    post = part.post
    if post is None:
        return Block(part.kind, start, end, time=part.time)
    return Block(part.kind, start, end, post.author, post.handle, post.time or part.time, post.url)


def as_entry(part: Part, time: str | None) -> Part:
    """The part as one of a live blog's entry; a post in it stays a post."""
    return replace(part, time=time) if part.post else Part("entry", part.text, None, time)
