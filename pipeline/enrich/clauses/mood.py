"""Whether a clause tells what happened: not what may come, is planned, asked or feared, and not what is denied.

Reads parsed tokens, writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import SUBJECTS, ancestors, children, is_verb
from pipeline.enrich.measures_forms import forms, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_FUTURE = frozenset(
    {
        "will",
        "'ll",
        "’ll",
        "wo",
        "shall",
        "would",
        "could",
        "can",
        "should",
        "must",
        "may",
        "might",
        "'d",
        "’d",
        "ca",
        "ought",
    }
)
_CONDITION = frozenset({"if", "unless", "whether", "lest", "until", "till"})


# What follows these is not told as done: plans, wishes, threats, duties, calls, expectations.
_UNDONE = forms(
    "plan want intend threaten aim seek hope order ask need require prepare promise vow pledge expect try"
    " attempt refuse consider urge"
    " call propose demand agree decide warn instruct wish fear predict forecast allow let enable help continue"
    " schedule mean"
    " train equip offer tell request beg persuade design capable able ready fail dream prevent prohibit ban stop"
    " risk propose advance push press attack fight battle struggle strive"
) | {
    "likely",
    "unlikely",
    "able",
    "ready",
    "set",
    "going",
    "about",
    "due",
    "capable",
    "expected",
    "poised",
    "enough",
    "unable",
    "order",
}
_DONE = forms("help continue manage succeed begin start force allow fail tell") | {"enabled", "forced", "managed"}
_NOUNS = words("plan plans threat threats intention goal goals aim attempt attempts order orders bid hope"
               " effort efforts offer risk"
                   " prospect prospects possibility chance idea dream ambition"
                   " proposal capacity ability need target targets pledge promise")  # fmt: skip
_SUMMING = forms("bring put take push make mean raise")


def is_unreal(predicate: Token) -> bool:
    """A prediction, plan, threat, condition, wish or question: no claim."""
    if predicate.doc.text.rstrip('”"’ )').endswith("?"):
        return True
    previous: Token | None = None
    colon = max((t.i for t in predicate.doc[: predicate.i] if t.text == ":"), default=-1)
    for token in ancestors(predicate):
        if token.i < colon and is_verb(token):
            return False  # "I tell you because no one else will: six dead"
        doubted = previous is not None and (is_unproven(token, previous) or _governs_undone(token, previous))
        if doubted or (is_verb(token) and _unreal_verb(token)):
            return True
        if token.dep_ in SUBJECTS and not is_verb(token):
            return token.head.lower_ in _WISHES_FOR or _is_supposed(token.head)
        if _stands_by_itself(token):
            return False
        previous = token
    return False


def _is_supposed(verb: Token) -> bool:
    """ "If the 40 wounded do not get out …"."""
    return any(c.lower_ in ("if", "unless", "whether") for c in children(verb, "mark"))


_PROOF = words("evidence confirmation proof indication indications sign signs")


def is_unproven(noun: Token, below: Token) -> bool:
    """ "There is no evidence that Wagner has taken X", "has not observed any confirmation that …"."""
    if noun.lower_ not in _PROOF or below.dep_ not in ("acl", "relcl", "ccomp"):
        return False
    return any(c.lower_ in ("no", "any", "little") for c in noun.children) or bool(children(noun.head, "neg"))


def _stands_by_itself(token: Token) -> bool:
    """A clause that its superior verb does not colour: a relative one, one that somebody says."""
    if token.dep_ in ("relcl", "parataxis", "ROOT"):
        return True
    if token.dep_ != "ccomp":
        return False
    doubted = any(c.lower_ in _UNDONE for c in children(token.head, "acomp", "oprd", "attr"))
    return token.i < token.head.i or not (doubted or token.head.lower_ in _UNDONE)


def _unreal_verb(verb: Token) -> bool:
    colon = max((t.i for t in verb.doc[: verb.i] if t.text == ":"), default=-1)  # "no one else will: the line was held"
    helping = ("aux", "auxpass", "mark", "advmod")
    auxiliaries = [c for c in verb.children if c.dep_ in helping and colon < c.i < verb.i]
    if (
        verb.dep_ == "conj"
        and is_verb(verb.head)
        and not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
    ):
        auxiliaries += [c for c in verb.head.children if c.dep_ in ("aux", "mark") and c.i < verb.head.i]
    words = {c.lower_ for c in auxiliaries}
    if words & _CONDITION and any(c.lower_ in _CONDITION and c.dep_ in ("mark", "advmod") for c in auxiliaries):
        return True
    modal = words & _FUTURE
    if modal == {"would"} and "have" in words:
        return True  # "would have died": it did not happen
    if modal and "have" not in words:
        return not (modal == {"would"} and verb.lower_ in _SUMMING)
    if "to" in words and "have" not in words and verb.dep_ in ("advcl", "acl", "relcl"):
        return True
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and not auxiliaries and verb.i == 0


def _governs_undone(token: Token, below: Token) -> bool:
    """The clause hangs as a complement at a word of planning or wishing."""
    if below.dep_ not in ("xcomp", "ccomp", "acl", "prep", "dobj", "pcomp", "pobj", "advcl"):
        return False
    if is_verb(below) and below.dep_ == "xcomp":
        return token.lower_ in _UNDONE and token.lower_ not in _DONE and not _perfect(below)
    if is_verb(below) and below.dep_ == "ccomp":
        return token.lower_ in _WISHES or any(
            c.lower_ in _DOUBTED for c in (token, *children(token, "acomp", "oprd", "attr"))
        )
    if below.dep_ in ("acl", "prep", "pcomp"):
        return token.lower_ in _NOUNS
    if below.dep_ == "dobj":
        return token.lower_ in _WISHES_FOR
    return False


_WISHES = forms("hope wish fear expect predict forecast warn want demand threaten plan") - {"feared"}
_WISHES_FOR = forms("plan expect predict forecast fear threaten promise pledge demand need want request seek prepare")


_DOUBTED = words("unlikely likely possible impossible probable improbable expected")


def _perfect(verb: Token) -> bool:
    return any(c.lower_ in ("have", "having") for c in children(verb, "aux"))


def is_negated(predicate: Token) -> bool:
    """The predicate itself is denied by its own "not" or "never"."""
    return any(c.dep_ == "neg" or c.lower_ in ("not", "never", "n't", "n’t") for c in predicate.children)


DENYING = forms("deny reject dismiss refute rebut")
_FALSE = words("false untrue nonsense fake lie lies fabrication invention")


def is_denied(token: Token) -> bool:
    """ "He denied that …", "it is not true that …", "it is nonsense that …": what stands below is denied."""
    below = token
    for above in token.ancestors:
        joined, below = below.dep_ == "conj", above  # "denied that he had left and said three were killed"
        told = {c.lower_ for c in children(above, "acomp", "attr")}
        negated = bool(children(above, "neg"))
        if not joined and not negated and (above.lower_ in DENYING or told & _FALSE):
            return True
        if not joined and negated and told & {"true", "correct"}:
            return True
    return False
