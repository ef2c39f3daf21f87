"""Texts that are somebody's own words by their form: bulletins, interviews, posts below a name. All are made up."""

from __future__ import annotations

import pytest

from tests.enrich.reading import read

STAFF, UK = "General Staff of the Armed Forces of Ukraine", "UK Ministry of Defence"
BULLETIN = "The enemy carried out 24 air strikes. Our soldiers repelled 90 attacks near Bakhmut."


@pytest.mark.parametrize(
    ("masthead", "speaker"),
    [
        ("General Staff of the Armed Forces of Ukraine\nOperational information as of 18.00, 12 March 2023", STAFF),
        ("Evening summary of the General Staff, 12 March.", STAFF),
        ("UK Ministry of Defence, 12 March 2023", UK),
        ("Latest Defence Intelligence update on the situation in Ukraine", UK),
        ("Reuters, 12 March 2023", None),  # a byline
        ("The General Staff met on 12 March.", None),  # a sentence
        ("A summary of the evening, 12 March", None),  # nobody's
    ],
)
def test_a_bulletin_is_whose_its_masthead_says(masthead: str, speaker: str | None) -> None:
    assert [claim.speaker for claim in read(f"{masthead}\n\n{BULLETIN}").claims] == [speaker, speaker]


def test_the_scale_of_a_service_is_that_of_its_update() -> None:
    findings = read("UK Ministry of Defence, 17 February 2023\n\n(1) Wagner has probably lost half of its recruits.")
    assert [(hedge.scale, hedge.speaker) for hedge in findings.hedges] == [("PHIA", UK)]


def test_the_answers_of_an_interview_are_of_whom_its_opening_names() -> None:
    findings = read(
        "Oleh Petrenko commanded a company at Soledar. He spoke to us in a hospital.\n\nHow many of you were there?\n\n"
        "Ninety. Twelve of my men are dead.\n\nAnd the other side?\n\nThey lost two tanks there."
    )
    assert [(claim.low, claim.speaker) for claim in findings.claims] == [(12, "Oleh Petrenko"), (2, "Oleh Petrenko")]


def test_who_is_asked_need_not_be_named() -> None:
    findings = read(
        "A commander of a mortar battery, call sign Kedr, answers the phone.\n\nHow many are left?\n\nEleven. Four of "
        "us are dead.\n\nAnd the others?\n\nWe destroyed two armoured vehicles in December."
    )
    assert [(claim.low, claim.speaker) for claim in findings.claims] == [(4, "Kedr"), (2, "Kedr")]


def test_questions_that_the_writer_answers_himself_are_no_interview() -> None:
    findings = read(
        "Maria Testova reads the numbers of the war for us.\n\nWho counts the dead?\n\nThe staffs do. On Monday 400 "
        "soldiers were killed.\n\nWhat is a loss?\n\nOften a tank that burned. Russia lost 20 tanks."
    )
    assert [claim.speaker for claim in findings.claims] == [None, None]


def test_who_answers_may_be_named_in_his_first_answer() -> None:
    text = "Q: Is it over?\n\nA: “Twelve soldiers were captured,” Serhii Haidai said.\n\nQ: And the dead?\n\nA: “Four.”"
    assert [claim.speaker for claim in read(text).claims] == ["Serhiy Haidai"] * 2


def test_a_reporter_on_the_air_speaks_for_his_outlet() -> None:
    text = "HOST: How bad is it?\n\nREPORTER: Five people were hurt.\n\nHOST: And now?\n\nREPORTER: Two more died."
    assert [claim.speaker for claim in read(text).claims] == [None, None]


@pytest.mark.parametrize(("asks", "answers"), [("PRESENTER", "FILATOV"), ("Q", "Borys Filatov, mayor")])
def test_turns_that_are_marked_are_of_who_answers(asks: str, answers: str) -> None:
    findings = read(
        f"Borys Filatov, the mayor of Dnipro, was on the air after the missile.\n\n{asks}: How many are hurt?\n\n"
        f"{answers}: Seventy-five people are wounded.\n\n{asks}: And the dead?\n\n"
        f"{answers}: On Saturday, 40 people were killed."
    )
    assert [(claim.low, claim.speaker) for claim in findings.claims] == [(75, "Borys Filatov"), (40, "Borys Filatov")]


def test_items_below_a_report_are_whose_report_it_is() -> None:
    findings = read(
        "Within a day the Russians shelled Sumy Oblast 45 times, the regional military administration reports.\n\n"
        "Bilopillia community: 12 mortar strikes. One man was killed.\n\n"
        "Krasnopillia community: the enemy fired 20 shells."
    )
    told = [(claim.low, claim.side, claim.speaker) for claim in findings.claims]
    office = "regional military administration"
    assert told == [(45, "RU", office), (12, "RU", office), (1, "civilian", office), (20, "RU", office)]


def test_what_several_people_write_is_whose_name_stands_before_it() -> None:
    findings = read(
        "Oleh Syniehubov: A missile hit a school in Kharkiv. Two people were killed.\n\n"
        "Serhii Haidai: Eight attacks were repelled. Three soldiers were wounded."
    )
    assert [(c.low, c.speaker) for c in findings.claims if c.measure in ("killed", "wounded")] == [
        (2, "Oleh Syniehubov"),
        (3, "Serhiy Haidai"),
    ]


def test_posts_below_a_name_and_an_hour_are_whose_name_it_is() -> None:
    findings = read(
        "Oleh Syniehubov, governor, 08.10\nThree missiles hit a plant in Kharkiv.\n\nGrey Zone, 11.20\n"
        "Twelve soldiers were captured."
    )
    assert [claim.speaker for claim in findings.claims] == ["Oleh Syniehubov", "Grey Zone"]
