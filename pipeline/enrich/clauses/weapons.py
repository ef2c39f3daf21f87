"""The model that a claim names: "Shahed drones", "T-90 tanks", "with Kalibr missiles", "All were Shaheds."

Reads a Draft, the drafts before it and the mentions around it; writes the draft's `weapon`, and its `unit` where only
the model tells what was counted.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import SUBJECTS, ancestors, children, is_verb, phrase, token_at
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.entities import entities
from pipeline.enrich.measures import MUNITION
from pipeline.models import Mention

_WITH_WEAPON = ("launched", "shot_down", "hit", "destroyed")
_MODEL_TOLD = re.compile(
    r"^[“\"]?(?:(?:all|most|both)(?: of (?:them|these|those))?|they|these|those|it"
    r"|the (?:weapons?|drones?|missiles?|uavs?))(?: \w+)? (?:were|was|are|is)(?: \w+){0,2} $",
    re.IGNORECASE,
)


def fill_weapon(context: Context, draft: Draft, before: list[Draft]) -> None:
    """Sets the weapon, from the draft's own words, from the same things told before, from the sentence behind."""
    if draft.measure not in _WITH_WEAPON:
        return
    own = _own(context, draft)
    if own is not None:
        draft.weapon = own.name
        _set_unit(draft, own)
    elif draft.unit is not None and not draft.listed:
        draft.weapon = _told_before(draft, before) or _told_behind(context, draft) or _named_before(context, draft)


def weapon_side(draft: Draft) -> str | None:
    """Who flies or fires a drone or missile of the draft's model."""
    entity = entities().by_name.get(draft.weapon or "")
    flies = entity is not None and entity.kind in ("drone", "missile") and entity.unit == draft.unit
    return entity.side if entity is not None and flies and entity.party else None


def _own(context: Context, draft: Draft) -> Mention | None:
    """The weapon in the counted phrase, or the one used in its clause for what is launched."""
    own = [m for m in _weapons(context, draft.sentence) if _belongs(draft, m)]
    text = context.document.article.text
    listed = any(_JOINED.fullmatch(text[a.char_end : b.char_start]) for a, b in pairwise(own) if a.name != b.name)
    return None if listed or not own else own[0]  # "71 Kh-101 and Kalibr missiles" are of no one model


_JOINED = re.compile(r"s?(?:,| and|, and| or) ")


def _weapons(context: Context, sentence: Sentence) -> list[Mention]:
    return [
        m
        for m in context.mentions
        if m.type == "WEAPON" and m.name and sentence.char_start <= m.char_start < sentence.char_end
    ]


def _set_unit(draft: Draft, mention: Mention) -> None:
    """ "One T-80": what the model is, where the noun is the model."""
    entity = entities().by_id.get(mention.entity_id or "")
    if entity is None or entity.unit is None or draft.noun is None or draft.kind == MUNITION:
        return
    if mention.char_start <= draft.sentence.char_start + draft.noun.idx < mention.char_end:
        draft.unit = entity.unit


def _told_before(draft: Draft, before: list[Draft]) -> str | None:
    """ "Of the 45 Shaheds, 13 were intercepted": the model told with the same things, and no fewer, just before."""
    if draft.like is not None:
        return draft.like.weapon
    near = [d for d in before if d.unit == draft.unit and draft.sentence.paragraph - d.sentence.paragraph <= 1]
    model = near[-1] if near else None
    if model is not None and (draft.low is None or model.low is None or draft.low <= model.low):
        return model.weapon
    return None


def _named_before(context: Context, draft: Draft) -> str | None:
    """ "The weapon was a Kh-22 … None had been intercepted": the one model that the sentence before names."""
    if draft.noun is not None or draft.sentence.index == 0:
        return None
    ahead = context.sentences[draft.sentence.index - 1]
    if ahead.paragraph != draft.sentence.paragraph:
        return None
    models = [entities().by_name.get(m.name or "") for m in _weapons(context, ahead)]
    names = {m.name for m in models if m is not None and m.unit == draft.unit}
    return names.pop() if len(names) == 1 else None


def _told_behind(context: Context, draft: Draft) -> str | None:
    """ "Thirty-five drones were launched. All were Shaheds.": the model named in the next sentence."""
    for sentence in context.sentences[draft.sentence.index + 1 : draft.sentence.index + 2]:
        for mention in _weapons(context, sentence):
            ahead = sentence.text[: mention.char_start - sentence.char_start]
            model = entities().by_name.get(mention.name or "")
            if model is not None and model.unit == draft.unit and _MODEL_TOLD.match(ahead):
                return model.name
    return None


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
    chain = list(ancestors(token))
    at = next((i for i, a in enumerate(chain) if a.i == draft.predicate.i), None)
    if at is None or any(is_verb(a) and (a.dep_ == "conj" or children(a, *SUBJECTS)) for a in chain[:at]):
        return False  # of another clause
    return not any(t.tag_ == "CD" for t in token.head.children if t.i != draft.number.i)
