"""Counted strikes, launches and interceptions in a bulletin: "завдав 7 ракетних та 18 авіаударів", "збито 39 дронів".

Reads a Context's sentences; writes its claims.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.ukrainian.form import AIR_FORCE, ENEMY, Bulletin, Count, add_claim
from pipeline.enrich.ukrainian.named import days_of, weapon
from pipeline.enrich.ukrainian.numbers import Figure, figures

_OWN = re.compile(
    r"\b(?:авіаці[яїєю]\w*(?! (?:противник|ворог|окупант))|сил\w* оборони|ракетн\w+ військ|повітрян\w+ сил|льотчик"
    r"|підрозділ\w* (?:ракетн|ппо|протиповітр|сил)|наш[аіих]\w*|захисник"
    r"|зенітник|зсу\b|українськ\w+ (?:авіац|льотчик|оборон|військ|захисн))",
    re.IGNORECASE,
)
_ADJ = r"(?:[а-яіїєґ’'-]+\s+){0,4}?"
_SHOT = re.compile(r"\b(?:збит|збил|збив|перехоп|приземл)\w*", re.IGNORECASE)
_DESTROYED = re.compile(r"\b(?:знищ|знешкод)\w*", re.IGNORECASE)
_LAUNCHED = re.compile(
    r"\b(?:запус|випус|застосува|атакува|пуск|завда|здійсни|скину|обстріля|удари[вл]|нан[еі]с)\w*", re.IGNORECASE
)
_HIT = re.compile(r"\b(?:ураз|ураж|вразил|влучил)\w*", re.IGNORECASE)
# What stands right behind a figure -> unit of launched, whatever the verb.
_STRIKES = (
    (re.compile(r"\s*ракетн\w*(?=\s+(?:та|і|й|удар)|,|\s*$)", re.IGNORECASE), "missile strikes"),
    (re.compile(r"\s*авіа(?:ційн\w*(?=\s+(?:та|і|й|удар)|,|\s*$)|удар\w*)", re.IGNORECASE), "air strikes"),
    (re.compile(rf"\s*{_ADJ}обстріл\w*", re.IGNORECASE), "shellings"),
    (re.compile(r"\s*(?:артилерійськ\w*\s+|вогнев\w*\s+)удар\w*", re.IGNORECASE), "shellings"),
    (re.compile(r"\s*(?:групов\w*\s+|удар(?:и|ів|у|ами)?\b)", re.IGNORECASE), "strikes"),
    (re.compile(rf"\s*(?:{_ADJ})?(?:атак|штурм)\w*", re.IGNORECASE), "attacks"),
)
# Things in the air -> unit of launched, shot_down and destroyed.
_THINGS = (
    (re.compile(rf"\s*{_ADJ}[\"«“]?(?:бпла|безпілотник|дрон|шахед|shahed)", re.IGNORECASE), "drones"),
    (re.compile(rf"\s*{_ADJ}(?:ракет(?:и|а|у)?\b|калібр)", re.IGNORECASE), "missiles"),
    (re.compile(rf"\s*{_ADJ}(?:авіа)?бомб", re.IGNORECASE), "bombs"),
    (re.compile(rf"\s*{_ADJ}(?:літак|штурмовик|винищувач)", re.IGNORECASE), "aircraft"),
    (re.compile(rf"\s*{_ADJ}(?:гелікоптер|вертол)", re.IGNORECASE), "helicopters"),
    (re.compile(rf"\s*{_ADJ}(?:повітрян\w+ )?ціл(?:ей|і|ь)\b", re.IGNORECASE), "targets"),
)
_FLYING = ("drones", "missiles", "aircraft", "helicopters", "targets")
_AIR_DEFENCE = re.compile(r"\bпротиповітрян|\bппо\b", re.IGNORECASE)
_TARGETS = (  # things on the ground -> unit of hit
    (re.compile(rf"\s*{_ADJ}пункт\w* управління", re.IGNORECASE), "command posts"),
    (re.compile(rf"\s*{_ADJ}район\w* зосередження", re.IGNORECASE), "concentration areas"),
    (re.compile(rf"\s*{_ADJ}склад", re.IGNORECASE), "depots"),
    (re.compile(rf"\s*{_ADJ}станці\w+ (?:реб|радіоелектронн)", re.IGNORECASE), "electronic warfare stations"),
    (re.compile(rf"\s*{_ADJ}(?:зенітн\w+|ппо|зрк)", re.IGNORECASE), "air defence systems"),
    (re.compile(rf"\s*{_ADJ}(?:артилер|гармат)", re.IGNORECASE), "artillery systems"),
)  # fmt: skip
_WORD_END = re.compile(r"(?![\w’'-])")
_DESIGNATED = re.compile(rf"\s*{_ADJ}[«\"“]?(?P<model>[A-ZА-ЯІЇЄҐ][\w’'-]*(?:-\d+)?)")


def find_counts(context: Context, bulletin: Bulletin) -> None:
    """Fills claims for the figures that the lists of losses left."""
    taken = [(claim.char_start, claim.char_end) for claim in context.claims]
    for sentence in context.sentences:
        offset = sentence.char_start
        for figure in figures(sentence.text):
            at = offset + figure.char_start
            if any(start <= at < end for start, end in taken):
                continue
            count = _count(context, sentence, bulletin, figure)
            if count is not None:
                add_claim(context, bulletin, sentence, count)


def _count(context: Context, sentence: Sentence, bulletin: Bulletin, figure: Figure) -> Count | None:
    text = sentence.text
    verb, understood = _verb(text, figure), _understood(text, figure)
    if understood is None or verb is None:
        return None
    measure, (unit, end) = understood
    measure = verb if measure == "thing" else measure
    if measure == "destroyed" and unit in _FLYING and (bulletin.speaker == AIR_FORCE or _AIR_DEFENCE.search(text)):
        measure = "shot_down"
    if (measure == "hit") != (verb == "hit"):
        return None
    first, last = days_of(text, bulletin)
    side = _launcher(text, figure) if measure == "launched" else "RU"
    if unit == "strikes":
        unit = "air strikes" if re.search(r"\bавіац|\bлітак", text[: figure.char_start], re.IGNORECASE) else unit
    return Count(
        measure, figure, side, figure.char_start, end, unit, _weapon(context, sentence, figure, end),
        first, last,
    )  # fmt: skip


def _understood(text: str, figure: Figure) -> tuple[str, tuple[str, int]] | None:
    """(measure or "thing", (unit, where the noun ends)) by the noun behind the figure."""
    for measure, table in (("thing", _THINGS), ("launched", _STRIKES), ("hit", _TARGETS)):
        for pattern, unit in table:
            match = pattern.match(text, figure.char_end)
            if match:
                return measure, (unit, _WORD_END.search(text, match.end()).end())  # type: ignore[union-attr]
    designation = _DESIGNATED.match(text, figure.char_end)
    model = weapon(designation["model"]) if designation else None
    return ("thing", (model.unit, designation.end())) if designation and model and model.unit else None


def _verb(text: str, figure: Figure) -> str | None:
    """The measure of the verb that governs the figure: the last one before it, else the first behind it."""
    verbs = (("shot_down", _SHOT), ("destroyed", _DESTROYED), ("launched", _LAUNCHED), ("hit", _HIT))
    before = [(m.start(), name) for name, verb in verbs for m in verb.finditer(text, 0, figure.char_start)]
    if before:
        return max(before)[1]
    behind = [(m.start(), name) for name, verb in verbs for m in verb.finditer(text, figure.char_end)]
    return min(behind)[1] if behind else "launched" if ENEMY.search(text) else None


def _launcher(text: str, figure: Figure) -> str:
    """Whose strike: that of the side named last before the figure."""
    before = text[: figure.char_start]
    enemy = max((m.start() for m in ENEMY.finditer(before)), default=-1)
    own = max((m.start() for m in _OWN.finditer(before)), default=-1)
    return "UA" if own > enemy or (own == enemy == -1 and _OWN.search(text) and not ENEMY.search(text)) else "RU"


def _weapon(context: Context, sentence: Sentence, figure: Figure, end: int) -> str | None:
    """The model that the counted things are given: the first behind the figure, before the next one."""
    later = next((f.char_start for f in figures(sentence.text) if f.char_start >= end), len(sentence.text))
    first, last = sentence.char_start + figure.char_end, sentence.char_start + later
    named = [m.name for m in context.mentions if m.type == "WEAPON" and first <= m.char_start < last]
    return named[0] if named else None
