"""Relate: join articles and claims to each other: revisions, copies, origins, relations between claims.

Reads articles, blocks, mentions, places, claims and incidents of the live database; writes article_relations,
signatures, origins, relations and stories. Everything written here can be rebuilt from those tables at any time.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from pipeline.relate import copies, stories

SQL = Path(__file__).parent / "sql"
SPEAKERS = Path(__file__).parent / "speakers.csv"

HORIZON_DAYS = 14  # how far apart two statements may be and still be compared: a fortnight holds the life of a toll
WEEK_DAYS = 7  # how far apart two articles may be to tell of one event when only one of them dates it
NATIONAL = ("country", "state")  # in speakers.csv: who means the whole country; who is the state or its army itself
ABOUT = 0.1  # "about 60" stands for 54 to 66: what newsrooms round a toll by
WINDOW_SLACK_DAYS = 2  # a window that is longer by more covers something else: a month's total is no day's toll
TELLINGS = 10  # of one statement on one day that are compared: ten thousand articles a day stay bearable
CONTROL_LASTS_DAYS = 3  # a place said to be taken is said to be held for the days after, unless somebody says otherwise

log = logging.getLogger("sitrep.relate")


@dataclass(frozen=True, slots=True)
class Counts:
    """What one run of relate wrote for the days touched."""

    days: int
    articles: int
    copies: int
    claims: int
    relations: int
    contradictions: int


def relate(connection: duckdb.DuckDBPyConnection, days: Collection[date] | None) -> Counts:
    """Bring everything that joins articles up to date for the days touched (None: rebuild all of it).

    Runs in one transaction of its own. The same tables and days give the same rows, however often it runs; a run
    over some days leaves what a rebuild would; stories alone keep the ids and the company that they had.
    """
    connection.begin()
    try:
        counts = _relate(connection, days)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    log.info("related %s", " ".join(f"{key}={value}" for key, value in asdict(counts).items()))
    return counts


def _relate(connection: duckdb.DuckDBPyConnection, days: Collection[date] | None) -> Counts:
    _stage_run(connection, days)
    _run(connection, "stage_articles", "clear_touched", "relate_revisions")
    copied = copies.relate_copies(connection)
    copies.root_articles(connection)
    _run(
        connection,
        "stage_claims",
        "inherit_windows",
        "name_states",
        "name_statements",
        "clear_claims",
        "name_origins",
        "relate_claims",
    )
    stories.relate_stories(connection)
    row = connection.execute((SQL / "select_counts.sql").read_text()).fetchone()
    if row is None:
        raise AssertionError("a SELECT of aggregates gives one row")
    touched, articles, claims, relations, contradictions = row
    return Counts(touched, articles, copied, claims, relations, contradictions)


def _stage_run(connection: duckdb.DuckDBPyConnection, days: Collection[date] | None) -> None:
    """The days, the tuned constants, the macros and the declared speakers, as this run's SQL sees them."""
    constants = {
        "horizon": HORIZON_DAYS,
        "week": WEEK_DAYS,
        "about": ABOUT,
        "window_slack": WINDOW_SLACK_DAYS,
        "control_lasts": CONTROL_LASTS_DAYS,
        "tellings": TELLINGS,
    }
    for name, value in constants.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    _run(connection, "define_words", "define_judgement")
    connection.execute("CREATE OR REPLACE TEMP TABLE touched_days (day DATE)")
    if days is None:
        connection.execute("INSERT INTO touched_days SELECT DISTINCT published_on FROM articles")
    elif days:
        connection.execute("INSERT INTO touched_days SELECT unnest($1::DATE[])", [sorted(days)])
    with SPEAKERS.open(encoding="utf-8", newline="") as file:
        speakers = [
            (
                row["name"],
                row["voice"],
                row["side"] or None,
                row["speaks_for"] in NATIONAL,
                row["speaks_for"] == "state",
            )
            for row in csv.DictReader(file)
        ]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE known_speakers AS SELECT speaker_key(unnest($1)) AS key, unnest($2) AS voice, "
        "unnest($3) AS side, unnest($4) AS national, unnest($5) AS whole",
        [list(column) for column in zip(*speakers, strict=True)],
    )


def _run(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    for name in names:
        connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))
