"""Stretches of text that have one speaker by their form: posts, turns of an interview, reprinted documents.

Reads a Context's blocks, paragraphs and statements, writes nothing.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import Context
from pipeline.enrich.quotations import find_posts, paragraphs
from pipeline.enrich.speakers_institutions import described, institution_name
from pipeline.enrich.speakers_posts import voice_of_author
from pipeline.enrich.speakers_statements import Statement, whole


def posts(context: Context) -> list[Statement]:
    """Reported posts: blocks of kind `post` with an author, and posts that a plain text carries."""
    found = []
    for block in context.document.blocks:
        if block.kind == "post" and (block.author or block.handle):
            name = voice_of_author(context, block.author, block.handle)
            day = block.time[:10] if block.time else None
            found.append(whole(block.char_start, block.char_end, name, day))
    for post in find_posts(context.document.article.text):
        if not any(told.holds(post.char_start) or told.holds(post.char_end - 1) for told in found):
            name = voice_of_author(context, post.author, post.handle)
            found.append(whole(post.char_start, post.char_end, name, None))
    return found


_DOCUMENT = (
    r"(?:report|statement|bulletin|update|summary|briefing|communiqué|communique|address|message|situation"
    r"|press (?:service|office|cent(?:re|er)|release))"
)
_IN_FULL = re.compile(
    r"\b(?:in full|full text|text of|verbatim|reads as follows|as follows|word for word)\b.*:\s*$", re.IGNORECASE
)
_TITLED = re.compile(rf"^[^.!?“”]*\b{_DOCUMENT}\b[^.!?“”]*$|^[A-Z][^.!?“”]{{2,60}}:[^.!?“”]*$", re.IGNORECASE)


def reprinted(context: Context) -> tuple[int, str] | None:
    """Where the document of somebody's begins that the text reprints, and whose it is: under its own heading, or behind
    a line that ends "in full:"."""
    text = context.document.article.text
    spans = paragraphs(context)
    for index, (_, start, end) in enumerate(spans[:-1]):
        line = re.sub(r"\d+\.\d+", "", text[start:end])
        heads = _IN_FULL.search(line) or (index == 0 and _TITLED.match(line) and not _says(context, start, end))
        owner = _owner_of(context, start, end) if heads else None
        if owner is not None:
            return end, owner
    return None


def published(context: Context) -> list[Statement]:
    """The sentences of a reprinted document that nobody else has."""
    if (found := reprinted(context)) is None:
        return []
    end, owner = found
    return [
        whole(s.char_start, s.char_end, owner, None)
        for s in context.sentences
        if s.char_start > end and not any(told.holds(s.char_start) for told in context.statements)
    ]


def _says(context: Context, start: int, end: int) -> bool:
    """A line with a verb is a sentence, not a heading."""
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for s in context.sentences
        if start <= s.char_start < end and s.doc is not None
        for t in s.doc
    )


def _owner_of(context: Context, start: int, end: int) -> str | None:
    text = context.document.article.text[start:end]
    house = _PRESS_OF.search(text)
    begin = start + house.start(1) if house is not None else start
    named = [m for m in context.mentions if m.type in ("ORG", "PERSON") and begin <= m.char_start < end]
    if named:
        return institution_name(named[0])
    return described(re.sub(r"['’]s\b", "", text.split(":")[0])) or (house[1].lower() if house is not None else None)


_PRESS_OF = re.compile(r"\bpress (?:service|office|cent(?:re|er)|release) of (?:the )?([^.,:;\n]+)", re.IGNORECASE)


_TALK = re.compile(
    r"\b(?:interview|conversation|we (?:talked|spoke|met|visited|asked|called|reached|sat)|i talked|talked to|spoke"
    r" with|sat down with|q ?& ?a)\b",
    re.IGNORECASE,
)


_QUESTIONS = 3  # paragraphs that ask; fewer are rhetoric


def interview(context: Context) -> list[Statement]:
    """An interview in turns: from the first question on, what does not ask is the words of whom the opening names."""
    text = context.document.article.text
    spans = paragraphs(context)
    if turns := _labelled(context, spans):
        return turns
    asking = [
        i for i, (_, start, end) in enumerate(spans) if text[start:end].rstrip('”"').endswith("?") and end - start < 200
    ]
    opening = (context.document.article.title or "") + " " + text[: spans[asking[0]][1] if asking else 0]
    people = [m for m in context.mentions if m.type == "PERSON" and asking and m.char_start < spans[asking[0]][1]]
    if len(asking) < _QUESTIONS or not people or not _TALK.search(opening):
        return []
    first = next((i for i, (_, start, _) in enumerate(spans) if start > people[0].char_start), asking[0])
    name, day = people[0].name or people[0].text, _day_of_talk(context, spans[asking[0]][1])
    return [
        whole(start, end, name, day)
        for i, (_, start, end) in enumerate(spans)
        if i > first and i not in asking and end - start > _TURN and not text[start:end].startswith("You ")
    ]


_LABELS = re.compile(r"(?P<ask>Q|Question)[.:]|(?P<tell>A|Answer)[.:]")


def _labelled(context: Context, spans: list[tuple[int, int, int]]) -> list[Statement]:
    """Turns that are marked "Q:" and "A:"."""
    text = context.document.article.text
    marks = [(m.lastgroup, start, end) for _, start, end in spans if (m := _LABELS.match(text, start, end)) is not None]
    answers = [(start, end) for kind, start, end in marks if kind == "tell"]
    if len(answers) < _ANSWERS or len(answers) == len(marks):
        return []
    people = [m for m in context.mentions if m.type == "PERSON" and m.char_start < answers[0][1]]
    if not people:
        return []
    name, day = people[-1].name or people[-1].text, _day_of_talk(context, answers[0][0])
    return [whole(start, end, name, day) for start, end in answers]


_ANSWERS = 2  # marked answers; a single one may be a list item


def _day_of_talk(context: Context, end: int) -> str | None:
    """The day on which "we spoke", where the opening says so."""
    for sentence in context.sentences:
        if sentence.char_start < end and _TALK.search(sentence.text):
            inside = [
                t for t in context.times if sentence.char_start <= t.char_start < sentence.char_end and t.start == t.end
            ]
            return inside[0].start if inside else None
    return None


_TURN = 60  # characters: shorter paragraphs are prompts
