"""Hostile listings: whatever a feed, a sitemap or a channel says, it costs itself alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.fetch.listing import MAX_ENTRIES, parse
from pipeline.models import Outcome, Page
from tests.fetch.conftest import pages, reasons
from tests.fetch.site import Site, reply, rss

Read = Callable[..., list[Page | Outcome]]
GOOD = reply("<p>good")


def feed(items: bytes) -> bytes:
    return reply(b'<?xml version="1.0"?><rss><channel>' + items + b"</channel></rss>", kind="text/xml")


@pytest.mark.parametrize(("items", "ended"), [(700_000, {}), (1_000_000, {"/feed": "too_large"})])
def test_a_feed_with_a_million_items_is_cut_or_refused(site: Site, read: Read, items: int, ended: object) -> None:
    site.routes["/feed"] = feed(b"<item/>" * items)
    began = time.monotonic()
    assert reasons(read()) == ended
    assert time.monotonic() - began < 5


def test_of_a_million_links_the_first_are_read_and_the_others_left() -> None:
    body = b"<rss><channel>" + b"".join(b"<item><link>http://a.example/%d</link></item>" % n for n in range(1_000_000))
    began = time.monotonic()
    found = parse(body + b"</channel></rss>", "http://a.example/feed")
    assert len(found.entries) == MAX_ENTRIES
    assert found.entries[0].url == "http://a.example/0"
    assert time.monotonic() - began < 10


def test_a_feed_that_is_larger_than_a_page_may_be_is_refused(site: Site, read: Read) -> None:
    site.routes["/feed"] = feed(b"<item><link>http://a.example/</link></item>" * 200_000)
    assert reasons(read()) == {"/feed": "too_large"}


def test_entities_are_not_expanded_and_nothing_is_loaded(site: Site, read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    body = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ha"> {laughs} <!ENTITY file SYSTEM "file://{secret}">'
        f'<!ENTITY net SYSTEM "{site.url("/entity")}">]><rss><channel>'
        f"<item><title>&file;&net;&l9;</title><link>{site.url('/good')}</link></item></channel></rss>"
    )
    site.routes = {"/feed": reply(body, kind="text/xml"), "/good": GOOD}
    items = read()
    assert "secret" not in repr(items)
    assert "/entity" not in site.asked()
    assert reasons(items) == {"/feed": "bad_listing"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><body>Not a feed",
        b"{",
        b'{"items": 5}',
        b"[" * 100_000,
        b"\xff\xfe\x00<rss>",
        b"<a>" * 100_000,
        b"plain text",
        b"\x00" * 1000,
    ],
)
def test_what_is_no_listing_is_said_to_be_none(site: Site, read: Read, body: bytes) -> None:
    site.routes["/feed"] = reply(body, kind="text/xml")
    (item,) = read()
    assert isinstance(item, Outcome)
    assert (item.url, item.reason) == (site.url("/feed"), "bad_listing")


@pytest.mark.parametrize(
    "body",
    [
        b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b"><a href=/c/1>y</a>",
        b"",
        b"<p>no post at all",
        b"\x00" * 1000,
    ],
)
def test_a_channel_page_that_keeps_its_parser_busy_costs_its_child_alone(
    site: Site, read: Read, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setattr("pipeline.fetch.channel.CHILD_SECONDS", 2)
    site.routes["/feed"] = reply(body)
    began = time.monotonic()
    assert reasons(read(type="channel", entry="/c/", inline=True)) == {"/feed": "bad_listing"}
    assert time.monotonic() - began < 10


def test_links_that_are_no_web_addresses_are_left_out(site: Site, read: Read) -> None:
    links = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://a.example/",
        "http://",
        "http://a b/",
        "http://[::1",
        "http://a.example:99999/",
        "http://\u202e.example\u0000/",
    ]
    site.routes = {"/feed": rss(*links, site.url("/good")), "/good": GOOD}
    items = read()
    assert [page.url for page in pages(items)] == [site.url("/good")]
    assert len(items) == 1


def test_path_traversal_in_links_and_ids_stays_in_the_landing_zone(site: Site, read: Read, home: Path) -> None:
    links = [site.url("/../../../../../tmp/x"), site.url("/%2e%2e/%2e%2e/etc/passwd"), site.url("/a\\..\\b")]
    site.routes = {"/feed": rss(*links, extra="<item><guid>../../../../tmp/evil</guid></item>")}
    site.fallback = GOOD
    site.routes["/robots.txt"] = reply("", 404)
    assert len(pages(read())) == 3
    names = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    assert sorted(name.split("/")[0] for name in names) == ["hosts", "landing", "landing"]
    assert not any(".." in name for name in names)


def test_control_and_bidi_characters_do_not_reach_title_hints(site: Site, read: Read) -> None:
    title = "Peace\u202edenrut\u2066 \u200f\u0007 &#x9b; talks\r\n\tgo\u2029on " + "x" * 10_000
    site.routes = {
        "/feed": rss(extra=f"<item><title>{title}</title><link>{site.url('/good')}</link></item>"),
        "/good": GOOD,
    }
    (page,) = pages(read())
    assert page.title is not None
    assert page.title.isprintable()
    assert "\u202e" not in page.title
    assert len(page.title) <= 500


def test_one_guid_with_new_text_and_another_link_is_another_page(site: Site, read: Read) -> None:
    def item(path: str) -> str:
        return f"<item><guid isPermaLink='false'>same</guid><link>{site.url(path)}</link></item>"

    site.routes = {"/feed": rss(extra=item("/a") + item("/b")), "/a": reply("<p>a"), "/b": reply("<p>b")}
    assert [page.body for page in pages(read())] == [b"<p>a", b"<p>b"]


def test_a_feed_full_of_one_link_has_it_read_once(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(*[site.url(f"/good#{n}") for n in range(100)]), "/good": GOOD}
    assert len(read()) == 1
