"""The words a digest may use of its own, what some of them commit it to, and the published scales of probability.

Reads nothing, writes nothing. A word that is in none of these and in no source is an invention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.digest.rows import ClaimRow

OWN = frozenset(
    """
    a an and any are as at both by for from had has have hedged hold holds in into is its it km m no
    not of on one or over own out per since than that the their them then they this those to two
    under up was were which who with without word words about least more almost day days week month
    among armies army civilian civilians killed wounded lost captured missing exchanged displaced
    launched fired carried more fewer unchanged since that shot down hit destroyed took hold
    withdrew advanced moved contested forces troops soldier soldiers russian ukrainian people person
    square kilometre kilometres undated denies deny confirms confirm passes pass endorsing stated relayed outlet outlets
    origin origins side sides speaker speakers article articles phia icd dozens scores hundreds
    thousands tens disagree disagrees disputed against earlier later now before after previously
    says said expects expectation strike strikes fighting incident reported corrected changed read
    told also first new revised contradicted confirmed total totals figure figures shelling explosion attack
    raid battle clashes drone missile air artillery shelled assault sabotage fire crash bombardment
    """.split()
)

# What a word of ours says about a claim: (field, value or values) -> the words.
MEANS: dict[tuple[str, str | tuple[str, ...]], frozenset[str]] = {
    ("measure", ("killed", "killed_or_wounded")): frozenset({"killed"}),
    ("measure", ("wounded", "killed_or_wounded")): frozenset({"wounded"}),
    ("measure", ("losses", "destroyed")): frozenset({"lost"}),
    ("measure", "captured"): frozenset({"captured"}),
    ("measure", "missing"): frozenset({"missing"}),
    ("measure", "exchanged"): frozenset({"exchanged"}),
    ("measure", "displaced"): frozenset({"displaced"}),
    ("measure", "launched"): frozenset({"launched", "fired", "carried"}),
    ("measure", "shot_down"): frozenset({"shot"}),
    ("measure", "hit"): frozenset({"hit"}),
    ("measure", "destroyed"): frozenset({"destroyed"}),
    ("measure", ("distance",)): frozenset({"advanced", "moved"}),
    ("measure", ("control", "area")): frozenset({"took"}),
    ("measure", ("control", "distance")): frozenset({"withdrew"}),
    ("action", "holds"): frozenset({"hold"}),
    ("action", "contested"): frozenset({"contested"}),
    ("side", "civilian"): frozenset({"civilian", "civilians"}),
    ("side", ("RU", "UA", "both")): frozenset({"troops", "soldier", "soldiers", "army", "armies"}),
    ("stance", "denies"): frozenset({"denies", "deny"}),
    ("stance", "confirms"): frozenset({"confirms", "confirm"}),
    ("stance", "repeats"): frozenset({"endorsing"}),
}

# The same by word: (field, values). A word stands once in MEANS.
MEANT: dict[str, tuple[str, tuple[str, ...]]] = {
    word: (kind, value if isinstance(value, tuple) else (value,))
    for (kind, value), allowed in MEANS.items()
    for word in allowed
}

# Nouns that say who was counted: a sentence about civilians may not rest on words about soldiers, nor the reverse.
MILITARY = re.compile(
    r"\b(soldiers?|servicem[ae]n|servicewom[ae]n|troops|conscripts|fighters|invaders|recruits|militants|"
    r"mercenar\w+|marines|military personnel)\b",
    re.I,
)
CIVIL = re.compile(r"\b(civilians?|residents?|children|child|pensioners?|passers-by|inhabitants)\b", re.I)
# Measures of things; without a unit nobody knows what was counted.
THINGS = frozenset({"launched", "shot_down", "hit", "destroyed"})

ARMIES = {"russian": "RU", "ukrainian": "UA"}

# Professional Head of Intelligence Assessment (UK) and Intelligence Community Directive 203 (US): percent.
SCALES: dict[str, dict[str, tuple[int, int]]] = {
    "PHIA": {
        "remote chance": (0, 5),
        "highly unlikely": (10, 20),
        "highly improbable": (10, 20),
        "unlikely": (25, 35),
        "improbable": (25, 35),
        "realistic possibility": (40, 50),
        "likely": (55, 75),
        "probably": (55, 75),
        "probable": (55, 75),
        "highly likely": (80, 90),
        "very likely": (80, 90),
        "almost certain": (95, 100),
        "almost certainly": (95, 100),
    },
    "ICD203": {
        "almost no chance": (1, 5),
        "very unlikely": (5, 20),
        "highly improbable": (5, 20),
        "unlikely": (20, 45),
        "improbable": (20, 45),
        "roughly even chance": (45, 55),
        "roughly even odds": (45, 55),
        "even odds": (45, 55),
        "likely": (55, 80),
        "probable": (55, 80),
        "probably": (55, 80),
        "very likely": (80, 95),
        "highly probable": (80, 95),
        "almost certain": (95, 99),
        "almost certainly": (95, 99),
        "nearly certain": (95, 99),
    },
}

# The longest phrase first: "highly unlikely" is not "unlikely".
_PHRASES = sorted({phrase for scale in SCALES.values() for phrase in scale}, key=len, reverse=True)
BAND = re.compile(rf"(?<!\w)(?:{'|'.join(_PHRASES)})(?!\w)")


def units_of(claims: Iterable[ClaimRow]) -> frozenset[str]:
    """The nouns of what the cited claims count, plural and singular."""
    nouns: set[str] = set()
    for claim in claims:
        for word in re.findall(r"[^\W\d_]+", claim.unit or ""):
            nouns |= {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return frozenset(nouns)
