"""What a digest is made of: frozen dataclasses, the same in HTML, Markdown, JSON and terminal.

Reads nothing, writes nothing. A sentence is one or more clauses; each clause carries the citations that it rests on
and is checked against them alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.digest.shown import ArticlePage, DisputeCount, Headline, MapPlace, Series, Sources, Story


@dataclass(frozen=True, slots=True)
class Support:
    """A span of the cited article that a name, place, date or detail of the clause rests on."""

    kind: str  # name, date, words, figure, title
    value: str  # what the span stands for: a canonical name, an ISO day, the words themselves
    char_start: int
    char_end: int
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of a source, in their sentence, with who published them and when."""

    article_id: str
    event_id: str
    ce_id: str
    claim_id: str | None
    outlet: str
    title: str | None
    url: str | None  # http or https only
    published_on: date
    fetched_at: datetime
    speaker: str | None
    relayed_by: tuple[str, ...]
    char_start: int
    char_end: int
    before: str  # the rest of the sentence
    quote: str  # article text from char_start to char_end
    after: str
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number that stands in no source because we counted: what, and how many."""

    what: str  # outlets, origins, sides, speakers, articles, percent
    value: float


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that rest on their citations. The first citation carries all of it, the others repeat its figure."""

    text: str
    citations: tuple[Citation, ...] = ()
    names: tuple[str, ...] = ()  # names the text uses; each must be resolved in the first citation's article
    details: tuple[str, ...] = ()  # words taken from the source without quotation marks
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    sentence_id: str
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        return " ".join(clause.text for clause in self.clauses)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(citation for clause in self.clauses for citation in clause.citations)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of one voice, however many outlets carry it, and the sentence that tells it."""

    statement_id: str
    claim_id: str
    measure: str
    side: str | None
    place: str | None
    start: date | None
    end: date | None
    low: float | None
    high: float | None
    approx: str | None
    unit: str | None
    per: str | None
    cumulative: bool
    action: str | None
    stance: str
    voice: str
    voice_side: str | None  # ISO 3166-1 alpha-2: whose side the voice speaks for
    stated_on: date
    dated: bool  # False: the article has no date, and `stated_on` is the day it was read
    first_on: date  # the day the statement was first reported
    outlets: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Group:
    """Statements under one heading."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """One line of a table of running totals. `change` is against the same speaker's total up to `since`."""

    label: str
    statement: Statement
    change: float | None
    since: date | None
    before: str | None  # statement_id of that total
    stated_daily: float | None  # what the speaker gives for the day alone
    alarm: str | None  # a total that falls, or that grows by something else than the daily figure


@dataclass(frozen=True, slots=True)
class TotalTable:
    """Running totals of one speaker up to one day."""

    voice: str
    side: str | None
    end: date
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What different speakers say about one thing, side by side; nobody is declared right."""

    disagreement_id: str
    heading: str
    reasons: tuple[str, ...]
    statements: tuple[Statement, ...]
    sides: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A prediction in the words of who makes it; the band in percent where its scale gives one."""

    sentence: Sentence
    place: str | None
    scale: str | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An earlier expectation, and what is stated now of the same place and measure; no verdict."""

    sentence: Sentence
    place: str
    said_on: date
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from before: kind is new, revised, contradicted, confirmed or corrected."""

    kind: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that failed its check, and why."""

    text: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one day as it was known at one moment."""

    day: date
    as_of: datetime | None
    snapshot_id: str
    snapshot_at: datetime
    top: tuple[Sentence, ...] = ()
    headlines: tuple[Headline, ...] = ()
    changes: tuple[Change, ...] = ()
    topics: tuple[Topic, ...] = ()
    totals: tuple[TotalTable, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    control: tuple[Group, ...] = ()
    incidents: tuple[Sentence, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    foreseen: tuple[Foreseen, ...] = ()
    stories: tuple[Story, ...] = ()
    sources: Sources = field(default_factory=Sources)
    withheld: tuple[Withheld, ...] = ()
    places: tuple[MapPlace, ...] = ()
    unplaced: tuple[str, ...] = ()  # places of the day that nobody could put on the map
    series: tuple[Series, ...] = ()
    history: tuple[DisputeCount, ...] = ()
    pages: tuple[ArticlePage, ...] = ()

    def statements(self) -> list[Statement]:
        """Every statement of the day once, in the order of the page."""
        groups = [*(group for topic in self.topics for group in topic.groups), *self.control]
        totals = [total.statement for table in self.totals for total in table.totals]
        return [*(statement for group in groups for statement in group.statements), *totals]

    def sentences(self) -> dict[str, Sentence]:
        """Every sentence that is published, by its address."""
        found = [*self.top, *(change.sentence for change in self.changes), *self.incidents]
        found += [estimate.sentence for estimate in self.estimates]
        found += [expectation.sentence for expectation in self.foreseen]
        found += [statement.sentence for statement in self.statements()]
        found += [statement.sentence for dispute in self.disagreements for statement in dispute.statements]
        return {sentence.sentence_id: sentence for sentence in found}

    def by_place(self) -> dict[str, list[Sentence]]:
        """What the day says of each place."""
        told: dict[str, list[Sentence]] = {}
        for statement in self.statements():
            told.setdefault(statement.place or "", []).append(statement.sentence)
        return told
