"""Tell two figures of one event in one sentence: the dead with the wounded, what was fired with what was shot down.

Reads a ledger and its statements, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.digest import compose, phrase
from pipeline.digest.edition import Clause, Sentence, Statement
from pipeline.digest.ledger import Ledger

PAIRS = (("killed", "wounded"), ("launched", "shot_down"))  # in the order in which they are told


def sentence(ledger: Ledger, statement: Statement, told: Iterable[Statement]) -> Sentence:
    """The statement, with the other figure that the same voice gives of the same event; alone where there is none."""
    pair = next((pair for pair in PAIRS if statement.measure in pair), ())
    others = [item for item in told if item.measure in pair and _goes_with(item, statement)]
    if not others or statement.start is None:
        return statement.sentence
    other = max(others, key=lambda item: (item.low or item.high or 0.0, item.statement_id))
    first, second = sorted((statement, other), key=lambda item: pair.index(item.measure))
    told_first = first.sentence.clauses[0]
    name = compose.sentence_id("both", first.statement_id, second.statement_id)
    return Sentence(name, (told_first, _also(ledger, second)))


def _goes_with(item: Statement, other: Statement) -> bool:
    """Another measure of the same event by the same voice, and not that there was nothing."""
    return (
        item.measure != other.measure
        and _event(item) == _event(other)
        and "denies" not in (item.stance, other.stance)
        and item.high != 0
    )


def _event(item: Statement) -> tuple[object, ...]:
    return (
        item.voice,
        item.place,
        item.start,
        item.end,
        item.stated_on,
        item.side,
        item.unit,
        item.per,
        item.cumulative,
    )


def _also(ledger: Ledger, statement: Statement) -> Clause:
    """`Also 20 civilians wounded (stated 31 December).`: without what the sentence before has said."""
    clause = statement.sentence.clauses[0]
    cited = clause.citations[0]
    opening = f"{phrase.capital(cited.speaker or cited.outlet)}: "
    if not clause.text.startswith(opening):
        return clause
    where_and_when = phrase.body(ledger.claims[statement.claim_id], ledger.day).rest
    return replace(clause, text=f"Also {clause.text[len(opening) :].replace(where_and_when, '', 1)}")
