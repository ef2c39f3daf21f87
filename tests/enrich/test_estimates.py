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
    "The president warned that a new mobilisation was being prepared.",
    "Haidai did not rule out an attack from Belgorod region.",
    "Prigozhin vowed to storm the town by the anniversary.",
    "A truce is unlikely before summer, a diplomat said.",
    "There is a realistic possibility that they try it at night.",
    "The spokesman said that Russia would send more troops to Bakhmut.",
    "Breakthrough at Kreminna “unlikely” this month",
    "He fears that the enemy may try to cut the road.",
    "It is unlikely that the town is cut off this winter.",
    "Kyiv is bracing for a fresh wave of missiles.",
    "Russia is “highly unlikely” to sustain its rate of fire, the ministry said.",
    "Commanders will probably have to choose between shells and stocks.",
    "He said that the schools would stay closed.",
    "Maybe in summer, when the swamps dry out.",
    "For weeks these nights may be restless, the president said.",
    "Drones hit a plant, the operator said, adding that repairs would take two weeks.",
    "The first Marders should reach Ukraine by the end of March.",
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


def test_who_expects_it_is_the_speaker() -> None:
    (estimate,) = read("Hanna Maliar visited the brigade. She expects a second wave.").estimates
    assert estimate.speaker == "Hanna Maliar"


def test_words_of_doubt_alone_answer_what_will_be() -> None:
    findings = read("Will the truce be repeated? Probably not soon.")
    assert [e.quote for e in findings.estimates] == ["Probably not soon"]


NOT_COMING = [
    "The Kremlin denied that a new call-up was planned.",
    "What the second year will bring nobody can say.",
    "Relatives may travel to Rostov at the expense of the state.",
    "A soldier prepares to fire a mortar near Kreminna.",
    "The defence minister said that a ceasefire would bring no peace.",
    "The true number is likely at least twice as high.",
    "The Russians had planned to take the city within three days.",
    "Deciding which threat to meet first is likely one of the main dilemmas.",
    "The museum, he said, is one that no tourist may enter.",
    "Russian troops are to stop firing on Friday.",
    "Wagner is now likely in control of most of Soledar.",
    "The Kremlin said a meeting was not planned.",
    "In May the bridge was rebuilt.",
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


def test_who_thinks_so_is_the_speaker_where_nobody_says_it() -> None:
    text = "The Institute for the Study of War published a map. It believes that Siversk could fall before summer."
    assert [e.speaker for e in read(text).estimates] == ["Institute for the Study of War"]


def test_what_nothing_points_to_is_no_estimate() -> None:
    assert read("There is no sign that Belarus will join the war, a diplomat said.").estimates == []
