"""Who asserts each stretch of the text, through quotations, reported speech, posts and relays.

Reads a Context's sentences, parses, mentions and times; writes its `statements`, which every later step asks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.quotations import find_quotations
from pipeline.enrich.speakers_blocks import posts
from pipeline.enrich.speakers_days import day_meanwhile, day_of_saying, stated
from pipeline.enrich.speakers_documents import reprinted
from pipeline.enrich.speakers_events import find_events
from pipeline.enrich.speakers_headlines import by_punctuation, first_part
from pipeline.enrich.speakers_institutions import owner_of
from pipeline.enrich.speakers_kept_days import keep_days
from pipeline.enrich.speakers_lists import afterwards, itemised, lists, sources, told_before
from pipeline.enrich.speakers_names import voice_of
from pipeline.enrich.speakers_people import Voice
from pipeline.enrich.speakers_quoted import granted, quoted
from pipeline.enrich.speakers_speech import SpeechEvent
from pipeline.enrich.speakers_statements import Statement, said_by, settled, speaker_of, statements_at
from pipeline.enrich.speakers_topics import topics
from pipeline.enrich.speakers_turns import headed, interview
from pipeline.enrich.speakers_verbs import REPORT_NOUNS

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token, Tree

__all__ = ["Statement", "attribute", "speaker_of", "statements_at"]


def attribute(context: Context) -> None:
    """Fills `context.statements`."""
    quotations = find_quotations(context)
    document, voices = reprinted(context), list[Voice]()
    first_person: list[Statement] = []
    by_sentence: dict[int, list[Statement]] = {}
    for sentence in context.sentences:
        voices += topics(context, sentence, voices)
        if document is not None and sentence.char_end == document[0]:
            voices.append(Voice(document[1], "institution", sentence.char_start, named=False))
        if sentence.doc is None:
            continue
        events = _in_order(sentence.doc)
        first_person += [_own_words(sentence, sentence.doc, e) for e in events if _is_first_person(sentence.doc, e)]
        made = [_statement(context, sentence, event, voices) for event in events]
        told = _same_day(context, sentence, [s for s in made if s is not None])
        by_sentence[sentence.index] = first_part(context, sentence, told, voices) or by_punctuation(
            context, sentence, voices
        )
    context.statements = [s for made in by_sentence.values() for s in made]
    context.statements += quoted(context, quotations, by_sentence, voices)
    context.statements += posts(context)
    context.statements += lists(context)
    context.statements += told_before(context) + sources(context) + itemised(context)
    context.statements += interview(context, voices) + headed(context)
    if document is not None:
        below = [s for s in context.sentences if s.char_start >= document[0]]
        context.statements += said_by(context, below, document[1])
    context.statements += granted(context, first_person)
    context.statements += afterwards(context)
    context.statements = keep_days(context)
    context.statements = settled(context)


def _in_order(doc: Tree) -> list[SpeechEvent]:
    """The events as they are read: the "it" of a later one may mean the speaker of an earlier one."""
    return sorted(find_events(doc), key=lambda event: event.verb)


def _statement(context: Context, sentence: Sentence, event: SpeechEvent, voices: list[Voice]) -> Statement | None:
    doc = sentence.doc
    if not event.scope and sentence.text.rstrip().endswith(":"):  # "What Kyiv reported:" gives to Kyiv what is below
        event = replace(event, scope=frozenset({event.verb}))
    if doc is None or event.speaker is None or not event.scope:
        return None
    verb = doc[event.verb]
    if _is_first_person(doc, event):
        return None  # who speaks around these words speaks them too
    voice = _named_before(context, sentence, event) or voice_of(
        context, sentence, doc[event.speaker], _before_sentence(doc[event.speaker], sentence, voices)
    )
    if voice is None or (_is_event_word(doc[event.speaker]) and owner_of(doc[event.speaker]) is None):
        return None
    voices.append(replace(voice, spoke=True))
    relays = [voice_of(context, sentence, doc[i], []) for i in event.relays]
    tokens = [doc[i] for i in sorted(event.scope)]
    scope = _spans(tokens, sentence.char_start)
    start = sentence.char_start + verb.idx
    day = day_of_saying(context, sentence, event)
    return Statement(
        scope=scope,
        speaker=voice.name,
        relayed_by=tuple(relay.name for relay in relays if relay is not None),
        stance=event.stance,
        stated_on=stated(day or day_meanwhile(context, sentence, event)),
        day_span=day.char_start if day is not None else None,
        verb=(start, start + len(verb.text)),
        size=sum(end - begin for begin, end in scope),
    )


def _is_first_person(doc: Tree, event: SpeechEvent) -> bool:
    speaker = doc[event.speaker] if event.speaker is not None else None
    return speaker is not None and speaker.lower_ in _FIRST_PERSON and not speaker.tag_.startswith("NN")


def _own_words(sentence: Sentence, doc: Tree, event: SpeechEvent) -> Statement:
    """ "We confirm that …": whoever speaks around these words."""
    scope = _spans([doc[i] for i in sorted(event.scope)], sentence.char_start)
    start = sentence.char_start + doc[event.verb].idx
    return Statement(scope, None, (), event.stance, None, None, (start, start + 1), sum(b - a for a, b in scope))


def _before_sentence(token: Token, sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """The "it" of "Russia has lost 40 tanks, it said" is nobody of its own sentence who has not spoken, unless a colon
    parts them: that of "The ministry does: 400 killed, it claims" is the ministry, and of it is the report in "The
    ministry was guarded: Monday's report spoke of …"."""
    refers = token.tag_.startswith("PRP") and token.lower_ not in ("he", "she", "his", "her")
    opened = sentence.char_start + sentence.text.rfind(":", 0, token.idx)
    ahead = [v for v in voices if sentence.char_start <= v.char_start < opened and v.kind == "institution"]
    if ahead and (refers or singular(token.text) in REPORT_NOUNS):
        return ahead
    return [v for v in voices if v.spoke or v.char_start < sentence.char_start] if refers else voices


def _same_day(context: Context, sentence: Sentence, told: list[Statement]) -> list[Statement]:
    """One speaker says all that he says in one sentence on one day, but what he says to this day: "it admits"."""
    dated = {s.speaker: s for s in told if s.stated_on is not None}
    return [_dated(context, sentence, s, dated.get(s.speaker)) if s.stated_on is None else s for s in told]


def _dated(context: Context, sentence: Sentence, statement: Statement, model: Statement | None) -> Statement:
    """The statement with the day of another one of its speaker; what he says now with that of the text."""
    if model is None:
        return statement
    verb, other = (context.document.article.text[slice(*s.verb)] for s in (statement, model))
    anchor = context.anchor_of(sentence)
    now = anchor is not None and _NOW.search(verb) and not _NOW.search(other)
    return replace(statement, stated_on=anchor.isoformat() if now and anchor is not None else model.stated_on)


_NOW = re.compile(r"(?:[^s]s|ies)$")  # of the present: "says", "admits"


_OF_ANOTHER = re.compile(r"\b(?:to|of|for|with|from|by)\s+$")  # "an adviser to Zelenskyy said"


def _named_before(context: Context, sentence: Sentence, event: SpeechEvent) -> Voice | None:
    """A person named right before the verb is who speaks: "who gives his name as X wrote", "the mayor, X, said"."""
    if sentence.doc is None or event.speaker is None or event.speaker >= event.verb:
        return None
    text, verb = context.document.article.text, sentence.char_start + sentence.doc[event.verb].idx
    for mention in context.mentions:
        if mention.type != "PERSON" or not sentence.char_start <= mention.char_start < mention.char_end <= verb:
            continue
        between, before = text[mention.char_end : verb], text[sentence.char_start : mention.char_start]
        if _OF_ANOTHER.search(before):
            continue
        beside = before.endswith(", ") and re.fullmatch(r"(?:, \d\d)?,\s*", between)
        if beside or re.fullmatch(r"\s*(?:, \d\d,)?\s*", between):
            return Voice(mention.name or mention.text, "person", mention.char_start)
    return None


_FIRST_PERSON = words("i we my our me us mine ours")


def _is_event_word(token: Token) -> bool:
    """ "The strike claimed 12 lives": what happens says nothing."""
    return token.lower_ in _EVENTS


_EVENTS = words("""strike attack attacks strikes shelling blast explosion war battle fighting raid fire crash accident
    missile drone this that death deaths find discovery
    which assault invasion bombardment collision storm there one who offensive conflict accidents missiles drones
    rocket rockets
    video footage photos pictures images""")


def _spans(tokens: list[Token], offset: int) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for token in tokens:
        start, end = offset + token.idx, offset + token.idx + len(token.text_with_ws)
        if spans and spans[-1][1] >= start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)
