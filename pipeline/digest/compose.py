"""Tell the day: statements from claims, then what is disputed, what changed, who holds what, what is expected.

Reads a ledger, writes nothing. Every sentence is composed with its citations; whether it may stand is `check`'s to say.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from pipeline.digest import dates, evidence, phrase
from pipeline.digest.edition import Citation, Clause, Count, Disagreement, Group, Sentence, Statement, Topic
from pipeline.digest.ledger import ClaimRow, Ledger, TellingRow

TOPICS: dict[str, tuple[str, ...]] = {
    "Killed and wounded": ("killed", "wounded", "killed_or_wounded", "losses", "missing"),
    "Attacks and air defence": ("launched", "shot_down", "hit"),
    "Equipment": ("destroyed",),
    "Prisoners": ("captured", "exchanged"),
    "Displaced": ("displaced",),
    "Movement": ("distance", "area"),
}
NO_PLACE = "No single place"


def sentence_id(kind: str, *parts: object) -> str:
    """A permanent address for a sentence: the same thing told again has the same."""
    key = "\x1f".join(str(part) for part in (kind, *parts))
    return f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def statements(ledger: Ledger) -> list[Statement]:
    """One statement per voice and figure, of the day and of what it is related to, in the order they were made."""
    grouped: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in ledger.claims.values():
        grouped[claim.statement_id].append(claim)
    told = [_statement(ledger, claims) for claims in grouped.values()]
    return sorted(told, key=lambda item: (item.stated_on, item.voice, item.statement_id))


def lead_order(claim: ClaimRow) -> tuple[object, ...]:
    """The claim that tells a statement best: named speaker, fullest, least relayed, first."""
    gaps = sum(value is None for value in (claim.place, claim.start, claim.speaker, claim.side))
    return (not claim.stands, claim.speaker is None, gaps, len(claim.relayed_by), claim.told_at, claim.claim_id)


def _statement(ledger: Ledger, claims: list[ClaimRow]) -> Statement:
    ordered = sorted(claims, key=lead_order)
    lead = ordered[0]
    return Statement(
        statement_id=lead.statement_id,
        claim_id=lead.claim_id,
        measure=lead.measure,
        side=lead.side,
        place=lead.place,
        start=lead.start,
        end=lead.end,
        low=lead.low,
        high=lead.high,
        approx=lead.approx,
        unit=lead.unit,
        per=lead.per,
        cumulative=lead.cumulative,
        action=lead.action,
        stance=lead.stance,
        voice=lead.origin,
        stated_on=lead.stated_on,
        outlets=len({claim.outlet for claim in claims}),
        sentence=Sentence(sentence_id("claim", lead.statement_id), (claim_clause(ledger, ordered),)),
    )


def claim_clause(ledger: Ledger, ordered: list[ClaimRow], opening: str = "") -> Clause:
    """The clause that tells a statement, cited to every article that carries it."""
    lead = ordered[0]
    articles: dict[str, ClaimRow] = {}
    for claim in ordered:
        articles.setdefault(claim.article_id, claim)
    relays = tuple(lead.relayed_by)
    tail = [f"stated {dates.show(lead.stated_on, ledger.day)}"]
    if relays:
        tail.append(f"relayed by {' and '.join(relays)}")
    outlets = len({claim.outlet for claim in articles.values()})
    counts: tuple[Count, ...] = ()
    if outlets > 1:
        tail.append(f"{outlets} outlets, 1 origin")
        counts = (Count("outlets", outlets), Count("origins", 1))
    text = f"{opening}{phrase.headline(lead, ledger.day)}{phrase.of_them(lead)}{phrase.doubt(lead)} ({'; '.join(tail)})."
    names = tuple(dict.fromkeys(name for name in (phrase.who(lead), lead.place, lead.weapon, *relays) if name))
    details = tuple(part for part in (lead.place_part, *(p["of"] for p in lead.parts)) if part)
    days = tuple(day for day in (lead.start, lead.end, lead.stated_on) if day)
    first = evidence.cite(ledger, lead, names, days, details)
    others = tuple(evidence.cite(ledger, claim) for claim in articles.values() if claim is not lead and claim.article_id != lead.article_id)
    return Clause(text, (first, *others), names, details, counts)


def of_today(ledger: Ledger, told: Iterable[Statement]) -> list[Statement]:
    """Statements that an article of the day carries."""
    carried = {claim.statement_id for claim in ledger.today}
    return [statement for statement in told if statement.statement_id in carried]


def topics(told: Iterable[Statement]) -> tuple[Topic, ...]:
    """Figures by kind and place: places with most said first, totals without a place last."""
    told = list(told)
    found = []
    for title, measures in TOPICS.items():
        groups = by_place(statement for statement in told if statement.measure in measures)
        if groups:
            found.append(Topic(title, groups))
    return tuple(found)


def by_place(told: Iterable[Statement]) -> tuple[Group, ...]:
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        grouped[statement.place or NO_PLACE].append(statement)
    order = sorted(grouped, key=lambda place: (place == NO_PLACE, -len(grouped[place]), place))
    return tuple(Group(place, tuple(grouped[place])) for place in order)


def control(told: Iterable[Statement]) -> tuple[Group, ...]:
    return by_place(statement for statement in told if statement.measure == "control")


def disagreements(ledger: Ledger, told: list[Statement]) -> tuple[Disagreement, ...]:
    """Contradicting statements, joined where they share one, with the revisions of those who take part."""
    by_id = {statement.statement_id: statement for statement in told}
    leader = {statement_id: statement_id for statement_id in by_id}
    reasons: dict[str, set[str]] = defaultdict(set)
    named = [(ledger.claims[r.claim_id].statement_id, ledger.claims[r.other_claim_id].statement_id, r.reason)
             for r in ledger.relations if r.kind == "contradiction"]
    pairs = [pair for pair in named if pair[0] in by_id and pair[1] in by_id]
    for one, other, reason in pairs:
        leader[_lead(leader, one)] = _lead(leader, other)
        reasons[one].add(reason)
    members: dict[str, list[Statement]] = defaultdict(list)
    for one in sorted({statement_id for pair in pairs for statement_id in pair[:2]}):
        members[_lead(leader, one)].append(by_id[one])
    found = [_disagreement(ledger, parties, reasons) for parties in members.values()]
    return tuple(sorted(found, key=lambda item: (-_spread(item), item.disagreement_id)))


def _disagreement(ledger: Ledger, parties: list[Statement], reasons: dict[str, set[str]]) -> Disagreement:
    ordered = sorted(parties, key=lambda item: (item.stated_on, item.voice, item.statement_id))
    lead = ledger.claims[ordered[0].claim_id]
    why = sorted({reason for statement in ordered for reason in reasons[statement.statement_id]})
    sides = {ledger.claims[statement.claim_id].origin_side or ledger.claims[statement.claim_id].origin_id for statement in ordered}
    return Disagreement(
        disagreement_id=sentence_id("dispute", *sorted(statement.statement_id for statement in ordered)),
        heading=subject(lead, ledger.day),
        reasons=tuple(why),
        statements=tuple(ordered),
        sides=len(sides),
    )


def subject(claim: ClaimRow, today: date) -> str:
    """What a claim is about, without its figure: `Russian troops killed in Makiivka on 1 January`."""
    if claim.measure == "control":
        return f"Who holds {claim.place}"
    said = phrase.body(claim, today)
    if claim.measure in ("distance", "area"):
        return f"{said.subject} {said.verb}{f' in {claim.place}' if claim.place else ''}"
    plural = phrase.things(claim)[0]
    shown = f"{plural} {said.verb}{said.rest}"
    return shown[:1].upper() + shown[1:]


def _lead(leader: dict[str, str], key: str) -> str:
    while leader[key] != key:
        key = leader[key]
    return key


def _spread(item: Disagreement) -> float:
    """How far apart the figures are; control weighs as much as a thousand."""
    if any(statement.measure == "control" for statement in item.statements):
        return 1000.0
    values = [value for statement in item.statements for value in (statement.low, statement.high) if value is not None]
    return max(values, default=0.0) - min(values, default=0.0)


def tellings(ledger: Ledger, wanted: Callable[[TellingRow], bool], tell: Callable[[Ledger, TellingRow], Sentence]) -> list[Sentence]:
    """One sentence per telling of the day; the same words in two articles are told once, with both cited."""
    merged: dict[str, Sentence] = {}
    for row in ledger.tellings:
        if not wanted(row):
            continue
        sentence = tell(ledger, row)
        known = merged.get(sentence.text)
        if known is None:
            merged[sentence.text] = sentence
        else:
            clause = known.clauses[0]
            cited: tuple[Citation, ...] = (*clause.citations, *sentence.citations)
            merged[sentence.text] = Sentence(known.sentence_id, (Clause(clause.text, cited, clause.names, clause.details, clause.counts),))
    return list(merged.values())


def incident(ledger: Ledger, row: TellingRow) -> Sentence:
    """`Makiivka, on 1 January: “…” (Russian Ministry of Defence)`."""
    article = ledger.articles[row.ce_id]
    when = dates.window(row.start, row.end, ledger.day, cumulative=False)
    speaker = row.speaker or article.outlet
    where = ",".join(part for part in (row.place or "", when) if part).strip()
    text = f"{where}: “{row.quote}” ({speaker})." if where else f"“{row.quote}” ({speaker})."
    names = tuple(name for name in (row.place, speaker) if name)
    days = tuple(day for day in (row.start, row.end) if day)
    clause = Clause(text, (evidence.cite(ledger, row, names, days),), names)
    return Sentence(sentence_id("incident", row.ce_id, row.char_start, row.quote), (clause,))


def estimate(ledger: Ledger, row: TellingRow) -> Sentence:
    """`UK Ministry of Defence, hedged “unlikely” (PHIA: 25–35 %): “…”`."""
    article = ledger.articles[row.ce_id]
    speaker = row.speaker or article.outlet
    doubt = f", hedged “{row.hedge_phrase}”" if row.hedge_phrase else ""
    if row.hedge_low is not None and row.hedge_scale not in (None, "none"):
        doubt += f" ({row.hedge_scale}: {row.hedge_low}–{row.hedge_high} %)"
    clause = Clause(f"{speaker}{doubt}: “{row.quote}”.", (evidence.cite(ledger, row, (speaker,)),), (speaker,))
    return Sentence(sentence_id("estimate", row.ce_id, row.char_start, row.quote), (clause,))
