"""Where a bulletin says that attacks were repelled and settlements shelled: its lists of places, by oblast.

Reads a Context's sentences; writes its mentions, places and incidents.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import Context, Sentence
from pipeline.enrich.gazetteer import Location, gazetteer
from pipeline.enrich.names_spelling import fold_all, romanize
from pipeline.enrich.ukrainian.form import ENEMY, Bulletin
from pipeline.enrich.ukrainian.named import days_of
from pipeline.models import Incident, Mention, Place, Relation

_LIST = re.compile(
    r"(?:населен\w+ пункт\w*|\bнп\.?)\s+(?P<names>[А-ЯІЇЄҐ][^.;:!?]*)|(?:відби\w+|обстріля\w+)[^.;:]{0,40}?"
    r"\bпоблизу\s+(?P<near>[А-ЯІЇЄҐ][^.;:!?]*)"
)
_NAME = re.compile(r"[А-ЯІЇЄҐ][а-яіїєґ’'ʼ]+(?:[- ][А-ЯІЇЄҐ][а-яіїєґ’'ʼ]+)*")
_OBLAST = re.compile(r"(?P<stem>[А-ЯІЇЄҐ][а-яіїєґ-]+)(?:ськ|зьк|цьк)\w+\s+област\w*")
_OBLASTS = {
    "Луган": "Luhansk Oblast", "Донец": "Donetsk Oblast", "Доне": "Donetsk Oblast", "Харків": "Kharkiv Oblast",
    "Запорі": "Zaporizhzhia Oblast", "Херсон": "Kherson Oblast", "Миколаїв": "Mykolaiv Oblast",
    "Дніпропетров": "Dnipropetrovsk Oblast", "Сум": "Sumy Oblast", "Чернігів": "Chernihiv Oblast",
    "Київ": "Kyiv Oblast", "Оде": "Odesa Oblast", "Житомир": "Zhytomyr Oblast", "Полтав": "Poltava Oblast",
}  # fmt: skip
_COUNTRY = re.compile(r"\b(?:територі\w+|атакува\w+|по всій)\s+(?P<name>Україн\w+)")
_DIRECTION = re.compile(r"\b(?P<name>(?P<stem>[А-ЯІЇЄҐ][а-яіїєґ’'ʼ]+?)ськ\w+)\s+напрям")
_ADJECTIVE_OF = ("", "ськ", "ка", "а", "ки")  # what a town may end in where its adjective ends in -ськ-
_RAID = re.compile(r"\bатак(?:ув\w+|ован\w+).*\b(?:безпілотник|дрон|бпла|ракет|шахед)", re.IGNORECASE)
_REPELLED = re.compile(r"\bвідби\w+", re.IGNORECASE)
_SHELLED = re.compile(r"\bобстріл", re.IGNORECASE)
_STRUCK = re.compile(r"\b(?:авіа|ракетн)\w*\s*удар", re.IGNORECASE)
_NEAR_FRONT_KM = 40  # of namesakes in one oblast, the only one so near the front is meant


def find_fighting(context: Context, bulletin: Bulletin) -> None:
    """One place for every name of a list, and one incident where the list says what happened there."""
    for sentence in context.sentences:
        for match in _LIST.finditer(sentence.text):
            group = "names" if match["names"] else "near"
            kind = _kind(sentence.text, match.start())
            for place in _places(sentence, match[group], match.start(group)):
                _add(context, place)
                if kind is not None and place.place_id is not None:
                    context.incidents.append(_incident(context, sentence, bulletin, kind, place.name))


def find_raids(context: Context, bulletin: Bulletin) -> None:
    """A strike for every sentence in which the enemy attacks the country from the air."""
    for sentence in context.sentences:
        if _RAID.search(sentence.text) and ENEMY.search(sentence.text):
            context.incidents.append(_incident(context, sentence, bulletin, "strike", None))


def find_regions(context: Context, _: Bulletin) -> None:
    """The country where something happens in it, and the towns that a direction of the front is named after."""
    text = context.document.article.text
    for match in _COUNTRY.finditer(text):
        country = next(x for x in gazetteer().by_key[fold_all("Ukraine")] if x.precision == "country")
        _add(context, _located(match["name"], match.start("name"), country, None, "Ukrainian name"))
    for match in _DIRECTION.finditer(text):
        town = _choose([x for end in _ADJECTIVE_OF for x in _candidates(match["stem"] + end)], None)
        if town is not None:
            relation = Relation("direction", None, None)
            _add(context, _located(match["name"], match.start("name"), town, relation, "direction of the front"))


def _add(context: Context, place: Place) -> None:
    context.places.append(place)
    context.mentions.append(
        Mention(place.text, place.char_start, place.char_end, "PLACE", place.name, place.place_id, place.rule)
    )


def _kind(text: str, before: int) -> str | None:
    """fighting, shelling or strike, by the words before a list and, where they say nothing, behind it."""
    words = text[:before]
    hits = [
        (match.start(), kind)
        for kind, pattern in (("fighting", _REPELLED), ("shelling", _SHELLED), ("strike", _STRUCK))
        for match in pattern.finditer(words)
    ]
    if hits:
        return max(hits)[1]
    return "shelling" if _SHELLED.search(text, before) else None


def _places(sentence: Sentence, names: str, offset: int) -> list[Place]:
    """Every settlement of a list; an oblast behind a group of names holds for the whole group."""
    places: list[Place] = []
    position = 0
    groups = [*_OBLAST.finditer(names), None]
    for oblast in groups:
        end = oblast.start() if oblast else len(names)
        admin1 = _OBLASTS.get(oblast["stem"]) if oblast else None
        for name in _NAME.finditer(names, position, end):
            places.append(_place(name.group(), sentence.char_start + offset + name.start(), admin1))
        position = oblast.end() if oblast else len(names)
    return places


def _place(text: str, start: int, admin1: str | None) -> Place:
    found = _choose(_candidates(text), admin1)
    rule = "Ukrainian list, oblast stated" if admin1 else "Ukrainian list"
    if found is not None:
        return _located(text, start, found, None, rule)
    name = romanize(text)
    return Place(text, start, start + len(text), name, None, None, admin1, "UA", "settlement", None, None, rule)


def _candidates(name: str) -> list[Location]:
    return [x for x in gazetteer().by_key.get(fold_all(name), ()) if x.country == "UA"]


def _located(text: str, start: int, found: Location, relation: Relation | None, rule: str) -> Place:
    return Place(
        text, start, start + len(text), found.name, found.lat, found.lon, found.admin1, found.country,
        found.precision, relation, found.id, rule,
    )  # fmt: skip


def _choose(candidates: list[Location], admin1: str | None) -> Location | None:
    """The one settlement of that name in its oblast, or the only one near the front; None where several fit."""
    here = [x for x in candidates if x.precision == "settlement" and admin1 in (None, x.admin1)]
    near = [x for x in here if x.front_km <= _NEAR_FRONT_KM]
    return here[0] if len(here) == 1 else near[0] if len(near) == 1 else None


def _incident(context: Context, sentence: Sentence, bulletin: Bulletin, kind: str, place: str | None) -> Incident:
    first, last = days_of(sentence.text, bulletin)
    start, end = sentence.char_start, sentence.char_end
    return Incident(
        kind, "Russia", place, first, last, bulletin.speaker, context.document.article.text[start:end], start, end
    )
