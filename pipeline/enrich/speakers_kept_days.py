"""The day of words beside which none is told: the one on which their speaker has just been quoted, or was met.

Reads a Context's statements, sentences, mentions and times; writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.quotations import paragraphs
from pipeline.enrich.speakers_statements import Statement, whole

_GOES_ON = 600  # characters: a speaker who is quoted again within these still speaks on the day told before


def keep_days(context: Context) -> list[Statement]:
    """The statements, those without a day of their own with the day on which their speaker has just been quoted, or
    was met."""
    statements = context.statements
    told: dict[str | None, tuple[int, str]] = {}
    kept = {}
    talks = _talks(context)
    for index in sorted(range(len(statements)), key=lambda i: statements[i].scope[0][0]):
        statement = statements[index]
        start = statement.scope[0][0]
        while talks and talks[0][0] <= start:
            _, reach, name, day = talks.pop(0)
            told[name] = (reach, day)
        if statement.stated_on is not None:
            told[statement.speaker] = (_reach(context.document.article.text, statement), statement.stated_on)
        elif (last := told.get(statement.speaker)) is not None and _goes_on(context, statement, last[0]):
            statement = replace(statement, stated_on=last[1])
        elif (hours := _day_of_hours(context, start)) is not None:
            statement = replace(statement, stated_on=hours)
        kept[index] = statement
    return [kept[i] for i in range(len(statements))] + _notes(context)


def _notes(context: Context) -> list[Statement]:
    """ "Correction, Jan. 8: …", "This article was amended on 8 January": what such a note says is said on that day."""
    text = context.document.article.text
    found = []
    for _, start, end in paragraphs(context):
        heads = _NOTE.match(text, start, end)
        told = [t for t in context.times if heads and heads.end() == t.char_start and t.start and t.start == t.end]
        found += [replace(whole(start, end, None, t.start), day_span=t.char_start) for t in told]
    return found


_NOTE = re.compile(
    r"[(\[]?(?:(?:Correction|Clarification|Update|Amendment|(?:Editor['’]s )?[Nn]ote)s?(?:,| of| from| on|:)? \(?"
    r"|(?:This|The) (?:\w+ ){1,2}(?:was|has been) (?:\w+ )?(?:amended|corrected|updated|changed|clarified) on )"
)


def _goes_on(context: Context, statement: Statement, told: int) -> bool:
    """Whether a speaker quoted before still speaks; not "the service had first spoken of 29"."""
    begin = statement.verb[0]
    earlier = begin >= 0 and _HAD.search(context.document.article.text[max(0, begin - 20) : begin]) is not None
    return statement.scope[0][0] - told < _GOES_ON and not earlier


def _reach(text: str, statement: Statement) -> int:
    """Where the words end from which a day goes on. "A week earlier he had claimed X", "he said then": no further than
    the paragraph, what he says behind it is said on the day of the text again."""
    last, (begin, end) = statement.scope[-1][1], statement.verb
    back = begin >= 0 and (_HAD.search(text[max(0, begin - 20) : begin]) or _THEN.match(text, end))
    paragraph = text.find("\n", last)
    return paragraph - _GOES_ON if back and paragraph > 0 else last


_HAD = re.compile(r"\bhad (?:\w+ )?$")
_THEN = re.compile(r" (?:then|at the time|back then)\b")


def _day_of_hours(context: Context, start: int) -> str | None:
    """ "X wrote on Thursday. By the afternoon Y put the number at 69": another part of the day just told."""
    here = next((s for s in reversed(context.sentences) if s.char_start <= start), None)
    if here is None or here.index == 0 or not _HOURS.match(here.text):
        return None
    last = context.sentences[here.index - 1]
    spans = ((s.stated_on, (*s.scope, s.verb)) for s in context.statements)
    near = {day for day, parts in spans if any(a < last.char_end and b > last.char_start for a, b in parts)} - {None}
    return near.pop() if len(near) == 1 and last.paragraph == here.paragraph else None


_HOURS = re.compile(
    r"(?:(?:By|In|Later in|During|Towards?) the (?:early |late )?(?:morning|afternoon|evening)|At (?:noon|dawn|dusk"
    r"|midnight)|By (?:noon|midday|nightfall)|(?:\w+ )?(?:[Hh]ours?|[Mm]inutes) later|Later)\b"
)


def _talks(context: Context) -> list[tuple[int, int, str, str]]:
    """(end of the sentence, how far it holds, who, on which day) of "we met him on Tuesday" and the like."""
    found = []
    for sentence in context.sentences:
        spoke = _SPOKE.search(sentence.text)
        met = _MET.search(sentence.text)
        talk = met or spoke or _BRIEFED.search(sentence.text) or _ADDRESSED.search(sentence.text)
        if talk is None:
            continue
        at = sentence.char_start + talk.start()
        days = [
            t for t in context.times
            if sentence.char_start <= t.char_start < sentence.char_end and t.start is not None and t.start == t.end
        ]  # fmt: skip
        who = _who_is_met(context, sentence, beforehand=met is not None or spoke is not None)
        day = min(days, key=lambda t: abs(t.char_start - at), default=None)
        if day is not None and day.start is not None and who is not None:
            reach = len(context.document.article.text) if met is not None else sentence.char_end
            found.append((sentence.char_start - _GOES_ON if spoke else sentence.char_end, reach, who, day.start))
    return sorted(found)


_MET = re.compile(
    r"\b(?:[Ww]e|I|reporters?|correspondents?|[Tt]he [A-Z]\w+) (?:\w+ )?(?:met|interviewed|visited|reached"
    r"|(?:spoke|talked|sat down) (?:to|with))\b|\b(?:[Ww]e|I) (?:spoke|talked|met)\b|\bspoke (?:to|with) (?:us|me)\b"
    r"|\b(?:[Tt]his|[Hh]ere) is (?:what|how) (?:he|she|they) (?:said|told|put)\b"
)
# Told behind the words, it holds for all of them: "He spoke on Thursday from a hospital in Dnipro."
_SPOKE = re.compile(r"\b(?:He|She) (?:spoke|talked|was (?:speaking|interviewed))\b")
_ADDRESSED = re.compile(
    r"\b(?:in|at|during) (?:his|her|its|their) (?:[\w’']+ ){0,3}(?:address|speech|briefing|interview|message|video)\b"
)
_BRIEFED = re.compile(
    r"\b(?:began|opened|gave|held|ended|closed|started|used) (?:his|her|its|their|a|an|the) (?:\w+ ){0,3}"
    r"(?:briefing|address|speech|interview|conference)\b"
    r"|\b(?:released|published|posted|recorded|issued|sent|shared) (?:an?|his|her|the|another) (?:\w+ ){0,2}"
    r"(?:video|clip|message|statement|recording|post|letter|interview)\b"
)


def _who_is_met(context: Context, sentence: Sentence, beforehand: bool) -> str | None:
    """The person of the sentence, else the last one before it."""
    people = [m for m in context.mentions if m.type == "PERSON" and m.char_start < sentence.char_end]
    here = [m for m in people if m.char_start >= sentence.char_start]
    chosen = here[0] if here else people[-1] if people and beforehand else None
    return None if chosen is None else chosen.name or chosen.text
