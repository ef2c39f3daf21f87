"""Speech events in one parsed sentence: a verb (or "according to", or a noun) of saying, who says, and what is said.

Reads a parsed sentence, writes nothing. Who the words stand for is the business of `speakers_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import agent_of, children, is_noun, is_passive, is_verb, subject_of
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.speakers_forms import (
    OPENING,
    behind_colon,
    goes_on_judging,
    has_it,
    is_fronted,
    opens_with,
    over_colon,
    phrasal,
    revising,
    with_colon,
)
from pipeline.enrich.speakers_gaps import with_gaps
from pipeline.enrich.speakers_institutions import is_role
from pipeline.enrich.speakers_nominal import nominal
from pipeline.enrich.speakers_relays import told_to, with_relays
from pipeline.enrich.speakers_scope import scope_of
from pipeline.enrich.speakers_speech import SpeechEvent, Tail
from pipeline.enrich.speakers_tails import find_tails
from pipeline.enrich.speakers_verbs import (
    FIGURE_VERBS,
    PHRASAL,
    REPORT_NOUNS,
    REVISING,
    WEAK,
    quoting_forms,
    stances,
)

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc

_AT = words("in from near")
_WHEN = words("after before since when until once")


def find_events(doc: Doc) -> list[SpeechEvent]:
    """All speech events of the sentence."""
    tails = find_tails(doc)
    parenthetic = {tail.verb for tail in tails}
    found = [_of_tail(doc, tail) for tail in tails]
    found += [e for token in doc if _may_speak(token) and token.i not in parenthetic for e in _at(token)]
    if ":" in doc.text:
        found += [e for token in doc if (e := with_colon(token, found)) is not None]
    found = [over_colon(doc, e, found) for e in found]
    return _over_segments(doc, with_gaps(doc, _apart(doc, with_relays(doc, found))))


def _of_tail(doc: Doc, tail: Tail) -> SpeechEvent:
    relays = tuple(t.i for t in told_to(doc[tail.verb]))
    return SpeechEvent(tail.verb, tail.speaker, relays, tail.scope, tail.stance)


def _apart(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """Clauses beside each other have each their own speaker: "…, police said, while the mayor put …"."""
    return [replace(outer, scope=outer.scope - _beside(doc, outer, events)) for outer in events]


def _beside(doc: Doc, outer: SpeechEvent, events: list[SpeechEvent]) -> set[int]:
    gone: set[int] = set()
    for inner in events:
        if inner.verb == outer.verb or inner.verb not in outer.scope or inner.speaker is None:
            continue
        token = doc[inner.verb]
        if _precedes(doc, inner, outer):
            gone |= {t.i for t in token.subtree if outer.speaker is None or t.i < outer.speaker}
            continue
        while token.i not in (outer.verb, token.head.i):
            if (
                token.dep_ in ("conj", "parataxis")
                or _is_when(token)
                or (token.dep_ == "advcl" and token.tag_ in ("VBD", "VBZ", "VBP") and not _dates(token))
            ):
                gone |= {t.i for t in token.subtree}
                break
            if token.dep_ in ("ccomp", "xcomp") and token.head.i == outer.verb:
                break
            token = token.head
    return gone


def _is_when(verb: Token) -> bool:
    """ "It gave a figure in September, when Shoigu said …"."""
    return verb.dep_ == "relcl" and any(c.lower_ == "when" for c in verb.children)


def _precedes(doc: Doc, inner: SpeechEvent, outer: SpeechEvent) -> bool:
    """ "Kyiv claims 400 dead, Moscow admits 63": each says something behind its verb, and not the other's."""
    if outer.speaker is None or not inner.verb < outer.speaker < outer.verb:
        return False
    own = any(i > outer.verb and doc[i].text[0].isalnum() for i in outer.scope)
    return own and any(inner.verb < i < outer.speaker and doc[i].text[0].isalnum() for i in inner.scope)


def _dates(verb: Token) -> bool:
    """ "…, hours after Moscow announced a truce, …": a clause that only says when."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN for c in verb.children)


def _over_segments(doc: Doc, events: list[SpeechEvent]) -> list[SpeechEvent]:
    """Between semicolons each has his own; a part that has no speaker of its own is the neighbour's."""
    bounds = [0, *(t.i + 1 for t in doc if t.text == ";"), len(doc)]
    parts = [frozenset(range(a, b)) for a, b in pairwise(bounds)]
    told = [e for e in events if e.speaker is not None]
    if len(parts) == 1 or not told:
        return events
    owner: list[SpeechEvent | None] = [
        max((e for e in told if e.verb in part), key=lambda e: e.verb, default=None) for part in parts
    ]
    for index in range(1, len(parts)):
        owner[index] = owner[index] or owner[index - 1]
    first = next(i for i, o in enumerate(owner) if o is not None)
    owner[:first] = [owner[first]] * first
    widened = []
    for event in events:
        home = next(part for part in parts if event.verb in part)
        more = [part for part, o in zip(parts, owner, strict=True) if o is event and part != home]
        scope = (event.scope & home) | frozenset(i for part in more for i in part) if event in told else event.scope
        widened.append(replace(event, scope=scope))
    return widened


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset({*quoting_forms(), *stances(), *REVISING, *PHRASAL, *OPENING, "has", "had", "have"})


def _may_speak(token: Token) -> bool:
    """A cheap look before the rules: a verb that may give words to somebody, or a noun of a report."""
    reports = token.tag_.startswith("NN") and singular(token.text) in REPORT_NOUNS
    return reports or token.lower_ in _verbs() or is_fronted(token)


def _at(token: Token) -> Iterator[SpeechEvent]:
    word = token.lower_
    if word in quoting_forms() and is_verb(token):
        yield from _quoting(token)
    elif word in stances() and (is_verb(token) or (token.tag_ == "NNS" and bool(children(token, "ccomp")))):
        yield from _saying(token)
    elif word in ("has", "had", "have") and any(c.lower_ == "it" for c in children(token, "dobj")):
        yield from has_it(token)
    elif word in REVISING and is_verb(token) and (revised := revising(token)) is not None:
        yield revised
    elif word in PHRASAL and is_verb(token):
        yield from phrasal(token)
    elif word in OPENING and is_verb(token):
        yield from opens_with(token)
    elif is_fronted(token):
        yield from _saying(token)
    else:
        yield from nominal(token)


def _quoting(token: Token) -> Iterator[SpeechEvent]:
    objects = children(token, "dobj")
    if is_passive(token) and not objects:
        speaker, relay = subject_of(token), agent_of(token)
    else:
        speaker, relay = (objects[0] if objects else None), subject_of(token)
    linked = token.tag_ == "VBG" and token.dep_ in ("advcl", "prep", "pcomp", "acl", "conj")
    if speaker is None or (linked and not _says(token)):
        return
    scope = frozenset(t.i for t in token.subtree) - {t.i for t in speaker.subtree if not is_verb(t)}
    yield SpeechEvent(token.i, speaker.i, (relay.i,) if relay is not None else (), scope, "asserts")


def _says(token: Token) -> bool:
    return any(c.lower_ == "as" for c in token.children)


def _saying(verb: Token) -> Iterator[SpeechEvent]:
    if any(c.lower_ in ("will", "shall", "’ll", "'ll", "may", "might") for c in children(verb, "aux")):
        return  # "as the crew will confirm": not said yet
    if _is_quoted_as(verb) or verb.dep_ in ("amod", "compound") or _is_purpose(verb):
        return
    passive = is_passive(verb) and not _is_misread(verb) and not _has_both(verb)
    active = behind_colon(verb, subject_of(verb)) or _lost_subject(verb)
    speaker = _agent(verb) if passive else verb.head if _is_misread(verb) else active
    speaker = _who(verb, _nearest(verb, speaker))
    if speaker is None and not passive:
        return
    scope = scope_of(verb, speaker)
    heads = verb.doc.text.rstrip().endswith(":")  # "What Kyiv reported on Tuesday:"
    stance = stances().get(verb.lower_, "asserts")
    if stance == "confirms" and children(verb, "neg"):
        stance = "repeats"  # who cannot confirm it passes it on
    if verb.lower_ in WEAK and not heads and (not _weighty(verb, scope) or children(verb, "neg")):
        return
    yield SpeechEvent(
        verb.i,
        speaker.i if speaker is not None else None,
        tuple(t.i for t in told_to(verb)),
        scope,
        stance,
    )


def _nearest(verb: Token, speaker: Token | None) -> Token | None:
    """The subject right before the verb, where the parser found another in the dateline: "KYIV – Russia said …"."""
    before = [c for c in children(verb, "nsubj") if c.i < verb.i]
    return before[-1] if len(before) > 1 and speaker in before else speaker


def _has_both(verb: Token) -> bool:
    """ "His commander put the total at 110", taken for a participle: it has a subject and an object, or a clause, or
    is the sentence's own verb."""
    ends = verb.dep_ == "ROOT" and not children(verb, "oprd", "xcomp", "agent")
    active = bool(children(verb, "nsubj")) and (ends or bool(children(verb, "dobj", "ccomp")))
    return active and not children(verb, "aux", "auxpass")


def _is_misread(verb: Token) -> bool:
    """ "A Western official estimated on Tuesday that …", taken for an official whom somebody estimated."""
    opens = verb.head.dep_ == "ROOT" and is_noun(verb.head) and is_role(verb.head)
    clauses = children(verb, "ccomp")
    return verb.dep_ == "acl" and opens and any(c.lower_ == "that" for clause in clauses for c in clause.children)


def _who(verb: Token, speaker: Token | None) -> Token | None:
    """The "who" of "a source in the emergency services who said …" is the source."""
    apposed = children(speaker, "appos") if speaker is not None and speaker.lower_ in ("one", "another") else []
    if apposed and is_noun(apposed[0]):  # "one of them, a mortar man, said"
        return apposed[0]
    if speaker is None or verb.dep_ != "relcl" or speaker is not verb.head or is_role(speaker):
        return speaker
    if not any(c.lower_ == "who" for c in children(verb, "nsubj")):
        return speaker
    if speaker.dep_ == "pobj" and speaker.head.lower_ in _AT:  # "a friend in Nikopol, who had counted"
        return speaker.head.head if is_noun(speaker.head.head) else speaker
    if speaker.tag_.startswith("NNP"):
        return speaker
    above = speaker.head.head if speaker.dep_ == "pobj" else speaker
    return above if is_noun(above) and is_role(above) else speaker


def _agent(verb: Token) -> Token | None:
    """The agent of the verb, or of its complement: "were reported killed by the police"."""
    below = [agent_of(c) for c in children(verb, "oprd", "xcomp", "acomp") if c.tag_ == "VBN"]
    if verb.lower_ in ("put", "estimated", "reckoned"):  # "are put at 4,100 killed and 10,000 wounded by officials"
        below += [agent_of(t) for t in verb.subtree if t.i > verb.i and t.tag_ == "VBN"]
    return agent_of(verb) or next((a for a in below if a is not None), None)


def _is_quoted_as(verb: Token) -> bool:
    """The "saying" of "was quoted as saying": that verb carries the event."""
    head = verb.head
    return head.lower_ in quoting_forms() or (head.lower_ == "as" and head.head.lower_ in quoting_forms())


def _is_purpose(verb: Token) -> bool:
    return bool(verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children))


def _lost_subject(verb: Token) -> Token | None:
    """The noun that opens the sentence, where the parser lost it: "A body that records shelling said …".
    That of the verb before in "The prisoner raised four fingers, then said: …"."""
    if verb.dep_ == "dep" and is_verb(verb.head) and verb.head.i < verb.i and not is_passive(verb.head):
        return subject_of(verb.head)
    if verb.tag_ not in ("VBD", "VBZ") or verb.i > 14:
        return None
    first = next((t for t in verb.doc if is_noun(t) and t.dep_ not in ("compound", "poss", "pobj")), verb)
    return first if first.i < verb.i and first.dep_ in ("ROOT", "nsubj", "dep", "npadvmod") else None


def _weighty(verb: Token, scope: frozenset[int]) -> bool:
    """A weak verb is speech with a clause, or with a figure where it is a verb of giving figures."""
    judged = (children(verb, "dobj") and children(verb, "oprd")) or goes_on_judging(verb)
    if judged or any(c.dep_ == "ccomp" for c in verb.children):
        return True
    if verb.lower_.startswith(("speak", "spok")) and not _speaks_of(verb):
        return False
    return verb.lower_ in FIGURE_VERBS and any(verb.doc[i].tag_ in ("CD", "DT") for i in scope)


def _speaks_of(verb: Token) -> bool:
    """ "Spoke of 10,000 dead", also where it says first on or to what: "spoke on television of 10,000 dead"."""
    on = (o for c in children(verb, "prep") if c.lower_ in ("on", "to") for o in children(c, "pobj"))
    return any(c.lower_ == "of" for part in (verb, *on) for c in part.children)
