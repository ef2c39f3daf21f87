"""Who asserts each stretch of the text, through quotations, reported speech, posts and relays.

Reads a Context's sentences, parses, mentions and times; writes its `statements`, which every later step asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.enrich.bulletins_lists import heads_of, publisher_of, runs_of_rows
from pipeline.enrich.clauses.grammar import token_at
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import words
from pipeline.enrich.quotations import Quotation, find_posts, find_quotations, paragraphs
from pipeline.enrich.speakers_events import SpeechEvent, find_events
from pipeline.enrich.speakers_names import institution_name as _institution
from pipeline.enrich.speakers_names import voice_of
from pipeline.enrich.speakers_people import Voice
from pipeline.enrich.speakers_posts import voice_of_author
from pipeline.enrich.speakers_verbs import trigger
from pipeline.models import Time

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that one speaker stands behind. `scope` are characters of the text; the smallest one around a word counts."""

    scope: tuple[tuple[int, int], ...]
    speaker: str | None
    relayed_by: tuple[str, ...]
    stance: str
    stated_on: str | None  # where the statement's own day is told
    day_span: int | None  # where that day stands in the text
    verb: tuple[int, int]  # characters of the word of saying; (-1, -1) for a quotation or a post
    size: int

    def holds(self, char: int) -> bool:
        """Whether the character lies in the scope."""
        return any(start <= char < end for start, end in self.scope)


def needs_parse(text: str) -> bool:
    """Whether a sentence may give words to somebody."""
    return bool(trigger().search(text))


def attribute(context: Context) -> None:
    """Fills `context.statements`."""
    quotations = find_quotations(context)
    voices: list[Voice] = []
    by_sentence: dict[int, list[Statement]] = {}
    for sentence in context.sentences:
        if sentence.doc is None:
            continue
        voices += _topics(context, sentence, voices)
        made = [_statement(context, sentence, event, voices) for event in find_events(sentence.doc)]
        told = _same_day([s for s in made if s is not None])
        by_sentence[sentence.index] = told or _after_colon(context, sentence, voices)
    context.statements = [s for made in by_sentence.values() for s in made]
    context.statements += _quoted(context, quotations, by_sentence)
    context.statements += _posts(context)
    context.statements += _lists(context)
    context.statements += _interview(context)


def statements_at(context: Context, char_start: int, char_end: int) -> list[Statement]:
    """The statements around a span, the innermost first."""
    del char_end
    held = [s for s in context.statements if s.holds(char_start)]
    return sorted(held, key=lambda s: s.size)


def speaker_of(context: Context, char_start: int, char_end: int) -> str | None:
    """Canonical name of who asserts this span; None for the article's own voice."""
    return next((s.speaker for s in statements_at(context, char_start, char_end) if s.speaker is not None), None)


def _statement(
    context: Context, sentence: Sentence, event: SpeechEvent, voices: list[Voice]
) -> Statement | None:
    doc = sentence.doc
    if doc is None or event.speaker is None or not event.scope:
        return None
    verb = doc[event.verb]
    voice = _named_before(context, sentence, event) or voice_of(context, sentence, doc[event.speaker], voices)
    if voice is None or _is_event_word(doc[event.speaker]):
        return None
    voices.append(voice)
    relays = [voice_of(context, sentence, doc[i], []) for i in event.relays]
    tokens = [doc[i] for i in sorted(event.scope)]
    scope = _spans(tokens, sentence.char_start)
    start = sentence.char_start + verb.idx
    day = _day_of_saying(context, sentence, event)
    return Statement(
        scope=scope,
        speaker=voice.name,
        relayed_by=tuple(relay.name for relay in relays if relay is not None),
        stance=event.stance,
        stated_on=day.start if day is not None else None,
        day_span=day.char_start if day is not None else None,
        verb=(start, start + len(verb.text)),
        size=sum(end - begin for begin, end in scope),
    )


def _same_day(told: list[Statement]) -> list[Statement]:
    """One speaker says all that he says in one sentence on one day."""
    days = {s.speaker: s.stated_on for s in told if s.stated_on is not None}
    return [s if s.stated_on is not None else replace(s, stated_on=days.get(s.speaker)) for s in told]


def _named_before(context: Context, sentence: Sentence, event: SpeechEvent) -> Voice | None:
    """A person named right before the verb is who speaks: "who gives his name as X wrote", "…, X, 45, said"."""
    verb = sentence.char_start + (sentence.doc[event.verb].idx if sentence.doc is not None else 0)
    for mention in context.mentions:
        if mention.type == "PERSON" and sentence.char_start <= mention.char_start < mention.char_end <= verb:
            between = context.document.article.text[mention.char_end : verb]
            if event.speaker is not None and event.speaker < event.verb and re.fullmatch(r"\s*(?:, \d\d,)?\s*", between):
                return Voice(mention.name or mention.text, "person", mention.char_start)
    return None


def _topics(context: Context, sentence: Sentence, voices: list[Voice]) -> list[Voice]:
    """Whom the sentence is about: a named subject, whom the next "he" or "it" may mean."""
    if sentence.doc is None:
        return []
    subjects = [t for t in sentence.doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "ccomp", "conj") and t.tag_ != "PRP"]
    subjects += [t for t in sentence.doc if t.dep_ == "ROOT" and t.tag_.startswith("NN")]
    found = [voice_of(context, sentence, t, voices) for t in subjects]
    return [v for v in found if v is not None and v.named]


def _after_colon(context: Context, sentence: Sentence, voices: list[Voice]) -> list[Statement]:
    """ "Zelenskyy: “We have …”", "Mayor Ihor Terekhov: two missiles hit …": a name before a colon speaks."""
    text = context.document.article.text
    for mention in context.mentions:
        if (
            mention.type not in ("PERSON", "ORG")
            or not sentence.char_start <= mention.char_start < sentence.char_start + 60
        ):
            continue
        after = text[mention.char_end : mention.char_end + 3]
        if not after.startswith((":", " :")):
            continue
        voice = Voice(
            mention.name or mention.text, "person" if mention.type == "PERSON" else "institution", mention.char_start
        )
        voices.append(voice)
        span = (mention.char_end + 1, sentence.char_end)
        return [
            Statement(
                (span,), voice.name, (), "asserts", None, None, (mention.char_end, mention.char_end), span[1] - span[0]
            )
        ]
    return []


def _is_event_word(token: Token) -> bool:
    """ "The strike claimed 12 lives": what happens says nothing."""
    return token.lower_ in _EVENTS


_EVENTS = words("""strike attack attacks strikes shelling blast explosion war battle fighting raid fire crash accident missile drone this that
    which assault invasion bombardment collision storm there one who offensive conflict accidents missiles drones rocket rockets
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


def _day_of_saying(context: Context, sentence: Sentence, event: SpeechEvent) -> Time | None:
    """The day that modifies the verb of saying: right behind it, before what is said, or between subject and verb."""
    doc = sentence.doc
    if doc is None:
        return None
    verb = doc[event.verb]
    begin = sentence.char_start + verb.idx
    for time in context.times:
        if time.start is None or time.start != time.end:
            continue
        if not sentence.char_start <= time.char_start < sentence.char_end:
            continue
        if context.document.article.text[time.char_end : time.char_end + 2] in ("'s", "’s"):
            continue
        token = token_at(doc, time.char_start - sentence.char_start)
        if token is not None and _modifies(token, verb) and _is_near(context, sentence, begin, time.char_start, verb):
            return time
    return None


def _modifies(token: Token, verb: Token) -> bool:
    """The time hangs at the verb itself, through its preposition."""
    for _ in range(4):
        if token.tag_.startswith("VB") and token.lower_ not in ("according",):
            return False
        if token.head.i == verb.i:
            return token.dep_ in (
                "prep",
                "npadvmod",
                "tmod",
                "pobj",
                "advmod",
                "dobj",
                "dep",
                "nsubj",
            ) or token.tag_ in ("NNP", "IN")
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _tells_whom(verb: Token) -> bool:
    return verb.lower_.startswith(("told", "tell", "inform"))


def _is_near(context: Context, sentence: Sentence, verb: int, time: int, token: Token) -> bool:
    """No other clause stands between the verb and the time."""
    text = context.document.article.text
    between = text[min(verb, time) : max(verb, time)]
    if time < verb:
        return len(between) < 60 and not re.search(r"[“”\"]", between)
    complement = [c for c in token.children if c.dep_ in ("ccomp", "xcomp") and c.i > token.i]
    objects = [c for c in token.children if c.dep_ == "dobj" and c.i > token.i and sentence.char_start + c.idx < time]
    if objects and not _tells_whom(token):
        return False
    if complement and sentence.char_start + min(t.idx for t in complement[0].subtree) < time:
        return False
    return len(between) < 90


def _quoted(context: Context, quotations: list[Quotation], by_sentence: dict[int, list[Statement]]) -> list[Statement]:
    """A statement for every quotation whose speaker stands beside it, or before it."""
    found: list[Statement] = []
    last: tuple[Quotation, Statement] | None = None
    bounds = {number: (start, end) for number, start, end in paragraphs(context)}
    for quotation in quotations:
        if not quotation.speech:
            continue
        beside = _beside(context, quotation, by_sentence, quotations)
        if beside is None and last is not None and _goes_on(last[0], quotation, bounds, context):
            beside = last[1]
        beside = beside or _before(context, quotation, by_sentence, quotations)
        if beside is None:
            continue
        made = replace(
            beside,
            scope=((quotation.char_start, quotation.char_end),),
            stance="asserts" if beside.stance != "confirms" else "confirms",
            verb=(-1, -1),
            size=quotation.char_end - quotation.char_start,
        )
        found.append(made)
        last = (quotation, beside)
    return found


def _outside(statements: list[Statement], quotations: list[Quotation]) -> list[Statement]:
    """Those whose verb of saying stands in no quotation."""
    return [s for s in statements if not any(q.char_start < s.verb[0] < q.char_end and q.speech for q in quotations)]


def _beside(
    context: Context, quotation: Quotation, by_sentence: dict[int, list[Statement]], quotations: list[Quotation]
) -> Statement | None:
    """The speaker in a sentence that the quotation itself runs through."""
    near = [
        s
        for sentence in context.sentences
        if sentence.paragraph == quotation.paragraph
        and sentence.char_start < quotation.char_end + 3
        and sentence.char_end > quotation.char_start
        for s in _outside(by_sentence.get(sentence.index, []), quotations)
    ]
    if not near:
        return None
    return min(near, key=lambda s: min(abs(s.verb[0] - quotation.char_end), abs(quotation.char_start - s.verb[1])))


def _goes_on(before: Quotation, quotation: Quotation, bounds: dict[int, tuple[int, int]], context: Context) -> bool:
    """A quotation that continues the one before: same paragraph, running over its end, or a paragraph of quotation only."""
    if before.paragraph == quotation.paragraph:
        return True
    numbers = sorted(bounds)
    follows = numbers.index(quotation.paragraph) - numbers.index(before.paragraph)
    if before.running and follows == 1:
        return True
    start, end = bounds[quotation.paragraph]
    text = context.document.article.text
    alone = not text[start : quotation.char_start].strip() and len(text[quotation.char_end : end].strip(" .,")) == 0
    return follows == 1 and alone


def _before(
    context: Context, quotation: Quotation, by_sentence: dict[int, list[Statement]], quotations: list[Quotation]
) -> Statement | None:
    """The speaker of the sentence before, in the paragraph or at the colon that ends the one before."""
    earlier = [s for s in context.sentences if s.char_end <= quotation.char_start]
    if not earlier:
        return None
    sentence = earlier[-1]
    if sentence.paragraph != quotation.paragraph and not sentence.text.rstrip().endswith(":"):
        follows = [
            s for s in context.sentences if s.char_start >= quotation.char_end and s.paragraph == quotation.paragraph
        ]
        statements = _outside(by_sentence.get(follows[0].index, []), quotations) if follows else []
        return statements[0] if statements else None
    statements = _outside(by_sentence.get(sentence.index, []), quotations)
    return statements[-1] if statements else None


def _posts(context: Context) -> list[Statement]:
    """Reported posts: blocks of kind `post` with an author, and posts that a plain text carries with their last line."""
    found = []
    for block in context.document.blocks:
        if block.kind == "post" and (block.author or block.handle):
            name = voice_of_author(context, block.author, block.handle)
            day = block.time[:10] if block.time else None
            found.append(_whole(block.char_start, block.char_end, name, day))
    if not found:
        for post in find_posts(context.document.article.text):
            name = voice_of_author(context, post.author, post.handle)
            found.append(_whole(post.char_start, post.char_end, name, None))
    return found


_TALK = re.compile(r"\b(?:interview|conversation|we talked|i talked|talked to|spoke with|sat down with|q ?& ?a)\b", re.IGNORECASE)
_QUESTIONS = 3  # paragraphs that ask; fewer are rhetoric


def _interview(context: Context) -> list[Statement]:
    """An interview in turns: from the first question on, what does not ask is the words of whom the opening names."""
    text = context.document.article.text
    spans = paragraphs(context)
    asking = [i for i, (_, start, end) in enumerate(spans) if text[start:end].rstrip("”\"").endswith("?") and end - start < 200]
    opening = (context.document.article.title or "") + " " + text[: spans[asking[0]][1] if asking else 0]
    people = [m for m in context.mentions if m.type == "PERSON" and asking and m.char_start < spans[asking[0]][1]]
    if len(asking) < _QUESTIONS or not people or not _TALK.search(opening):
        return []
    first = next((i for i, (_, start, _) in enumerate(spans) if start > people[0].char_start), asking[0])
    name = people[0].name or people[0].text
    return [
        _whole(start, end, name, None)
        for i, (_, start, end) in enumerate(spans)
        if i > first and i not in asking and end - start > _TURN and not text[start:end].startswith("You ")
    ]


_TURN = 60  # characters: shorter paragraphs are prompts


def _lists(context: Context) -> list[Statement]:
    """The rows of a list are whose the lines above it are; a row's own attribution goes before."""
    found = []
    for run in runs_of_rows(context):
        heads = heads_of(context, run)
        spoken = [
            s for h in heads for s in context.statements if s.verb[0] >= 0 and h.char_start <= s.verb[0] < h.char_end and s.speaker
        ]
        publisher = publisher_of(context, heads)
        name = spoken[0].speaker if spoken else _institution(publisher) if publisher is not None else None
        if name is not None and any(_LISTING.search(h.text) for h in heads):
            day = spoken[0].stated_on if spoken else None
            found.append(_whole(run[0].char_start, run[-1].char_end, name, day))
    return found


_LISTING = re.compile(r":\s*$|\b(?:loss(?:es)?|figures?|following|table|list|summary|bulletin|totals?)\b", re.IGNORECASE)


def _whole(start: int, end: int, name: str | None, day: str | None) -> Statement:
    return Statement(((start, end),), name, (), "asserts", day, None, (-1, -1), end - start)
