"""A long day is cut into pages that together hold all of it, each below a megabyte, and say which part they hold."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from pipeline import digest
from pipeline.digest import paging, render
from pipeline.digest.edition import Digest, Group, Topic
from pipeline.digest.shown import Story, Told
from tests.digest.day import DAY

COPIES = 90


@pytest.fixture(scope="module")
def long(digest: Digest) -> Digest:
    """The invented day, ninety times over."""
    topics = tuple(Topic(topic.title, _copied(topic.groups)) for topic in digest.topics)
    return replace(digest, topics=topics, disagreements=digest.disagreements * COPIES)


def _copied(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    return tuple(Group(f"{group.heading} {n}", group.statements) for n in range(COPIES) for group in groups)


def test_the_pages_together_hold_every_entry_once(long: Digest) -> None:
    parts = [page.digest for page in paging.pages(long)]
    assert sum((part.disagreements for part in parts), ()) == long.disagreements
    told = [statement for part in parts for statement in part.statements()]
    assert sorted(item.statement_id for item in told) == sorted(item.statement_id for item in long.statements())


def test_every_page_says_which_entries_it_holds_and_where_the_next_are(long: Digest) -> None:
    pages = paging.pages(long)
    for name in ("disagreements", "topics"):
        number, following = 1, 1
        while following:
            span = pages[following - 1].spans[name]
            assert span.first == number
            number, following = span.last + 1, span.next_page or 0
        assert number - 1 == span.total


def test_a_page_is_below_a_megabyte_and_leads_on(long: Digest) -> None:
    pages = list(render.render_pages(long))
    assert len(pages) > 3
    assert max(len(page.encode()) for page in pages) < 1_000_000
    total = len(long.disagreements)
    assert f"1 to {paging.SIZES['disagreements']} of {total}, continued on" in pages[0]
    assert f'<a href="{DAY}-page-2.html">page 2</a>' in pages[0]


def test_a_day_that_fits_is_one_page_and_counts_nothing(digest: Digest) -> None:
    (page,) = paging.pages(digest)
    assert page.spans == {}


def test_later_pages_are_written_once_beside_their_edition(long: Digest, tmp_path: Path) -> None:
    value = digest.write(long, tmp_path)
    stem = tmp_path / "editions" / str(DAY) / str(value["digest_id"])
    assert stem.with_name(f"{stem.name}-page-2.html").exists()
    assert not (tmp_path / f"{DAY}-page-2.html").exists()
    assert f"editions/{DAY}/{stem.name}-page-2.html" in (tmp_path / f"{DAY}.html").read_text(encoding="utf-8")


def test_a_digest_too_long_for_its_topic_goes_there_with_the_best_of_it(
    long: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("pipeline.digest.write"), "LONGEST_BODY", 700_000)
    value = digest.write(long, tmp_path)
    assert value["body"]["complete"] is False
    assert value["body"]["counts"]["statements"] == len(long.statements())
    assert len(value["body"]["disagreements"]) == paging.SIZES["disagreements"]


def test_what_has_not_changed_is_not_written_again(digest: Digest, tmp_path: Path) -> None:
    from pipeline import digest as stage

    stage.write(digest, tmp_path)
    pages = [*(tmp_path / "articles").iterdir(), *(tmp_path / "editions").rglob("*.html")]
    made = {path: path.stat().st_ino for path in pages}
    changed = next(iter(digest.pages))
    stage.write(replace(digest, pages=(replace(changed, stands=False), *digest.pages[1:])), tmp_path)
    again = {path for path, inode in made.items() if path.stat().st_ino != inode}
    assert again == {tmp_path / "articles" / f"{changed.event_id}.html"}


def test_a_day_of_thousands_of_places_and_one_long_story_is_still_a_page(digest: Digest) -> None:
    place = digest.places[0]
    places = tuple(replace(place, name=f"Selo {number}", lat=47 + number % 40 / 10) for number in range(5000))
    told = (Told("event", "Sample Post", "A long title that says what the article is about", DAY),) * 4000
    crowded = replace(digest, places=places, stories=(Story("story", "A story", told),) * 60)
    (page, *_) = render.render_pages(crowded)
    assert len(page.encode()) < 1_000_000
    assert "4700 places of which less was told are not drawn" in page
    assert "and 3988 more between the first three and the last nine" in page
