"""Tell incidents and estimates in the words of their sources.

Reads a ledger, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.digest import dates, evidence, phrase
from pipeline.digest.compose import sentence_id
from pipeline.digest.edition import Citation, Clause, Estimate, Sentence
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import TellingRow
from pipeline.digest.texts import sentence_bounds

# Characters. A shorter sentence is quoted whole, so that nobody has to guess what a few words of it are about.
LONGEST_QUOTATION = 360


def incidents(ledger: Ledger) -> list[Sentence]:
    """One sentence per incident of the day that no claim or estimate tells of; the same words are told once."""
    judged = {_where(ledger, row) for row in ledger.tellings if row.kind == "estimate"}
    rows = [row for row in ledger.tellings if row.kind != "estimate" and not row.claims]
    return list(_merged(incident(ledger, row) for row in rows if _where(ledger, row) not in judged).values())


def _where(ledger: Ledger, row: TellingRow) -> tuple[str, int]:
    """The sentence that tells it: its article and its first character."""
    return row.ce_id, sentence_bounds(ledger.articles[row.ce_id].text, row.char_start, row.char_end)[0]


def estimates(ledger: Ledger) -> list[Estimate]:
    """One entry per prediction of the day; those with a scale first, the likeliest on top."""
    rows = [row for row in ledger.tellings if row.kind == "estimate"]
    told = _once([(row, estimate(ledger, row)) for row in rows])
    merged = _merged(_one_judgement(told))
    by_text = {sentence.text: row for row, sentence in told}
    found = [_estimate(by_text[text], sentence) for text, sentence in merged.items()]
    return sorted(found, key=lambda item: (item.low is None, -(item.low or 0), item.sentence.sentence_id))


def _once(told: list[tuple[TellingRow, Sentence]]) -> list[tuple[TellingRow, Sentence]]:
    """A sentence of one speaker with two words of doubt in one article is told once, by the one that has a scale."""
    chosen: dict[tuple[str, str | None, str], tuple[TellingRow, Sentence]] = {}
    for row, sentence in sorted(told, key=lambda item: item[0].hedge_low is None):
        chosen.setdefault((row.ce_id, row.speaker, words(sentence)), (row, sentence))
    return list(chosen.values())


def _one_judgement(told: list[tuple[TellingRow, Sentence]]) -> Iterator[Sentence]:
    """A judgement of one speaker on one place that several outlets put in other words is told once, in the longest."""
    chosen: dict[tuple[str, ...], Sentence] = {}
    for row, sentence in sorted(told, key=lambda item: (-len(item[0].quote), item[1].sentence_id)):
        if not (row.speaker and row.place and row.hedge_phrase):
            yield sentence
            continue
        key = (row.speaker, row.place, row.hedge_phrase.lower())
        known = chosen.get(key)
        if known is None:
            chosen[key] = sentence
        else:
            clause = replace(known.clauses[0], citations=(*known.citations, *sentence.citations))
            chosen[key] = replace(known, clauses=(clause,))
    yield from chosen.values()


def _estimate(row: TellingRow, sentence: Sentence) -> Estimate:
    scaled = row.hedge_scale not in (None, "none") and row.hedge_low is not None
    band = (row.hedge_scale, row.hedge_low, row.hedge_high) if scaled else (None, None, None)
    return Estimate(sentence, row.place, *band)


def _merged(sentences: Iterable[Sentence]) -> dict[str, Sentence]:
    """Sentences by their text; what several articles say in the same words cites all of them."""
    merged: dict[str, Sentence] = {}
    for sentence in sentences:
        known = merged.get(sentence.text)
        if known is None:
            merged[sentence.text] = sentence
        else:
            clause = known.clauses[0]
            cited = (*clause.citations, *sentence.citations)
            merged[sentence.text] = Sentence(known.sentence_id, (replace(clause, citations=cited),))
    return merged


def quoted(citation: Citation) -> str:
    """The sentence of the citation in quotation marks, those within it single; of a very long one the cited words."""
    whole = " ".join((citation.before + citation.quote + citation.after).split())
    whole = _paired(whole)
    words = whole if len(whole) <= LONGEST_QUOTATION else " ".join(citation.quote.split())
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def words(sentence: Sentence) -> str:
    """What a sentence quotes: from its first quotation mark after the colon on."""
    return sentence.clauses[0].text.partition(": “")[2]


def _paired(whole: str) -> str:
    """Without quotation marks around all of it, and without one at an end whose partner stands in another sentence."""
    if whole[:1] == "“" and whole.find("”") in (-1, len(whole) - 1):
        return whole.strip("“”")
    if whole.endswith("”") and "“" not in whole:
        return whole[:-1].rstrip()
    if whole.count('"') == 1:
        return whole.strip('"').strip()
    return whole


def incident(ledger: Ledger, row: TellingRow) -> Sentence:
    """`Makiivka, on 1 January: “…” (Russian Ministry of Defence)`."""
    speaker = row.speaker or ledger.articles[row.ce_id].outlet
    names = tuple(name for name in (row.place, speaker) if name)
    cited = evidence.cite(ledger, row, names, tuple(day for day in (row.start, row.end) if day))
    when = dates.window(row.start, row.end, ledger.day, cumulative=False)
    where = ",".join(part for part in (row.place or "", when) if part).strip()
    where = where[:1].upper() + where[1:]
    text = f"{where}: {quoted(cited)} ({speaker})." if where else f"{quoted(cited)} ({speaker})."
    return Sentence(sentence_id("incident", row.ce_id, row.char_start, row.quote), (Clause(text, (cited,), names),))


def estimate(ledger: Ledger, row: TellingRow) -> Sentence:
    """`UK Ministry of Defence, hedged “unlikely” (PHIA: 25–35 %): “…”`."""
    speaker = row.speaker or ledger.articles[row.ce_id].outlet
    doubt = f", hedged “{row.hedge_phrase}”" if row.hedge_phrase else ""
    if row.hedge_low is not None and row.hedge_scale not in (None, "none"):
        doubt += f" ({row.hedge_scale}: {row.hedge_low}–{row.hedge_high} %)"
    cited = evidence.cite(ledger, row, (speaker,))
    clause = Clause(f"{phrase.capital(speaker)}{doubt}: {quoted(cited)}", (cited,), (speaker,))
    return Sentence(sentence_id("estimate", row.ce_id, row.char_start, row.quote), (clause,))
