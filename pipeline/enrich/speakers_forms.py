"""Speech by other verbs than those of saying: "has it that", "stands by", "raised the toll to", and behind a colon.

Reads a parsed sentence, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import SUBJECTS, children, is_noun, is_passive, is_verb, particle_of, subject_of
from pipeline.enrich.measures_forms import forms, singular, words
from pipeline.enrich.speakers_institutions import METONYMS, is_body, is_role
from pipeline.enrich.speakers_speech import SpeechEvent
from pipeline.enrich.speakers_verbs import JUDGING, PHRASAL, REPORT_NOUNS

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token
    from pipeline.enrich.sentences_tree import Tree as Doc


def over_colon(doc: Doc, event: SpeechEvent, events: list[SpeechEvent]) -> SpeechEvent:
    """ "It was not so, the ministry retorted on Sunday: six had died": what follows the colon is said as well."""
    colon = next((t.i for t in doc[event.verb :] if t.text in (":", ";")), None)
    if colon is None or doc[colon].text != ":" or colon - event.verb > _TO_COLON or event.speaker is None:
        return event
    if any(e.verb > event.verb for e in events) or any(is_verb(t) for t in doc[event.verb + 1 : colon]):
        return event
    end = next((t.i for t in doc[colon:] if t.text == ";"), len(doc))
    return replace(event, scope=event.scope | frozenset(range(colon + 1, end)))


_TO_COLON = 7  # words between a verb of saying and its colon: whom it was told, and when


def has_it(verb: Token) -> Iterator[SpeechEvent]:
    """ "The council has it that six people died", "the staff has it at 137,780"."""
    speaker, said = subject_of(verb), children(verb, "ccomp", "advcl")
    said += [c for c in children(verb, "prep") if c.lower_ == "at"]
    if speaker is not None and said:
        yield SpeechEvent(verb.i, speaker.i, (), frozenset(t.i for c in said for t in c.subtree), "asserts")


def opens_with(verb: Token) -> Iterator[SpeechEvent]:
    """ "The General Staff begins the day with 110,740 soldiers killed", "London stands at 60,000"."""
    speaker = subject_of(verb)
    heads = verb.doc.text.rstrip().endswith(":")  # "The bulletin ends with a list:"
    reports = heads and speaker is not None and singular(speaker.text) in REPORT_NOUNS
    if speaker is None or not (reports or is_body(speaker) or speaker.lower_ in METONYMS):
        return
    first = next((t.i for t in verb.subtree if t.i > verb.i and t.lower_ in ("with", "at")), len(verb.doc))
    said = frozenset(t.i for t in verb.subtree if t.i > first)
    if (heads and said) or any(verb.doc[i].tag_ == "CD" for i in said):
        yield SpeechEvent(verb.i, speaker.i, (), said, "asserts")


OPENING = forms("begin open start close end stand remain stay")


def revising(verb: Token) -> SpeechEvent | None:
    """ "The council lowered its figure from 18 to 14 dead"."""
    speaker, figure = subject_of(verb), next((c for c in children(verb, "dobj") if _is_count(c)), None)
    ends = [c for t in (verb, figure) if t is not None for c in t.children if c.lower_ in ("to", "from", "at")]
    scope = frozenset(t.i for c in ends for t in c.subtree)
    if (
        speaker is None
        or figure is None
        or is_passive(verb)
        or speaker.lower_ in ("that", "this", "which")
        or verb.tag_ == "VBG"
        or not any(verb.doc[i].tag_ == "CD" for i in scope)
    ):
        return None
    return SpeechEvent(verb.i, speaker.i, (), scope | {t.i for t in figure.subtree}, "asserts")


def _is_count(noun: Token) -> bool:
    counted = ("it", "number", "dead", "losses", "casualties", "wounded")
    return singular(noun.text) in REPORT_NOUNS or noun.lower_ in counted


def phrasal(verb: Token) -> Iterator[SpeechEvent]:
    """ "StratCom stands by some 400 killed", "it arrives at about 105,960"."""
    speaker = behind_colon(verb, subject_of(verb))
    behind = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == PHRASAL[verb.lower_]), None)
    if speaker is None or behind is None or not any(t.tag_ == "CD" for t in behind.subtree):
        return
    scope = frozenset(t.i for t in behind.subtree) | frozenset(
        t.i for c in children(verb, "dobj", "conj") for t in c.subtree
    )
    yield SpeechEvent(verb.i, speaker.i, (), scope, "asserts")


def with_colon(verb: Token, told: list[SpeechEvent]) -> SpeechEvent | None:
    """ "The council had another count: two dead": who has a count gives what stands behind the colon."""
    colon = next((t.i for t in verb.doc[verb.i :] if t.text == ":"), None)
    speaker = subject_of(verb) if is_verb(verb) and colon is not None else None
    counts = [c for c in children(verb, "dobj", "attr") if singular(c.text) in REPORT_NOUNS and not _of(c)]
    if speaker is None or colon is None or not counts or any(e.verb == verb.i for e in told):
        return None
    scope = frozenset(range(colon + 1, len(verb.doc)))
    return SpeechEvent(verb.i, speaker.i, (), scope, "asserts") if speaker.i < verb.i < counts[0].i < colon else None


def _of(noun: Token) -> bool:
    """ "a total of 63,000": what is counted stands behind it, not behind the colon."""
    return any(c.lower_ == "of" for c in children(noun, "prep"))


def behind_colon(verb: Token, speaker: Token | None) -> Token | None:
    """ "Makiivka again: StratCom stands by …": the topic before a colon does not speak."""
    if speaker is None or speaker.i > verb.i or not any(t.text == ":" for t in verb.doc[speaker.i : verb.i]):
        return speaker
    return next((t for t in reversed(verb.doc[: verb.i]) if is_noun(t)), speaker)


def goes_on_judging(verb: Token) -> bool:
    """ "It calls the strike an answer to Makiivka, where 89 of its men died": who has spoken goes on."""
    judged = verb.lower_ in JUDGING and bool(children(verb, "dobj")) and particle_of(verb) is None
    return judged and any(c.tag_ == "PRP" for c in children(verb, "nsubj"))


_NO_SAYING = words("""killed wounded injured hurt died damaged destroyed captured lost burned is are was were has have
    had does did do seems appears means knows knew hopes hoped""")


def is_fronted(verb: Token) -> bool:
    """ "Two had died, the group found": a verb that ends the sentence, its main clause before it in commas, is one of
    saying, whichever it is."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ != "ROOT" or verb.lower_ in _NO_SAYING:
        return False
    said = [c for c in children(verb, "ccomp") if c.i < verb.i and children(c, *SUBJECTS)]
    subject = next((c for c in children(verb, "nsubj") if _can_say(c)), None)
    if not said or subject is None or not said[-1].i < subject.i < verb.i:
        return False
    first = min(t.i for t in subject.subtree)
    ends = not any(c.i > verb.i and c.dep_ not in ("punct", "advmod", "npadvmod", "prep") for c in verb.children)
    return ends and first > 0 and verb.doc[first - 1].text in (",", "”", '"')


def _can_say(noun: Token) -> bool:
    word = noun.lower_
    return word in ("he", "she", "group", "project") or is_role(noun) or is_body(noun) or word in METONYMS
