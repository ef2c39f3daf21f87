"""Relations between claims of several pages: each kind, and what is deliberately not compared."""

# ruff: noqa: S608 (rows and payloads read better on one line; tables and columns are our own)

from __future__ import annotations

import duckdb

from pipeline.relate import TELLINGS, relate
from tests.relate.compared import MAKIIVKA, RUSSIA, UKRAINE, claim, kinds, related
from tests.relate.ledger import article


def test_figures_that_do_not_overlap_contradict(store: duckdb.DuckDBPyConnection) -> None:
    first = claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    later = claim(store, "Two", "63 killed at Makiivka", "2023-01-03", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert related(store) == {(later, first): ("contradiction", "own")}


def test_ranges_that_overlap_agree(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "at least 50 killed at Makiivka", low=50, approx="at least", speaker=UKRAINE, **MAKIIVKA)
    claim(store, "Two", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert kinds(store) == ["agreement"]


def test_about_sixty_is_not_at_odds_with_sixty_three(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "about 60 killed at Makiivka", low=60, approx="about", speaker=UKRAINE, **MAKIIVKA)
    claim(store, "Two", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert kinds(store) == ["agreement"]


def test_relays_of_one_statement_are_no_relation(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    claim(store, "Two", "63 dead at Makiivka", "2023-01-03", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert kinds(store) == []


def test_unequal_places_are_a_different_scope(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    article(store, "Two", "In Donetsk Oblast 120 killed.").place("Donetsk Oblast").claim(
        "120 killed", low=120, speaker=UKRAINE, **(MAKIIVKA | {"place": "Donetsk Oblast"})
    )
    assert kinds(store) == ["different_scope"]


def test_disjoint_windows_are_not_compared_as_figures(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    later = MAKIIVKA | {"start": "2023-01-05", "end": "2023-01-05"}
    claim(store, "Two", "12 killed at Makiivka", "2023-01-06", low=12, speaker=UKRAINE, **later)
    assert kinds(store) == ["different_window"]


def test_two_nights_that_meet_in_one_day_are_two_windows(store: duckdb.DuckDBPyConnection) -> None:
    night = {"side": "UA", "place": "Makiivka"}
    claim(store, "One", "3 killed at Makiivka", low=3, speaker=UKRAINE, **night, start="2023-01-01", end="2023-01-02")
    claim(
        store,
        "Two",
        "5 killed at Makiivka",
        "2023-01-03",
        low=5,
        speaker=UKRAINE,
        **night,
        start="2023-01-02",
        end="2023-01-03",
    )
    assert kinds(store) == ["different_window"]


def test_new_years_eve_and_new_years_day_are_one_night(store: duckdb.DuckDBPyConnection) -> None:
    eve = MAKIIVKA | {"start": "2022-12-31", "end": "2022-12-31"}
    claim(store, "One", "400 killed on New Year's Eve at Makiivka", low=400, speaker=UKRAINE, **eve)
    claim(store, "Two", "63 killed in the night of 1 January at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert list(related(store).values()) == [("contradiction", "one_night")]


def test_running_totals_that_advance_are_a_series(store: duckdb.DuckDBPyConnection) -> None:
    total = {
        "side": "RU",
        "cumulative": True,
        "start": "2022-02-24",
        "speaker": "General Staff of the Armed Forces of Ukraine",
    }
    for day, low in (("2023-01-02", 107440), ("2023-01-03", 108190)):
        article(store, f"Outlet {low}", f"{low} killed since February.", day).claim(
            f"{low} killed", "losses", low, end=day, **total
        )
    assert kinds(store) == ["series"]


def test_totals_of_two_speakers_up_to_other_days_do_not_contradict(store: duckdb.DuckDBPyConnection) -> None:
    for speaker, day, low in ((UKRAINE, "2023-01-02", 107440), ("US intelligence", "2023-01-03", 100000)):
        article(store, speaker, f"{low} killed since February.", day).claim(
            f"{low} killed", "losses", low, end=day, side="RU", cumulative=True, start="2022-02-24", speaker=speaker
        )
    assert kinds(store) == ["different_window"]


def test_a_claim_without_window_takes_that_of_its_incident(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    doc = article(store, "Two", "A strike on Makiivka on 1 January. It left 63 killed.").place("Makiivka")
    strike = doc.incident("strike on Makiivka", place="Makiivka", start="2023-01-01", end="2023-01-01")
    doc.claim("63 killed", low=63, speaker=RUSSIA, side="RU", place="Makiivka", incident=strike)
    assert list(related(store).values()) == [("contradiction", "inherited")]


def test_a_claim_without_any_window_is_not_compared(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    claim(store, "Two", "63 killed at Makiivka", low=63, speaker=RUSSIA, side="RU", place="Makiivka")
    assert kinds(store) == []


def test_an_event_that_readers_know_is_dated_by_the_others(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    doc = article(store, "Two", "The toll of the strike on Makiivka stands at 63 killed.").place("Makiivka")
    doc.claim("63 killed", low=63, speaker=RUSSIA, side="RU", place="Makiivka")
    assert list(related(store).values()) == [("contradiction", "inherited")]


def test_an_incident_that_its_text_does_not_date_is_dated_by_the_others(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    doc = article(store, "Two", "A strike on Makiivka. It left 63 killed.").place("Makiivka")
    strike = doc.incident("strike on Makiivka", place="Makiivka")
    doc.claim("63 killed", low=63, speaker=RUSSIA, side="RU", place="Makiivka", incident=strike)
    assert list(related(store).values()) == [("contradiction", "inherited")]


def test_a_relay_without_a_date_takes_that_of_the_statement(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    claim(store, "Two", "400 dead at Makiivka", "2023-01-03", low=400, speaker=UKRAINE, side="RU", place="Makiivka")
    later = claim(store, "Three", "63 killed at Makiivka", "2023-01-04", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert sorted(kind for (one, _), (kind, _) in related(store).items() if one == later) == ["contradiction"] * 2
    assert store.execute("SELECT count(DISTINCT statement_id) FROM origins").fetchone() == (2,)


def test_two_strikes_that_one_text_tells_apart_are_not_compared(store: duckdb.DuckDBPyConnection) -> None:
    doc = article(
        store, "One", "A strike in the morning killed 3 in Kherson. The evening strike killed 5 people."
    ).place("Kherson")
    day = {"side": "civilian", "place": "Kherson", "start": "2023-01-02", "end": "2023-01-02"}
    for words, low, told in (("killed 3", 3, "A strike in the morning"), ("killed 5", 5, "The evening strike")):
        doc.claim(words, low=low, speaker=f"speaker {low}", incident=doc.incident(told, place="Kherson"), **day)
    assert kinds(store) == []


def test_the_mornings_strike_of_one_outlet_is_not_the_evenings_of_another(store: duckdb.DuckDBPyConnection) -> None:
    day = {"side": "civilian", "place": "Kherson", "start": "2023-01-02", "end": "2023-01-02"}
    for outlet, low, told in (("One", 3, "a morning strike"), ("Two", 5, "an evening strike")):
        doc = article(store, outlet, f"In Kherson {told} killed {low} people.").place("Kherson")
        doc.claim(f"killed {low} people", low=low, incident=doc.incident(told, place="Kherson"), **day)
    assert kinds(store) == []


def test_drones_and_missiles_are_not_compared(store: duckdb.DuckDBPyConnection) -> None:
    night = {"side": "RU", "place": "Kyiv", "start": "2023-01-02", "end": "2023-01-02"}
    for unit, low in (("drones", 39), ("missiles", 12)):
        article(store, unit, f"{low} {unit} at Kyiv.").place("Kyiv").claim(
            f"{low} {unit}", "launched", low, unit=unit, speaker=unit, **night
        )
    assert kinds(store) == []


def test_prisoners_exchanged_are_counted_between_states(store: duckdb.DuckDBPyConnection) -> None:
    doc = article(store, "One", "In September 215 were freed. On Saturday it was 140 more.")
    doc.claim("215 were freed", "exchanged", 215, side="UA", start="2022-09-01", end="2022-09-30")
    doc.claim("140 more", "exchanged", 140, side="UA", speaker="Andriy Yermak", start="2022-12-31", end="2022-12-31")
    assert kinds(store) == ["different_window"]


def test_a_town_and_its_region_are_of_different_scope_whatever_their_days(store: duckdb.DuckDBPyConnection) -> None:
    for outlet, place, day in (("One", "Kherson", "2022-12-24"), ("Two", "Kherson Oblast", "2022-12-31")):
        doc = article(store, outlet, f"In {place} 5 were killed.").place(place)
        doc.claim("5 were killed", low=5, side="civilian", place=place, start=day, end=day)
    assert kinds(store) == ["different_scope"]


def test_what_many_relay_on_one_day_is_compared_in_its_first_tellings(store: duckdb.DuckDBPyConnection) -> None:
    for number in range(TELLINGS + 2):
        told = f"2023-01-02T{23 - number:02}:00:00+00:00"
        claim(
            store,
            f"Outlet {number:02}",
            f"{number:02}: 63 killed at Makiivka",
            told,
            low=63,
            speaker=RUSSIA,
            **MAKIIVKA,
        )
    claim(store, "Other", "400 killed at Makiivka", low=400, speaker=UKRAINE, **MAKIIVKA)
    assert kinds(store) == ["contradiction"] * TELLINGS
    quotes = store.execute(
        "SELECT min(quote) FROM relations r JOIN claims c ON c.claim_id IN (r.claim_id, r.other_claim_id)"
    )
    assert quotes.fetchall() == [("02: 63 killed at Makiivka",)]  # the last two of the day are left out
    assert store.execute("SELECT count(DISTINCT statement_id) FROM origins").fetchone() == (2,)


def test_what_a_witness_saw_is_no_count_of_the_place(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "two of my neighbours killed at Makiivka", low=2, speaker="Sample Witness", **MAKIIVKA)
    claim(store, "Two", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert kinds(store) == ["different_scope"]


def test_what_a_witness_saw_on_another_day_is_of_another_day(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "two of my neighbours killed at Makiivka", low=2, speaker="Sample Witness", **MAKIIVKA)
    next_day = MAKIIVKA | {"start": "2023-01-02", "end": "2023-01-02"}
    claim(store, "Two", "63 killed at Makiivka", low=63, speaker=RUSSIA, **next_day)
    assert kinds(store) == ["different_window"]


def test_my_block_is_no_count_of_the_place(store: duckdb.DuckDBPyConnection) -> None:
    doc = article(store, "One", "“In my block nobody was killed,” he said. Makiivka.").place("Makiivka")
    doc.claim("nobody was killed", low=0, speaker="Sample Witness", **MAKIIVKA)
    claim(store, "Two", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    assert kinds(store) == ["different_scope"]


def test_some_days_at_a_time_leave_what_a_rebuild_leaves(store: duckdb.DuckDBPyConnection) -> None:
    days = ["2023-01-02", "2023-01-03", "2023-01-04"]
    for number, day in enumerate(days):
        claim(store, f"Outlet {number}", f"{60 + 10 * number} killed at Makiivka", day, low=60 + 10 * number,
              speaker=(UKRAINE, RUSSIA)[number % 2], **MAKIIVKA)  # fmt: skip
        relate(
            store,
            store.execute("SELECT DISTINCT published_on FROM articles WHERE published_on = $1", [day]).fetchall()[0],
        )
    tables = ("relations", "origins", "article_relations", "signatures")
    stepwise = {table: store.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables}
    relate(store, None)
    assert {table: store.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables} == stepwise
    assert len(stepwise["relations"]) == 3


def test_two_witnesses_of_two_streets_do_not_contradict_each_other(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "two of my neighbours were killed at Makiivka", low=2, speaker="Pylyp Sample", **MAKIIVKA)
    claim(store, "Two", "four men of our street died at Makiivka", low=4, speaker="Olha Sample", **MAKIIVKA)
    assert kinds(store) == ["different_scope"]


def test_a_toll_does_not_sink_to_nothing(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "20 killed at Makiivka", low=20, speaker=RUSSIA, **MAKIIVKA)
    night = MAKIIVKA | {"end": "2023-01-02"}
    claim(store, "Two", "nobody was killed at Makiivka", "2023-01-03", low=0, speaker=RUSSIA, **night)
    assert kinds(store) == ["different_window"]


def test_three_days_hold_what_one_of_them_holds(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "20 killed at Makiivka", low=20, speaker=UKRAINE, **MAKIIVKA)
    three = MAKIIVKA | {"end": "2023-01-03"}
    claim(store, "Two", "37 killed at Makiivka", "2023-01-04", low=37, speaker=RUSSIA, **three)
    claim(store, "Three", "5 killed at Makiivka", "2023-01-04", low=5, speaker="Sample Speaker", **three)
    assert kinds(store) == ["contradiction", "contradiction", "different_window"]


def test_what_happened_after_the_statement_lends_it_no_days(store: duckdb.DuckDBPyConnection) -> None:
    claim(store, "One", "63 killed at Makiivka", low=63, speaker=RUSSIA, **MAKIIVKA)
    doc = article(store, "Two", "A strike hit Makiivka: 12 killed there, he had said.").place("Makiivka")
    strike = doc.incident("A strike", place="Makiivka", start="2023-01-01", end="2023-01-01")
    undated = {"side": "RU", "place": "Makiivka", "stated_on": "2022-12-22", "incident": strike}
    doc.claim("12 killed", low=12, speaker=UKRAINE, **undated)  # type: ignore[arg-type]
    assert kinds(store) == []
