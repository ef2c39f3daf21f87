"""Subgroups of a figure: "including two children", "three of them women", "half of them convicts".

Reads the drafts of a text in order, writes `parts` of the drafts that remain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, ancestors, children, is_noun
from pipeline.enrich.clauses.measured import measure_of
from pipeline.enrich.clauses.measured_ends import is_of_attack
from pipeline.enrich.measures import MUNITION, PERSON, STRIKE, THING
from pipeline.enrich.measures_forms import words
from pipeline.models import Part

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_INCLUDING = frozenset({"including", "included", "include", "includes", "incl", "incl.", "among", "amongst"})
_PRONOUNS = frozenset({"them", "whom", "those", "these", "which"})

_BE = words("is was are were be been")


def part_of(counted: Counted) -> str | None:
    """What the subgroup is of ("children"), where the figure is one; None where it stands for itself."""
    number = counted.number
    behind = number.doc[counted.last + 1].lower_ if counted.last + 1 < len(number.doc) else ""
    if counted.noun is None and (behind in _HOW or _SO_BADLY.match(number.doc.text, counted.quantity.char_end)):
        return behind
    if _OF_THE_DEAD.search(number.doc.text[: counted.quantity.char_start]):
        return _attribute(number) if counted.noun is None else _words(counted.noun)
    if counted.partitive and counted.noun is None and not _is_of_us(number):
        return _predicate_noun(number) or _rest(number)
    if not _is_included(counted):
        return None
    noun = counted.noun
    return _words(noun) if noun is not None else _rest(number)


def _is_of_us(number: Token) -> bool:
    """ "They evacuated 128 of us": of no figure told before."""
    return any(t.lower_ in ("us", "ours") for t in number.doc[number.i + 1 : number.i + 3])


def later_part_of(counted: Counted) -> str | None:
    """What sets apart the four of "Four of them are in intensive care", of whom the sentence tells nothing else."""
    doc = counted.number.doc
    if counted.noun is not None:
        return None
    if not counted.partitive:
        return _told_of(counted.number)
    pronoun = next((t.i for t in doc[counted.number.i + 1 : counted.number.i + 4] if t.lower_ in _PRONOUNS), None)
    if pronoun is None:
        return None
    found = [t.text for t in doc[pronoun + 1 : pronoun + 8] if t.text not in (".", ";", "”")]
    return " ".join(w for i, w in enumerate(found) if i or w.lower() not in _SKIPPED) or None


def _told_of(number: Token) -> str | None:
    """ "Nine are under 18": what a bare figure is said to be."""
    verb = number.head
    between = [t.lower_ for t in number.doc[number.i + 1 : verb.i]]
    if number.dep_ not in SUBJECTS or verb.lower_ not in _BE or any(w not in ("have", "has", "had") for w in between):
        return None
    found = [t.text for t in children(verb, "attr", "prep", "acomp", "advmod") if t.i > verb.i for t in t.subtree]
    return " ".join(found[:6]) or None


# "Of the dead, 487 were children", "among the dead is a girl".
_OF_THE_DEAD = re.compile(
    r"^(?:of|among) (?:them|these|those|whom|(?:the|those) (?P<who>[a-z]+))\b"
    r"(?:[^,\d]{0,12},| (?:is|are|was|were)(?: also)?)\s*(?:about |some |at least )?$",
    re.IGNORECASE,
)
_WHO = {"dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded", "missing": "missing"}


def _attribute(number: Token) -> str | None:
    """The "children" of "487 were children"."""
    verb = next((a for a in ancestors(number) if a.tag_.startswith("VB")), None)
    nouns = [c for c in children(verb, "attr")] if verb is not None else []
    return _words(nouns[0]) if nouns and is_noun(nouns[0]) else None


_SO_BADLY = re.compile(r" (?:so (?:badly|seriously|severely)\b|(?:(?:is|are|was|were) )?in (?:an? )?\w+ condition\b)")
# "five wounded, two badly"
_HOW = words("badly seriously severely critically gravely lightly slightly heavily fatally")


def shares_of(all_counted: list[Counted]) -> set[int]:
    """The figures behind a colon or dash that add up to the one before: "46 died: 23 men, 17 women, six children"."""
    for at, whole in enumerate(all_counted):
        rest = all_counted[at + 1 :]
        doc, total = whole.number.doc, whole.quantity.low
        if total is None or total != whole.quantity.high or len(rest) < 2:
            continue
        if len({m.measure for m in map(measure_of, rest) if m is not None}) > 1:
            continue  # "212: 61 killed, 151 wounded"
        values = [c.quantity.low if c.quantity.low == c.quantity.high else None for c in rest]
        between = [t.text for t in doc[whole.last + 1 : rest[0].number.i]]
        apart = any(t in (":", "–", "—", "(", "-") for t in between) or (between[-1:] == [","] and _are_of(whole, rest))
        adds_up = all(value for value in values) and sum(value or 0 for value in values) == total
        if apart and adds_up and not _are_of_others(whole, rest):
            return {c.number.i for c in rest}
    return set()


def _are_of_others(whole: Counted, rest: list[Counted]) -> bool:
    """ "509 casualties: 112 killed and 397 injured": each with a measure of its own, so each a claim."""
    measured = measure_of(whole)
    others = [measure_of(c) for c in rest]
    return measured is not None and all(o is not None and o.measure != measured.measure for o in others)


def _are_of(whole: Counted, rest: list[Counted]) -> bool:
    """ "50 came home, 33 officers and 17 other ranks"; not "50 were killed, 30 wounded and 20 missing"."""
    if whole.kind != PERSON and any(c.noun is not None for c in rest):
        return False  # "seven vehicles, six guns and one helicopter"
    measured = measure_of(whole)
    others = [measure_of(c) for c in rest]
    return measured is not None and all(o is None or o.measure == measured.measure for o in others)


def words_of(counted: Counted) -> str:
    """What a subgroup is of, in the text's words."""
    return _words(counted.noun) if counted.noun is not None else _rest(counted.number) or ""


def _is_included(counted: Counted) -> bool:
    node = counted.node
    chain = list(ancestors(node))[1:4]
    for token in chain:
        if token.lower_ in _INCLUDING and token.i < node.i:
            if token.lower_.startswith("among") and token.head.lower_ in _BE and token.head.i == token.i - 1:
                return False  # "he was among 14 people killed"
            return not (counted.kind == MUNITION and is_of_attack(token))
        if token.tag_.startswith("VB"):
            break
    doc = node.doc
    first = next((t.i for t in doc if t.idx >= counted.quantity.char_start), node.i)
    while (
        node.dep_ == "conj" and node.head.i < node.i and not node.head.tag_.startswith("VB")
    ):  # "of them 132 men and eight women"
        node = node.head
        first = node.left_edge.i
    before = " ".join(t.lower_ for t in doc[max(0, first - 3) : node.i])
    if re.search(r"\b(?:including|included|among them|of them|of whom|of which|among whom)\b", before):
        return True
    return _after(counted.node)


def _after(node: Token) -> bool:
    """ "two children among them", "were among the dead"."""
    tail = node.doc[node.i + 1 : node.i + 5].text.lower()
    return bool(
        re.match(
            r"(?:\w+ )?(?:were |was |are |is )?among (?:them|the (?:dead|killed|wounded|injured|victims|casualties))\b",
            tail,
        )
    )


def _predicate_noun(number: Token) -> str | None:
    """ "three of them women", "two of whom were children"."""
    doc = number.doc
    pronoun = next((t for t in doc[number.i + 1 : number.i + 4] if t.lower_ in _PRONOUNS), None)
    if pronoun is None:
        return None
    for token in doc[pronoun.i + 1 : pronoun.i + 6]:
        if is_noun(token) and token.dep_ not in ("compound",):
            return _words(token)
        if token.lower_ not in _SKIPPED and token.tag_ not in ("JJ", "DT", "PRP$", "NN", "NNP", "HYPH"):
            return None
    return None


def _rest(number: Token) -> str | None:
    """ "of which 710 in the past 24 hours", "490 of them yesterday": what sets the part apart, in the text's words."""
    doc = number.doc
    start = next((t.i + 1 for t in doc[number.i + 1 : number.i + 4] if t.lower_ in _PRONOUNS), number.i + 1)
    end = start
    for token in doc[start : start + 6]:
        if token.text in (",", ".", ";", ":", "”") or token.tag_ in ("VBD", "VBZ", "VBP", "CC"):
            break
        if end > start and token.tag_ in ("IN", "TO") and token.lower_ != "of":
            break  # a second phrase: "near Bakhmut | between late November and December"
        end = token.i + 1
    return doc[start:end].text or None


_SKIPPED = words("were was are is have been")


def _words(noun: Token) -> str:
    """The noun and what stands before it, without its figure: "15-year-old girl"."""
    words = [t for t in children(noun, "amod", "compound") if t.i < noun.i and t.tag_ != "CD"]
    first = min([noun, *(t.left_edge for t in words)], key=lambda t: t.i)
    return noun.doc.text[first.idx : noun.idx + len(noun.text)]


def attach(
    parts: list[tuple[int, Counted, str]], drafts: list[Draft], current: list[Draft], every: list[Counted]
) -> None:
    """Puts each part into the figure it belongs to, one before it in `every` figure of the sentence or earlier."""
    numbers = {number for number, _, _ in parts}
    whole = min((c.number.i for c in every if c.number.i not in numbers), default=None)
    for number, counted, of in parts:
        quantity = counted.quantity
        opens = not current and (whole is None or number < whole)
        parent = _parent(counted, current) or (_told_last(drafts, counted) if opens else None)
        if parent is None or parent.measure in ("distance", "control") or _is_other(counted, parent):
            continue
        if not counted.partitive and counted.noun is None and not _is_told_next(counted, parent, every):
            continue
        size = parent.high if parent.high is not None else parent.low
        if quantity.low is not None and size is not None and quantity.low > size:
            continue
        part = Part(quantity.low, quantity.high, of)
        if part not in parent.parts:  # "one of them a girl"
            parent.parts.append(part)


def _is_other(counted: Counted, parent: Draft) -> bool:
    """Things are no part of people, nor is the family whose members are counted."""
    things = parent.kind == PERSON and counted.kind in (THING, MUNITION, STRIKE)
    return things or (
        counted.number.lower_ == "one" and counted.node.dep_ == "pobj" and counted.node.head.lower_ == "of"
    )


def _told_last(drafts: list[Draft], counted: Counted) -> Draft | None:
    """The last figure of the sentences before that is not one of comparison ("17, up from 11"), of those it names."""
    named = _OF_THE_DEAD.search(counted.number.doc.text[: counted.quantity.char_start])
    measure = _WHO.get((named["who"] or "").lower()) if named is not None else None
    fitting = [d for d in drafts if measure in (None, d.measure)]
    return next((d for d in reversed(fitting) if d.like is None or d.like.sentence is not d.sentence), None)


def _is_told_next(counted: Counted, parent: Draft, every: list[Counted]) -> bool:
    """A figure without a noun is a subgroup of the people counted right before it, in its sentence or the last one."""
    if parent.sentence.doc is not counted.number.doc:
        return bool(parent.sentence.text == counted.number.doc.user_data["ahead"])
    between = [c for c in every if parent.number.i < c.number.i < counted.number.i]
    return not any(c.noun is None and not c.partitive and c.number.tag_ == "CD" for c in between[-1:])


def _parent(counted: Counted, current: list[Draft]) -> Draft | None:
    before = [d for d in current if d.number.i < counted.number.i and d.role != "whole"]
    if before:
        return before[-1]
    after = [d for d in current if d.number.i > counted.number.i]
    return after[0] if after else None
