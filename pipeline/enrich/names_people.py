"""People: full names in any spelling, surnames after a full mention, and people whom no list knows.

Reads a Sentence's words and the entities, writes what a name stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.enrich.context import Sentence
from pipeline.enrich.entities import GIVEN_KEYS, Entities, Entity, word_key
from pipeline.enrich.gazetteer import common_words
from pipeline.enrich.measures_forms import words
from pipeline.enrich.names_spelling import fold, skeleton
from pipeline.enrich.names_tokens import Word
from pipeline.models import Mention

_SPACE = re.compile(r"\s+$")
_INITIAL = re.compile(r"\s+(?:[A-Z]\.\s*)?$")
# What stands around a person's name: age or role after it, a title, a relative or a verb of saying before it.
_AFTER = re.compile(
    r",\s+(?:\d{1,2}\b|an?\s|the\s|who\b|whose\b|aged\b|from\b|head\b|chief\b|deputy\b|mayor\b|governor\b|spokes"
    r"|director\b|commander\b)"
    r"|\s+\(\d{2}\)|\s+(?:said|says|told|tells|wrote|writes|added|adds|explained|recalled|recalls|reported|reports"
    r"|noted|who)\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:[Mm]rs?|[Mm]s|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Adm|Cpl|Sen|Gov|Prof)\.?|\b(?:said|says|told|tells|by"
    r"|to|with|named|called"
    r"|writes|wrote|and|general|colonel|major|captain|lieutenant|sergeant|admiral|commander|spokesman|spokeswoman"
    r"|spokesperson"
    r"|minister|president|governor|mayor|secretary|ambassador|analyst|advis[eo]r|chief|boss|head|professor|doctor|nurse"
    r"|driver|teacher|soldier|officer|resident|lawyer|farmer|engineer|journalist|reporter|editor|volunteer"
    r"|pensioner|pilot"
    r"|sister|brother|son|daughter|mother|father|husband|wife|widow|grandson|granddaughter|grandmother|grandfather"
    r"|neighbour"
    r"|neighbor|aunt|uncle|cousin|colleague|to)|\b(?:according\s+to))[,:]?\s+$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s+\(@\w+\)")  # the attribution line of a post
_PERSONAL = re.compile(r"[a-z](?:enko|skyi|skyy|shvili|iuk|chuk|ovych|evych)$")  # endings that only surnames have
_SURNAME = re.compile(
    r"(?:enko|chuk|iuk|yuk|skyi|skyy|skiy|sky|skyi|ska|skaya|ych|ovych|vych|ova|eva|ov|ev|in|ina|yk|ak|ko|iv|shyn"
    r"|nyi|ny|yi|na|a|k|ets)$"
)
_NOT_NAMES = words(
    """the a an in on at of by for from with and or but as if when while after before this that these those it he
    she they we i you his her its their our my your what who how why where there here no not yes all some many
    most both each one two three four five six seven eight nine ten russian ukrainian russians ukrainians
    british american western eastern northern southern central chinese iranian belarusian polish german french
    european soviet north south east west great new old united prime deputy first second third chief general
    colonel major captain lieutenant president minister governor mayor king queen prince pope saint black white
    red green blue orthodox catholic armed air ground special security national state federal regional military
    defence defense foreign interior latest photo image video telegram twitter facebook world cold super holy
    near outside inside around behind beyond across rank think tank
    velyka velykyi velyke mala malyi male nova novyi nove stara staryi stare bila bilyi
    krasna krasnyi myrna serednia serednya nyzhnia nyzhnie verkhnia verkhnie bolshaya malaya krasny novaya
    staraya slava ukraini chorna zelena zelenyi sukha lower upper grand mrs mr ms dr"""
)


@dataclass(frozen=True, slots=True)
class Person:
    """Words `first` to `end` (exclusive) of a sentence name this person; `entity` is None where no list knows him."""

    first: int
    end: int
    name: str
    entity: Entity | None
    rule: str

    def mention(self, sentence: Sentence) -> Mention:
        start, stop = sentence.words[self.first].start, sentence.words[self.end - 1].end
        return Mention(
            sentence.text[start:stop], sentence.char_start + start, sentence.char_start + stop, "PERSON", self.name,
            self.entity.id if self.entity else None, self.rule,
        )  # fmt: skip


@dataclass(slots=True)
class People:
    """The people named so far in a document, by the skeleton of their surname; the last one named counts."""

    by_surname: dict[str, tuple[str, Entity | None]] = field(default_factory=dict)

    def saw(self, person: Person) -> None:
        self._enter(person.name, person.entity)

    def saw_entity(self, entity: Entity) -> None:
        self._enter(entity.name, entity)

    def _enter(self, name: str, entity: Entity | None) -> None:
        if " " in name and not name.startswith(("Patriarch ", "Pope ", "King ")):
            self.by_surname[skeleton(fold(name.rsplit(" ", 1)[1]))] = (name, entity)


def person_at(sentence: Sentence, position: int, known: Entities, people: People) -> Person | None:
    """The person whose name starts at a word, or None."""
    words = sentence.words
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    if following is not None and following.capital and not word.possessive:
        gap = sentence.text[word.end : following.start]
        if _is_given(word, known, sentence) and _INITIAL.match(gap):
            found = _with_patronymic(sentence, position, known) or _full(position, word, following, known)
            if found is not None:
                return found
        if _SPACE.match(gap) and _looks_like_person(sentence, position, known):
            return Person(position, position + 2, f"{word.text} {following.text}", None, "unlisted, by its setting")
    if word.capital and _NICK.search(sentence.text, max(0, word.start - 40), word.start):
        return Person(position, position + 1, word.text, None, "call sign")
    known_one = _surname(position, word, known, people) or _told_surname(sentence, position, word, known)
    return known_one or _ranked(sentence, position)


# What stands before the only name that somebody gives: "goes by Tykhyi", "call sign “Madiar”".
_NICK = re.compile(r"\b(?:goes by(?: the name(?: of)?)?|call[ -]?sign(?: is)?|nom de guerre(?: is)?)[\s“\"‘]+\Z")


def _told_surname(sentence: Sentence, position: int, word: Word, known: Entities) -> Person | None:
    """ "What Kyrylenko wrote": a surname that one listed person bears, an office's holder, who says or is titled."""
    if len(word.text) < _LISTED_LETTERS or word.key in common_words() or not word.capital:
        return None
    listed = [e for e in known.surnames.get(skeleton(word.key), ()) if fold(e.name.rsplit(" ", 1)[1]) == word.key]
    beside = _SAYS.match(sentence.text, word.end) or _TITLED.search(sentence.text, max(0, word.start - 20), word.start)
    held = {office.holder for offices in known.offices.values() for office in offices} if listed and beside else ()
    if len(listed) != 1 or listed[0].name not in held:
        return None
    return Person(position, position + 1, listed[0].name, listed[0], "surname in its setting")


def _ranked(sentence: Sentence, position: int) -> Person | None:
    """ "Lieutenant Colonel Bachurin": a surname that no list knows, right behind a rank."""
    word = sentence.words[position]
    if not word.capital or not word.text[1:].islower() or word.key in common_words():
        return None
    following = sentence.words[position + 1] if position + 1 < len(sentence.words) else None
    beside = following is not None and following.capital and sentence.text[word.end : following.start] == " "
    ranked = _RANK.search(sentence.text, max(0, word.start - 20), word.start)
    if beside or not ranked or not _SURNAME.search(word.text) or word.text.casefold() in _NOT_NAMES:
        return None
    return Person(position, position + 1, word.text, None, "surname behind a rank")


_RANK = re.compile(r"\b(?:(?:Colonel|Major|Captain|Sergeant|Lieutenant|Admiral)|(?:Col|Maj|Capt|Sgt|Lt)\.) \Z")
_LISTED_LETTERS = 6  # shorter surnames are borne by too many
_SAYS = re.compile(r"\s+(?:said|says|told|tells|wrote|writes|added|adds|reported|reports|posted)\b")
_TITLED = re.compile(r"\b(?:governor|mayor|minister|[Gg]en(?:eral|\.)?|[Cc]ol(?:onel|\.)?|Mr\.?|Ms\.?|President)\s+\Z")


def _is_given(word: Word, known: Entities, sentence: Sentence) -> bool:
    key = word_key(word.key)
    if word.text.casefold() in _VERBS_TOO and _OPENS.search(sentence.text, max(0, word.start - 5), word.start):
        return False  # "Will Bakhmut hold?"
    return len(word.text) > 2 and (key in GIVEN_KEYS or key in known.given) and word.text.casefold() not in _NOT_NAMES


_OPENS = re.compile(r"(?:^|[:“\"‘?!–—])\s*\Z")
_VERBS_TOO = words("will may mark sue pat rose grant")


def _with_patronymic(sentence: Sentence, position: int, known: Entities) -> Person | None:
    """ "Viktor Ihorovych Kuznetsov": given name and surname, the patronymic between them left out."""
    words = sentence.words[position : position + 3]
    if len(words) < 3 or not _PATRONYMIC.search(words[1].text) or not words[2].capital:
        return None
    if sentence.text[words[1].end : words[2].start] != " ":
        return None
    found = _full(position, words[0], words[2], known)
    return found and Person(position, position + 3, found.name, found.entity, found.rule)


_PATRONYMIC = re.compile(r"(?:ovych|evych|ovich|evich|yovych|ivna|ovna|evna|yivna)$")


def _full(position: int, given: Word, surname: Word, known: Entities) -> Person | None:
    first = word_key(given.key)
    candidates = [
        entity
        for entity in known.surnames.get(skeleton(surname.key), ())
        if word_key(fold(entity.name.split(" ", 1)[0])) == first
    ] or _one_slip(first, surname, known)
    if len(candidates) == 1:
        return Person(position, position + 2, candidates[0].name, candidates[0], "spelling")
    if len(surname.text) > 2 and surname.text[1:].islower() and surname.text.casefold() not in _NOT_NAMES:
        return Person(position, position + 2, f"{given.text} {surname.text}", None, "unlisted")
    return None


def _one_slip(first: str, surname: Word, known: Entities) -> list[Entity]:
    """The one person of this given name whose surname differs by a letter or a swap; none where there are several."""
    if len(surname.key) < SLIP_LETTERS:
        return []
    hits = known.one_slip_away(first, surname.key)
    return hits if len(hits) == 1 else []


SLIP_LETTERS = 8  # letters of a key; shorter surnames have true neighbours (Malyuk, Masliuk)


def _looks_like_person(sentence: Sentence, position: int, known: Entities) -> bool:
    """Two capitalised words that no list knows, with the setting of a person's name."""
    one, two = sentence.words[position], sentence.words[position + 1]
    for word in (one, two):
        if len(word.text) < 2 or not word.text[1:].islower() or word.text.casefold() in _NOT_NAMES:
            return False
        if word.key in common_words():
            return False
    if _HANDLE.match(sentence.text, two.end) or _PERSONAL.search(two.text):
        return True
    if not _SURNAME.search(two.text) and not _is_given(one, known, sentence):
        return bool(_strong_setting(sentence, one, two))
    before = sentence.text[max(0, one.start - 30) : one.start]
    return bool(_AFTER.match(sentence.text, two.end) or _BEFORE.search(before))


def _strong_setting(sentence: Sentence, one: Word, two: Word) -> bool:
    before = sentence.text[max(0, one.start - 30) : one.start]
    said = re.search(r"\b(?:according\s+to|said|says|told)\s+$", before, re.IGNORECASE)
    return bool(said and _AFTER.match(sentence.text, two.end))


def _surname(position: int, word: Word, known: Entities, people: People) -> Person | None:
    if len(word.text) < 3 or word.text.casefold() in _NOT_NAMES:
        return None
    key = skeleton(word.key)
    seen = people.by_surname.get(key)
    if seen is not None:
        return Person(position, position + 1, seen[0], seen[1], "surname after full name")
    if len(word.text) < 4 or word.key in common_words():
        return None
    famous = [
        e for e in known.surnames.get(key, ()) if e.id in known.famous and fold(e.name.rsplit(" ", 1)[1]) == word.key
    ]
    if len(famous) == 1:
        return Person(position, position + 1, famous[0].name, famous[0], "surname alone")
    return None
