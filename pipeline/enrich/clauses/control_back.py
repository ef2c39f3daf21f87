"""Places that a clause of control means without naming them: "took the town", "holds both towns", "it had fallen".

Reads a parsed sentence and the Context's places before it, writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import children
from pipeline.enrich.clauses.mood import DENYING
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.models import Place

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_TOWN = words("town city village settlement hamlet")
_THE = words("the this that both")
# What only a place undergoes; "took it" may be anything, so that one needs a place of control right before.
_OF_PLACES = forms("capture recapture retake liberate occupy control fall hold")
_OF_ANYTHING = forms("take seize")
# Parts of a town, and what stands in one, that are told without its name; "the east" alone is of the country.
_PARTS = words("half part parts centre center outskirts suburbs suburb bank side edge district districts quarter"
               " quarters station plant mine factory airport refinery stadium cemetery port")  # fmt: skip
_OPEN_LAND = words("forest wood field river road")
_DENIED = words("it this that claim claims report reports assertion announcement statement")
_REACH = 3  # sentences: a town that was named further back is told by its name again


def meant_places(context: Context, sentence: Sentence, told: list[str]) -> list[tuple[Token, Place]]:
    """The words of the sentence that stand for a place named before, with that place.

    `told`: the places whose control has been told in the sentences before; the last of them is meant first.
    """
    found: list[tuple[Token, Place]] = []
    for token in sentence.doc or []:
        if token.lower_ != "it" and token.lower_ not in _PARTS and singular(token.text) not in _TOWN:
            continue
        count = _points_back(token, bool(told))
        named = _named_before(context, sentence, token) if count else []
        if count == 0 and _is_taken_loosely(token):  # "Who has X? We took it this morning"
            named = [p for p in _named_before(context, sentence, token) if _is_in_sentence_before(context, sentence, p)]
            count = int(len(named) == 1)
        if count == 1 and any(place.name in told for place in named):
            named = [place for place in named if place.name in told]
        if len(named) >= count > 0:
            found += [(token, place) for place in named[-count:]]
    return found


def _points_back(token: Token, control_before: bool) -> int:
    """How many places the word stands for; 0 for all others."""
    if part_meant(token) is not None:
        return 1
    if singular(token.text) in _TOWN:
        before = {c.lower_ for c in token.children if c.i < token.i}
        own = [c for c in token.children if c.lower_ != "itself"]
        if any(c.dep_ in ("appos", "compound", "poss", "acl", "relcl") or c.lower_ == "of" for c in own):
            return 0
        plural = token.tag_ == "NNS"
        if plural:
            return 2 * ("both" in before or ("two" in before and "the" in before))
        return int(bool(before & _THE))
    if token.lower_ != "it" or token.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj"):
        return 0
    verb = token.head.lower_
    firm = verb in ("holds", "held") and not children(token.head, "dobj", "ccomp", "prep")  # "so far it holds"
    taken = verb in _OF_PLACES and (token.dep_ != "nsubj" or verb in forms("fall") or firm)
    loosely = token.dep_ in ("dobj", "nsubjpass") and verb in _OF_ANYTHING
    left = verb == "from" and token.head.head.lower_ in forms("withdraw retreat")
    return int(taken or (control_before and (loosely or left)) or _in_hands(token))


def _in_hands(token: Token) -> bool:
    """ "it was in Ukrainian hands", "it is under our control"."""
    words_of = [o.lower_ for c in children(token.head, "prep") for o in children(c, "pobj")]
    return token.dep_ == "nsubj" and any(word in ("hands", "control") for word in words_of)


def _named_before(context: Context, sentence: Sentence, token: Token) -> list[Place]:
    """The towns named shortly before the word, each once, in the order of the text."""
    first = context.sentences[max(0, sentence.index - _REACH)].char_start
    here = sentence.char_start + token.idx
    names: dict[str, Place] = {}
    for place in context.places:
        if first <= place.char_start < here and place.precision in ("settlement", "point") and place.relation is None:
            names.pop(place.name, None)
            names[place.name] = place
    return list(names.values())


def part_meant(token: Token) -> str | None:
    """The part of a town that the words name without the town: "the southern half", "the railway station"."""
    if token.lower_ not in _PARTS or not any(c.lower_ in ("the", "its") for c in children(token, "det", "poss")):
        return None
    if any(c.lower_ in ("of", "in") or c.dep_ == "relcl" for c in token.children):
        return None
    if any(c.dep_ == "compound" and c.lower_ in _OPEN_LAND for c in token.children):
        return None  # "the forest edge"
    kept = [t.text for t in token.subtree if t.i <= token.i and t.dep_ not in ("det", "punct", "poss")]
    return None if any(word[0].isupper() for word in kept) else " ".join(kept)


def _is_taken_loosely(token: Token) -> bool:
    """The "it" of "we took it"."""
    if token.lower_ != "it" or token.dep_ != "dobj" or token.head.lower_ not in _OF_ANYTHING:
        return False
    return any(c.lower_ in ("we", "they", "fighters", "troops", "forces") for c in children(token.head, "nsubj"))


def _is_in_sentence_before(context: Context, sentence: Sentence, place: Place) -> bool:
    before = context.sentences[sentence.index - 1] if sentence.index else sentence
    return before.char_start <= place.char_start < before.char_end


def denied_again(sentence: Sentence, before: list[Draft]) -> list[Draft]:
    """ "Kyiv denied it", "the mayor rejected the claim": the control told last, denied by somebody else."""
    told = [d for d in before if sentence.index - d.sentence.index <= 1]
    for verb in sentence.doc or []:
        if verb.lower_ not in DENYING or not told:
            continue
        objects = [c for c in children(verb, "dobj") if c.lower_ in _DENIED and not children(c, "acl", "relcl", "prep")]
        if not objects or children(verb, "ccomp"):
            continue
        model = next(
            (d for d in reversed(told) if d.predicate is not verb and d.action in ("takes", "withdraws")), None
        )
        if model is None or (model.sentence is sentence and model.number.i > verb.i):
            continue
        start = sentence.char_start + objects[0].idx
        return [
            replace(
                model, sentence=sentence, number=objects[0], predicate=verb, like=model, denied=True,
                char_start=start, char_end=start + len(objects[0].text), parts=[], role="object",
            )
        ]  # fmt: skip
    return []
