"""What lay well behind the Russian lines from November 2022 on: whoever strikes there is Ukraine.

Reads a Place, writes nothing. Towns that changed hands later, or lie within some kilometres of the front, are outside.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.models import Place

# Latitude and longitude, drawn along the front from Luhansk's north to the mouth of the Dnieper, then round by sea.
_LINE = (
    (50.10, 38.25), (49.40, 38.13), (49.03, 38.19), (48.95, 38.40), (48.64, 38.35), (48.45, 38.20), (48.36, 38.00),
    (48.14, 37.84), (48.07, 37.77), (47.93, 37.60), (47.75, 37.58), (47.64, 37.42), (47.65, 36.90), (47.52, 36.23),
    (47.38, 35.80), (47.46, 35.25), (47.52, 34.60), (47.50, 34.35), (47.25, 33.95), (46.95, 33.70), (46.85, 33.47),
    (46.78, 33.40), (46.77, 33.34), (46.65, 32.95), (46.63, 32.69), (46.54, 32.51), (46.52, 32.25), (46.50, 31.40),
    (45.00, 31.40), (44.00, 34.00), (45.00, 37.00), (47.00, 40.40), (50.10, 40.40), (50.10, 38.25),
)  # fmt: skip
_NAMESAKES = ("Yalta", "Novofedorivka")  # which of them is meant is open; all of them lie behind the lines
_TOWNS = ("settlement", "point", "raion")


def is_held_by_russia(place: Place) -> bool:
    """Whether a town of Ukraine lies behind the lines (a ray from it crosses the outline an odd number of times)."""
    if place.country != "UA" or place.precision not in _TOWNS:
        return False
    if place.lat is None or place.lon is None:
        return place.name in _NAMESAKES
    crossed = 0
    for (lat, lon), (next_lat, next_lon) in pairwise(_LINE):
        if (lat > place.lat) != (next_lat > place.lat):
            crossed += place.lon < lon + (place.lat - lat) / (next_lat - lat) * (next_lon - lon)
    return crossed % 2 == 1
