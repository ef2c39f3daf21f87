"""The phrase that the place of a clause of control stands in: "the village of X", "the southern part of X".

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import is_noun
from pipeline.enrich.measures_forms import words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_TOWN_WORDS = words(
    "town city village settlement hamlet towns villages settlements cities port suburb district stronghold township"
)
_WHOLE = words("whole all entirety rest remainder")
_PARTS = words("part parts half third bank side edge outskirts suburbs centre center district districts"
               " quarter quarters area suburb north south east west section sections portion portions most much "
               "neighbourhood"
               " neighbourhoods neighborhood streets industrial")  # fmt: skip


def whole(token: Token) -> tuple[Token, str | None]:
    """The phrase that the place heads: "the village of X", "the southwestern part of X"; with the part of it."""
    node, part = token, None
    while True:
        if (
            node.dep_ in ("appos", "compound", "nmod") and (node.head.lower_ in _TOWN_WORDS or node.dep_ == "appos")
        ) or node.dep_ == "conj":
            node = node.head
        elif node.dep_ == "pobj" and node.head.lower_ in ("of", "in") and _may_head(node.head.head):
            above = node.head.head
            if (node.head.lower_ == "of" and above.lower_ in _TOWN_WORDS) or above.lower_ in _WHOLE:
                node = above
            elif _is_part(above):
                part = _part_words(above)
                node = above
            else:
                return node, part
        else:
            return node, part


def _may_head(token: Token) -> bool:
    """A noun, or the "most" and the "all" of a town."""
    return is_noun(token) or token.lower_ in ("most", "all", "much")


def _is_part(token: Token) -> bool:
    return token.lower_ in _PARTS or token.lower_.endswith(("west", "east"))


def _part_words(head: Token) -> str:
    kept = [
        t.text
        for t in head.subtree
        if t.i <= head.i and t.dep_ not in ("det", "predet", "punct", "case") and t.tag_ not in ("DT", "PRP$", "PDT")
    ]
    return " ".join(kept)
