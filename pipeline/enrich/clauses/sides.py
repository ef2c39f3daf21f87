"""Whose people, whose weapons: Russia's, Ukraine's, civilians', both, or left open.

Reads a Draft and the statements around it, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import is_verb, subject_of
from pipeline.enrich.clauses.parties import (
    ENEMY,
    OPPOSITE,
    OUR,
    RU_WEAPON,
    UA_WEAPON,
    last_named,
    side_of_place,
    side_of_words,
    voice_side,
)
from pipeline.enrich.clauses.scene import speaks_for_arms
from pipeline.enrich.clauses.sides_actors import (
    PEOPLE_LOST,
    actor_of,
    actor_side,
    counted_words,
    noun_phrase,
    side_of_actor,
    text_of,
    verb_of,
)
from pipeline.enrich.clauses.sides_losers import by_reckoning, by_whole_phrase, is_loss, loser_of, losing_verb
from pipeline.enrich.clauses.sides_movers import by_exchange, moved
from pipeline.enrich.clauses.sides_people import by_nature, is_civil, is_comrade, is_soldier
from pipeline.enrich.clauses.weapons import weapon_side
from pipeline.enrich.context import Context
from pipeline.enrich.measures import AIRCRAFT, MUNITION, PERSON, STRIKE, THING
from pipeline.enrich.measures_forms import singular
from pipeline.enrich.speakers_statements import statements_at

_THEIRS = re.compile(r"\btheirs\b|\btheir (?:\w+ )?(?:dead|wounded|bodies|losses|men|casualties)\b")
_ITS_OWN = re.compile(r"\bits own (?:men|soldiers|troops|people|prisoners)\W+$")
_OF_THEM = re.compile(r" of (?:them|these|those)\b")
_OWNERS = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_LOSING = ("los", "suffer", "sustain", "part")
_ON_THE_SPOT = re.compile(r"\b(?:died|killed|wounded) (?:here|there)\b|\bhospital\b", re.IGNORECASE)
_OF_OWN = ("confirms", "denies")
_STATES = ("Russia", "Ukraine", "Russian Ministry of Defence", "Ministry of Defence of Ukraine")
_EVENTS = frozenset({"launched", "shot_down"})


def side_of(context: Context, draft: Draft) -> str | None:
    """The side of a draft by the conventions of its measure."""
    if draft.measure == "displaced":
        return "civilian"
    rules = _LAUNCHED if draft.measure == "launched" else _MOVED if draft.measure in ("distance", "area") else _OWNED
    for rule in rules:
        side = rule(context, draft)
        if side is not None:
            return side if side != "open" else None
    return None


def _by_phrase(context: Context, draft: Draft) -> str | None:
    found = counted_words(draft)
    if is_civil(draft) and not is_comrade(context, draft, found):
        return "civilian"
    beside = _PARTY.match(draft.sentence.text, draft.char_end - draft.sentence.char_start)
    if beside is not None and side_of_words(found) is None:
        return side_of_words(beside.group())  # "180,000 Russian and more than 100,000 Ukrainian casualties"
    return side_of_words(found) or _by_pronoun(draft) or _by_pointing(context, draft, found)


_PARTY = re.compile(r" (?:Russians?|Ukrainians?)\b(?! and (?:Russian|Ukrainian))")


def _by_pointing(context: Context, draft: Draft, found: str) -> str | None:
    """ "our soldiers", "the enemy", "their troops": from where the speaker stands."""
    own = voice_side(context, draft)
    if ENEMY.search(found):
        return OPPOSITE.get(own or "UA")
    if own is not None and _THEIRS.search(found):
        return OPPOSITE[own]
    if draft.kind == PERSON and not (is_soldier(draft) or is_comrade(context, draft, found)):
        return None
    if OUR.search(found) or re.search(r"\bours\b", found):
        return own or (side_of_place(context, draft.place) if draft.measure != "captured" else None)
    if _OWNERS.search(found):
        verb = verb_of(draft)
        subject = subject_of(verb) if is_verb(verb) else None
        named = (
            side_of_words(text_of(list(subject.subtree)))
            if subject is not None and subject.i != draft.number.i
            else None
        )
        ahead = draft.sentence.text[: draft.char_start - draft.sentence.char_start]
        his = re.search(r"\b(?:his|her)\b", found, re.IGNORECASE)  # a person's: of whom the words before speak
        opens = _OWNERS.match(draft.sentence.text)  # "Its losses came to …": whom the sentence before named
        ahead_of = draft.number.doc.user_data.get("ahead", "")
        before = last_named(ahead_of) if opens or (draft.kind == PERSON and last_named(ahead) is None) else None
        return named or before or (None if his else own) or side_of_words(ahead)
    return None


def _by_pronoun(draft: Draft) -> str | None:
    """ "The Russians lose a company a day; 90 of them were killed": them whom the sentence has named last."""
    if draft.kind != PERSON or draft.noun is not None:
        return None
    start, end = (char - draft.sentence.char_start for char in (draft.char_start, draft.char_end))
    told = _OF_THEM.match(draft.sentence.text, end) or _ITS_OWN.search(draft.sentence.text, 0, start)
    return last_named(draft.sentence.text[:start]) if told else None


def _by_weapon(context: Context, draft: Draft) -> str | None:
    del context
    actor = actor_of(draft) if draft.measure == "shot_down" else None
    if draft.kind == PERSON or (actor is not None and side_of_words(text_of(noun_phrase(actor)))):
        return None  # who shoots down does not fly; both armies have S-300s
    if (side := weapon_side(draft)) is not None:
        return side
    found = counted_words(draft)
    if draft.measure == "shot_down":
        found += " " + draft.sentence.text
    if RU_WEAPON.search(found) and not (draft.measure == "shot_down" and UA_WEAPON.search(found)):
        return "RU"
    return "UA" if UA_WEAPON.search(found) else None


def _by_loser(context: Context, draft: Draft) -> str | None:
    """ "Russia lost 40 tanks", "Wagner has lost 4,100 dead": the subject of losing is whose they were."""
    verb = losing_verb(draft)
    if draft.noun is not None and singular(draft.noun.text) == "body" and verb.lower_ in ("left", "leaving", "leave"):
        subject = subject_of(verb)
        return side_of_words(text_of(noun_phrase(subject))) if subject is not None else None
    told = draft.role in ("noun", "state", "object") and is_loss(verb) and draft.measure in PEOPLE_LOST
    losing = draft.predicate.lower_.startswith(_LOSING) or told
    if not losing or (draft.kind == PERSON and not (is_soldier(draft) or is_loss(verb))):
        return None
    if draft.kind not in (PERSON, None) and draft.predicate.lower_.startswith(_LOSING) and is_civil(draft):
        return "civilian"
    loser = loser_of(verb)
    return side_of_actor(context, draft, text_of(noun_phrase(loser))) if loser is not None else None


def _by_opponent(context: Context, draft: Draft) -> str | None:
    """Who is killed, hit or shot down by one side is of the other, unless nothing says that it is military."""
    if draft.measure == "exchanged" and not draft.predicate.lower_.startswith(_GIVING_BACK):
        return None
    actor = actor_of(draft)
    ours = actor is not None and actor.lower_ in ("we", "they") and draft.noun is None
    if draft.kind == PERSON and not is_soldier(draft) and not ours and draft.measure not in _TAKEN:
        return None
    acting = actor_side(context, draft)
    side = "both" if acting == "both" else OPPOSITE.get(acting or "")
    if side is None and draft.measure in ("shot_down", "destroyed") and _is_flying(draft) and draft.role != "like":
        over_russia = draft.measure == "shot_down" and side_of_place(context, draft.place) == "RU"
        return "UA" if over_russia else OPPOSITE.get(voice_side(context, draft) or "")
    return side


_TAKEN = ("captured", "exchanged")
_GIVING_BACK = ("hand", "releas", "free", "let")  # who does that with prisoners gives up the other side's


def _is_flying(draft: Draft) -> bool:
    return draft.kind in (MUNITION, None) or (draft.noun is not None and singular(draft.noun.text) in AIRCRAFT)


def _by_confession(context: Context, draft: Draft) -> str | None:
    """Who admits or denies the death of soldiers without more words speaks of his own, and who denies the loss of arms;
    so does a state of its sum."""
    statement = next((s for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), None)
    summed = (
        draft.place is None and draft.measure == "killed" and statement is not None and statement.speaker in _STATES
    )
    arms = (
        draft.kind == THING
        and draft.measure in ("destroyed", "hit")
        and statement is not None
        and statement.stance == "denies"
    )
    if not arms and (draft.kind != PERSON or not (is_soldier(draft) or summed)):
        return None
    return side_of_words(statement.speaker or "") if statement is not None and statement.stance in _OF_OWN else None


def _by_site(context: Context, draft: Draft) -> str | None:
    """Soldiers and arms at a base or at a place that one side holds throughout are its own."""
    if draft.kind == THING and draft.measure in ("hit", "destroyed"):
        theirs = side_of_place(context, draft.place) == "RU" and voice_side(context, draft) != "RU"
        return "RU" if theirs else None
    if draft.measure not in ("killed", "wounded", "killed_or_wounded", "missing") or (
        draft.noun is not None and not is_soldier(draft)
    ):
        return None
    site = re.search(
        r"\b(?:at|in|inside|near|on|of|hit|struck) (?:an? |the |one |two )?(Russian|Ukrainian)(?:-\w+)? (?:\w+ )?"
        r"(?:air ?base|base|barracks|airfield|garrison|positions?|camp|unit)\b",
        draft.sentence.text,
    )
    if site is not None:
        return {"Russian": "RU", "Ukrainian": "UA"}[site.group(1)]
    holder = side_of_place(context, draft.place) if is_soldier(draft) else None
    return holder if holder == "RU" or _ON_THE_SPOT.search(draft.sentence.text) else None


def _by_heading(context: Context, draft: Draft) -> str | None:
    """The rows of "Losses of the enemy:" are the enemy's."""
    if draft.head is None:
        return None
    if ENEMY.search(draft.head.text):
        return OPPOSITE.get(voice_side(context, draft) or "UA")
    return side_of_words(draft.head.text)


def _by_armed_voice(context: Context, draft: Draft) -> str | None:
    """ "The ministry raised its figure to 89 dead": bare dead of a staff are soldiers of whoever holds the place."""
    bare = draft.noun is not None and draft.noun.lower_ in ("dead", "killed", "wounded")
    return side_of_place(context, draft.place) if bare and speaks_for_arms(context, draft) else None


def _by_target(context: Context, draft: Draft) -> str | None:
    """Missiles at a town of Ukraine are Russia's; what is shot down over it, too."""
    if draft.measure not in _EVENTS:
        return None
    if (aim := _AIMED.search(draft.sentence.text)) is not None:
        return OPPOSITE.get(side_of_words(aim.group(1)) or "")
    holder = side_of_place(context, draft.place)
    return OPPOSITE.get(holder or "") if not re.search(r"\boccupied\b", draft.sentence.text) else "UA"


_AIMED = re.compile(
    r"\b(?:fired|launched|sent|unleashed|dropped|attacks?|strikes?) (?:\w+ )?(?:at|on|against) (Ukraine|Russia)\b"
)


def _by_speaker(context: Context, draft: Draft) -> str | None:
    """A side's own officials count what the other side sent and lost."""
    own = voice_side(context, draft)
    if draft.measure == "exchanged":
        return own
    if draft.measure in _EVENTS:
        return OPPOSITE.get(own or "")
    statement = next((s for s in statements_at(context, draft.char_start, draft.char_end) if s.speaker), None)
    bare = draft.noun is None and bool(draft.cumulative)
    counts = draft.measure in ("destroyed", "hit", "killed", "killed_or_wounded", "losses") and (
        draft.kind != PERSON or is_soldier(draft) or bare
    )
    institution = statement is not None and bool(
        re.search(r"\b(?:Staff|Ministry|Force|Forces|Ukraine|Russia|StratCom)\b", statement.speaker or "")
    )
    return OPPOSITE.get(own or "") if counts and institution else None


_OWNED = (
    by_exchange,
    _by_phrase, _by_loser, _by_weapon, _by_opponent, _by_confession, _by_site, by_reckoning, by_whole_phrase,
    _by_heading,
    _by_target,
    _by_speaker, _by_armed_voice, by_nature,
)  # fmt: skip
_LAUNCHED = (_by_phrase, actor_side, _by_weapon, _by_target, _by_speaker)
_MOVED = (moved,)
__all__ = ["STRIKE", "side_of"]
