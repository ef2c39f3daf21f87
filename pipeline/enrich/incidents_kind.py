"""Which words tell of a strike, of shelling or of fighting, and of which kind.

Reads parsed tokens, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import (
    agent_of,
    ancestors,
    children,
    is_noun,
    is_passive,
    is_verb,
    particle_of,
    phrase,
    subject_of,
)
from pipeline.enrich.clauses.mood import is_denied, is_negated, is_unreal
from pipeline.enrich.clauses.parties import side_of_words
from pipeline.enrich.estimates_coming import coming
from pipeline.enrich.measures_forms import forms, singular, words

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token

_HIT = forms("strike hit attack bomb bombard target pound pummel hammer slam land rocket raid")
# Verbs that tell of a strike only of what is shot, or of what goes up.
_SHOT = forms("tear rip slice crash plough plow smash fall explode detonate come rain burst") | {"aimed", "heard"}
_STORES = words("depot dump store warehouse arsenal")
_SHELL = forms("shell mortar")
_FIRE = forms("fire launch unleash drop rain")
_OPENED = forms("open")
_TRIED = {"tried", "attempted"}
_ADVANCE = words("advance break push storm attack enter cross breach encircle")
_GOING_ON = forms("continue rage persist resume flare erupt go")
_FIGHT = forms("storm assault clash battle fight repel repulse skirmish")
_THROWN = forms("throw drive fight hold push fend beat")
_NOUNS = {
    "strike": "strike", "attack": "strike", "airstrike": "strike", "raid": "strike", "bombing": "strike",
    "barrage": "strike",
    "bombardment": "shelling", "shelling": "shelling", "fighting": "fighting", "battle": "fighting",
    "clash": "fighting",
    "assault": "fighting", "combat": "fighting", "salvo": "strike", "skirmish": "fighting", "blast": "strike",
    "explosion": "strike", "counterattack": "fighting", "counteroffensive": "fighting",
}  # fmt: skip
SHELLING = re.compile(
    r"\b(?:(?:rocket )?artiller\w+|mortars?|shell\w*|howitzers?|grads?|mlrs|rocket launchers?|tank fire)\b",
    re.IGNORECASE,
)
STRIKING = re.compile(
    r"\b(?:missiles?|(?<!grad )rockets?(?! (?:artillery|launchers?|systems?))|drones?|(?<!mortar )bombs?|air ?strikes?"
    r"|shahed\w*|uavs?|himars|warplanes?|aircraft|kamikaze)\b",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"\b(?:repel\w*|beat\w*|repuls\w*|assault\w*|infantry|storm\w*|offensive|ground|units?)\b", re.IGNORECASE
)
_HARM = forms("kill wound injure hurt destroy damage burn knock wreck flatten level set")
_VERBS = _TRIED | _HIT | _SHOT | _SHELL | _FIRE | _OPENED | _FIGHT | _HARM | {"came", "come", "comes", "blew"}
_EVENTS = frozenset(_NOUNS) | {"fire", "hit", "blow"}
_ARMS = re.compile(
    r"\b(?:missiles?|rockets?|drones?|bombs?|shells?|rounds?|mortars?|artillery|wreckage|shelling|strikes?)\b",
    re.IGNORECASE,
)
_TROOPS = words("""troops forces force army units unit artillery aviation aircraft enemy occupiers occupier invaders
    they he it we who soldiers fighters gunners pilots crews brigade battalion division navy fleet aggressor military
    defenders mercenaries terrorists marines paratroopers tanks militants""")
_OTHER = words("counter cyber heart panic terrorist hunger labour labor rail general media verbal")
_ONE_BODY = words("i he she who")
_FEARING = words("danger threat risk fear fears concern concerned worried possibility plan plans prospect warning"
                 " anniversary prevent deter against avert")  # fmt: skip
_AROUND = 8  # words on both sides that belong to one event


def kind_of(token: Token) -> str | None:
    """What kind of event a word tells of; None for words that tell of none here, or of what did not happen."""
    kind = _kind(token)
    if kind is None or is_unreal(token) or is_denied(token) or (is_verb(token) and is_negated(token)):
        return None
    if token.head.lower_ == "without" and token.dep_ in ("pobj", "pcomp"):
        return None
    return None if _is_counted(token) or _is_coming(token) else kind


def goes_on(noun: Token) -> bool:
    """ "Fighting continued at a routine level": told as going on, wherever it is."""
    verb = noun.head
    return noun.dep_ == "nsubj" and verb.lower_ in _GOING_ON and not any(c.lower_ == "the" for c in noun.children)


def _is_coming(token: Token) -> bool:
    """ "Another attack is expected", "the fighting will last", "concerned about attacks": of what may come."""
    if is_verb(token):
        return False
    if any(c.lower_ == "no" for c in token.children):
        return True
    above = [t for t in ancestors(token) if t is not token][:4]
    verb = next((t for t in above if is_verb(t)), None)
    words_of = {c.lower_ for c in children(verb, "aux")} if verb is not None else set()
    if any(t.lower_ in _FEARING for t in above[:2]) or words_of & {"will", "'ll", "’ll"}:
        return True
    told = [coming(t) for t in token.doc]
    return any(t is not None and (t is token or (t is verb and t is not None)) for t in told)


def _is_counted(token: Token) -> bool:
    """ "Six rockets were launched", "57 shellings": a figure is a claim, and its strikes are told there."""
    nouns = [token] if is_noun(token) else children(token, "nsubj", "nsubjpass", "dobj", "agent", "prep")
    nouns += [o for n in nouns for o in children(n, "pobj")]
    shots = [n for n in nouns if n is token or _ARMS.search(n.text)]
    shots += [n for n in nouns if singular(n.text) in ("settlement", "village", "town", "city", "district")]
    shots += [c for n in shots for c in children(n, "compound")]  # "187 artillery strikes"
    if any(c.tag_ == "CD" for n in shots for c in children(n, "nummod")):
        return True
    times = next((c for c in token.children if c.lower_ == "times"), None)
    return times is not None and any(c.lower_ in ("a", "per", "each", "every") for c in times.subtree)


def _kind(token: Token) -> str | None:
    if token.lower_ not in _VERBS and singular(token.lower_) not in _EVENTS:
        return None  # most words, at the price of a look
    around = " ".join(t.lower_ for t in token.subtree if abs(t.i - token.i) < _AROUND)
    if is_verb(token):
        return _kind_of_verb(token, around)
    if token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "–"):
        return None  # "battle-ready"
    if is_noun(token) and token.dep_ != "compound" and not any(c.lower_ in _OTHER for c in token.children):
        return _kind_of_noun(token, around)
    return None


def _kind_of_verb(verb: Token, around: str) -> str | None:
    word = verb.lower_
    if word in _SHELL:
        return "shelling"
    if word in _FIGHT | _TRIED:
        return "fighting" if _is_fight(verb) else None
    if word in _FIRE | _OPENED:
        return _kind_of_fire(verb, around)
    if word in ("came", "come", "comes") and re.search(r"\bunder (?:\w+ )?(?:fire|shelling|attack)\b", around):
        return "shelling" if "attack" not in around else "strike"
    subject = next(reversed(children(verb, "nsubj", "nsubjpass")), None) or subject_of(verb)
    if word in _HIT:
        return _sort(around) if _is_military(verb, subject, around) else None
    return _kind_by_arms(verb, subject) if subject is not None else None


def _is_fight(verb: Token) -> bool:
    """Of troops: "the enemy tried to advance on Vuhledar" tells of an attack, too; "he fought on" of a life."""
    who = subject_of(verb)
    if verb.lower_ in _FIGHT:
        return who is None or who.lower_ not in ("he", "she", "i", "who")
    named = " ".join(t.text for t in who.subtree) if who is not None else ""
    armed = who is not None and (singular(who.text) in _TROOPS or who.lower_ in _TROOPS or side_of_words(named))
    return bool(armed) and any(c.lower_ in _ADVANCE for c in children(verb, "xcomp"))


def _kind_by_arms(verb: Token, subject: Token) -> str | None:
    """The kind that the arms give which fell, killed or were heard; "a depot blew up"."""
    if verb.lower_ in ("blew", "exploded") and singular(subject.text) in _STORES:
        return "strike"
    by = agent_of(verb) if verb.lower_ in _HARM and is_passive(verb) else subject
    if verb.lower_ not in _SHOT | _HARM or by is None or not _ARMS.search(by.text):
        return None
    if by is subject and verb.lower_ in _HARM and by.lower_ in ("shelling", "wreckage"):
        return None  # the noun tells of it, or nobody has struck
    return _sort(" ".join(t.lower_ for t in (by.subtree if verb.lower_ in _HARM else phrase(by))))


def _kind_of_fire(verb: Token, around: str) -> str | None:
    """ "Fired on the villages with mortars", "fired missiles at the city", "opened fire on the town"."""
    if STRIKING.search(around):
        return "strike" if verb.lower_ not in _OPENED else None
    if verb.lower_ in _OPENED and particle_of(verb) == "up" and SHELLING.search(around):
        return "shelling"
    guns = [d for d in children(verb, "dobj") if SHELLING.search(d.text)]
    if guns and verb.lower_ not in _OPENED:
        return "shelling"
    opened = verb.lower_ not in _OPENED or any(d.lower_ == "fire" for d in children(verb, "dobj"))
    places = [o for p in children(verb, "prep") if p.lower_ in ("on", "upon", "at") for o in children(p, "pobj")]
    fires = verb.lower_.startswith(("fir", "open")) and any(not _DAY.match(o.text) for o in places)
    return "shelling" if opened and fires else None


_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,4}uary|March|April|May|June|July|August"
                  r"|\w+ber\b|\d")  # fmt: skip


def _is_military(verb: Token, subject: Token | None, around: str) -> bool:
    """Whether a blow is one of war: by arms or troops, on a passive target, not "the team hit the post"."""
    by_arms = bool(STRIKING.search(around) or SHELLING.search(around))
    if subject is None or is_passive(verb) or by_arms:
        alone = subject is not None and subject.lower_ in _ONE_BODY  # "I was hit": a wound, whatever it came from
        return not (alone and not by_arms) and (subject is None or subject.lower_ != "what")
    named = " ".join(t.text for t in subject.subtree)
    return bool(
        subject.lower_ in _TROOPS or side_of_words(named) or subject.tag_ in ("NNP", "NNPS") or _ARMS.search(named)
    )


def _kind_of_noun(noun: Token, around: str) -> str | None:
    word = singular(noun.text).lower()
    if word in ("blast", "explosion", "salvo", "hit", "blow"):
        return "strike" if STRIKING.search(around) or word in ("salvo", "hit") else None
    if word == "fire":
        fired = " ".join(c.lower_ for c in children(noun, "compound", "amod", "nmod"))
        guns = SHELLING.search(fired) or "enemy" in fired or side_of_words(fired)
        return "shelling" if noun.head.lower_ == "under" or (guns and noun.dep_ != "pobj") else None
    if word in ("attack", "strike", "raid"):
        if noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ == "counter":
            return "fighting"
        if noun.head.lower_ in _THROWN and particle_of(noun.head) in ("back", "off"):
            return "fighting"
        return _sort(f"{around} {noun.head.lower_}")
    return _NOUNS.get(word)


def _sort(words: str) -> str:
    if STRIKING.search(words):
        return "strike"
    if SHELLING.search(words):
        return "shelling"
    return "fighting" if _GROUND.search(words) else "strike"
