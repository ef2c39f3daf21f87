"""Who holds a named place: taken, held, given up, contested.

Reads a parsed sentence and its places, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.control_back import denied_again, meant_places, part_meant
from pipeline.enrich.clauses.control_parts import whole
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import (
    ancestors,
    children,
    is_noun,
    is_passive,
    is_verb,
    subject_of,
)
from pipeline.enrich.clauses.parties import ENEMY, side_of_words
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.models import Place

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


TAKES = forms("take capture liberate seize recapture retake occupy conquer reclaim regain secure overrun") | {"freed"}
HOLDS = forms("hold control retain occupy")
LOSES = forms("lose abandon surrender cede relinquish")
_OCCUPIES = forms("occupy")
_GAINS = forms("take seize gain regain establish retake assume")
_KEEPS = forms("claim have hold retain keep maintain remain be exercise")
WITHDRAWS = forms("withdraw retreat pull")
_CONTESTED = frozenset({"contested", "disputed"})
_NOUNS = {"capture": "takes", "liberation": "takes", "seizure": "takes", "recapture": "takes",
          "occupation": "takes", "fall": "falls",
          "loss": "loses", "control": "control", "hands": "control", "withdrawal": "withdraws",
          "retreat": "withdraws"}  # fmt: skip
_SETTLED = ("settlement", "point")
_REACH = 3  # sentences: how far back a clause of control may take up another


def find_control(
    context: Context, sentence: Sentence, places: list[Place], earlier: list[Draft] | None = None
) -> list[Draft]:
    """One draft per place that the sentence says somebody takes, holds, leaves or contests, named here or before."""
    found = []
    for place in places:
        if place.precision not in _SETTLED:
            continue
        if place.relation is not None:
            continue
        token = _head_of(sentence, place)
        if token is None:
            continue
        draft = _draft(sentence, place, token)
        if draft is not None:
            found.append(draft)
    before = [d for d in [*(earlier or []), *found] if d.measure == "control"]
    told = [d.place for d in before if d.place and sentence.index - d.sentence.index <= _REACH]
    for token, place in meant_places(context, sentence, told):
        draft = _draft(sentence, place, token)
        if draft is not None:
            draft.place_part = draft.place_part or part_meant(token)
            draft.char_start = sentence.char_start + token.idx
            draft.char_end = draft.char_start + len(token.text)
            found.append(draft)
    return found + [d for d in denied_again(sentence, before)]


def _head_of(sentence: Sentence, place: Place) -> Token | None:
    if sentence.doc is None:
        return None
    return sentence.doc.root_of(place.char_start - sentence.char_start, place.char_end - sentence.char_start)


def _draft(sentence: Sentence, place: Place, token: Token) -> Draft | None:
    node, part = whole(token)
    found = _governed(node) or _in_clause(node)
    if found is None:
        return None
    predicate, action, holder = found
    draft = Draft(
        measure="control",
        low=None,
        high=None,
        approx=None,
        sentence=sentence,
        number=token,
        predicate=predicate,
        char_start=place.char_start,
        char_end=place.char_end,
        action=action,
        place=place.name,
        place_part=part,
    )
    draft.role = holder
    draft.denied = action != "contested" and (_is_neither(subject_of(predicate)) or _is_neither(token))
    return draft


def _governed(node: Token) -> tuple[Token, str, str] | None:
    """(predicate, action, how the holder is told) for the phrase of a place."""
    head, dep = node.head, node.dep_
    if dep in ("dobj", "nsubjpass") or (dep == "nsubj" and is_passive(head)):
        return _of_verb(head)
    if dep == "pobj":
        return _of_preposition(node)
    lost = (
        dep in ("advmod", "dep", "npadvmod", "nmod", "compound")
        and is_verb(head)
        and node.i < head.i
        and subject_of(head) is None
    )
    if dep == "nsubj" or lost:
        return _of_subject(head)
    if dep in ("poss", "compound") and is_noun(head) and _NOUNS.get(singular(head.text)) in ("takes",):
        return head, "takes", "owner"
    return None


def _in_clause(node: Token) -> tuple[Token, str, str] | None:
    """ "Lyman, which Ukraine recaptured in October", "Lyman, recaptured in October"."""
    for clause in children(node, "relcl", "acl"):
        which = any(c.lower_ in ("which", "that") and c.dep_ in ("dobj", "nsubjpass") for c in clause.children)
        if clause.i > node.i and (which or (clause.dep_ == "acl" and clause.tag_ == "VBN")):
            return _of_verb(clause)
    return None


def _of_verb(verb: Token) -> tuple[Token, str, str] | None:
    word = verb.lower_
    if not is_verb(verb) or _idiom(verb):
        return None
    if word in TAKES and not (word in _OCCUPIES and verb.tag_ in ("VBZ", "VBP")):
        bare = word == "occupied" and subject_of(verb) is None and not children(verb, "aux", "auxpass")
        return (verb, "takes", "actor") if not bare else None  # "occupied Popasna" tells nothing new
    if word in HOLDS and _is_neither(subject_of(verb)):
        return verb, "contested", "none"
    if word in HOLDS:
        return (verb, "holds", "actor") if not _is_asked(verb) else None
    if word in LOSES:
        return verb, "takes" if word.startswith(("lose", "lost", "losing")) else "withdraws", "loser"
    return (verb, "contested", "none") if word in _CONTESTED else _of_other_verb(verb)


def _of_other_verb(verb: Token) -> tuple[Token, str, str] | None:
    """ "claimed Bakhmut", "our troops left Soledar": verbs that tell of control with some subjects and objects only."""
    word = verb.lower_
    if word in _HAVING and (state := _of_state(verb)) is not None:
        return verb, "takes" if word in ("bring", "brought", "bringing", "brings") else state[1], "actor"
    if word in _CLAIMS and not children(verb, "ccomp", "xcomp"):
        return verb, "takes", "actor"
    return (verb, "withdraws", "leaver") if word in _LEAVES and _is_force(subject_of(verb)) else None


_HAVING = words("have has had having bring brings brought bringing")  # "had X under full control"
_CLAIMS = forms("claim")
_CLINGING = forms("cling hold hang")  # "cling to X", "hold on to X"
_LEAVES = forms("leave") - {"leaving"}
_FORCE = words("troops forces soldiers army units fighters defenders garrison battalion brigade marines men invaders")


def _is_force(subject: Token | None) -> bool:
    """Those who hold a place and may give it up."""
    return subject is not None and (subject.lower_ in _FORCE or subject.lower_ in ("russians", "ukrainians"))


def _is_asked(verb: Token) -> bool:
    """ "It did not say who holds the village"."""
    return any(c.lower_ in ("who", "which", "whoever") for c in children(verb, "nsubj"))


def _is_neither(subject: Token | None) -> bool:
    """ "Neither side fully controls X", "nobody holds it"."""
    if subject is None:
        return False
    return subject.lower_ in ("neither", "nobody") or any(c.lower_ in ("neither", "no") for c in subject.children)


def _idiom(verb: Token) -> bool:
    """ "took part", "hold talks": the object decides, and it is no place; "take X by storm" stays."""
    return any(c.dep_ == "prt" and c.lower_ in ("off", "out", "up") for c in verb.children)


def _of_preposition(node: Token) -> tuple[Token, str, str] | None:
    preposition, above = node.head, node.head.head
    word = preposition.lower_
    if word == "from" and (is_verb(above) or above.dep_ == "prep") and (verb := _withdrawing(above)) is not None:
        return verb, "withdraws", "leaver"
    if word == "to" and above.lower_ in _CLINGING:
        return above, "holds", "actor"
    if word in ("of", "over") and is_noun(above):
        return _of_noun(above)
    if word == "from" and is_noun(above) and _NOUNS.get(singular(above.text)) == "withdraws":
        return above, "withdraws", "leaver"
    if word == "out" or (word == "of" and above.lower_ == "out"):
        verb = above if is_verb(above) else above.head
        return (verb, "withdraws", "leaver") if verb.lower_ in WITHDRAWS else _of_driving(verb)
    return _of_driving(above) if word == "from" and is_verb(above) else None


def _of_driving(verb: Token) -> tuple[Token, str, str] | None:
    """ "drove the occupiers out of X", "the enemy was expelled from X": who drives the other out has the place."""
    if verb.lower_ not in _DRIVES:
        return None
    driven = " ".join(t.text for d in children(verb, "nsubjpass", "dobj")[:1] for t in d.subtree)
    if side_of_words(driven) or ENEMY.search(driven):
        return verb, "takes", "driven"
    force = not is_passive(verb) and any(word.lower() in _FORCE for word in driven.split())
    return (verb, "takes", "actor") if force else None


_DRIVES = forms("drive push force expel oust eject kick chase throw dislodge squeeze")


def _withdrawing(above: Token) -> Token | None:
    verb = above if is_verb(above) else next((a for a in ancestors(above) if is_verb(a)), above)
    return (
        verb
        if verb.lower_ in WITHDRAWS
        and (not verb.lower_.startswith("pull") or any(c.lower_ in ("out", "back") for c in verb.children))
        else None
    )


def _of_noun(noun: Token) -> tuple[Token, str, str] | None:
    action = _NOUNS.get(singular(noun.text)) or _NOUNS.get(noun.lower_)
    if action == "control":
        return _of_control(noun.head if is_verb(noun.head) else noun.head.head)
    if action == "takes" and _is_told(noun):
        return noun, "takes", "owner"
    return None


def _of_control(verb: Token) -> tuple[Token, str, str] | None:
    """ "took control of X", "lost control of X", "keeps control of X"."""
    word = verb.lower_
    if not is_verb(verb):
        return None
    if word in _GAINS:
        return verb, "takes", "actor"
    if word.startswith(("lose", "lost", "losing")):
        return verb, "takes", "loser"
    return (verb, "holds", "actor") if word in _KEEPS else None


def _is_told(noun: Token) -> bool:
    """ "claimed the capture of X", "announced X's liberation",
    "after the capture of X": told as done; not "battle for the capture"."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and is_verb(head):
        return head.lower_ in _TELLING
    return noun.dep_ == "pobj" and head.lower_ in ("after", "following", "since")


_TELLING = forms("claim announce report confirm declare celebrate complete acknowledge deny admit hail")


def _of_subject(verb: Token) -> tuple[Token, str, str] | None:
    word = verb.lower_
    if _stands_firm(verb):
        return verb, "holds", "phrase"
    if word in forms("fall") and not any(c.lower_ in ("under",) and _fire(c) for c in verb.children):
        return verb, "takes", "faller"
    if word in forms("be remain stay come pass hang") or not is_verb(verb):
        return _of_state(verb)
    return None


def _stands_firm(verb: Token) -> bool:
    """ "The city holds", "is holding out against all odds"; not "stands on a hill"."""
    out = any(c.lower_ in ("out", "firm", "on") and c.dep_ in ("prt", "advmod", "acomp") for c in verb.children)
    if verb.lower_ not in forms("hold stand resist") or children(verb, "dobj"):
        return False
    return out or verb.lower_ in forms("hold") or not children(verb, "prep")


def _fire(preposition: Token) -> bool:
    return any(c.lower_ in ("fire", "attack", "shelling") for c in preposition.subtree)


def _of_state(verb: Token) -> tuple[Token, str, str] | None:
    for child in verb.children:
        if child.lower_ in ("contested", "disputed"):
            return verb, "contested", "none"
        if child.lower_ in ("under", "in", "into") and child.i > verb.i:
            words = " ".join(t.lower_ for t in child.subtree)
            if re.search(r"\bcontrol\b", words) and not re.search(r"\bfire control\b", words):
                return verb, "takes" if verb.lower_ in forms("come pass fall") else "holds", "phrase"
            if re.search(r"\bhands\b", words):
                return verb, "takes" if verb.lower_ in forms("pass fall") else "holds", "phrase"
        if child.lower_ in ("ours", "ukrainian", "russian") and child.dep_ in ("acomp", "attr"):
            return verb, "holds", "phrase"
    return None
