"""A parse in plain Python objects: what the steps read of it, many times over, without the parser's own wrappers.

Reads a spaCy Doc, writes a Tree. Attributes have the names and the meaning that spaCy gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, overload

from pipeline.enrich.sentences_mended import mend

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc


class Token:
    """One word of a parsed sentence."""

    __slots__ = ("children", "dep_", "doc", "head", "i", "idx", "lower_", "tag_", "text", "whitespace_")

    def __init__(self, doc: Tree, i: int, idx: int, text: str, labels: tuple[str, str]) -> None:
        self.doc, self.i, self.idx, self.text = doc, i, idx, text
        self.lower_ = text.lower()
        self.tag_, self.dep_ = labels
        self.head: Token = self
        self.children: list[Token] = []
        self.whitespace_ = ""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_punct(self) -> bool:
        return not any(char.isalnum() for char in self.text) and not self.text.isspace()

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_sent_start(self) -> bool:
        return self.i == 0

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above, nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def subtree(self) -> Iterator[Token]:
        """This word and all below it, in the order of the text."""
        found, todo = [], [self]
        while todo:
            node = todo.pop()
            found.append(node)
            todo += node.children
        return iter(sorted(found, key=lambda node: node.i))

    @property
    def left_edge(self) -> Token:
        return next(self.subtree)

    @property
    def right_edge(self) -> Token:
        return list(self.subtree)[-1]

    def nbor(self, step: int = 1) -> Token:
        """The word so many places on; IndexError outside of the sentence."""
        if self.i + step < 0:
            raise IndexError(self.i + step)
        return self.doc[self.i + step]


_LABELS: dict[int, str] = {}


def _label(key: int, strings: StringStore) -> str:
    """The word for a tag or a dependency, looked up once."""
    _LABELS[key] = strings[key]
    return _LABELS[key]


class Span(list[Token]):
    """Neighbouring words."""

    @property
    def text(self) -> str:
        """Their characters, spaces between included."""
        return self[0].doc.text[self[0].idx : self[-1].idx + len(self[-1].text)] if self else ""


class Tree:
    """A parsed sentence: a sequence of Tokens. `text` is what was read; where the parser was shown other words in the
    place of some, `words` of the Doc's user data are those of the text."""

    __slots__ = ("nodes", "text", "user_data")

    def __init__(self, doc: Doc, text: str) -> None:
        from spacy.attrs import DEP, HEAD, ORTH, SPACY, TAG

        self.text = text
        self.user_data: dict[str, Any] = {}
        strings = doc.vocab.strings
        label = _LABELS.get
        self.nodes: list[Token] = []
        idx = 0
        words = doc.user_data.get("words") or [strings[orth] for orth in doc.to_array(ORTH).tolist()]
        rows = doc.to_array([TAG, DEP, HEAD, SPACY]).tolist()
        for i, ((tag, dep, _, space), word) in enumerate(zip(rows, words, strict=True)):
            node = Token(
                self, i, idx, word,
                (label(tag) or _label(tag, strings), label(dep) or _label(dep, strings)),
            )  # fmt: skip
            node.whitespace_ = " " if space else ""
            self.nodes.append(node)
            idx += len(word) + space
        for node, row in zip(self.nodes, rows, strict=True):
            head = row[2] - 2**64 if row[2] >= 2**63 else row[2]  # offsets to the left are stored unsigned
            if head:
                node.head = self.nodes[node.i + head]
                node.head.children.append(node)
        mend(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.nodes)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        return Span(self.nodes[at]) if isinstance(at, slice) else self.nodes[at]

    def root_of(self, start: int, end: int) -> Token | None:
        """Of the words that overlap these characters, the one whose head lies outside; None where there is no word."""
        inside = [token for token in self.nodes if token.idx < end and token.idx + len(token.text) > start]
        return next((t for t in inside if t.head is t or t.head not in inside), inside[0] if inside else None)
