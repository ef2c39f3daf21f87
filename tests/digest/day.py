"""One invented day in a snapshot, for the tests of the digest."""

# ruff: noqa: E501 (rows and payloads read better on one line)

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from pipeline.relate import relate
from tests.relate.ledger import MIGRATIONS, Doc, article, fetch

DAY = date(2023, 1, 2)
STRATCOM = "StratCom of the Armed Forces of Ukraine"
RUSSIA = "Russian Ministry of Defence"


def empty(path: Path) -> duckdb.DuckDBPyConnection:
    """A live database in a file, with its tables."""
    connection = duckdb.connect(str(path))
    for migration in sorted(MIGRATIONS.glob("*.sql")):
        connection.execute(migration.read_text(encoding="utf-8"))
    return connection


def publish(connection: duckdb.DuckDBPyConnection) -> None:
    """Relate everything and mark the file as a snapshot."""
    relate(connection, None)
    connection.execute("DELETE FROM snapshot_info")
    connection.execute("INSERT INTO snapshot_info VALUES ('snapshot-1', TIMESTAMPTZ '2023-01-03 00:00:00+00')")
    connection.close()


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """A strike with two counts, drones with a pair, a town whose holder is disputed, a hedge, a failed page."""
    text = (
        "Ukraine's StratCom said on Sunday that about 400 Russian soldiers were killed in a New Year's Eve strike on "
        "Makiivka. Officials in Kherson said three people were wounded by shelling on Monday, two of them women."
    )
    doc = article(connection, "Baltic Wire", text, "2023-01-02T09:00:00+02:00").mention("StratCom", STRATCOM)
    doc.place("Makiivka").place("Kherson").time("Sunday", "2023-01-01").time("New Year's Eve", "2022-12-31").time(
        "Monday", "2023-01-02"
    )
    doc.claim("about 400 Russian soldiers were killed", low=400, approx="about", side="RU", place="Makiivka", start="2022-12-31",
              end="2022-12-31", speaker=STRATCOM, stated_on="2023-01-01")  # fmt: skip
    doc.claim("three people were wounded", "wounded", 3, side="civilian", place="Kherson", start="2023-01-02", end="2023-01-02",
              speaker="officials", parts=[{"low": 2.0, "high": 2.0, "of": "women"}])  # fmt: skip
    for outlet in ("North Post", "Harbour Daily"):
        _ministry(connection, outlet)
    _estimate(connection)
    _control(connection)
    article(connection, "Vechirni Visti", "Над Києвом збили дрони.", language="uk", analysis="language")
    fetch(connection, "https://balticwire.example/lost", "dropped", fetched=datetime(2023, 1, 2, 9, tzinfo=UTC), outlet="Baltic Wire",
          reason="not_found", published_on=DAY)  # fmt: skip


def _ministry(connection: duckdb.DuckDBPyConnection, outlet: str) -> Doc:
    text = f"Russia's defence ministry said on Monday that 63 servicemen died in the night of 1 January in Makiivka, {outlet} reports."
    doc = article(connection, outlet, text, "2023-01-02T19:00:00+02:00").mention("Russia's defence ministry", RUSSIA)
    doc.place("Makiivka").time("1 January", "2023-01-01").time("Monday", "2023-01-02")
    doc.claim(
        "63 servicemen died", low=63, side="RU", place="Makiivka", start="2023-01-01", end="2023-01-01", speaker=RUSSIA
    )
    return doc


def _estimate(connection: duckdb.DuckDBPyConnection) -> None:
    text = (
        "The Ministry of Defence said it is unlikely that Russia will achieve a breakthrough near Bakhmut. Ukraine shot down "
        "39 drones over Kyiv overnight, the air force said."
    )
    doc = article(connection, "Isle Herald", text).mention("Ministry of Defence", "UK Ministry of Defence")
    doc.place("Bakhmut").place("Kyiv").mention("air force", "Ukrainian Air Force")
    hedge = doc.hedge("unlikely", "unlikely", 25, 35)
    doc.estimate(
        "unlikely that Russia will achieve a breakthrough near Bakhmut", speaker="UK Ministry of Defence", hedge=hedge
    )
    doc.claim("shot down 39 drones", "shot_down", 39, unit="drones", side="RU", place="Kyiv", start="2023-01-01", end="2023-01-02",
              speaker="Ukrainian Air Force")  # fmt: skip


def _control(connection: duckdb.DuckDBPyConnection) -> None:
    text = (
        "Wagner has taken Soledar, its founder Yevgeny Prigozhin said. Hanna Maliar said Ukrainian troops hold Soledar."
    )
    doc = (
        article(connection, "Quay Chronicle", text)
        .mention("Yevgeny Prigozhin", kind="PERSON")
        .mention("Hanna Maliar", kind="PERSON")
    )
    doc.place("Soledar")
    doc.claim("taken Soledar", "control", place="Soledar", side="RU", action="takes", start="2023-01-02", end="2023-01-02",
              speaker="Yevgeny Prigozhin")  # fmt: skip
    doc.claim("troops hold Soledar", "control", place="Soledar", side="UA", action="holds", start="2023-01-02", end="2023-01-02",
              speaker="Hanna Maliar")  # fmt: skip
