"""Tell the day: statements from claims, grouped by topic and place.

Reads a ledger, writes nothing. Every sentence is composed with its citations; whether it may stand is `check`'s to say.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from pipeline.digest import dates, evidence, phrase
from pipeline.digest.edition import Clause, Count, Group, Sentence, Statement, Topic
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ClaimRow

TOPICS: dict[str, tuple[str, ...]] = {
    "Killed and wounded": ("killed", "wounded", "killed_or_wounded", "losses", "missing"),
    "Attacks and air defence": ("launched", "shot_down"),
    "Damage and equipment lost": ("hit", "destroyed"),
    "Prisoners": ("captured", "exchanged"),
    "Displaced": ("displaced",),
    "Movement": ("distance", "area"),
}
NO_PLACE = "No single place"
EARLIER = "Earlier figures, quoted again"
# Past these a figure is background: what happened a fortnight ago, or was said more than three days before.
OLD_EVENT = timedelta(days=14)
OLD_STATEMENT = timedelta(days=3)
AT_WAR = ("UA", "RU", "BY")
LOST = frozenset({"killed", "wounded", "killed_or_wounded", "losses", "destroyed", "shot_down"})
MOST_PEOPLE, MOST_THINGS = 5000, 500  # lost in a week at most, by the boldest claims of this war
MOST_LEADS = 4  # of many copies the fifth will not tell it better


def sentence_id(kind: str, *parts: object) -> str:
    """A permanent address for a sentence: the same thing told again has the same."""
    key = "\x1f".join(str(part) for part in (kind, *parts))
    return f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def statements(ledger: Ledger) -> list[Statement]:
    """One statement per voice and figure, of the day and of what it is related to, in the order they were made."""
    told = [statement(ledger, sorted(claims, key=lead_order)) for claims in ledger.by_statement.values()]
    return sorted(told, key=lambda item: (item.stated_on, item.voice, item.statement_id))


def lead_order(claim: ClaimRow) -> tuple[object, ...]:
    """The claim that tells a statement best: named speaker, fullest, least relayed, first."""
    gaps = sum(value is None for value in (claim.place, claim.start, claim.speaker, claim.side))
    return (not claim.stands, claim.speaker is None, gaps, len(claim.relayed_by), claim.told_at, claim.claim_id)


def retold(ledger: Ledger, statement_id: str) -> Iterator[Statement]:
    """Other ways to tell a statement, where the best one fails its check: with less, or by another of its claims."""
    ordered = sorted(ledger.by_statement[statement_id], key=lead_order)
    for lead in ordered[:MOST_LEADS]:
        others = [claim for claim in ordered if claim is not lead]
        for told in (lead, *_with_less(lead)):
            yield statement(ledger, [told, *others])
            yield statement(ledger, [told])


def _with_less(claim: ClaimRow) -> Iterator[ClaimRow]:
    """The claim without what its text may leave open: its parts, and the first day of a total."""
    bare = replace(claim, parts=[])
    if claim.parts:
        yield bare
    if claim.cumulative and claim.start:
        yield replace(bare, start=None)


def statement(ledger: Ledger, ordered: list[ClaimRow]) -> Statement:
    """What the claims tell, in the words of the first."""
    ordered = [_of_the_war(ledger, ordered[0]), *ordered[1:]]
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
        voice_side=lead.origin_side,
        stated_on=lead.stated_on,
        dated=dated(ledger, lead),
        first_on=min(claim.first_on for claim in ordered),
        outlets=len({claim.outlet for claim in ordered}),
        sentence=Sentence(sentence_id("claim", lead.statement_id), (claim_clause(ledger, ordered),)),
    )


def _of_the_war(ledger: Ledger, claim: ClaimRow) -> ClaimRow:
    """Armies lose nothing where there is no war: without a place abroad that the very words do not name."""
    row = ledger.places.get(claim.place or "")
    lost = claim.side in ("RU", "UA", "both") and claim.measure in LOST
    if not lost or row is None or row.country is None or row.country in AT_WAR:
        return claim
    spans = ledger.names.get(claim.ce_id, [])
    named = any(span.name == claim.place and claim.char_start <= span.char_start < claim.char_end for span in spans)
    return claim if named else replace(claim, place=None)


def dated(ledger: Ledger, claim: ClaimRow) -> bool:
    """Whether the source says when it was stated; an article without a date counts for the day it was read."""
    article = ledger.articles[claim.ce_id]
    return article.published_at is not None or claim.stated_on != article.published_on


def claim_clause(ledger: Ledger, ordered: list[ClaimRow]) -> Clause:
    """The clause that tells a statement, cited to every article that carries it."""
    lead = ordered[0]
    names = tuple(dict.fromkeys(name for name in (phrase.who(lead), lead.place, lead.weapon, *lead.relayed_by) if name))
    details = tuple(part for part in (lead.place_part, *(p["of"] for p in lead.parts)) if part)
    days = tuple(day for day in (lead.start, lead.end, lead.stated_on) if day)
    first = evidence.cite(ledger, lead, names, days, details)
    others = {claim.article_id: claim for claim in reversed(ordered) if claim.article_id != lead.article_id}
    cited = (first, *(evidence.cite(ledger, claim) for claim in reversed(others.values())))
    outlets = len({citation.outlet for citation in cited})
    counts = (Count("outlets", outlets), Count("origins", 1)) if outlets > 1 else ()
    told = f"{phrase.headline(lead, ledger.day)}{phrase.of_them(lead)}{phrase.narrow(first)}{phrase.doubt(lead)}"
    return Clause(f"{told} ({'; '.join(_tail(ledger, lead, outlets))}).", cited, names, details, counts)


def _tail(ledger: Ledger, lead: ClaimRow, outlets: int) -> list[str]:
    """When it was stated, who passed it on, how many carry it."""
    tail = [f"{'stated' if dated(ledger, lead) else 'undated, read'} {dates.show(lead.stated_on, ledger.day)}"]
    if lead.relayed_by:
        tail.append(f"relayed by {' and '.join(lead.relayed_by)}")
    return [*tail, f"{outlets} outlets, 1 origin"] if outlets > 1 else tail


def claims_of(ledger: Ledger, statement: Statement) -> list[ClaimRow]:
    """The claims of a statement, the one that tells it best first."""
    return sorted(ledger.by_statement[statement.statement_id], key=lead_order)


def after(opening: str, statement: Statement) -> Clause:
    """The clause of a statement as a sentence that begins with other words: `Against that, mayor: …`."""
    clause = statement.sentence.clauses[0]
    who = clause.citations[0].speaker or clause.citations[0].outlet
    return replace(clause, text=f"{opening}{who}{clause.text[len(who) :]}")


def of_today(ledger: Ledger, told: Iterable[Statement]) -> list[Statement]:
    """Statements that an article of the day carries."""
    carried = {claim.statement_id for claim in ledger.today}
    return [statement for statement in told if statement.statement_id in carried]


def topics(ledger: Ledger, told: Iterable[Statement]) -> tuple[Topic, ...]:
    """Figures by kind and place: places with most said first, those without a place last, background at the end."""
    figures = [statement for statement in told if statement.measure != "control"]
    fresh = [statement for statement in figures if not is_old(ledger, statement)]
    found = [
        Topic(title, by_place(item for item in fresh if item.measure in measures)) for title, measures in TOPICS.items()
    ]
    found.append(Topic(EARLIER, by_place(item for item in figures if is_old(ledger, item))))
    return tuple(topic for topic in found if topic.groups)


def is_balance(statement: Statement) -> bool:
    """A figure larger than any day has seen by anybody's count: a running total whose words do not say since when."""
    if statement.cumulative or statement.per:
        return statement.cumulative
    first, last = statement.start or statement.stated_on, statement.end or statement.stated_on
    most = MOST_PEOPLE if statement.unit is None else MOST_THINGS
    counted = statement.measure in LOST
    return counted and last - first <= timedelta(days=7) and (statement.low or statement.high or 0.0) >= most


def is_old(ledger: Ledger, statement: Statement) -> bool:
    """Background: long past, or said days ago and only quoted today."""
    ended = statement.end or statement.start or statement.stated_on
    return ledger.day - ended > OLD_EVENT or ledger.day - statement.stated_on > OLD_STATEMENT


def by_place(told: Iterable[Statement]) -> tuple[Group, ...]:
    grouped: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        grouped[statement.place or NO_PLACE].append(statement)
    order = sorted(grouped, key=lambda place: (place == NO_PLACE, -len(grouped[place]), place))
    return tuple(Group(place, tuple(sorted(grouped[place], key=_reading_order))) for place in order)


def _reading_order(statement: Statement) -> tuple[object, ...]:
    """Within a place: by what is told, then as it was said."""
    measures = [measure for group in TOPICS.values() for measure in group]
    position = measures.index(statement.measure) if statement.measure in measures else len(measures)
    return (
        position,
        bool(phrase.narrow(statement.sentence.clauses[0].citations[0])),  # of one street after that of the town
        statement.unit or "",
        statement.side or "",
        statement.stated_on,
        statement.voice,
        statement.stance == "denies",
        statement.low or 0.0,  # a toll that grew within a day, as it grew
        statement.statement_id,
    )


def control(told: Iterable[Statement]) -> tuple[Group, ...]:
    return by_place(statement for statement in told if statement.measure == "control")
