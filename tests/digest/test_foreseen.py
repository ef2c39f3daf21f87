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
