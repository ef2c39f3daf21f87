"""What a duty officer stumbles over: a figure said twice, told of too much, of nobody's place, or out of its order."""

# ruff: noqa: E501 (texts and rows read better on one line)

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline import digest
from pipeline.digest import compose
from tests.digest import day
from tests.relate.ledger import Doc, article

STAFF = "General Staff of the Armed Forces of Ukraine"
ON = {"start": "2023-01-01", "end": "2023-01-01"}
KYIV = {"side": "civilian", "place": "Kyiv"} | ON

Told = tuple[str, str, float, dict[str, Any]]  # words of the claim, measure, figure, the rest


def build(path: Path, *texts: tuple[str, list[Told]]) -> digest.Digest:
    """A day with an article per text; names and places of the text are resolved where it holds them."""
    connection = day.empty(path / "snapshot.duckdb")
    for number, (text, claims) in enumerate(texts):
        doc = article(connection, f"Outlet {number}", text)
        _names(doc)
        for words, measure, low, values in claims:
            doc.claim(words, measure, low, **values)
    day.publish(connection)
    return digest.build(path / "snapshot.duckdb", day.DAY)


def _names(doc: Doc) -> None:
    for name in (STAFF, "Sample Mayor", "Sample Witness"):
        if name in doc.text:
            doc.mention(name)
    for name in ("Kyiv", "Makiivka"):
        if name in doc.text:
            doc.place(name)
    if "1 January" in doc.text:
        doc.time("1 January", "2023-01-01")
    if "Washington" in doc.text:
        doc.add("places", "Washington", text="Washington", name="Washington", rule="test", place_id="w", lat=38.9,
                lon=-77.0, country="US", precision="settlement")  # fmt: skip


def told(built: digest.Digest) -> list[str]:
    return [statement.sentence.text for statement in built.statements()]


def test_a_total_without_a_first_day_in_its_text_is_told_without_it(tmp_path: Path) -> None:
    total = {"unit": "tanks", "side": "RU", "cumulative": True, "start": "2022-02-24", "end": "2023-01-02"}
    text = f"The {STAFF} reports 3,066 destroyed tanks."
    built = build(tmp_path, (text, [("3,066 destroyed tanks", "destroyed", 3066, total | {"speaker": STAFF})]))
    assert built.withheld == ()
    assert told(built) == [f"{STAFF}: 3,066 Russian tanks destroyed up to 2 January (stated 2 January)."]


def test_a_day_that_no_word_gives_is_still_withheld(tmp_path: Path) -> None:
    text = f"The {STAFF} reports 3 destroyed tanks."
    values = {"unit": "tanks", "side": "RU", "start": "2022-12-24", "end": "2022-12-24", "speaker": STAFF}
    built = build(tmp_path, (text, [("3 destroyed tanks", "destroyed", 3, values)]))
    assert (told(built), len(built.withheld)) == ([], 1)


def test_a_figure_of_one_yard_or_one_platoon_says_so(tmp_path: Path) -> None:
    text = "In Kyiv on 1 January nobody in our yard was killed, Sample Witness said; nine men of his platoon were wounded; 39 shells hit our quarter."
    built = build(tmp_path, (text, [
        ("nobody in our yard was killed", "killed", 0, KYIV | {"speaker": "Sample Witness"}),
        ("nine men of his platoon were wounded", "wounded", 9, KYIV | {"side": "UA", "speaker": "Sample Witness"}),
        ("39 shells hit", "launched", 39, KYIV | {"side": "RU", "unit": "shells", "speaker": "Sample Witness"}),
    ]))  # fmt: skip
    first, second, third = told(built)
    assert "no civilians killed in Kyiv on 1 January, told of “our yard” (" in first
    assert "9 Ukrainian troops wounded in Kyiv on 1 January, told of “his platoon” (" in second
    assert "39 shells fired by Russian forces at Kyiv on 1 January, told of “our quarter” (" in third


def test_a_voice_gives_a_figure_once_with_its_place_or_without(tmp_path: Path) -> None:
    """Two outlets of which one names no place are cited for one line."""
    fired = ON | {"unit": "missiles", "side": "RU", "speaker": "Sample Mayor"}
    built = build(
        tmp_path,
        ("On 1 January 20 missiles flew at Kyiv, Sample Mayor said.",
         [("20 missiles flew at Kyiv", "launched", 20, fired | {"place": "Kyiv"})]),
        ("Sample Mayor said that 20 missiles were fired on 1 January.", [("20 missiles were fired", "launched", 20, fired)]),
    )  # fmt: skip
    assert told(built) == [
        "Sample Mayor: 20 missiles launched by Russian forces at Kyiv on 1 January (stated 2 January; 2 outlets, 1 origin)."
    ]


def test_a_figure_lies_where_most_outlets_put_it(tmp_path: Path) -> None:
    freed = ON | {"side": "UA", "speaker": "Sample Mayor"}
    plain = "Sample Mayor said that on 1 January 140 were freed."
    built = build(
        tmp_path,
        ("On 1 January 140 were freed, Sample Mayor said in Kyiv.", [("140 were freed", "exchanged", 140, freed | {"place": "Kyiv"})]),
        *((f"{number}: {plain}", [("140 were freed", "exchanged", 140, freed)]) for number in ("First", "Second")),
    )  # fmt: skip
    assert told(built) == [
        "Sample Mayor: 140 Ukrainian troops exchanged on 1 January (stated 2 January; 3 outlets, 1 origin)."
    ]


def test_what_is_told_of_one_yard_stands_behind_what_is_told_of_the_town(tmp_path: Path) -> None:
    text = "On 1 January nobody in our yard was killed, Sample Witness said in Kyiv; one man died, said Sample Mayor."
    built = build(tmp_path, (text, [
        ("nobody in our yard was killed", "killed", 0, KYIV | {"speaker": "Sample Witness"}),
        ("one man died", "killed", 1, KYIV | {"speaker": "Sample Mayor"}),
    ]))  # fmt: skip
    assert [statement.low for statement in built.statements()] == [1, 0]


def test_two_totals_without_a_change_are_no_table(tmp_path: Path) -> None:
    total = KYIV | {"cumulative": True, "end": "2023-01-02", "speaker": "Sample Witness"}
    text = "Since 1 January three have been killed and a dozen wounded in Kyiv, Sample Witness said."
    built = build(
        tmp_path, (text, [("three have been killed", "killed", 3, total), ("a dozen wounded", "wounded", 12, total)])
    )
    assert (built.totals, len(told(built))) == ((), 2)


def test_an_outlet_that_leads_with_a_quoted_figure_says_it_once(tmp_path: Path) -> None:
    text = "On 1 January 12 people were hurt in Kyiv. “We treated 12 people,” Sample Mayor said."
    built = build(tmp_path, (text, [
        ("12 people were hurt", "wounded", 12, KYIV),
        ("We treated 12 people", "wounded", 12, KYIV | {"speaker": "Sample Mayor", "start": None, "end": None}),
    ]))  # fmt: skip
    assert len(told(built)) == 1
    assert told(built)[0].startswith("Sample Mayor: 12 civilians wounded")


def test_an_outlet_that_repeats_an_earlier_count_of_the_mayor_disputes_nothing(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        ("On 1 January 8 were hurt in Kyiv, Sample Mayor said; later he spoke of 20 wounded.",
         [("8 were hurt", "wounded", 8, KYIV | {"speaker": "Sample Mayor"}),
          ("20 wounded", "wounded", 20, KYIV | {"speaker": "Sample Mayor"})]),
        ("In Kyiv 8 had been injured by 4pm on 1 January.", [("8 had been injured", "wounded", 8, KYIV)]),
    )  # fmt: skip
    assert built.disagreements == ()
    figures = [statement.low for statement in built.statements() if statement.voice == "Sample Mayor"]
    assert figures == [8, 20]  # as it grew


def test_a_denial_stands_behind_what_is_asserted(tmp_path: Path) -> None:
    by = KYIV | {"speaker": "Sample Mayor"}
    text = "On 1 January not four but two people died in Kyiv, Sample Mayor said."
    built = build(
        tmp_path, (text, [("not four", "killed", 4, by | {"stance": "denies"}), ("two people died", "killed", 2, by)])
    )
    assert [statement.stance for statement in built.statements()] == ["asserts", "denies"]


def test_an_army_loses_nobody_where_its_critics_speak(tmp_path: Path) -> None:
    text = f"A council in Washington met. The {STAFF} spoke of 750 soldiers killed on 1 January."
    lost = ON | {"side": "RU", "place": "Washington", "speaker": STAFF}
    built = build(tmp_path, (text, [("750 soldiers killed", "killed", 750, lost)]))
    assert told(built) == [f"{STAFF}: 750 Russian troops killed on 1 January (stated 2 January)."]


def test_the_dead_stand_on_top_with_the_wounded(tmp_path: Path) -> None:
    by = KYIV | {"speaker": "Sample Mayor"}
    text = "On 1 January one man was killed and 20 people were hurt in Kyiv, Sample Mayor said."
    built = build(
        tmp_path, (text, [("one man was killed", "killed", 1, by), ("20 people were hurt", "wounded", 20, by)])
    )
    assert [sentence.text for sentence in built.top] == [
        "Sample Mayor: one civilian killed in Kyiv on 1 January (stated 2 January). "
        "Also 20 civilians wounded (stated 2 January)."
    ]


def test_a_description_stands_in_a_sentence_without_a_capital(tmp_path: Path) -> None:
    by = KYIV | {"speaker": "local officials"}
    built = build(tmp_path, ("Local officials: on 1 January 3 died in Kyiv.", [("3 died", "killed", 3, by)]))
    [statement] = built.statements()
    assert statement.sentence.text.startswith("Local officials: 3 civilians")
    assert compose.after("Against that, ", statement).text.startswith("Against that, local officials: 3 civilians")


def test_who_is_not_named_and_whose_rate_has_no_day_do_not_lead(tmp_path: Path) -> None:
    shells = {"unit": "shells", "side": "RU", "per": "day", "speaker": "Sample Mayor"}
    text = "Sample channels said that 60 died on 1 January in Kyiv; Sample Mayor, that 30 died; 20,000 shells a day are fired."
    built = build(tmp_path, (text, [
        ("60 died", "killed", 60, KYIV | {"speaker": "Sample channels"}),
        ("30 died", "killed", 30, KYIV | {"side": "UA", "speaker": "Sample Mayor"}),
        ("20,000 shells a day", "launched", 20000, shells),
    ]))  # fmt: skip
    assert built.top[0].text.startswith("Sample Mayor: 30 Ukrainian troops killed")


def test_things_stand_on_an_island(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    doc = article(connection, "Outlet", "Sample Mayor said that 3 men were wounded on Snake Island.").mention(
        "Sample Mayor"
    )
    doc.add("places", "Snake Island", text="Snake Island", name="Snake Island", rule="test", place_id="s", lat=45.3,
            lon=30.2, country="UA", precision="settlement")  # fmt: skip
    doc.claim("3 men were wounded", "wounded", 3, side="UA", place="Snake Island", speaker="Sample Mayor")
    day.publish(connection)
    assert "wounded on Snake Island (" in told(digest.build(tmp_path / "snapshot.duckdb", day.DAY))[0]
