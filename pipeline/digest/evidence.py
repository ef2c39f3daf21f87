"""Find the spans that a sentence may rest on, and say whether a span stands for a name, a day or words.

Reads the rows of a ledger, writes nothing. `compose` uses it to cite, `check` to doubt: what it answers is decided by
the source's text and by what was resolved in it, never by the claim that is being told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.digest import figures
from pipeline.digest.edition import Citation, Support
from pipeline.digest.ledger import Ledger
from pipeline.digest.rows import ArticleRow, ClaimRow, SpanRow, TellingRow
from pipeline.digest.safe import safe_url
from pipeline.digest.texts import fold, fold_case, sentence_bounds, whole_words

# Names that stand for a government or a ministry where no mention says so.
STANDS_FOR = {
    "Ukraine": ("kyiv", "kiev", "ukrainian", "ukrainians"),
    "Russia": ("moscow", "kremlin", "russian", "russians"),
    "Belarus": ("minsk", "belarusian"),
    "UK Ministry of Defence": (
        "ministry of defence",
        "mod",
        "british intelligence",
        "defence intelligence",
        "uk",
        "british",
        "britain",
    ),
    "US intelligence": ("us", "american", "u.s.", "intelligence community"),
    "Russian Ministry of Defence": (
        "defence ministry",
        "defense ministry",
        "ministry of defence",
        "ministry of defense",
    ),
    "Ministry of Defence of Ukraine": (
        "defence ministry",
        "defense ministry",
        "ministry of defence",
        "ministry of defense",
    ),
}

# Who issues a bulletin, by the words of its title.
ISSUERS = {
    "General Staff of the Armed Forces of Ukraine": (
        "general staff",
        "генштаб",
        "генеральний штаб",
        "генерального штабу",
    ),
    "Ukrainian Air Force": ("air force", "повітряні сили", "повітряних сил"),
    "Russian Ministry of Defence": ("minoborony", "минобороны"),
}

# Words that give a span of days from the day of publication back, where no date is written.
_DAY_BEFORE = re.compile(
    r"\b(overnight|night|past day|last day|previous day|past 24 hours|last 24 hours|24 hours|past 48 hours|"
    r"last 48 hours|"
    r"добу|доби|сутки)\b",
    re.I,
)
# The words for this war as a whole give its first day.
_INVASION = re.compile(
    r"\b(?:this war|the war began|start of the war|beginning of the war|(?:full-scale )?(?:invasion|war)|"
    r"вторгнення|війни)\b",
    re.I,
)
INVASION = date(2022, 2, 24)


def resolves(ledger: Ledger, ce_id: str, support: Support) -> bool:
    """Does this span of the article stand for the name it is cited for?"""
    text = ledger.articles[ce_id].text[support.char_start : support.char_end]
    if text != support.text:
        return False
    if fold(text) == fold(support.value) or fold(text) in STANDS_FOR.get(support.value, ()):
        return True
    spans = ledger.names.get(ce_id, [])
    return any(
        row.name == support.value and row.char_start == support.char_start and row.char_end == support.char_end
        for row in spans
    )


def find_name(ledger: Ledger, ce_id: str, name: str, near: int) -> Support | None:
    """The span nearest to a character that resolves to the name; None where the article has none."""
    text = ledger.articles[ce_id].text
    spans = [(row.char_start, row.char_end) for row in ledger.names.get(ce_id, []) if row.name == name]
    if not spans:
        spans = [span for word in (name, *STANDS_FOR.get(name, ())) for span in whole_words(text, word)]
    if not spans:
        return None
    start, end = min(spans, key=lambda span: (span[0] > near, abs(span[0] - near)))
    return Support("name", name, start, end, text[start:end])


def in_title(ledger: Ledger, ce_id: str, name: str) -> Support | None:
    """The title of the article, where it names a source that its text leaves out: a bulletin is its issuer's word."""
    title = ledger.articles[ce_id].title or ""
    return Support("title", name, 0, len(title), title) if titled(title, name) else None


def titled(title: str, name: str) -> bool:
    """Does a title name this speaker, in full or by a word that stands for him?"""
    told = fold(title)
    return fold(name) in told or any(word in told for word in ISSUERS.get(name, ()))


def find_words(ledger: Ledger, ce_id: str, words: str, near: int) -> Support | None:
    """A description ("deputy mayor of Kherson"): the nearest sentence that holds all its words."""
    text = ledger.articles[ce_id].text
    wanted = set(_stems(words))
    places = [
        near,
        *(match.start() for match in re.finditer(rf"(?<!\w){re.escape(_stems(words)[-1])}", fold_case(text))),
    ]
    for place in sorted(places, key=lambda position: abs(position - near)):
        start, end = sentence_bounds(text, place, place)
        if wanted <= set(_stems(text[start:end])):
            return Support("words", words, start, end, text[start:end])
    return None


def holds_words(support: Support) -> bool:
    """Every word of the description stands in the cited sentence, singular or plural."""
    return set(_stems(support.value)) <= set(_stems(support.text))


def _stems(words: str) -> list[str]:
    """The words of a description without endings; at least one, even where it is all small words."""
    found = re.findall(r"\w+", fold(words))
    return [word.rstrip("s") for word in found if word not in ("a", "an", "the", "of", "s")] or found or [""]


def find_day(ledger: Ledger, ce_id: str, day: date, near: int) -> Support | None:
    """The nearest expression that yields the day; None where none does."""
    rows = [row for row in ledger.times.get(ce_id, []) if day in (row.start, row.end)]
    if rows:
        row = min(rows, key=lambda item: (item.char_start > near, abs(item.char_start - near)))
        return Support(
            "date",
            day.isoformat(),
            row.char_start,
            row.char_end,
            ledger.articles[ce_id].text[row.char_start : row.char_end],
        )
    article = ledger.articles[ce_id]
    pattern = _INVASION if day == INVASION else _DAY_BEFORE
    for match in sorted(pattern.finditer(article.text), key=lambda item: abs(item.start() - near)):
        if day == INVASION or day in _days_before(ledger, ce_id, match.start()):
            return Support("date", day.isoformat(), match.start(), match.end(), match.group())
    return None


def yields(ledger: Ledger, ce_id: str, support: Support) -> bool:
    """Does this span, read as a time, give the day it is cited for?"""
    article = ledger.articles[ce_id]
    if article.text[support.char_start : support.char_end] != support.text:
        return False
    day = date.fromisoformat(support.value)
    if any(_spans(row, support) and day in (row.start, row.end) for row in ledger.times.get(ce_id, [])):
        return True
    if day == INVASION and _INVASION.fullmatch(support.text):
        return True
    return bool(_DAY_BEFORE.fullmatch(support.text)) and day in _days_before(ledger, ce_id, support.char_start)


def _spans(row: SpanRow, support: Support) -> bool:
    return row.char_start == support.char_start and row.char_end == support.char_end


def _days_before(ledger: Ledger, ce_id: str, position: int) -> set[date]:
    """What "over the past day" can mean at a place of the text: the anchor and the days before it."""
    anchors = anchor_days(ledger, ce_id, position)
    return {anchor - timedelta(days=back) for anchor in anchors for back in (0, 1, 2)}


def anchor_days(ledger: Ledger, ce_id: str, position: int) -> set[date]:
    """The days a statement at this place may be dated by: publication, last change, its post or entry."""
    article = ledger.articles[ce_id]
    days = {article.published_on}
    if article.modified_at:
        days.add(date.fromisoformat(article.modified_at[:10]))
    days |= {
        row.start for row in ledger.times.get(ce_id, []) if row.start and row.char_start <= position <= row.char_end
    }
    return days


_POINTS_BACK = re.compile(r"\b(?:all|both|each|every|them|these|those|they|half|none|the rest|others?)\b", re.I)


def points_back(quote: str) -> bool:
    """Cited words without a figure of their own that speak of one given before ("all of them")."""
    return bool(_POINTS_BACK.search(quote)) and not any(char.isdigit() for char in quote)


def find_figure(ledger: Ledger, ce_id: str, value: float, near: int) -> Support | None:
    """The nearest sentence, at most two before or two after a place of the text, that holds the figure."""
    text = ledger.articles[ce_id].text
    here = sentence_bounds(text, near, near)
    around = [here]
    before, after = here, here
    for _ in range(2):
        before = sentence_bounds(text, max(0, before[0] - 2), max(0, before[0] - 2))
        after = sentence_bounds(text, *(2 * (min(len(text) - 1, after[1] + 2),)))
        around += [before, after]
    for start, end in around:
        if value in figures.found(text[start:end]):
            return Support("figure", figures.show(value), start, end, text[start:end])
    return None


def _figures_elsewhere(claim: ClaimRow) -> list[float]:
    """Figures that the claim takes from other sentences than its own words."""
    values = {part[bound] for part in claim.parts for bound in ("low", "high")}
    if points_back(claim.quote):
        values |= {claim.low, claim.high}
    return sorted(value for value in values if value)


def cite(
    ledger: Ledger,
    row: ClaimRow | TellingRow,
    names: tuple[str, ...] = (),
    days: tuple[date, ...] = (),
    words: tuple[str, ...] = (),
) -> Citation:
    """The citation of a claim or telling, with the nearest span for every name, day and description it needs.

    What is not found is left out, and the check will withhold the sentence.
    """
    article = ledger.articles[row.ce_id]
    first, last = sentence_bounds(article.text, row.char_start, row.char_end)
    supports: list[Support | None] = []
    for name in names:
        if name != article.outlet:
            supports.append(
                find_name(ledger, row.ce_id, name, row.char_start)
                or find_words(ledger, row.ce_id, name, row.char_start)
                or in_title(ledger, row.ce_id, name)
            )
    anchors = anchor_days(ledger, row.ce_id, row.char_start)
    supports += [find_day(ledger, row.ce_id, day, row.char_start) for day in days if day not in anchors]
    supports += [find_words(ledger, row.ce_id, word, row.char_start) for word in words]
    if isinstance(row, ClaimRow):
        supports += [find_figure(ledger, row.ce_id, value, row.char_start) for value in _figures_elsewhere(row)]
    kept = {support: None for support in supports if support is not None}
    return _citation(article, row, (first, last), tuple(kept))


def _citation(
    article: ArticleRow, row: ClaimRow | TellingRow, around: tuple[int, int], supports: tuple[Support, ...]
) -> Citation:
    return Citation(
        article_id=article.article_id,
        event_id=article.event_id,
        ce_id=article.ce_id,
        claim_id=row.claim_id if isinstance(row, ClaimRow) else None,
        outlet=article.outlet,
        title=article.title,
        url=safe_url(article.url),
        published_on=article.published_on,
        fetched_at=article.fetched_at,
        speaker=row.speaker,
        relayed_by=tuple(row.relayed_by) if isinstance(row, ClaimRow) else (),
        char_start=row.char_start,
        char_end=row.char_end,
        before=article.text[around[0] : row.char_start],
        quote=article.text[row.char_start : row.char_end],
        after=article.text[row.char_end : around[1]],
        supports=supports,
    )
