"""Who is named for figures only after they have been told: "… The figures come from the General Staff of Ukraine."

Reads a Context's sentences, mentions and statements; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.speakers_institutions import institution_name
from pipeline.enrich.speakers_statements import Statement, whole

_FIGURES = r"(?:figures?|numbers?|counts?|totals?|data|tall(?:y|ies)|statistics|estimates?|losses)"
_GIVEN = r"(?:compiled|published|provided|given|claimed|released|kept)"
_BACK = re.compile(
    rf"^(?:(?:all|both|of|the|these|those|that|this)\s+){{1,3}}(?:\w+ )?{_FIGURES}\b[^.;,]{{0,30}}? ?"
    r"\b(?:comes?|came|are|is|were|was|stems?|originates?)(?: those| that| all)?"
    rf" (?:of|from|by|according to|{_GIVEN} by)\b"
    rf"|^(?:these|those) are (?:the )?{_FIGURES} (?:of|from|by|that|which|{_GIVEN})\b"
    r"|^so (?:says?|said|claims?|claimed)\b"
    r"|^(?:that|this|it),? (?:at least,? )?(?:is|was) (?:at least )?"
    rf"(?:what|how|according to|the {_FIGURES} of|from)\b"
    rf"|^[^.;,]{{3,60}}\b{_GIVEN} (?:all )?(?:the|these|those) (?:\w+ )?{_FIGURES}\b",
    re.IGNORECASE,
)


def afterwards(context: Context) -> list[Statement]:
    """The sentences with figures that nobody else has, before the one that names their source."""
    found = []
    for sentence in context.sentences:
        if _BACK.search(sentence.text) and (name := _named(context, sentence)) is not None:
            for told in _told(context, sentence):
                if not any(s.holds(told.char_start) and s.speaker is not None for s in context.statements):
                    found.append(whole(told.char_start, told.char_end, name, None))
    return found


def _named(context: Context, sentence: Sentence) -> str | None:
    inside = (m for m in context.mentions if sentence.char_start <= m.char_start < sentence.char_end)
    source = next((m for m in inside if m.type in ("ORG", "PERSON")), None)
    return institution_name(source) if source is not None else None


def _told(context: Context, sentence: Sentence) -> Iterator[Sentence]:
    """The sentences with figures before this one in its paragraph; those of the paragraph before where it opens one."""
    here = [s for s in context.sentences if s.paragraph == sentence.paragraph and s.index < sentence.index]
    above = [s for s in context.sentences if s.paragraph == sentence.paragraph - 1]
    return (s for s in (here or above) if re.search(r"\d", s.text))
