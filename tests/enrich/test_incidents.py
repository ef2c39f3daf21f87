"""Strikes, shelling and fighting: kind, actor, place, day, and told once."""

from __future__ import annotations

import pytest

from tests.enrich.reading import read

KINDS = [
    ("A missile hit a factory in Dnipro on Saturday.", "strike", "Dnipro", None),
    ("Russian artillery shelled Nikopol overnight.", "shelling", "Nikopol", "Russia"),
    ("Ukrainian troops repelled assaults near Bakhmut.", "fighting", "Bakhmut", "Russia"),
    ("A rocket tore through a depot in Kupiansk on Monday.", "strike", "Kupiansk", None),
    ("Nikopol came under artillery fire on Monday.", "shelling", "Nikopol", "Russia"),
    ("A resident of Kherson was killed by a mortar round on Sunday.", "shelling", "Kherson", None),
    ("The enemy fired on the areas of Vovchansk, Strilecha and Krasne.", "shelling", "Vovchansk", "Russia"),
    ("Russian troops stormed Vodiane and Pervomaiske without success.", "fighting", "Vodiane", "Russia"),
    ("Shells killed a farm hand in Beryslav on Sunday.", "shelling", "Beryslav", "Russia"),
    ("Our defenders beat back enemy attacks near Bilohorivka.", "fighting", "Bilohorivka", "Russia"),
    ("Moscow accused Ukraine of bombing a hospital in Novoaidar.", "strike", "Novoaidar", "Ukraine"),
    ("A missile hit a house in Dnipro.", "strike", "Dnipro", "Russia"),
    ("A drone attacked the air base of Engels.", "strike", "Engels", "Ukraine"),
    ("A Ukrainian counter-attack near Kreminna failed on Friday.", "fighting", "Kreminna", "Ukraine"),
    ("Under enemy fire were Chasiv Yar and Toretsk.", "shelling", "Chasiv Yar", "Russia"),
    ("On Monday mortars opened up on Komyshany once more.", "shelling", "Komyshany", "Russia"),
    ("Drones had knocked out a substation in Odesa.", "strike", "Odesa", "Russia"),
    ("Kharkiv region: an S-300 rocket fell on the market of Shevchenkove.", "strike", "Shevchenkove", "Russia"),
    ("The enemy struck Soledar 91 times with tube and rocket artillery.", "shelling", "Soledar", "Russia"),
    ("Enemy fire damaged a gas pipeline in Nikopol overnight.", "shelling", "Nikopol", "Russia"),
    ("The General Staff said that Russian troops had tried to advance on Vuhledar.", "fighting", "Vuhledar", "Russia"),
    ("Two people were hurt when Grad rockets came down on a farm in Chuhuiv.", "shelling", "Chuhuiv", "Russia"),
    ("Ukrainian troops had fired mortars at Horlivka, the mayor said.", "shelling", "Horlivka", "Ukraine"),
    ("Few live in Ivanivske now. Yesterday a shell burst beside an ambulance.", "shelling", "Ivanivske", None),
    ("Russia wants Bakhmut. Heavy fighting continued in the city's east.", "fighting", "Bakhmut", None),
    ("The tracks to Kreminna are mined. Men died in recent battles there.", "fighting", "Kreminna", None),
    ("Units of the defence forces threw back attacks near Bilohorivka.", "fighting", "Bilohorivka", None),
    ("A car was hit by a mortar bomb near Krasna Hora.", "shelling", "Krasna Hora", "Russia"),
    ("Artillery set fire to a bus station in Kherson.", "shelling", "Kherson", "Russia"),
    ("An ammunition depot near Tokmak blew up on Wednesday.", "strike", "Tokmak", None),
]


@pytest.mark.parametrize(("text", "kind", "place", "actor"), KINDS, ids=[text for text, *_ in KINDS])
def test_an_incident_has_kind_place_and_actor(text: str, kind: str, place: str, actor: str | None) -> None:
    incidents = read(text).incidents
    assert [(i.kind, i.place) for i in incidents] == [(kind, place)]
    if actor is not None:
        assert incidents[0].actor == actor


def test_an_incident_is_told_once_a_text() -> None:
    text = "A missile hit Dnipro on Saturday. The strike on Dnipro destroyed a house."
    assert len(read(text).incidents) == 1


def test_a_blow_that_no_words_place_is_where_the_paragraph_is() -> None:
    text = "The night was quiet in Kostiantynivka. In the morning a rocket hit the school."
    assert [(i.kind, i.place) for i in read(text).incidents] == [("strike", "Kostiantynivka")]


def test_counted_strikes_are_claims_and_no_incidents() -> None:
    findings = read("Six missiles hit Kramatorsk on Monday, after 40 shellings of Nikopol.")
    assert findings.incidents == []
    assert [(c.measure, c.low) for c in findings.claims] == [("launched", 6), ("launched", 40)]


def test_shells_of_the_paragraph_make_the_next_blow_a_shelling() -> None:
    text = "Mortars were heard in Kherson all morning. At noon the market was hit."
    assert [(i.kind, i.place) for i in read(text).incidents] == [("shelling", "Kherson"), ("shelling", "Kherson")]


def test_what_may_come_is_no_incident() -> None:
    assert read("Russia will strike Dnipro with missiles, officials warn.").incidents == []


ONE = [
    "Ukrainian guns struck a dormitory in Kadiivka, officials said. The strike, on Sunday, killed dozens of men.",
    "Drones attacked power plants in Kyiv on Sunday. The attack was the worst since October.",
    "A missile strike on Engels killed three men on Sunday. The base in Saratov region was hit on Sunday.",
]


@pytest.mark.parametrize("text", ONE)
def test_the_strike_is_the_one_told_before_and_gives_it_its_day(text: str) -> None:
    assert [(i.start, i.end) for i in read(text).incidents] == [("2023-01-01", "2023-01-01")]


TWO = [
    "In the morning a rocket hit Kostiantynivka. In the evening a rocket hit Kostiantynivka.",
    "Russian drones struck Odesa on Sunday. Drones struck the city again.",
]


@pytest.mark.parametrize("text", TWO)
def test_the_strike_of_the_evening_is_not_that_of_the_morning(text: str) -> None:
    assert [i.kind for i in read(text).incidents] == ["strike", "strike"]


NONE = [
    "He fought at Izium and Lyman, and was wounded twice.",
    "He counted 12 clashes and 187 artillery strikes around Soledar.",
    "Germany's labour unions threatened to strike in Dnipro.",
    "The football team hit the post twice in Lviv.",
    "Ukraine denied having shelled the hospital in Donetsk.",
    "Kyiv saw no strikes overnight.",
    "In Kryvyi Rih the night passed without shelling.",
    "Near Klishchiivka I was hit along with three others.",
    "The region is concerned about attacks in Luhansk Oblast.",
    "She thinks an attack on Kreminna unlikely before April.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert read(text).incidents == []


def test_fighting_that_goes_on_is_of_the_whole_front() -> None:
    text = "A shell hit a shop in Kherson on Friday. Fighting went on at a routine level on Saturday, London said."
    assert ("fighting", None) in [(i.kind, i.place) for i in read(text).incidents]
