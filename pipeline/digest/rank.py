"""Decide what goes on top: what changed and is disputed before what is merely large.

Reads a ledger and its statements, writes nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

from pipeline.digest import compose, disputes, pairs, phrase
from pipeline.digest.edition import Change, Disagreement, Estimate, Sentence, Statement
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ClaimRow

MOST = 8
LEAST_WEIGHT = 20.0  # below that a sentence waits in its section; five come through on a quiet day all the same
LEAST = 5
PER_PLACE = 2
A_MONTH = timedelta(days=31)  # a figure over more is a balance, no news of the day
ABROAD = -30.0  # for what is told of a place where there is no war
LONG = {"control": -60.0}  # for what took more than a month; a town that was left at some time in it is no news
ROUTINE = -25.0  # the same for all else, for running totals and for rates
NAMELESS = -20.0  # for a speaker without a name, or an outlet's own words
NARROW = -15.0  # for what one witness or one unit can tell of
BALANCE = -60.0  # for a total that is told as the figure of a day
REPEATED = -25.0  # for what was reported on an earlier day already
HELD = -25.0  # for a place said to be held: that is how it was before
CONFIRMS = 0.1  # share by which a confirming figure may differ: what newsrooms round a toll by

OPENINGS = {"revised": "Before that, ", "corrected": "Before that, ", "contradicted": "Against that, ",
            "confirmed": "Earlier, "}  # fmt: skip

ORDER = ("corrected", "revised", "contradicted", "confirmed")

News = Disagreement | Change | Statement

# What a kind of news weighs before its size; chosen on the corpus by asking which sentence an editor would put first.
WEIGHT = {
    "killed": 40.0,
    "killed_or_wounded": 38.0,
    "control": 60.0,
    "losses": 30.0,
    "wounded": 20.0,
    "missing": 20.0,
    "captured": 30.0,
    "exchanged": 35.0,
    "launched": 30.0,
    "shot_down": 28.0,
    "hit": 15.0,
    "destroyed": 12.0,
    "displaced": 25.0,
    "distance": 20.0,
    "area": 25.0,
}


def weight(ledger: Ledger, statement: Statement) -> float:
    """Kind of news, size on a log scale, how many outlets carry it, who says so, and how fresh it is."""
    size = max(statement.low or 0.0, statement.high or 0.0)
    scale = 8 * math.log10(1 + size) if statement.measure not in ("distance", "control") else 0.0
    moved = {"takes": 15.0, "withdraws": 15.0, "holds": HELD}.get(statement.action or "", 0.0)
    long = statement.start is not None and statement.end is not None and statement.end - statement.start > A_MONTH
    routine = (
        LONG.get(statement.measure, ROUTINE) if long else ROUTINE if statement.cumulative or statement.per else 0.0
    )
    official = 10.0 if statement.voice_side else 0.0
    stale = -40.0 if compose.is_old(ledger, statement) else 0.0
    ended = statement.end or statement.stated_on
    aging = -3.0 * min(10, max(0, (ledger.day - ended).days - 1))
    row = ledger.places.get(statement.place or "")
    abroad = ABROAD if row and row.country and row.country not in compose.AT_WAR else 0.0
    balance = BALANCE if compose.is_balance(statement) and not statement.cumulative else 0.0
    nothing = -25.0 if statement.high == 0 else 0.0
    worth = WEIGHT.get(statement.measure, 10.0) + scale + moved + official + _standing(statement)
    repeated = REPEATED if statement.first_on < ledger.day else 0.0
    return worth + routine + stale + aging + nothing + repeated + abroad + balance + 4.0 * (statement.outlets - 1)


def _standing(statement: Statement) -> float:
    """Less for what nobody puts his name to, and for what is told of one street or one platoon."""
    cited = statement.sentence.clauses[0].citations[0]
    nameless = NAMELESS if cited.speaker is None or phrase.is_description(cited.speaker) else 0.0
    return nameless + (NARROW if phrase.narrow(cited) else 0.0)


def top(
    ledger: Ledger, told: list[Statement], disputed: Iterable[Disagreement], changes: Iterable[Change]
) -> list[Sentence]:
    """Candidates for the top line, best first; one per thing, disputes before revisions before plain news."""
    fresh = {claim.statement_id for claim in ledger.today}
    denied = {_figure(item) for item in told if item.stance == "denies"}
    ranked: list[tuple[float, tuple[object, ...], News]] = [
        (_dispute_weight(ledger, item), _thing(item.statements[0]), item) for item in disputed
    ]
    for change in changes:
        if change.kind in ("revised", "corrected"):
            claim = ledger.claims[change.sentence.citations[0].claim_id or ""]
            ranked.append((30.0 + WEIGHT.get(claim.measure, 10.0), _thing(claim), change))
    ranked += [(weight(ledger, item), _thing(item), item) for item in told
               if item.statement_id in fresh and not compose.is_old(ledger, item)
               and (item.stance == "denies" or _figure(item) not in denied)]  # fmt: skip
    chosen: dict[tuple[object, ...], tuple[float, News]] = {}
    for score, thing, news in sorted(ranked, key=lambda item: (-item[0], _news_id(item[2]))):
        chosen.setdefault(thing, (score, news))
    best = [(thing, score, _told(ledger, news, told)) for thing, (score, news) in list(chosen.items())[: 4 * MOST]]
    kept = _spread_out(ledger, best)
    return [sentence for position, (score, sentence) in enumerate(kept) if score >= LEAST_WEIGHT or position < LEAST]


def _figure(statement: Statement) -> tuple[object, ...]:
    """Whose figure it is: what a voice denies is not told on top as its own."""
    return (statement.voice, statement.measure, statement.side, statement.low or statement.high)


def _dispute_weight(ledger: Ledger, dispute: Disagreement) -> float:
    """How heavy and how far apart; less for what was disputed before."""
    best = max((weight(ledger, item) for item in dispute.statements if not compose.is_balance(item)), default=0.0)
    if all(item.first_on < ledger.day for item in dispute.statements):
        best += REPEATED
    return 20.0 + disputes.spread(dispute) + best


def _news_id(news: News) -> str:
    if isinstance(news, Disagreement):
        return news.disagreement_id
    return news.sentence.sentence_id


def _told(ledger: Ledger, news: News, told: Iterable[Statement]) -> Sentence:
    if isinstance(news, Disagreement):
        return dispute_sentence(ledger, news)
    return pairs.sentence(ledger, news, told) if isinstance(news, Statement) else news.sentence


def _spread_out(ledger: Ledger, best: list[tuple[tuple[object, ...], float, Sentence]]) -> list[tuple[float, Sentence]]:
    """No figure of one speaker twice, and at most two sentences on one place while there are others."""
    told: Counter[object] = Counter()
    kept: list[tuple[float, Sentence]] = []
    spare: list[tuple[float, Sentence]] = []
    said: dict[tuple[object, ...], set[str | None]] = defaultdict(set)
    for thing, score, sentence in best:
        leads = [ledger.claims[clause.citations[0].claim_id or ""] for clause in sentence.clauses]
        figures = [((claim.origin_id, claim.low, claim.high, claim.unit, claim.action), claim.place) for claim in leads]
        if _known(said, *figures[0]):
            continue
        told[thing[-1]] += 1
        crowded = thing[-1] is not None and told[thing[-1]] > PER_PLACE
        (spare if crowded else kept).append((score, sentence))
        for figure, place in figures:
            said[figure].add(place)
    return kept + spare[: max(0, LEAST - len(kept))]


def _known(said: dict[tuple[object, ...], set[str | None]], figure: tuple[object, ...], place: str | None) -> bool:
    """Whether the figure was told of the place, or of a place that only one of the two tellings names."""
    return bool(said[figure]) and (place in said[figure] or place is None or None in said[figure])


def _thing(item: Statement | ClaimRow) -> tuple[object, ...]:
    """What is told of; that a place changed hands is one thing, whoever took it."""
    if item.measure == "control":
        return (item.measure, item.place)
    return (item.measure, item.action, item.side, item.place)


def with_judgement(best: list[Sentence], expected: Iterable[Estimate]) -> tuple[Sentence, ...]:
    """The top line: the best sentences, and what a service expects by its scale; more of it on a day with little."""
    judged = [item.sentence for item in expected if item.scale][: max(1, LEAST - len(best))]
    return (*best[: MOST - len(judged)], *judged)


def dispute_sentence(ledger: Ledger, dispute: Disagreement) -> Sentence:
    """The first and the last word of a dispute, in one sentence of two clauses; a denial answers what it denies."""
    lead = min(
        dispute.statements,
        key=lambda item: (item.stance == "denies" or item.high == 0, ledger.claims[item.claim_id].speaker is None),
    )
    other = _opponent(ledger, dispute, lead)
    clauses = (lead.sentence.clauses[0], compose.after("Against that, ", other))
    return Sentence(compose.sentence_id("top", dispute.disagreement_id), clauses)


def _opponent(ledger: Ledger, dispute: Disagreement, lead: Statement) -> Statement:
    """The latest statement of a named speaker that contradicts the lead; of an outlet, where nobody is named.

    Of one day a denial, then what most outlets carry.
    """
    first, known = lead.statement_id, ledger.contradicting
    others = [item for item in dispute.statements if item is not lead]
    against = [item for item in others if {(first, item.statement_id), (item.statement_id, first)} & known.keys()]
    named = [item for item in against if ledger.claims[item.claim_id].speaker is not None]
    return max(named or against or others, key=lambda item: (item.stated_on, item.stance == "denies", item.outlets))


def changes(ledger: Ledger, told: list[Statement]) -> tuple[Change, ...]:
    """What the day's new statements do to those of earlier days: revise, contradict, confirm; corrected articles."""
    by_id = {statement.statement_id: statement for statement in told}
    found: dict[tuple[object, ...], tuple[tuple[object, ...], str, Statement, Statement]] = {}
    for relation in ledger.relations:
        later, earlier = ledger.claims[relation.claim_id], ledger.claims[relation.other_claim_id]
        kind = _kind(relation.kind, relation.rule, later, earlier)
        after, before = by_id.get(later.statement_id), by_id.get(earlier.statement_id)
        if kind is None or after is None or before is None or after is before or later.published_on != ledger.day:
            continue
        if kind != "corrected" and after.first_on < ledger.day:
            continue  # an earlier report has said so
        # A toll that was raised three times is told once: the last figure against the one before it.
        key = (kind, later.origin_id, later.measure, later.side, later.place, later.unit)
        turn = (later.stated_on, later.told_at, earlier.stated_on, earlier.told_at, later.claim_id, earlier.claim_id)
        if key not in found or turn > found[key][0]:
            found[key] = (turn, kind, after, before)
    ranked = []
    for _, kind, after, before in found.values():
        sentence = _changed(after, before, kind)
        ranked.append((ORDER.index(kind), -weight(ledger, after), sentence.sentence_id, Change(kind, sentence)))
    return tuple(item[-1] for item in sorted(ranked, key=lambda item: item[:-1]))


def _kind(relation: str, rule: str, later: ClaimRow, earlier: ClaimRow) -> str | None:
    if relation == "revision":
        return "corrected" if rule == "corrected" else "revised"
    if earlier.published_on >= later.published_on:
        return None
    if relation == "agreement":  # an outlet's own words confirm nothing: nobody stands behind them
        return "confirmed" if later.speaker and _near(later, earlier) else None
    return {"contradiction": "contradicted"}.get(relation)


def _near(one: ClaimRow, other: ClaimRow) -> bool:
    """ "At least 89" is not at odds with 400, but confirms nothing: the figures themselves must be close."""
    first, second = (
        value if value is not None else high for value, high in ((one.low, one.high), (other.low, other.high))
    )
    if first is None or second is None:
        return first == second
    return abs(first - second) <= CONFIRMS * max(first, second)


def _changed(later: Statement, earlier: Statement, kind: str) -> Sentence:
    clauses = (later.sentence.clauses[0], compose.after(OPENINGS[kind], earlier))
    return Sentence(compose.sentence_id(kind, later.statement_id, earlier.statement_id), clauses)
