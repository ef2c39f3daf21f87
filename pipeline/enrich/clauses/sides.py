"""Whose people, whose weapons: Russia's, Ukraine's, civilians', both, or left open.

Reads a Draft and the statements around it, writes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import agent_of, children, is_passive, is_verb, subject_of
from pipeline.enrich.context import Context
from pipeline.enrich.measures import AIRCRAFT, CIVIL, CIVIL_THINGS, MILITARY, MUNITION, PERSON, STRIKE, singular
from pipeline.enrich.speakers import statements_at

if TYPE_CHECKING:
    from spacy.tokens import Token

_RU = re.compile(
    r"\b(?:russia\w*|moscow\w*|kremlin|wagner\w*|occupiers?|occupying|occupants?|invaders?|invading|rashist\w*|orcs?|dpr|lpr|dnr|lnr"
    r"|donetsk people\w*|luhansk people\w*|separatists?|putin\w*|prigozhin|kadyrov\w*|chechen|konashenkov|shoigu|gerasimov|peskov|lavrov"
    r"|muscovite\w*|tass|ria|aggressors?|zakharova|gladkov|pushilin|rogov|balitsky|saldo|aksyonov|razvozhayev|pro-russian|proxy)\b",
    re.IGNORECASE,
)
_UA = re.compile(
    r"\b(?:ukrain\w*|kyiv\w*|kiev\w*|zelensk\w*|defenders|afu|azov|zaluzhn\w*|syrsky\w*|kuleba|reznikov|maliar|malyar|danilov|podolyak"
    r"|yermak|haidai|kyrylenko|general staff of the armed forces of ukraine|territorial defen[cs]e|border guards? of ukraine)\b",
    re.IGNORECASE,
)
_ENEMY = re.compile(r"\b(?:enem(?:y|ies)|adversar(?:y|ies)|hostile|foe|opponents?)\b", re.IGNORECASE)
_OUR = re.compile(r"\b(?:our|we|us|own)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\bboth (?:sides|armies)\b|\beach side\b|\brussian and ukrainian\b|\bukrainian and russian\b", re.IGNORECASE
)
_RU_WEAPON = re.compile(
    r"\b(?:shahed\w*|geran\w*|kalibr\w*|iskander\w*|kinzhal\w*|kh-\d+\w*|x-\d+\w*|lancet\w*|orlan\w*|s-300s?|s-400s?|iranian|onyx|oniks"
    r"|tornado-\w|solntsepyok|ka-52\w*|su-34\w*|su-35\w*)\b",
    re.IGNORECASE,
)
_UA_WEAPON = re.compile(
    r"\b(?:himars|atacms|storm shadow\w*|bayraktar\w*|neptune\w*|harm|tochka-u|strizh|excalibur|m777\w*)\b",
    re.IGNORECASE,
)
_MILITARY_SITE = re.compile(
    r"\b(?:air ?bases?|airfields?|military|barracks|garrison|bases?|training ground|trench\w*|front ?lines?|positions?|camp|warship|cruiser"
    r"|soldiers?|troops|servicemen|army|battalion|brigade|regiment|unit|units|forces|conscripts?|mobilised|mobilized|fighters|combat)\b",
    re.IGNORECASE,
)
OPPOSITE = {"RU": "UA", "UA": "RU"}


@lru_cache(maxsize=4096)
def side_of_words(words: str) -> str | None:
    """The side that words name; None where they name none or both."""
    if _BOTH.search(words):
        return "both"
    russian, ukrainian = bool(_RU.search(words)), bool(_UA.search(words))
    if russian == ukrainian:
        return None
    return "RU" if russian else "UA"


def speaker_side(context: Context, char: int) -> str | None:
    """The side of whoever speaks at this character."""
    for statement in statements_at(context, char, char + 1):
        if statement.speaker:
            return side_of_words(statement.speaker)
    return None


def side_of(context: Context, draft: Draft) -> str | None:
    """The side of a draft by the conventions of its measure."""
    if draft.measure == "displaced":
        return "civilian"
    rule = _LAUNCHED if draft.measure == "launched" else _OWNED
    if draft.measure in ("distance", "area"):
        rule = _MOVED
    for step in rule:
        side = step(context, draft)
        if side is not None:
            return side if side != "open" else None
    return None


def _noun_words(draft: Draft) -> str:
    """The counted phrase with its modifiers and complements, without its clauses."""
    top = draft.noun if draft.noun is not None else draft.number
    words = [t.text for t in _phrase(top)]
    return " ".join(words)


def _phrase(top: Token) -> list[Token]:
    found = [top]
    for child in top.children:
        if child.dep_ in ("relcl", "conj", "cc", "punct", "advcl", "ccomp") or (child.dep_ == "acl" and is_verb(child)):
            continue
        if child.dep_ == "prep" and child.lower_ not in ("of", "from", "in"):
            continue
        if child.dep_ == "prep" and child.lower_ == "in":
            continue
        found += _phrase(child)
    return sorted(found, key=lambda t: t.i)


def _by_phrase(context: Context, draft: Draft) -> str | None:
    words = _noun_words(draft)
    if draft.role == "noun" and draft.predicate.i != draft.number.i:
        words += " " + " ".join(t.text for t in _phrase(draft.predicate))
        words += " " + " ".join(
            t.text for t in draft.predicate.head.children if draft.predicate.dep_ in ("compound", "amod")
        )
        if draft.predicate.head.dep_ == "prep":
            words += " " + " ".join(t.text for t in _phrase(draft.predicate.head.head))
    if _is_civil(draft):
        return "civilian"
    side = side_of_words(words)
    if side is not None:
        return side
    return _by_pointing(context, draft, words)


def _by_pointing(context: Context, draft: Draft, words: str) -> str | None:
    """ "our soldiers", "the enemy", "their troops": from where the speaker stands."""
    own = speaker_side(context, draft.char_start)
    if _ENEMY.search(words):
        return OPPOSITE.get(own or "UA")
    if _OUR.search(words):
        return own
    if re.search(r"\b(?:its|their|his)\b", words, re.IGNORECASE):
        subject = subject_of(draft.predicate) if is_verb(draft.predicate) else None
        named = (
            side_of_words(" ".join(t.text for t in subject.subtree))
            if subject is not None and subject.i != draft.number.i
            else None
        )
        return named or own
    return None


def _is_civil(draft: Draft) -> bool:
    noun = draft.noun
    if noun is None:
        return False
    if draft.kind == PERSON:
        words = {t.lower_ for t in _phrase(noun)}
        return "civilian" in words or "civilians" in words or (singular(noun.text) in CIVIL and not words & _SOLDIERLY)
    return singular(noun.text) in CIVIL_THINGS and "military" not in {t.lower_ for t in noun.subtree}


_SOLDIERLY = frozenset({"military", "army", "soldiers", "servicemen", "combat"})


def _by_weapon(context: Context, draft: Draft) -> str | None:
    words = _noun_words(draft)
    if draft.kind in (MUNITION, STRIKE, None) and draft.measure in ("launched", "shot_down"):
        words += " " + _near(context, draft)
    if _RU_WEAPON.search(words):
        return "RU"
    return "UA" if _UA_WEAPON.search(words) else None


def _near(context: Context, draft: Draft) -> str:
    """The words of the mentions that stand in the sentence: weapons may be named beside the figure."""
    del context
    return draft.sentence.text if draft.measure == "shot_down" else ""


def _actor(draft: Draft) -> Token | None:
    """Who does it: the agent of a passive, else the subject, if that is not what is counted."""
    verb = draft.predicate
    if not is_verb(verb):
        verb = next((a for a in verb.ancestors if is_verb(a)), verb)
        if not is_verb(verb):
            return None
    if draft.role == "object" and is_passive(verb) and verb.tag_ == "VBN":
        return agent_of(verb)
    subject = subject_of(verb)
    if subject is None or subject.i in (draft.number.i, draft.noun.i if draft.noun is not None else -1):
        return agent_of(verb)
    return subject


def _actor_side(context: Context, draft: Draft) -> str | None:
    actor = _actor(draft)
    if actor is None:
        return None
    side = _side_of_actor(context, draft, " ".join(t.text for t in _phrase(actor)))
    if draft.measure == "launched" and _suffers(draft):
        return OPPOSITE.get(side or "")
    return side


_SUFFERING = (
    "repel",
    "repuls",
    "thwart",
    "foil",
    "fend",
    "suffer",
    "face",
    "endur",
    "withst",
    "stop",
    "beat",
    "record",
    "regist",
    "count",
    "halt",
)


def _suffers(draft: Draft) -> bool:
    """ "Ukraine repelled 16 attacks": they are the other side's."""
    verb = (
        draft.predicate
        if is_verb(draft.predicate)
        else next((a for a in draft.predicate.ancestors if is_verb(a)), draft.predicate)
    )
    return verb.lower_.startswith(_SUFFERING)


def _side_of_actor(context: Context, draft: Draft, words: str) -> str | None:
    side = side_of_words(words)
    if side in ("RU", "UA", "both"):
        return side
    own = speaker_side(context, draft.char_start)
    if _ENEMY.search(words):
        return OPPOSITE.get(own or "UA")
    if _OUR.search(words) or re.search(r"\b(?:its|it|they|their|he|his)\b", words, re.IGNORECASE):
        return own
    if _RU_WEAPON.search(words):
        return "RU"
    return "UA" if _UA_WEAPON.search(words) else None


def _by_loser(context: Context, draft: Draft) -> str | None:
    """ "Russia lost 40 tanks": the subject of losing is whose they were."""
    word = draft.predicate.lower_
    if not (
        word.startswith(("los", "suffer", "sustain"))
        or (draft.role == "noun" and draft.predicate.head.lower_ in _SUFFERED)
    ):
        return None
    return _actor_side(context, draft)


_SUFFERED = frozenset({"suffered", "sustained", "lost", "had", "has", "have", "suffering", "taken", "took", "incurred"})


def _by_opponent(context: Context, draft: Draft) -> str | None:
    """Who is killed, hit or shot down by one side is of the other, unless nothing says that it is military."""
    if draft.kind == PERSON and not _is_soldier(draft):
        return None
    side = OPPOSITE.get(_actor_side(context, draft) or "")
    if side is None and draft.measure in ("shot_down", "destroyed") and _is_defence(draft):
        return OPPOSITE.get(speaker_side(context, draft.char_start) or "")
    return side


def _is_defence(draft: Draft) -> bool:
    return draft.kind in (MUNITION, None) or (draft.noun is not None and singular(draft.noun.text) in AIRCRAFT)


def _is_soldier(draft: Draft) -> bool:
    noun = draft.noun
    if noun is None:
        return draft.measure in ("losses", "captured", "exchanged")
    words = {t.lower_ for t in _phrase(noun)}
    return singular(noun.text) in MILITARY or bool(words & _SOLDIERLY) or singular(noun.text) in ("prisoner", "pow")


def _by_target(context: Context, draft: Draft) -> str | None:
    """Missiles at a town of Ukraine are Russia's; what is shot down over it, too."""
    if draft.measure not in ("launched", "shot_down"):
        return None
    countries = {
        p.country
        for p in context.places
        if draft.sentence.char_start <= p.char_start < draft.sentence.char_end
        and (draft.place is None or p.name == draft.place)
    }
    if draft.place is not None and not countries:
        countries = {p.country for p in context.places if p.name == draft.place}
    words = draft.sentence.text
    if countries == {"UA"} and not re.search(r"\boccupied\b|\bCrimea|Sevastopol|Donetsk city\b", words):
        return "RU"
    return "UA" if countries == {"RU"} else None


def _by_speaker(context: Context, draft: Draft) -> str | None:
    """A side's own officials count what the other side sent, and what they themselves shot down."""
    if draft.measure not in ("shot_down", "launched"):
        return None
    return OPPOSITE.get(speaker_side(context, draft.char_start) or "")


def _by_nature(context: Context, draft: Draft) -> str | None:
    """People with no military word are civilians, except at a military site; civil things are civilian."""
    del context
    if draft.kind != PERSON and draft.noun is not None:
        return None
    if draft.measure in ("losses", "captured", "exchanged", "shot_down", "launched", "destroyed", "hit"):
        return None
    if _is_soldier(draft) or _MILITARY_SITE.search(draft.sentence.text):
        return "open"
    return "civilian"


def _by_confession(context: Context, draft: Draft) -> str | None:
    """Who admits the death of soldiers without more words speaks of his own."""
    if draft.kind != PERSON or not _is_soldier(draft):
        return None
    statement = next((s for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), None)
    return side_of_words(statement.speaker or "") if statement is not None and statement.stance == "confirms" else None


def _by_whole_phrase(context: Context, draft: Draft) -> str | None:
    """ "losses among the convicts recruited by Wagner": the side stands in a clause of the noun."""
    del context
    if draft.role != "noun":
        return None
    return side_of_words(" ".join(t.text for t in draft.predicate.subtree))


def _by_site(context: Context, draft: Draft) -> str | None:
    """Soldiers at a base that is called Russian are Russia's."""
    del context
    if draft.kind == PERSON and not _is_soldier(draft):
        return None
    text = draft.sentence.text
    site = re.search(
        r"\b(Russian|Ukrainian)(?:-\w+)? (?:\w+ )?(?:air ?base|base|barracks|airfield|garrison|positions?|camp|unit)",
        text,
    )
    return {"Russian": "RU", "Ukrainian": "UA"}[site.group(1)] if site else None


def _moved(context: Context, draft: Draft) -> str | None:
    return _by_possessor(draft) or _actor_side(context, draft) or speaker_side(context, draft.char_start)


def _by_possessor(draft: Draft) -> str | None:
    if is_verb(draft.predicate):
        return None
    words = " ".join(t.text for t in _phrase(draft.predicate))
    return side_of_words(words)


_OWNED = (
    _by_phrase,
    _by_loser,
    _by_weapon,
    _by_opponent,
    _by_confession,
    _by_site,
    _by_whole_phrase,
    _by_nature,
    _by_target,
    _by_speaker,
)
_LAUNCHED = (_by_phrase, _actor_side, _by_weapon, _by_target, _by_speaker)
_MOVED = (_moved,)

__all__ = ["OPPOSITE", "children", "side_of", "side_of_words", "speaker_side"]
