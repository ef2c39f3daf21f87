"""Finds named people, organisations, units, weapons and events, and the words that may name a place.

Reads a Context's sentences, the entities and the gazetteer; writes the Context's `mentions` and `place_spans`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.enrich.context import Context, PlaceSpan, Sentence
from pipeline.enrich.entities import GIVEN_KEYS, Entities, Entity, entities, given_key, word_key
from pipeline.enrich.gazetteer import Gazetteer, Location, common_words, gazetteer, one_slip_away
from pipeline.enrich.measures_forms import words
from pipeline.enrich.names_orgs import FIRST_OF_BARE, Institutions, bare_at, unlisted_at
from pipeline.enrich.names_people import People, person_at
from pipeline.enrich.names_spelling import skeleton
from pipeline.enrich.names_tokens import Word, words_of
from pipeline.enrich.names_units import units_in
from pipeline.models import Mention

_BETWEEN = re.compile(r"[\s\-–./’']*$")  # what may stand between the words of one name


def find_mentions(context: Context) -> None:
    """Fills `context.mentions` in the order of the text, without places, and `context.place_spans`."""
    reader = _Reader(context, entities(), gazetteer(), People(), Institutions.of(context))
    for sentence in context.sentences:
        sentence.words = words_of(sentence)
        units = units_in(sentence)
        position = 0
        while position < len(sentence.words):
            start = sentence.char_start + sentence.words[position].start
            if units and units[0].char_start <= start:
                context.mentions.append(units[0])
                while position < len(sentence.words) and start < units[0].char_end:
                    position += 1
                    start = (
                        sentence.char_start + sentence.words[position].start if position < len(sentence.words) else 0
                    )
                units.pop(0)
                continue
            position = reader.read(sentence, position)


@dataclass(slots=True)
class _Reader:
    """Reads one document word by word; at each word the longest name wins."""

    context: Context
    known: Entities
    places: Gazetteer
    people: People
    institutions: Institutions

    def read(self, sentence: Sentence, position: int) -> int:
        """Takes the longest name that starts at a word; returns the index of the word after it."""
        word = sentence.words[position]
        if not word.capital or word.text in CALENDAR:
            return self._read_bare(sentence, position) if word.text in FIRST_OF_BARE else position + 1
        entity, entity_end = self._listed(sentence, position)
        span = _place_span(sentence, position, self.places)
        place_end = span.last + 1 if span else position
        person = person_at(sentence, position, self.known, self.people)
        unlisted = unlisted_at(sentence, position, self.institutions)
        if unlisted and entity is None and unlisted[1] > max(entity_end, place_end, person.end if person else 0):
            self.context.mentions.append(_named(sentence, position, unlisted[1], unlisted[0]))
            return unlisted[1]
        listed = person is not None and person.rule not in ("unlisted", "unlisted, by its setting")
        if person is not None and person.end >= max(entity_end + 1 if entity else position, place_end + (not listed)):
            self.people.saw(person)
            self.context.mentions.append(person.mention(sentence))
            return person.end
        if entity is not None and entity_end >= place_end:
            return self._take(sentence, position, entity_end, entity)
        if span is not None:
            self.context.place_spans.append(span)
            return place_end
        return max(entity_end, position + 1)

    def _read_bare(self, sentence: Sentence, position: int) -> int:
        """An institution in small letters."""
        entity, end = bare_at(sentence, position, self.known, self.institutions)
        return self._take(sentence, position, end, entity) if entity is not None else position + 1

    def _listed(self, sentence: Sentence, position: int) -> tuple[Entity | None, int]:
        """The listed name or bare institution that starts here; an article leaves a longer name to the next word."""
        entity, end = _entity(sentence, position, self.known)
        if sentence.words[position].text == "The" and position + 1 < len(sentence.words):
            _, listed = _entity(sentence, position + 1, self.known)
            _, bare = bare_at(sentence, position + 1, self.known, self.institutions)
            further = max(listed, bare)
            entity, end = (entity, end) if further <= end else (None, position)  # "The UN human rights office"
        return (entity, end) if entity is not None else bare_at(sentence, position, self.known, self.institutions)

    def _take(self, sentence: Sentence, position: int, end: int, entity: Entity) -> int:
        if entity.type == "PERSON":
            self.people.saw_entity(entity)
        self.institutions.saw(entity)
        self.context.mentions.append(_mention(sentence, position, end, entity))
        return end


CALENDAR = words(
    """Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September
    October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday Easter Christmas"""
)


def _named(sentence: Sentence, first: int, end: int, name: str) -> Mention:
    start, stop = sentence.words[first].start, sentence.words[end - 1].end
    return Mention(
        sentence.text[start:stop],
        sentence.char_start + start,
        sentence.char_start + stop,
        "ORG",
        name,
        None,
        "unlisted",
    )


def _mention(sentence: Sentence, first: int, end: int, entity: Entity) -> Mention:
    start, stop = sentence.words[first].start, sentence.words[end - 1].end
    return Mention(
        sentence.text[start:stop], sentence.char_start + start, sentence.char_start + stop, entity.type, entity.name,
        entity.id, "alias" if sentence.text[start:stop] != entity.name else "name",
    )  # fmt: skip


def _entity(sentence: Sentence, position: int, known: Entities) -> tuple[Entity | None, int]:
    words = sentence.words
    first = word_key(words[position].key)
    longest = known.longest.get(first) or known.longest.get(_singular(first), 0)
    for count in range(min(longest, len(words) - position), 0, -1):
        key = " ".join(word_key(word.key) for word in words[position : position + count])
        key = key if key in known.by_key else _singular(key)
        found = known.by_key.get(key)
        end = position + count
        if (
            found
            and len(found) == 1
            and _joined(sentence, position, end)
            and _spelled(sentence, position, end, key, known)
        ):
            return found[0], end
    return None, position


_SMALL = words("of the for and on in to at de la von der")


def _capitalised(words: list[Word]) -> bool:
    """A name is written with capitals; "the Russian army" is a description."""
    return all(word.capital or word.text in _SMALL for word in words)


def _singular(key: str) -> str:
    return key[:-1] if key.endswith("s") else key


def _spelled(sentence: Sentence, first: int, end: int, key: str, known: Entities) -> bool:
    """Whether the words are written as a name: with capitals, or exactly as a list has them."""
    words = sentence.words[first:end]
    text = re.sub(r"['’]s\b", "", sentence.text[words[0].start : words[-1].end])
    return text in known.spelled[key] or (_capitalised(words) and known.is_spelled(key, text))


def _joined(sentence: Sentence, first: int, end: int) -> bool:
    """Whether nothing but spaces, hyphens, dots or a possessive stands between the words."""
    words = sentence.words
    return all(
        _BETWEEN.match(sentence.text[one.end : other.start].replace("’s", "").replace("'s", ""))
        for one, other in zip(words[first:end], words[first + 1 : end], strict=False)
    )


def _place_span(sentence: Sentence, position: int, places: Gazetteer) -> PlaceSpan | None:
    """The words from `position` on that name a place by their spelling, with all places they may mean."""
    words = sentence.words
    if words[position].key in GIVEN_KEYS and position + 1 < len(words) and words[position + 1].capital:
        return None
    for count in range(min(places.longest.get(words[position].key, 0), len(words) - position), 0, -1):
        key = " ".join(word.key for word in words[position : position + count])
        if key not in places.by_key or not _joined(sentence, position, position + count):
            continue
        if count > 1 or trusted(sentence, position, places.by_key[key]):
            found = places.by_key[key]
            loose = [x for x in places.by_skeleton.get(skeleton(key), ()) if x not in found] if count == 1 else []
            return PlaceSpan(sentence, position, position + count - 1, found, loose, "name")
    return _loose_span(sentence, position, places)


def _loose_span(sentence: Sentence, position: int, places: Gazetteer) -> PlaceSpan | None:
    """A spelling that no list holds: the other language's form first, a slip of one letter last."""
    word = sentence.words[position]
    told = cue(sentence, position)
    if len(word.text) < SHORTEST_LOOSE or word.key in common_words() or told == "none" or _is_given(sentence, position):
        return None
    if told == "weak" and not _ENDING.search(word.text):
        return None
    loose = places.by_skeleton.get(skeleton(word.key))
    if loose:
        return PlaceSpan(sentence, position, position, [], loose, "other spelling")
    slip = one_slip_away(word.key)
    if slip:
        return PlaceSpan(sentence, position, position, [], slip, "slip of one letter")
    if _TOPONYM.search(word.text) and _IN.search(sentence.text[: word.start]):
        return PlaceSpan(sentence, position, position, [], [], "unlisted")
    return None


def _is_given(sentence: Sentence, position: int) -> bool:
    """ "Our medic, Taras,": a given name, unless something is in or near it."""
    word = sentence.words[position]
    return given_key(word.text) in entities().given and not _IN.search(sentence.text, 0, word.start)


_TOPONYM = re.compile(
    r"^[A-Z][a-z'’]+(?:[io]vka|[eo]v[eo]|s?k[eo]|skoye|tsk|hrad|grad|pil|pol|ychi|yshche|yntsi|iany|[yi]n[eo]|ets"
    r"|hirsk)$"
)
_ENDING = re.compile(
    r"(?:[vn]ka|[oe]v[oe]?|[iy]n[oe]|sk|t?ske?|sko[yi]?e|oye|[kg][aiy]|nn?[yi]?e|iv|ets|rad|p[oi]l|y?[ai]ya|i?ia|ya"
    r"|ata|ichi|ychi|sh?che|anka|iane?)$"
)
_IN = re.compile(
    r"\b(?:in|at|near|around|outside|villages?\s+of|towns?\s+of|settlements?\s+of|towards?|captured|liberated"
    r"|entered|reached)\s+$",
    re.IGNORECASE,
)


SHORTEST_LOOSE = 5  # letters; below, too many words share a skeleton
_STRONG = re.compile(
    r"\b(?:villages?|towns?|cit(?:y|ies)|settlements?|hamlets?|suburbs?|outskirts|municipality|port|near|around"
    r"|outside|between"
    r"|axis|towards?|north|south|east|west|liberated?|captured?|recaptured?|seized?|settlement of|environs|vicinity"
    r"|area"
    r"|pos|smt|sec|entrance)\W+(?:the\W+)?(?:of\W+)?(?:\?+)?$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:in|at|from|to|into|of|for|over|on|through|via|and|or|by|reached|entered|hit|struck|shelled|attacked)\s+$"
    r"|[,;/(–-]\s*$"
)
_KIND_AFTER = re.compile(
    r"['’]?s?\s*(?:village|town|city|settlement|district|region|oblast|raion|province|area|axis|direction|sector"
    r"|township|highway"
    r"|road|front|suburb|\(near\)|,)", re.IGNORECASE
)  # fmt: skip


def cue(sentence: Sentence, position: int) -> str:
    """How strongly the words around say that a place is named: strong, weak or none."""
    word = sentence.words[position]
    before = sentence.text[max(0, word.start - 40) : word.start]
    if _STRONG.search(before) or _KIND_AFTER.match(sentence.text, word.end):
        return "strong"
    return "weak" if _WEAK.search(before) else "none"


def trusted(sentence: Sentence, position: int, found: list[Location]) -> bool:
    """Whether one word of this spelling may be a place: everyday words and tiny far villages need a cue."""
    word = sentence.words[position]
    told = cue(sentence, position)
    if word.key in common_words():
        return told == "strong" and position > 0
    if any(location.precision != "settlement" or location.population >= KNOWN for location in found):
        return len(word.text) > 2
    if word.text.isupper() or len(word.text) < 4:
        return told == "strong"
    return told != "none" or any(location.front_km <= AT_FRONT for location in found)


KNOWN = 15_000  # people; a town of this size is named without further words
AT_FRONT = 60  # kilometres; there even villages are named without further words
