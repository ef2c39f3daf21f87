"""The day of a statement: the one that modifies the verb of saying, not what is said.

Reads a parsed sentence and the Context's times, writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.grammar import token_at
from pipeline.enrich.clauses.setting import dateline
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import forms, words
from pipeline.enrich.speakers_speech import SpeechEvent
from pipeline.enrich.speakers_verbs import REVISING, WEAK
from pipeline.models import Time

if TYPE_CHECKING:
    from pipeline.enrich.sentences_tree import Token, Tree


def day_of_saying(context: Context, sentence: Sentence, event: SpeechEvent) -> Time | None:
    """The day that modifies the verb of saying: right behind it, before what is said, or between subject and verb."""
    doc = sentence.doc
    if doc is None:
        return None
    verb = doc[event.verb]
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and verb.head.tag_.startswith("VB"):
        verb = verb.head  # "On Monday, he described the front as hard, adding that …"
    return next((t for t in context.times if _dates(context, sentence, doc, verb, t)), None)


def day_meanwhile(context: Context, sentence: Sentence, event: SpeechEvent) -> Time | None:
    """ "While missiles flew on Thursday, he wrote that …": the day of what went on when he said it."""
    doc = sentence.doc
    if doc is None:
        return None
    verb = doc[event.verb]
    for clause in (c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i):
        if any(c.lower_ in ("while", "as", "when") for c in clause.children):
            first, last = min(t.idx for t in clause.subtree), max(t.idx for t in clause.subtree)
            span = range(sentence.char_start + first, sentence.char_start + last + 1)
            days = [t for t in context.times if t.char_start in span and t.start == t.end]
            return days[0] if len(days) == 1 else None
    return None


def _dates(context: Context, sentence: Sentence, doc: Tree, verb: Token, time: Time) -> bool:
    """Whether a time is that of the verb of saying."""
    start = sentence.char_start + dateline(sentence)
    here = start <= time.char_start < sentence.char_end and time.start is not None
    if not here or (time.start != time.end and not _is_vague(context, sentence, verb, time)):
        return False
    if _is_when(sentence, time, verb):
        return True
    if _records(verb) or _is_no_day_of_speech(context.document.article.text, sentence.char_start, time):
        return False
    begin = sentence.char_start + verb.idx
    if _stands_beside(context, time, begin, verb):
        return True
    token = token_at(doc, time.char_start - sentence.char_start)
    at_verb = token is not None and not _names_event(doc, sentence, time) and _modifies(token, verb)
    return at_verb and _is_near(context, sentence, begin, time, verb)


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


def _records(verb: Token) -> bool:
    """ "She put down nobody killed": written on the day on which it happened."""
    return verb.lower_ in _RECORDING or any(c.lower_ == "down" for c in verb.children)


_RECORDING = forms("count record register document tally log")  # on Tuesday they counted what happened on Tuesday
_COUNTING = WEAK - forms("put speak")


def _is_no_day_of_speech(text: str, sentence: int, time: Time) -> bool:
    """ "Tuesday's attack", and the day from which a period counts."""
    owns = time.text.endswith(("'s", "’s")) or text.startswith(("'s", "’s"), time.char_end)
    owns = owns and not _OWN_SPEECH.match(text, time.char_end)
    return owns or bool(_FROM.search(text, sentence, time.char_start))


_SPEECHES = (
    "address|speech|statement|interview|briefing|post|message|update|report|bulletin|summary|conference|letter|call"
    "|video"
)
_OWN_SPEECH = re.compile(rf"(?:['’]s)? (?:\w+ )?(?:{_SPEECHES})\b")  # "in Monday's briefing", "his Monday address"


def _is_when(sentence: Sentence, time: Time, verb: Token) -> bool:
    """ "The number dates from 1 December, when an adviser spoke of 10,000"."""
    end = time.char_end - sentence.char_start
    return sentence.text.startswith(", when ", end) and any(
        c.lower_ == "when" and c.idx == end + 2 for c in verb.children
    )


_FROM = re.compile(
    r"\b(?:from|since|between)\s+(?:the\s+)?$|\bbetween\s+[^,;]{2,24}\sand\s+$|\bfrom\s+[^,;]{2,24}\sto\s+$",
    re.IGNORECASE,
)  # opens a period, no day of speech
_BEHIND = re.compile(r" (?:(?:late|early|later|back) )?(?:on |in )?", re.IGNORECASE)


def _stands_beside(context: Context, time: Time, begin: int, verb: Token) -> bool:
    """Right behind the verb, or set off before it."""
    behind = _is_right_behind(context, begin + len(verb.text), time.char_start)
    return behind or _is_set_off(context, time, begin, verb)


def _is_set_off(context: Context, time: Time, begin: int, verb: Token) -> bool:
    """ "Prigozhin, that same evening, put the losses at 500": between commas, right before the verb."""
    text = context.document.article.text
    ahead = text[: time.char_start][-_ASIDE_REACH:]
    spoken = verb.tag_ in ("VBD", "VBZ", "VBP") and text[time.char_end : begin] == ", "
    return spoken and _SET_OFF.search(ahead) is not None


_ASIDE_REACH = 60  # characters
_SET_OFF = re.compile(r", (?:(?:speaking|talking|writing|testifying|appearing)\b[^,]*?)?(?:on |late on |that |the )?$")


def _is_right_behind(context: Context, verb_end: int, time: int) -> bool:
    """ "said on Monday its forces had killed": the day right behind the verb, whatever the parser hung it at."""
    return bool(_BEHIND.fullmatch(context.document.article.text[verb_end:time]))


def _names_event(doc: Tree, sentence: Sentence, time: Time) -> bool:
    """ "The toll of the New Year strike": a day that tells which one is meant."""
    token = doc.root_of(time.char_start - sentence.char_start, time.char_end - sentence.char_start)
    if token is None or _OWN_SPEECH.match(sentence.text, time.char_end - sentence.char_start):
        return False
    return token.dep_ in ("compound", "poss", "nmod", "amod") and token.head.tag_ in ("NN", "NNS")


def _modifies(token: Token, verb: Token) -> bool:
    """The time hangs at the verb itself, through its preposition."""
    for _ in range(5):
        if _meets(token, verb):
            return True
        if token.tag_.startswith("VB") and token.lower_ != "according" and not _is_made_public(token):
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


def _is_made_public(token: Token) -> bool:
    """ "In a video posted on Sunday, he said": the day of the posting is that of the words."""
    return token.dep_ in ("acl", "relcl") and token.lower_ in _MADE_PUBLIC


_MADE_PUBLIC = forms("publish post release air broadcast record date send share issue circulate write")


def _meets(token: Token, verb: Token) -> bool:
    """ "she said when we met on Thursday": the day of the meeting is the day of what is said there."""
    return token.dep_ == "advcl" and token.head.i == verb.i and token.lower_ in ("met", "spoke", "talked", "visited")


def _opens(sentence: Sentence, time: int) -> bool:
    """ "On Tuesday, the ministry said": a day that opens the sentence."""
    ahead = sentence.text[: time - sentence.char_start]
    return len(ahead) <= _PREPOSITION or bool(_ADDRESS.match(ahead) or _IN_PUBLIC.match(ahead))


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
    rf"(?:In|At|During|Through) (?:\S+ ){{1,4}}(?:{_SPEECHES})s? (?:late |early )?(?:on |of )?$"
    rf"|(?:In|At|During) (?:his|her|its|their|the|a) (?:\w+ )?$"
)
# "In a letter that a channel published on Sunday, soldiers said".
_IN_PUBLIC = re.compile(rf"(?:In|According to) [^,]*\b(?:{'|'.join(sorted(_MADE_PUBLIC))})\b[^,]{{0,20}}$")


_PREPOSITION = 8  # characters of "During " or "Late on " before a day that opens the sentence


# "On 5 December, the ministry reported at the time, three died": said in passing, of what happened on that day.
_ASIDE = re.compile(r"(?: (?:at the time|back then|then|later|afterwards|in a \w+))?,")
# "Put the toll at 63 on Monday": these do nothing to what is counted, so that a day behind the figure is theirs.
_GIVING = REVISING | forms("put give claim")
_AT_FIGURE = re.compile(r" at (?:\w+ ){0,2}\d")  # "put the losses on Sunday at 510": a day of the losses
# "Announced the capture of X on Monday": ground is not taken on the day on which somebody says so.
_ANNOUNCING = forms("announce proclaim declare")
_GROUND = words("capture recapture liberation seizure taking occupation fall loss retreat withdrawal encirclement")
# "Confirmed one death on Tuesday": that day if the text is of it; "confirmed a hit on 31 December" is of the hit.
_OWNING = forms("confirm admit acknowledge concede")


def _gives(context: Context, sentence: Sentence, verb: Token, what: Token, day: Time) -> bool:
    """Whether the verb only tells of its object, so that a day behind it is that of telling."""
    if verb.lower_.startswith(("told", "tell", "inform")) or verb.lower_ in _GIVING:
        return True
    anchor = context.anchor_of(sentence)
    today = anchor is not None and day.start == anchor.isoformat()
    return (verb.lower_ in _ANNOUNCING and what.lower_ in _GROUND) or (today and verb.lower_ in _OWNING)


def _is_near(context: Context, sentence: Sentence, verb: int, day: Time, token: Token) -> bool:
    """No other clause stands between the verb and the time."""
    text, time = context.document.article.text, day.char_start
    if time < verb:
        return not _ASIDE.match(text, verb + len(token.text)) and _is_ahead(sentence, text[time:verb], time, token)
    between = text[verb:time]
    complement = [c for c in token.children if c.dep_ in ("ccomp", "xcomp") and c.i > token.i]
    objects = [c for c in token.children if c.dep_ == "dobj" and c.i > token.i and sentence.char_start + c.idx < time]
    if "," in between or (objects and not _gives(context, sentence, token, objects[0], day)):
        return False
    if objects and _AT_FIGURE.match(text, day.char_end):
        return False
    if complement and sentence.char_start + min(t.idx for t in complement[0].subtree) < time:
        return False
    return len(between) < 90


def _is_ahead(sentence: Sentence, between: str, time: int, verb: Token) -> bool:
    if _is_aside(sentence, time, verb):
        return False
    if _opens(sentence, time) and _leads_to(sentence, time, verb):
        return True
    commas = between.count(",")
    alone = commas == 0 or (commas == 1 and _opens(sentence, time))
    return alone and len(between) < 60 and not re.search(r"[“”\"]", between)


def _is_aside(sentence: Sentence, time: int, verb: Token) -> bool:
    """ "In the week before they had gained 36, it adds": the words said stand between the day and the verb."""
    start = time - sentence.char_start
    told = [t for t in verb.doc if start < t.idx < verb.idx and t.tag_ in ("VBD", "VBZ", "VBP")]
    ends = re.match(r"[.,;:]|$", verb.doc.text[verb.idx + len(verb.text) :])
    subject = [c.i for c in verb.children if c.dep_ == "nsubj"]
    return bool(ends and subject and told and told[-1].i < min(subject))
