"""Documents of somebody's: a bulletin under its masthead, a post that is signed, a statement that a page reprints.

Reads a Context's title, sentences and mentions, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.enrich.context import Context, build_context
from pipeline.enrich.entities import entities
from pipeline.enrich.measures_forms import words
from pipeline.enrich.names import find_mentions
from pipeline.enrich.quotations import paragraphs
from pipeline.enrich.sentences import split
from pipeline.enrich.speakers_institutions import described, institution_name, is_role_word
from pipeline.enrich.speakers_people import is_media
from pipeline.enrich.speakers_topics import opening

_DOCUMENT = (
    r"(?:report|statement|bulletin|update|summary|briefing|communiqué|communique|address|message|situation|information"
    r"|assessment|press (?:service|office|cent(?:re|er)|release))"
)
_IN_FULL = re.compile(
    r"\b(?:in full|full text|text of|verbatim|reads as follows|as follows|word for word)\b.*:\s*$", re.IGNORECASE
)
_TITLED = re.compile(
    rf"^[^.!?“”]*\b{_DOCUMENT}\b[^.!?“”]*\.?$|^[A-Z][^.!?“”]{{2,60}}:[^.!?“”]*$|^[A-Z][^.!?“”]{{2,120}}:$",
    re.IGNORECASE,
)
# What may stand beside the name of who publishes, in a line that holds nothing else.
_BESIDE = re.compile(
    r"\d[\d.:]*|\b(?:of|the|on|at|as|by|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept\w*|oct\w*|nov\w*|dec\w*"
    r"|\w+day)\b|\W+",
    re.IGNORECASE,
)
_MASTHEAD = 3  # lines in which a document says whose it is


def reprinted(context: Context) -> tuple[int, str] | None:
    """Where the document of somebody's begins that a text is, and whose: under its masthead, or behind a line that ends
    "in full:"."""
    return next(_heads(context), None)


def _heads(context: Context) -> Iterator[tuple[int, str]]:
    """Where what somebody publishes begins, and who: by its first lines, its title, or a line above it."""
    text = context.document.article.text
    lines = [(s.char_start, s.char_end) for s in context.sentences[:_MASTHEAD]]
    for start, end in lines:
        if _says(context, start, end):
            break
        heads = _TITLED.match(_plain(text[start:end]))
        owner = _owner_of(context, start, end) if heads else _alone(context, start, end)
        if owner is not None:
            yield end, owner
    title = context.document.article.title or ""
    if re.search(_DOCUMENT, title, re.IGNORECASE) and (owner := described(title)) is not None:
        yield 0, owner
    if (owner := _signed(context) or _entitled(context, title)) is not None:
        yield 0, owner
    for _, start, end in paragraphs(context):
        if _IN_FULL.search(_plain(text[start:end])) and (owner := _owner_of(context, start, end)) is not None:
            yield end, owner


def _signed(context: Context) -> str | None:
    """The institution, or the official with his office, that the last line names and nothing else."""
    spans = paragraphs(context)
    if len(spans) < _SIGNED:
        return None
    _, start, end = spans[-1]
    line = _SIGNATURE.match(context.document.article.text[start:end])
    named = [m for m in context.mentions if m.type in ("ORG", "PERSON") and start <= m.char_start < end]
    if line is None or not named or named[0].char_start - start > len("— The ") or _says(context, start, end):
        return None
    office = (line["office"] or "").lower().split()
    signs = not office and named[0].type == "ORG" and not is_media(institution_name(named[0]))
    official = any(is_role_word(word) and word not in WRITERS for word in office)
    return institution_name(named[0]) if signs or official else None


_SIGNED = 3  # paragraphs: a shorter text has no room for a signature
_SIGNATURE = re.compile(r"[—–-]{0,2} ?(?:The )?[A-Z][^,.:;!?“”\n]{2,80}(?:, (?P<office>[^.:;!?“”\n]{2,90}))?$")
WRITERS = words(
    "correspondent reporter editor author writer columnist photographer producer contributor reader journalist anchor"
)


def _entitled(context: Context, title: str) -> str | None:
    """Whose document it is by the title: "Address by President Volodymyr Zelenskyy"."""
    if not _TITLE.match(title):
        return None
    article = replace(context.document.article, text=title, title=None)
    document = replace(context.document, article=article, blocks=[])
    sheet = build_context(document, split(document))
    find_mentions(sheet)
    return _owner_of(sheet, 0, len(title))


_TITLE = re.compile(
    rf"(?:(?:the|full|text|transcript|of|evening|morning|daily|nightly|video) )*(?:{_DOCUMENT}|speech|remarks)\b"
    r"[^:?!]{0,30}\b(?:by|of|from)\b[^:?!]*$",
    re.IGNORECASE,
)


def _plain(line: str) -> str:
    return re.sub(r"\d+\.\d+", "", line)


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
    name = described(re.sub(r"['’]s\b", "", text.split(":")[0]))
    return name or (house[1].lower() if house is not None else next(_opened(context, start), None))


def _opened(context: Context, start: int) -> Iterator[str]:
    """The institution that a line opens with: "Kharkiv regional military administration. Situation as of 10:00"."""
    first = next(s for s in context.sentences if s.char_start >= start)
    return (voice.name for voice in opening(context, first) if voice.kind == "institution")


_PRESS_OF = re.compile(r"\bpress (?:service|office|cent(?:re|er)|release) of (?:the )?([^.,:;\n]+)", re.IGNORECASE)


def _alone(context: Context, start: int, end: int) -> str | None:
    """The institution whose name is all that a line holds, but for a date, or the known person with an hour beside:
    a masthead. An outlet's name is its byline."""
    text = context.document.article.text
    for mention in context.mentions:
        if not start <= mention.char_start < end or mention.type not in ("ORG", "PERSON"):
            continue
        known = entities().by_name.get(mention.name or "")
        rest = text[start : mention.char_start] + " " + text[mention.char_end : end]
        named = known is not None and known.kind != "media" and (mention.type == "ORG" or re.search(r"\d", rest))
        stamped = mention.char_start == start and _is_stamp(context, mention.char_end, end)
        return institution_name(mention) if named and (stamped or not _BESIDE.sub("", rest)) else None
    return None


def _is_stamp(context: Context, start: int, end: int) -> bool:
    """The rest of a masthead: "Ukrenergo, morning of 12 May", "X, head of the administration, 11 January, 9:15"."""
    timed = any(start <= t.char_start < end for t in context.times)
    return timed and _STAMP.fullmatch(context.document.article.text, start, end) is not None


_STAMP = re.compile(r"\s*[,:–—(-][^.!?“”]{3,110}\.?")
