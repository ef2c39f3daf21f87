"""The page as a flat list of leaves: the smallest runs of text between two block boundaries, each with its place.

Reads the parsed tree, writes nothing. A leaf knows its wording, the block element that holds it and what that and
its ancestors are called, which is all that the rules look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from pipeline.extract.naming import names_of
from pipeline.extract.posts import Post, describe, is_frame_of_post, is_post
from pipeline.extract.wording import day_in

_NO_WORDS = (
    "script style template svg math object select option textarea canvas head link meta source track video audio "
    "noscript iframe map datalist input rt rp"
)
_BLOCK_TAGS = (
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul"
)
# Elements that hold no words of a page, and elements that end a line.
SKIPPED = frozenset(_NO_WORDS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl", "table"))
# A row of a layout table holds an article; a row of a data table is shorter than this many characters.
_ROW_CHARS = 400
_LAYOUT_BREAKS = 4  # line breaks of a cell that is a text with paragraphs
_BREAK = "\x00"  # stands for <br>; no page can hold it


class Frame:
    """An open block element: what it is, what it is called, what it lies in."""

    __slots__ = (
        "classes",
        "depth",
        "element",
        "group",
        "holds_form",
        "names",
        "number",
        "parent",
        "quote",
        "row",
        "tag",
    )

    def __init__(self, element: Any, tag: str, number: int, parent: Frame | None) -> None:
        self.tag = tag
        self.element = element
        self.classes: str = element.get("class", "")
        self.names = names_of(element, tag)
        self.number = number
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.group: int = parent.group if parent else 0  # same number: one list or table
        self.quote: bool = tag == "blockquote" or (parent is not None and parent.quote)
        self.holds_form = False  # a form or an e-mail field stands directly in it
        self.row = False  # a row of data: one line, whatever it holds

    def ancestors(self) -> Iterator[Frame]:
        frame = self.parent
        while frame is not None:
            yield frame
            frame = frame.parent

    def within(self, other: Frame | None) -> bool:
        frame: Frame | None = self
        while frame is not None and frame is not other:
            frame = frame.parent
        return frame is other and frame is not None

    def common(self, other: Frame) -> Frame | None:
        """The deepest frame that holds both."""
        one: Frame | None = self
        two: Frame | None = other
        while one is not two:
            if one is None or two is None:
                return None
            if one.depth >= two.depth:
                one = one.parent
            else:
                two = two.parent
        return one

    def names_beside(self, other: Frame | None) -> frozenset[str]:
        """What this and its ancestors are called, without those that hold another frame as well."""
        return self.names_below(self.common(other) if other else None)

    def names_below(self, container: Frame | None) -> frozenset[str]:
        """What this and its ancestors below a container are called."""
        found: frozenset[str] = frozenset()
        frame: Frame | None = self
        while frame is not None and frame is not container:
            if frame.names:
                found |= frame.names
            frame = frame.parent
        return found


@dataclass(slots=True)
class Leaf:
    """A run of text of one block element."""

    text: str
    frame: Frame  # the block element that holds it
    linked: int  # characters inside links
    squeezed: str  # letters and digits of the text, for comparing
    moments: tuple[str, ...] = ()  # what the time elements in it say
    post: Post | None = None


def squeeze(text: str) -> str:
    """Letters and digits alone: what is left when two renderings of one text are compared."""
    return "".join(filter(str.isalnum, text))


def read_leaves(tree: Any) -> list[Leaf]:
    """All leaves of a page, in page order. An embedded post is one leaf."""
    return _Walk().over(tree)


class _Walk:
    def __init__(self, *, posts: bool = True) -> None:
        self.leaves: list[Leaf] = []
        self.frames: list[Frame] = []
        self.pieces: list[str] = []
        self.posts = posts
        self.beside = False  # a link has just ended, and nothing stands behind it yet
        self.moments: list[str] = []
        self.linked = self.links = self.count = 0

    def over(self, tree: Any) -> list[Leaf]:
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or tag in SKIPPED:
                    self.skip(element, tag)
                    walk.skip_subtree()
                elif not self.start(element, tag):
                    walk.skip_subtree()
            else:
                if isinstance(tag, str) and tag not in SKIPPED:
                    self.end(tag)
                if element.tail and self.frames and element is not tree:
                    self.add(element.tail)
        self.flush()
        return self.leaves

    def skip(self, element: Any, tag: Any) -> None:
        """Takes from an element without text of its own what it tells of its surroundings."""
        if tag == "iframe" and self.posts:
            self.iframe(element)
        elif tag == "input" and self.frames:
            self.frames[-1].holds_form |= element.get("type") == "email"

    def start(self, element: Any, tag: str) -> bool:
        """Opens an element; False if its content has been read already."""
        if tag in _BLOCKS:
            self.open_block(element, tag)
            if self.posts and is_post(element, tag, self.frames[-1].names):
                self.post(element)
                return False
        elif tag == "br":
            self.line_break()
        elif tag == "a":
            self.links += 1
            if self.beside:  # links that touch are entries of a menu
                self.pieces.append(" ")
        elif tag == "time":
            self.moments.append(element.get("datetime") or element.text or "")
        self.beside = False
        if element.text:
            self.add(element.text)
        return True

    def open_block(self, element: Any, tag: str) -> None:
        if not self.frames or not self.frames[-1].row or tag in _LISTS:
            self.flush()
            self.frames.append(self.frame(element, tag))
        elif self.pieces:
            self.pieces.append(" | " if tag in ("td", "th") else " ")

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            frame = self.frames[-1]
            if not frame.row or frame.tag == tag:
                self.flush()
                self.frames.pop()
        elif tag == "a":
            self.links -= 1
            self.beside = bool(self.pieces)

    def frame(self, element: Any, tag: str) -> Frame:
        self.count += 1
        above = self.frames[-1] if self.frames else None
        frame = Frame(element, tag, self.count, above)
        if tag == "form" and above:
            above.holds_form = True
        if tag in _LISTS and not frame.group:
            frame.group = self.count
        elif tag == "tr":
            frame.row = _is_row(element)
            if not frame.row:
                frame.group = 0  # a table for the layout groups nothing
        return frame

    def add(self, text: str) -> None:
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text)
        self.beside = False
        if self.links:
            self.linked += len(text.strip())

    def line_break(self) -> None:
        """One <br> is a new line, two are a new part."""
        if self.frames and self.frames[-1].row:
            self.pieces.append(" ")
            return
        while self.pieces and self.pieces[-1].isspace():
            self.pieces.pop()
        if self.pieces and self.pieces[-1] == _BREAK:
            self.flush()
        elif self.pieces:
            self.pieces.append(_BREAK)

    def flush(self) -> None:
        if self.pieces and self.frames:
            text = _text(self.pieces)
            if text:
                self.leaves.append(Leaf(text, self.frames[-1], self.linked, squeeze(text), tuple(self.moments)))
                self.moments = []
        self.pieces = []
        self.linked = 0

    def post(self, element: Any) -> None:
        inner = _Walk(posts=False).over(element)
        # The foot of a widget counts readers; what it says of the time stands in the block.
        inner = [leaf for leaf in inner if "footer" not in leaf.frame.names or day_in(leaf.text)] or inner
        if inner:
            text = "\n".join(leaf.text for leaf in inner)
            lines = text.split("\n")
            self.leaves.append(Leaf(text, self.frames[-1], 0, squeeze(text), (), describe(element, lines)))

    def iframe(self, element: Any) -> None:
        """The text that a frame falls back to is all that a page without scripts has of a post."""
        if not self.frames or not (element.text or "").strip() or not is_frame_of_post(element):
            return
        self.flush()
        inside = element.text if "<" in element.text else escape(element.text.strip()).replace("\n", "<br>")
        fallback = lxml_html.fragment_fromstring(inside, create_parent="blockquote")
        for name, value in element.attrib.items():
            fallback.set(name, value)
        self.frames.append(self.frame(fallback, "blockquote"))
        self.post(fallback)
        self.frames.pop()


def _text(pieces: list[str]) -> str:
    if _BREAK not in pieces:
        return " ".join("".join(pieces).split())
    lines = (" ".join(line.split()) for line in "".join(pieces).split(_BREAK))
    return "\n".join(line for line in lines if line)


def _is_row(row: Any) -> bool:
    """A row of data: at least two cells, little text, no table, list, title or paragraphs of its own."""
    if len(row) < 2 or any(row.find(f".//{tag}") is not None for tag in ("table", "li", "h1", "p/../p[2]")):
        return False
    if any(len(cell.findall(".//br")) >= _LAYOUT_BREAKS for cell in row):
        return False
    return sum(map(len, row.itertext())) < _ROW_CHARS
