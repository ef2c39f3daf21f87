"""Who and what a text can name: people, organisations, weapons and events, with side, kind and offices.

Reads data/people.tsv, organisations.tsv, weapons.tsv, offices.tsv and the user's `names.tsv`; writes nothing.
Loaded once per process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.enrich.names_spelling import fold, fold_all, one_slip, skeleton
from pipeline.enrich.own_lists import own_names
from pipeline.errors import TerminalError

DATA = Path(__file__).parent / "data"
TYPES = ("PERSON", "ORG", "UNIT", "WEAPON", "EVENT")


@dataclass(frozen=True, slots=True)
class Entity:
    """One identity. `side` is RU, UA or another ISO country; `party` says whether it fights or leads the fight."""

    id: str
    name: str
    type: str
    kind: str  # person, ministry, army, staff, agency, media, company, government, drone, missile, tank ...
    side: str | None
    affiliation: str | None  # canonical name of the organisation of a person or a part
    state: bool  # a state, or media and companies that a state controls
    unit: str | None = None  # weapons: the generic plural noun that a claim counts them by

    @property
    def party(self) -> bool:
        """Whether it belongs to a side of this war."""
        return self.side in ("RU", "UA")


@dataclass(frozen=True, slots=True)
class Office:
    holder: str
    first: date
    last: date | None
    name: str  # "mayor of Kyiv"


@dataclass(slots=True)
class Entities:
    by_id: dict[str, Entity] = field(default_factory=dict)
    by_name: dict[str, Entity] = field(default_factory=dict)  # canonical name, exactly
    by_key: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    longest: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # key -> all spellings entered
    surnames: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))  # skeleton of the last word
    by_given: dict[str, list[tuple[Entity, str]]] = field(default_factory=lambda: defaultdict(list))
    given: set[str] = field(default_factory=set)  # keys of given names
    famous: set[str] = field(default_factory=set)  # ids of people whom the surname alone names
    offices: dict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entity: Entity, names: Iterable[str]) -> None:
        self.by_id.setdefault(entity.id, entity)
        self.by_name.setdefault(entity.name, entity)
        for name in names:
            key = entity_key(name)
            if not key:
                continue
            words = key.split(" ")
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
            if entity not in self.by_key[key]:
                self.by_key[key].append(entity)
            self.spelled[key].add(name)
        if entity.type == "PERSON":
            last = fold(entity.name.split(" ")[-1])
            if entity not in self.surnames[skeleton(last)]:
                self.surnames[skeleton(last)].append(entity)
                self.by_given[given_key(entity.name.split(" ")[0])].append((entity, last))

    def is_spelled(self, key: str, text: str) -> bool:
        """Acronyms are asked for letter by letter; of other names the key is enough."""
        names = self.spelled[key]
        return text in names or not all(_is_acronym(name) for name in names)

    def one_slip_away(self, given: str, surname: str) -> list[Entity]:
        """People of the given name (a key) whose surname's key is one letter or one swap away."""
        return [entity for entity, last in self.by_given.get(given, ()) if one_slip(last, surname)]

    def office_holder(self, office: str, on: date | None) -> Entity | None:
        """Who held the office ("president of Ukraine") on the day; None where nobody is listed for it."""
        for row in self.offices.get(fold_all(office), ()):
            if on is not None and row.first <= on and (row.last is None or on <= row.last):
                return self.by_name.get(row.holder)
        return None


def _is_acronym(name: str) -> bool:
    return " " not in name and len(name) <= 6 and sum(char.isupper() for char in name) >= 2


# Given names that are one name in Ukrainian, Russian and English spelling; the first is the common key.
_GIVEN = """
Oleksandr Oleksander Alexander Aleksandr Aleksander Alexandr Aliaksandr
Oleksii Oleksiy Oleksy Alexei Alexey Aleksei Aleksey Alexej|Volodymyr Vladimir Wladimir Volodimir Vladimír
Serhii Serhiy Sergey Sergei Sergiy Sergii Serhi Siarhei|Mykola Nikolai Nikolay Mikola
Yevhen Yevhenii Yevgeny Evgeny Yevgeni Evgeni Evgenii Evgeniy Eugene Yevheniy
Dmytro Dmitry Dmitri Dmitriy Dmitrii Dimitri|Andrii Andriy Andrei Andrey Andrij
Mykhailo Mykhaylo Mikhail Michail Mihail|Yurii Yuriy Yuri Yury Iurii|Ihor Igor|Oleh Oleg
Vitalii Vitaliy Vitaly Vitali|Valerii Valeriy Valery Valeri|Anatolii Anatoliy Anatoly Anatoli
Hryhorii Grigory Grigori Hryhoriy|Heorhii Georgy Georgi Georgiy|Pavlo Pavel|Petro Pyotr Petr Piotr
Vasyl Vasily Vasili Vasiliy|Viktor Victor|Maksym Maxim Maksim|Kyrylo Kirill Kyryl Kiryl|Denys Denis|Ruslan|Roman
Iryna Irina|Olha Olga|Olena Elena Yelena Helena|Natalia Natalya Nataliia Nataliya|Hanna Anna Ganna
Yuliia Yulia Julia|Mariia Maria Mariya|Kateryna Ekaterina Yekaterina|Oksana Oxana
Tetiana Tetyana Tatiana Tatyana|Vadym Vadim|Artem Artyom Artiom|Ivan|Illia Ilya Illya Ilia|Leonid
Konstantin Kostiantyn Kostyantyn|Danylo Daniil Danil|Filipp Filip Philip|Fedir Fyodor Fedor|Yaroslav|Stanislav
Vladyslav Vladislav|Mstyslav Mstislav|Rostyslav Rostislav|Taras|Bohdan Bogdan|Matvii Matvey
Timofei Tymofii Timofey|Arsenii Arseny Arseniy|Eduard Edward|Svitlana Svetlana|Liudmyla Lyudmila Ludmila
Vira Vera|Viktoriia Viktoria Victoria
"""
_SAME_GIVEN = {
    fold(form): fold(group.split()[0])
    for line in _GIVEN.splitlines()
    for group in line.split("|")
    if group
    for form in group.split()
}
GIVEN_KEYS = frozenset(_SAME_GIVEN.values())
_SAME_WORD = _SAME_GIVEN | {
    fold(one): fold(other)
    for one, other in (
        ("defense", "defence"), ("center", "centre"), ("organization", "organisation"), ("armored", "armoured"),
        ("program", "programme"), ("labor", "labour"), ("armour", "armor"),
    )
}  # fmt: skip


def given_key(word: str) -> str:
    """The key of a word that may be a given name: one for all languages of the name."""
    key = fold(word)
    return _SAME_GIVEN.get(key, key)


def word_key(folded: str) -> str:
    return _SAME_WORD.get(folded, folded)


def entity_key(name: str) -> str:
    return " ".join(word_key(word) for word in fold_all(name).split(" "))


@lru_cache(maxsize=1)
def entities() -> Entities:
    """All entities of the data files and of the user's own `names.tsv` in the home folder."""
    found = Entities()
    for entity, names, famous in _people(DATA / "people.tsv"):
        found.add(entity, names)
        if famous:
            found.famous.add(entity.id)
    found.given = {given_key(name) for name in (DATA / "given_names.txt").read_text(encoding="utf-8").split()}
    for file, type_ in (("organisations.tsv", "ORG"), ("weapons.tsv", "WEAPON"), ("events.tsv", "EVENT")):
        for entity, names in _things(DATA / file, type_):
            found.add(entity, names)
    _own(found, own_names())
    for office, holder, first, last in _rows(DATA / "offices.tsv", 4):
        days = date.fromisoformat(first), date.fromisoformat(last) if last else None
        found.offices[fold_all(office)].append(Office(holder, *days, name=office))
    return found


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = [cell.strip() for cell in line.split("\t")]
        row += [""] * (columns - len(row))
        if len(row) != columns:
            raise TerminalError(f"{path}:{number}: {len(row)} columns instead of {columns}; part them by tabs.")
        yield row


def _people(path: Path) -> Iterator[tuple[Entity, list[str], bool]]:
    """name (a leading * says that the surname alone is enough), side, affiliation, other names parted by |."""
    for name, side, affiliation, aliases in _rows(path, 4):
        bare = name.lstrip("*")
        entity = Entity(
            f"person-{fold_all(bare).replace(' ', '-')}",
            bare,
            "PERSON",
            "person",
            side or None,
            affiliation or None,
            False,
        )
        yield entity, [bare, *filter(None, aliases.split("|"))], name.startswith("*")


def _things(path: Path, type_: str) -> Iterator[tuple[Entity, list[str]]]:
    """name, kind (with `!` where a state controls it), side, affiliation or unit noun, other names parted by |."""
    for name, kind, side, third, aliases in _rows(path, 5):
        entity = Entity(
            f"{type_.lower()}-{fold_all(name).replace(' ', '-')}", name, type_, kind.rstrip("!"), side or None,
            third or None if type_ == "ORG" else None, kind.endswith("!"), third or None if type_ == "WEAPON" else None,
        )  # fmt: skip
        yield entity, [name, *filter(None, aliases.split("|"))]


def _own(found: Entities, path: Path) -> None:
    """The user's lines: canonical name, type, side, other names parted by |; a known name only gains the others."""
    if not path.exists():
        return
    for name, type_, side, aliases in _rows(path, 4):
        if type_ not in TYPES:
            raise TerminalError(f"{path}: {type_!r} is no type of name; use one of {', '.join(TYPES)}.")
        entity = found.by_name.get(name) or Entity(
            f"own-{fold_all(name).replace(' ', '-')}", name, type_, type_.lower(), side or None, None, False
        )
        found.add(entity, [name, *filter(None, aliases.split("|"))])
