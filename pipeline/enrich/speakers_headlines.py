"""Attribution by punctuation: "Kharkiv mayor: two dead", "Two dead in Kharkiv – mayor", "Zelenskyy: “…”".

Reads a Context's mentions and sentences, writes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures_forms import singular, words
from pipeline.enrich.names_roles import holder
from pipeline.enrich.speakers_institutions import METONYMS, described, institution_name, is_role_word
from pipeline.enrich.speakers_people import Voice
from pipeline.enrich.speakers_statements import Statement

_TIME = r"(?:\d{1,2}[:.]\d\d(?:\s?(?:GMT|EET|UTC|[ap]\.?m\.?))?\W+)?"
_DAY = r",?\s+(?:\d{1,2}\s[A-Z][a-z]+\.?|[A-Z][a-z]+\.?\s\d{1,2})(?:,?\s\d{4})?"
_AGENCY = r"(?:\([A-Z][^()]{1,30}\)\s+)?"  # "(RIA Novosti) Denis Pushilin: …"
_BEFORE_COLON = re.compile(
    rf"{_AGENCY}{_TIME}([A-Z][^:.;!?“”\"\n]{{1,70}}?)(?:\s+(?:on|in|about)\s+[A-Z]\w+|{_DAY})?:\s"
)
_FROM_COLON = re.compile(
    r"[A-Z][^:;.!?“”\"\n]{2,60}\b(?:from|by) ((?:the )?[^:;,.!?“”\"\n]{2,50}?)(?: (?:for|on) \w+)?:\s"
)
_PAPER = (
    r"count|tally|figures|list|report|briefing|update|bulletin|post|message|speech|address|call|summary|balance|log"
)
# "The governor's count for the night: two dead".
_OF_PAPER = re.compile(
    rf"([A-Z][^:.;!?“”\"\n]{{1,50}}?)['’]s? (?:[\w-]+ ){{0,3}}?(?:{_PAPER})\b[^:.;!?“”\"\n]{{0,50}}:\s"
)
# "The third was the human rights office's: 6,884 dead".
_OWNED = re.compile(r"[A-Z][^:.;!?“”\"\n]{1,40}? (?:is|was|are|were) ((?:the )?[^:.;!?“”\"\n]{2,50}?)['’]s?:\s")
_BEHIND_DASH = re.compile(r"\s[–—-]\s+((?:the )?[^–—:.;“”\"@,\n]{2,60}?)[.\s]*$")
_IN_BRACKETS = re.compile(
    r"\s\((?:(?:source|sources|from|via|per|by|according to|says):? )?((?:the )?[^()\d:;,.“”\"\n]{2,50})\)[.\s]*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_BODIES = words(
    """police ministry council administration staff command office service officials sources authorities army military
    army intelligence government prosecutors""".replace("\n", " ")
)


def first_part(context: Context, sentence: Sentence, made: list[Statement], voices: list[Voice]) -> list[Statement]:
    """The statements of a sentence, with that of its first part where a name and a colon open it and somebody else
    speaks behind the semicolon: "Ukraine: 12 drones downed; Russia reports three"."""
    end = sentence.char_start + sentence.text.find(";")
    if not made or end < sentence.char_start or any(s.verb[0] < end for s in made):
        return made
    first = by_punctuation(
        context, replace(sentence, char_end=end, text=sentence.text[: end - sentence.char_start]), voices
    )
    return (
        first + [replace(s, scope=tuple(span for span in s.scope if span[0] >= end)) for s in made] if first else made
    )


def by_punctuation(context: Context, sentence: Sentence, voices: list[Voice]) -> list[Statement]:
    """The statement of a sentence whose speaker stands before a colon or, as in a headline, behind a dash."""
    forms = (_FROM_COLON, _OF_PAPER, _OWNED, _BEFORE_COLON)
    before = next((found for form in forms if (found := form.match(sentence.text))), None)
    voice = _voice(context, sentence, before.start(1), before.group(1)) if before is not None else None
    found = before
    if voice is None:
        before, found = None, _BEHIND_DASH.search(sentence.text) or _IN_BRACKETS.search(sentence.text)
        voice = _voice(context, sentence, found.start(1), found.group(1)) if found is not None else None
    if found is None or voice is None:
        return []
    voices.append(voice)
    offset = sentence.char_start
    span = (offset + found.end(), sentence.char_end) if before is not None else (offset, offset + found.start())
    verb = (offset + found.start(1), offset + found.end(1))
    return [Statement((span,), voice.name, (), "asserts", None, None, verb, span[1] - span[0])]


def _voice(context: Context, sentence: Sentence, start: int, phrase: str) -> Voice | None:
    """Who these words are, if they can speak."""
    begin, end = sentence.char_start + start, sentence.char_start + start + len(phrase)
    for mention in context.mentions:
        role = mention.char_start == begin and phrase[len(mention.text) :].startswith(",")  # "Jane Doe, doctor:"
        if mention.type in ("PERSON", "ORG") and begin <= mention.char_start and (mention.char_end == end or role):
            kind = "person" if mention.type == "PERSON" else "institution"
            return Voice(institution_name(mention), kind, mention.char_start)
        behind = sentence.text[mention.char_end - sentence.char_start : start + len(phrase)]
        if mention.type == "PERSON" and mention.char_start == begin and _ASIDE.match(behind) and mention.char_end < end:
            return Voice(institution_name(mention), "person", begin)
    bare = re.sub(r"['’]s$", "", _ARTICLE.sub("", phrase.strip()))
    name = METONYMS.get(bare.lower()) or described(bare)
    if name is not None:
        return Voice(name, "institution", begin)
    person = holder(bare, context.anchor_of(sentence))
    if person is not None:
        return Voice(person.name, "person", begin)
    last = bare.rsplit(" ", 1)[-1].lower()
    if len(bare.split()) <= _LONGEST and (last in _BODIES or singular(last) in _BODIES or is_role_word(last)):
        return Voice(bare, "group" if last.endswith("s") else "person", begin, named=False)
    return None


_ASIDE = re.compile(r", [a-z]| (?:on|at|in|to|this|that|last|later|yesterday|today)\b")  # "X, the mayor: …"
_LONGEST = 5  # words of an unnamed speaker in a headline
