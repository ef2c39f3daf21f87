"""The shortest clause that shows a claim: figure, noun and verb.

Reads a Draft, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_verb, phrase

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_SPAN = 8  # words: further from the figure a noun phrase has gone astray in the parse


def quote_of(draft: Draft) -> tuple[int, int]:
    """First and last character (exclusive) of the quote, in the text."""
    if draft.listed:
        return draft.char_start, draft.char_end
    tokens = {draft.number.i: draft.number, draft.predicate.i: draft.predicate}
    if draft.noun is not None:
        tokens |= {t.i: t for t in _bare(draft.noun) if abs(t.i - draft.number.i) < _SPAN}
    verb = _verb(draft)
    if verb is not None and abs(verb.i - draft.number.i) < 30:
        tokens |= {verb.i: verb}
        for child in children(verb, "aux", "auxpass", "neg", "prt", *SUBJECTS):
            tokens |= {t.i: t for t in phrase(child)} if child.dep_ in SUBJECTS else {child.i: child}
    offset = draft.sentence.char_start
    start = min(t.idx for t in tokens.values()) + offset
    end = max(t.idx + len(t.text) for t in tokens.values()) + offset
    return min(start, draft.char_start), max(end, draft.char_end)


_TOLD = frozenset({"dobj", "xcomp", "attr", "acomp", "oprd", "prep", "advmod", "npadvmod", "agent", "dative", "ccomp"})
_WHOLE = 25  # words: a longer clause is cut behind its verb


def clause_of(draft: Draft) -> tuple[int, int]:
    """First and last character (exclusive) of the clause of an incident or a prediction, with what its verb governs."""
    start, end = quote_of(draft)
    verb = draft.predicate if is_verb(draft.predicate) else None
    governed = [c for c in verb.children if c.dep_ in _TOLD and c.i > verb.i] if verb is not None else []
    below = [t for c in governed for t in c.subtree]
    last = max((t for t in below if verb is not None and t.i - verb.i < _WHOLE), key=lambda t: t.i, default=None)
    if last is not None and last.text not in (",", ";", "”", '"'):
        end = max(end, draft.sentence.char_start + last.idx + len(last.text))
    return start, end


def _bare(noun: Token) -> list[Token]:
    """A noun phrase without what tells where and when: "three people" of "three people in Kherson"."""
    dropped = {t.i for c in children(noun, "prep") if c.lower_ != "of" for t in c.subtree}
    return [t for t in phrase(noun) if t.i not in dropped]


def _verb(draft: Draft) -> Token | None:
    if is_verb(draft.predicate):
        return draft.predicate
    return next((a for a in draft.predicate.ancestors if is_verb(a)), None)
