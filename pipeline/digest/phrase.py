"""Put a claim into words: who, what, how many, of whom, where, when, and how far it is doubted.

Reads nothing, writes nothing. Every word comes from the claim, from its source, or from the fixed phrases below,
which `check` knows too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.digest import dates, figures
from pipeline.digest.edition import Citation
from pipeline.digest.rows import ClaimRow

PEOPLE = {
    "RU": ("Russian troops", "Russian soldier"),
    "UA": ("Ukrainian troops", "Ukrainian soldier"),
    "civilian": ("civilians", "civilian"),
    "both": ("troops of both armies", "soldier"),
    None: ("people", "person"),
}
PERSONS = frozenset({"bodies", "people", "persons", "casualties", "soldiers", "troops", "servicemen", "men"})
ARMY = {"RU": "Russian", "UA": "Ukrainian"}
FORCES = {"RU": "Russian forces", "UA": "Ukrainian forces", "both": "both armies"}

PARTICIPLE = {
    "killed": "killed",
    "wounded": "wounded",
    "killed_or_wounded": "killed or wounded",
    "losses": "lost",
    "captured": "captured",
    "missing": "missing",
    "exchanged": "exchanged",
    "displaced": "displaced",
    "shot_down": "shot down",
    "hit": "hit",
    "destroyed": "destroyed or lost",
}

# What is carried out rather than fired: "44 shellings", against "40 missiles fired".
ACTIONS = ("strikes", "attacks", "shellings", "raids", "assaults", "bombardments", "sorties", "launches", "salvoes")

# What is fired rather than launched.
FIRED = ("shells", "rounds", "mines", "rockets", "bullets", "projectiles")

_ISLAND = re.compile(r"\b(?:Island|Peninsula|Spit)$")

METRES_IN_KM = 1000.0

# What became of equipment, where the words say it: of what was "lost" nobody knows whether it was destroyed.
_DESTROYED, _LOST = re.compile(r"\bdestr|\bзнищ", re.I), re.compile(r"\blos(?:t|ses|s|es|ing)\b|\bвтра", re.I)


# What one witness or one unit can tell of, and no more: "in our yard", "nine men of his platoon", "my colleagues".
_NARROW = re.compile(
    r"\b(?:in|on|of|from|at|into|hit|shook) (?P<whole>(?:my|our|his|her|their|one|a single) (?:own )?"
    r"(?:street|yard|courtyard|house|building|block|stairwell|cellar|farm|quarter|queue|shelter|ward|clinic|hospital|"
    r"school|family|neighbou?rs|colleagues|comrades|friends|battalion|brigade|company|platoon|squad|regiment|unit|"
    r"battery))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Body:
    """`subject` `verb` `rest`, where the verb is a participle or, with `active`, a verb in the past or present."""

    subject: str
    verb: str
    rest: str
    active: bool = False
    plural: bool = True

    def asserted(self) -> str:
        return " ".join(part for part in (self.subject, self.verb) if part) + self.rest

    def clause(self) -> str:
        """As it stands after `that`."""
        if self.active or not self.verb:
            return self.asserted()
        return f"{self.subject} {'were' if self.plural else 'was'} {self.verb}{self.rest}"


def one(unit: str) -> str:
    """Singular of a generic plural noun: `missile strike`, `aircraft`, `battery`."""
    if unit.endswith("aircraft"):
        return unit
    for ending, singular in (
        ("ies", "y"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
        ("salvoes", "salvo"),
        ("s", ""),
    ):
        if unit.endswith(ending):
            return unit[: -len(ending)] + singular
    return unit


def is_one(claim: ClaimRow) -> bool:
    """One, at least one, up to one: what is told of is in the singular. "More than one" is not."""
    return {claim.low, claim.high} - {None} == {1.0} and claim.approx not in ("about", "more than")


def amount(claim: ClaimRow, plural: str, singular: str, *, denied: bool = False) -> str:
    """The figure with its noun: `63 Russian troops`, `dozens of civilians`, `one person`, `no missiles`."""
    if denied and claim.high == 0:
        return f"any {plural}"
    if is_one(claim):
        bound = "" if claim.low == claim.high else "up to " if claim.low is None else "at least "
        return f"{bound}one {singular}"
    return f"{figures.in_words(claim.low, claim.high, claim.approx, claim.quote)} {plural}"


def body(claim: ClaimRow, today: date) -> Body:
    """The claim without its speaker, its stance and its doubt."""
    if claim.measure == "control":
        return _control(claim, today)
    if claim.measure in ("distance", "area"):
        return _movement(claim, today)
    if claim.measure == "launched":
        return _launched(claim, today)
    return _counted(claim, today)


def _when(claim: ClaimRow, today: date) -> str:
    rate = f" per {claim.per}" if claim.per else ""
    return rate + dates.window(claim.start, claim.end, today, cumulative=claim.cumulative)


def _where(claim: ClaimRow, preposition: str = "in") -> str:
    if preposition == "in" and _ISLAND.search(claim.place or ""):
        preposition = "on"
    return f" {preposition} {claim.place}" if claim.place else ""


def things(claim: ClaimRow) -> tuple[str, str]:
    """What was counted, plural and singular, with the army whose it is where that is said."""
    if claim.unit is None or claim.unit in PERSONS:
        return PEOPLE.get(claim.side, PEOPLE[None])
    owner = f"{ARMY[claim.side]} " if claim.side in ARMY and claim.measure != "launched" else ""
    return owner + claim.unit, owner + one(claim.unit)


def _model(claim: ClaimRow) -> str:
    return f" ({claim.weapon})" if claim.weapon else ""


def _counted(claim: ClaimRow, today: date) -> Body:
    subject = amount(claim, *things(claim), denied=claim.stance == "denies") + _model(claim)
    where = _where(claim, {"displaced": "from", "shot_down": "over"}.get(claim.measure, "in"))
    return Body(subject, _participle(claim), where + _when(claim, today), plural=not is_one(claim))


def _participle(claim: ClaimRow) -> str:
    if claim.measure == "destroyed" and bool(_DESTROYED.search(claim.quote)) != bool(_LOST.search(claim.quote)):
        return "destroyed" if _DESTROYED.search(claim.quote) else "lost"
    return PARTICIPLE[claim.measure]


def _launched(claim: ClaimRow, today: date) -> Body:
    plural, singular = things(claim)
    subject = amount(claim, plural, singular, denied=claim.stance == "denies") + _model(claim)
    carried_out = plural.endswith(ACTIONS)
    by = f" by {FORCES[claim.side]}" if claim.side in FORCES else ""
    verb = "carried out" if carried_out else "fired" if plural.endswith(FIRED) else "launched"
    where = _where(claim, "on" if carried_out else "at")
    return Body(subject, verb, by + where + _when(claim, today), plural=not is_one(claim))


def _movement(claim: ClaimRow, today: date) -> Body:
    forces = FORCES.get(claim.side or "", "forces")
    denied = claim.stance == "denies"
    if claim.measure == "area":
        figure = amount(claim, "square kilometres", "square kilometre", denied=denied)
        return Body(forces, "took", f" {figure}" + _where(claim) + _when(claim, today), active=True)
    verb = {"advances": "advanced", "withdraws": "withdrew"}.get(claim.action or "", "moved")
    return Body(forces, verb, f" {length(claim)}" + _where(claim) + _when(claim, today), active=True)


def length(claim: ClaimRow) -> str:
    """Metres, or kilometres where the source counts in them."""
    whole = claim.low if claim.low is not None else claim.high
    in_km = whole is not None and whole >= METRES_IN_KM
    factor = METRES_IN_KM if in_km else 1.0
    low, high = (None if value is None else value / factor for value in (claim.low, claim.high))
    return f"{figures.in_words(low, high, claim.approx, '')} {'km' if in_km else 'm'}"


def _control(claim: ClaimRow, today: date) -> Body:
    place = f"{claim.place} ({claim.place_part})" if claim.place_part else str(claim.place)
    when = dates.window(claim.start, claim.end, today, cumulative=False)
    if claim.action in ("holds", "contested"):
        when = when.replace(" on ", " as of ", 1)
    forces = FORCES.get(claim.side or "", "forces")
    if claim.action == "contested":
        return Body(place, "is contested", when, active=True)
    if claim.action == "withdraws":
        loser = {"RU": "Ukrainian forces", "UA": "Russian forces"}.get(claim.side or "", "forces")
        return Body(loser, "withdrew", f" from {place}{when}", active=True)
    return Body(forces, "took" if claim.action == "takes" else "hold", f" {place}{when}", active=True)


def who(claim: ClaimRow) -> str:
    """Whose words these are: the speaker, or the outlet where nobody is named."""
    return claim.speaker or claim.outlet


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def is_description(speaker: str) -> bool:
    """ "mayor", "Russian channels", "military administration": words for somebody who is not named."""
    return _head(speaker).islower()


def _head(speaker: str) -> str:
    return re.split(r" (?:of|in|from|at|on|for|with) ", speaker, maxsplit=1)[0].split(" ")[-1]


def is_many(speaker: str) -> bool:
    """Does a description name several people ("occupation officials", "police")? Names are left alone."""
    head = _head(speaker)
    return head == "police" or (head.islower() and head.endswith("s") and not head.endswith(("ss", "'s", "’s")))


def headline(claim: ClaimRow, today: date) -> str:
    """`Russian Ministry of Defence: 63 Russian troops killed in Makiivka on 1 January`."""
    said = body(claim, today)
    speaker = capital(who(claim))
    many = is_many(claim.speaker or "")
    if claim.stance == "denies":
        return f"{speaker} {'deny' if many else 'denies'} that {said.clause()}"
    if claim.stance == "confirms":
        return f"{speaker} {'confirm' if many else 'confirms'} that {said.clause()}"
    if claim.stance == "repeats":
        return f"{speaker} {'pass' if many else 'passes'} on, without endorsing it, that {said.clause()}"
    own = "" if claim.speaker else ", in its own words"
    return f"{speaker}{own}: {said.asserted()}"


def _share(part: dict[str, Any], quote: str) -> str:
    return "one" if part["low"] == part["high"] == 1 else figures.in_words(part["low"], part["high"], None, quote)


def of_them(claim: ClaimRow) -> str:
    """`, among them 3 women and 2 children`: the subgroups that the source counts."""
    told = [f"{_share(part, claim.quote)} {part['of']}" for part in claim.parts if part["of"] and part["high"] != 0]
    *most, last = told or [""]
    return f", among them {', '.join(most)}{' and ' if most else ''}{last}" if told else ""


def narrow(cited: Citation) -> str:
    """`, told of “our yard”`: the words by which a figure is of less than its place or army.

    They stand in the cited words, or else in the clause around them.
    """
    around = re.split(r"[;:.]", cited.before)[-1] + cited.quote + re.split(r"[;:.]", cited.after)[0]
    found = _NARROW.search(cited.quote) or _NARROW.search(around)
    return f", told of “{found['whole']}”" if found else ""


def doubt(claim: ClaimRow) -> str:
    """The source's own word of doubt, with the band of its scale."""
    if not claim.hedge_phrase:
        return ""
    if claim.hedge_scale in (None, "none") or claim.hedge_low is None:
        return f", hedged “{claim.hedge_phrase}”"
    return f", hedged “{claim.hedge_phrase}” ({claim.hedge_scale}: {claim.hedge_low}–{claim.hedge_high} %)"
