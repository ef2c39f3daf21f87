"""What `sitrep inspect` prints for people: the text as it is built, numbered claims, receipts; and nothing obeyed."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from pipeline.cli.shown import show
from pipeline.jobs.inspect import Given, inspect

PAGE = """<!doctype html><html lang=en><head><title>Shelling in Kherson | Sample Times</title>
<meta property="article:published_time" content="2023-01-04T10:28:00+02:00">
<meta name=author content="Ann Muster"></head>
<body><nav><a href=/>Home</a><a href=/war>War</a></nav><article><h1>Shelling in Kherson</h1>
<p>Two people were killed in Kherson on Tuesday, the regional administration said, and the market stayed closed.</p>
<blockquote class="twitter-tweet"><p>Three people were wounded in Beryslav this morning.</p>&mdash; Sample Staff
(@samplestaff) <a href="https://twitter.com/samplestaff/status/7">January 3, 2023</a></blockquote>
<p>Repairs to the power line will take three days, according to the utility, if the crews can work without alarms.</p>
<p>Sign up for our newsletter</p></article></body></html>"""


def printed(**given: Any) -> str:
    (result,) = inspect([Given("a", **given)])
    return printed_result(result)


def printed_result(result: dict[str, Any]) -> str:
    out = io.StringIO()
    show(Console(file=out, width=120, color_system=None), result)
    return out.getvalue()


def test_a_page_shows_whose_words_stand_where_and_what_was_left_out() -> None:
    lines = [line.strip() for line in printed(html=PAGE).splitlines()]
    assert lines[:3] == ["Shelling in Kherson", "by: Ann Muster", "published: 2023-01-04T10:28:00+02:00 (from meta)"]
    assert "── post by Sample Staff (@samplestaff), 2023-01-03, https://twitter.com/samplestaff/status/7" in lines
    assert any(line.startswith("Two people were killed[1] in Kherson on Tuesday") for line in lines)
    assert "2  wounded 3 · civilian · Beryslav · 2023-01-03" in lines
    assert "said by Sample Staff, 2023-01-03" in lines
    assert "newsletter  Sign up for our newsletter" in lines
    assert any(line.split() == ["navigation", "Home", "War"] for line in lines)


def test_every_claim_has_its_number_in_the_text() -> None:
    (result,) = inspect(
        [Given("a", text="Russia lost 720 soldiers and 12 tanks, the General Staff said. 80 drones were shot down.")]
    )
    shown = printed_result(result)
    assert len(result["claims"]) > 1
    for number in range(1, len(result["claims"]) + 1):
        assert shown.count(f"[{number}]") == 1


def test_a_terminal_is_given_no_orders() -> None:
    shown = printed(
        text="Two people\x1b[2J\x07 were killed in \u202eKherson\u202c on Tuesday.\x9b31m\r",
        title="A\x1b]0;owned\x07 title",
    )
    assert not any(character in shown for character in "\x1b\x07\x9b\r\u202e\u202c")
    assert "\ufffd[2J" in shown


def test_what_was_not_asked_for_is_not_shown() -> None:
    (result,) = inspect([Given("a", html=PAGE)], only=("claims",))
    shown = printed_result(result)
    assert shown.strip().startswith("claims (")
    assert "left out" not in shown
