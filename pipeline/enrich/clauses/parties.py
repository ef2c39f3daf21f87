"""Which party words, names and places belong to: RU, UA, or neither.

Reads a Context's mentions, places and statements, and the entities; writes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.enrich.clauses.draft import Draft
from pipeline.enrich.clauses.front import is_held_by_russia
from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.entities import entities
from pipeline.enrich.speakers_statements import statements_at

OPPOSITE = {"RU": "UA", "UA": "RU"}
_RU = re.compile(
    r"\b(?:russia\w*|moscow\w*|kremlin|wagner\w*|occupiers?|occupying|occupants?|occupation|invaders?|invading"
    r"|rashist\w*|orcs?"
    r"|dpr|lpr|dnr|lnr|donetsk people\w*|luhansk people\w*|separatists?|putin\w*|prigozhin|kadyrov\w*|chechen\w*"
    r"|konashenkov"
    r"|shoigu|gerasimov|peskov|lavrov|muscovite\w*|tass|aggressors?|pushilin|pro-russian|convicts?"
    r"|(?<!foreign )mercenar\w+|belarusian?)\b",
    re.IGNORECASE,
)
_UA = re.compile(
    r"\b(?:ukrain\w*|kyiv\w*|kiev\w*|zelensk\w*|afu|azov|zaluzhn\w*|syrsk\w*|kuleba|reznikov|maliar|malyar"
    r"|danilov|podolyak"
    r"|yermak|haidai|kyrylenko|stratcom|territorial defen[cs]e|foreign mercenar\w+)\b",
    re.IGNORECASE,
)
ENEMY = re.compile(
    r"\b(?:enem(?:y|ies)|adversar(?:y|ies)|hostile|foe|opponents?|attackers?|the other side)\b", re.IGNORECASE
)
OUR = re.compile(r"\b(?:our|we|us|my|i)\b", re.IGNORECASE)
THEIR = re.compile(r"\b(?:its|it|they|their|them|he|his|she|her)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\bboth (?:sides|armies)\b|\beach (?:side|other|army|country|belligerent)\b"
    r"|\brussian and ukrainian\b|\bukrainian and russian\b",
    re.IGNORECASE,
)
RU_WEAPON = re.compile(
    r"\b(?:shahed\w*|geran\w*|kalibr\w*|iskander\w*|kinzhal\w*|kh-\d+\w*|x-\d+\w*|lancet\w*|orlan\w*|s-[34]00s?|iranian"
    r"|onyx|oniks|tornado-\w|ka-52\w*|su-3[45]\w*)\b",
    re.IGNORECASE,
)
UA_WEAPON = re.compile(
    r"\b(?:himars|atacms|storm shadow\w*|bayraktar\w*|neptune\w*|harm|tochka-u|strizh|excalibur|m777\w*)\b",
    re.IGNORECASE,
)
_CLOSE = 40  # characters: a title or an apposition
_NEAR = 110  # characters on both sides of a speaker's first mention in which words may tell his side


@lru_cache(maxsize=8192)
def side_of_words(words: str) -> str | None:
    """The side that words name; "both" where they name both together, None where they name none or two."""
    if _BOTH.search(words):
        return "both"
    russian, ukrainian = bool(_RU.search(words)), bool(_UA.search(words))
    if russian == ukrainian:
        return None
    return "RU" if russian else "UA"


def last_named(words: str) -> str | None:
    """The side that the words name last."""
    found = [(m.end(), side) for side, party in (("RU", _RU), ("UA", _UA)) for m in party.finditer(words)]
    return max(found)[1] if found else None


def side_of_name(context: Context, name: str, at: int, said: tuple[tuple[int, int], ...] = ()) -> str | None:
    """The side of a speaker: by his name, by what is known of him, by the words at his first mention.

    What he says (`said`, characters of the text) tells nothing of it.
    """
    entity = entities().by_name.get(name)
    if entity is not None and entity.side in OPPOSITE:
        return entity.side
    if entity is not None and entity.side is not None:
        return None
    if _UA_OFFICE.search(name):
        return "UA"
    return side_of_words(name) or _by_introduction(context, name, at, said)


# Ukraine alone calls its regional and town administrations military.
_UA_OFFICE = re.compile(r"(?<!civil-)(?<!civil and )\bmilitary administration\b", re.IGNORECASE)


def _by_introduction(context: Context, name: str, at: int, said: tuple[tuple[int, int], ...]) -> str | None:
    """The words where a named speaker first stands, or an unnamed one last before he speaks."""
    text = _without(context.document.article.text, said)
    start = text.find(name) if name[:1].isupper() else text.rfind(name, 0, at + _NEAR)
    if start < 0:
        start = text.find(name.rsplit(maxsplit=1)[-1])
    if start < 0:
        return None
    left, right = start - _NEAR, start + len(name) + _NEAR
    sentence = next((s for s in context.sentences if s.char_start <= start < s.char_end), None)
    if sentence is not None:
        left, right = max(left, sentence.char_start), min(right, sentence.char_end)
    return _by_formation(context, left, right, said) or _by_words(context, text, name, start, (max(left, 0), right))


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with these characters blanked."""
    for begin, end in spans:
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text


# Kinds of formations that only the Russian army has.
_RU_FORMATION = re.compile(
    r"\b(?:motor(?:i[sz]ed)? rifle|naval infantry|guards|spetsnaz|tank (?:army|division)|combined arms|vdv"
    r"|army corps|airborne division)\b",
    re.IGNORECASE,
)


def _by_formation(context: Context, left: int, right: int, said: tuple[tuple[int, int], ...]) -> str | None:
    """The side of the organisation or unit that is named between these characters, outside of what is said."""
    for mention in context.mentions:
        if any(begin <= mention.char_start < end for begin, end in said):
            continue
        if mention.type in ("UNIT", "ORG") and left <= mention.char_start < right and mention.entity_id:
            entity = entities().by_id.get(mention.entity_id)
            if entity is not None and entity.side in OPPOSITE and entity.kind not in ("media", "agency"):
                return entity.side
        if mention.type == "UNIT" and left <= mention.char_start < right:
            if _RU_FORMATION.search(mention.text):
                return "RU"
            if "Brigade" in mention.text:
                return "UA"
    return None


def formation_side(context: Context, draft: Draft) -> str | None:
    """The side of the units that the paragraph, or else the text, has named, if it is one."""
    first = min(s.char_start for s in near_sentences(context, draft) if s.paragraph == draft.sentence.paragraph)
    units = [m for m in context.mentions if m.type == "UNIT" and m.char_start < draft.char_start]
    near = [m for m in units if m.char_start >= first]
    sides = {_by_formation(context, m.char_start, m.char_end, ()) for m in near or units}
    return sides.pop() if len(sides) == 1 else None


def near_sentences(context: Context, draft: Draft) -> list[Sentence]:
    """The sentence of a draft and the dozen before."""
    return context.sentences[max(0, draft.sentence.index - 12) : draft.sentence.index + 1]


def _by_words(context: Context, text: str, name: str, start: int, around: tuple[int, int]) -> str | None:
    """The side that the words around a name tell, the nearest ones first."""
    left, right = around
    words = text[left:right]
    close = text[max(left, start - _CLOSE) : min(right, start + len(name) + _CLOSE)]
    return side_of_words(close) or _by_post(context, words, left, right) or side_of_words(words)


_SERVES = re.compile(
    r"\b(?:soldier|sergeant|gunner|sniper|medic|command(?:er|s|ed)|pilot|officer|infantry|company|platoon|battalion"
    r"|battery|brigade|regiment|trench)\b",
    re.IGNORECASE,
)


def serves(context: Context, name: str) -> bool:
    """Whether the words at the first mention of a name say that he is in uniform."""
    start = context.document.article.text.find(name)
    words = context.document.article.text[max(start - _CLOSE, 0) : start + len(name) + _NEAR]
    return bool(_SERVES.search(words.split("\n")[0] if start <= 0 else words)) or bool(_SERVES.search(name))


_BESIDE = re.compile(r"\b(?:near|outside|around|towards?) $")  # a Russian town: where either army may stand


def _by_post(context: Context, words: str, left: int, right: int) -> str | None:
    """A soldier whom the text meets at a place stands on the side that holds it."""
    if not _SERVES.search(words):
        return None
    text = context.document.article.text
    first = context.document.article.text.rfind("\n", 0, left) + 1  # of the paragraph
    near = [p for p in context.places if first <= p.char_start < right + _NEAR]
    sides = {
        holder
        for p in near
        if (holder := side_of_place(context, p.name)) == "UA"
        or not _BESIDE.search(text, max(p.char_start - 12, 0), p.char_start)
    }
    return sides.pop() if len(sides) == 1 else None


def speaker_side(context: Context, char: int) -> str | None:
    """The side of whoever speaks at this character."""
    for statement in statements_at(context, char, char + 1):
        if statement.speaker:
            at = max(statement.verb[0], 0) or char
            return side_of_name(context, statement.speaker, at, statement.scope)
    return None


def narrator_side(context: Context, draft: Draft) -> str | None:
    """Whose "we" a text is that nobody else speaks: of a letter from a trench, of a bulletin printed as it came."""
    if any(s.speaker for s in statements_at(context, draft.char_start, draft.char_end)):
        return side_of_place(context, draft.place)
    return "RU" if _RUSSIAN_WORDS.search(context.document.article.text) else "UA"


_RUSSIAN_WORDS = re.compile(
    r"\b(?:special (?:military )?operation|Kiev regime|[DL]PR|Artyomovsk|Ukrainian militants)\b"
)


def voice_side(context: Context, draft: Draft) -> str | None:
    """The side of a draft's speaker; of a list, that of its heading's."""
    return speaker_side(context, draft.char_start if draft.voice_at is None else draft.voice_at)


def side_of_place(context: Context, name: str | None) -> str | None:
    """Who holds a place: Russia its own and what it has held throughout, Ukraine the rest of Ukraine; else None."""
    if name is None:
        return None
    place = next((p for p in context.places if p.name == name), None)
    if place is None:
        return "UA" if name == "Kyiv" else None  # told of as "the capital"
    if place.country == "RU" or (place.admin1 or "").startswith(
        ("Crimea", "Autonomous Republic of Crimea", "Sevastopol")
    ):
        return "RU"
    if place.country == "UA" and (is_held_by_russia(place) or _is_called_occupied(context, name)):
        return "RU"
    return "UA" if place.country == "UA" else None


_HELD = r"\b(?:occupied|Russian-(?:held|controlled|occupied)|temporarily captured|annexed)"
_HELD_BEFORE = re.compile(_HELD + r"(?:,? [a-z][\w-]*){0,4} (?:[A-Z][\w-]+,? in )?$")
_HELD_BEHIND = re.compile(r"(?:,[^.;,]{0,40}| (?:is|was|has|in|lies|region|oblast)\b[^.;,]{0,30})" + _HELD + r"\b")
_WORDS_BEFORE = 60  # characters


def _is_called_occupied(context: Context, name: str) -> bool:
    """Whether the words right at one of the place's names call it, or where it lies, occupied."""
    text = context.document.article.text
    return any(
        _HELD_BEFORE.search(text, max(p.char_start - _WORDS_BEFORE, 0), p.char_start)
        or _HELD_BEHIND.match(text, p.char_end)
        for p in context.places
        if p.name == name
    )
