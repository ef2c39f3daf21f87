"""The article of a page that shows little or nothing of it and carries it as data: JSON-LD, or the state of its script.

Reads the data given, writes nothing. Many sites build their pages in the reader's browser, from JSON beside an empty
body; others put the text into `articleBody` and show a first paragraph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any

from pipeline.extract.jsonld import Node

# Characters of prose that make an article of data; a shorter one is a notice of the site.
_LEAST = 400
# Characters of a block that is prose, and blocks of prose that an article has at least.
_PROSE, _BLOCKS = 40, 3
# Values of one script that are looked at: the richest pages have about 20,000.
_VALUES = 60_000
_TEXT_KEYS = ("text", "value", "content", "html", "body", "paragraph", "children", "data")
_MARKUP = re.compile(r"<(?:p|br|div|h[2-6]|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,500}>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a page that holds many is taken for no page at all
_SENTENCE = re.compile(r"[.!?…。！？”\"»](?:\s|$)")


def states(tree: Any) -> list[str]:
    """The scripts of a page that hold data, but for JSON-LD."""
    kinds = ((script.get("type", "").lower(), script.text) for script in tree.iter("script"))
    return [text for kind, text in kinds if text and "json" in kind and "ld+json" not in kind]


def article_in_data(article: Node, scripts: Iterable[str]) -> str | None:
    """The words of the article as HTML, from the JSON-LD if it has them, else from the scripts; None if neither has."""
    told = article.get("articleBody")
    if isinstance(told, str) and len(told) >= _LEAST:
        return _as_html(told)
    found = max((_largest(_loaded(script)) for script in scripts), key=_size, default=[])
    return "".join(_as_html(block) for block in found) or None


def _loaded(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _as_html(text: str) -> str:
    text = _CONTROL.sub("", text)
    if _MARKUP.search(text):
        return text
    return "".join(f"<p>{escape(unescape(line), quote=False)}</p>" for line in text.splitlines() if line.strip())


def _largest(state: Any) -> list[str]:
    """The list of blocks, or the marked-up string, that holds most prose."""
    best: list[str] = []
    for value in _values(state):
        blocks = [value] if isinstance(value, str) else [_joined(item) for item in value[:1000]]
        prose = sum(map(_is_prose, _TAG.sub("\n", blocks[0]).splitlines() if isinstance(value, str) else blocks))
        if prose >= _BLOCKS and _size(blocks) > max(_LEAST, _size(best)):
            best = blocks
    return best


def _values(state: Any) -> Iterator[Any]:
    """The lists and marked-up strings of a state, from the outside to the inside."""
    waiting, seen = [state], 0
    while waiting and seen < _VALUES:
        value = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            yield value
            waiting.extend(value)
        elif isinstance(value, str) and len(value) >= _LEAST and _MARKUP.search(value):
            yield value


def _joined(item: Any, depth: int = 0) -> str:
    """The text of a block: a string, or what stands under its keys for text."""
    if isinstance(item, str):
        return item
    if depth > 6:
        return ""
    if isinstance(item, dict):
        return next((text for key in _TEXT_KEYS if (text := _joined(item.get(key), depth + 1))), "")
    return "".join(_joined(part, depth + 1) for part in item) if isinstance(item, list) else ""


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and text.count(" ") >= 4 and bool(_SENTENCE.search(text))


def _size(blocks: Iterable[str]) -> int:
    return sum(len(block) for block in blocks if len(block) >= _PROSE)
