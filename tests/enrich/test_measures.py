"""Adding a measure is one declaration: the grammar that finds its words in a sentence does not change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.enrich import measures, sentences
from pipeline.enrich.measures_forms import words
from tests.enrich.reading import read

_CACHED = (
    measures.verb_senses,
    measures.event_nouns,
    measures.counted_nouns,
    measures.state_words,
    sentences.measure_words,
)


@pytest.fixture
def arrested(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    measure = measures.Measure(
        "arrested", kinds=words("person"), objects=words("arrest"), events=words("arrest"), counted=words("arrest")
    )
    monkeypatch.setattr(measures, "MEASURES", (*measures.MEASURES, measure))
    for cached in _CACHED:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in _CACHED:
        cached.cache_clear()


@pytest.mark.usefixtures("arrested")
@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Police arrested 12 men in Kherson on Monday.", 12),
        ("Seven saboteurs were arrested in Kherson on Monday, officials said.", 7),
        ("The arrest of at least 30 residents of Kherson was reported on Monday.", 30),
        ("There were nine arrests in Kherson on Monday.", 9),
    ],
)
def test_a_declared_measure_is_found_in_every_form_with_place_and_day(text: str, low: int) -> None:
    (claim,) = read(text).claims
    assert (claim.measure, claim.low, claim.place, claim.start) == ("arrested", low, "Kherson", "2023-01-02")
