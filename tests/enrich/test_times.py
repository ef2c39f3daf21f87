"""Every time expression becomes the inclusive interval that a reader on that day would mean."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.enrich.times_calendar import easter, season
from tests.enrich.reading import read as reading
from tests.enrich.sheet import days, read

# The anchor of all of these is Tuesday, 3 January 2023.
CASES = [
    ("It fell on 2 January 2023.", "2 January 2023", "2023-01-02", "2023-01-02"),
    ("It fell on January 2, 2023.", "January 2, 2023", "2023-01-02", "2023-01-02"),
    ("From 24.02.22 on, losses were counted.", "24.02.22", "2022-02-24", "2022-02-24"),
    ("It fell on 16 December.", "16 December", "2022-12-16", "2022-12-16"),
    ("They will meet on 9 January.", "9 January", "2023-01-09", "2023-01-09"),
    ("The town fell on Friday.", "Friday", "2022-12-30", "2022-12-30"),
    ("They will meet on Friday.", "Friday", "2023-01-06", "2023-01-06"),
    ("The parliament meets on Friday.", "Friday", "2023-01-06", "2023-01-06"),
    ("It began last Tuesday.", "last Tuesday", "2022-12-27", "2022-12-27"),
    ("It was hit on Tuesday.", "Tuesday", "2023-01-03", "2023-01-03"),
    ("It will be read next Tuesday.", "next Tuesday", "2023-01-10", "2023-01-10"),
    ("Drones came overnight.", "Overnight", "2023-01-02", "2023-01-03"),
    ("Over the past 24 hours, it rained.", "the past 24 hours", "2023-01-02", "2023-01-03"),
    ("Over the last ten days, it rained.", "the last ten days", "2022-12-24", "2023-01-03"),
    ("It peaked in mid-December.", "mid-December", "2022-12-11", "2022-12-20"),
    ("It peaked in early December.", "early December", "2022-12-01", "2022-12-10"),
    ("It was lost in November.", "November", "2022-11-01", "2022-11-30"),
    ("It was lost last February.", "last February", "2022-02-01", "2022-02-28"),
    ("It was lost last summer.", "last summer", "2022-06-01", "2022-08-31"),
    ("It has been cold this winter.", "this winter", "2022-12-01", "2023-02-28"),
    ("Prices have doubled since the invasion began.", "the invasion began", "2022-02-24", "2022-02-24"),
    ("It was hit on New Year's Eve.", "New Year's Eve", "2022-12-31", "2022-12-31"),
    ("It was hit on New Year’s Day.", "New Year’s Day", "2023-01-01", "2023-01-01"),
    ("It was said ten days ago.", "ten days ago", "2022-12-24", "2022-12-24"),
    ("It was built three years ago.", "three years ago", "2020-01-01", "2020-12-31"),
    ("It was said last week.", "last week", "2022-12-26", "2023-01-01"),
    ("It was annexed in 2014.", "2014", "2014-01-01", "2014-12-31"),
    ("They fought between December 24 and 27.", "between December 24 and 27", "2022-12-24", "2022-12-27"),
    ("He spoke yesterday.", "yesterday", "2023-01-02", "2023-01-02"),
    ("It fell on 2 July last year.", "2 July last year", "2022-07-02", "2022-07-02"),
    ("Losses, 24 November to 2 January: none.", "24 November to 2 January", "2022-11-24", "2023-01-02"),
    ("It was quiet in the last week of December.", "the last week of December", "2022-12-25", "2022-12-31"),
    ("He left a fortnight ago.", "a fortnight ago", "2022-12-20", "2022-12-20"),
    ("It burned the Sunday before last.", "Sunday before last", "2022-12-25", "2022-12-25"),
    ("Overnight they came again.", "Overnight", "2023-01-02", "2023-01-03"),
    ("It has been calm since the weekend.", "weekend", "2022-12-31", "2023-01-01"),
    ("It rained in the first week of the month.", "the first week of the month", "2023-01-01", "2023-01-07"),
    ("Over the day it was shelled.", "the day", "2023-01-02", "2023-01-03"),
    ("On the 24th a mortar fired.", "the 24th", "2022-12-24", "2022-12-24"),
    ("It was known by the 24th.", "the 24th", "2022-12-24", "2022-12-24"),
    ("They left on the ninth.", "the ninth", "2022-12-09", "2022-12-09"),
    ("The talks are on Thursday.", "Thursday", "2023-01-05", "2023-01-05"),
    ("On Thursday, the team will leave.", "Thursday", "2023-01-05", "2023-01-05"),
    ("Until Saturday no cuts are planned.", "Saturday", "2023-01-07", "2023-01-07"),
    ("They may be relieved on Sunday.", "Sunday", "2023-01-08", "2023-01-08"),
    ("Nobody talks of a pause in the spring.", "the spring", "2023-03-01", "2023-05-31"),
    ("Drones came overnight from the south.", "Overnight", "2023-01-02", "2023-01-03"),
    ("They came in the first night of the year.", "the first night of the year", "2022-12-31", "2023-01-01"),
    ("The last day of the year was calm.", "the last day of the year", "2022-12-31", "2022-12-31"),
    ("It is two days since the year began.", "the year began", "2023-01-01", "2023-01-01"),
    ("He may order another before the spring, they added.", "the spring", "2023-03-01", "2023-05-31"),
    ("It was calm the night before.", "the night before", "2023-01-02", "2023-01-03"),
    ("They are registered for a service on Saturday.", "Saturday", "2023-01-07", "2023-01-07"),
    ("“We have a rink until March,” her mother said.", "March", "2023-03-01", "2023-03-31"),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), CASES)
def test_expressions_on_3_january_2023(text: str, words: str, first: str, last: str) -> None:
    found = days(text)
    assert [(w.casefold(), a, b) for w, a, b in found] == [(words.casefold(), first, last)]


def test_earlier_and_later_count_from_the_day_that_the_text_speaks_of() -> None:
    found = days("The bridge was hit on 20 December. Two days earlier it had closed. The next day it reopened.")
    assert [(a, b) for _, a, b in found] == [("2022-12-20",) * 2, ("2022-12-18",) * 2, ("2022-12-21",) * 2]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Between Monday and Sunday it was calm. The week before it had not been.", ("2022-12-19", "2022-12-25")),
        ("Seven fell in the night to Monday. Nine fell the night before.", ("2022-12-31", "2023-01-01")),
        ("The bridge was hit on 20 December. Over the day, three died.", ("2022-12-20",) * 2),
        ("The town fell on 6 December, it was said on Monday. The day before, the bridge went.", ("2022-12-05",) * 2),
        ("Since 11 November 64 people have died. On that day the army left.", ("2022-11-11",) * 2),
    ],
)
def test_what_points_back_counts_from_what_it_points_to(text: str, last: tuple[str, str]) -> None:
    assert days(text)[-1][1:] == last


def test_days_in_a_quotation_count_from_the_day_on_which_it_was_spoken() -> None:
    found = reading("“They fired at us yesterday,” the mayor said on Friday. It was calm yesterday.")
    assert [(t.text, t.start) for t in found.times] == [
        ("yesterday", "2022-12-29"), ("Friday", "2022-12-30"), ("yesterday", "2023-01-02")
    ]  # fmt: skip


def test_a_span_of_weekdays_opens_before_it_closes() -> None:
    ordered = days("He had ordered them to hold their fire from noon on Monday until midnight on Tuesday.")
    assert [a for _, a, _ in ordered] == ["2023-01-02", "2023-01-03"]
    ahead = days("Power will be cut from Saturday to Monday.")
    assert [a for _, a, _ in ahead] == ["2023-01-07", "2023-01-09"]


def test_every_monday_is_no_day() -> None:
    assert days("Every Monday they count.") == []


def test_the_same_day_is_the_last_one_told() -> None:
    assert days("On Friday the arena burned. The same day a school was hit.")[1][1:] == ("2022-12-30", "2022-12-30")


@pytest.mark.parametrize(
    "text",
    ["It may rain.", "They could march to the sea.", "It will be over in weeks.", "It lasted three hours.",
     "It came a day after Berlin agreed.", "Recent days were calm.",
     "The eastern front held.", "They march in borrowed boots."],
)  # fmt: skip
def test_what_gives_no_day_is_no_entry(text: str) -> None:
    assert days(text) == []


def test_a_story_told_long_after_takes_its_years_from_itself() -> None:
    text = "It began on 24 February 2022. On 2 March it grew. On 4 April 2022 it ended. By 6 April 2022 all was still."
    assert days(text, "2023-07-01")[1] == ("2 March", "2022-03-02", "2022-03-02")


def test_without_any_day_to_count_from_a_weekday_is_left_out() -> None:
    assert days("It was hit on Tuesday.", None) == []
    assert days("It was hit on 3 May 2022.", None) == [("3 May 2022", "2022-05-03", "2022-05-03")]


def test_every_entry_names_its_rule_and_stands_at_its_words() -> None:
    text = "On Monday and last night, and since 2014, it was so."
    for time in read(text).times:
        assert time.rule
        assert text[time.char_start : time.char_end] == time.text


def test_calendars() -> None:
    assert easter(2023, orthodox=True) == date(2023, 4, 16)
    assert easter(2023, orthodox=False) == date(2023, 4, 9)
    assert season("winter", 2023)[1] == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        ("The town could be surrounded by April.", "2023-02-24", "2023-04-01", "2023-04-30"),
        ("That they reach the city before summer is unlikely.", "2023-01-13", "2023-06-01", "2023-08-31"),
        ("The next column may come before Sunday.", "2023-02-08", "2023-02-12", "2023-02-12"),
        ("By April the town had fallen.", "2023-06-01", "2023-04-01", "2023-04-30"),
        ("The village may have fallen on Friday.", "2023-01-25", "2023-01-20", "2023-01-20"),
        ("The blast could be heard on Friday.", "2023-01-25", "2023-01-20", "2023-01-20"),
        ("In the first half of February 48 died.", "2023-02-22", "2023-02-01", "2023-02-15"),
    ],
)
def test_what_may_come_lies_ahead_and_what_was_able_to_lies_behind(
    text: str, published: str, start: str, end: str
) -> None:
    assert [(first, last) for _, first, last in days(text, published)] == [(start, end)]
