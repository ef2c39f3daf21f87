"""Predictions, plans and threats: estimates, never claims."""

from __future__ import annotations

import pytest

from tests.enrich.reading import read

COMING = [
    "Russian forces are unlikely to take Bakhmut in the coming weeks, the ministry said.",
    "Russia is planning a long campaign of drone attacks, the president said.",
    "Russia may lose 100,000 soldiers by spring, analysts said.",
    "The army will retake Kreminna, the commander said.",
    "The minister thinks a Russian attack on Sumy unlikely before April.",
    "The tanks may not be at the front before summer, he said.",
]


@pytest.mark.parametrize("text", COMING)
def test_what_may_come_is_an_estimate_and_no_claim(text: str) -> None:
    findings = read(text)
    assert findings.claims == []
    assert len(findings.estimates) == 1


def test_an_estimate_has_its_speaker_and_its_words_of_doubt() -> None:
    text = "“It is unlikely that Russia takes Bakhmut,” Hanna Maliar said."
    findings = read(text)
    (estimate,) = findings.estimates
    assert estimate.speaker == "Hanna Maliar"
    assert estimate.hedge is not None
    assert findings.hedges[estimate.hedge].phrase == "unlikely"


NOT_COMING = [
    "Three people may have been killed in Kherson.",
    "He could not confirm that the missile had hit the depot.",
    "She added that no details of the strike could be given.",
    "The true number of dead soldiers is likely higher, the ministry said.",
    "Between 30 and 40 residents might still be trapped under the rubble.",
    "Soldiers prepare to fire a cannon near the front line.",
]


@pytest.mark.parametrize("text", NOT_COMING)
def test_what_is_or_was_so_is_no_estimate(text: str) -> None:
    assert read(text).estimates == []
