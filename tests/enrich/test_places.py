"""Places are told apart by what the text says of them, and left open where it says nothing."""

from __future__ import annotations

import pytest

from pipeline.enrich.gazetteer import displaced, distance_m
from pipeline.models import Place
from tests.enrich.sheet import read


def places(text: str) -> list[Place]:
    return read(text).places


def only(text: str) -> Place:
    found = places(text)
    assert len(found) == 1, [p.text for p in found]
    return found[0]


@pytest.mark.parametrize("name", ["Bakhmut", "Artemivsk", "Artyomovsk", "Артемівськ", "Бахмут"])
def test_old_and_russian_names_give_todays_name(name: str) -> None:
    place = only(f"Fighting went on near {name} all day.")
    assert (place.name, place.admin1, place.country, place.precision) == (
        "Bakhmut",
        "Donetsk Oblast",
        "UA",
        "settlement",
    )


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("Shells fell on Lyman in Donetsk Oblast.", "Donetsk Oblast"),
        ("Shells fell on Lyman, Kharkiv region.", "Kharkiv Oblast"),
        ("Shells fell on Bilohorivka in the Luhansk region.", "Luhansk Oblast"),
        ("Shells fell on Bilohorivka (Donetsk region).", "Donetsk Oblast"),
    ],
)
def test_namesakes_are_told_apart_by_the_stated_oblast(text: str, admin1: str) -> None:
    assert places(text)[0].admin1 == admin1


def test_namesakes_are_told_apart_by_the_places_around_them() -> None:
    assert places("Troops moved from Kreminna and Sievierodonetsk towards Bilohorivka.")[2].admin1 == "Luhansk Oblast"


def test_a_place_whose_stated_oblast_holds_none_of_that_name_stays_open() -> None:
    place = places("A shop was hit in the village of Klishchiivka in Lviv Oblast.")[0]
    assert (place.lat, place.place_id) == (None, None)


def test_the_front_goes_before_a_far_namesake() -> None:
    assert places("Shelling near Pisky went on.")[0].admin1 == "Donetsk Oblast"


def test_a_distance_and_a_bearing_give_a_point_of_its_own() -> None:
    place = only("They dug in 10 km south of Bakhmut.")
    assert place.relation is not None
    assert (place.relation.kind, place.relation.distance_m, place.relation.bearing) == ("offset", 10_000, 180.0)
    assert place.precision == "point"
    assert place.lat is not None
    assert place.lon is not None
    town = only("They dug in at Bakhmut.")
    assert distance_m(town.lat or 0, town.lon or 0, place.lat, place.lon) == pytest.approx(10_000, rel=0.01)
    assert place.lat < (town.lat or 0)


def test_a_direction_of_the_front_keeps_the_towns_point() -> None:
    place = only("Attacks on the Kupiansk axis were repelled.")
    assert place.relation is not None
    assert (place.name, place.relation.kind, place.precision) == ("Kupiansk", "direction", "settlement")


def test_displaced_points_lie_where_the_compass_says() -> None:
    lat, lon = displaced(48.0, 38.0, 10_000, 90.0)
    assert lat == pytest.approx(48.0, abs=1e-3)
    assert distance_m(48.0, 38.0, lat, lon) == pytest.approx(10_000, rel=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said that the talks had failed.",
        "Kyiv denies the claim.",
        "Russia launched drones at night.",
        "The front is quiet.",
        "Two Patriot batteries arrived.",
        "A man called Kostiantyn waited.",
        "Dear Olena, our medic, Taras, is well.",
        "London's ministry declined to comment.",
        "The Kyiv Independent wrote about it.",
    ],
)
def test_what_acts_or_speaks_or_only_sounds_like_a_place_is_none(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Explosions were heard in Kyiv.", "Kyiv", "settlement"),
        ("It was cold across Ukraine.", "Ukraine", "country"),
        ("Power failed in the Kherson region.", "Kherson Oblast", "oblast"),
        ("Power failed in the occupied region of Kherson.", "Kherson Oblast", "oblast"),
        ("They crossed the Dnieper.", "Dnipro River", "river"),
        ("Fishing boats left the Sea of Azov.", "Sea of Azov", "region"),
        ("Smoke rose over Snake Island.", "Snake Island", "point"),
        ("A plant in the Pokrovsk district was hit.", "Pokrovsk Raion", "raion"),
    ],
)
def test_every_kind_of_place_says_its_precision(text: str, name: str, precision: str) -> None:
    place = only(text)
    assert (place.name, place.precision) == (name, precision)


def test_places_that_share_the_word_for_regions_are_oblasts() -> None:
    assert [p.name for p in read("Shells fell in the Kherson, Sumy and Donetsk regions.").places] == [
        "Kherson Oblast", "Sumy Oblast", "Donetsk Oblast",
    ]  # fmt: skip


def test_a_spelling_never_seen_before_resolves_near_the_front() -> None:
    assert only("Guns fired near the village of Klischeevka.").name == "Klishchiivka"


def test_a_village_that_no_list_knows_has_a_name_and_no_point() -> None:
    place = only("They were buried near Vydumanivka.")
    assert (place.name, place.lat, place.place_id, place.rule) == ("Vydumanivka", None, None, "unlisted")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Kyiv was the main target.", ["Kyiv"]),
        ("Kyiv was told of it on Monday.", []),
        ("Seven had been headed for Kyiv.", ["Kyiv"]),
        ("In one week Paris, Berlin and Washington have promised tanks.", []),
        ("STOCKHOLM. Of 100 people asked, 96 agree.", ["Stockholm"]),
        ("A drone fell near Dzhankoy.", ["Dzhankoi"]),
    ],
)
def test_a_capital_is_a_place_where_it_is_hit_or_headed_for(text: str, places: list[str]) -> None:
    assert [p.name for p in read(text).places] == places
