"""Every measure, form of number, stance and window reads as a sentence that a person would write."""

# ruff: noqa: E501 (rows read better on one line)

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.digest import dates, figures, phrase, tell
from pipeline.digest.edition import Citation
from pipeline.digest.rows import ClaimRow

DAY = date(2023, 1, 2)
BLANK: dict[str, Any] = {
    "claim_id": "c", "ce_id": "e", "event_id": "v", "article_id": "a", "published_on": DAY, "stands": True, "measure": "killed", "low": 63.0,
    "high": 63.0, "approx": None, "unit": None, "per": None, "side": None, "place": None, "place_part": None, "start": None, "end": None,
    "cumulative": False, "action": None, "weapon": None, "speaker": "Sample Speaker", "stated_on": DAY, "relayed_by": [], "stance": "asserts",
    "parts": [], "quote": "", "char_start": 0, "char_end": 1, "outlet": "Sample Post", "outlet_kind": "outlet", "told_at": datetime(2023, 1, 2, tzinfo=UTC),
    "statement_id": "s", "first_on": DAY, "origin_id": "o", "origin": "Sample Speaker", "origin_kind": "speaker", "origin_side": None,
    "hedge_phrase": None, "hedge_scale": None, "hedge_low": None, "hedge_high": None,
}  # fmt: skip
ON = {"start": date(2023, 1, 1), "end": date(2023, 1, 1)}


def row(**values: Any) -> ClaimRow:
    if "low" in values and "high" not in values and values.get("approx") in (None, "about"):
        values["high"] = values["low"]
    return ClaimRow(**(BLANK | values))


SENTENCES = [
    ({"side": "RU", "place": "Makiivka"} | ON, "Sample Speaker: 63 Russian troops killed in Makiivka on 1 January"),
    ({"low": 1, "side": "RU"}, "Sample Speaker: one Russian soldier killed"),
    ({"low": 1, "side": "civilian", "measure": "wounded"}, "Sample Speaker: one civilian wounded"),
    ({"low": 1}, "Sample Speaker: one person killed"),
    ({"low": 0, "side": "civilian"}, "Sample Speaker: no civilians killed"),
    ({"low": 50, "high": 60}, "Sample Speaker: 50 to 60 people killed"),
    ({"low": 1, "high": None, "approx": "at least", "side": "civilian"}, "Sample Speaker: at least one civilian killed"),
    ({"low": None, "high": 1, "approx": "up to"}, "Sample Speaker: up to one person killed"),
    ({"low": 1, "high": None, "approx": "more than"}, "Sample Speaker: more than 1 people killed"),
    ({"low": 50, "high": None, "approx": "at least"}, "Sample Speaker: at least 50 people killed"),
    ({"low": 50, "high": None, "approx": "more than"}, "Sample Speaker: more than 50 people killed"),
    ({"low": None, "high": 20, "approx": "up to", "side": "both"}, "Sample Speaker: up to 20 troops of both armies killed"),
    ({"low": 400, "approx": "about", "side": "RU"}, "Sample Speaker: about 400 Russian troops killed"),
    ({"low": 24, "high": None, "quote": "dozens of people died"}, "Sample Speaker: dozens of people killed"),
    ({"low": 20000, "high": None, "quote": "tens of thousands died"}, "Sample Speaker: tens of thousands of people killed"),
    ({"low": 24, "high": None, "quote": "24 or more"}, "Sample Speaker: at least 24 people killed"),
    ({"measure": "killed_or_wounded", "low": 100000, "side": "RU"}, "Sample Speaker: 100,000 Russian troops killed or wounded"),
    ({"measure": "losses", "low": 107440, "side": "RU", "cumulative": True, "start": date(2022, 2, 24), "end": DAY}, "Sample Speaker: 107,440 Russian troops lost since 24 February 2022, up to 2 January"),
    ({"measure": "captured", "low": 8, "side": "UA"}, "Sample Speaker: 8 Ukrainian troops captured"),
    ({"measure": "exchanged", "low": 50, "side": "UA"}, "Sample Speaker: 50 Ukrainian troops exchanged"),
    ({"measure": "missing", "low": 2}, "Sample Speaker: 2 people missing"),
    ({"measure": "displaced", "low": 300, "side": "civilian", "place": "Kherson"}, "Sample Speaker: 300 civilians displaced from Kherson"),
    ({"measure": "launched", "low": 39, "unit": "drones", "side": "RU", "place": "Kyiv"}, "Sample Speaker: 39 drones launched by Russian forces at Kyiv"),
    ({"measure": "launched", "low": 2, "unit": "missile strikes", "side": "RU", "place": "Kyiv"}, "Sample Speaker: 2 missile strikes carried out by Russian forces on Kyiv"),
    ({"measure": "launched", "low": 20000, "unit": "shells", "side": "RU", "per": "day"}, "Sample Speaker: 20,000 shells fired by Russian forces per day"),
    ({"measure": "shot_down", "low": 39, "unit": "drones", "side": "RU", "weapon": "Shahed-136", "place": "Kyiv"}, "Sample Speaker: 39 Russian drones (Shahed-136) shot down over Kyiv"),
    ({"measure": "hit", "low": 38, "unit": "apartments", "side": "civilian", "place": "Kyiv"}, "Sample Speaker: 38 apartments hit in Kyiv"),
    ({"measure": "destroyed", "low": 1, "unit": "batteries", "side": "RU"}, "Sample Speaker: one Russian battery destroyed or lost"),
    ({"measure": "destroyed", "low": 4, "unit": "launchers", "side": "UA", "quote": "four launchers were destroyed"}, "Sample Speaker: 4 Ukrainian launchers destroyed"),
    ({"measure": "destroyed", "low": 4, "unit": "tanks", "side": "UA", "quote": "they lost four tanks"}, "Sample Speaker: 4 Ukrainian tanks lost"),
    ({"measure": "distance", "low": None, "high": 400, "approx": "up to", "unit": "m", "side": "RU", "action": "advances", "place": "Bakhmut"}, "Sample Speaker: Russian forces advanced up to 400 m in Bakhmut"),
    ({"measure": "distance", "low": 2500, "unit": "m", "side": "UA", "action": "withdraws"}, "Sample Speaker: Ukrainian forces withdrew 2.5 km"),
    ({"measure": "area", "low": 12, "unit": "km2", "side": "UA"}, "Sample Speaker: Ukrainian forces took 12 square kilometres"),
    ({"measure": "control", "low": None, "high": None, "side": "RU", "action": "takes", "place": "Soledar"} | ON, "Sample Speaker: Russian forces took Soledar on 1 January"),
    ({"measure": "control", "low": None, "high": None, "side": "UA", "action": "holds", "place": "Bakhmut", "place_part": "the southwest"} | ON, "Sample Speaker: Ukrainian forces hold Bakhmut (the southwest) as of 1 January"),
    ({"measure": "control", "low": None, "high": None, "side": "UA", "action": "withdraws", "place": "Kherson"}, "Sample Speaker: Russian forces withdrew from Kherson"),
    ({"measure": "control", "low": None, "high": None, "side": "both", "action": "contested", "place": "Marinka"}, "Sample Speaker: Marinka is contested"),
    ({"measure": "control", "low": None, "high": None, "side": "RU", "action": "takes", "place": "Soledar", "stance": "denies"}, "Sample Speaker denies that Russian forces took Soledar"),
    ({"side": "RU", "stance": "confirms"}, "Sample Speaker confirms that 63 Russian troops were killed"),
    ({"low": 1, "side": "RU", "stance": "confirms"}, "Sample Speaker confirms that one Russian soldier was killed"),
    ({"side": "UA", "low": 600, "stance": "denies"}, "Sample Speaker denies that 600 Ukrainian troops were killed"),
    ({"side": "UA", "low": 0, "stance": "denies"}, "Sample Speaker denies that any Ukrainian troops were killed"),
    ({"stance": "repeats"}, "Sample Speaker passes on, without endorsing it, that 63 people were killed"),
    ({"speaker": "occupation officials", "stance": "denies"}, "Occupation officials deny that 63 people were killed"),
    ({"speaker": "police", "stance": "confirms"}, "Police confirm that 63 people were killed"),
    ({"speaker": "Avril Haines", "stance": "repeats"}, "Avril Haines passes on, without endorsing it, that 63 people were killed"),
    ({"speaker": "head of the settlements", "stance": "denies"}, "Head of the settlements denies that 63 people were killed"),
    ({"speaker": None}, "Sample Post, in its own words: 63 people killed"),
    ({"speaker": "police"}, "Police: 63 people killed"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_claim_reads_naturally(values: dict[str, Any], sentence: str) -> None:
    assert phrase.headline(row(**values), DAY) == sentence


def test_parts_and_doubt_follow_the_figure() -> None:
    claim = row(
        parts=[{"low": 2.0, "high": 2.0, "of": "women"}],
        hedge_phrase="probably",
        hedge_scale="PHIA",
        hedge_low=55,
        hedge_high=75,
    )
    assert phrase.of_them(claim) == ", among them 2 women"
    assert phrase.doubt(claim) == ", hedged “probably” (PHIA: 55–75 %)"


def test_a_description_begins_a_sentence_with_a_capital() -> None:
    claim = row(speaker="officer of the 46th Brigade")
    assert phrase.headline(claim, DAY) == "Officer of the 46th Brigade: 63 people killed"


def test_one_of_a_subgroup_is_told_in_words() -> None:
    claim = row(low=3, parts=[{"low": 1.0, "high": 1.0, "of": "15-year-old girl"}])
    assert phrase.of_them(claim) == ", among them one 15-year-old girl"


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["women"], ", among them 2 women"),
        (["women", "men"], ", among them 2 women and 2 men"),
        (["women", "men", "children"], ", among them 2 women, 2 men and 2 children"),
    ],
)
def test_subgroups_are_listed_as_people_list_them(parts: list[str], told: str) -> None:
    assert phrase.of_them(row(parts=[{"low": 2.0, "high": 2.0, "of": part} for part in parts])) == told


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("It is unlikely to fall soon.”", "“It is unlikely to fall soon.”"),
        ("“It will not fall,” he said.", "“‘It will not fall,’ he said.”"),
        ("“It will not fall.”", "“It will not fall.”"),
        ('"It will not fall soon.', "“It will not fall soon.”"),
    ],
)
def test_a_quotation_mark_without_its_partner_is_left_out(sentence: str, quoted: str) -> None:
    cited = Citation(
        "a",
        "e",
        "c",
        None,
        "Sample Post",
        None,
        None,
        DAY,
        datetime(2023, 1, 2, tzinfo=UTC),
        None,
        (),
        0,
        0,
        "",
        sentence,
        "",
    )
    assert tell.quoted(cited) == quoted


WINDOWS = [
    ((2023, 1, 1), (2023, 1, 1), " on 1 January"),
    ((2023, 1, 1), (2023, 1, 2), " on 1–2 January"),
    ((2022, 12, 31), (2023, 1, 1), " on 31 December–1 January"),
    ((2022, 12, 1), (2022, 12, 31), " in December"),
    ((2022, 3, 1), (2022, 3, 31), " in March 2022"),
    ((2022, 12, 25), (2023, 1, 2), " from 25 December to 2 January"),
]


@pytest.mark.parametrize(("start", "end", "words"), WINDOWS)
def test_what_a_window_says_is_read_back_as_the_same_days(
    start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    first, last = date(*start), date(*end)
    assert dates.window(first, last, DAY, cumulative=False) == words
    assert {day for _, days in dates.written(words, DAY) for day in days} == {first, last}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("sixty-three troops", {63}), ("1,200 men", {1200}), ("1 200 осіб", {1200}), ("two hundred and six", {206}), ("1.5 million", {1500000}),
        ("three hundred thousand", {300000}), ("half a dozen", {6}), ("two dozen", {24}), ("no casualties", {0}), ("7,000 a day", {7000, 1}),
        ("between 50 and 60", {50, 60}), ("one hundred and five thousand two hundred", {105200}), ("a soldier", {1}), ("", set()),
    ],
)  # fmt: skip
def test_numbers_in_words_are_found_whole(text: str, numbers: set[float]) -> None:
    assert figures.found(text) == numbers
