"""Whose figures are that no verb of saying gives: the lines above a list, the sentence before it, or the source that is
named only behind them ("Source: …", "The figures come from the General Staff").

Reads a Context's sentences, mentions and statements, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from pipeline.enrich.bulletins_lists import lists_of, publisher_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.quotations import paragraphs
from pipeline.enrich.speakers_institutions import described, institution_name
from pipeline.enrich.speakers_statements import Statement, said_by, whole


def lists(context: Context) -> list[Statement]:
    """The rows of a list are whose the lines above it are; a row's own attribution goes before."""
    found = []
    for run, heads in lists_of(context):
        if any(s.verb[0] < 0 and s.holds(run[0].char_start) for s in context.statements):
            continue  # a list in a post or in a quotation
        spoken = [
            s
            for h in heads
            for s in context.statements
            if s.verb[0] >= 0 and h.char_start <= s.verb[0] < h.char_end and s.speaker
        ]
        name = spoken[0].speaker if spoken else _publisher(context, heads)
        tabled = all("|" in row.text for row in run)
        if name is not None and (tabled or any(_LISTING.search(h.text) for h in heads)):
            day = spoken[0].stated_on if spoken else None
            made = whole(run[0].char_start, run[-1].char_end, name, day)
            found.append(replace(made, relayed_by=spoken[0].relayed_by) if spoken else made)
    return found


_LISTING = re.compile(
    r":\s*$|\b(?:loss(?:es)?|lost|figures?|following|table|list|summary|bulletin|totals?|update|count(?:ed)?)\b",
    re.IGNORECASE,
)


def told_before(context: Context) -> list[Statement]:
    """A list in one sentence, of which its words before the colon or the sentence before say who has published it."""
    found = []
    for sentence in context.sentences:
        if _INCREASES.search(sentence.text):
            lead = replace(sentence, char_end=sentence.char_start + max(sentence.text.find(":"), 0))
            ahead = context.sentences[max(sentence.index - 1, 0)]
            heads = [ahead] if ahead.paragraph == sentence.paragraph and _LISTING.search(ahead.text) else []
            found += said_by(context, [sentence], _publisher(context, [lead, *heads]))
    return found


def itemised(context: Context) -> list[Statement]:
    """Paragraphs that each open with a label ("Bilopillia community: 12 mortar strikes") are whose the sentence is that
    leads to them."""
    text, found, lead = context.document.article.text, [], None
    spans = [(start, end) for _, start, end in paragraphs(context)]
    labelled = [bool(_ITEM.match(text, start, end)) for start, end in spans]
    for index, (start, end) in enumerate(spans):
        if not labelled[index]:
            lead = next((s for s in context.statements if s.speaker and start <= s.verb[0] < end), None)
        elif lead is not None and any(labelled[max(index - 1, 0) : index] + labelled[index + 1 : index + 2]):
            told = [s for s in context.sentences if start <= s.char_start < end]
            found += [replace(s, stated_on=lead.stated_on) for s in said_by(context, told, lead.speaker)]
    return found


_ITEM = re.compile(r"[A-Z][^:.;!?“”\n]{2,45}: ")


_INCREASES = re.compile(r"[(,] ?\+ ?\d.*[(,] ?\+ ?\d", re.DOTALL)


def sources(context: Context) -> list[Statement]:
    """What stands above a line "Source: X", its paragraph or the one before, and the rows of the table below it."""
    found = []
    for sentence in context.sentences:
        if _SOURCE.match(sentence.text):
            rows = takewhile(lambda s: _ROW.search(s.text), context.sentences[sentence.index + 1 :])
            above = context.sentences[: sentence.index] if _ends_all(context, sentence) else []
            told = [*(above or _paragraph_above(context, sentence)), *rows]
            name = _publisher(context, [sentence]) or described(sentence.text.partition(":")[2])
            found += said_by(context, told, name)
    return found


def _ends_all(context: Context, sentence: Sentence) -> bool:
    """Whether this is the only such line, below the whole text."""
    return sentence is context.sentences[-1] and sum(1 for s in context.sentences if _SOURCE.match(s.text)) == 1


_ROW = re.compile(r"\||\(\+ ?\d")
_SOURCE = re.compile(r"\W*(?:sources?|data|figures|infographics?|graphics?)\s*(?::|–|—|by\b|from\b)", re.IGNORECASE)


def afterwards(context: Context) -> list[Statement]:
    """The sentences with figures before the one that says whose they are: "… The figures come from the staff"."""
    found = []
    for sentence in context.sentences:
        if _BACK.search(sentence.text):
            above = _paragraph_above(context, sentence)
            told = [s for s in above if re.search(r"\d", s.text)] or above[-1:]
            found += said_by(context, told, _first_named(context, sentence))
    return found


_FIGURES = r"(?:figures?|numbers?|counts?|totals?|data|tall(?:y|ies)|statistics|estimates?|losses)"
_TOLD = r"(?:reported|announced|said|stated|confirmed|given|provided|passed on)"
_GIVEN = r"(?:compiled|published|provided|given|claimed|released|kept)"
_BACK = re.compile(
    rf"^(?:(?:all|both|of|the|these|those|that|this)\s+){{1,3}}(?:\w+ )?{_FIGURES}\b[^.;,]{{0,30}}? ?"
    r"\b(?:comes?|came|are|is|were|was|stems?|originates?)(?: those| that| all)?"
    rf" (?:of|from|by|according to|{_GIVEN} by)\b"
    rf"|^(?:these|those) are (?:the )?{_FIGURES} (?:of|from|by|that|which|{_GIVEN})\b"
    r"|^so (?:says?|said|claims?|claimed)\b"
    rf"|^(?:this|that|it|the information) (?:is|was|has been) {_TOLD} (?:by|in|on)\b"
    rf"|^[^.;,]{{3,60}}\b{_TOLD} (?:this|so)\b(?! (?:year|week|month|morning|afternoon|evening))"
    r"|^(?:that|this|it),? (?:at least,? )?(?:is|was) (?:at least )?"
    rf"(?:what|how|according to|the {_FIGURES} of|from|(?:the )?[^.;,]{{2,50}}['’]s? (?:own |latest )?{_FIGURES})\b"
    rf"|^[^.;,]{{3,60}}\b{_GIVEN} (?:all )?(?:the|these|those) (?:\w+ )?{_FIGURES}\b",
    re.IGNORECASE,
)


def _publisher(context: Context, lines: list[Sentence]) -> str | None:
    mention = publisher_of(context, lines)
    return institution_name(mention) if mention is not None else None


def _first_named(context: Context, sentence: Sentence) -> str | None:
    inside = (m for m in context.mentions if sentence.char_start <= m.char_start < sentence.char_end)
    return next((institution_name(m) for m in inside if m.type in ("ORG", "PERSON")), None)


def _paragraph_above(context: Context, sentence: Sentence) -> list[Sentence]:
    """The sentences before this one in its paragraph; those of the paragraph before where it opens one."""
    ahead = context.sentences[: sentence.index]
    return [s for s in ahead if s.paragraph == ahead[-1].paragraph]
