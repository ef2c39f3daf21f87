"""Whether a word tells of what is to come: will, may, is likely to, plans, expects, a risk that.

Reads parsed tokens, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import ancestors, children, is_noun, is_verb, subject_of
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
MODALS = frozenset({"may", "might", "could"})
_PLANNING = forms("plan intend threaten aim prepare expect predict forecast anticipate")
# A plan in itself, in whatever tense it is told: "vowed to retake".
_VOWING = forms("threaten vow pledge promise") | {"preparing"}
_FORESEEING = forms("plan prepare expect predict forecast anticipate")
_FORETELLING = forms("expect predict forecast anticipate fear")
# Said of everybody at any time: who will tell, may wonder, could confirm predicts nothing.
_NOT_EVENTS = forms(
    "travel tell say see know speak confirm verify wonder look ask think find hear want read explain add"
    " exceed seem appear imagine understand comment like mean reflect indicate have"
)
LATER = re.compile(
    r"\b(?:then|soon|next|before|by|again|until|till|tomorrow|coming|later"
    r"|this (?:winter|spring|summer|autumn|fall|month|year)"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer"
    r"|autumn|winter|\w+ (?:days|weeks|months))|for (?:weeks|months|years))\b",
    re.IGNORECASE,
)
_NOW = frozenset({"still", "already", "currently"})
DOUBTFUL = frozenset({"likely", "unlikely", "possible", "probable", "improbable"})
_LIKELY = frozenset({"likely", "unlikely", "expected", "set", "going", "poised", "due", "about"})
_JUDGING = forms("think consider deem call judge believe see hold find assess regard")
_CHANCES = words("possibility chance risk danger threat likelihood probability prospect plan intention preparation")
_INTENTIONS = words("plan intention threat preparation")
_ENDS = frozenset({"IN", ",", ".", ":", "''", "``", "CC", "DT", "NN"})
_COPULA = frozenset({"is", "are", "was", "were", "be", "remains", "remain", "seems", "looks", "seemed", "looked"})
# Of which one may warn or be afraid, and be sure that it is still to come.
_EVENTS = words(
    """attack strike assault offensive counteroffensive invasion mobilisation mobilization breakthrough encirclement
    advance escalation provocation wave salvo barrage push truce ceasefire"""
)


def coming(token: Token) -> Token | None:
    """The verb or noun of what is to come, where this token says that it is."""
    if token.tag_ == "MD":
        return _by_modal(token) if token.dep_ == "aux" else None
    if token.lower_ in DOUBTFUL:
        return _with_infinitive(token) or _doubted(token)
    if is_noun(token) and singular(token.text) in _CHANCES:
        return _by_chance(token)
    return _with_infinitive(token) or _by_verb(token)


def is_conditional(verb: Token) -> bool:
    """Whether the clause itself is a condition or a question that is asked."""
    return any(c.lower_ in ("if", "unless", "whether") and c.dep_ == "mark" for c in verb.children)


def _by_modal(modal: Token) -> Token | None:
    """ "will fall", "may take Soledar": not what may have happened, nor permission."""
    verb, word = modal.head, modal.lower_
    if verb.lower_ == "have" and (must := children(verb, "xcomp")):
        verb = must[0]  # "will have to choose"
    perfect = any(c.lower_ == "have" for c in children(verb, "aux"))
    if perfect or verb.tag_ not in ("VB", "VBP", "VBN") or verb.dep_ == "relcl" or verb.lower_ in _NOT_EVENTS:
        return None
    if not _predicts(modal, verb):
        return None
    if word == "would":
        return verb if _foretold(verb) else None
    if word == "should":
        return verb if _is_later(verb) else None  # "should arrive by March", not what ought to be
    return verb if word in _WILL or (word in MODALS and not _of_now(verb) and not _unable(modal, verb)) else None


def _predicts(modal: Token, verb: Token) -> bool:
    """Not "what may come", "I won't count them for you", "there will be one", "it would be a mistake"."""
    subject = subject_of(verb)
    who = subject.lower_ if subject is not None else ""
    later = _is_later(verb)
    asks = any(c.tag_ in ("WP", "WDT") for c in children(verb, "dobj"))  # "what the year will bring nobody can say"
    if (
        asks
        or who in ("what", "who", "which")
        or verb.i < modal.i
        or any(t.text == ":" for t in verb.doc[modal.i : verb.i])
    ):
        return False
    if verb.lower_ == "be" and not later:
        return modal.lower_ in _WILL and subject is not None and is_noun(subject)
    return later or who != "i" or modal.lower_ not in _WILL or bool(children(verb, "advmod"))


def _is_later(verb: Token) -> bool:
    return bool(LATER.search(" ".join(t.text for t in verb.subtree)))


def _foretold(verb: Token) -> bool:
    """ "He said that the army would attack": what "will" becomes below a verb of saying in the past."""
    conditions = [c for clause in children(verb, "advcl") for c in clause.children if c.lower_ in ("if", "unless")]
    below, above = verb, verb.head
    while below.dep_ == "conj":
        below, above = above, above.head
    if (subject := subject_of(verb)) is not None and not _is_later(verb):
        # "a ceasefire would bring no peace" weighs what is not planned
        conditions += [c for c in subject.children if c.lower_ in ("a", "an", "any", "such")]
    said = above.tag_ == "VBD" or (above.tag_ == "VBG" and above.lower_ in _GOING_ON)
    return not conditions and below.dep_ == "ccomp" and said and not children(verb, "csubj")


_GOING_ON = frozenset({"adding", "saying", "warning", "claiming", "predicting"})  # "…, he said, adding that it would"


def _unable(modal: Token, verb: Token) -> bool:
    """ "He could not confirm", "no details could be given", "might still be trapped": of what is or was so."""
    if any(c.lower_ in _NOW for c in verb.children):
        return True
    subject = subject_of(verb)
    none = subject is not None and any(c.lower_ == "no" for c in subject.children)
    return modal.lower_ == "could" and (none or any(c.dep_ == "neg" for c in verb.children))


def _of_now(verb: Token) -> bool:
    """ "may be using": doubt about the present is a hedge, not a prediction."""
    return any(c.lower_ in ("be", "have") and c.dep_ in ("aux",) for c in verb.children) and verb.tag_ == "VBG"


def _with_infinitive(token: Token) -> Token | None:
    """ "is expected to last", "is planning to take", "vowed to retake"."""
    word = token.lower_
    if word not in _LIKELY and word not in _PLANNING and word not in _VOWING:
        return None
    below = [c for c in children(token, "xcomp") if any(a.lower_ == "to" for a in c.children)]
    if token.dep_ in ("acomp", "oprd"):
        below += [c for c in children(token.head, "xcomp") if c.i > token.i and c.tag_ == "VB"]
    if not below or any(c.lower_ in ("have", "be") for c in children(below[0], "aux")):
        return None
    scene = word.startswith("prepar") and token.tag_ != "VBG" and not _is_named(subject_of(token))
    if below[0].lower_ in _NOT_EVENTS or scene or (word in _PLANNING and _is_past(token)):
        return None
    return below[0]


def _is_named(subject: Token | None) -> bool:
    """Of a caption ("A soldier prepares to fire") somebody unnamed is the subject."""
    return subject is not None and subject.tag_ in ("NNP", "NNPS")


def _is_past(verb: Token) -> bool:
    """ "The Russians planned to take Kyiv": a plan of then, unless somebody said so or it is a threat."""
    had = any(c.lower_ == "had" for c in children(verb, "aux"))
    return had or (verb.tag_ == "VBD" and verb.lower_ not in _VOWING and verb.dep_ not in ("ccomp", "acomp"))


def _by_verb(token: Token) -> Token | None:
    """ "is planning a campaign", "expects that the town falls", "is being prepared", "warns of an attack"."""
    word = token.lower_
    if not is_verb(token):
        return None
    if word in _FORETELLING and (told := _clause_below(token)) is not None:
        return told
    if word in _FORESEEING and (_has_plan(token) or _is_planned(token)):
        return token
    return _feared(token)


def _clause_below(verb: Token) -> Token | None:
    """ "predicts that the war drags on": a clause in the present."""
    return next((c for c in children(verb, "ccomp") if c.tag_ in ("VBP", "VBZ", "VB") and c.i > verb.i), None)


def _has_plan(verb: Token) -> bool:
    present = verb.tag_ in ("VBG", "VBZ", "VBP") and verb.lower_ != "prepare"
    after = [c for c in children(verb, "dobj", "ccomp") if c.i > verb.i]
    return present and bool(after) and subject_of(verb) is not None


def _is_planned(verb: Token) -> bool:
    """ "An attack is expected", "a call-up was being prepared": not "is prepared", nor "had been planned"."""
    before = {c.lower_ for c in children(verb, "aux", "auxpass")}
    planned = [c for c in children(verb, "nsubjpass") if c.lower_ not in ("none", "nothing")]
    if verb.lower_ == "planned" and children(verb, "neg"):
        return False
    if verb.tag_ != "VBN" or not planned or before & {"have", "has", "had"}:
        return False
    return not children(verb, "xcomp") and ("being" in before or not verb.lower_.startswith("prepar"))


def _feared(verb: Token) -> Token | None:
    """The event of which somebody warns, which he fears or does not rule out."""
    if not verb.lower_.startswith(_FEARING):
        return None
    below = children(verb, "dobj")
    if verb.lower_ in ("warns", "warned", "warning", "warn"):
        below = [o for p in children(verb, "prep") if p.lower_ in ("of", "about") for o in children(p, "pobj")]
    elif verb.lower_.startswith(("brac", "prepar")):
        below = [o for p in children(verb, "prep") if p.lower_ == "for" for o in children(p, "pobj")]
    elif verb.lower_ in ("rule", "ruled", "exclude", "excluded"):
        if not children(verb, "neg"):
            return None
        below += children(verb, "nsubjpass")
    elif verb.lower_ not in ("fears", "fear", "fearing") or not _is_later(verb):
        return None
    return next((noun for noun in below if singular(noun.text).lower() in _EVENTS), None)


_FEARING = ("warn", "brac", "prepar", "rule", "exclude", "fear")


def _is_over(verb: Token) -> bool:
    """A clause that tells of the past, or of no time: "that he fell", "that he has fallen", "deciding"."""
    before = {c.lower_ for c in children(verb, "aux", "auxpass")}
    if before & {"have", "has", "had", "was", "were"}:
        return True
    return verb.tag_ == "VBD" or (verb.tag_ in ("VBN", "VBG") and not before)


def _by_chance(noun: Token) -> Token | None:
    """ "a realistic possibility that they try it", "plans to storm the town", "the risk of a new attack"."""
    clauses = [c for c in children(noun, "acl", "ccomp", "relcl") if c.i > noun.i]
    for clause in clauses:
        marks = {c.lower_ for c in children(clause, "mark", "aux")}
        if "that" in marks and not _is_over(clause) and singular(noun.text) not in _INTENTIONS:
            return clause
        asked = any(c.lower_ in ("which", "what") for c in noun.children)
        if "to" in marks and singular(noun.text) in _INTENTIONS and not asked and clause.lower_ not in _NOT_EVENTS:
            return None if _is_told_past(noun) else clause
    if singular(noun.text) in _INTENTIONS - {"threat"} or not _is_stated(noun):
        return None
    below = [o for p in children(noun, "prep") if p.lower_ == "of" for o in children(p, "pobj")]
    return next((o for o in below if singular(o.text).lower() in _EVENTS), None)


def _is_stated(noun: Token) -> bool:
    """ "There is a risk of", "the threat of … remains", "sees a chance of"."""
    return noun.dep_ in ("attr", "nsubj", "dobj") and noun.head.lower_ in _COPULA | _JUDGING | {"grows", "exists"}


def _is_told_past(noun: Token) -> bool:
    return any(is_verb(t) and any(c.lower_ == "had" for c in children(t, "aux")) for t in ancestors(noun))


def _doubted(word: Token) -> Token | None:
    """What is called likely: a clause, or the thing in "she thinks an attack unlikely"; not a state of now."""
    if word.dep_ not in ("acomp", "oprd", "attr", "ccomp", "amod", "ROOT", "conj") or children(word, "xcomp"):
        return None
    clauses = [*children(word, "ccomp", "csubj"), *(c for c in children(word.head, "ccomp", "csubj") if c.i > word.i)]
    if clauses:
        told = clauses[0]
        return told if told.lower_ not in ("thinks", "calls", "says") and not _is_over(told) else None
    return _doubted_thing(word)


def _doubted_thing(word: Token) -> Token | None:
    """ "A truce is unlikely", "considers a truce unlikely", "Breakthrough unlikely this month"."""
    head = word.head
    if word.dep_ == "amod":
        return head if word.i > head.i and is_noun(head) else None
    thing = [*children(word, "nsubj"), *(children(head, "dobj") if head.lower_ in _JUDGING else [])]
    if word.dep_ in ("acomp", "oprd") and head.lower_ in _COPULA and _ends_there(word):
        thing += [c for c in children(head, "nsubj") if is_noun(c) and (head.tag_ != "VBD" or c.lower_ in _EVENTS)]
    return thing[0] if thing and thing[0].tag_ not in ("PRP", "DT", "EX", "WP", "NNP", "NNPS") else None


def _ends_there(word: Token) -> bool:
    """ "A truce is unlikely before summer", not "the number is likely higher"."""
    behind = word.doc[word.i + 1 : word.i + 3]
    return not behind or (behind[0].tag_ in _ENDS and behind[-1].lower_ not in ("least", "most", "control", "charge"))
