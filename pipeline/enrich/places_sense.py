"""Tells whether a country or a capital is a place here, or stands for its government, army or people.

Reads a PlaceSpan, writes nothing. Other places are always places; names of people and organisations were taken before.
"""

from __future__ import annotations

import re

from pipeline.enrich.context import PlaceSpan
from pipeline.enrich.measures_forms import words

# Capitals whose name often stands for the government; the names as the gazetteer has them.
_SEATS = words(
    """Kyiv Moscow Washington London Berlin Paris Warsaw Minsk Beijing Tehran Ankara Brussels Budapest Vienna Rome
    Madrid Tokyo Seoul Jerusalem Helsinki Stockholm Oslo Copenhagen Prague Bratislava Bucharest Sofia Vilnius
    Riga Tallinn Chisinau Tbilisi Yerevan Baku Damascus Belgrade Ottawa Canberra Delhi Pyongyang"""
) | {"New Delhi", "The Hague"}
_AT = re.compile(
    r"\b(?:in|across|throughout|inside|into|within|near|around|outside|at|from|to|over|through|towards?|between"
    r"|along|via|(?:headed|heading|bound|aimed) (?:for|at)"
    r"|above|beyond|onto|entered|enters|entering|reached|reaches|left|leaving|leaves|visited|visits|visiting|visit"
    r"|north|south|east|west|northern|southern|eastern|western|central|occupied|annexed|mainland|neighbou?ring)"
    r"(?:\s+(?:and|of|the|all|parts|most|much|central|northern|southern|eastern|western|occupied|neighbou?ring"
    r"|non-occupied|rest)){0,3}\s+$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:city|capital|residents?|citizens?|inhabitants|outskirts|suburbs?|parts?|part|regions?|map|borders?|sky"
    r"|skies|streets?"
    r"|territory|territories|soil|coast|half|cent|percent|invasion|north|south|east|west|centre|center|town|towns"
    r"|villages?"
    r"|airspace|people|mayor|battle|rest|all|most|much|edge|kilomet(?:re|er)s|miles|heart|district|occupation"
    r"|defence|defense"
    r"|annexation|bombardment|shelling)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# What is hit is a city, even where its name stands for a government elsewhere; a country is attacked as a state.
_TARGET = re.compile(
    r"\b(?:(?:attacks?|strikes?|raids?|assaults?|barrages?|missiles?|drones?|rockets?|salvos?|bombardments?|shells?|fire)"
    r"\s+(?:\w+\s+){0,2}(?:on|at|against)|hit|struck|shook|rocked|shelled|bombed|bombarded|targeted|pounded"
    r"|hammered|shelling)\s+$",
    re.IGNORECASE,
)
# What is a target, or lies in the dark, is a city.
_IS_HIT = re.compile(
    r"\s+(?:was|is|were|has been|had been)\s+(?:again |also |once more |still )?"
    r"(?:the (?:\w+ )?target|hit|struck|attacked|shelled|bombed|under (?:fire|attack)|without|dark|quiet)\b"
)
_BORDER = re.compile(r"\b(?:border|borders|frontier)\s+with\s+$", re.IGNORECASE)
# "sent tanks to Ukraine", "told to Ukraine": the receiver, not the place
_TO_ACTOR = re.compile(
    r"\b(?:respon\w+|answer\w*|reply|relat\w+|loyal\w*|according|belong\w*|attribut\w+|calls?|appeal\w*|threat"
    r"|offer\w*|response|transfer\w*|thanks?|compared|similar)\s+to\s+$",
    re.IGNORECASE,
)
_OWNED_PLACES = re.compile(
    r"['’]s\s+(?:\w+\s+){0,2}?(?:east|west|north|south|centre|center|capital|territory|border|borders|coast"
    r"|airspace|soil|cit(?:y|ies)"
    r"|towns?|villages?|regions?|oblasts?|provinces?|parishes|ports?|infrastructure|streets?|sky|skies|suburbs?"
    r"|outskirts"
    r"|countryside|landscape|roads?|railways?|rivers?|largest|second|third|biggest|northeast|southeast|interior"
    r"|districts?)\b",
    re.IGNORECASE,
)
_BEFORE_THING = re.compile(
    r"\s+(?:region|oblast|province|district|clinic|hospital|institute|suburb|suburbs|street|streets|apartment|flat"
    r"|metro|station"
    r"|airport|hotel|school|university|restaurant|studio|office|park|bridge|border|city|courtroom|court|skyline"
    r"|cafe|café)\b"
)
_AS_HEADING = re.compile(r"\s*(?::|$|\s[–—-]\s)")
_CALL_SIGN = re.compile(
    r"\b(?:goes by|call[- ]?sign|nicknamed|nom de guerre)(?: is| of)?(?: the name(?: of)?)? [“\"'‘]?$"
)
_DATELINE = re.compile(r"^\W*$")
_JOINED = re.compile(r"(?:,|\band|\bor|\bas well as|/|–|-)\s*(?:the\s+)?$")
_NATION = re.compile(r"[A-Z]\w+(?:ian|ean|ish|ese)")  # "Iranian drones", where no place is spelled so


def is_place(span: PlaceSpan, earlier: list[PlaceSpan]) -> bool:
    """False where a country or a capital acts or is acted upon; `earlier` are the places of the sentence so far."""
    seat = next((c for c in span.candidates if c.name in _SEATS), None)  # not its namesake, a hamlet
    first = seat or (span.candidates[0] if span.candidates else None)
    if _CALL_SIGN.search(span.sentence.text, 0, span.sentence.words[span.first].start) or (
        first is None and _NATION.fullmatch(span.sentence.words[span.last].text)
    ):
        return False
    if first is None or not (
        first.precision == "country" or first.name in _SEATS or first.name in ("Europe", "Crimea")
    ):
        return True
    text, words = span.sentence.text, span.sentence.words
    start, end = words[span.first].start, words[span.last].end
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    if re.match(r"['’]s?\b", after) and not re.match(r"['’]s?\s*$", after):
        return bool(_OWNED_PLACES.match(after))
    if first.precision != "country" and (_IS_HIT.match(after) or _TARGET.search(before)):
        return True
    if first.precision != "country" and _DATELINE.match(before) and not _BEFORE_THING.match(after):
        return bool(_AS_HEADING.match(after)) or (
            words[span.first].text.isupper() and (span.sentence.index == 0 or after.startswith("."))
        )
    listed = earlier and earlier[-1].last == span.first - 1 - _small_words(span) and _JOINED.search(before)
    told = _AT.search(before) or _OF.search(before) or _BORDER.search(before)
    return bool(_BEFORE_THING.match(after) or listed or (told and not _TO_ACTOR.search(before)))


def _small_words(span: PlaceSpan) -> int:
    """How many joining words stand right in front of the place."""
    count = 0
    while span.first - 1 - count >= 0 and span.sentence.words[span.first - 1 - count].text in (
        "and",
        "or",
        "the",
        "as",
        "well",
    ):
        count += 1
    return count
