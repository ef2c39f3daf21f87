"""Chooses for every place name the place that is meant, and reads relations such as "10 km south of Bakhmut".

Reads a Context's `place_spans`, writes its `places` and its PLACE mentions. Unresolved is a result: such a place has a
name and no coordinates.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import Context, PlaceSpan
from pipeline.enrich.gazetteer import Location
from pipeline.enrich.names_roles import STATES
from pipeline.enrich.names_spelling import official
from pipeline.enrich.places_choice import Evidence, choose
from pipeline.enrich.places_relations import relation_of
from pipeline.enrich.places_sense import is_place
from pipeline.models import Mention, Place


def find_places(context: Context) -> None:
    """Fills `context.places` and adds PLACE mentions; both in the order of the text."""
    spans: list[PlaceSpan] = []
    for span in context.place_spans:
        if is_place(span, [other for other in spans[-1:] if other.sentence is span.sentence]):
            spans.append(span)
    evidence = Evidence.of(spans)
    chosen = [choose(span, evidence) for span in spans]
    settled = _settled(spans, chosen)
    for span, choice in zip(spans, chosen, strict=True):
        elsewhere = settled.get(_key(span)) if choice[1] == "several places of this name" else None
        location, rule = choice if elsewhere is None else (elsewhere, "as elsewhere in the text")
        if location is None and (_key(span) in STATES or _COMPOUND.match(span.sentence.text, _end(span))):
            continue  # "of Iranian make", "Iranian-made"
        context.places.append(_place(span, location, rule))
        context.mentions.append(_mention(context.places[-1]))
    context.mentions.sort(key=lambda mention: mention.char_start)


def _settled(spans: list[PlaceSpan], chosen: list[tuple[Location | None, str]]) -> dict[str, Location]:
    """Names that mean one place wherever the text makes it clear; within an article a name keeps its meaning."""
    meant: dict[str, set[Location]] = {}
    for span, (location, _) in zip(spans, chosen, strict=True):
        if location is not None:
            meant.setdefault(_key(span), set()).add(location)
    return {key: next(iter(places)) for key, places in meant.items() if len(places) == 1}


def _end(span: PlaceSpan) -> int:
    return span.sentence.words[span.last].end


def _key(span: PlaceSpan) -> str:
    return " ".join(word.key for word in span.sentence.words[span.first : span.last + 1])


def _place(span: PlaceSpan, location: Location | None, rule: str) -> Place:
    sentence = span.sentence
    start, end = sentence.words[span.first].start, sentence.words[span.last].end
    text = sentence.text[start:end]
    shown = location or next((c for c in span.candidates if c.name == text), (*span.candidates, *span.loose, None)[0])
    if shown is None:
        return _unlisted(span, text, sentence.char_start + start, sentence.char_start + end)
    district = _DISTRICT.match(sentence.text, end) if shown.precision == "settlement" else None
    if district:
        end = district.end()
        text = sentence.text[start:end]
    relation, point = relation_of(sentence.text, start, end, location)
    lat, lon = point if point is not None else (None, None) if location is None else (location.lat, location.lon)
    return Place(
        text=text,
        char_start=sentence.char_start + start,
        char_end=sentence.char_start + end,
        name=_name(shown, text, bool(location or span.candidates), district is not None),
        lat=lat,
        lon=lon,
        admin1=location.admin1 if location else None,
        country=location.country if location else None,
        precision="point" if point is not None else "raion" if district else shown.precision,
        relation=relation,
        place_id=location.id if location else None,
        rule=rule,
    )


_COMPOUND = re.compile(r"-[a-z]")
_DISTRICT = re.compile(r"\s+(?:district|raion|rayon)\b", re.IGNORECASE)


def _name(shown: Location, text: str, certain: bool, district: bool) -> str:
    if district:
        return f"{shown.name} {'Raion' if shown.country == 'UA' else 'District'}"
    return shown.name if certain else text


def _unlisted(span: PlaceSpan, text: str, start: int, end: int) -> Place:
    """A place that no list knows: its name in the official romanisation, and nothing else."""
    name = official(text)
    return Place(text, start, end, name, None, None, None, None, "settlement", None, None, span.rule)


def _mention(place: Place) -> Mention:
    return Mention(place.text, place.char_start, place.char_end, "PLACE", place.name, place.place_id, place.rule)
