"""Chooses among namesakes: the oblast that is stated, the article's other places, the front, population.

Reads PlaceSpans, writes nothing. Every choice names its rule; where namesakes are equally likely, none is chosen.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.enrich.context import PlaceSpan
from pipeline.enrich.gazetteer import Location, distance_m, gazetteer, raion_key
from pipeline.enrich.names_spelling import fold_all

MARGIN = 0.5  # of a score, about a factor of three; below it the choice is left open
LOOSE = 1.5  # what a spelling of the other language costs against one that fits letter by letter
BIG = 50_000  # people; such a town is meant even where another oblast is stated
FAR_KM = 150  # from the front; a small place beyond it needs its oblast to be spoken of
SMALL = 3_000  # people
_RAION = re.compile(r"(\w[\w'’-]+)\s+(?:district|raion|rayon|region)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;.]|\b(?:while|but|and|where|said|reported|after|before)\b")
_APART = re.compile(r"\b(?:and|while|but|or)\b|;")


@dataclass(slots=True)
class Evidence:
    """What all place names of a document say together."""

    oblasts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    anchors: dict[str, Location] = field(default_factory=dict)  # places without namesakes, by id
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))  # how often each is named
    nearby: dict[int, dict[str, Location]] = field(default_factory=lambda: defaultdict(dict))  # the same by sentence
    stated: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))  # sentence -> oblasts

    @classmethod
    def of(cls, spans: list[PlaceSpan]) -> Evidence:
        found = cls()
        for span in spans:
            only = span.candidates[0] if span.candidates else None
            if only is None:
                continue
            if only.precision == "oblast" and only.admin1:
                found.oblasts[only.admin1] += 1
                found.stated[span.sentence.index].append((span.first, only.admin1))
            elif (
                len(span.candidates) == 1
                and only.lat is not None
                and (only.front_km <= FAR_KM or only.population >= BIG)
            ):
                found.anchors[only.id] = only
                found.counts[only.id] += 1
                found.nearby[span.sentence.index][only.id] = only
                if only.admin1:
                    found.oblasts[only.admin1] += 0
        return found


def choose(span: PlaceSpan, evidence: Evidence) -> tuple[Location | None, str]:
    """The place that is meant and the rule that says so; None where the choice stays open."""
    if not span.candidates and not span.loose:
        return None, span.rule
    region = next((c for c in span.candidates if c.precision != "settlement"), None)
    oblast = None if region else _oblast_of(span)
    if region or oblast:
        return region or oblast, span.rule if region else "region of this name"
    stated, close = _stated_oblast(span, evidence)
    if stated is not None and (close or any(c.admin1 == stated for c in span.candidates)):
        return _in_oblast(span, evidence, stated)
    location, rule = _best(span, span.candidates, span.loose, evidence)
    if stated is not None and location is not None and location not in span.candidates and location.admin1 != stated:
        return None, "spelled alike, but in another oblast than the stated one"
    spoken_of = {stated} if stated is not None else evidence.oblasts
    if location is not None and _is_remote(location) and spoken_of and location.admin1 not in spoken_of:
        return None, "namesake far from all that the text speaks of"
    return location, rule


_REGION_OF = re.compile(r"\b(?:region|oblast|province)s?\s+of\s+(?:[A-Z][\w’'-]+(?:,|,?\s+and)\s+)*$")

_REGIONS = re.compile(r"(?:,\s+[A-Z][\w’'-]+)*,?\s+and\s+[A-Z][\w’'-]+\s+(?:regions|oblasts|provinces)\b")


def _oblast_of(span: PlaceSpan) -> Location | None:
    """The oblast in "the region of Donetsk", "the regions of Kharkiv and Sumy", "Kherson and Donetsk regions"."""
    text, words = span.sentence.text, span.sentence.words
    listed = _REGIONS.match(text, words[span.last].end)
    if not listed and not _REGION_OF.search(text, 0, words[span.first].start):
        return None
    found = gazetteer().by_key.get(fold_all(f"{_text(span)} Oblast"), ())
    return next((location for location in found if location.precision == "oblast"), None)


def _in_oblast(span: PlaceSpan, evidence: Evidence, stated: str) -> tuple[Location | None, str]:
    inside = [c for c in span.candidates if c.admin1 == stated]
    loose = [c for c in span.loose if c.admin1 == stated]
    if inside or loose:
        location, rule = _best(span, inside, loose if not inside else [], evidence)
        return location, "stated oblast" if rule in ("name", "context") else rule
    big = [c for c in span.candidates if c.population >= BIG]
    if big:
        return max(big, key=lambda c: c.population), "large town"
    return None, "no such place in the stated oblast"


def _stated_oblast(span: PlaceSpan, evidence: Evidence) -> tuple[str | None, bool]:
    """The oblast named after the place, or in front of it where nothing follows; and whether it stands right beside."""
    told = evidence.stated.get(span.sentence.index, ())
    after = [(position, name) for position, name in told if position > span.last]
    text, words = span.sentence.text, span.sentence.words
    if after:
        position, name = min(after)
        gap = text[words[span.last].end : words[position].start]
        if not _APART.search(gap):
            return name, bool(_CLOSE.match(gap))
    before = [(position, name) for position, name in told if position < span.first]
    if before:
        position, name = max(before)
        if not _CLAUSE.search(text[words[position].start : words[span.first].start]):
            return name, False
    return None, False


# "X, Y district, Z Oblast", "X (Z Oblast)", "X in the Z region"
_CLOSE = re.compile(
    r"\s*(?:(?:village|town|city|settlement)\b\s*)?(?:[,(\[]|\bin\b|\bof\b|$)[\s.,()\[\]]*(?:\b(?:in|of|the)\b\s*)*"
    r"(?:[\w'’-]+\s+(?:district|raion|rayon|region|city council)\b[\s.,()\[\]]*(?:\b(?:in|of|the)\b\s*)*)?$",
    re.IGNORECASE,
)


def _best(
    span: PlaceSpan, exact: list[Location], loose: list[Location], evidence: Evidence
) -> tuple[Location | None, str]:
    raions = {raion_key(name) for name in _RAION.findall(span.sentence.text)}
    scored = [(_score(c, span, evidence, raions), 0, c) for c in exact]
    scored += [(_score(c, span, evidence, raions) - LOOSE, 1, c) for c in loose]
    scored.sort(key=lambda s: -s[0])
    if not scored:
        return None, "unknown"
    if len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN:
        return None, "several places of this name"
    location = scored[0][2]
    if scored[0][1] and _is_remote(location) and location.admin1 not in evidence.oblasts:
        return None, "only a far place is spelled alike"
    rule = span.rule if not scored[0][1] else "other spelling" if span.rule == "name" else span.rule
    return location, rule if len(scored) == 1 or scored[0][1] else "context"


def _text(span: PlaceSpan) -> str:
    words = span.sentence.words
    return span.sentence.text[words[span.first].start : words[span.last].end]


def _is_remote(location: Location) -> bool:
    return location.population < SMALL and location.front_km > FAR_KM


def _score(location: Location, span: PlaceSpan, evidence: Evidence, raions: set[str]) -> float:
    """Higher is likelier; one unit is about a factor of ten."""
    score = math.log10(location.population + 100)
    score += location.name == _text(span)
    score += location.id.startswith("x-")  # entered by hand because this war names it
    if any(name == location.admin1 for _, name in evidence.stated.get(span.sentence.index, ())):
        score += 1.5
    score += 2 * min(evidence.oblasts.get(location.admin1 or "", 0), 2) / 2
    if location.raion and location.raion in raions:
        score += 3
    if location.front_km < 400:
        score += 2 * math.exp(-location.front_km / 40)
    if location.country == "UA":
        score += 1
    if location.lat is None or location.lon is None:
        return score
    return (
        score
        + 3 * _closeness(location, evidence)
        + 1.5 * _nearest(location, evidence.nearby[span.sentence.index].values())
    )


def _closeness(location: Location, evidence: Evidence) -> float:
    """0 to 1: how close the place lies to what the article names, counted as often as it is named."""
    total = sum(evidence.counts.values())
    near = sum(
        evidence.counts[id_] * math.exp(-_metres(location, anchor) / REGION_M)
        for id_, anchor in evidence.anchors.items()
    )
    return near / total if total else 0.0


def _nearest(location: Location, anchors: Iterable[Location]) -> float:
    return max((math.exp(-_metres(location, anchor) / REGION_M) for anchor in anchors), default=0.0)


def _metres(one: Location, other: Location) -> float:
    return distance_m(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)


REGION_M = 40_000  # metres: the reach of one battle; places named together lie within it
