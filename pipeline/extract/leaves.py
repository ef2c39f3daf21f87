"""The page as a flat list of leaves: the smallest runs of text between two block boundaries, each with its place.

Reads the parsed tree, writes nothing. A leaf knows its wording, the element that holds it and what its ancestors are
called, which is all that the rules of `choose` and `receipts` look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

# Elements that hold no words of a page.
SKIPPED = frozenset(
    "script style template svg math object select option textarea canvas head link meta source track video audio "
    "noscript iframe map datalist input rt rp".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul label legend".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LISTS = frozenset("ul ol dl table".split())
_ROWS = frozenset("li dd dt tr".split())
# A cell of a layout table holds an article; a cell of a data table is shorter than this many characters.
_ROW_CHARS = 400
_SPACE = re.compile(r"[^\S\n]+")
_BREAK = re.compile(r" *\n *")

# What a class, id, role or similar says about its element, one token at a time, in lower case.
_WORDS = {
    "hidden": r"^(?:is-)?(?:hidden|hide|visually-?hidden|sr-only|screen-reader\S*|noprint|print-only|invisible)$",
    "caption": r"caption|credit|copyright|bildunterschrift|legende"
    r"|(?:image|photo|picture|media|foto|bild)[_-]*(?:text|desc|info|source|legend)",
    "gallery_link": r"gallery|slideshow|carousel|bildergalerie|fotostrecke|lightbox",
    "related": r"related|recommend|read-?more|more-?on|also-?(?:read|like)|most-?(?:read|popular|viewed)|trending"
    r"|outbrain|taboola|teaser(?!-?text)|see-?also|up-?next|further-reading|weiterlesen|siehe-auch|mehr-zum"
    r"|lire-aussi|relacionad|correlat|powiazane|promo",
    "newsletter": r"newsletter|sign-?up|mailing-?list|opt-?in(?:$|[_-])",
    "share": r"shar(?:e|ing)(?!d)|social|sociable|follow-?us|whatsapp|addtoany",
    "byline": r"byline|by-line|author|autor|auteur|journalist|kicker|dateline|publi(?:sh|cation)-?(?:date|time|info)"
    r"|(?:post|entry|article)-?(?:meta|info)|timestamp|contributor",
    "comments": r"comment(?!ary)|disqus|kommentar|reader-?opinion|forum",
    "tags": r"(?:^|[_-])(?:tags?|keywords|topics|schlagw|etiquetas)(?:$|[_-])",
    "consent": r"cookie|consent|gdpr|privacy-?(?:banner|notice)",
    "advertisement": r"(?:^|[_-])(?:ads?|advert\w*|anzeige|sponsor\w*|werbung|publicidad|dfp)(?:$|[_-])",
    "navigation": r"(?:^|[_-])(?:nav|navigation|navbar|menu|breadcrumbs?|pagination|toolbar|skip-?link|toc)(?:$|[_-])",
    "footer": r"footer|colophon|imprint",
    "aside": r"sidebar|(?:^|[_-])(?:aside|infobox|factbox|rail)(?:$|[_-])",
    "player": r"player|video|audio|podcast|embed",
}
_CONTEXT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORDS.items()))
_NONE: frozenset[str] = frozenset()
_TAG_FLAGS = {
    tag: frozenset((flag,))
    for tag, flag in (
        ("nav", "navigation"),
        ("footer", "footer"),
        ("aside", "aside"),
        ("figcaption", "caption"),
        ("figure", "figure"),
        ("form", "form"),
        ("button", "button"),
        ("header", "header"),
        ("address", "byline"),
        ("dialog", "consent"),
        ("label", "form"),
    )
}
_NAMING = ("class", "id", "role", "itemprop", "data-component", "data-testid")
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Frame:
    """An open block element: what it is, what it is called, what it lies in."""

    __slots__ = ("depth", "flags", "group", "names", "number", "parent", "quote", "row", "tag")

    def __init__(self, tag: str, names: str, flags: frozenset[str], number: int, parent: Frame | None) -> None:
        self.tag = tag
        self.names = names
        self.flags = flags
        self.number = number
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.group: int = 0
        self.quote: bool = False
        self.row: bool = False


@dataclass(slots=True)
class Leaf:
    """A run of text of one block element."""

    text: str
    frame: Frame  # the block element that holds it
    linked: int  # characters inside links
    bold: int  # characters in bold type
    squeezed: str  # letters and digits of the text, for comparing


@lru_cache(maxsize=65536)
def _named(token: str) -> frozenset[str]:
    return frozenset(str(found.lastgroup) for found in _CONTEXT.finditer(token.lower()))


def squeeze(text: str) -> str:
    """Letters and digits alone: what is left when two renderings of one text are compared."""
    return "".join(filter(str.isalnum, text))


def read_leaves(tree: Any) -> list[Leaf]:
    """All leaves of a page, in page order."""
    return _Walk().over(tree)


class _Walk:
    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.frames: list[Frame] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.bold = 0
        self.strong = 0
        self.count = 0

    def over(self, tree: Any) -> list[Leaf]:
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or tag in SKIPPED:
                    walk.skip_subtree()
                else:
                    self.start(element, tag)
            else:
                if isinstance(tag, str) and tag not in SKIPPED:
                    self.end(tag)
                if element.tail and self.frames:
                    self.add(element.tail)
        self.flush()
        return self.leaves

    def start(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            if not (self.frames and self.frames[-1].row and tag not in _LISTS):
                self.flush()
                self.frames.append(self.frame(element, tag))
            elif tag in ("td", "th") and self.pieces:
                self.pieces.append(" | ")
            elif self.pieces:
                self.pieces.append(" ")
        elif tag == "br":
            self.line_break()
        elif tag == "a":
            self.links += 1
        elif tag in ("b", "strong"):
            self.strong += 1
        if element.text:
            self.add(element.text)

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            frame = self.frames[-1]
            if frame.row and frame.tag != tag:
                return
            self.flush()
            self.frames.pop()
        elif tag == "a":
            self.links -= 1
        elif tag in ("b", "strong"):
            self.strong -= 1

    def frame(self, element: Any, tag: str) -> Frame:
        self.count += 1
        above = self.frames[-1] if self.frames else None
        frame = Frame(tag, element.get("class", ""), _own_flags(element, tag), self.count, above)
        if above:
            frame.group, frame.quote = above.group, above.quote
        if tag in _LISTS and not frame.group:
            frame.group = self.count
        elif tag == "tr":
            frame.row = _is_row(element)
        elif tag == "blockquote":
            frame.quote = True
        return frame

    def add(self, text: str) -> None:
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text)
        if self.links or self.strong:
            size = len(text.strip())
            self.linked += size if self.links else 0
            self.bold += size if self.strong else 0

    def line_break(self) -> None:
        if self.frames and self.frames[-1].row:
            self.pieces.append(" ")
        elif self.pieces and self.pieces[-1] == "\n":
            self.flush()
        else:
            while self.pieces and not self.pieces[-1].strip() and self.pieces[-1] != "\n":
                self.pieces.pop()
            if self.pieces and self.pieces[-1] == "\n":
                self.flush()
            elif self.pieces:
                self.pieces.append("\n")

    def flush(self) -> None:
        if self.pieces:
            text = _text(self.pieces)
            if text and self.frames:
                self.leaves.append(Leaf(text, self.frames[-1], self.linked, self.bold, squeeze(text)))
            self.pieces = []
        self.linked = self.bold = 0


def _text(pieces: list[str]) -> str:
    lines, line = [], []
    for piece in pieces:
        if piece == "\n":
            lines.append(line)
            line = []
        else:
            line.append(piece)
    lines.append(line)
    rendered = (" ".join("".join(parts).split()) for parts in lines)
    return "\n".join(text for text in rendered if text)


def _is_row(row: Any) -> bool:
    """A row of data: at least two cells, little text, no table or list of its own."""
    return (
        len(row) > 1
        and row.find(".//table") is None
        and row.find(".//li") is None
        and len(row.text_content()) < _ROW_CHARS
    )


def _own_flags(element: Any, tag: str) -> frozenset[str]:
    attributes = element.attrib
    by_tag = _TAG_FLAGS.get(tag, _NONE)
    if not attributes or tag == "body":
        return by_tag
    get = attributes.get
    found = by_tag
    for name in _NAMING:
        for token in get(name, "").split():
            if names := _named(token):
                found |= names
    if get("hidden") is not None or get("aria-hidden") == "true" or _DISPLAY_NONE.search(get("style", "")):
        found |= {"hidden"}
    return found
