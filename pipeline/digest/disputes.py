"""Set contradicting statements side by side.

Reads a ledger and its statements, writes nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pipeline.digest import phrase, twice
from pipeline.digest.compose import is_balance, sentence_id
from pipeline.digest.edition import Disagreement, Statement
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ClaimRow

DOUBLINGS = 5.0  # beyond, a figure is more likely to be of something else than to be further off
BALANCE = 0.2  # weight of a dispute with a running total in it: it goes on for months
UNKNOWN = 0.4  # weight of a dispute with somebody who speaks for no state: often a witness of one street
TOLL = frozenset({"killed", "wounded", "killed_or_wounded"})


def disagreements(ledger: Ledger, told: list[Statement]) -> tuple[Disagreement, ...]:
    """Contradicting statements, joined where they share one, with the revisions of those who take part."""
    by_id = {statement.statement_id: statement for statement in told}
    leader = {statement_id: statement_id for statement_id in by_id}
    reasons: dict[str, set[str]] = defaultdict(set)
    # Who repeats a figure in his own words stands for nobody in its dispute.
    heard = by_id.keys() - twice.echoes(ledger, told)
    pairs = [(*pair, reason) for pair, reason in ledger.contradicting.items() if set(pair) <= heard]
    for one, other, reason in pairs:
        leader[_lead(leader, one)] = _lead(leader, other)
        reasons[one].add(reason)
    members: dict[str, list[Statement]] = defaultdict(list)
    for one in sorted({statement_id for pair in pairs for statement_id in pair[:2]}):
        members[_lead(leader, one)].append(by_id[one])
    found = [_disagreement(ledger, parties, reasons) for parties in _joined(members.values())]
    return tuple(sorted(found, key=lambda item: (-spread(item), item.disagreement_id)))


def _joined(disputed: Iterable[list[Statement]]) -> list[list[Statement]]:
    """Killed and wounded of one event, disputed by the same voices, are one dispute."""
    joined: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for position, parties in enumerate(disputed):
        people = {statement.measure for statement in parties} <= TOLL
        voices = frozenset(statement.voice for statement in parties)
        key = (parties[0].place, parties[0].side, voices) if people and parties[0].place else (position,)
        joined[key] += parties
    return list(joined.values())


def _order(item: Statement) -> tuple[object, ...]:
    """As it was said; of one day what is denied before the denial."""
    return (item.stated_on, item.stance == "denies", item.voice, item.measure, item.statement_id)


def _once(parties: list[Statement]) -> list[Statement]:
    """One voice, figure and place once, in the telling that most outlets carry: it may date it otherwise elsewhere."""
    found: dict[tuple[object, ...], Statement] = {}
    for item in sorted(parties, key=lambda item: (-item.outlets, _order(item))):
        found.setdefault((item.voice, item.place, twice.figure_of(item)), item)
    return list(found.values())


def _disagreement(ledger: Ledger, parties: list[Statement], reasons: dict[str, set[str]]) -> Disagreement:
    ordered = sorted(_once(parties), key=_order)
    lead = ledger.claims[ordered[0].claim_id]
    if len({statement.measure for statement in parties}) > 1:
        lead = replace(lead, measure="killed_or_wounded")
    one_window = len({(statement.start, statement.end) for statement in ordered}) == 1
    why = sorted({reason for statement in ordered for reason in reasons[statement.statement_id]})
    sides = {
        ledger.claims[statement.claim_id].origin_side or ledger.claims[statement.claim_id].origin_id
        for statement in ordered
    }
    return Disagreement(
        disagreement_id=sentence_id("dispute", *sorted(statement.statement_id for statement in ordered)),
        heading=subject(lead, ledger.day, dated=one_window),
        reasons=tuple(why),
        statements=tuple(ordered),
        sides=len(sides),
    )


def subject(claim: ClaimRow, today: date, *, dated: bool) -> str:
    """What a claim is about, without its figure: `Russian troops killed in Makiivka on 1 January`.

    Where the parties give different days, the heading gives none.
    """
    if claim.measure == "control":
        return f"Who holds {claim.place}"
    said = phrase.body(claim if dated else replace(claim, start=None, end=None), today)
    if claim.measure in ("distance", "area"):
        return f"{said.subject} {said.verb}{f' in {claim.place}' if claim.place else ''}"
    plural = phrase.things(claim)[0]
    shown = f"{plural} {said.verb}{said.rest}"
    return shown[:1].upper() + shown[1:]


def _lead(leader: dict[str, str], key: str) -> str:
    while leader[key] != key:
        key = leader[key]
    return key


def spread(item: Disagreement) -> float:
    """How far apart the parties are: doublings between the figures, weighed by their size; control counts as three."""
    if any(statement.measure == "control" for statement in item.statements):
        return 30.0
    balance = BALANCE if any(is_balance(statement) for statement in item.statements) else 1.0
    first = item.statements[0].measure
    told = [statement for statement in item.statements if statement.measure == first]
    values = [value for statement in told for value in (statement.low, statement.high) if value is not None]
    low, high = min(values, default=0.0), max(values, default=0.0)
    known = 1.0 if sum(statement.voice_side is not None for statement in item.statements) > 1 else UNKNOWN
    return known * balance * 10.0 * min(DOUBLINGS, math.log2((1 + high) / (1 + low))) * math.log10(1 + high)
