"""The generic plural noun of what is counted, and the model that the words name.

Reads a counted noun and the mentions around it, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, phrase
from pipeline.enrich.measures import COUNTED_STRIKES, MISSILES, MUNITION, STRIKE
from pipeline.enrich.measures_forms import singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_MUNITION_UNITS = {
    "drone": "drones", "uav": "drones", "uavs": "drones", "shahed": "drones", "quadcopter": "drones", "geran": "drones",
    "kamikaze": "drones", "lancet": "drones", "orlan": "drones", "missile": "missiles", "kalibr": "missiles",
    "iskander": "missiles", "kinzhal": "missiles", "tochka-u": "missiles", "rocket": "rockets", "himars": "rockets",
    "bomb": "bombs", "shell": "shells", "projectile": "projectiles", "mortar": "mortars", "torpedo": "torpedoes",
    "decoy": "decoys",
    "warhead": "warheads", "munition": "munitions", "round": "rounds", "grad": "rockets", "s-300": "missiles",
    "x-101": "missiles",
}  # fmt: skip
_AIRCRAFT = words(
    "aircraft plane jet warplane airplane bomber fighter su-25 su-34 su-24 su-27 su-30 su-35 mig-29 mig-31"
)
_HELICOPTERS = words("helicopter chopper ka-52 mi-8 mi-24 mi-28")
# Nouns that say too little without the word before them.
_NEEDS_MODIFIER = words(
    "vehicle system launcher depot carrier block plant station gun piece point dump post point centre center"
    " ship boat site area unit"
    " system equipment facility infrastructure object warehouse line base"
)
_SHELLING = words("artillery mlrs rocket-launcher launcher launchers mortar tank howitzer grad tube barrel")
_SAME = {
    "high-rise": "high-rises", "automobile": "cars", "frigate": "ships", "vessel": "ships",
    "apc": "armoured personnel carriers", "ifv": "infantry fighting vehicles", "afv": "armoured fighting vehicles",
    "car": "cars", "mlrs": "multiple rocket launchers", "himars": "rocket launchers", "howitzer": "howitzers",
}  # fmt: skip
_IRREGULAR = {"man": "men", "woman": "women", "child": "children", "aircraft": "aircraft", "equipment": "equipment",
              "infrastructure": "infrastructure", "series": "series", "bus": "buses", "artillery": "artillery",
              "mlrs": "MLRS"}  # fmt: skip


def plural(word: str) -> str:
    """The plural of a noun in lower case."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def unit_of(noun: Token | None, kind: str | None) -> str | None:
    """The unit of a thing that is counted; None for people and for what the words leave open."""
    if noun is None:
        return None
    word = singular(noun.text)
    if kind == MUNITION:
        return "missiles" if word.startswith(MISSILES) else _MUNITION_UNITS.get(word) or plural(word)
    if kind == STRIKE:
        return _strike(noun, word)
    if word in _AIRCRAFT or word in _HELICOPTERS:
        return "aircraft" if word in _AIRCRAFT else "helicopters"
    return _SAME.get(word) or _thing(noun, word)


def munition_unit(word: str) -> str | None:
    """The unit that a word names if it is one of what flies and explodes; None for all other words."""
    return _MUNITION_UNITS.get(singular(word))


def shared_strike(noun: Token | None, kind: str | None) -> str | None:
    """ "4 missile and 26 air strikes": what the first figure shares with the second."""
    if noun is None or kind != MUNITION or noun.tag_ != "NN" or noun.i + 2 >= len(noun.doc):
        return None
    if noun.nbor(1).lower_ not in ("and", ",", "or"):
        return None
    strike = next((t for t in noun.doc[noun.i + 2 : noun.i + 6] if t.tag_ == "NNS"), None)
    if strike is None or singular(strike.text) not in COUNTED_STRIKES or noun.lower_ not in _STRIKE_MODIFIERS:
        return None
    return f"{_STRIKE_MODIFIERS[noun.lower_]} {plural(singular(strike.text))}"


def _strike(noun: Token, word: str) -> str:
    words = {t.lower_ for t in phrase(noun)} | _tools(noun) | _by_what(noun)
    if word in ("airstrike", "air-strike"):
        return "air strikes"
    if word == "shelling" or words & _SHELLING:
        return "shellings"
    modifier = next((c.lower_ for c in children(noun, "compound", "amod") if c.lower_ in _STRIKE_MODIFIERS), None)
    return f"{_STRIKE_MODIFIERS[modifier]} {plural(word)}" if modifier else plural(word)


_STRIKE_MODIFIERS = {
    "missile": "missile", "rocket": "rocket", "air": "air", "aerial": "air", "drone": "drone", "aviation": "air",
    "bomb": "bomb",
    "ground": "ground", "kamikaze": "drone", "uav": "drone",
}  # fmt: skip


def _by_what(noun: Token) -> set[str]:
    """The artillery of "14 strikes by heavy artillery", wherever the parser hung it."""
    behind = noun.doc[noun.i + 1 : noun.i + 5]
    return {t.lower_ for t in behind} if behind and behind[0].lower_ in ("by", "with", "from") else set()


def _tools(noun: Token) -> set[str]:
    """The words of "attacks from multiple launch rocket systems", "with artillery"."""
    words: set[str] = set()
    for preposition in [
        *children(noun, "prep"),
        *(c for a in children(noun, "acl") for c in children(a, "prep", "dobj")),
    ]:
        words |= {t.lower_ for t in preposition.subtree}
    if {"rocket", "launch"} & words and {"systems", "system", "launchers"} & words:
        words.add("mlrs")
    return words & (_SHELLING | {"mlrs"})


# The names that lists of losses use.
_NAMES = {"infantry fighting vehicles": "infantry fighting vehicles",
          "defence systems": "air defence systems", "defense systems": "air defence systems",
    "air defense systems": "air defence systems",
          "rocket launchers": "multiple rocket launchers", "rocket systems": "multiple rocket launchers",
          "artillery pieces": "artillery systems",
          "armored vehicles": "armoured vehicles", "combat vehicles": "armoured vehicles",
          "armoured combat vehicles": "armoured vehicles",
          "launch rocket systems": "multiple rocket launchers", "fighting vehicles": "armoured vehicles",
          "armoured fighting vehicles": "armoured vehicles", "armored fighting vehicles": "armoured vehicles",
          "armored combat vehicles": "armoured vehicles", "armored personnel vehicles": "armoured vehicles",
          "armoured personnel vehicles": "armoured vehicles",
          "residential buildings": "buildings",
          "apartment blocks": "buildings", "damaged blocks": "buildings"}  # fmt: skip


def _thing(noun: Token, word: str) -> str:
    modifiers = [
        c.lower_
        for c in children(noun, "compound", "amod")
        if c.i < noun.i and c.tag_ in ("NN", "JJ", "NNS", "VBN", "VBG")
    ]
    if word == "block" and any(t.lower_ in ("flats", "apartments") for t in noun.subtree):
        return "buildings"
    kept = [m for m in modifiers if m not in _DROPPED]
    told = {t.lower_ for t in noun.subtree} if word in ("piece", "unit", "item") else set()
    if "artillery" in told or told >= {"special", "equipment"}:
        return "artillery systems" if "artillery" in told else "special equipment"
    if word in ("area", "point", "post", "piece") and (of := _of_what(noun)) is not None:
        return f"pieces of {of}" if word == "piece" else f"{of} {plural(word)}"  # "areas of concentration"
    if word in _NEEDS_MODIFIER and kept:
        named = [*kept, plural(word)]
        tails = (" ".join(named[first:]) for first in range(len(kept)))
        return next((_NAMES[tail] for tail in tails if tail in _NAMES), " ".join(named))
    return plural(word)


def _of_what(noun: Token) -> str | None:
    below = (o for c in children(noun, "prep") if c.lower_ == "of" for o in children(c, "pobj"))
    return next((o.lower_ for o in below if o.tag_ == "NN"), None)


_DROPPED = words("""russian ukrainian enemy more other additional new old further modern western private residential
    multi-storey big large
    small several civilian military own many different total key important local main soviet german american polish
    british damaged
    destroyed main another occupied hostile foreign nearby empty""")
