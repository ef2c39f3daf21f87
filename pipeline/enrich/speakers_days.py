"""The day of a statement: the one that modifies the verb of saying, not what is said.

Reads a parsed sentence and the Context's times, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import token_at
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import forms
from pipeline.enrich.speakers_speech import SpeechEvent
from pipeline.enrich.speakers_statements import Statement
from pipeline.enrich.speakers_verbs import REVISING, WEAK
from pipeline.models import Time

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token, Tree


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
            told[statement.speaker] = (statement.scope[-1][1], statement.stated_on)
        elif (last := told.get(statement.speaker)) is not None and start - last[0] < _GOES_ON:
            statement = replace(statement, stated_on=last[1])
        kept[index] = statement
    return [kept[i] for i in range(len(statements))]


def _talks(context: Context) -> list[tuple[int, int, str, str]]:
    """(end of the sentence, how far it holds, who, on which day) of "we met him on Tuesday" and the like."""
    found = []
    for sentence in context.sentences:
        spoke = _SPOKE.search(sentence.text)
        met = _MET.search(sentence.text)
        talk = met or spoke or _BRIEFED.search(sentence.text)
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
)
# Told behind the words, it holds for all of them: "He spoke on Thursday from a hospital in Dnipro."
_SPOKE = re.compile(r"\b(?:He|She) (?:spoke|talked|was (?:speaking|interviewed))\b")
_BRIEFED = re.compile(
    r"\b(?:began|opened|gave|held|ended|closed|started|used) (?:his|her|its|their|a|an|the) (?:\w+ ){0,3}"
    r"(?:briefing|address|speech|interview|conference)\b"
)


def _who_is_met(context: Context, sentence: Sentence, beforehand: bool) -> str | None:
    """The person of the sentence, else the last one before it."""
    people = [m for m in context.mentions if m.type == "PERSON" and m.char_start < sentence.char_end]
    here = [m for m in people if m.char_start >= sentence.char_start]
    chosen = here[0] if here else people[-1] if people and beforehand else None
    return None if chosen is None else chosen.name or chosen.text


def day_of_saying(context: Context, sentence: Sentence, event: SpeechEvent) -> Time | None:
    """The day that modifies the verb of saying: right behind it, before what is said, or between subject and verb."""
    doc = sentence.doc
    if doc is None:
        return None
    verb = doc[event.verb]
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and verb.head.tag_.startswith("VB"):
        verb = verb.head  # "On Monday, he described the front as hard, adding that …"
    return next((t for t in context.times if _dates(context, sentence, doc, verb, t)), None)


def _dates(context: Context, sentence: Sentence, doc: Tree, verb: Token, time: Time) -> bool:
    """Whether a time is that of the verb of saying."""
    if not sentence.char_start <= time.char_start < sentence.char_end or time.start is None:
        return False
    if time.start != time.end and not _is_vague(context, sentence, verb, time):
        return False
    if verb.lower_ in _RECORDING or _is_no_day_of_speech(context.document.article.text, sentence.char_start, time):
        return False
    begin = sentence.char_start + verb.idx
    if _is_right_behind(context, begin + len(verb.text), time.char_start) or _is_set_off(context, time, begin, verb):
        return True
    token = token_at(doc, time.char_start - sentence.char_start)
    if token is None or _names_event(doc, sentence, time):
        return False
    return _modifies(token, verb) and _is_near(context, sentence, begin, time, verb)


def stated(time: Time | None) -> str | None:
    """The day of a statement; "" where the text gives no more than its week or month."""
    return None if time is None else (time.start if time.start == time.end else "")


def _is_vague(context: Context, sentence: Sentence, verb: Token, time: Time) -> bool:
    """ "Said in November", "last week the ministry claimed": no day, but none of what is told either. Behind the figure
    it may be that of the event, and so it may with verbs of counting ("in January police recorded 14 shellings")."""
    whole = time.precision in ("week", "month", "season", "year") or time.rule == "month"
    if not whole or verb.lower_ in _COUNTING:
        return False
    begin = sentence.char_start + verb.idx
    if _is_right_behind(context, begin + len(verb.text), time.char_start):
        return True
    ahead = context.document.article.text[sentence.char_start : time.char_start]
    return time.char_start < begin and not re.search(
        r"\b(?:during|over|within|throughout|for)\b[^,]*$", ahead, re.IGNORECASE
    )


_RECORDING = forms("count record register document tally")  # on Tuesday they counted what happened on Tuesday
_COUNTING = WEAK - forms("put speak")


def _is_no_day_of_speech(text: str, sentence: int, time: Time) -> bool:
    """ "Tuesday's attack", and the day from which a period counts."""
    owns = time.text.endswith(("'s", "’s")) or text.startswith(("'s", "’s"), time.char_end)
    return owns or bool(_FROM.search(text, sentence, time.char_start))


_FROM = re.compile(
    r"\b(?:from|since|between)\s+(?:the\s+)?$|\bbetween\s+[^,;]{2,24}\sand\s+$|\bfrom\s+[^,;]{2,24}\sto\s+$",
    re.IGNORECASE,
)  # opens a period, no day of speech
_BEHIND = re.compile(r" (?:(?:late|early|later|back) )?(?:on |in )?", re.IGNORECASE)


def _is_set_off(context: Context, time: Time, begin: int, verb: Token) -> bool:
    """ "Prigozhin, that same evening, put the losses at 500": between commas, right before the verb."""
    text = context.document.article.text
    spoken = verb.tag_ in ("VBD", "VBZ", "VBP") and text[time.char_end : begin] == ", "
    return spoken and bool(re.search(r", (?:on |late on |that |the )?$", text[: time.char_start][-12:]))


def _is_right_behind(context: Context, verb_end: int, time: int) -> bool:
    """ "said on Monday its forces had killed": the day right behind the verb, whatever the parser hung it at."""
    return bool(_BEHIND.fullmatch(context.document.article.text[verb_end:time]))


def _names_event(doc: Tree, sentence: Sentence, time: Time) -> bool:
    """ "The toll of the New Year strike": a day that tells which one is meant."""
    token = doc.root_of(time.char_start - sentence.char_start, time.char_end - sentence.char_start)
    return token is not None and token.dep_ in ("compound", "poss", "nmod", "amod") and token.head.tag_ in ("NN", "NNS")


def _modifies(token: Token, verb: Token) -> bool:
    """The time hangs at the verb itself, through its preposition."""
    for _ in range(5):
        if _meets(token, verb):
            return True
        if token.tag_.startswith("VB") and token.lower_ not in ("according",):
            return False
        if token.lower_ == "for":
            return False  # "the figure for Monday" is of what happened on Monday
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


def _meets(token: Token, verb: Token) -> bool:
    """ "she said when we met on Thursday": the day of the meeting is the day of what is said there."""
    return token.dep_ == "advcl" and token.head.i == verb.i and token.lower_ in ("met", "spoke", "talked", "visited")


def _opens(sentence: Sentence, time: int) -> bool:
    """ "On Tuesday, the ministry said": a day that opens the sentence."""
    ahead = sentence.text[: time - sentence.char_start]
    return len(ahead) <= _PREPOSITION or bool(_ADDRESS.match(ahead))


def _leads_to(sentence: Sentence, time: int, verb: Token) -> bool:
    """ "On 15 February, Ben Wallace, the defence secretary, said": nothing but its subject stands before the verb."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or (day := token_at(verb.doc, time - sentence.char_start)) is None:
        return False
    opening = [c for c in verb.children if c.dep_ in ("prep", "advcl", "npadvmod") and c.i < subject.i]
    own = {t.i for part in (subject, day, *opening) for t in part.subtree}
    between = [t for t in verb.doc[day.i + 1 : verb.i] if t.i not in own and t.text[0].isalnum()]
    return all(t.head.i == verb.i and t.dep_ in ("aux", "advmod") for t in between)


# "In his nightly address on Monday, Zelenskyy said": the day of a speech is the day of what is said in it.
_ADDRESS = re.compile(
    r"(?:In|At|During|Through) (?:\S+ ){1,4}(?:address|speech|statement|interview|briefing|post|message|update|report"
    r"|bulletin|summary|conference|letter|call)s? (?:late |early )?(?:on )?$"
)


_PREPOSITION = 8  # characters of "During " or "Late on " before a day that opens the sentence


# "On 5 December, the ministry reported at the time, three died": said in passing, of what happened on that day.
_ASIDE = re.compile(r"(?: (?:at the time|back then|then|later|afterwards|in a \w+))?,")
# "Put the toll at 63 on Monday": these do nothing to what is counted, so that a day behind the figure is theirs.
_GIVING = REVISING | forms("put give claim announce")
# "Confirmed one death on Tuesday": that day if the text is of it; "confirmed a hit on 31 December" is of the hit.
_OWNING = forms("confirm admit acknowledge concede")


def _gives(context: Context, sentence: Sentence, verb: Token, day: Time) -> bool:
    """Whether a day behind the object of the verb is that of saying."""
    anchor = context.anchor_of(sentence)
    today = anchor is not None and day.start == anchor.isoformat()
    return _tells_whom(verb) or verb.lower_ in _GIVING or (today and verb.lower_ in _OWNING)


def _tells_whom(verb: Token) -> bool:
    return verb.lower_.startswith(("told", "tell", "inform"))


def _is_near(context: Context, sentence: Sentence, verb: int, day: Time, token: Token) -> bool:
    """No other clause stands between the verb and the time."""
    text, time = context.document.article.text, day.char_start
    if time < verb:
        return not _ASIDE.match(text, verb + len(token.text)) and _is_ahead(sentence, text[time:verb], time, token)
    between = text[verb:time]
    complement = [c for c in token.children if c.dep_ in ("ccomp", "xcomp") and c.i > token.i]
    objects = [c for c in token.children if c.dep_ == "dobj" and c.i > token.i and sentence.char_start + c.idx < time]
    if "," in between or (objects and not _gives(context, sentence, token, day)):
        return False
    if complement and sentence.char_start + min(t.idx for t in complement[0].subtree) < time:
        return False
    return len(between) < 90


def _is_ahead(sentence: Sentence, between: str, time: int, verb: Token) -> bool:
    if _opens(sentence, time) and _leads_to(sentence, time, verb):
        return True
    commas = between.count(",")
    alone = commas == 0 or (commas == 1 and _opens(sentence, time))
    return alone and len(between) < 60 and not re.search(r"[“”\"]", between)
