"""Check a sentence against the spans it cites, before it is published.

Reads the rows of a ledger, writes nothing. A sentence is taken apart until nothing is left: words in quotation marks
must stand in a cited sentence, names must resolve in a cited article, days must be yielded by a cited time, figures
must stand in the cited words or be counted again from the citations, and every other word must be one of our own.
What is left over, or does not hold, is a problem; a sentence with a problem is withheld.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.digest import dates, evidence, figures, texts, words
from pipeline.digest.edition import Citation, Clause, Sentence
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ClaimRow

_QUOTED = re.compile(r"“([^“”]*)”")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COUNTED = re.compile(r"(\d+) (outlet|origin|side|article)s?\b")
_ROUNDED = re.compile(rf"(?:\b(about|at least|more than|up to) )?({_NUMBER.pattern})")
_LENGTHS = (1.0, 1000.0, 1609.344, 0.9144, 0.3048)  # metres in a metre, kilometre, mile, yard, foot
_AREAS = (1.0, 2.589988, 0.01, 1e-6)  # square kilometres in themselves, a square mile, a hectare, a square metre
_CLOSE = 0.005  # share by which a converted unit may be rounded


def check(ledger: Ledger, sentence: Sentence) -> tuple[str, ...]:
    """What does not hold in the sentence, in words; empty where all of it does."""
    problems: list[str] = []
    for clause in sentence.clauses:
        problems += _check_clause(ledger, clause)
    if not sentence.citations and any(_NUMBER.search(clause.text) for clause in sentence.clauses):
        problems.append("it has figures and no citation")
    return tuple(dict.fromkeys(problems))


def _check_clause(ledger: Ledger, clause: Clause) -> list[str]:
    if any(citation.ce_id not in ledger.articles for citation in clause.citations):
        return ["it cites an article that is not in the ledger"]
    problems = [problem for citation in clause.citations for problem in _check_citation(ledger, citation)]
    rest, found = _take_quotes(clause)
    problems += found
    rest, found = _take_names(ledger, clause, rest)
    problems += found
    rest = re.sub(r"\b(?:PHIA|ICD203):", " ", rest)
    rest, found = _take_dates(ledger, clause, rest)
    problems += found
    rest, found = _take_numbers(ledger, clause, rest)
    problems += found
    return problems + _check_words(ledger, clause, rest) + _check_counted(ledger, clause)


def _check_citation(ledger: Ledger, citation: Citation) -> list[str]:
    """The quoted words stand where they are said to stand, and the outlet is the article's."""
    article = ledger.articles[citation.ce_id]
    start = citation.char_start - len(citation.before)
    whole = citation.before + citation.quote + citation.after
    problems = []
    if article.text[start : start + len(whole)] != whole or not citation.quote:
        problems.append(f"the cited words are not at {citation.char_start} of {article.title or article.url!r}")
    if citation.outlet != article.outlet:
        problems.append(f"{citation.outlet!r} did not publish the cited article")
    return problems


def _take_quotes(clause: Clause) -> tuple[str, list[str]]:
    if "“" not in clause.text:
        return clause.text, []
    problems = []
    cited = [_flat(c.before + c.quote + c.after) for c in clause.citations]
    cited += [_flat(support.text) for c in clause.citations for support in c.supports]
    for quoted in _QUOTED.findall(clause.text):
        if not any(re.search(rf"(?<!\w){re.escape(_flat(quoted))}(?!\w)", text) for text in cited):
            problems.append(f"“{quoted}” does not stand in a cited sentence")
    return _QUOTED.sub(" ", clause.text), problems


def _flat(text: str) -> str:
    return re.sub(r"[“”\"‘’'«»\s]+", " ", text).strip()


def _take_names(ledger: Ledger, clause: Clause, rest: str) -> tuple[str, list[str]]:
    """Names and details, longest first, leave the text when a cited span stands for them."""
    problems = []
    for name in sorted({*clause.names, *clause.details}, key=len, reverse=True):
        spans = list(texts.whole_words(rest, name))
        if not spans:
            continue
        for start, end in reversed(spans):
            rest = f"{rest[:start]} {rest[end:]}"
        if not any(_stands_for(ledger, citation, name) for citation in clause.citations):
            problems.append(f"no cited span stands for {name!r}")
    return rest, problems


def _stands_for(ledger: Ledger, citation: Citation, name: str) -> bool:
    if name == citation.outlet:
        return True
    for support in citation.supports:
        if support.value != name:
            continue
        if support.kind == "name" and evidence.resolves(ledger, citation.ce_id, support):
            return True
        title = ledger.articles[citation.ce_id].title
        if support.kind == "title" and support.text == title and evidence.titled(title, name):
            return True
        text = ledger.articles[citation.ce_id].text[support.char_start : support.char_end]
        if support.kind == "words" and text == support.text and evidence.holds_words(support):
            return True
    return False


def _take_dates(ledger: Ledger, clause: Clause, rest: str) -> tuple[str, list[str]]:
    problems = []
    for written, days in dates.written(rest, ledger.day):
        rest = rest.replace(written, " ", 1)
        problems += [
            f"no cited time yields {day.isoformat()}"
            for day in days
            if not any(_yields(ledger, citation, day) for citation in clause.citations)
        ]
    return rest, problems


def _yields(ledger: Ledger, citation: Citation, day: date) -> bool:
    if day in evidence.anchor_days(ledger, citation.ce_id, citation.char_start):
        return True
    return any(
        support.kind == "date" and support.value == day.isoformat() and evidence.yields(ledger, citation.ce_id, support)
        for support in citation.supports
    )


def _take_numbers(ledger: Ledger, clause: Clause, rest: str) -> tuple[str, list[str]]:
    """Figures of the source must stand in the first citation's words; counts are made again."""
    problems: list[str] = []
    for written, what in _COUNTED.findall(rest):
        if _recount(ledger, clause, what + "s") != float(written):
            problems.append(f"{written} {what}s cannot be counted again")
    rest = _COUNTED.sub(" ", rest)
    counted = {count.value for count in clause.counts if _recount(ledger, clause, count.what) == count.value}
    sourced = {value for citation in clause.citations[:1] for value in _sourced(ledger, citation)}
    if "%" in clause.text:
        sourced |= {value for citation in clause.citations[:1] for value in _band(citation)}
    for written in _NUMBER.findall(rest):
        value = float(written.replace(",", ""))
        if value not in counted and not any(_close(value, candidate) for candidate in sourced):
            problems.append(f"{written} does not stand in the cited words")
    if not any(count.what in ("difference", "parties") for count in clause.counts):
        problems += [
            problem for other in clause.citations[1:] for problem in _repeats(ledger, clause.citations[0], other)
        ]
    return _NUMBER.sub(" ", rest), problems + _check_rounding(ledger, clause, rest) + _check_parts(ledger, clause)


def _check_rounding(ledger: Ledger, clause: Clause, rest: str) -> list[str]:
    """A figure is told as loosely as it was given: no dropped "about", no "dozens" that nobody said."""
    quote = clause.citations[0].quote.lower() if clause.citations else ""
    problems = [
        f"{word!r} does not stand in the cited words"
        for word in figures.VAGUE.values()
        if word in rest and word not in quote
    ]
    claim = _lead(ledger, clause)
    if claim is None or claim.measure == "distance":
        return problems
    wanted = claim.approx or ("at least" if claim.high is None else "up to" if claim.low is None else "")
    for rounding, written in _ROUNDED.findall(rest):
        if float(written.replace(",", "")) in (claim.low, claim.high) and rounding != wanted:
            problems.append(f"the source does not say {rounding or 'exactly'} {written}")
    return problems


def _check_parts(ledger: Ledger, clause: Clause) -> list[str]:
    """`2 women`: a figure before a detail is that part's figure in the claim."""
    claim, rest = _lead(ledger, clause), clause.text
    problems = []
    for detail in sorted(clause.details, key=len, reverse=True):  # "over Kyiv" also begins "over Kyiv region"
        known = {figures.show(value) for part in (claim.parts if claim else ()) if part["of"] == detail
                 for value in (part["low"], part["high"]) if value is not None}  # fmt: skip
        pattern = re.compile(rf"({_NUMBER.pattern}) {re.escape(detail)}(?!\w)")
        counted = pattern.findall(rest)
        problems += [f"no cited claim counts {written} {detail}" for written in counted if written not in known]
        rest = pattern.sub(" ", rest)
    return problems


def _lead(ledger: Ledger, clause: Clause) -> ClaimRow | None:
    return ledger.claims.get(clause.citations[0].claim_id or "") if clause.citations else None


def _repeats(ledger: Ledger, lead: Citation, other: Citation) -> list[str]:
    """A further citation of a clause must give the figures of its claim as the first does."""
    claim = ledger.claims.get(lead.claim_id or "")
    if claim is None or claim.measure == "control":
        return []
    wanted = {value for value in (claim.low, claim.high) if value is not None}
    held = _sourced(ledger, other)
    return [
        f"{value:g} does not stand in the words of {other.outlet!r}"
        for value in wanted
        if not any(_close(value, candidate) for candidate in held)
    ]


def _sourced(ledger: Ledger, citation: Citation) -> set[float]:
    """Every number in the cited words, in each unit they may be told in, and those of the parts they name."""
    values = set(figures.found(citation.quote))
    claim = ledger.claims.get(citation.claim_id or "")
    if claim is None:
        return values
    if claim.parts or evidence.points_back(citation.quote):
        text = ledger.articles[citation.ce_id].text
        told = [
            text[support.char_start : support.char_end] for support in citation.supports if support.kind == "figure"
        ]
        values |= {value for sentence in told for value in figures.found(sentence)}
    if claim.measure == "distance":
        return {value * unit / whole for value in values for unit in _LENGTHS for whole in (1.0, 1000.0)}
    if claim.measure == "area":
        return {value * unit for value in values for unit in _AREAS}
    return values


def _band(citation: Citation) -> set[float]:
    """The percentages of the doubt in the cited sentence, read from the published scales and not from the claim."""
    sentence = (citation.before + citation.quote + citation.after).lower()
    found: set[float] = set()
    for match in words.BAND.finditer(sentence):
        for scale in words.SCALES.values():
            found |= {float(bound) for bound in scale.get(match.group(), ())}
    return found


def _close(value: float, candidate: float) -> bool:
    return abs(value - candidate) <= (0 if float(candidate).is_integer() else _CLOSE * abs(candidate))


def _recount(ledger: Ledger, clause: Clause, what: str) -> float | None:
    """A count, made again from the clause's citations."""
    claims = [ledger.claims[c.claim_id] for c in clause.citations if c.claim_id in ledger.claims]
    if what == "difference":
        return abs((claims[0].low or 0.0) - (claims[1].low or 0.0)) if len(claims) == 2 else None
    kinds: dict[str, set[object]] = {
        "outlets": {citation.outlet for citation in clause.citations},
        "parties": set(clause.citations),
        "articles": {citation.article_id for citation in clause.citations},
        "origins": {claim.origin_id for claim in claims},
        "sides": {claim.origin_side or claim.origin_id for claim in claims},
    }
    return float(len(kinds[what])) if what in kinds else None


def _check_words(ledger: Ledger, clause: Clause, rest: str) -> list[str]:
    """Every word left is ours, and what it says of measure, side and stance is what a cited claim says."""
    claims = [ledger.claims[c.claim_id] for c in clause.citations if c.claim_id in ledger.claims]
    units = words.units_of(claims)
    problems = []
    for word in dict.fromkeys(_WORD.findall(rest)):
        lowered = word.lower()
        if lowered in units:
            continue
        if lowered not in words.OWN:
            problems.append(f"nothing accounts for the word {word!r}")
        elif claims and not _fits(lowered, claims):
            problems.append(f"no cited claim is about {word!r}")
    return problems


def _check_counted(ledger: Ledger, clause: Clause) -> list[str]:
    """Who or what was counted: the cited words may not say otherwise."""
    claim = _lead(ledger, clause)
    if claim is None:
        return []
    if claim.unit is None and claim.measure in words.THINGS:
        return ["the claim does not say what was counted"]
    military, civil = (bool(pattern.search(claim.quote)) for pattern in (words.MILITARY, words.CIVIL))
    if claim.unit is None and claim.side == "civilian" and military and not civil:
        return ["the cited words speak of soldiers"]
    if (
        claim.unit is None
        and claim.side in words.ARMIES.values()
        and civil
        and not military
        and claim.measure != "control"
    ):
        return ["the cited words speak of civilians"]
    return []


def _fits(word: str, claims: list[ClaimRow]) -> bool:
    if word in words.ARMIES:
        return any(claim.side in (words.ARMIES[word], "both") or claim.action == "withdraws" for claim in claims)
    meant = words.MEANT.get(word)
    return meant is None or any(getattr(claim, meant[0]) in meant[1] for claim in claims)
