"""Digest: the situation report of one day, every sentence checked against the words that it rests on.

Reads the read-only snapshot; writes editions under the digests folder (HTML, Markdown, JSON).
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from pipeline.digest import compose, disputes, foreseen, gather, ledger, rank, tell, totals, twice
from pipeline.digest.check import check
from pipeline.digest.edition import (
    Clause,
    Count,
    Digest,
    Disagreement,
    Sentence,
    Statement,
    Total,
    TotalTable,
    Withheld,
)
from pipeline.digest.editions import compare
from pipeline.digest.feeds import render_csv, render_difference, render_difference_json, render_geojson
from pipeline.digest.render import as_json, index_html, render_html, render_json, render_markdown, render_terminal
from pipeline.digest.write import edition_id, write

__all__ = [
    "Digest",
    "as_json",
    "build",
    "check",
    "compare",
    "edition_id",
    "index_html",
    "render_csv",
    "render_difference",
    "render_difference_json",
    "render_geojson",
    "render_html",
    "render_json",
    "render_markdown",
    "render_terminal",
    "write",
]

log = logging.getLogger("sitrep.digest")


def build(snapshot_path: Path, day: date, as_of: datetime | None = None, *, timezone: str = "Europe/Kyiv") -> Digest:
    """The digest of a day from the snapshot, with what had been fetched by `as_of` (None: everything).

    Every sentence in it has passed its check; those that did not stand in `withheld` with the reason. The same
    snapshot gives the same digest. Raises TerminalError where there is no snapshot.
    """
    with ledger.opened(snapshot_path) as connection, _uncollected():
        read = ledger.read(connection, day, as_of, timezone)
        digest = _Gate(read).digest()
    log.info(
        "built day=%s articles=%d statements=%d disagreements=%d sentences=%d withheld=%d",
        day,
        len(digest.sources.read),
        len(digest.statements()),
        len(digest.disagreements),
        len(digest.sentences()),
        len(digest.withheld),
    )
    return digest


@contextmanager
def _uncollected() -> Iterator[None]:
    """A build makes millions of objects and no cycles; walking them again and again would take a fifth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Gate:
    """Composes the day and lets through what passes its check; what does not is kept with the reason."""

    def __init__(self, read: ledger.Ledger) -> None:
        self.ledger = read
        self.withheld: dict[str, Withheld] = {}

    def passes(self, sentence: Sentence, reported: bool = True) -> bool:
        """Whether the sentence may be published; what fails is reported, unless it is another day's to report."""
        problems = check(self.ledger, sentence)
        if problems and reported:
            self.withheld[sentence.sentence_id] = Withheld(sentence.text, problems)
        return not problems

    def digest(self) -> Digest:
        read = self.ledger
        carried = {claim.statement_id for claim in read.today}
        tried = [self._told(item, item.statement_id in carried) for item in compose.statements(read)]
        told = [item for item in tried if item is not None]
        tables = self._totals(told)
        counted = {total.statement.statement_id: total.statement for table in tables for total in table.totals}
        told = [counted.get(item.statement_id, item) for item in told]
        disputed = self._disputes(told)
        parties = {item.statement_id for dispute in disputed for item in dispute.statements}
        today = twice.once(read, compose.of_today(read, told), parties | counted.keys())
        changes = tuple(change for change in rank.changes(read, told) if self.passes(change.sentence))
        top = [sentence for sentence in rank.top(read, told, disputed, changes) if self.passes(sentence)]
        estimates = tuple(item for item in tell.estimates(read) if self.passes(item.sentence))
        told_over_days, sources = gather.stories(read), gather.sources(read)
        located, lost = gather.places(read, today, disputed)
        digest = Digest(
            day=read.day,
            as_of=read.as_of,
            snapshot_id=read.snapshot_id,
            snapshot_at=read.snapshot_at,
            top=rank.with_judgement(top, estimates),
            changes=changes,
            topics=compose.topics(read, [item for item in today if item.statement_id not in counted]),
            totals=tables,
            disagreements=disputed,
            control=compose.control(today),
            incidents=tuple(item for item in tell.incidents(read) if self.passes(item)),
            estimates=estimates,
            foreseen=tuple(
                item for item in foreseen.foreseen(read, today) if self.passes(item.sentence, reported=False)
            ),
            headlines=gather.headlines(read.day, sources.read, told_over_days),
            stories=told_over_days,
            sources=sources,
            places=located,
            unplaced=lost,
            series=gather.series(read),
            history=tuple(read.history),
            pages=gather.pages(read),
        )
        return replace(digest, withheld=tuple(self.withheld.values()))

    def _told(self, best: Statement, reported: bool) -> Statement | None:
        """The statement as it passes its check: told best, or otherwise; None where it is withheld."""
        if not check(self.ledger, best.sentence):
            return best
        others = compose.retold(self.ledger, best.statement_id)
        found = next((other for other in others if not check(self.ledger, other.sentence)), None)
        if found is None:
            self.passes(best.sentence, reported)
        return found

    def _disputes(self, told: list[Statement]) -> tuple[Disagreement, ...]:
        known = {statement.statement_id for statement in told}
        kept = []
        for dispute in disputes.disagreements(self.ledger, told):
            statements = tuple(item for item in dispute.statements if item.statement_id in known)
            if len(statements) > 1:
                kept.append(replace(dispute, statements=statements, heading=self._heading(dispute)))
        return tuple(kept)

    def _heading(self, dispute: Disagreement) -> str:
        """A heading rests on the statements below it, and is checked like a sentence."""
        clauses = [statement.sentence.clauses[0] for statement in dispute.statements]
        names = tuple(dict.fromkeys(name for clause in clauses for name in clause.names))
        details = tuple(dict.fromkeys(detail for clause in clauses for detail in clause.details))
        cited = tuple(clause.citations[0] for clause in clauses)
        clause = Clause(dispute.heading, cited, names, details, (Count("parties", len(cited)),))
        heading = Sentence(f"{dispute.disagreement_id}-heading", (clause,))
        return dispute.heading if self.passes(heading) else "Figures that do not agree"

    def _totals(self, told: list[Statement]) -> tuple[TotalTable, ...]:
        """Tables whose every line has its change checked; a line whose change fails keeps its total alone."""
        return tuple(
            replace(table, totals=tuple(self._total(total, told) for total in table.totals))
            for table in totals.tables(self.ledger, told)
        )

    def _total(self, total: Total, told: list[Statement]) -> Total:
        sentence = totals.change_sentence(self.ledger, total, told)
        if self.passes(sentence):
            return replace(total, statement=replace(total.statement, sentence=sentence))
        return replace(total, change=None, since=None, alarm=None)
