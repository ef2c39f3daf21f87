"""Resolves a role to its holder by date: "the Ukrainian president", "Kharkiv's mayor", "governor of Luhansk region".

Reads the list of offices, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.enrich.entities import Entity, entities

# Adjective or short name -> the name that the list of offices has.
_STATES = {
    "ukrainian": "Ukraine", "russian": "Russia", "belarusian": "Belarus", "american": "United States",
    "us": "United States",
    "u.s.": "United States", "british": "United Kingdom", "uk": "United Kingdom", "u.k.": "United Kingdom",
    "britain": "United Kingdom", "french": "France", "german": "Germany", "polish": "Poland", "turkish": "Turkey",
    "hungarian": "Hungary", "italian": "Italy", "chinese": "China", "indian": "India", "canadian": "Canada",
    "iranian": "Iran", "moldovan": "Moldova", "finnish": "Finland", "chechen": "Chechnya", "nato": "NATO",
    "eu": "European Union",
    "un": "United Nations", "u.n.": "United Nations", "iaea": "International Atomic Energy Agency", "kyiv": "Kyiv",
}  # fmt: skip
_SAME_ROLE = (
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\bministers? (?:of|for) (defence|foreign|interior|energy)(?: affairs)?\b"), r"\1 minister"),
    (re.compile(r"\bforeign affairs minister\b|\bforeign secretary\b"), "foreign minister"),
    (re.compile(r"\bdefence secretary\b(?=.*united kingdom)"), "defence minister"),
    (re.compile(r"\bpremier\b"), "prime minister"),
    (re.compile(r"\btop diplomat\b"), "foreign minister"),
    (re.compile(r"\bcommander in chief\b|\barmy chief\b|\btop general\b"), "commander-in-chief"),
    (re.compile(r"\bregional governor\b"), "governor"), (re.compile(r"\bboss\b|\bfounder\b"), "head"),
    (re.compile(r"\bspokesperson\b"), "spokesman"),
    (re.compile(r"\bsecretary general\b"), "secretary-general"),
    (re.compile(r"\bchief of general staff\b"), "chief of the general staff"),
)  # fmt: skip
_REGION = re.compile(r"\s+(?:region|oblast|province)$")


def holder(role: str, on: date | None) -> Entity | None:
    """The person who held the office on the day; None where the words name no listed office or no day is given."""
    words = re.sub(r"^the\s+", "", role.casefold().replace("’", "'").strip())
    for title, state in _readings(words):
        office = f"{title} of {state}".casefold()
        for pattern, usual in _SAME_ROLE:
            office = pattern.sub(usual, office)
        found = entities().office_holder(office, on)
        if found is not None:
            return found
    return None


def _readings(words: str) -> list[tuple[str, str]]:
    """(title, state) for "Ukraine's president", "Ukrainian president" and "president of Ukraine"."""
    readings = []
    if " of " in words:
        title, _, state = words.rpartition(" of ")
        readings.append((title, state))
    owner, _, title = words.partition("'s ")
    if title:
        readings.append((title, owner))
    first, _, rest = words.partition(" ")
    if rest:
        readings.append((rest, first))
        second, _, tail = rest.partition(" ")
        readings.append((tail, f"{first} {second}"))
    return [(title.strip(), _state(state)) for title, state in readings]


def _state(words: str) -> str:
    words = _REGION.sub("", re.sub(r"^the\s+", "", words.strip()))
    return _STATES.get(words, words)
