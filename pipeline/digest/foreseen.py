"""Set what was expected earlier beside what is stated now of the same place and the same kind of thing.

Reads a ledger and its statements, writes nothing. Nobody is declared right: whether the one answers the other is the
reader's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pipeline.digest import tell
from pipeline.digest.edition import Foreseen, Statement
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import TellingRow

MOST_BESIDE = 6  # statements beside one expectation; more are in their section

# What an expectation is about, by the words of its sentence: the measures that can speak to it.
ABOUT: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(
            r"\b(?:tak(?:e|es|en|ing)|captur\w*|seiz\w*|fall|falls|fell|hold|holds|held|los(?:e|es|ing)|control\w*|"
            r"encircl\w*|cut off|surround\w*|break(?:s|ing)? through|breakthrough\w*|advanc\w*|withdraw\w*|retreat\w*|"
            r"liberat\w*|collaps\w*|offensive)\b",
            re.I,
        ),
        frozenset({"control", "distance", "area"}),
    ),
    (
        re.compile(r"\b(?:casualt\w*|loss(?:es)?|dead|killed|deaths?|toll|figures?|wounded|bodies)\b", re.I),
        frozenset({"killed", "wounded", "killed_or_wounded", "losses", "missing"}),
    ),
    (
        re.compile(r"\b(?:missiles?|drones?|strikes?|shell\w*|attacks?|bomb\w*|wave|barrage)\b", re.I),
        frozenset({"launched", "shot_down", "hit", "destroyed"}),
    ),
    (re.compile(r"\b(?:prisoners?|swaps?|exchanges?)\b", re.I), frozenset({"captured", "exchanged"})),
    (re.compile(r"\b(?:evacuat\w*|flee\w*|displac\w*)\b", re.I), frozenset({"displaced"})),
)


def foreseen(ledger: Ledger, today: Iterable[Statement]) -> list[Foreseen]:
    """Earlier expectations with the day's statements on the same place and measure, the latest first."""
    told = list(today)
    found: list[Foreseen] = []
    seen: set[tuple[str | None, str]] = set()
    for row in sorted(ledger.expected, key=lambda item: _turn(ledger, item)):
        measures, said_on = measures_of(ledger, row), _said_on(ledger, row)
        beside = [
            item for item in told if item.place == row.place and item.measure in measures and item.stated_on > said_on
        ]
        sentence = tell.estimate(ledger, row)
        # What several outlets carry of one speaker, or one sentence with two words of doubt, is one expectation.
        keys = {(row.speaker, tell.words(sentence))}
        if row.speaker and row.hedge_phrase:
            keys.add((row.speaker, f"{row.place} {row.hedge_phrase}"))
        if beside and seen.isdisjoint(keys):
            found.append(Foreseen(sentence, row.place or "", said_on, tuple(beside[:MOST_BESIDE])))
        seen |= keys
    return sorted(found, key=lambda item: (-item.said_on.toordinal(), item.sentence.sentence_id))


def _turn(ledger: Ledger, row: TellingRow) -> tuple[object, ...]:
    """First told first; of one day those with a scale, and the fullest: no headline before its sentence."""
    return (_said_on(ledger, row), row.hedge_low is None, -len(row.quote))


def _said_on(ledger: Ledger, row: TellingRow) -> date:
    return ledger.articles[row.ce_id].published_on


def by_place(expected: Iterable[Foreseen]) -> list[tuple[str, list[Foreseen], list[Statement]]]:
    """Expectations of one place together, with what is stated beside any of them, once."""
    places: dict[str, list[Foreseen]] = {}
    for item in expected:
        places.setdefault(item.place, []).append(item)
    return [
        (place, items, list({told.statement_id: told for item in items for told in item.statements}.values()))
        for place, items in places.items()
    ]


def measures_of(ledger: Ledger, row: TellingRow) -> frozenset[str]:
    """The measures that the sentence of an expectation speaks of; none where its words name none."""
    whole = tell.words(tell.estimate(ledger, row))
    return frozenset(measure for words, measures in ABOUT if words.search(whole) for measure in measures)
