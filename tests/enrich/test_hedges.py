"""Words of doubt are kept with their scale, and with the words that they put in doubt."""

from __future__ import annotations

import pytest

from pipeline.enrich.hedges import SCALES, band_of, with_speaker
from pipeline.models import Hedge
from tests.enrich.hedge_cases import CASES
from tests.enrich.reading import read as whole
from tests.enrich.sheet import read


def hedges(text: str) -> list[tuple[str, str]]:
    """(phrase, words in doubt)"""
    found = read(text).hedges
    return [(h.phrase, text[h.target.char_start : h.target.char_end] if h.target else "") for h in found]


@pytest.mark.parametrize(
    ("text", "phrase", "target"),
    [
        ("It is unlikely that the town will fall soon.", "unlikely", "the town will fall soon"),
        ("The town could fall in May.", "could", "fall in May"),
        ("Forces are highly likely short of shells.", "highly likely", "short of shells"),
        ("There is a realistic possibility that the lull will end.", "realistic possibility", "the lull will end"),
        ("A collapse is highly unlikely.", "highly unlikely", "A collapse"),
        ("The lull was likely to last.", "likely", "to last"),
        ("They probably lost the hill.", "probably", "lost the hill"),
    ],
)
def test_the_words_in_doubt_are_those_after_the_hedge_or_its_subject(text: str, phrase: str, target: str) -> None:
    assert hedges(text) == [(phrase, target)]


@pytest.mark.parametrize(
    "text",
    ["It ended in May.", "May 9 is a holiday.", "They could not cross.", "The blast could be heard far away.",
     "Come as soon as possible.", "He believes that it is over.", "They claim success."],
)  # fmt: skip
def test_months_abilities_and_verbs_of_saying_are_no_hedges(text: str) -> None:
    assert hedges(text) == []


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:70] for text, _ in CASES])
def test_doubt_has_phrase_target_scale_and_band(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    found = whole(text).hedges
    assert [(h.phrase, h.scale, h.band) for h in found] == [
        (phrase, scale, band) for phrase, _, scale, band in expected
    ]
    for hedge, (_, target, *_) in zip(found, expected, strict=True):
        start = text.index(target)
        assert hedge.target is not None
        assert hedge.target.char_start < start + len(target) and hedge.target.char_end > start, hedge


def bare(phrase: str) -> Hedge:
    return Hedge(phrase, 0, len(phrase), "none", None, None, None, None, None)


@pytest.mark.parametrize(
    ("speaker", "phrase", "scale", "band", "low", "high"),
    [
        ("UK Ministry of Defence", "highly likely", "PHIA", "highly likely", 80, 90),
        ("UK Ministry of Defence", "almost certainly", "PHIA", "almost certain", 95, 100),
        ("UK Ministry of Defence", "might", "PHIA", None, None, None),
        ("Avril Haines", "unlikely", "ICD203", "unlikely", 20, 45),
        ("US intelligence", "probably", "ICD203", "likely", 55, 80),
        ("US intelligence", "realistic possibility", "ICD203", None, None, None),
        ("Institute for the Study of War", "likely", "none", None, None, None),
        (None, "likely", "none", None, None, None),
    ],
)
def test_band_and_percent_come_from_the_speakers_own_scale(
    speaker: str | None, phrase: str, scale: str, band: str | None, low: int | None, high: int | None
) -> None:
    found = with_speaker(bare(phrase), speaker)
    assert (found.speaker, found.scale, found.band, found.low, found.high) == (speaker, scale, band, low, high)


def test_bands_rise_and_lie_within_a_hundred() -> None:
    for bands in SCALES.values():
        assert all(0 <= low < high <= 100 for low, high in bands.values())
    assert band_of("improbable", "PHIA") == "unlikely"
    assert band_of("very unlikely", "PHIA") is None
