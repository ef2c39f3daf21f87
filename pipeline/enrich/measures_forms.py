"""Inflected forms of English verbs, so that the words of the tables are recognised without a lemmatiser.

Reads nothing, writes nothing. The stock lemmatiser costs more time than it brings here: the tables are closed.
"""

from __future__ import annotations

import re
from functools import lru_cache

IRREGULAR = {
    "shoot": "shot", "bring": "brought", "lose": "lost", "hit": "hit", "strike": "struck stricken", "hurt": "hurt",
    "fall": "fell fallen", "take": "took taken", "give": "gave given", "say": "said", "tell": "told",
    "fly": "flew flown",
    "flee": "fled", "send": "sent", "leave": "left", "burn": "burned burnt", "sink": "sank sunk", "slay": "slew slain",
    "put": "put", "make": "made", "hold": "held", "withdraw": "withdrew withdrawn", "retake": "retook retaken",
    "come": "came", "go": "went gone", "rise": "rose risen", "see": "saw seen", "find": "found",
    "write": "wrote written",
    "know": "knew known", "keep": "kept", "win": "won", "fight": "fought", "drive": "drove driven",
    "draw": "drew drawn",
    "break": "broke broken",
    "think": "thought", "speak": "spoke spoken", "get": "got gotten", "be": "is are was were been being am",
    "set": "set", "quote": "quoted", "blow": "blew blown", "overrun": "overran overrun", "stand": "stood",
    "lie": "lay lain lying", "lay": "laid", "tear": "tore torn", "rip": "ripped ripping", "tie": "tied tying",
    "build": "built",
    "swear": "swore sworn", "forget": "forgot", "let": "let", "show": "showed shown", "hear": "heard", "read": "read",
    "meet": "met", "cut": "cut", "gut": "gutted", "beat": "beat beaten", "throw": "threw thrown", "grow": "grew grown",
    "begin": "began begun", "run": "ran run", "mean": "meant", "feel": "felt", "cost": "cost", "undo": "undid undone",
    "swap": "swapped swapping", "drop": "dropped dropping", "slam": "slammed slamming", "down": "downed downing",
    "admit": "admitted admitting", "occur": "occurred occurring", "refer": "referred", "ship": "shipped",
    "die": "dying", "stop": "stopped stopping", "repel": "repelled repelling", "confess": "confessed",
    "expel": "expelled expelling", "deny": "denied denies", "become": "became", "step": "stepped stepping",
    "knock": "knocked", "free": "freed", "commit": "committed committing", "lob": "lobbed lobbing",
    "forbid": "forbade", "cede": "ceded",
    "recede": "receded", "creep": "crept", "wipe": "wiped", "concede": "conceded", "put+out": "put",
}  # fmt: skip


def words(text: str) -> frozenset[str]:
    """The words of a text: how the tables of this package write their sets."""
    return frozenset(text.split())


def forms(verbs: str) -> frozenset[str]:
    """All forms of all verbs of a text."""
    return frozenset(form for verb in verbs.split() for form in verb_forms(verb))


def verb_forms(base: str) -> frozenset[str]:
    """The forms of one verb in lower case: base, -s, -ed, -ing, and the irregular ones."""
    forms = {base, *IRREGULAR.get(base, "").split()}
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if base.endswith("y") and base[-2] not in "aeiou":
        forms |= {base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    else:
        forms |= {base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s"), stem + "ing"}
    if base not in IRREGULAR or base in (
        "die",
        "quote",
        "burn",
        "knock",
        "wipe",
        "show",
        "cede",
        "concede",
        "confess",
        "ship",
    ):
        forms.add(base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed")
    # One short syllable doubles its end (planning, hitting); of longer verbs some do (controlled, transferred).
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]|\w*[aeiou]\w*[^aeiou][aeiou][lrt]", base):
        forms.add(base + base[-1] + "ing")
        if base not in IRREGULAR:
            forms.add(base + base[-1] + "ed")
    return frozenset(forms)


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a noun, in lower case; irregular plurals of the tables above are known."""
    word = word.lower().strip("'’")
    if word in _SINGULAR:
        return _SINGULAR[word]
    for ending, base in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + base
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


_SINGULAR = {
    "people": "people", "children": "child", "lives": "life", "bodies": "body", "losses": "loss", "women": "woman",
    "men": "man", "houses": "house", "buses": "bus", "families": "family", "troops": "troop", "personnel": "personnel",
    "uavs": "uav", "series": "series", "aircraft": "aircraft", "forces": "force", "wives": "wife", "babies": "baby",
    "warehouses": "warehouse", "casualties": "casualty", "schoolchildren": "schoolchild", "wounded": "wounded",
    "injured": "injured", "dead": "dead", "killed": "dead", "mercenaries": "mercenary", "pieces": "piece",
    "ambulances": "ambulance", "himars": "himars", "barracks": "barrack", "vehicles": "vehicle", "apcs": "apc",
    "axes": "axe", "others": "other", "rescuers": "rescuer", "garages": "garage", "villages": "village",
    "axles": "axle", "premises": "premise", "cottages": "cottage", "bridges": "bridge", "carriages": "carriage",
    "barges": "barge", "buildings": "building", "sorties": "sortie", "assaults": "assault", "orcs": "orc",
}  # fmt: skip
