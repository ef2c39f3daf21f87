"""People: full names in any spelling, surnames after a full mention, and people whom no list knows.

Reads a Sentence's words and the entities, writes what a name stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.enrich.context import Sentence
from pipeline.enrich.entities import GIVEN_KEYS, Entities, Entity, word_key
from pipeline.enrich.gazetteer import common_words
from pipeline.enrich.names_spelling import fold, skeleton
from pipeline.enrich.names_tokens import Word
from pipeline.models import Mention

_TITLES = frozenset(
    """mr mrs ms dr president minister premier chancellor senator governor mayor general colonel major captain lieutenant
    sergeant admiral commander spokesman spokeswoman spokesperson secretary ambassador analyst adviser advisor chief
    boss deputy head professor prime""".split()
)
_SPACE = re.compile(r"\s+$")


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
        self.by_surname[skeleton(word_key(_last_key(person.name)))] = (person.name, person.entity)

    def saw_entity(self, entity: Entity) -> None:
        self.by_surname[skeleton(word_key(_last_key(entity.name)))] = (entity.name, entity)


def _last_key(name: str) -> str:
    return fold(name.split(" ")[-1])


def person_at(sentence: Sentence, position: int, known: Entities, people: People) -> Person | None:
    """The person whose name starts at a word, or None."""
    words = sentence.words
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    if following is not None and following.capital and _given(word, known) and _adjacent(sentence, word, following):
        return _full(position, word, following, known)
    return _surname(position, word, known, people)


def _given(word: Word, known: Entities) -> bool:
    key = word_key(word.key)
    return len(word.text) > 2 and (key in GIVEN_KEYS or key in known.given) and word.key not in common_words()


def _adjacent(sentence: Sentence, one: Word, other: Word) -> bool:
    return bool(_SPACE.match(sentence.text[one.end : other.start])) and not one.possessive


def _full(position: int, given: Word, surname: Word, known: Entities) -> Person | None:
    candidates = [
        entity
        for entity in known.surnames.get(skeleton(surname.key), ())
        if word_key(given.key) == word_key(_first_key(entity.name))
    ]
    if len(candidates) == 1:
        return Person(position, position + 2, candidates[0].name, candidates[0], "spelling")
    if len(surname.text) > 2 and surname.text[1:].islower():
        return Person(position, position + 2, f"{given.text} {surname.text}", None, "unlisted")
    return None


def _first_key(name: str) -> str:
    return fold(name.split(" ")[0])


def _surname(position: int, word: Word, known: Entities, people: People) -> Person | None:
    if len(word.text) < 4 or word.key in common_words():
        return None
    key = skeleton(word_key(word.key))
    seen = people.by_surname.get(key)
    if seen is not None:
        return Person(position, position + 1, seen[0], seen[1], "surname after full name")
    famous = [e for e in known.surnames.get(key, ()) if e.id in known.famous and fold(e.name.split(" ")[-1]) == word.key]
    if len(famous) == 1:
        return Person(position, position + 1, famous[0].name, famous[0], "surname alone")
    return None
