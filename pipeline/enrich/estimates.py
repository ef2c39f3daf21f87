"""Predictions, plans and threats: what may come, who says so, with which words of doubt.

Reads a Context's parses, hedges, statements, places and times; writes its `estimates`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.days import times_of
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import ancestors, children, is_verb
from pipeline.enrich.clauses.mood import is_denied, is_unproven
from pipeline.enrich.clauses.quote import clause_of
from pipeline.enrich.clauses.setting import place_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.estimates_coming import DOUBTFUL, LATER, MODALS, coming, is_conditional
from pipeline.enrich.measures_forms import forms
from pipeline.enrich.speakers_names import voice_of
from pipeline.enrich.speakers_statements import speaker_of
from pipeline.models import Estimate, Hedge

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


def find_estimates(context: Context) -> None:
    """Fills `context.estimates`: at most one per clause, in the order of the text."""
    for sentence in context.sentences:
        if sentence.doc is None or sentence.text.rstrip('”" ').endswith("?"):
            continue
        if answer := _answer(context, sentence):
            context.estimates += answer
            continue
        taken: set[int] = set()
        doubted = {h.char_start - sentence.char_start for h in context.hedges}
        for token in sentence.doc:
            verb = coming(token) if token.lower_ not in MODALS or token.idx in doubted else None
            if verb is not None and verb.i not in taken and not (is_conditional(verb) or _is_ruled_out(verb)):
                taken |= _chain(verb)
                context.estimates.append(_estimate(context, sentence, verb))
        context.estimates += _by_hedge(context, sentence)


def _is_ruled_out(verb: Token) -> bool:
    """ "He denied that it would fall", "there is no sign that it will"."""
    return is_denied(verb) or is_unproven(verb.head, verb)


def _chain(verb: Token) -> set[int]:
    """A verb and those that go on from it: "will be unlikely to take" is told once."""
    below = {verb.i}
    for child in children(verb, "xcomp", "conj", "acomp"):
        below |= set() if children(child, "aux", "nsubj", "nsubjpass") and child.dep_ == "conj" else _chain(child)
    return below


def _estimate(context: Context, sentence: Sentence, verb: Token) -> Estimate:
    draft = Draft("estimate", None, None, None, sentence, verb, verb)
    draft.char_start = sentence.char_start + verb.idx
    draft.char_end = draft.char_start + len(verb.text)
    place = place_of(context, draft)
    start, end = times_of(context, draft)
    left, right = clause_of(draft)
    hedge = _hedge(context, sentence, draft)
    speaker = speaker_of(context, draft.char_start, draft.char_end) or _who_expects(context, sentence, verb)
    return Estimate(
        speaker=context.hedges[hedge].speaker if speaker is None and hedge is not None else speaker,
        hedge=hedge,
        place=place.name if place is not None else None,
        start=start,
        end=end,
        quote=context.document.article.text[left:right],
        char_start=left,
        char_end=right,
    )


def _who_expects(context: Context, sentence: Sentence, verb: Token) -> str | None:
    """ "He expects a second one": whoever has these thoughts, where no words of saying give them to him."""
    above = islice(ancestors(verb), _ABOVE)
    thinker = next((c for t in above if t.lower_ in _THINKING for c in children(t, "nsubj")), None)
    if thinker is None:
        return None
    if thinker.lower_ in ("he", "she", "they", "it"):
        before = context.sentences[max(0, sentence.index - 1)]
        named = [m for m in context.mentions if before.char_start <= m.char_start < sentence.char_start]
        kind = "PERSON" if thinker.lower_ in ("he", "she") else "ORG"
        if names := [m.name or m.text for m in named if m.type == kind]:
            return names[-1]
        people = {m.name or m.text for m in context.mentions if m.type == "PERSON"} if kind == "ORG" else set()
        ahead = [s for s in context.statements if s.speaker and s.scope[0][0] < sentence.char_start]
        ahead = [s for s in ahead if s.speaker not in people]
        return max(ahead, key=lambda s: s.scope[-1][1]).speaker if ahead else None
    voice = voice_of(context, sentence, thinker, [])
    return voice.name if voice is not None else None


_THINKING = forms(
    "expect fear predict forecast anticipate foresee rule exclude threaten vow pledge promise warn"
    " think believe judge assess consider reckon deem"
)
_ABOVE = 4  # words up from what may come to who thinks so


def _by_hedge(context: Context, sentence: Sentence) -> list[Estimate]:
    """ "Breakthrough “unlikely” in coming weeks": without a verb, the words in doubt and a time to come tell it."""
    found = []
    for hedge in context.hedges:
        if not sentence.char_start <= hedge.char_start < sentence.char_end or hedge.target is None:
            continue
        start, behind = hedge.target.char_start, sentence.text[hedge.char_end - sentence.char_start :]
        known = any(e.char_start < hedge.char_end and e.char_end > start for e in context.estimates)
        if known or hedge.phrase.split()[-1].lower() not in DOUBTFUL or start > hedge.char_start:
            continue
        if _SOON.match(behind) and LATER.search(behind[:30]):
            found += _verbless(context, sentence, hedge)
    return found


_SOON = re.compile(r"[”’\"']? (?:for )?(?:the |in )*")


def _answer(context: Context, sentence: Sentence) -> list[Estimate]:
    """ "Will it be repeated? Probably not soon.": words of doubt alone answer a question about what will be."""
    asked = context.sentences[sentence.index - 1].text if sentence.index else ""
    doubt = next((h for h in context.hedges if h.char_start - sentence.char_start in (0, 1)), None)
    asks = re.search(r"\bwill\b.*\?\W*$", asked, re.IGNORECASE) or LATER.search(sentence.text[:40])
    if doubt is None or doubt.target is None or not asks:
        return []
    told = takewhile(lambda t: t.text not in (",", ";"), sentence.doc or [])
    words = [t for t in told if t.idx + sentence.char_start < doubt.target.char_end]
    return [] if any(is_verb(t) for t in words) else _verbless(context, sentence, doubt)


def _verbless(context: Context, sentence: Sentence, hedge: Hedge) -> list[Estimate]:
    """An estimate that spans the words of doubt and those in doubt."""
    if sentence.doc is None or hedge.target is None:
        return []
    start, end = hedge.target.char_start, hedge.target.char_end
    token = sentence.doc.root_of(start - sentence.char_start, end - sentence.char_start)
    if token is None:
        return []
    start, end = min(start, hedge.char_start), max(end, hedge.char_end)
    quote = context.document.article.text[start:end]
    return [replace(_estimate(context, sentence, token), quote=quote, char_start=start, char_end=end)]


def _hedge(context: Context, sentence: Sentence, draft: Draft) -> int | None:
    found = [
        i
        for i, hedge in enumerate(context.hedges)
        if sentence.char_start <= hedge.char_start < sentence.char_end
        and hedge.target is not None
        and (
            hedge.target.char_start <= draft.char_start < hedge.target.char_end
            or abs(hedge.char_start - draft.char_start) < 40
        )
    ]
    return min(found, key=lambda i: abs(context.hedges[i].char_start - draft.char_start)) if found else None
