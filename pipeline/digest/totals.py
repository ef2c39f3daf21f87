"""Running totals of one speaker as tables, with what changed since the total before.

Reads a ledger and its statements, writes nothing. A total that falls, or that grows by something else than the daily
figure of the same speaker, is flagged.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from pipeline.digest import dates, figures, phrase
from pipeline.digest.edition import Clause, Count, Sentence, Statement, Total, TotalTable
from pipeline.digest.ledger import Ledger

FELL = "The total fell."
DIFFERS = "The total grew by something else than the speaker's daily figure."

Thing = tuple[object, ...]


def tables(ledger: Ledger, told: list[Statement]) -> tuple[TotalTable, ...]:
    """One table per speaker, side and last day, of the totals that an article of the day gives.

    One or two totals that nothing goes before need no table: they are figures like others.
    """
    fresh = {claim.statement_id for claim in ledger.today}
    running = [item for item in told if is_total(item)]
    grouped: dict[tuple[str, str, date], list[Total]] = defaultdict(list)
    for item in running:
        if item.statement_id in fresh and item.end is not None:
            grouped[item.voice, item.side or "", item.end].append(_total(ledger, item, running, told))
    shown = {key: totals for key, totals in grouped.items() if len(totals) > 2 or _grew(totals)}
    order = sorted(shown, key=lambda key: (-key[2].toordinal(), -len(shown[key]), key[0], key[1]))
    return tuple(TotalTable(key[0], key[1] or None, key[2], tuple(sorted(shown[key], key=_order))) for key in order)


def _grew(totals: list[Total]) -> bool:
    return any(total.change is not None for total in totals)


def is_total(statement: Statement) -> bool:
    return (
        statement.cumulative
        and statement.stance != "denies"
        and statement.low is not None
        and statement.end is not None
    )


def _order(total: Total) -> tuple[object, ...]:
    return (total.statement.unit is not None, -(total.statement.low or 0.0), total.label, total.statement.statement_id)


def _thing(statement: Statement) -> Thing:
    return (statement.voice, statement.measure, statement.side, statement.unit, statement.place)


def _total(ledger: Ledger, item: Statement, running: list[Statement], told: list[Statement]) -> Total:
    last = _before(item, running)
    daily = _daily(item, told)
    change = None if last is None else (item.low or 0.0) - (last.low or 0.0)
    claim = ledger.claims[item.claim_id]
    label = claim.unit or f"{phrase.things(claim)[0]} {phrase.PARTICIPLE[item.measure]}"
    label += f" in {item.place}" if item.place else ""
    return Total(
        label=label[:1].upper() + label[1:],
        statement=item,
        change=change,
        since=last.end if last else None,
        before=last.statement_id if last else None,
        stated_daily=daily,
        alarm=_alarm(item, last, change, daily),
    )


def _before(item: Statement, running: list[Statement]) -> Statement | None:
    """The total before: of the same thing, from the same first day, up to an earlier last one."""
    ended = item.end or date.max
    earlier = [
        (other.end, other.statement_id, other)
        for other in running
        if _thing(other) == _thing(item) and other.start == item.start and other.end and other.end < ended
    ]
    return max(earlier, key=lambda found: found[:2])[2] if earlier else None


def _alarm(item: Statement, last: Statement | None, change: float | None, daily: float | None) -> str | None:
    if change is None or last is None or item.end is None or last.end is None:
        return None
    if change < 0:
        return FELL
    next_day = item.end - last.end == timedelta(days=1)
    return DIFFERS if next_day and daily is not None and change != daily else None


def _daily(item: Statement, told: list[Statement]) -> float | None:
    """The same speaker's figure for the last day of the total alone."""
    for other in told:
        same = _thing(other) == _thing(item) and not other.cumulative and other.stance != "denies"
        if (
            same
            and other.start
            and other.end == item.end
            and other.end
            and other.end - other.start <= timedelta(days=1)
        ):
            return other.low
    return None


def change_sentence(ledger: Ledger, total: Total, told: list[Statement]) -> Sentence:
    """The total, and how much more or less it is than the one before; checked against both statements."""
    item = total.statement
    lead = item.sentence.clauses[0]
    before = next((other for other in told if other.statement_id == total.before), None)
    if total.change is None or total.since is None or before is None:
        return Sentence(item.sentence.sentence_id, (lead,))
    earlier = before.sentence.clauses[0]
    if total.change == 0:
        text = f"That is unchanged since {dates.show(total.since, ledger.day)}."
        counts: tuple[Count, ...] = ()
    else:
        word = "more" if total.change > 0 else "fewer"
        text = f"That is {figures.show(abs(total.change))} {word} than up to {dates.show(total.since, ledger.day)}."
        counts = (Count("difference", abs(total.change)),)
    clause = Clause(text, (lead.citations[0], earlier.citations[0]), (), (), counts)
    return Sentence(item.sentence.sentence_id, (lead, clause))
