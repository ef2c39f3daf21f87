"""Whose a quotation is: the speaker beside it, that of the quotation it continues, the one brought in before.

Reads a Context's quotations and the statements of its sentences, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.quotations import Quotation, paragraphs
from pipeline.enrich.speakers_people import Voice
from pipeline.enrich.speakers_statements import Statement, whole
from pipeline.enrich.speakers_topics import host_of


def quoted(
    context: Context, quotations: list[Quotation], by_sentence: dict[int, list[Statement]], voices: list[Voice]
) -> list[Statement]:
    """A statement for every quotation whose speaker stands beside it, or before it."""
    found: list[Statement] = []
    last: tuple[Quotation, Statement] | None = None
    bounds = {number: (start, end) for number, start, end in paragraphs(context)}
    for quotation in quotations:
        if not quotation.speech:
            continue
        beside = _beside(context, quotation, by_sentence, quotations)
        if beside is None and last is not None and _goes_on(last[0], quotation, bounds, context):
            beside = last[1]
        beside = beside or _before(context, quotation, by_sentence, quotations)
        beside = beside or _hosted(context, quotation, quotations, voices)
        beside = beside or _introduced(context, quotation, by_sentence, quotations, voices)
        if beside is None:
            continue
        made = replace(
            beside,
            scope=((quotation.char_start, quotation.char_end),),
            stance="asserts" if beside.stance != "confirms" else "confirms",
            verb=(-1, -1),
            size=quotation.char_end - quotation.char_start,
        )
        found.append(made)
        last = (quotation, beside)
    return found


def granted(context: Context, own: list[Statement]) -> list[Statement]:
    """What somebody confirms or denies in his own words: “They took it, I concede that”."""
    found = []
    for words in own:
        around = [s for s in context.statements if s.speaker and s.verb[0] < 0 and s.holds(words.verb[0])]
        if words.stance != "asserts" and around:
            outer = min(around, key=lambda s: s.size)
            start, end = outer.scope[0][0], outer.scope[-1][1]
            scope = tuple((max(a, start), min(b, end)) for a, b in words.scope if a < end and b > start)
            found.append(replace(outer, scope=scope, stance=words.stance, size=min(words.size, outer.size - 1)))
    return found


def _hosted(
    context: Context, quotation: Quotation, quotations: list[Quotation], voices: list[Voice]
) -> Statement | None:
    """The person who does something in the sentence around the quotation, before it or, if it opens the paragraph,
    behind it."""
    near = [s for s in context.sentences if s.paragraph == quotation.paragraph]
    around = [s for s in near if s.char_start < quotation.char_end and s.char_end > quotation.char_start]
    before = [s for s in near if s.char_end <= quotation.char_start][-1:]
    behind = [s for s in near if s.char_start >= quotation.char_end][:1] if not before else []
    for sentence in (*around, *before, *behind):
        host = host_of(context, sentence, quotations, voices)
        if host is not None:
            return whole(quotation.char_start, quotation.char_end, host.name, None)
    return None


def _introduced(
    context: Context,
    quotation: Quotation,
    by_sentence: dict[int, list[Statement]],
    quotations: list[Quotation],
    voices: list[Voice],
) -> Statement | None:
    """Whose a paragraph of nothing but quotation is: his whom the next one presents ("That was Ivan, a miner"), or who
    spoke or was shown last in the one before."""
    text = context.document.article.text
    own = [s for s in context.sentences if s.paragraph == quotation.paragraph]
    if quotation.char_start > own[0].char_start or text[quotation.char_end : own[-1].char_end].strip(" .,"):
        return None
    whole_span = (quotation.char_start, quotation.char_end)
    behind = context.sentences[own[-1].index + 1 : own[-1].index + 2]
    if behind and (shown := _presented(context, behind[0])) is not None:
        return whole(*whole_span, shown, None)
    ahead = [s for s in context.sentences[: own[0].index] if s.text.rstrip()[-1:] in _STOPS]  # no headings
    for sentence in reversed([s for s in ahead if s.paragraph == ahead[-1].paragraph]):
        if statements := _outside(by_sentence.get(sentence.index, []), quotations):
            return statements[-1]
        if (host := host_of(context, sentence, quotations, voices)) is not None:
            return whole(*whole_span, host.name, None)
    return None


def _presented(context: Context, sentence: Sentence) -> str | None:
    """Who "That is Ivan Testovyi, 17" and "So speaks the mayor, Ivan Testovyi" name."""
    if not _PRESENTING.match(sentence.text):
        return None
    inside = (m for m in context.mentions if sentence.char_start <= m.char_start < sentence.char_end)
    return next((m.name or m.text for m in inside if m.type == "PERSON"), None)


_STOPS = tuple('.!?…:;”"’')
_PRESENTING = re.compile(
    r"(?:th(?:at|is|ese|ose)|so|it)(?:['’]s| (?:is|was|are|were|says?|said|writes|wrote|speaks|spoke|recalls))\b",
    re.IGNORECASE,
)


def _outside(statements: list[Statement], quotations: list[Quotation]) -> list[Statement]:
    """Those whose verb of saying stands in no quotation."""
    return [s for s in statements if not any(q.char_start < s.verb[0] < q.char_end and q.speech for q in quotations)]


def _beside(
    context: Context, quotation: Quotation, by_sentence: dict[int, list[Statement]], quotations: list[Quotation]
) -> Statement | None:
    """The speaker in a sentence that the quotation itself runs through."""
    near = [
        s
        for sentence in context.sentences
        if sentence.paragraph == quotation.paragraph
        and sentence.char_start < quotation.char_end + 3
        and sentence.char_end > quotation.char_start
        for s in _outside(by_sentence.get(sentence.index, []), quotations)
        if sentence.char_start < quotation.char_end or not _says_more(context, s)
    ]
    if not near:
        return None
    return min(near, key=lambda s: min(abs(s.verb[0] - quotation.char_end), abs(quotation.char_start - s.verb[1])))


def _says_more(context: Context, statement: Statement) -> bool:
    """A sentence behind a quotation that says more than "he said on Monday" has words of its own."""
    behind = context.document.article.text[statement.verb[1] : statement.scope[-1][1]]
    return bool(re.search(r"\w", behind)) and _CIRCUMSTANCE.match(behind) is None


_CIRCUMSTANCE = re.compile(
    r"[\s,]*(?:in|on|at|by|from|to|after|during|while|with|when|as|later|late|early|again|yesterday|today|this|last)\b"
)


def _goes_on(before: Quotation, quotation: Quotation, bounds: dict[int, tuple[int, int]], context: Context) -> bool:
    """A quotation that continues the one before: same paragraph, running over its end, or nothing but quotation."""
    if before.paragraph == quotation.paragraph:
        return True
    numbers = sorted(bounds)
    follows = numbers.index(quotation.paragraph) - numbers.index(before.paragraph)
    if before.running and follows == 1:
        return True
    start, end = bounds[quotation.paragraph]
    text = context.document.article.text
    alone = not text[start : quotation.char_start].strip() and len(text[quotation.char_end : end].strip(" .,")) == 0
    return follows == 1 and alone


def _before(
    context: Context, quotation: Quotation, by_sentence: dict[int, list[Statement]], quotations: list[Quotation]
) -> Statement | None:
    """The speaker of the sentence before, in the paragraph or at the colon that ends the one before."""
    earlier = [s for s in context.sentences if s.char_end <= quotation.char_start]
    if not earlier:
        return None
    sentence = earlier[-1]
    if sentence.paragraph != quotation.paragraph and not _leads_on(sentence.text):
        follows = [
            s for s in context.sentences if s.char_start >= quotation.char_end and s.paragraph == quotation.paragraph
        ]
        statements = _outside(by_sentence.get(follows[0].index, []), quotations) if follows else []
        return statements[0] if statements else None
    statements = _outside(by_sentence.get(sentence.index, []), quotations)
    return statements[-1] if statements else None


def _leads_on(text: str) -> bool:
    """Whether a sentence gives its speaker the words below: by a colon, or "this is what he said on Monday"."""
    return text.rstrip().endswith(":") or _WHAT_FOLLOWS.search(text) is not None


_WHAT_FOLLOWS = re.compile(r"\b(?:[Tt]his|[Hh]ere) is (?:what|how) (?:he|she|they) (?:said|told|put)\b[^.]*\.?$")
