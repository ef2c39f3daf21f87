"""Predictions, plans and threats: what may come, who says so, with which words of doubt.

Reads a Context's parses, hedges, statements, places and times; writes its `estimates`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.days import times_of
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children, is_verb, subject_of
from pipeline.enrich.clauses.quote import clause_of
from pipeline.enrich.clauses.setting import place_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import forms
from pipeline.enrich.speakers_statements import speaker_of
from pipeline.models import Estimate

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_MODALS = frozenset({"may", "might", "could"})
_PLANNING = forms("plan intend threaten aim prepare expect predict forecast")
# Said of everybody at any time: who will tell, may wonder, could confirm predicts nothing.
_NOT_EVENTS = forms(
    "travel stay tell say see know speak confirm verify wonder look ask think find hear want read call explain add"
    " exceed seem appear imagine understand comment"
)
_LATER = re.compile(
    r"\b(?:then|soon|next|before|by|again|until|till|tomorrow|coming|later"
    r"|this (?:winter|spring|summer|autumn|fall|month|year)"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|spring|summer"
    r"|autumn|winter|\w+ (?:days|weeks|months)))\b",
    re.IGNORECASE,
)
_NOW = frozenset({"still", "already", "now", "currently"})
_DOUBTFUL = frozenset({"likely", "unlikely", "possible", "probable", "improbable"})
_LIKELY = frozenset({"likely", "unlikely", "expected", "set", "going", "poised", "due", "about"})


def find_estimates(context: Context) -> None:
    """Fills `context.estimates`: at most one per clause, in the order of the text."""
    for sentence in context.sentences:
        if sentence.doc is None or sentence.text.rstrip('”" ').endswith("?"):
            continue
        taken: set[int] = set()
        for token in sentence.doc:
            verb = _coming(token)
            if verb is not None and verb.i not in taken and not _conditional(verb):
                taken |= {verb.i, *(t.i for t in children(verb, "xcomp", "conj"))}
                context.estimates.append(_estimate(context, sentence, verb))


def _coming(token: Token) -> Token | None:
    """The verb of what is to come, where this token says that it is."""
    return _by_modal(token) if token.tag_ == "MD" and token.dep_ == "aux" else _by_word(token)


def _by_modal(modal: Token) -> Token | None:
    """ "will fall", "may take Soledar": not what may have happened, nor permission."""
    verb, word = modal.head, modal.lower_
    perfect = any(c.lower_ == "have" for c in children(verb, "aux"))
    if perfect or verb.tag_ not in ("VB", "VBP", "VBN") or verb.dep_ == "relcl" or verb.lower_ in _NOT_EVENTS:
        return None
    if verb.lower_ == "be" and not _LATER.search(" ".join(t.text for t in verb.subtree)):
        return None
    return verb if word in _WILL or (word in _MODALS and not _of_now(verb) and not _unable(modal, verb)) else None


def _unable(modal: Token, verb: Token) -> bool:
    """ "He could not confirm", "no details could be given", "might still be trapped": of what is or was so."""
    if any(c.lower_ in _NOW for c in verb.children):
        return True
    subject = subject_of(verb)
    none = subject is not None and any(c.lower_ == "no" for c in subject.children)
    return modal.lower_ == "could" and (none or any(c.dep_ == "neg" for c in verb.children))


def _by_word(token: Token) -> Token | None:
    """ "is unlikely that the town falls", "is expected to last", "is planning a campaign"."""
    word = token.lower_
    if word in _DOUBTFUL and token.dep_ in ("acomp", "oprd", "attr", "ccomp") and not children(token, "xcomp"):
        return _doubted(token)
    if word not in _LIKELY and word not in _PLANNING:
        return None
    below = [c for c in children(token, "xcomp") if any(a.lower_ == "to" for a in c.children)]
    if token.dep_ in ("acomp", "oprd"):
        below += [c for c in children(token.head, "xcomp") if c.i > token.i and c.tag_ == "VB"]
    if below and not any(c.lower_ in ("have", "be") for c in children(below[0], "aux")):
        scene = word.startswith("prepar") and token.tag_ not in ("VBG", "VBZ")  # a caption: "Soldiers prepare to fire"
        return below[0] if below[0].lower_ not in _NOT_EVENTS and not scene else None
    return token if word in _PLANNING and _has_plan(token) else None


def _doubted(word: Token) -> Token | None:
    """What is called likely: a clause, or the thing in "she thinks an attack unlikely"; not a state of now."""
    clauses = [*children(word, "ccomp", "csubj"), *(c for c in children(word.head, "ccomp", "csubj") if c.i > word.i)]
    if clauses:
        return clauses[0] if clauses[0].lower_ not in ("thinks", "calls", "says") else None
    thing = [*children(word, "nsubj"), *(children(word.head, "dobj") if is_verb(word.head) else [])]
    return thing[0] if thing and thing[0].tag_ != "PRP" and word.head.lower_ in _JUDGING else None


_JUDGING = forms("think consider deem call judge believe see hold find assess")


def _has_plan(verb: Token) -> bool:
    present = is_verb(verb) and verb.tag_ in ("VBG", "VBZ", "VBP")
    return present and bool(children(verb, "dobj")) and subject_of(verb) is not None


def _of_now(verb: Token) -> bool:
    """ "may be using": doubt about the present is a hedge, not a prediction."""
    return any(c.lower_ in ("be", "have") and c.dep_ in ("aux",) for c in verb.children) and verb.tag_ == "VBG"


def _conditional(verb: Token) -> bool:
    return any(c.lower_ in ("if", "unless", "whether") and c.dep_ == "mark" for c in verb.children)


def _estimate(context: Context, sentence: Sentence, verb: Token) -> Estimate:
    draft = Draft("estimate", None, None, None, sentence, verb, verb)
    draft.char_start = sentence.char_start + verb.idx
    draft.char_end = draft.char_start + len(verb.text)
    place = place_of(context, draft)
    start, end = times_of(context, draft)
    left, right = clause_of(draft)
    return Estimate(
        speaker=speaker_of(context, draft.char_start, draft.char_end),
        hedge=_hedge(context, sentence, draft),
        place=place.name if place is not None else None,
        start=start,
        end=end,
        quote=context.document.article.text[left:right],
        char_start=left,
        char_end=right,
    )


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
