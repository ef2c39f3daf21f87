"""The places that a text can name, by key: settlements, oblasts, regions, rivers, countries, facilities.

Reads data/settlements_*.tsv, data/regions.tsv and the user's places file; writes nothing. Loaded once per process.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.enrich.names_spelling import fold_all, one_slip, skeleton
from pipeline.enrich.own_lists import own_places
from pipeline.errors import TerminalError

DATA = Path(__file__).parent / "data"
EARTH_RADIUS_M = 6_371_000.0
FAR = 9999  # kilometres from the front, where it does not matter

OBLASTS = {  # GeoNames code -> admin1
    "01": "Cherkasy Oblast", "02": "Chernihiv Oblast", "03": "Chernivtsi Oblast", "04": "Dnipropetrovsk Oblast",
    "05": "Donetsk Oblast", "06": "Ivano-Frankivsk Oblast", "07": "Kharkiv Oblast", "08": "Kherson Oblast",
    "09": "Khmelnytskyi Oblast", "10": "Kirovohrad Oblast", "11": "Crimea", "12": "Kyiv", "13": "Kyiv Oblast",
    "14": "Luhansk Oblast", "15": "Lviv Oblast", "16": "Mykolaiv Oblast", "17": "Odesa Oblast", "18": "Poltava Oblast",
    "19": "Rivne Oblast", "20": "Sevastopol", "21": "Sumy Oblast", "22": "Ternopil Oblast", "23": "Vinnytsia Oblast",
    "24": "Volyn Oblast", "25": "Zakarpattia Oblast", "26": "Zaporizhzhia Oblast", "27": "Zhytomyr Oblast",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Location:
    """One place on earth. `precision` is the kind: settlement, point, raion, oblast, country, region, river."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    raion: str  # key of the raion before 2020; "" where unknown
    lat: float | None
    lon: float | None
    population: int
    front_km: int
    precision: str


@dataclass(slots=True)
class Gazetteer:
    by_key: dict[str, list[Location]] = field(default_factory=lambda: defaultdict(list))
    by_skeleton: dict[str, list[Location]] = field(default_factory=lambda: defaultdict(list))
    longest: dict[str, int] = field(default_factory=dict)  # first word of a key -> most words of a key that starts so
    by_name: dict[str, list[Location]] = field(default_factory=lambda: defaultdict(list))

    def add(self, location: Location, names: Iterable[str], *, loose: bool) -> None:
        """Enters a place under its names; `loose` also under their skeletons, for spellings never seen before."""
        for key in dict.fromkeys(fold_all(name) for name in names):
            words = key.split(" ")
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
            if location not in self.by_key[key]:
                self.by_key[key].append(location)
            bare = skeleton(key)
            if loose and location not in self.by_skeleton[bare]:
                self.by_skeleton[bare].append(location)


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Metres between two points, good to half a per cent at the distances of one theatre of war."""
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return EARTH_RADIUS_M * math.hypot(x, math.radians(lat2 - lat1))


def displaced(lat: float, lon: float, metres: float, bearing: float) -> tuple[float, float]:
    """The point so many metres away on a bearing in degrees clockwise from north."""
    north = metres * math.cos(math.radians(bearing)) / EARTH_RADIUS_M
    east = metres * math.sin(math.radians(bearing)) / (EARTH_RADIUS_M * math.cos(math.radians(lat)))
    return round(lat + math.degrees(north), 5), round(lon + math.degrees(east), 5)


@lru_cache(maxsize=1)
def _slip_index() -> dict[tuple[str, int], dict[str, list[Location]]]:
    """Keys of places near the front and of towns, by last letter and length: what a slip may have meant."""
    found: dict[tuple[str, int], dict[str, list[Location]]] = defaultdict(dict)
    for key, locations in gazetteer().by_key.items():
        near = [
            x for x in locations if x.front_km <= SLIP_FRONT_KM or (x.country == "UA" and x.population >= SLIP_PEOPLE)
        ]
        if len(key) >= SLIP_LETTERS - 1 and " " not in key and near:
            found[(key[-1], len(key))][key] = near
    return found


SLIP_LETTERS = 7  # a shorter name has too many neighbours at one letter's distance
SLIP_FRONT_KM = 60
SLIP_PEOPLE = 5_000


@lru_cache(maxsize=4096)
def one_slip_away(key: str) -> list[Location]:
    """The places of the one known name that is one slip away, not in its last letter; empty where several are."""
    if len(key) < SLIP_LETTERS:
        return []
    buckets = [_slip_index().get((key[-1], len(key) + more), {}) for more in (-1, 0, 1)]
    hits = [near for bucket in buckets for other, near in bucket.items() if one_slip(key, other)]
    return hits[0] if len({location.name for near in hits for location in near}) == 1 else []


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Keys of everyday English words that are also the key of some place or surname."""
    words = (DATA / "common_words.txt").read_text(encoding="utf-8").split()
    return frozenset(fold_all(word) for word in words)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """All places of the data files and of the user's own `places.tsv` in the home folder."""
    found = Gazetteer()
    for location, names in _regions(DATA / "regions.tsv"):
        found.add(location, _with_region_words(location, names), loose=location.precision == "point")
    for file in ("settlements_ua.tsv", "settlements_world.tsv"):
        for location, names in _settlements(DATA / file):
            found.add(location, names, loose=location.country == "UA" or location.front_km < 400)
    for location, names in _settlements(DATA / "settlements_extra.tsv"):
        twin = _twin(location, found)
        found.add(twin or location, names[1:] if twin else names, loose=True)
    own = own_places()
    if own.exists():
        for location, names in _regions(own):
            found.add(location, names, loose=False)
    return found


_REGION_WORDS = ("Oblast", "Region", "Province", "Obl", "enclave", "oblasts", "regions")


def _with_region_words(location: Location, names: list[str]) -> list[str]:
    """An oblast also answers to "X region", "X province"."""
    if location.precision != "oblast":
        return names
    stems = [name.rsplit(" ", 1)[0] for name in names if name.endswith((" Oblast", " Region"))]
    return names + [f"{stem} {word}" for stem in stems for word in _REGION_WORDS]


def _twin(location: Location, found: Gazetteer) -> Location | None:
    """The settlement of this name that is known already, within ten kilometres."""
    for other in found.by_key.get(fold_all(location.name), ()):
        near = None not in (other.lat, other.lon, location.lat, location.lon) and distance_m(
            other.lat or 0.0, other.lon or 0.0, location.lat or 0.0, location.lon or 0.0
        )
        if other.precision == "settlement" and near is not False and near < 10_000:
            return other
    return None


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise TerminalError(f"{path}:{number}: {len(row)} columns instead of {columns}; part them by tabs.")
        yield row


def _settlements(path: Path) -> Iterator[tuple[Location, list[str]]]:
    """id, name, country, admin1, raion, lat, lon, population, kilometres to the front, other names parted by |."""
    for id_, name, country, admin1, raion, lat, lon, people, front, aliases in _rows(path, 10):
        location = Location(
            id_, name, country, OBLASTS.get(admin1, admin1 or None) if country == "UA" else admin1 or None,
            raion_key(raion), float(lat), float(lon), int(people), int(front), "settlement",
        )  # fmt: skip
        yield location, [name, *aliases.split("|")] if aliases else [name]


def _regions(path: Path) -> Iterator[tuple[Location, list[str]]]:
    """name, precision, country, admin1, lat, lon, other names parted by |."""
    for name, precision, country, admin1, lat, lon, aliases in _rows(path, 7):
        yield (
            Location(
                f"{precision}-{fold_all(name).replace(' ', '-')}", name, country or None, admin1 or None, "",
                float(lat) if lat else None, float(lon) if lon else None, 0, FAR, precision,
            ),
            [name, *aliases.split("|")] if aliases else [name],
        )  # fmt: skip


def raion_key(name: str) -> str:
    """What the spellings of a raion's adjective share: "Yasynuvatskyi", "Yasinovatsky", "Yasynuvata district"."""
    key = skeleton(fold_all(name))
    for ending in ("skaga", "skaia", "skaa", "ska", "ska ", "sk"):
        if key.endswith(ending) and len(key) > len(ending) + 3:
            return key[: -len(ending)]
    return key.removesuffix("a")
