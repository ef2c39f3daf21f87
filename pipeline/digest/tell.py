"""Tell incidents and estimates in the words of their sources.

Reads a ledger, writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.digest import dates, evidence
from pipeline.digest.compose import sentence_id
from pipeline.digest.edition import Citation, Clause, Sentence
from pipeline.digest.ledger import Ledger, TellingRow


def tellings(
    ledger: Ledger, wanted: Callable[[TellingRow], bool], tell: Callable[[Ledger, TellingRow], Sentence]
) -> list[Sentence]:
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
            merged[sentence.text] = Sentence(
                known.sentence_id, (Clause(clause.text, cited, clause.names, clause.details, clause.counts),)
            )
    return list(merged.values())


def quoted(words: str) -> str:
    """Words in quotation marks; those within them become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def incident(ledger: Ledger, row: TellingRow) -> Sentence:
    """`Makiivka, on 1 January: “…” (Russian Ministry of Defence)`."""
    article = ledger.articles[row.ce_id]
    when = dates.window(row.start, row.end, ledger.day, cumulative=False)
    speaker = row.speaker or article.outlet
    where = ",".join(part for part in (row.place or "", when) if part).strip()
    text = f"{where}: {quoted(row.quote)} ({speaker})." if where else f"{quoted(row.quote)} ({speaker})."
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
    clause = Clause(f"{speaker}{doubt}: {quoted(row.quote)}.", (evidence.cite(ledger, row, (speaker,)),), (speaker,))
    return Sentence(sentence_id("estimate", row.ce_id, row.char_start, row.quote), (clause,))
