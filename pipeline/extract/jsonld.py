"""The JSON-LD of a page: its article node, and the fields that the stage needs of it.

Reads the script elements of the parsed tree, writes nothing. What is broken is skipped, never guessed at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

# What schema.org calls an article, by the end of its type's name.
_ARTICLE = re.compile(r"(?:Article|Posting|Report|NewsStory|Review)$")
_WRAPPED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
# Nodes looked at on one page; the richest news pages have fewer than a hundred.
_NODES = 400
_COMMENTS = re.compile(r"^\s*(?:/\*.*?\*/|//\s*<!\[CDATA\[|<!--)|(?://\s*\]\]>|-->)\s*$", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")

Node = dict[str, Any]


def article_node(tree: Any) -> Node:
    """The first article of the page's JSON-LD, or an empty node."""
    return next((node for node in _nodes(tree) if is_article(node)), {})


def is_article(node: Node) -> bool:
    return any(_ARTICLE.search(name) for name in types(node))


def types(node: Node) -> list[str]:
    given = node.get("@type")
    return [name for name in (given if isinstance(given, list) else [given]) if isinstance(name, str)]


def text_of(value: Any) -> str:
    """A JSON-LD value as one line of text: a string, or the name of a thing."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _nodes(tree: Any) -> Iterator[Node]:
    waiting: list[Any] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            waiting.append(_parsed(script.text))
    seen = 0
    while waiting and seen < _NODES:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, list):
            waiting[:0] = value[:_NODES]
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in _WRAPPED if isinstance(value.get(key), list | dict))


def _parsed(text: str) -> Any:
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", _COMMENTS.sub("", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
