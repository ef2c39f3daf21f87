"""Speech events in one parsed sentence: a verb (or "according to", or a noun) of saying, who says, and what is said.

Reads a parsed sentence, writes nothing. Who the words stand for is the business of `speakers_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import SUBJECTS, agent_of, children, is_noun, is_passive, is_verb, subject_of
from pipeline.enrich.measures import singular
from pipeline.enrich.speakers_verbs import REPORT_NOUNS, REPORTERS, WEAK, quoting_forms, stances

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SAID = (
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "advcl",
    "pcomp",
    "oprd",
    "acl",
    "relcl",
    "npadvmod",
    "dep",
    "attr",
    "parataxis",
)


@dataclass(frozen=True, slots=True)
class SpeechEvent:
    """Who says what: token indexes of the sentence. `relays` are those who pass it on, nearest to the speaker first."""

    verb: int
    speaker: int | None  # None: passive without agent ("it was reported")
    relays: tuple[int, ...]
    scope: frozenset[int]
    stance: str


def find_events(doc: Doc) -> list[SpeechEvent]:
    """All speech events of the sentence."""
    found = [e for token in doc for e in _at(token)]
    return _apart(doc, _with_citations(doc, found))


def _apart(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """Clauses beside each other have each their own speaker: "…, police said, while the mayor put …"."""
    return [replace(outer, scope=outer.scope - _beside(doc, outer, events)) for outer in events]


def _beside(doc: Doc, outer: SpeechEvent, events: list[SpeechEvent]) -> set[int]:
    gone: set[int] = set()
    for inner in events:
        if inner.verb == outer.verb or inner.verb not in outer.scope or inner.speaker is None:
            continue
        token = doc[inner.verb]
        while token.i != outer.verb and token.head.i != token.i:
            if token.dep_ in ("conj", "parataxis") or (token.dep_ == "advcl" and token.tag_ in ("VBD", "VBZ", "VBP")):
                gone |= {t.i for t in token.subtree}
                break
            if token.dep_ in ("ccomp", "xcomp") and token.head.i == outer.verb:
                break
            token = token.head
    return gone


def _at(token: Token) -> Iterator[SpeechEvent]:
    word = token.lower_
    if word == "according":
        yield from _according(token)
    elif word in quoting_forms() and is_verb(token):
        yield from _quoting(token)
    elif word in stances() and is_verb(token):
        yield from _saying(token)
    elif is_noun(token) and singular(token.text) in REPORT_NOUNS:
        yield from _nominal(token)


def _according(token: Token) -> Iterator[SpeechEvent]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    to = to or (token.nbor(1) if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to" else None)
    objects = children(to, "pobj") if to is not None else []
    speaker = objects[0] if objects else (_next_noun(to) if to is not None else None)
    if speaker is None:
        return
    yield SpeechEvent(token.i, speaker.i, (), _clause_scope(token, speaker), "asserts")


def _next_noun(token: Token) -> Token | None:
    return next((t for t in token.doc[token.i + 1 : token.i + 6] if is_noun(t) and t.dep_ != "compound"), None)


def _clause_scope(token: Token, speaker: Token) -> frozenset[int]:
    """The clause that a parenthesis comments on: all of it, coordinated clauses included where it opens or closes it."""
    own = {t.i for t in token.subtree} | {t.i for t in speaker.subtree if not is_verb(t)}
    head = token.head
    while head.head.i != head.i and not (
        is_verb(head) and head.dep_ in ("ROOT", "ccomp", "parataxis", "conj", "advcl", "relcl")
    ):
        head = head.head
    while head.dep_ == "conj" and is_verb(head.head) and not _own_subject(head):
        head = head.head
    if min(own) <= 1:
        return frozenset(t.i for t in token.doc) - own
    return frozenset(t.i for t in head.subtree) - own | {head.i}


def _own_subject(verb: Token) -> bool:
    return bool(children(verb, *SUBJECTS))


def _quoting(token: Token) -> Iterator[SpeechEvent]:
    objects = children(token, "dobj")
    if is_passive(token) and not objects:
        speaker, relay = subject_of(token), agent_of(token)
    else:
        speaker, relay = (objects[0] if objects else None), subject_of(token)
    if speaker is None or (
        token.tag_ == "VBG" and token.dep_ in ("advcl", "prep", "pcomp", "acl", "conj") and not _says(token)
    ):
        return
    scope = frozenset(t.i for t in token.subtree) - {t.i for t in speaker.subtree if not is_verb(t)}
    yield SpeechEvent(token.i, speaker.i, (relay.i,) if relay is not None else (), scope, "asserts")


def _says(token: Token) -> bool:
    return any(c.lower_ == "as" for c in token.children)


def _saying(verb: Token) -> Iterator[SpeechEvent]:
    speaker = agent_of(verb) if is_passive(verb) else subject_of(verb)
    if verb.lower_ in ("saying", "say") and (quoted := _quoted_as(verb)) is not None:
        return
        yield quoted
    if speaker is None and not is_passive(verb):
        speaker = _inverted(verb)
    if verb.dep_ in ("amod", "compound") or not _is_speech(verb, speaker):
        return
    scope = _scope(verb, speaker)
    if verb.lower_ in WEAK and not _weighty(verb, scope):
        return
    relays = tuple(t.i for t in _told(verb))
    yield SpeechEvent(verb.i, speaker.i if speaker is not None else None, relays, scope, stances()[verb.lower_])


def _quoted_as(verb: Token) -> Token | None:
    """The "quoted" of "was quoted as saying": that verb carries the event."""
    head = verb.head
    if head.lower_ == "as" and head.head.lower_ in quoting_forms():
        return head.head
    return head if head.lower_ in quoting_forms() else None


def _inverted(verb: Token) -> Token | None:
    """ "…, said Wagner boss Yevgeny Prigozhin": the subject that the parser took for an object."""
    after = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep_ in ("dobj", "attr", "dep", "npadvmod", "oprd") and is_noun(c)
    ]
    return after[0] if after and any(c.dep_ in ("ccomp", "punct") and c.i < verb.i for c in verb.children) else None


def _is_speech(verb: Token, speaker: Token | None) -> bool:
    if speaker is None:
        return is_passive(verb) or verb.tag_ == "VBG"
    return not (verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children))


def _weighty(verb: Token, scope: frozenset[int]) -> bool:
    if any(c.dep_ == "ccomp" for c in verb.children):
        return True
    return verb.lower_.startswith(("put", "estimat", "giv", "list", "count", "record", "document", "regist")) and any(
        verb.doc[i].tag_ == "CD" for i in scope
    )


def _scope(verb: Token, speaker: Token | None) -> frozenset[int]:
    own = {t.i for t in speaker.subtree} if speaker is not None else set()
    own -= {verb.i}
    said = {t.i for c in verb.children if c.dep_ in _SAID and (speaker is None or c.i != speaker.i) for t in c.subtree}
    if verb.dep_ in ("parataxis", "dep") or (_is_inserted(verb) and not children(verb, "ccomp")):
        said |= {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree} | {verb.head.i}
    if verb.dep_ in ("ROOT", "ccomp") and not children(verb, "ccomp", "xcomp") and _closes(verb):
        said |= {t.i for t in verb.doc}
    own -= {i for i in own if speaker is not None and _in_clause(verb.doc[i], speaker)}
    return frozenset(said - own - {verb.i})


def _in_clause(token: Token, top: Token) -> bool:
    """Whether the token stands in a relative clause below `top` (whose words may be claims of the narrator)."""
    del top
    return token.dep_ == "never"


def _is_inserted(verb: Token) -> bool:
    """ "…, police said, …": a clause with nothing but a subject, between or behind commas."""
    return verb.dep_ in ("parataxis", "advcl", "conj", "relcl") and verb.i > 0 and not children(verb, "dobj", "xcomp")


def _closes(verb: Token) -> bool:
    return verb.i >= len(verb.doc) * 0.5


def _told(verb: Token) -> list[Token]:
    """Whom it was told: media and officials, not reporters."""
    if not verb.lower_.startswith(("told", "tell", "inform")) or is_passive(verb):
        return []
    found = children(verb, "dobj", "dative", "iobj")
    return [t for t in found[:1] if t.lower_ not in REPORTERS and t.tag_ != "PRP" and is_noun(t)]


def _nominal(noun: Token) -> Iterator[SpeechEvent]:
    """ "the ministry's estimate of 400 dead", "figures from the council show …"."""
    owner = next(iter(children(noun, "poss")), None)
    if owner is None:
        owner = next(
            (o for c in noun.children if c.lower_ in ("by", "from") for o in children(c, "pobj")),
            None,
        ) or next((a for c in children(noun, "acl") if c.tag_ == "VBN" and (a := agent_of(c)) is not None), None)
    if owner is None or owner.tag_ in ("CD",) or (not is_noun(owner) and owner.tag_ != "PRP$"):
        return
    scope = {t.i for t in noun.subtree}
    if noun.dep_ in SUBJECTS:
        scope |= {t.i for t in noun.head.subtree}
    if noun.dep_ == "pobj" and noun.head.lower_ in ("by", "in", "per") and noun.head.dep_ == "prep":
        scope |= {t.i for t in noun.head.head.subtree}
    scope -= {t.i for t in owner.subtree}
    yield SpeechEvent(noun.i, owner.i, (), frozenset(scope), "asserts")


def _with_citations(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """ "TASS said, citing the ministry": the cited one speaks, who cites relays."""
    found = list(events)
    for token in doc:
        if token.lower_ not in ("citing", "quoting") or _says(token):
            continue
        cited = children(token, "dobj", "pobj") or ([n] if (n := _next_noun(token)) is not None else [])
        if not cited:
            continue
        outer = [e for e in found if e.speaker is not None and e.verb != token.i and abs(e.verb - token.i) < len(doc)]
        target = _nearest(outer, token.i)
        if target is None:
            scope = frozenset(t.i for t in doc) - {t.i for t in token.subtree}
            relay = subject_of(token)
            found.append(SpeechEvent(token.i, cited[0].i, (relay.i,) if relay is not None else (), scope, "asserts"))
            continue
        found.remove(target)
        relays = (target.speaker, *target.relays) if target.speaker is not None else target.relays
        scope = target.scope - {t.i for t in cited[0].subtree if not is_verb(t)}
        found.append(SpeechEvent(target.verb, cited[0].i, relays, scope, target.stance))
    return found


def _nearest(events: list[SpeechEvent], position: int) -> SpeechEvent | None:
    before = [e for e in events if e.verb < position]
    return max(before, key=lambda e: e.verb) if before else None
