"""Set what was expected earlier beside what is stated now of the same place and the same kind of thing.

Reads a ledger and its statements, writes nothing. Nobody is declared right: whether the one answers the other is the
reader's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    found: dict[tuple[str | None, str], Foreseen] = {}
    for row in ledger.expected:
        measures = measures_of(ledger, row)
        said_on = ledger.articles[row.ce_id].published_on
        beside = [
            item for item in told if item.place == row.place and item.measure in measures and item.stated_on > said_on
        ]
        if beside:
            sentence = tell.estimate(ledger, row)
            judged = row.speaker is not None and row.hedge_phrase is not None
            key = (row.speaker, f"{row.place} {row.hedge_phrase}" if judged else tell.words(sentence))
            # What several outlets carry of one speaker, or in one wording, is one expectation; the first counts.
            if key not in found or found[key].said_on > said_on:
                found[key] = Foreseen(sentence, row.place or "", said_on, tuple(beside[:MOST_BESIDE]))
    return sorted(found.values(), key=lambda item: (-item.said_on.toordinal(), item.sentence.sentence_id))


def measures_of(ledger: Ledger, row: TellingRow) -> frozenset[str]:
    """The measures that the sentence of an expectation speaks of; none where its words name none."""
    whole = tell.words(tell.estimate(ledger, row))
    return frozenset(measure for words, measures in ABOUT if words.search(whole) for measure in measures)
