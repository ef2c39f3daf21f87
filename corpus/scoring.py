"""How one document's answers are compared with its gold: one to one, by overlap of the span and equality of the value.

Reads two dictionaries in the fields of `sitrep inspect`; writes nothing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Entry = dict[str, Any]
Match = tuple[Entry, Entry]  # gold, answer

NAMES = {"speaker", "place", "place_part", "weapon", "unit"}
STRICT = ("measure", "low", "high", "approx", "unit", "per", "side", "place", "place_part", "start", "end",
          "cumulative", "action", "weapon", "speaker", "stated_on", "relayed_by", "stance", "parts")  # fmt: skip


@dataclass
class Score:
    """Counts over documents: `right` of `answers` given and of `gold` wanted."""

    right: int = 0
    answers: int = 0
    gold: int = 0

    def add(self, right: int, answers: int, gold: int) -> None:
        self.right, self.answers, self.gold = self.right + right, self.answers + answers, self.gold + gold

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.answers + other.answers, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.answers if self.answers else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def fold(name: Any) -> Any:
    """A name without case, accents, apostrophes and "the"."""
    if not isinstance(name, str):
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(word for word in plain.translate(str.maketrans("", "", "'’ʼ`\"")).split() if word != "the")


def same(field: str, gold: Any, answer: Any) -> bool:
    if field == "relayed_by":
        return [fold(name) for name in gold] == [fold(name) for name in answer or []]
    if field == "parts":
        return {(p["low"], p["high"]) for p in gold} == {(p["low"], p["high"]) for p in answer or []}
    return bool(fold(gold) == fold(answer)) if field in NAMES else bool(gold == answer)


def overlap(one: Entry, other: Entry) -> int:
    return min(one["char_end"], other["char_end"]) - max(one["char_start"], other["char_start"])


def pair(gold: list[Entry], answers: list[Entry], weight: Callable[[Entry, Entry], float]) -> list[Match]:
    """One to one, the heaviest pairs first; a weight of zero is no pair."""
    pairs = [(weight(g, a), -i, -j) for i, g in enumerate(gold) for j, a in enumerate(answers)]
    matches, used = [], Counter[tuple[str, int]]()
    for value, i, j in sorted(pairs, reverse=True):
        if value > 0 and not used["g", i] and not used["a", j]:
            used["g", i] = used["a", j] = 1
            matches.append((gold[-i], answers[-j]))
    return matches


def found(gold: Entry, answer: Entry) -> bool:
    fields = ("measure", "low", "high") + (("place",) if gold["measure"] == "control" else ())
    return all(same(field, gold[field], answer[field]) for field in fields)


def stated(claim: Entry) -> list[str]:
    """The fields for which the gold states a value."""
    return [field for field in STRICT if claim[field] not in (None, [])]


def wrong_fields(gold: Entry, answer: Entry) -> list[str]:
    return [field for field in stated(gold) if not same(field, gold[field], answer[field])]


def pair_claims(gold: list[Entry], answers: list[Entry]) -> list[Match]:
    """Found claims, most agreeing fields first, nearest quotes before far ones."""

    def weight(g: Entry, a: Entry) -> float:
        agreeing = len(stated(g)) - len(wrong_fields(g, a))
        return agreeing + (0.5 if overlap(g, a) > 0 else 0) if found(g, a) else 0.0

    return pair(gold, answers, weight)


VALUES: dict[str, Callable[[Entry, Entry], bool]] = {
    "mentions": lambda g, a: g["type"] == a["type"] and (g["name"] is None or fold(g["name"]) == fold(a["name"])),
    "places": lambda g, a: fold(g["name"]) == fold(a["name"]),
    "times": lambda g, a: (g["start"], g["end"]) == (a["start"], a["end"]),
    "hedges": lambda g, a: fold(g["phrase"]) == fold(a["phrase"]) and (g["scale"], g["band"]) == (a["scale"], a["band"])
    and (g["target"] is None or (a["target"] is not None and overlap(g["target"], a["target"]) > 0)),
    "incidents": lambda g, a: g["kind"] == a["kind"] and fold(g["place"]) == fold(a["place"]),
    "estimates": lambda g, a: fold(g["speaker"]) == fold(a["speaker"]),
}  # fmt: skip


def pair_spans(kind: str, gold: list[Entry], answers: list[Entry]) -> list[Match]:
    """Entries of one list whose spans overlap and whose values agree."""
    return pair(gold, answers, lambda g, a: max(0, overlap(g, a)) if VALUES[kind](g, a) else 0)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


class Aligned:
    """Offsets of one text as offsets of another that says nearly the same."""

    def __init__(self, source: str, target: str) -> None:
        self._same = source == target
        blocks = [] if self._same else SequenceMatcher(None, source, target, autojunk=False).get_matching_blocks()
        self._starts = [block.a for block in blocks]
        self._blocks = blocks

    def offset(self, position: int) -> int:
        if self._same:
            return position
        block = self._blocks[max(0, bisect_right(self._starts, position) - 1)]
        return int(block.b + min(position - block.a, block.size))

    def entry(self, entry: Entry) -> Entry:
        moved = entry | {key: self.offset(entry[key]) for key in ("char_start", "char_end")}
        if entry.get("target"):
            moved["target"] = self.entry(entry["target"])
        return moved
