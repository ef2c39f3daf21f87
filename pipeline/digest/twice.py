"""Find what is said twice: one figure of one voice in two tellings, or by an outlet and by him whom it quotes.

Reads a ledger and its statements, writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pipeline.digest import compose
from pipeline.digest.check import check
from pipeline.digest.edition import Statement
from pipeline.digest.ledger import Ledger

Figure = tuple[object, ...]


def figure_of(item: Statement) -> Figure:
    """What is counted and how many, whoever says so and wherever."""
    denied = item.stance == "denies"
    return (item.measure, item.side, item.unit, item.per, item.cumulative, item.action, denied, item.low, item.high)


def meets(one: Statement, other: Statement) -> bool:
    """Whether two tellings may be of one thing: places and days that are equal, or that one of them leaves open."""
    placed = None in (one.place, other.place) or one.place == other.place
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return placed
    return placed and one.start <= other.end and other.start <= one.end


def own_words(ledger: Ledger, item: Statement) -> bool:
    """Whether nobody but the outlet says so."""
    return ledger.claims[item.claim_id].speaker is None


def echoes(ledger: Ledger, told: Iterable[Statement]) -> set[str]:
    """Statements in which an outlet says in its own words what somebody is quoted for: no second opinion."""
    named: dict[Figure, list[Statement]] = defaultdict(list)
    silent = []
    for item in told:
        if own_words(ledger, item):
            silent.append(item)
        else:
            named[figure_of(item)].append(item)
    return {
        item.statement_id
        for item in silent
        if any(item.place == other.place and meets(item, other) for other in named[figure_of(item)])
    }


def once(ledger: Ledger, told: list[Statement], disputed: Collection[str]) -> list[Statement]:
    """The statements without those that another one tells as well.

    Where the voice is the same, that one cites their articles, too. What is in dispute stays: the dispute leads to it.
    """
    groups: dict[Figure, list[Statement]] = defaultdict(list)
    for item in sorted(told, key=_fullness):
        if item.measure != "control":
            groups[figure_of(item)].append(item)
    kept = {item.statement_id: item for item in told}
    for group in groups.values():
        claims = {item.statement_id: compose.claims_of(ledger, item) for item in group}
        for position, item in enumerate(group):
            fuller = (each for each in group[:position] if each.statement_id in kept and _tells(ledger, each, item))
            best = next(fuller, None)
            if best is None or item.statement_id in disputed:
                continue
            if best.voice == item.voice:
                joined = compose.statement(ledger, claims[best.statement_id] + claims[item.statement_id])
                if check(ledger, joined.sentence):
                    continue
                kept[best.statement_id] = joined
                claims[best.statement_id] += claims[item.statement_id]
            del kept[item.statement_id]
    return list(kept.values())


def _fullness(item: Statement) -> tuple[object, ...]:
    """With its days before without, then as most outlets tell it: one may have misread the place."""
    undated = sum(value is None for value in (item.start, item.end))
    return (undated, -item.outlets, item.place is None, item.voice_side is None, item.stated_on, item.statement_id)


def _tells(ledger: Ledger, best: Statement, item: Statement) -> bool:
    """Whether `best` tells all of `item`: the same voice, or in one article him whom the outlet follows."""
    if not meets(best, item):
        return False
    if best.voice == item.voice:
        return best.place != item.place or best.start is None or item.start is None
    articles = {claim.article_id for claim in ledger.by_statement[best.statement_id]}
    carried = {claim.article_id for claim in ledger.by_statement[item.statement_id]}
    return best.place == item.place and own_words(ledger, item) and not own_words(ledger, best) and carried <= articles
