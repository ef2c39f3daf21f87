"""Resolves a role to its holder by date: "the Ukrainian president", "Kharkiv's mayor", "governor of Luhansk region".

Reads the list of offices, writes nothing.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import chain

from pipeline.enrich.entities import Entity, entities

# Adjective or short name -> the name that the list of offices has.
STATES = {
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
    (re.compile(r"^pentagon (?:chief|head) of .*|^(?:chief|head) of pentagon$"), "defence secretary of united states"),
    (re.compile(r"\bpremier\b"), "prime minister"),
    (re.compile(r"\btop diplomat\b"), "foreign minister"),
    (re.compile(r"\bcommander in chief\b|\b(?:army|military) chief\b|\btop (?:general|commander)\b"),
     "commander-in-chief"),
    (re.compile(r"\bregional governor\b"), "governor"), (re.compile(r"\b(?:boss|founder|owner|financier)\b"), "head"),
    (re.compile(r"\bspokesperson\b"), "spokesman"),
    (re.compile(r"\bsecretary general\b"), "secretary-general"),
    (re.compile(r"\bchief of general staff\b"), "chief of the general staff"),
)  # fmt: skip
_WAGNER = re.compile(
    r"\bwagner(?: (?:mercenary|private|military|paramilitary))+(?: (?:group|company|force|outfit|army))?\b"
)
_REGION = re.compile(r"\s+(?:region|oblast|province)$")
_BODY = re.compile(
    r"\b(?:regional |oblast )?(?:military|state|civil-military) administration\b|\bregional administration\b"
)
_HEADS = ("head", "chief", "leader", "director", "commander", "boss")  # words that one office takes from each other
_OF_STATES = ("president", "chancellor", "prime minister")  # whom "leader" of a state means, the first that there is


def holder(role: str, on: date | None) -> Entity | None:
    """The person who held the office on the day; None where the words name no listed office or no day is given."""
    words = re.sub(r"^the\s+", "", role.casefold().replace("’", "'").strip())
    words = _WAGNER.sub("wagner", words)
    for title, state in _readings(words):
        for office in _titles(title):
            found = entities().office_holder(_usual(f"{office} of {state}"), on)
            if found is not None:
                return found
    return None


def has_held(name: str, title: str, on: date | None) -> bool:
    """Whether the person held an office on the day that goes by this one word: "president", "governor"."""
    return on is not None and any(
        holder == name and first <= on and (last is None or on <= last) for holder, first, last in _terms(title)
    )


@lru_cache(maxsize=256)
def _terms(title: str) -> list[tuple[str, date, date | None]]:
    """Holder, first and last day of all offices of one title."""
    offices = entities().offices.items()
    return [(row.holder, row.first, row.last) for o, rows in offices if o.startswith(f"{title} of ") for row in rows]


def seat_of(name: str, on: date | None) -> str | None:
    """The town or the oblast that the person headed on the day: Kramatorsk of its mayor."""
    for holder, first, last, seat in _seats():
        if holder == name and on is not None and first <= on and (last is None or on <= last):
            return seat
    return None


@lru_cache(maxsize=1)
def _seats() -> list[tuple[str, date, date | None, str]]:
    found = []
    for row in chain.from_iterable(entities().offices.values()):
        title, _, seat = row.name.partition(" of ")
        if title == "governor" and not seat.endswith("Oblast"):
            seat += " Oblast"
        if title in ("mayor", "governor"):
            found.append((row.holder, row.first, row.last, seat))
    return found


def _usual(office: str) -> str:
    office = office.casefold()
    for pattern, usual in _SAME_ROLE:
        office = pattern.sub(usual, office)
    return office


def _titles(title: str) -> list[str]:
    """The title, and those that stand for the same office: "chief" for "head", "leader" for "president"."""
    same = [title]
    word = title.rsplit(" ", 1)[-1]
    if word in _HEADS:
        same += [title[: -len(word)] + other for other in _HEADS if other != word]
        same += [title[: -len(word)] + other for other in ("secretary-general", "director general")]
    if title == "leader":
        same += _OF_STATES
    if title in ("head", "chief"):
        same.append("governor")
    return same


def _readings(words: str) -> list[tuple[str, str]]:
    """(title, state) for "Ukraine's president", "Ukrainian president", "president of Ukraine", "head of Ukraine's
    military intelligence"."""
    readings = []
    words = re.sub(r"\s+", " ", _BODY.sub("", words)).strip()
    if " of " in words:
        title, _, rest = words.rpartition(" of ")
        readings.append((title, rest))
        title, _, rest = words.partition(" of ")
        state, body = _body(re.sub(r"^the ", "", rest))
        readings.append((f"{body} {title}", state) if body else (title, state))
        readings.append((title, body))
    owner, _, title = words.partition("'s ")
    if title:
        readings.append((title, owner))
    first, _, rest = words.partition(" ")
    if rest:
        readings.append((rest, first))
        second, _, tail = rest.partition(" ")
        readings.append((tail, f"{first} {second}"))
    return [(title.strip(), _state(state)) for title, state in readings]


def _body(words: str) -> tuple[str, str]:
    """ "ukraine's military intelligence", "the ukrainian military intelligence": whose, and which body."""
    owner, _, body = words.partition("'s ")
    if not body:
        owner, _, body = words.partition(" ")
    return owner, body


def _state(words: str) -> str:
    words = _REGION.sub("", re.sub(r"^the\s+", "", words.strip()))
    words = re.sub(r" group$", "", words)
    return STATES.get(words, words)
