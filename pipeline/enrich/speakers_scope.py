"""What a verb of saying gives to its speaker: the words of its object, its clause, and the clause that it stands in.

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import children, is_noun, is_passive, is_verb, phrase
from pipeline.enrich.measures_forms import words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_SAID = words("ccomp xcomp dobj prep advcl pcomp oprd acl relcl npadvmod dep attr acomp parataxis")


def scope_of(verb: Token, speaker: Token | None) -> frozenset[int]:
    """Indexes of the words that the verb says."""
    own = {t.i for t in phrase(speaker)} if speaker is not None else set()
    if speaker is not None and speaker.i < verb.i:  # words behind the verb, which the parser hung at the speaker
        own = {i for i in own if i < verb.i}
    said = _linked(verb, speaker) | _around(verb)
    if verb.lower_ in ("put", "puts"):  # "put the number of Wagner dead at more than 4,000", however it was parsed
        end = next((t.i for t in verb.doc[verb.i :] if t.text in _STOPS), len(verb.doc))
        said |= set(range(verb.i + 1, end))
    if speaker is not None and is_passive(verb):  # "Fourteen deaths were confirmed by the mayor"
        said |= {t.i for c in children(verb, "nsubjpass") for t in c.subtree}
    if speaker is not None and any(c.dep_ == "ccomp" and c.i > verb.i > speaker.i for c in verb.children):
        # "Fifty came home; Russia said that it got 50 back": what stands before the semicolon is not what it said.
        said = {i for i in said if i > max((t.i for t in verb.doc[: speaker.i] if t.text == ";"), default=-1)}
    return frozenset(said - own - {verb.i})


def _linked(verb: Token, speaker: Token | None) -> set[int]:
    """What hangs at the verb as its object or its clause."""
    direct = bool(children(verb, "dobj")) and not children(verb, "ccomp", "xcomp")
    linked = _SAID - {"advcl", "parataxis"} if direct else _SAID
    said = {t.i for c in verb.children if c.dep_ in linked and (speaker is None or c.i != speaker.i) for t in c.subtree}
    if direct or children(verb, "prep"):  # "spoke of 30 wounded and of two dead"
        more = (c for c in children(verb, "conj") if c.left_edge.tag_ == "IN" or not is_verb(c))
        said |= {t.i for c in more for t in c.subtree}
    bare = (c for c in children(verb, "conj") if c.lower_ in _FATES and not children(c, "aux", "auxpass"))
    if children(verb, "dobj", "ccomp"):  # "reported one man killed and a boy wounded"
        said |= {t.i for c in bare if children(c, "nsubj") and not children(c, "dobj") for t in c.subtree}
    if direct:  # "reported the loss of 710 men, bringing the total to 104,560"
        said |= {t.i for c in children(verb, "advcl") if c.lower_ in _BRINGING for t in c.subtree}
    return said


def _around(verb: Token) -> set[int]:
    """What the verb stands beside or behind: "…, police said, …"."""
    said: set[int] = set()
    if verb.dep_ == "acl" and is_noun(verb.head):
        said |= {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
    if verb.dep_ in ("parataxis", "dep") or (_is_inserted(verb) and not children(verb, "ccomp")):
        said |= {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree} | {verb.head.i}
    if verb.dep_ in ("ROOT", "ccomp") and not children(verb, "ccomp", "xcomp", "dobj") and verb.i >= len(verb.doc) / 2:
        said |= {t.i for t in verb.doc}
    if verb.dep_ == "ROOT" and children(verb, "ccomp") and verb.i < len(verb.doc) / 3:
        said |= {t.i for t in verb.subtree if t.i > verb.i}
    return said


_FATES = words("killed wounded injured hurt damaged destroyed")
_STOPS = (",", ";", ":", "—", "–", "(", ")")
_BRINGING = words("bringing taking pushing raising lifting")


def _is_inserted(verb: Token) -> bool:
    """ "…, police said, …": a clause with nothing but a subject, between or behind commas."""
    return (
        verb.dep_ in ("parataxis", "advcl", "conj", "relcl")
        and verb.i > 0
        and not children(verb, "dobj", "xcomp", "acomp")
    )
