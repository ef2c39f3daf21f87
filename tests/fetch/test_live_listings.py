"""Listings: feeds, sitemaps and channels, what they say of pages, and how their source fares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pipeline.fetch import is_due
from pipeline.landing import load_state
from pipeline.models import Outcome, Page
from tests.fetch.conftest import NOW, pages, reasons
from tests.fetch.site import Site, reply, rss

Read = Callable[..., list[Page | Outcome]]
HOUR = timedelta(hours=1)
PAGE = reply("<p>Words of the article.")


def test_a_listing_that_did_not_change_still_has_its_pages_asked_for_again(site: Site, read: Read) -> None:
    texts = iter(["one", "two"])
    feed = rss(site.url("/a")).replace(b"HTTP/1.1 200 X", b'HTTP/1.1 200 X\r\nETag: "f"')
    site.routes = {
        "/feed": lambda request: reply(b"", 304) if request.headers.get("if-none-match") else feed,
        "/a": lambda _: reply(next(texts)),
    }
    assert [page.body for page in pages(read(1))] == [b"one"]
    assert [page.body for page in pages(read(2, HOUR))] == [b"two"]


def test_a_listing_is_read_whole_again_while_one_of_its_pages_failed(site: Site, read: Read) -> None:
    feed = rss(site.url("/a")).replace(b"HTTP/1.1 200 X", b'HTTP/1.1 200 X\r\nETag: "f"')
    site.routes = {
        "/feed": lambda request: reply(b"", 304) if request.headers.get("if-none-match") else feed,
        "/a": reply("", 500),
    }
    assert reasons(read(1)) == {"/a": "server_error"}
    site.routes["/a"] = PAGE
    assert len(pages(read(2, HOUR))) == 1


def test_a_redated_feed_does_not_redate_what_is_known(site: Site, read: Read) -> None:
    def feed(day: int) -> bytes:
        return rss(extra=f"<item><link>{site.url('/a')}</link><pubDate>0{day} Jan 2023 10:00:00 +0200</pubDate></item>")

    texts = iter(["one", "two"])
    site.routes = {"/feed": feed(3), "/a": lambda _: reply(next(texts))}
    (first,) = pages(read(1))
    site.routes["/feed"] = feed(5)
    (second,) = pages(read(2, HOUR))
    assert first.published_at == second.published_at == "2023-01-03T10:00:00+02:00"


def test_dates_in_the_far_future_are_not_believed(site: Site, read: Read) -> None:
    item = f"<item><link>{site.url('/a')}</link><pubDate>01 Jan 2099 10:00:00 +0200</pubDate></item>"
    site.routes = {"/feed": rss(extra=item), "/a": PAGE}
    assert [page.published_at for page in pages(read())] == [None]


def test_sitemap_indexes_lead_to_their_sitemaps_newest_first(site: Site, read: Read) -> None:
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{site.url('/old.xml')}</loc><lastmod>2022-12-01</lastmod></sitemap>"
        f"<sitemap><loc>{site.url('/new.xml')}</loc><lastmod>2023-01-07</lastmod></sitemap></sitemapindex>"
    )

    def sitemap(path: str) -> bytes:
        return reply(f"<urlset><url><loc>{site.url(path)}</loc></url></urlset>", kind="application/xml")

    site.routes = {
        "/feed": reply(index, kind="application/xml"),
        "/new.xml": sitemap("/a"),
        "/old.xml": sitemap("/b"),
        "/a": PAGE,
        "/b": PAGE,
    }
    assert [page.url for page in pages(read(type="sitemap"))] == [site.url("/a"), site.url("/b")]
    site.requests.clear()
    read(2, HOUR, type="sitemap", since=date(2023, 1, 1))
    assert "/old.xml" not in site.asked()


def test_a_channel_is_read_without_asking_for_each_of_its_posts(site: Site, read: Read) -> None:
    def channel(*texts: str) -> bytes:
        posts = "".join(
            f'<div><p>{text} {"word " * 20}</p><a href="/c/{n}"><time datetime="2023-01-03">x</time></a></div>'
            for n, text in enumerate(texts)
        )
        return reply(f"<main>{posts}</main>")

    site.routes = {"/feed": channel("one", "two")}
    first = pages(read(1, type="channel", entry="/c/", inline=True))
    assert [(page.url, b"one" in page.body) for page in first] == [(site.url("/c/0"), True), (site.url("/c/1"), False)]
    assert site.asked() == ["/robots.txt", "/feed"]
    site.routes["/feed"] = channel("one", "two corrected", "three")
    second = read(2, HOUR, type="channel", entry="/c/", inline=True)
    assert [page.url for page in pages(second)] == [site.url("/c/1"), site.url("/c/2")]
    assert reasons(second) == {"/c/0": "same_bytes"}


def test_health_tells_ok_silent_failing_and_gone_with_the_reason(site: Site, read: Read) -> None:
    def health(number: int, later: timedelta) -> tuple[str, str | None]:
        read(number, later)
        state = load_state("site")
        return state.health, state.reason

    site.routes = {"/feed": rss(site.url("/a")), "/a": PAGE}
    assert health(1, timedelta(0)) == ("ok", None)
    silent, reason = health(2, timedelta(days=9))
    assert (silent, reason) == ("silent", "Nothing new for 9 days.")
    site.routes["/feed"] = reply("<html><body>Moved", 200)
    assert health(3, timedelta(days=10))[0] == "failing"
    site.routes["/feed"] = reply("", 404)
    assert health(4, timedelta(days=11)) == ("failing", "The page does not exist. (HTTP 404) (2 in a row)")
    assert health(5, timedelta(days=11))[0] == "gone"
    site.routes["/feed"] = rss(site.url("/a"), site.url("/b"))
    site.routes["/b"] = PAGE
    assert health(6, timedelta(days=12)) == ("ok", None)


def test_the_interval_of_a_source_adapts_to_what_it_brings(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": PAGE}
    read(1)
    state = load_state("site")
    assert not is_due(state, NOW + timedelta(minutes=29))
    assert is_due(state, NOW + timedelta(minutes=31))
    lengths = []
    for number in range(2, 14):
        read(number, number * HOUR)
        lengths.append(load_state("site").interval_seconds)
    assert lengths == sorted(lengths)
    assert lengths[-1] == 12 * 3600


def test_a_listing_that_was_read_leaves_a_row_that_says_how_the_source_fares(site: Site, read: Read) -> None:
    def row(number: int, later: timedelta) -> tuple[object, ...]:
        (found,) = [item for item in read(number, later, listing=True) if item.url == site.url("/feed")]
        assert isinstance(found, Outcome)
        return found.outcome, found.reason, found.health, found.status, found.detail

    site.routes = {"/feed": rss(), "/a": PAGE}
    assert row(1, timedelta(0)) == ("unchanged", "listing", "ok", 200, "The listing names no page.")
    site.routes["/feed"] = rss(site.url("/a"))
    assert row(2, HOUR)[2:] == ("ok", 200, "The listing names 1 page, 1 of them new.")
    named = "The listing names 1 page, 0 of them new."
    assert row(3, timedelta(days=9))[2:] == ("silent", 200, f"{named} Nothing new for 8 days.")
    site.routes["/feed"] = reply("", 404)
    missing = "The page does not exist. (HTTP 404)"
    assert row(4, timedelta(days=10)) == ("dropped", "not_found", "failing", 404, missing)
    assert row(5, timedelta(days=11))[2:] == ("failing", 404, f"{missing} (2 in a row)")
    assert row(6, timedelta(days=12))[2:] == ("gone", 404, f"{missing} (3 in a row)")
