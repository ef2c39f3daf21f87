"""Copies, relays and sides: what counts as one origin."""

# ruff: noqa: E501, S608 (rows and payloads read better on one line; tables and columns are our own)

from __future__ import annotations

import duckdb

from pipeline.relate import relate
from tests.relate.ledger import article

TEXT = (
    "The governor said on Monday that shells fell on the market at noon, when the square was full of people who had come to buy "
    "bread for the holidays. Twelve people were killed and thirty were taken to hospital, where doctors worked without light for "
    "most of the night. The mayor asked everybody to stay at home until the sappers had cleared the streets around the station."
)
OTHER = (
    "Engineers have repaired two of the six lines that feed the city, and the metro runs again between the river and the centre. "
    "Twelve people were killed on the icy roads of the region since Friday, police said, asking drivers to wait for the salt trucks "
    "that were due in the evening. Schools stay closed until the heating works in all of them."
)


def copies(store: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    relate(store, None)
    return store.execute(
        "SELECT x.outlet, y.outlet, r.kind FROM article_relations r JOIN articles x USING (event_id) "
        "JOIN articles y ON y.event_id = r.other_event_id ORDER BY ALL"
    ).fetchall()


def test_the_same_words_under_two_addresses_are_an_exact_duplicate(store: duckdb.DuckDBPyConnection) -> None:
    article(store, "One", TEXT, "2023-01-02T10:00:00+00:00", url="https://one.example/a")
    article(store, "One", TEXT.upper(), "2023-01-02T11:00:00+00:00", url="https://one.example/b")
    assert copies(store) == [("One", "One", "exact_duplicate")]


def test_a_cut_copy_of_another_outlet_is_syndication_and_points_to_the_earlier_one(
    store: duckdb.DuckDBPyConnection,
) -> None:
    article(store, "Wire", TEXT, "2023-01-02T10:00:00+00:00", kind="agency")
    article(store, "Paper", TEXT.replace("holidays", "feast")[:330] + " (Wire)", "2023-01-02T12:00:00+00:00")
    assert copies(store) == [("Paper", "Wire", "syndication")]


def test_texts_about_other_things_are_no_copies(store: duckdb.DuckDBPyConnection) -> None:
    article(store, "One", TEXT)
    article(store, "Two", OTHER)
    assert copies(store) == []


def test_bulletins_of_two_days_share_their_form_and_are_no_copies(store: duckdb.DuckDBPyConnection) -> None:
    form = (
        "The total combat losses of the enemy from the start were approximately: personnel {} persons, tanks {}, armoured vehicles "
        "{}, artillery systems {}, rocket launchers {}, air defence {}, aircraft {}, helicopters {}, drones {}, ships {}."
    )
    for day in (2, 3):
        article(store, "Staff", form.format(*(1000 * day + step for step in range(10))), f"2023-01-0{day}")
    assert copies(store) == []


def test_a_copy_has_the_origin_of_its_first(store: duckdb.DuckDBPyConnection) -> None:
    for outlet, kind, hour in (("Paper", "outlet", 9), ("Wire", "agency", 10), ("Late", "outlet", 12)):
        article(store, outlet, TEXT, f"2023-01-02T{hour:02}:00:00+00:00", kind=kind).claim(
            "Twelve people were killed", low=12
        )
    relate(store, None)
    assert store.execute("SELECT DISTINCT origin FROM origins").fetchall() == [("Wire",)]
    assert store.execute("SELECT count(DISTINCT statement_id) FROM origins").fetchone() == (1,)


def test_five_outlets_that_repeat_one_ministry_are_one_origin(store: duckdb.DuckDBPyConnection) -> None:
    for number in range(5):
        article(store, f"Outlet {number}", f"Report {number}: 63 killed, said the ministry.").claim(
            "63 killed", low=63, speaker="Igor Konashenkov" if number else "Russian Ministry of Defence"
        )
    relate(store, None)
    rows = store.execute("SELECT DISTINCT origin, side, statement_id FROM origins").fetchall()
    assert [(origin, side) for origin, side, _ in rows] == [("Russian Ministry of Defence", "RU")]


def test_an_article_that_repeats_its_source_in_its_own_words_adds_no_origin(store: duckdb.DuckDBPyConnection) -> None:
    doc = article(store, "One", "A strike left 63 killed. The ministry said that 63 died.")
    doc.claim("63 killed", low=63)
    doc.claim("63 died", low=63, speaker="Russian Ministry of Defence")
    relate(store, None)
    assert store.execute("SELECT DISTINCT origin FROM origins").fetchall() == [("Russian Ministry of Defence",)]


def test_two_speakers_of_one_state_are_two_origins_and_one_side(store: duckdb.DuckDBPyConnection) -> None:
    doc = article(store, "One", "Zelenskyy said 39 drones fell; the air force said 39 drones were hit.")
    doc.claim("39 drones fell", "shot_down", 39, unit="drones", speaker="Volodymyr Zelenskyy")
    doc.claim("39 drones were hit", "shot_down", 39, unit="drones", speaker="Ukrainian Air Force")
    relate(store, None)
    assert store.execute("SELECT count(DISTINCT origin_id), count(DISTINCT side) FROM origins").fetchone() == (2, 1)


def test_a_state_named_for_its_ministry_is_the_ministry(store: duckdb.DuckDBPyConnection) -> None:
    day = {"side": "RU", "place": "Makiivka", "start": "2023-01-01", "end": "2023-01-01"}
    article(store, "One", "The ministry said that 63 died in Makiivka.").claim(
        "63 died", low=63, speaker="Russian Ministry of Defence", **day
    )
    article(store, "Two", "Russia says 63 of its men died in Makiivka.", "2023-01-03").claim(
        "63 of its men died", low=63, speaker="Russia", side="RU", place="Makiivka"
    )
    article(store, "Three", "Russia says 70 of its men died in Makiivka.", "2023-01-03").claim(
        "70 of its men died", low=70, speaker="Russia", **day
    )
    article(store, "Four", "Ukraine says 63 Russians died in Makiivka.", "2023-01-03").claim(
        "63 Russians died", low=63, speaker="Ukraine", **day
    )
    relate(store, None)
    rows = store.execute(
        "SELECT a.outlet, o.origin, o.rule FROM origins o JOIN claims USING (claim_id) JOIN articles a USING (ce_id) ORDER BY ALL"
    ).fetchall()
    assert rows == [
        ("Four", "Ukraine", "speaker"),
        ("One", "Russian Ministry of Defence", "speaker"),
        ("Three", "Russia", "speaker"),
        ("Two", "Russian Ministry of Defence", "state_named"),
    ]
    assert store.execute(
        "SELECT count(DISTINCT statement_id) FROM origins WHERE origin LIKE '%Ministry%'"
    ).fetchone() == (1,)


def test_independent_outlets_stay_apart(store: duckdb.DuckDBPyConnection) -> None:
    for outlet, text in (("One", TEXT), ("Two", OTHER)):
        article(store, outlet, text).claim("Twelve people were killed", low=12)
    relate(store, None)
    assert store.execute("SELECT count(DISTINCT origin_id) FROM origins").fetchone() == (2,)


def test_a_removed_article_leaves_nothing_behind(store: duckdb.DuckDBPyConnection) -> None:
    article(store, "One", TEXT).claim("Twelve people were killed", low=12)
    article(store, "Two", TEXT.replace("noon", "dusk"), url="https://two.example/x").claim(
        "Twelve people were killed", low=12
    )
    relate(store, None)
    for table in ("articles", "claims"):
        store.execute(f"DELETE FROM {table} WHERE event_id IN (SELECT min(event_id) FROM signatures)")
    relate(store, [])
    for table in ("origins", "signatures"):
        assert store.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    assert store.execute("SELECT count(*) FROM article_relations").fetchone() == (0,)


def test_a_count_of_a_whole_country_is_another_statement_on_another_day(store: duckdb.DuckDBPyConnection) -> None:
    staff = "General Staff of the Armed Forces of Ukraine"
    for outlet, first, last in (("One", "01", "02"), ("Two", "01", "02"), ("Three", "02", "03")):
        doc = article(store, outlet, f"{outlet}: 720 soldiers were killed over the past day.", f"2023-01-{last}")
        doc.claim(
            "720 soldiers were killed",
            low=720,
            side="RU",
            speaker=staff,
            start=f"2023-01-{first}",
            end=f"2023-01-{last}",
        )
    relate(store, None)
    assert store.execute("SELECT count(DISTINCT statement_id) FROM origins").fetchone() == (2,)
