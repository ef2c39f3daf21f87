"""A day as it was known at a moment, with what joins articles found again, and what changed between two moments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import TerminalError
from pipeline.jobs import digests
from pipeline.settings import Settings
from tests.digest import day
from tests.relate.ledger import article

EARLY, LATE = "2023-01-02T21:00:00+00:00", "2023-01-03T21:00:00+00:00"
REPORT = (
    "Shells killed 11 people in Dnipro on 2 January. " + "The whole street was closed by the police until noon. " * 8
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A report that one outlet took from another, whose own page was fetched a day later."""
    found = Settings(home=tmp_path)
    connection = day.empty(found.snapshot)
    moments = (("Copying Post", "2023-01-02T12:00:00+00:00", EARLY), ("First Wire", "2023-01-02T08:00:00+00:00", LATE))
    for outlet, published, fetched in moments:
        doc = article(connection, outlet, REPORT, published, fetched=fetched, kind="outlet")
        doc.place("Dnipro").time("2 January", "2023-01-02")
        doc.claim("killed 11 people", low=11, side="civilian", place="Dnipro", start="2023-01-02", end="2023-01-02")
    day.publish(connection)
    return found


def test_an_origin_that_nobody_had_read_yet_is_no_origin(settings: Settings) -> None:
    now, then = (digests.render(settings, day.DAY, "md", moment) for moment in (None, EARLY))
    assert "2 outlets, 1 origin" in now
    assert "First Wire" in now
    assert "Copying Post, in its own words: 11 civilians killed in Dnipro" in then
    assert "First Wire" not in then


def test_the_difference_of_two_moments_says_what_was_added_and_changed(settings: Settings) -> None:
    told = json.loads(digests.difference(settings, day.DAY, "json", "2023-01-02T20:00:00+00:00", EARLY))
    assert (told["from"], told["to"]) == ("2023-01-02T20:00:00+00:00", EARLY)
    assert any("11 civilians" in text for text in told["added"])
    assert told["withdrawn"] == told["changed"] == []
    text = digests.difference(settings, day.DAY, "md", EARLY)
    assert "what changed from 2023-01-02 21:00 UTC to now" in text
    assert "2 outlets, 1 origin" in text


def test_two_moments_with_the_same_knowledge_differ_in_nothing(settings: Settings) -> None:
    assert "Nothing changed." in digests.difference(settings, day.DAY, "md", EARLY, "2023-01-02T22:00:00+00:00")


def test_a_wrong_moment_is_refused_with_the_name_of_its_option(settings: Settings) -> None:
    with pytest.raises(TerminalError, match="--changed-since yesterday is no ISO time"):
        digests.difference(settings, day.DAY, "md", "yesterday")
    with pytest.raises(TerminalError, match="--as-of 2023-01-02T21:00:00 has no UTC offset"):
        digests.render(settings, day.DAY, "md", "2023-01-02T21:00:00")
    with pytest.raises(TerminalError, match="md or json"):
        digests.difference(settings, day.DAY, "html", EARLY)


def test_the_snapshot_is_left_as_it_is(settings: Settings) -> None:
    before = settings.snapshot.read_bytes()
    digests.render(settings, day.DAY, "md", EARLY)
    assert settings.snapshot.read_bytes() == before
