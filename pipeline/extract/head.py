"""What a page says about itself in its head: meta elements, JSON-LD, title, links; read once, used by all.

Reads the parsed tree, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline.extract.jsonld import Node, article_node, text_of

# Characters of one value that are looked at: a title of 10,000 characters is none.
_VALUE_CHARS = 1000
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class Head:
    """`meta` maps property, name or itemprop in lower case to its values in page order."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    article: Node = field(default_factory=dict)
    title: str = ""
    h1: list[str] = field(default_factory=list)
    language: str = ""
    canonical: str = ""
    url: str | None = None

    def first(self, *names: str) -> str:
        """The first value of the first of these meta names that has one."""
        return next((value for name in names for value in self.meta.get(name, ())), "")

    def values(self, *names: str) -> list[str]:
        """All values of these meta names, by name."""
        return [value for name in names for value in self.meta.get(name, ())]

    @property
    def site_names(self) -> set[str]:
        """How the site calls itself, squeezed: its name, its publisher, its host."""
        host = urlsplit(self.url or self.canonical).hostname or ""
        labels = host.removeprefix("www.").split(".")
        given = [self.first("og:site_name", "application-name"), text_of(self.article.get("publisher"))]
        given += [".".join(labels), ".".join(labels[-2:]), labels[-2] if len(labels) > 1 else ""]
        return {squeezed for name in given if len(squeezed := fold(name)) > 1}


def read_head(tree: Any, url: str | None) -> Head:
    head = Head(url=url, article=article_node(tree), language=tree.get("lang") or "")
    for element in tree.iter("meta", "link", "title", "h1"):
        if element.tag == "meta":
            _add_meta(head, element)
        elif element.tag == "link":
            if "canonical" in element.get("rel", "").lower().split() and not head.canonical:
                head.canonical = element.get("href", "")
        elif element.tag == "title":
            head.title = head.title or clean(element.text or "")
        elif text := clean(spaced(element)):
            head.h1.append(text)
    head.canonical = _address(head.canonical, url) or _address(head.first("og:url"), url)
    return head


def clean(text: str) -> str:
    """One line without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text[:_VALUE_CHARS]).split())


def fold(text: str) -> str:
    """Letters and digits in lower case: for comparing names."""
    return "".join(filter(str.isalnum, text)).casefold()


def spaced(element: Any) -> str:
    return " ".join(element.itertext())


def _add_meta(head: Head, element: Any) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    content = clean(element.get("content") or "")
    if name and content:
        head.meta.setdefault(name.lower(), []).append(content)


def _address(address: str, url: str | None) -> str:
    """An absolute http address, or an empty string. A page's canonical root is its template's mistake."""
    try:
        whole = urljoin(url or "", address.strip()) if address.strip() else ""
        parts = urlsplit(whole)
        own_path = urlsplit(url or "").path
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    if parts.path in ("", "/") and not parts.query and own_path not in ("", "/"):
        return ""
    return whole
