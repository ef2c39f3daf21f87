"""Live blogs become entries, each with its own time on the right day."""

from __future__ import annotations

import pytest

from pipeline.extract import read_text
from tests.extract.pages import PARAGRAPHS, TITLE, assert_accounted, page, paragraphs, read, rules, texts

LINES = PARAGRAPHS[:3]
PUBLISHED = '<meta property="article:published_time" content="2023-01-04T09:00:00+02:00">'


def nested(clocks: list[str], moments: list[str] | None = None) -> str:
    stamps = moments or clocks
    return "<div class=list>" + "".join(
        f"<section><time datetime='{moment}'>{clock}</time><h3>Headline {clock}</h3><p>{line}</p></section>"
        for clock, moment, line in zip(clocks, stamps, LINES, strict=True)
    ) + "</div>"  # fmt: skip


def flat(clocks: list[str]) -> str:
    return "".join(f"<h2>{clock} – Headline</h2><p>{line}</p>" for clock, line in zip(clocks, LINES, strict=True))


def times(html: str) -> list[str | None]:
    document = read(html)
    assert_accounted(document)
    entries = [block for block in document.blocks if block.kind == "entry"]
    for entry, line in zip(entries, LINES, strict=True):
        assert line in document.article.text[entry.char_start : entry.char_end]
    return [entry.time for entry in entries]


@pytest.mark.parametrize("layout", [nested, flat])
def test_clock_times_take_the_days_date_and_offset(layout) -> None:  # type: ignore[no-untyped-def]
    html = page(layout(["11:30", "10:15", "09:05"]), head=PUBLISHED)
    assert times(html) == ["2023-01-04T11:30:00+02:00", "2023-01-04T10:15:00+02:00", "2023-01-04T09:05:00+02:00"]


def test_past_midnight_is_the_next_day_in_either_order() -> None:
    html = page(flat(["22:10", "23:50", "00:20"]), head=PUBLISHED)
    assert times(html) == ["2023-01-04T22:10:00+02:00", "2023-01-04T23:50:00+02:00", "2023-01-05T00:20:00+02:00"]
    html = page(flat(["00:20", "23:50", "22:10"]), head=PUBLISHED)
    assert times(html) == ["2023-01-05T00:20:00+02:00", "2023-01-04T23:50:00+02:00", "2023-01-04T22:10:00+02:00"]


def test_an_entrys_own_instant_wins() -> None:
    moments = ["2023-01-05T08:10:00+00:00", "2023-01-04T23:00:00+00:00", "2023-01-04T20:00:00+00:00"]
    assert times(page(nested(["08:10", "23:00", "20:00"], moments), head=PUBLISHED)) == moments


def test_clocks_with_half_days_and_zones() -> None:
    html = page(flat(["1:20 p.m. GMT", "12:05 p.m. GMT", "8:10 a.m. GMT"]), head=PUBLISHED)
    assert times(html) == ["2023-01-04T13:20:00+00:00", "2023-01-04T12:05:00+00:00", "2023-01-04T08:10:00+00:00"]


def test_a_blog_that_has_lost_its_oldest_entries_is_dated_from_its_last_change() -> None:
    head = PUBLISHED + '<meta property="article:modified_time" content="2023-01-20T12:00:00+02:00">'
    assert times(page(flat(["11:30", "08:15", "06:05"]), head=head))[0] == "2023-01-20T11:30:00+02:00"


def test_the_bare_time_is_a_receipt_and_the_headline_stays() -> None:
    document = read(page(nested(["11:30", "10:15", "09:05"]), head=PUBLISHED))
    assert texts(document, "entry")[0].startswith("Headline 11:30")


def test_a_post_in_an_entry_is_a_block_of_its_own() -> None:
    post = (
        "<blockquote class=twitter-tweet><p>The bridge is open again, for one lane and for two hours.</p>— Example "
        '(@example) <a href="https://twitter.com/example/status/1">January 4, 2023</a></blockquote>'
    )
    html = page(
        nested(["11:30", "10:15", "09:05"]).replace(f"<p>{LINES[1]}</p>", f"<p>{LINES[1]}</p>{post}"), head=PUBLISHED
    )
    assert [block.kind for block in read(html).blocks] == ["entry", "entry", "post", "entry"]


def test_teasers_with_times_and_comments_with_times_are_no_live_blog() -> None:
    teasers = "".join(
        f"<li><time>1{i}:00</time> <a href=/{i}>Another river in the news, part {i}</a></li>" for i in range(5)
    )
    comments = "".join(f"<li><time>1{i}:00</time><p>{line}</p></li>" for i, line in enumerate(LINES))
    below = f"<ul class=latest>{teasers}</ul><ul class=comments>{comments}</ul>"
    document = read(page(below=below, head=PUBLISHED))
    assert document.article.text == "\n\n".join(PARAGRAPHS)
    assert not texts(document, "entry")


def test_an_article_that_names_two_clock_times_is_no_live_blog() -> None:
    document = read(
        page(paragraphs(*PARAGRAPHS, "10:15 was when the first shell fell.", "11:30 was when the last one did."))
    )
    assert not texts(document, "entry")


def test_entries_of_a_plain_text() -> None:
    text = f"{TITLE}\n\n11:30 {LINES[0]}\n\n10:15 {LINES[1]}\n\n09:05 {LINES[2]}\n\nMore of that entry."
    document = read_text(text, id="text", published_at="2023-01-04T12:00:00+02:00")
    assert_accounted(document)
    assert [b.time for b in document.blocks if b.kind == "entry"] == [
        "2023-01-04T11:30:00+02:00",
        "2023-01-04T10:15:00+02:00",
        "2023-01-04T09:05:00+02:00",
    ]
    assert rules(document) == {}
