"""Speech in nouns: "the ministry's estimate of 400 dead", "Kyiv's claim that …", "a statement from the council".

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import SUBJECTS, agent_of, children, is_noun, subject_of
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_speech import SpeechEvent
from pipeline.enrich.speakers_verbs import REPORT_NOUNS, TIMES

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_ARTICLES = words("the a an this that these those")
_CONFIRMING, _DENYING = words("admission confirmation acknowledgement acknowledgment"), words("denial")

_KEEPING = forms("keep release publish issue post maintain give compile share update print")
_ORIGIN = words("comes came come stems stemmed originates originated")
_BORNE, _NATIONS = words("toll total number"), words("russia ukraine moscow kyiv")
_LISTS = words("list tally count register ledger database record table roll")


def nominal(noun: Token) -> Iterator[SpeechEvent]:
    """The event in a noun of saying that has an owner and a figure, or a clause."""
    if not is_noun(noun) or singular(noun.text) not in REPORT_NOUNS:
        return
    owner = _owner(noun)
    if owner is None or not (is_noun(owner) or owner.tag_ == "PRP$") or singular(owner.text) in TIMES:
        return
    if noun.lower_ in _BORNE and (owner.lower_ in _NATIONS or owner.lower_ in ("his", "her")):
        return  # "Russia's death toll", "his total": that of the dead
    held = noun.dep_ == "dobj" and noun.head.tag_ != "VBG"  # not "…, 430 soldiers died, raising its total to …"
    subject = subject_of(noun.head) if held and owner.lower_ in ("its", "their") else None
    if subject is None and held and owner.lower_ == "its":  # the parser lost it
        subject = next((t for t in reversed(noun.doc[: noun.head.i]) if t.dep_ == "appos" and is_noun(t)), None)
    owner = subject if subject is not None and is_noun(subject) else owner
    scope = _scope(noun) - {owner.i, *(t.i for c in owner.children if not _counts(c) for t in c.subtree)}
    if not any(noun.doc[i].tag_ in ("CD", "DT") and noun.doc[i].lower_ not in _ARTICLES for i in scope):
        return
    yield SpeechEvent(noun.i, owner.i, (), frozenset(scope), _stance(noun))


def _scope(noun: Token) -> set[int]:
    """What the noun stands for: its own phrase, the clause that it is subject or adjunct of."""
    scope = {t.i for t in noun.subtree}
    if noun.dep_ in SUBJECTS:
        scope |= {t.i for t in noun.head.subtree}
    if noun.dep_ == "dobj":
        scope |= {t.i for c in children(noun.head, "prep") if c.lower_ in ("to", "at") for t in c.subtree}
    if noun.dep_ == "pobj" and noun.head.lower_ in ("by", "in", "per", "on"):
        scope |= {t.i for t in noun.head.head.subtree}
    return scope


def _owner(noun: Token) -> Token | None:
    owner = next(iter(children(noun, "poss")), None) or next(
        (o for c in noun.children if c.lower_ in ("by", "from") for o in children(c, "pobj")), None
    )
    if owner is None and noun.dep_ in SUBJECTS and noun.head.lower_ in _ORIGIN:
        owner = next((o for c in noun.head.children if c.lower_ == "from" for o in children(c, "pobj")), None)
    if owner is None and singular(noun.text) in _LISTS:
        named = (o for c in noun.children if c.lower_ == "of" for o in children(c, "pobj"))
        owner = next((o for o in named if o.tag_ == "NNP" and not children(o, "nummod")), None)
    made = (agent_of(c) if c.tag_ == "VBN" else None for c in children(noun, "acl"))
    kept = (subject_of(c) for c in children(noun, "acl", "relcl") if c.lower_ in _KEEPING)
    return owner or next((a for a in (*made, *kept) if a is not None), None)


def _counts(child: Token) -> bool:
    """The "of 400 dead" that the parser hung at Kyiv in "an announcement from Kyiv of 400 dead"."""
    return child.lower_ in ("of", "that") and any(t.tag_ == "CD" for t in child.subtree)


def _stance(noun: Token) -> str:
    word = singular(noun.text)
    return "confirms" if word in _CONFIRMING else "denies" if word in _DENYING else "asserts"
