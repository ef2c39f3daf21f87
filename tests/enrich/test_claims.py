"""Claims in sentences of our own, in the registers of wire, officials, live blogs and features."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.enrich.claims import claim_id
from pipeline.models import Claim
from tests.enrich.claim_cases import CASES, Expected
from tests.enrich.claim_cases_days import DAYS, SAID
from tests.enrich.claim_cases_news import NEWS
from tests.enrich.claim_cases_noted import NOTED
from tests.enrich.claim_cases_people import NO_CLAIM, PEOPLE
from tests.enrich.claim_cases_places import PLACES
from tests.enrich.claim_cases_scenes import SCENES
from tests.enrich.claim_cases_sides import SIDES
from tests.enrich.claim_cases_sides_told import SIDES_TOLD
from tests.enrich.claim_cases_things import THINGS
from tests.enrich.claim_cases_told import FEATURE, LETTERS
from tests.enrich.claim_cases_voices import VOICES
from tests.enrich.reading import read


def _value(claim: Claim, field: str) -> Any:
    value = getattr(claim, field)
    return [(part.low, part.high, part.of) for part in value] if field == "parts" else value


def _is(claim: Claim, expected: Expected) -> bool:
    fields = ["measure", "low", "high"] + (["place"] if expected["measure"] == "control" else [])
    return all(_value(claim, field) == expected.get(field) for field in fields)


ALL = [*CASES, *VOICES, *FEATURE, *LETTERS, *SIDES, *SIDES_TOLD, *PLACES, *PEOPLE, *NOTED]


@pytest.mark.parametrize(("text", "expected"), ALL, ids=[text[:60] for text, _ in ALL])
def test_a_sentence_yields_exactly_its_claims(text: str, expected: list[Expected]) -> None:
    _check(list(read(text).claims), expected)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_sentence_with_figures_of_people_may_claim_nothing(text: str) -> None:
    assert [(claim.measure, claim.low, claim.quote) for claim in read(text).claims] == []


def _check(claims: list[Claim], expected: list[Expected]) -> None:
    for wanted in expected:
        found = next((claim for claim in claims if _is(claim, wanted)), None)
        assert found is not None, (wanted, [(c.measure, c.low, c.high, c.quote) for c in claims])
        assert {field: _value(found, field) for field in wanted} == wanted
        claims.remove(found)
    assert [(c.measure, c.low, c.high, c.quote) for c in claims] == []


DATED = [*SCENES, *NEWS, *THINGS, *DAYS, *SAID]


@pytest.mark.parametrize(("day", "text", "expected"), DATED, ids=[text[:60] for _, text, _ in DATED])
def test_a_report_yields_exactly_its_claims_with_place_days_side_and_speaker(
    day: str, text: str, expected: list[Expected]
) -> None:
    _check(list(read(text, day).claims), expected)


def test_figures_of_sport_and_trade_are_no_losses_and_no_shots() -> None:
    text = (
        "The home side lost six of its last nine games, and its goalkeeper stopped 31 shots on the way to a 24-17 "
        "defeat. Sample United launched two new shirts before the match and sold 4,000 of them in a day. The share "
        "price of its owner lost 1.85 points, down to 93.10; the index hit 8,570.66 in the afternoon. The club took "
        "over Sample Town in June, released 14 players and moved 12 kilometres to a new ground. Its phone, the "
        "Sample Pro 2, dropped to 139 euros. The coach said that his team had destroyed 11 opponents this season, "
        "and that three strikes in the second half had decided it."
    )
    assert read(text).claims == []


def test_a_figure_takes_no_day_from_a_chapter_that_the_chronicle_has_left() -> None:
    text = (
        "On 9 March, Russian shelling of Bakhmut killed three civilians.\n\nOn 6 April, Wagner fighters entered the "
        "town hall.\n\nThe 3rd Assault Brigade reported that its men had killed 64 soldiers in the fields outside "
        "Bakhmut."
    )
    found = [(c.measure, c.low, c.place, c.start) for c in read(text, "2023-05-25").claims]
    assert found == [("killed", 3, "Bakhmut", "2023-03-09"), ("killed", 64, "Bakhmut", None)]


@pytest.mark.parametrize(
    "opening",
    [
        "On 15 February, Sample Author, the deputy head of the sample ministry of the region,",
        "On 15 February, a Russian soldier from the third company of the 155th brigade",
        "On 15 February, after a visit to the front, the governor of Kharkiv",
    ],
)
def test_a_day_before_a_speaker_with_his_titles_dates_what_he_says(opening: str) -> None:
    (claim,) = read(f"{opening} said that 500 soldiers had been killed in one assault.", "2023-05-25").claims
    assert (claim.stated_on, claim.start) == ("2023-02-15", None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The death toll has climbed to 21. Among the dead is a 15-year-old girl.", [(1, 1, "15-year-old girl")]),
        ("Nine people died. Among the victims were two young doctors.", [(2, 2, "young doctors")]),
        ("Seven people were hurt, including six members of one family.", [(6, 6, "members")]),
        ("The shells wounded 188 soldiers, including those in 30 armoured vehicles.", []),
    ],
)
def test_a_share_of_people_is_people_with_the_words_that_set_them_apart(
    text: str, parts: list[tuple[float, float, str]]
) -> None:
    (claim,) = (claim for claim in read(text).claims if claim.measure in ("killed", "wounded"))
    assert [(part.low, part.high, part.of) for part in claim.parts] == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 300 marines perished near Vuhledar.", [("killed", 300, None)]),
        (
            "By December the air force shot down more than 500 Iranian drones, Ihor Zrazkovyi, its spokesman, said.",
            [("shot_down", 500, "Ihor Zrazkovyi")],
        ),
        (
            "Ukraine said it had shot down all 16 drones that Russia sent overnight.",
            [("launched", 16, "Ukraine"), ("shot_down", 16, "Ukraine")],
        ),
        (
            "Some 1,140 Russian soldiers were eliminated, according to Kyiv, a number that no one can check.",
            [("killed", 1140, "Ukraine")],
        ),
        ("Moscow said that 1,660 rockets and 980 shells had been delivered to the front.", []),
        (
            "The governor counts 1,344 killed and 2,963 wounded civilians.",
            [("killed", 1344, "governor"), ("wounded", 2963, "governor")],
        ),
        ("Russian troops have crept forward two kilometres.", [("distance", 2000, None)]),
    ],
)
def test_who_did_and_who_said_it_are_told_apart_whatever_the_parser_makes_of_them(
    text: str, found: list[tuple[str, float, str | None]]
) -> None:
    assert [(claim.measure, claim.low, claim.speaker) for claim in read(text).claims] == found


def test_a_share_of_a_number_is_no_figure() -> None:
    assert read("Half of those 9,000 died since mid-December, he said. Most of the 40 shells missed.").claims == []


def test_what_happened_across_the_region_is_of_the_towns_oblast() -> None:
    text = "Two missiles hit Kramatorsk on Monday. Four people were killed across the region."
    assert [(claim.low, claim.place) for claim in read(text).claims] == [(2, "Kramatorsk"), (4, "Donetsk Oblast")]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Some 1,140 Russian soldiers were eliminated on Tuesday. Two dozen tanks were destroyed as well. It brings "
            "the Ukrainian tally of enemy dead to 134,100.",
            ["RU", "RU", "RU"],
        ),
        ("More than 700 Ukrainian soldiers and over 300 pieces of weaponry have been destroyed.", ["UA", "UA"]),
    ],
)
def test_arms_lost_beside_soldiers_are_of_their_side_whoever_counts_them(text: str, sides: list[str]) -> None:
    assert [claim.side for claim in read(text).claims] == sides


def test_the_dead_that_a_staff_counts_at_a_town_are_of_who_holds_it() -> None:
    text = "Ukraine's General Staff said a strike on troops in Skadovsk had left about 300 killed and wounded."
    assert [(claim.low, claim.side) for claim in read(text).claims] == [(300, "RU")]


def test_the_same_number_of_other_things_is_no_echo() -> None:
    text = (
        "On 3 March, sappers destroyed two bridges near Paraskoviivka.\n\nTwo months later the spokesman said of "
        "the battle at Avdiivka that 11 lorries and two ammunition depots were destroyed."
    )
    places = {(c.unit, c.place) for c in read(text, "2023-05-25").claims}
    assert ("bridges", "Paraskoviivka") in places
    assert {place for unit, place in places if unit != "bridges"} == {"Avdiivka"}


def test_a_figure_takes_place_and_day_from_the_one_story_told_so_far() -> None:
    text = (
        "A missile tore through a house in Uman on Saturday. At least 11 people were killed, police said.\n\n"
        "The mayor thanked the rescuers, who had worked all night.\n\nForty flats are destroyed."
    )
    assert [(c.measure, c.low, c.place, c.start) for c in read(text).claims] == [
        ("killed", 11, "Uman", "2022-12-31"),
        ("destroyed", 40, "Uman", "2022-12-31"),
    ]


def test_a_town_that_is_not_named_again_is_the_one_whose_control_was_told() -> None:
    text = "Wagner took Soledar last week. Ukraine denied that the town had fallen."
    assert [(c.place, c.side, c.stance) for c in read(text).claims] == [
        ("Soledar", "RU", "asserts"),
        ("Soledar", "RU", "denies"),
    ]


def test_a_quote_is_the_words_at_its_offsets_and_holds_figure_noun_and_verb() -> None:
    text = "In the evening, officials said, Russian shells killed three people in Kherson, where the power is out."
    (claim,) = read(text).claims
    assert text[claim.char_start : claim.char_end] == claim.quote
    assert claim.quote == "Russian shells killed three people"


def test_a_claim_inherits_place_and_day_from_the_incident_it_belongs_to() -> None:
    text = "A missile hit an apartment block in Dnipro on Saturday. At least 14 people were killed."
    (claim,) = read(text).claims
    assert (claim.place, claim.start, claim.end, claim.incident) == ("Dnipro", "2022-12-31", "2022-12-31", 0)


def test_a_denial_of_a_figure_is_of_the_scene_of_that_figure() -> None:
    text = (
        "Russia said 600 Ukrainian soldiers were killed in Kramatorsk.\n\n"
        "Ukraine denied that 600 soldiers had been killed."
    )
    asserted, denied = read(text).claims
    assert (denied.place, denied.side, denied.stance) == (asserted.place, "UA", "denies")


def test_rows_of_a_list_are_whose_the_line_above_them_is() -> None:
    text = "Losses of the enemy since 24 February, the General Staff writes:\n\ntanks: 3,031\nhelicopters: 270"
    claims = read(text).claims
    assert [(c.measure, c.low, c.unit, c.side, c.cumulative, c.start) for c in claims] == [
        ("destroyed", 3031, "tanks", "RU", True, "2022-02-24"),
        ("destroyed", 270, "helicopters", "RU", True, "2022-02-24"),
    ]
    assert {c.speaker for c in claims} == {"General Staff of the Armed Forces of Ukraine"}


def test_an_increment_in_brackets_is_the_figure_of_the_past_day() -> None:
    text = (
        "The enemy's total losses, "
        "the General Staff said:\n\npersonnel – about 105,250 (+720) liquidated\ntanks – 3,016 (+3)"
    )
    claims = read(text).claims
    daily = [(c.measure, c.low, c.start, c.end, c.cumulative) for c in claims if not c.cumulative]
    assert daily == [
        ("killed", 720, "2023-01-02", "2023-01-03", False),
        ("destroyed", 3, "2023-01-02", "2023-01-03", False),
    ]


def test_the_identity_of_a_claim_rests_on_event_measure_span_bounds_and_speaker() -> None:
    (claim,) = read("Three people were killed in Kherson.").claims
    assert claim_id("event", claim) == claim_id("event", replace(claim, place="Odesa"))
    assert len({claim_id("event", c) for c in (claim, replace(claim, low=4.0), replace(claim, speaker="police"))}) == 3
    assert claim_id("event", claim) != claim_id("other event", claim)


def test_two_towns_of_one_clause_have_ids_of_their_own() -> None:
    claims = read("Russian troops captured Soledar and Krasna Hora on Thursday.").claims
    assert len({claim_id("event", claim) for claim in claims}) == len(claims) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A gunner called the figures invented: not 120 but four of his comrades had been killed, he said.",
        "“It was four dead and not 120,” said the governor.",
        "“Four people died, not 120,” said the mayor.",
    ],
)
def test_the_figure_that_somebody_sets_right_is_denied(text: str) -> None:
    assert {(c.low, c.stance) for c in read(text).claims} == {(4, "asserts"), (120, "denies")}
