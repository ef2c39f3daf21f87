"""What was expected earlier stands beside what is stated now of the same place and kind of thing, without a verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline import digest
from pipeline.digest.edition import Foreseen
from tests.digest import day
from tests.relate.ledger import article


def built(
    path: Path, expectation: str, *, published: str = "2023-01-01", place: str = "Soledar"
) -> tuple[Foreseen, ...]:
    """The day after an expectation; on it Prigozhin says that Soledar was taken, and Maliar that it is held."""
    connection = day.empty(path / "snapshot.duckdb")
    day.fill(connection)
    doc = article(connection, "Isle Herald", expectation, published).mention(
        "Ministry of Defence", "UK Ministry of Defence"
    )
    doc.place(place)
    hedge = doc.hedge("unlikely", "unlikely", 25, 35)
    words = expectation[expectation.index("unlikely") : -1]
    doc.estimate(words, speaker="UK Ministry of Defence", hedge=hedge, place=place)
    day.publish(connection)
    return digest.build(path / "snapshot.duckdb", day.DAY).foreseen


FALL = "The Ministry of Defence said it is unlikely that Soledar will fall soon."


def test_an_expectation_stands_beside_later_claims_of_its_place_and_measure(tmp_path: Path) -> None:
    (found,) = built(tmp_path, FALL)
    assert (found.place, found.said_on) == ("Soledar", date(2023, 1, 1))
    assert "hedged “unlikely” (PHIA: 25–35 %)" in found.sentence.text
    told = [item.sentence.text for item in found.statements]
    assert any("Yevgeny Prigozhin: Russian forces took Soledar" in text for text in told)
    assert any("Hanna Maliar: Ukrainian forces hold Soledar" in text for text in told)


@pytest.mark.parametrize(
    ("expectation", "options"),
    [
        ("The Ministry of Defence said it is unlikely that many prisoners are in Soledar.", {}),  # another measure
        ("The Ministry of Defence said it is unlikely that Kramatorsk will fall soon.", {"place": "Kramatorsk"}),
        (FALL, {"published": "2023-01-03"}),  # said afterwards
        (FALL, {"published": "2022-11-20"}),  # more than a month ago
    ],
)
def test_nothing_else_is_set_beside_it(tmp_path: Path, expectation: str, options: dict[str, str]) -> None:
    assert built(tmp_path, expectation, **options) == ()


def test_one_sentence_with_two_words_of_doubt_is_one_expectation(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    day.fill(connection)
    text = "Sample Expert: Soledar may fall, and it could fall soon."
    doc = (
        article(connection, "Isle Herald", text, "2023-01-01").place("Soledar").mention("Sample Expert", kind="PERSON")
    )
    for word in ("may", "could"):
        hedge = doc.hedge(word, None, None, None, "none")
        doc.estimate(f"{word} fall", speaker="Sample Expert", hedge=hedge, place="Soledar")
    day.publish(connection)
    assert len(digest.build(tmp_path / "snapshot.duckdb", day.DAY).foreseen) == 1


def test_what_is_stated_of_a_place_stands_once_beside_all_that_was_expected_of_it(tmp_path: Path) -> None:
    connection = day.empty(tmp_path / "snapshot.duckdb")
    day.fill(connection)
    for name in ("First Expert", "Second Expert"):
        text = f"{name}: Soledar may fall."
        doc = article(connection, name, text, "2023-01-01").place("Soledar").mention(name, kind="PERSON")
        doc.estimate("may fall", speaker=name, hedge=doc.hedge("may", None, None, None, "none"), place="Soledar")
    day.publish(connection)
    built = digest.build(tmp_path / "snapshot.duckdb", day.DAY)
    written = digest.render_markdown(built).partition("## Expected earlier")[2]
    assert len(built.foreseen) == 2
    assert written.count("Soledar may fall") == 2
    assert written.count("Russian forces took Soledar") == 1
