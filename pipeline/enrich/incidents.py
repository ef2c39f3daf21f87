"""Strikes, shelling and fighting: what happened on the ground, told once a text, at the clause that tells it first.

Reads a Context's parses, places, times and statements; writes its `incidents`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.days import is_past, times_of
from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.grammar import (
    agent_of,
    ancestors,
    children,
    is_noun,
    is_passive,
    is_verb,
    phrase,
    subject_of,
)
from pipeline.enrich.clauses.mood import is_negated, is_unreal
from pipeline.enrich.clauses.parties import OPPOSITE, side_of_place, side_of_words, speaker_side
from pipeline.enrich.clauses.quote import clause_of
from pipeline.enrich.clauses.setting import place_of
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_statements import speaker_of
from pipeline.models import Incident

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


_HIT = forms("strike hit attack bomb bombard target pound pummel hammer slam land rocket raid")
# Verbs that tell of a strike only of what is shot.
_SHOT = forms("tear rip slice crash plough plow smash fall explode detonate come")
_SHELL = forms("shell mortar")
_FIRE = forms("fire launch unleash drop rain")
_FIGHT = forms("storm assault clash battle fight repel repulse skirmish")
_NOUNS = {
    "strike": "strike", "attack": "strike", "airstrike": "strike", "raid": "strike", "bombing": "strike",
    "barrage": "strike",
    "bombardment": "shelling", "shelling": "shelling", "fighting": "fighting", "battle": "fighting",
    "clash": "fighting",
    "assault": "fighting", "combat": "fighting", "salvo": "strike", "skirmish": "fighting", "blast": "strike",
    "explosion": "strike",
}  # fmt: skip
_SHELLING = re.compile(
    r"\b(?:artiller\w+|mortars?|shell\w*|howitzers?|grad|mlrs|rocket launchers?|tank fire)\b", re.IGNORECASE
)
_STRIKING = re.compile(
    r"\b(?:missiles?|rockets?|drones?|bombs?|air ?strikes?|shahed\w*|uavs?|himars|warplanes?|aircraft|kamikaze)\b",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"\b(?:repel\w*|beat\w*|repuls\w*|assault\w*|infantry|storm\w*|offensive|ground|units?)\b", re.IGNORECASE
)
_NOT_GROUND = ("market", "heart", "stroke", "debt", "cyber", "verbal", "strike", "general")
_HARM = forms("kill wound injure hurt destroy damage burn")
_ARMS = re.compile(
    r"\b(?:missiles?|rockets?|drones?|bombs?|shells?|rounds?|mortars?|artillery|wreckage|shelling|strikes?)\b",
    re.IGNORECASE,
)
_OTHER = words("counter cyber heart panic terrorist")
_AROUND = 8  # words on both sides that belong to one event
_REACH = (
    4  # sentences: how far back a figure looks for the incident that it belongs to; more mixed up towns in our texts
)


def find_incidents(context: Context) -> None:
    """Fills `context.incidents`, in the order of the text."""
    for sentence in context.sentences:
        if sentence.doc is None:
            continue
        found = [i for token in sentence.doc if (i := _at(context, sentence, token)) is not None]
        for incident in _strongest(found):
            if not _told(context, incident):
                context.incidents.append(incident)


def incident_of(context: Context, sentence: Sentence, char: int) -> int | None:
    """Index of the incident that a figure at this character belongs to; None where none is told near."""
    own = [i for i, x in enumerate(context.incidents) if sentence.char_start <= x.char_start < sentence.char_end]
    if own:
        return min(own, key=lambda i: abs(context.incidents[i].char_start - char))
    named = {
        p.name
        for p in context.places
        if sentence.char_start <= p.char_start < sentence.char_end and p.precision in _NEAR
    }
    first = context.sentences[max(0, sentence.index - _REACH)].char_start
    before = [i for i, x in enumerate(context.incidents) if x.char_start < sentence.char_start]
    if named:
        last = next((i for i in reversed(before) if context.incidents[i].place in named), None)
        told = None if last is None else context.incidents[last]
        return None if told and is_past(context, told.start, told.end, told.char_end, sentence.char_end) else last
    near = [i for i in before if context.incidents[i].char_start >= first]
    if (since := _place_since(context, sentence)) is not None:
        close = {i: context.incidents[i] for i in near}
        near = [i for i, x in close.items() if x.char_start >= since[0] or x.place == since[1]]
    if _THERE.search(sentence.text):
        starts = min(s.char_start for s in context.sentences if s.paragraph == sentence.paragraph)
        near = [i for i in near if context.incidents[i].char_start >= starts]
    return near[-1] if near else None


def _place_since(context: Context, sentence: Sentence) -> tuple[int, str] | None:
    """Where the last town before this sentence stands in its paragraph: what is told further up is of other places."""
    starts = min(s.char_start for s in context.sentences if s.paragraph == sentence.paragraph)
    named = [p for p in context.places if starts <= p.char_start < sentence.char_start and p.precision in _NEAR]
    if not named:
        return None
    home = next(s.char_start for s in context.sentences if s.char_start <= named[-1].char_start < s.char_end)
    return home, named[-1].name


_THERE = re.compile(r"\bthere,|\bthere\.|\b(?:killed|wounded|hurt|injured|died) there\b")  # of the place just named
_NEAR = ("settlement", "point")


def _at(context: Context, sentence: Sentence, token: Token) -> Incident | None:
    kind = _kind(token)
    if kind is None or is_unreal(token) or (is_verb(token) and is_negated(token)):
        return None
    if _is_counted(token) or _is_coming(token):
        return None
    kind = _kind_around(context, sentence) if kind == "strike" else kind
    draft = Draft("incident", None, None, None, sentence, token, token)
    draft.char_start = sentence.char_start + token.idx
    draft.char_end = draft.char_start + len(token.text)
    place = place_of(context, draft)
    draft.place = place.name if place is not None else None
    start, end = times_of(context, draft)
    actor = _actor(context, draft, token)
    if is_noun(token) and place is None and start is None and actor is None:
        return None
    left, right = clause_of(draft)
    return Incident(
        kind=kind,
        actor=actor,
        place=draft.place or _place_before(context, sentence, token),
        start=start,
        end=end,
        speaker=speaker_of(context, draft.char_start, draft.char_end),
        quote=context.document.article.text[left:right],
        char_start=left,
        char_end=right,
    )


def _is_coming(token: Token) -> bool:
    """ "Another attack is expected", "the fighting will last": told of what may come."""
    verb = next((t for t in ancestors(token) if is_verb(t) and t is not token), None) if is_noun(token) else None
    if verb is None:
        return False
    words_of = {c.lower_ for c in children(verb, "acomp", "xcomp", "aux", "oprd")} | {verb.lower_}
    return bool(words_of & {"expected", "likely", "unlikely", "possible", "planned", "will", "'ll", "’ll"})


def _kind_around(context: Context, sentence: Sentence) -> str:
    """The kind of a blow whose own sentence names no weapon: that of the shells the paragraph tells of."""
    if _STRIKING.search(sentence.text) or _SHELLING.search(sentence.text):
        return "strike"
    first = sentence.index
    while first > 0 and context.sentences[first - 1].paragraph == sentence.paragraph:
        first -= 1
    ahead = " ".join(s.text for s in context.sentences[first : sentence.index])
    return "shelling" if _SHELLING.search(ahead) and not _STRIKING.search(ahead) else "strike"


def _is_counted(token: Token) -> bool:
    """ "Six rockets were launched", "57 shellings": a figure is a claim, and its strikes are told there."""
    nouns = [token] if is_noun(token) else children(token, "nsubj", "nsubjpass", "dobj", "agent", "prep")
    nouns += [o for n in nouns for o in children(n, "pobj")]
    shots = [n for n in nouns if n is token or _ARMS.search(n.text)]
    shots += [n for n in nouns if singular(n.text) in ("settlement", "village", "town", "city", "district")]
    if any(c.tag_ == "CD" for n in shots for c in children(n, "nummod")):
        return True
    return any(c.lower_ == "times" for c in token.children)


def _place_before(context: Context, sentence: Sentence, token: Token) -> str | None:
    """The town that the paragraph has just named; a blow that no words place is where the story is."""
    starts = min(s.char_start for s in context.sentences if s.paragraph == sentence.paragraph)
    here = sentence.char_start + token.idx
    named = [p for p in context.places if starts <= p.char_start < here and p.precision in _NEAR]
    if named:
        return named[-1].name
    told = {i.place for i in context.incidents if i.place}
    return told.pop() if len(told) == 1 else None


def _kind(token: Token) -> str | None:
    """What kind of event a word tells of; None for words that tell of none here."""
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
    if word in _SHOT and (shot := subject_of(verb)) is not None and _ARMS.search(shot.text):
        return _sort(" ".join(t.lower_ for t in phrase(shot)))
    if word in _HIT or (word in _FIRE and _STRIKING.search(around)):
        return _sort(around)
    if word in _HARM and (agent := agent_of(verb)) is not None and _ARMS.search(agent.text):
        return _sort(" ".join(t.lower_ for t in agent.subtree))
    if word in ("came", "come", "comes") and re.search(r"\bunder (?:\w+ )?(?:fire|shelling|attack)\b", around):
        return "shelling" if "attack" not in around else "strike"
    return "fighting" if word in _FIGHT else None


def _kind_of_noun(noun: Token, around: str) -> str | None:
    word = singular(noun.text)
    if word in ("blast", "explosion", "salvo", "hit"):
        return "strike" if _STRIKING.search(around) or word in ("salvo", "hit") else None
    if word in ("attack", "strike", "raid"):
        return _sort(f"{around} {noun.head.lower_}")
    return _NOUNS.get(word)


def _sort(words: str) -> str:
    if _STRIKING.search(words):
        return "strike"
    if _SHELLING.search(words):
        return "shelling"
    return "fighting" if _GROUND.search(words) else "strike"


def _actor(context: Context, draft: Draft, token: Token) -> str | None:
    """ "Russia", "Ukraine" or the organisation named as who does it."""
    who = None
    if token.lower_ in ("came", "come", "comes"):
        return _state(OPPOSITE.get(side_of_place(context, draft.place) or ""), "")
    if is_verb(token):
        who = agent_of(token) if is_passive(token) else subject_of(token)
    else:
        owners = [c for c in token.children if c.dep_ in ("poss", "amod", "compound") or (c.lower_ == "by")]
        words = " ".join(t.text for c in owners for t in c.subtree)
        side = side_of_words(words)
        if side is None and is_verb(token.head):
            who = subject_of(token.head) if token.dep_ == "dobj" else None
        elif side is not None:
            return _state(side, words)
    if who is None:
        return None
    words = " ".join(t.text for t in who.subtree if not is_verb(t))
    side = side_of_words(words)
    if side is None and re.search(r"\benem", words, re.IGNORECASE):
        side = OPPOSITE.get(speaker_side(context, draft.char_start) or "UA")
    if token.lower_ in ("repelled", "repulsed", "repel", "repelling"):
        side = OPPOSITE.get(side or "")
    return _state(side, words)


def _state(side: str | None, words: str) -> str | None:
    if side == "RU" and re.search(r"\bwagner", words, re.IGNORECASE):
        return "Wagner Group"
    return {"RU": "Russia", "UA": "Ukraine"}.get(side or "")


def _strongest(found: list[Incident]) -> list[Incident]:
    """One incident per place and kind of a sentence: "a missile strike hit a house" is one."""
    kept: list[Incident] = []
    for incident in found:
        twin = next(
            (k for k in kept if k.place == incident.place and (k.kind == incident.kind or k.place is not None)), None
        )
        if twin is None:
            kept.append(incident)
        elif twin.actor is None and incident.actor is not None:
            kept[kept.index(twin)] = incident
    return kept


def _told(context: Context, incident: Incident) -> bool:
    """Whether the text has told it: same kind, and place and day do not tell it from an earlier one."""
    return any(
        earlier.kind == incident.kind
        and incident.place in (None, earlier.place)
        and (incident.start is None or incident.start == earlier.start)
        for earlier in context.incidents
    )


__all__ = ["children", "find_incidents", "incident_of"]
