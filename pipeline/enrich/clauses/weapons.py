"""The model that a claim names: "Shahed drones", "T-90 tanks", "with Kalibr missiles".

Reads a Draft and the mentions of its sentence, writes nothing.
"""

from __future__ import annotations

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, phrase, token_at
from pipeline.enrich.context import Context
from pipeline.models import Mention

_WITH_WEAPON = ("launched", "shot_down", "hit", "destroyed")


def weapon_of(context: Context, draft: Draft) -> str | None:
    """Canonical name of the weapon in the counted phrase, or used in its clause for what is launched."""
    if draft.measure not in _WITH_WEAPON:
        return None
    inside = [
        m
        for m in context.mentions
        if m.type == "WEAPON" and m.name and draft.sentence.char_start <= m.char_start < draft.sentence.char_end
    ]
    return next((m.name for m in inside if _belongs(draft, m)), None)


def _belongs(draft: Draft, mention: Mention) -> bool:
    doc = draft.sentence.doc
    token = token_at(doc, mention.char_start - draft.sentence.char_start) if doc is not None else None
    if token is None:
        return False
    top = draft.noun if draft.noun is not None else draft.number
    if token.i in {t.i for t in phrase(top)} or any(a.i == top.i for a in ancestors(token)):
        return True
    if draft.measure != "launched":
        return False
    return any(a.i == draft.predicate.i for a in ancestors(token)) and not any(
        t.tag_ == "CD" for t in token.head.children if t.i != draft.number.i
    )
