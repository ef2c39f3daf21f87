"""Gold of relate: how claims of several pages relate, what rests on one origin, and which pages tell one story.

Reads relations/test.json and relations/dev.json, and the gold of the pages that they point to; writes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.gold import CORPUS, gold_files
from corpus.rules import name_of

Entry = dict[str, Any]

HALVES = ("test", "dev")
KINDS = {"agreement", "contradiction", "revision", "series", "different_scope", "different_window"}
ORDERED = {"revision", "series"}  # for these it matters which claim is the later one


def path_of(half: str) -> Path:
    """The file of one half."""
    return CORPUS / "relations" / f"{half}.json"


def load(half: str) -> Entry:
    """Panels, groups and stories of one half, in the form that corpus/README.md describes."""
    gold: Entry = json.loads(path_of(half).read_text(encoding="utf-8"))
    return gold


def counts(half: str) -> Counter[str]:
    """How many pairs of each kind, groups and stories one half holds."""
    gold = load(half)
    kinds = Counter(pair["kind"] for panel in gold["panels"] for pair in panel["pairs"])
    return kinds + Counter(groups=len(gold["groups"]), stories=len({*gold["stories"].values()}))


def problems() -> list[str]:
    """Everything wrong with the two files, one line each; empty where all is well."""
    return [f"relations/{half}.json: {fault}" for half in HALVES for fault in _problems(half)]


def _problems(half: str) -> Iterator[str]:
    gold = load(half)
    claims = {name_of(path): json.loads(path.read_text(encoding="utf-8"))["claims"] for _, path in gold_files(half)}
    if gold.keys() != {"panels", "groups", "stories"}:
        yield f"keys are {sorted(gold)}"
        return
    if gold["stories"].keys() != claims.keys():
        yield f"stories: not each page of this half once: {sorted(gold['stories'].keys() ^ claims.keys())}"
    pairs: Counter[frozenset[str]] = Counter()
    for kind, check in (("panels", _pairs), ("groups", _origins)):
        for index, entry in enumerate(gold[kind]):
            faults = [*_refs(entry["claims"], claims), *check(entry)]
            yield from (f"{kind}[{index}]: {fault}" for fault in faults)
            pairs.update(frozenset(pair) for pair in ([] if faults else named(entry)))
    yield from (f"panels: twice: {sorted(pair)}" for pair, times in pairs.items() if times > 1)


def _refs(refs: list[Entry], claims: dict[str, list[Entry]]) -> Iterator[str]:
    for ref in refs:
        known = claims.get(ref["page"], [])
        if not 0 <= ref["claim"] < len(known) or known[ref["claim"]]["quote"] != ref["quote"]:
            yield f"{ref['page']}: claim {ref['claim']} is not {ref['quote']!r}"
    if len({key(ref) for ref in refs}) < len(refs):
        yield "a claim stands here twice"


def _pairs(panel: Entry) -> Iterator[str]:
    size = len(panel["claims"])
    for pair in panel["pairs"]:
        if pair["kind"] not in KINDS:
            yield f"{pair['kind']!r} is no kind of relation"
        if not (0 <= pair["later"] < size and 0 <= pair["earlier"] < size) or pair["later"] == pair["earlier"]:
            yield f"{pair} names no two claims of the panel"


def _origins(group: Entry) -> Iterator[str]:
    if sorted(index for origin in group["origins"] for index in origin) != [*range(len(group["claims"]))]:
        yield "origins do not hold each claim once"
    if len(group["claims"]) < 2:
        yield "a group has at least two claims"


def key(ref: Entry) -> str:
    """A claim's name within the corpus: page and number."""
    return f"{ref['page']}#{ref['claim']}"


def named(panel: Entry) -> dict[tuple[str, str], str]:
    """The kind of each pair of a panel, by the keys of its later and its earlier claim; none for a group."""
    keys = [key(ref) for ref in panel["claims"]]
    return {(keys[pair["later"]], keys[pair["earlier"]]): pair["kind"] for pair in panel.get("pairs", [])}
