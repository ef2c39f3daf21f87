"""Figures that claim nothing although a word of a measure stands with them: ratios, other wars, what did not happen.

Reads a `Counted` and what it was measured by, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.counted import Counted, Measured
from pipeline.enrich.clauses.grammar import SUBJECTS, children
from pipeline.enrich.clauses.mood import is_negated, is_unreal
from pipeline.enrich.clauses.parties import side_of_words
from pipeline.enrich.context import Sentence
from pipeline.enrich.measures import PERSON, state_words
from pipeline.enrich.measures_forms import words
from pipeline.enrich.speakers_verbs import stances

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_OTHER_WARS = re.compile(
    r"\b(?:world war|second world|soviet(?!-)|afghan\w*|chechnya|chechen war|vietnam|syria\w*|iraq\w*|georgia"
    r"|holocaust|nazi|crimean war"
    r"|yugoslav\w*|bosnia|stalin|cold war|great patriotic)\b",
    re.IGNORECASE,
)
_ONE_PERSON = frozenset({"killed", "wounded", "captured", "missing"})
_COUNTED_WITHOUT_NUMBER = frozenset({"a", "an", "another"})
_TIMES_AS_MANY = re.compile(r"\s*times (?:the|as|more|less|fewer|higher|larger|bigger|lower|greater)\b", re.IGNORECASE)
_FOR_EVERY = re.compile(r"\s*(?:\w+ )?for (?:every|each)\b", re.IGNORECASE)  # a ratio of two counts
_FOR_EVERY_AHEAD = re.compile(r"\b(?:for|out of|of) (?:every|each)\b[^.;]*$", re.IGNORECASE)
# "Half of those 9,000 died": how many that is stands nowhere.
_SHARE_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|most|many|some|part|few|per ?cent|%) of"
    r" (?:all |the |those |these |its |his |their )*(?:about |some |almost |nearly |more than |over )?$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d ?(?:%|per ?cent)", re.IGNORECASE)
_SUCH = re.compile(r"\s*such\b")  # "has reported no such losses" answers somebody else's figure
_DIFFERENCE = re.compile(
    r"\s*(?:(?!(?:and|in|on|at|which|whom|with|for|where|to|by)\b)\w+ ){0,2}"
    r"(?:more|fewer|less|higher|lower)(?: \w+)? than\b",
    re.IGNORECASE,
)


_LONG_AGO = re.compile(r"(?:(?P<of>[a-z]+)\s+|^)(?:in|since|during)\s+(?:1\d{3}|200\d|201[0-3])\b", re.IGNORECASE)
_MADE = words("born built founded opened made introduced designed erected")


def is_of_other_war(text: str) -> bool:
    """Whether a sentence speaks of another war than this one, by its name or its year."""
    years = [match["of"] for match in _LONG_AGO.finditer(text)]
    return bool(_OTHER_WARS.search(text)) or any(of is None or of.lower() not in _MADE for of in years)


def is_excluded(sentence: Sentence, counted: Counted) -> bool:
    """Whether the figure is none of people or things: a fraction, a name, a ratio, a difference."""
    if _is_fraction(counted) or _is_name(counted):
        return True
    end = counted.quantity.char_end
    ahead = sentence.text[: counted.quantity.char_start]
    told = counted.noun is not None and any(c.tag_ in ("VBN", "VBD") for c in children(counted.noun, "acl"))
    if _FOR_EVERY_AHEAD.search(ahead) or (_SHARE_OF.search(ahead) and not told):
        return True  # but "two-thirds of the 84 drones shot down fell to guns"
    last = counted.noun if counted.noun is not None else counted.number
    if _FOR_EVERY.match(sentence.text, last.idx + len(last.text)):
        return True
    if _TIMES_AS_MANY.match(sentence.text, end) or _SUCH.match(sentence.text, end):
        return True
    if counted.noun is not None:
        end = max(end, counted.noun.idx + len(counted.noun.text))
    return bool(_DIFFERENCE.match(sentence.text, counted.quantity.char_end) or _DIFFERENCE.match(sentence.text, end))


def _is_fraction(counted: Counted) -> bool:
    """Nobody counts people or things in fractions: "0.24", "8,570.66"."""
    bounds = (counted.quantity.low, counted.quantity.high)
    return any(bound is not None and bound != int(bound) for bound in bounds)


def _is_name(counted: Counted) -> bool:
    """ "AirPods 2", "the LC 500 Convertible": a number that belongs to the name right before it."""
    number, noun = counted.number, counted.noun
    before = number.nbor(-1) if number.i > 0 else None
    if before is None or before.tag_ not in ("NNP", "NNPS") or not number.text[:1].isdigit():
        return False
    behind = number.doc[counted.last + 1] if counted.last + 1 < len(number.doc) else None
    told = behind is not None and (behind.tag_ == "VBN" or behind.lower_ in state_words())
    return (noun is None or noun.tag_ == "NNP") and not told and side_of_words(before.text) is None


def is_unsuited(counted: Counted, measured: Measured) -> bool:
    """Whether the words around say that the measure is not told of the figure as a fact."""
    word = counted.number.lower_
    article = word in _COUNTED_WITHOUT_NUMBER
    if article and _is_no_figure(counted, measured):
        return True
    if word == "i" and measured.measure != "captured":
        return True
    if word in ("one", "i", *_COUNTED_WITHOUT_NUMBER) and _is_nearly(measured.predicate):
        return True
    if word in ("any", "anyone", "anybody"):
        return not _under_denial(measured.predicate)
    return is_unreal(measured.predicate)


def _is_no_figure(counted: Counted, measured: Measured) -> bool:
    """Where "a man" is nobody whom something befell: who speaks, a description, "64 percent know a man who died"."""
    noun = counted.noun
    if measured.measure not in _ONE_PERSON or counted.kind != PERSON or measured.predicate is noun:
        return True
    if _SHARE.search(counted.number.doc.text):
        return True
    return noun is not None and (noun.dep_ == "appos" or _speaks(noun))


def _speaks(noun: Token) -> bool:
    """ "said a wounded soldier"; but not "they reported a wounded soldier"."""
    told = noun.dep_ == "dobj" and bool(children(noun.head, *SUBJECTS))
    return noun.head.lower_ in stances() and not told


def _is_nearly(predicate: Token) -> bool:
    """ "I almost died"."""
    return any(c.lower_ in ("almost", "nearly") and c.dep_ == "advmod" for c in predicate.children)


_NEITHER = re.compile(r"\b(?:nor|or|not|n['’]t|neither|(?:refus|declin)(?:e|ed|es|ing) to)\s+$", re.IGNORECASE)


def _under_denial(token: Token) -> bool:
    """Whether "any" is none here: under a denial that is not itself denied, behind "without"."""
    above = (token, *token.ancestors)
    denials = [a for a in above if a.lower_ in ("denied", "denies", "deny", "denying")]
    if denials:
        return not _NEITHER.search(token.doc.text[: denials[0].idx])
    return is_negated(token) or (token.dep_ == "pcomp" and token.head.lower_ == "without")
