"""Who passes words on: "citing X", "as quoted by X", "told X", "speaking to X".

Reads a parsed sentence and its speech events, writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import agent_of, children, is_noun, is_passive, is_verb, subject_of
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_institutions import is_role
from pipeline.enrich.speakers_speech import SpeechEvent
from pipeline.enrich.speakers_verbs import REPORTERS, quoting_forms

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

_CITING = words("citing quoting")
_PASSED_ON = forms("quote cite report relay carry") & words("quoted cited reported relayed carried")
_ADDRESSING = words("speaking talking speak talk spoke talked remarks comments comment conversation interview")
# Heads of a phrase that names a medium, where no list knows it.
_MEDIA = words("""paper site television tv radio newspaper agency channel broadcaster network outlet magazine daily
    weekly media telethon portal station""")


def with_relays(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """The events, with those who cite and those who are cited in their places."""
    return _spoken_to(doc, _as_quoted(doc, _with_citations(doc, events)))


def _with_citations(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """ "TASS said, citing the ministry": the cited one speaks, who cites relays."""
    found = list(events)
    for token in doc:
        cited = _cited(token)
        if cited is None:
            continue
        target = _citing_event(token, found)
        if target is None:
            relay = subject_of(token)
            scope = frozenset(t.i for t in doc) - {t.i for t in token.subtree}
            found.append(SpeechEvent(token.i, cited.i, (relay.i,) if relay is not None else (), scope, "asserts"))
            continue
        found = [e for e in found if e != target and e.verb != token.i]
        relays = (target.speaker, *target.relays) if target.speaker is not None else target.relays
        scope = target.scope - {t.i for t in cited.subtree if not is_verb(t)}
        found.append(SpeechEvent(target.verb, cited.i, relays, scope, target.stance))
    return found


def _citing_event(token: Token, events: list[SpeechEvent]) -> SpeechEvent | None:
    """The event that the citation belongs to: the one whose verb stands before it, or whose subject does
    ("TASS, citing the ministry, reported …")."""
    told = [e for e in events if e.speaker is not None and e.verb != token.i]
    around = [e for e in told if e.speaker is not None and e.speaker < token.i < e.verb]
    before = [e for e in told if e.verb < token.i]
    if token.i <= 1:  # "Citing two survivors, Reuters reported …"
        return min(told, key=lambda e: e.verb, default=None)
    if around and not any(e.verb > around[0].speaker for e in before if around[0].speaker is not None):
        return around[0]
    return max(before, key=lambda e: e.verb, default=None)


def _cited(token: Token) -> Token | None:
    """The source behind "citing", "quoting" or "with reference to"; a platform is none."""
    if token.lower_ == "reference" and token.head.lower_ == "with":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        return next(iter(children(to, "pobj")), None) if to is not None else None
    which = token.dep_ == "relcl" and not is_passive(token) and any(c.lower_ == "which" for c in token.children)
    citing = token.lower_ in _CITING or (which and token.lower_ in quoting_forms())
    if not citing or any(c.lower_ == "as" for c in token.children):
        return None
    direct = children(token, "dobj", "pobj") or [
        t for t in token.doc[token.i + 1 : token.i + 6] if is_noun(t) and t.dep_ != "compound"
    ]
    cited = next((t for t in direct if t.lower_ not in PLATFORMS), None)
    return cited if cited is not None and singular(cited.text) not in _NO_VOICE else None


# What is cited as evidence or as a reason says nothing.
_NO_VOICE = words("footage image imagery video photo photograph picture evidence concern reason fear need lack threat")
PLATFORMS = words("telegram facebook twitter youtube instagram tiktok whatsapp signal viber internet")


def _as_quoted(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """ "…, as quoted by TASS": TASS relays what somebody else says beside it, and speaks where nobody does."""
    found = list(events)
    for token in doc:
        passed = token.lower_ in _PASSED_ON and (_behind_as(token) or _quoted_noun(token, found))
        relay = agent_of(token) if passed else None
        if relay is None:
            continue
        others = [e for e in found if e.verb != token.i and e.speaker is not None and not _is_agent(e, relay)]
        if not others:
            continue
        target = min(others, key=lambda e: abs(e.verb - token.i))
        scope = target.scope | {i for e in found if e.verb == token.i for i in e.scope} - {t.i for t in token.subtree}
        found = [e for e in found if e.verb != token.i and e != target and not _is_agent(e, relay)]
        found.append(replace(target, relays=(*target.relays, relay.i), scope=scope))
    return found


def _is_agent(event: SpeechEvent, relay: Token | None) -> bool:
    return relay is not None and event.speaker == relay.i


def _quoted_noun(token: Token, events: list[SpeechEvent]) -> bool:
    """ "A commander quoted by X spoke of …"."""
    return (
        token.dep_ == "acl" and token.lower_ in ("quoted", "cited") and any(e.speaker == token.head.i for e in events)
    )


def _behind_as(token: Token) -> bool:
    """ "…, as quoted by", "A survivor, quoted by"."""
    before = token.doc[token.i - 1].lower_ if token.i > 0 else ""
    passed_on = token.dep_ == "relcl" and any(c.lower_ == "which" for c in children(token, "nsubjpass"))
    return passed_on or before == "as" or (before == "," and token.lower_ in ("quoted", "cited"))


def _spoken_to(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """ "Speaking to X, the mayor said", "in comments to X": the medium relays what the first speaker says."""
    media = [t for token in doc if (t := _addressed(token)) is not None]
    told = [e for e in events if e.speaker is not None and not e.relays and e.speaker not in {t.i for t in media}]
    if not media or not told:
        return events
    target = min(told, key=lambda e: e.verb)
    return [replace(e, relays=(media[0].i,)) if e is target else e for e in events]


def _addressed(token: Token) -> Token | None:
    """The medium that the words were given to or came out in."""
    if token.lower_ in _PUBLISHED and token.dep_ in ("relcl", "acl") and _opens(token.head):
        return agent_of(token) or next(iter(children(token, "nsubj")), None)
    if token.lower_ not in _ADDRESSING:
        return None
    behind = next((c for c in token.children if c.lower_ in ("to", "with") and c.i > token.i), None)
    whom = next(iter(children(behind, "pobj")), None) if behind is not None else None
    return whom if whom is not None and (whom.tag_.startswith("NNP") or is_medium(whom)) else None


def _opens(noun: Token) -> bool:
    """The "letter" of "In a letter that X published, soldiers said"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head is not noun.head


_PUBLISHED = words("published printed aired broadcast carried posted shared released")


def is_medium(token: Token) -> bool:
    """A noun for a medium: "television", "newspaper"."""
    return token.lower_ in _MEDIA or singular(token.text) in _MEDIA


def told_to(verb: Token) -> list[Token]:
    """Whom it was told: media and officials, not reporters."""
    if is_passive(verb):
        return []
    if not verb.lower_.startswith(("told", "tell", "inform", "gave")):  # "confirms to the BBC"
        behind = (o for c in verb.children if c.lower_ == "to" and c.i > verb.i for o in children(c, "pobj"))
        return [t for t in behind if t.tag_.startswith("NNP") or is_medium(t)][:1]
    found = children(verb, "dative", "iobj") if verb.lower_ == "gave" else children(verb, "dobj", "dative", "iobj")
    return [t for t in map(_medium_of, found[:1]) if t.lower_ not in REPORTERS and is_noun(t) and _passes_on(t)]


def _medium_of(noun: Token) -> Token:
    """The "television" of "told viewers of Belarusian television"."""
    if singular(noun.text) not in ("viewer", "listener", "reader"):
        return noun
    return next((o for c in children(noun, "prep") if c.lower_ == "of" for o in children(c, "pobj")), noun)


def _passes_on(noun: Token) -> bool:
    """A medium, an official or somebody with a name; not a meeting, and no story."""
    if singular(noun.text) in _AUDIENCE:
        return False
    named = noun.tag_.startswith("NNP") or any(c.tag_.startswith("NNP") for c in children(noun, "compound"))
    return named or is_medium(noun) or is_role(noun)


_AUDIENCE = words("""mourner viewer listener reader follower subscriber supporter resident soldier student worker wife
    husband mother father sister brother volunteer villager neighbour visitor parishioner widow audience crowd
    parliament bundestag council committee congress senate assembly rada duma common lord house meeting""")
