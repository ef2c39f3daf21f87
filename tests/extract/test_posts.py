"""Embedded and pasted posts are blocks of their own, with author, handle, time and address."""

from __future__ import annotations

import pytest

from pipeline.extract import read_text
from pipeline.models import Block, Document
from tests.extract.pages import PARAGRAPHS, assert_accounted, page, paragraphs, read

WORDS = "Latest Example Intelligence update: the river is unlikely to be crossed in the coming weeks."
SIGNED = "— Ministry of Example 🇬🇧 (@ExampleHQ) January 3, 2023"


def with_post(markup: str) -> Document:
    document = read(page(paragraphs(*PARAGRAPHS[:2]) + markup + paragraphs(*PARAGRAPHS[2:])))
    assert_accounted(document)
    return document


def the_post(document: Document) -> Block:
    (post,) = [block for block in document.blocks if block.kind == "post"]
    assert WORDS in document.article.text[post.char_start : post.char_end]
    assert len(document.blocks) == len(PARAGRAPHS) + 1
    return post


def known(post: Block) -> tuple[str | None, ...]:
    return post.author, post.handle, post.time, post.url


X = (
    f'<blockquote class="twitter-tweet"><p>{WORDS}</p>&mdash; Ministry of Example 🇬🇧 (@ExampleHQ) '
    '<a href="https://twitter.com/ExampleHQ/status/161?ref=x">January 3, 2023</a></blockquote>'
)
TELEGRAM = (
    f'<blockquote class="telegram-post" cite="https://t.me/example_channel/902"><p>{WORDS}</p>'
    "<footer>Example Channel (@example_channel), 3 January 2023</footer></blockquote>"
)
TELEGRAM_FRAME = (
    '<iframe src="https://t.me/example_channel/902?embed=1" data-author="Example Channel" '
    f'data-time="2023-01-03T13:22:00+02:00">{WORDS}</iframe>'
)
TWEET_FRAME = (
    '<iframe src="https://platform.example/embed.html?id=161" data-tweet-url="https://twitter.com/ExampleHQ/status/161">'
    f"{WORDS}\n— Ministry of Example (@ExampleHQ) January 3, 2023</iframe>"
)
CREDITED = (
    f'<blockquote class="said"><p>{WORDS}</p><cite><a href="https://t.me/example_channel/77">'
    "— Example Channel, Telegram, Jan. 2, 2023</a></cite></blockquote>"
)
FACEBOOK = (
    '<div class="fb-post" data-href="https://www.facebook.com/example/posts/17"><blockquote><p>'
    f'{WORDS}</p>Posted by <a href="https://www.facebook.com/example">Example Page</a> on '
    '<a href="https://www.facebook.com/example/posts/17">Saturday, December 31, 2022</a></blockquote></div>'
)


@pytest.mark.parametrize(
    ("markup", "facts"),
    [
        (X, ("Ministry of Example 🇬🇧", "@ExampleHQ", "2023-01-03", "https://twitter.com/ExampleHQ/status/161")),
        (f"<div class='social-embed share'>{X}</div>",
         ("Ministry of Example 🇬🇧", "@ExampleHQ", "2023-01-03", "https://twitter.com/ExampleHQ/status/161")),
        (TELEGRAM, ("Example Channel", "@example_channel", "2023-01-03", "https://t.me/example_channel/902")),
        (TELEGRAM_FRAME,
         ("Example Channel", "@example_channel", "2023-01-03T13:22:00+02:00", "https://t.me/example_channel/902")),
        (TWEET_FRAME, ("Ministry of Example", "@ExampleHQ", "2023-01-03", "https://twitter.com/ExampleHQ/status/161")),
        (CREDITED, ("Example Channel", "@example_channel", "2023-01-02", "https://t.me/example_channel/77")),
        (FACEBOOK, ("Example Page", None, "2022-12-31", "https://www.facebook.com/example/posts/17")),
    ],
)  # fmt: skip
def test_a_widget_tells_who_when_and_where(markup: str, facts: tuple[str | None, ...]) -> None:
    assert known(the_post(with_post(markup))) == facts


@pytest.mark.parametrize(
    "lines",
    [
        (WORDS, SIGNED),
        (f"{WORDS} {SIGNED}",),
        (WORDS, SIGNED, "Find out more: https://t.co/abc", "🇺🇦 #Example 🇺🇦 pic.twitter.com/abc"),
        ("Ministry of Example 🇬🇧", "@ExampleHQ", WORDS, "6:58 AM · Jan 3, 2023"),
        ("Ministry of Example 🇬🇧 (@ExampleHQ)", WORDS, "Jan 3, 2023 at 08:12"),
    ],
)
def test_pasted_lines_are_a_post_in_a_page_and_in_a_text(lines: tuple[str, ...]) -> None:
    facts = ("Ministry of Example 🇬🇧", "@ExampleHQ", "2023-01-03", None)
    assert known(the_post(with_post(paragraphs(*lines)))) == facts
    text = "\n".join([*PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]])
    assert known(the_post(read_text(text, id="text"))) == facts


def test_the_line_that_announces_a_post_is_not_part_of_it() -> None:
    lines = (*PARAGRAPHS, "The ministry wrote:", f"{WORDS} {SIGNED}")
    document = read_text("\n".join(lines), id="text")
    assert [block.kind for block in document.blocks][-2:] == ["paragraph", "post"]


def test_a_frame_without_words_and_a_post_that_is_only_a_link_leave_no_block() -> None:
    for markup in (
        '<iframe src="https://t.me/example_channel/902?embed=1"></iframe>',
        '<blockquote class="instagram-media"><a href="https://www.instagram.com/p/x/">View</a></blockquote>',
    ):
        assert {block.kind for block in with_post(markup).blocks} == {"paragraph"}


def test_a_post_among_the_comments_is_none_of_the_article() -> None:
    document = read(page(below=f"<section class=comments>{X}</section>"))
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_mentions_of_accounts_in_prose_are_no_posts() -> None:
    line = (
        "The account (@ExampleHQ) had 900 followers, and a second one (@ExampleDesk) none, officials said on Tuesday."
    )
    assert {block.kind for block in with_post(paragraphs(line)).blocks} == {"paragraph"}


def box(*lines: str) -> str:
    return "<div class=pasted>" + "".join(f"<div>{line}</div>" for line in lines) + "</div>"


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("January 3 at 7:12 AM", "2023-01-03"),
        ("31 December at 18:40", "2022-12-31"),
        ("January 3, 2023 at 7:12 AM", "2023-01-03"),
    ],
)
def test_a_box_of_name_moment_and_words_is_a_post_of_a_day_before_the_article(stamp: str, time: str) -> None:
    pasted = box("Example Tram Depot", stamp, WORDS, "The yard is closed.")
    html = page(paragraphs(*PARAGRAPHS[:2]) + pasted + paragraphs(*PARAGRAPHS[2:]))
    document = read(html, published_at="2023-01-04T08:00:00+02:00")
    assert known(the_post(document)) == ("Example Tram Depot", None, time, None)


def test_a_page_of_boxes_with_moments_is_no_page_of_posts() -> None:
    entries = [box("Rivertown", "January 3 at 7:12 AM", line) for line in PARAGRAPHS]
    assert {block.kind for block in read(page("".join(entries))).blocks} <= {"paragraph", "entry"}
