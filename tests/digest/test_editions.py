"""Editions are kept, late articles say what they changed, and any day can be seen as it was known at any moment."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from pipeline import digest
from tests.digest import day
from tests.relate.ledger import article

EARLY = datetime(2023, 1, 2, 21, tzinfo=UTC)
SCHEMA = Path(__file__).parents[2] / "schemas" / "events" / "digest.v1.json"


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    """The day with an article that was fetched a day late, and one that was corrected."""
    path = tmp_path / "snapshot.duckdb"
    connection = day.empty(path)
    day.fill(connection)
    url = "https://baywatcher.example/strike"
    for low, fetched in ((11, "2023-01-02T20:00:00+00:00"), (12, "2023-01-03T20:00:00+00:00")):
        doc = article(
            connection, "Bay Watcher", f"Shells killed {low} people in Dnipro on 2 January.", url=url, fetched=fetched
        )
        doc.place("Dnipro").time("2 January", "2023-01-02")
        doc.claim(
            f"killed {low} people", low=low, side="civilian", place="Dnipro", start="2023-01-02", end="2023-01-02"
        )
    day.publish(connection)
    return path


def texts(built: digest.Digest) -> str:
    return "\n".join(sentence.text for sentence in built.sentences().values())


def test_as_of_shows_what_had_been_fetched_by_then(amended: Path) -> None:
    before, after = digest.build(amended, day.DAY, EARLY), digest.build(amended, day.DAY)
    assert "11 civilians killed in Dnipro" in texts(before)
    assert "12 civilians killed in Dnipro" not in texts(before)
    assert "12 civilians killed in Dnipro" in texts(after)


def test_a_corrected_article_is_an_erratum(amended: Path) -> None:
    built = digest.build(amended, day.DAY)
    corrected = [change.sentence.text for change in built.changes if change.kind == "corrected"]
    assert len(corrected) == 1
    assert corrected[0].index("12 civilians") < corrected[0].index("Before that, ") < corrected[0].index("11 civilians")
    assert "Errata" in digest.render_html(built)


def test_the_page_says_what_changed_since_it_was_first_published(amended: Path, tmp_path: Path) -> None:
    folder = tmp_path / "digests"
    early = digest.build(amended, day.DAY, EARLY)
    first = digest.write(
        type(early)(**{name: getattr(early, name) for name in early.__slots__} | {"as_of": None}), folder
    )
    second = digest.write(digest.build(amended, day.DAY), folder)
    assert first["digest_id"] != second["digest_id"]
    page = (folder / f"{day.DAY}.html").read_text(encoding="utf-8")
    assert "<s>Bay Watcher, in its own words: 11 civilians killed in Dnipro" in page
    for edition in (first, second):
        assert (folder / "editions" / str(day.DAY) / f"{edition['digest_id']}.html").exists()
        assert edition["digest_id"] in page


def test_the_same_snapshot_gives_the_same_edition_and_the_same_files(snapshot: Path, tmp_path: Path) -> None:
    for _ in range(2):
        value = digest.write(digest.build(snapshot, day.DAY), tmp_path)
        shown = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    again = digest.write(digest.build(snapshot, day.DAY), tmp_path)
    assert again["digest_id"] == value["digest_id"]
    assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == shown


def test_a_past_moment_does_not_take_the_address_of_the_day(amended: Path, tmp_path: Path) -> None:
    digest.write(digest.build(amended, day.DAY, EARLY), tmp_path / "digests")
    assert not (tmp_path / "digests" / f"{day.DAY}.html").exists()


def test_two_editions_can_be_compared(amended: Path) -> None:
    before, after = (json.loads(digest.render_json(digest.build(amended, day.DAY, moment))) for moment in (EARLY, None))
    difference = digest.compare(before, after)
    assert any("12 civilians" in text for text in difference.added)
    assert any("11 civilians" in text for text in difference.withdrawn)


def test_what_goes_to_the_topic_is_valid(snapshot: Path, tmp_path: Path) -> None:
    value = digest.write(digest.build(snapshot, day.DAY), tmp_path)
    jsonschema.validate(value, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_csv_geojson_and_atom_hold_the_day(snapshot: Path, tmp_path: Path) -> None:
    built = digest.build(snapshot, day.DAY)
    digest.write(built, tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / f"{day.DAY}.csv").read_text(encoding="utf-8"))))
    assert len(rows) == len(built.statements())
    assert {"63.0", "400.0"} <= {row["low"] for row in rows}
    places = json.loads((tmp_path / f"{day.DAY}.geojson").read_text(encoding="utf-8"))
    makiivka = next(feature for feature in places["features"] if feature["properties"]["name"] == "Makiivka")
    assert makiivka["geometry"] == {"type": "Point", "coordinates": [37.98, 48.03]}
    assert makiivka["properties"]["disputed"] is True
    feed = ElementTree.fromstring((tmp_path / "atom.xml").read_text(encoding="utf-8"))  # noqa: S314 (our own file)
    assert [
        entry.findtext("{http://www.w3.org/2005/Atom}title")
        for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")
    ] == ["Situation report, 2023-01-02"]


def test_a_text_without_a_title_is_named_by_its_first_words(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.duckdb"
    connection = day.empty(path)
    article(connection, "Bay Archive", "Two bridges fell, and nobody knew for certain when.", title=None)
    day.publish(connection)
    built = digest.build(path, day.DAY)
    assert [line.title for line in built.sources.read] == [
        "Untitled: “Two bridges fell, and nobody knew for certain …”"
    ]
    assert built.pages[0].title == built.sources.read[0].title


def test_a_first_line_that_may_be_a_title_names_the_text(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.duckdb"
    connection = day.empty(path)
    line = "Two bridges fall as both armies blame each other for it"
    article(connection, "Bay Archive", f"{line}\n\nNobody knew for certain when.", title=None)
    day.publish(connection)
    assert [each.title for each in digest.build(path, day.DAY).sources.read] == [f"Untitled: “{line}”"]


def test_what_nobody_dates_is_not_told_as_stated_on_the_day_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.duckdb"
    connection = day.empty(path)
    doc = article(connection, "Bay Archive", "Shells killed 11 people in Dnipro, police said.")
    doc.place("Dnipro").claim("killed 11 people", low=11, side="civilian", place="Dnipro", speaker="police")
    connection.execute("UPDATE articles SET published_at = NULL, published_at_utc = NULL")
    day.publish(connection)
    (statement,) = digest.build(path, day.DAY).statements()
    assert statement.sentence.text == "Police: 11 civilians killed in Dnipro (undated, read 2 January)."
    assert statement.dated is False


def test_a_day_without_articles_says_so(snapshot: Path) -> None:
    built = digest.build(snapshot, datetime(2023, 5, 5, tzinfo=UTC).date())
    assert "Nothing was read for this day." in digest.render_html(built)


def test_headlines_are_titles_of_the_day_those_that_most_outlets_tell_first(digest: digest.Digest) -> None:
    told = {line.title for line in digest.sources.read}
    assert digest.headlines
    assert {headline.title for headline in digest.headlines} <= told
    heard = [headline.outlets for headline in digest.headlines]
    assert heard == sorted(heard, reverse=True)


def test_the_reader_sees_what_was_read_missed_and_not_analysed(digest: digest.Digest) -> None:
    sources = digest.sources
    assert [line.outlet for line in sources.not_analysed] == ["Vechirni Visti"]
    assert [(missed.outlet, missed.reason) for missed in sources.missed] == [("Baltic Wire", "not_found")]
    assert {line.outlet for line in sources.read} >= {"Baltic Wire", "North Post", "Harbour Daily", "Isle Herald"}
