"""Chooses among namesakes: oblast and raion words nearby, the article's other places, the front, population.

Reads PlaceSpans, writes nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pipeline.enrich.context import PlaceSpan
from pipeline.enrich.gazetteer import Location, distance_m


@dataclass(slots=True)
class Evidence:
    """What all place names of a document say together: named oblasts and countries, places without namesakes."""

    oblasts: dict[str, int] = field(default_factory=dict)
    anchors: list[Location] = field(default_factory=list)

    @classmethod
    def of(cls, spans: list[PlaceSpan]) -> Evidence:
        found = cls()
        for span in spans:
            only = span.candidates[0]
            if only.precision == "oblast" and only.admin1:
                found.oblasts[only.admin1] = found.oblasts.get(only.admin1, 0) + 1
            elif len(span.candidates) == 1 and only.lat is not None and only.precision == "settlement":
                found.anchors.append(only)
        return found


def choose(span: PlaceSpan, evidence: Evidence) -> tuple[Location | None, str]:
    """The place that is meant and the rule that says so; None where namesakes are equally likely."""
    if len(span.candidates) == 1:
        return span.candidates[0], span.rule
    named = next((c for c in span.candidates if c.precision in ("oblast", "country", "region", "river", "point")), None)
    if named is not None:
        return named, "region"
    scored = sorted(((_score(c, evidence), i) for i, c in enumerate(span.candidates)), key=lambda s: (-s[0], s[1]))
    best, second = scored[0], scored[1]
    location = span.candidates[best[1]]
    if best[0] - second[0] < 0.5:
        return None, "ambiguous"
    return location, "context"


def _score(location: Location, evidence: Evidence) -> float:
    """Higher is likelier; one unit is about a factor of ten."""
    score = math.log10(location.population + 100) / 2
    if location.admin1 in evidence.oblasts:
        score += 3
    if location.front_km < 400:
        score += 2 * math.exp(-location.front_km / 40)
    if location.country == "UA":
        score += 1
    if evidence.anchors and location.lat is not None and location.lon is not None:
        near = min(distance_m(location.lat, location.lon, a.lat or 0.0, a.lon or 0.0) for a in evidence.anchors)
        score += 2 * math.exp(-near / 60_000)
    return score
