"""Ground gained or given up: "advanced 400 metres", "pushed back 2 km", "liberated 300 square kilometres".

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.control import LOSES
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, is_noun, is_verb, subject_of
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures_forms import forms, singular
from pipeline.enrich.numbers import Quantity, find_quantities

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

# Metres and square kilometres in one of each unit.
METRES = {
    "km": 1000,
    "kilometre": 1000,
    "kilometer": 1000,
    "m": 1,
    "metre": 1,
    "meter": 1,
    "mile": 1609.344,
    "yard": 0.9144,
    "foot": 0.3048,
    "feet": 0.3048,
    "kms": 1000,
}
SQUARE_KM = {"km": 1, "kilometre": 1, "kilometer": 1, "mile": 2.59, "kms": 1}
_AREA = re.compile(
    r"\s*(?:sq\.? ?(km|kms|kilomet(?:re|er)s?|miles?)|square[- ](kilomet(?:re|er)s?|miles?|km)|(km)(?:2|²)"
    r"|(hectares?))(?!\w)",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"[\s-]*(kilomet(?:re|er)s?|kms?|miles?|met(?:re|er)s?|m|yards?|feet|foot)\b(?!\s*(?:/h|per hour|²|2\b))",
    re.IGNORECASE,
)


_ADVANCES = forms("advance gain progress push move press penetrate crawl creep edge inch surge cover")
_WITHDRAWS = forms("withdraw retreat recede pull fall retire go move step")
_PUSHED = forms("push drive throw force")
_TAKES = forms(
    "take capture liberate seize gain retake recapture regain reclaim occupy free recover win conquer secure clear"
)
_NOUNS = {
    "advance": "advances",
    "gain": "advances",
    "progress": "advances",
    "push": "advances",
    "withdrawal": "withdraws",
    "retreat": "withdraws",
    "pullback": "withdraws",
}
_POSITION = re.compile(r"\b(?:to|within|about|lies?|located|stands?|positions?|line|only|just|from)\s*$", re.IGNORECASE)


def find_ground(sentence: Sentence, earlier: list[Draft]) -> list[Draft]:
    """All distances and areas that somebody moved over, took or lost in this sentence."""
    doc = sentence.doc
    if doc is None:
        return []
    found: list[Draft] = []
    near = [d for d in earlier[-_LAST:] if sentence.index - d.sentence.index <= 1]
    for quantity in sorted([*find_quantities(sentence.text), *_single(sentence.text)], key=lambda q: q.char_start):
        told = [d for d in [*near, *found] if d.measure in ("area", "distance")]
        draft = _area(sentence, doc, quantity) or _distance(sentence, doc, quantity)
        draft = draft or (_without_unit(sentence, doc, quantity, told[-1]) if told else None)
        if draft is not None:
            found.append(draft)
    return found


_ONE = re.compile(r"\b(?:(?P<half>half) )?an? (?=(?:kilomet|mile\b|square ))", re.IGNORECASE)


def _single(text: str) -> list[Quantity]:
    """ "a kilometre", "half a mile"."""
    found = []
    for match in _ONE.finditer(text):
        value, end = (0.5 if match["half"] else 1), match.end() - 1
        found.append(Quantity(match.start(), end, match.start(), value, value, None))
    return found


_LAST = 6  # drafts before the sentence among which the ground of the sentence before is looked for
_UNIT_LEFT_OUT = re.compile(
    r"\s*(?:[.,;:!?”\"’)]|$|(?:in|on|at|near|north|south|east|west|during|over|since|and|while|that)\b)"
)


def _without_unit(sentence: Sentence, doc: Doc, quantity: Quantity, model: Draft) -> Draft | None:
    """ "advanced 200 metres in December and fell back 100": the unit is that of the ground told before."""
    if quantity.vague or not _UNIT_LEFT_OUT.match(sentence.text, quantity.char_end):
        return None
    node = next((t for t in doc if t.idx >= quantity.core), None)
    verb = node.head if node is not None and node.dep_ in ("dobj", "npadvmod", "advmod", "nummod", "dep") else None
    if verb is None or not is_verb(verb):
        return None
    action = _action(verb)
    if model.measure == "area" and verb.lower_ in _TAKES | LOSES:
        draft = _draft("area", sentence, quantity, verb, 1)
        draft.unit, draft.role = "km2", "lost" if verb.lower_ in LOSES else "object"
        return draft
    if model.measure == "distance" and action is not None:
        told = _LENGTH.search(model.sentence.text, 0, model.char_end - model.sentence.char_start)
        draft = _draft("distance", sentence, quantity, verb, _factor(told) if told else 1)
        draft.unit, draft.action = "m", action
        return draft
    return None


def _factor(length: re.Match[str]) -> float:
    """Metres in one of the unit."""
    unit = length.group(1).lower()
    return METRES.get(unit) or METRES[unit.rstrip("s")]


def _area(sentence: Sentence, doc: Doc, quantity: Quantity) -> Draft | None:
    match = _AREA.match(sentence.text, quantity.char_end)
    if match is None or _in_brackets(sentence.text, quantity):
        return None
    unit = next(group for group in match.groups() if group).lower().rstrip("s")
    factor = 0.01 if unit.startswith("hectare") else SQUARE_KM.get(unit, 1)
    for token in _above(doc, quantity):
        if token.lower_.startswith("clear") and _is_no_force(token):
            continue  # "Deminers have cleared 270 hectares"
        if is_verb(token) and token.lower_ in _TAKES | LOSES:
            draft = _draft("area", sentence, quantity, token, factor)
            draft.char_end = sentence.char_start + match.end()
            draft.unit, draft.role = "km2", "lost" if token.lower_ in LOSES else "object"
            return draft
        if is_noun(token) and singular(token.text) in ("liberation", "capture", "gain", "seizure"):
            draft = _draft("area", sentence, quantity, token, factor)
            draft.char_end = sentence.char_start + match.end()
            draft.unit = "km2"
            return draft
    return None


def _distance(sentence: Sentence, doc: Doc, quantity: Quantity) -> Draft | None:
    match = _LENGTH.match(sentence.text, quantity.char_end)
    if match is None or _AREA.match(sentence.text, quantity.char_end) or _in_brackets(sentence.text, quantity):
        return None
    before = sentence.text[: quantity.char_start]
    if _LIES.match(sentence.text, match.end()) and not _is_beside_verb(doc, quantity):
        return None
    within = re.search(r"\b(?:to|within)(?: just| about| only)?\s*$", before, re.IGNORECASE)
    factor = _factor(match)
    for token in _above(doc, quantity):
        action = _action(token)
        if action is not None and within is not None and action != "withdraws":
            return None  # "advanced to 400 metres from the road": where somebody is
        if action is not None:
            draft = _draft("distance", sentence, quantity, token, factor)
            draft.char_end = sentence.char_start + match.end()
            draft.unit, draft.action = "m", action
            return draft
        if is_verb(token) and token.dep_ in ("ccomp", "ROOT", "relcl", "conj"):
            return None
    return None


# "Fighting in Torske, 12 km north-east of Lyman": where a place lies.
_LIES = re.compile(r"\s*(?:to the )?(?:due )?(?:north|south|east|west)[\w-]*(?: and \w+)? of\b", re.IGNORECASE)


def _is_beside_verb(doc: Doc, quantity: Quantity) -> bool:
    """ "advanced some 400 metres south of …": the figure right behind the verb."""
    first = next((t.i for t in doc if t.idx >= quantity.char_start), 0)
    return any(_action(t) is not None for t in doc[max(0, first - 4) : first])


def _action(token: Token) -> str | None:
    word = token.lower_
    if is_verb(token) or any(c.dep_ == "aux" for c in token.children):  # "have advanced", taken for an adjective
        back = any(c.lower_ in ("back", "out", "away") for c in token.children)
        if word in _PUSHED and back:
            return "withdraws" if not any(c.dep_ == "dobj" for c in token.children) else "advances"
        if word in _WITHDRAWS and (_goes_back(token, back) or word.startswith(("withdr", "retreat", "reced"))):
            return "withdraws"
        if word in _LOOSE and _is_no_force(token):
            return None
        if word in forms("go come") and any(c.lower_ == "forward" for c in token.children):
            return "advances" if not _is_no_force(token) else None
        return "advances" if word in _ADVANCES and not back else None
    return _NOUNS.get(singular(word)) if is_noun(token) else None


def _goes_back(verb: Token, back: bool) -> bool:
    """ "pulled out", "fell back"; of verbs of moving at large only "went back"."""
    if verb.lower_ not in forms("go move step"):
        return back
    behind = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""  # the parser may hang it at the figure
    return behind in ("back", "backwards") and not _is_no_force(verb)


_LOOSE = forms("move cover press progress")  # said of more than armies
_FORCES = re.compile(
    r"\b(?:russia\w*|ukrain\w*|moscow|kyiv|wagner\w*|troops?|forces?|soldiers?|units?|fighters?|attackers?|defenders?|invaders?|enemy|army|men|they|we|he"
    r"|it|brigade|battalion|assault|infantry|marines|paratroopers|front|lines?)\b",
    re.IGNORECASE,
)


def _is_no_force(verb: Token) -> bool:
    subject = subject_of(verb)
    return subject is not None and not any(_FORCES.fullmatch(t.text) for t in subject.subtree)


def _above(doc: Doc, quantity: Quantity) -> list[Token]:
    inside = [t for t in doc if quantity.core <= t.idx < quantity.char_end]
    if not inside:
        return []
    return [t for t in ancestors(inside[-1]) if t.i not in {i.i for i in inside}]


def _in_brackets(text: str, quantity: Quantity) -> bool:
    """A conversion: "400 metres (more than 1,300 feet)"."""
    return text[: quantity.char_start].rstrip().endswith("(")


def _draft(measure: str, sentence: Sentence, quantity: Quantity, predicate: Token, factor: float) -> Draft:
    doc = sentence.doc
    number = next(t for t in doc or [] if t.idx >= quantity.core)
    return Draft(
        measure=measure,
        low=_scaled(quantity.low, factor),
        high=_scaled(quantity.high, factor),
        approx=quantity.approx,
        sentence=sentence,
        number=number,
        predicate=predicate,
        char_start=sentence.char_start + quantity.char_start,
        char_end=sentence.char_start + quantity.char_end,
    )


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 2 if factor < 1 else 0)
