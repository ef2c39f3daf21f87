"""Reading live sources: what is asked, and what becomes of each URL."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from pipeline.fetch import fetch, refill
from pipeline.landing import SourceState, current
from pipeline.models import Outcome, Page, Run
from pipeline.sources import Source
from tests.fetch.conftest import NOW, pages, reasons
from tests.fetch.site import Request, Site, reply, rss

Read = Callable[..., list[Page | Outcome]]
HOUR = timedelta(hours=1)
PAGE = reply("<p>Words of the article.")


def test_every_listed_page_is_yielded_and_lies_in_the_landing_zone(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a"), site.url("/b")), "/a": PAGE, "/b": PAGE}
    items = pages(read())
    assert [page.url for page in items] == [site.url("/a"), site.url("/b")]
    for page in items:
        assert page.landing is not None
        assert current().read(page.landing) == page
        assert (page.fetched_at, page.body, page.title is not None) == (NOW, b"<p>Words of the article.", True)


def test_what_the_server_calls_unchanged_is_unchanged(site: Site, read: Read) -> None:
    def page(request: Request) -> bytes:
        return reply(b"", 304) if request.headers.get("if-none-match") == '"1"' else reply("<p>Text", ETag='"1"')

    site.routes = {"/feed": rss(site.url("/a")), "/a": page}
    assert len(pages(read(1))) == 1
    (again,) = read(2, HOUR)
    assert isinstance(again, Outcome)
    assert (again.outcome, again.reason, again.event_id) == ("unchanged", "not_modified", f"event of {site.url('/a')}")


def test_same_bytes_without_a_validator_are_unchanged_too(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": PAGE}
    read(1)
    assert [item.reason for item in read(2, HOUR) if isinstance(item, Outcome)] == ["same_bytes"]


def test_a_page_is_not_asked_for_again_before_it_is_due(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": PAGE}
    read(1)
    assert reasons(read(2, timedelta(minutes=5))) == {"/a": "known"}
    assert site.asked().count("/a") == 1


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (402, "paywall"),
        (403, "forbidden"),
        (404, "not_found"),
        (410, "gone"),
        (418, "bad_status"),
        (451, "legal"),
        (500, "server_error"),
    ],
)
def test_every_status_has_its_reason(site: Site, read: Read, status: int, reason: str) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": reply("", status)}
    (item,) = read()
    assert isinstance(item, Outcome)
    assert (item.outcome, item.reason, item.status) == ("dropped", reason, status)
    assert item.detail


def test_content_that_is_no_page_is_dropped(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": reply(b"%PDF", kind="application/pdf")}
    assert reasons(read()) == {"/a": "not_html"}


def test_redirects_are_followed_and_the_end_is_told(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": reply("", 301, Location="/b"), "/b": PAGE}
    (page,) = pages(read())
    assert (page.url, page.final_url) == (site.url("/a"), site.url("/b"))


def test_redirects_that_lead_nowhere_or_in_a_circle_end(site: Site, read: Read) -> None:
    site.routes = {
        "/feed": rss(site.url("/circle"), site.url("/ftp"), site.url("/none")),
        "/circle": reply("", 302, Location="/circle"),
        "/ftp": reply("", 302, Location="ftp://site.localhost/x"),
        "/none": reply("", 302),
    }
    assert reasons(read()) == {"/circle": "redirect_loop", "/ftp": "bad_redirect", "/none": "bad_redirect"}


def test_a_page_of_another_site_is_not_taken_for_the_outlets(site: Site, read: Read) -> None:
    """Neither by a link of the listing nor by a redirect: its words would stand under the wrong name."""
    site.routes = {
        "/feed": rss(site.url("/a", "other"), site.url("/b"), site.url("/c", "sub.site")),
        "/b": reply("", 302, Location=site.url("/a", "other")),
        "/a": PAGE,
        "/c": PAGE,
    }
    allowed = tuple(f"{host}.localhost:{site.port}" for host in ("site", "other", "sub.site"))
    items = read(hosts=(), allow_hosts=allowed)
    assert reasons(items) == {"/a": "other_host", "/b": "other_host"}
    assert [page.url for page in pages(items)] == [site.url("/c", "sub.site")]


def test_only_the_days_of_the_run_are_asked_for(site: Site, read: Read) -> None:
    items = "".join(
        f"<item><link>{site.url(f'/{day}')}</link><pubDate>0{day} Jan 2023 23:30:00 -0500</pubDate></item>"
        for day in (1, 2, 3)
    )
    site.routes = {"/feed": rss(site.url("/undated"), extra=items)}
    site.fallback = PAGE
    site.routes["/robots.txt"] = reply("", 404)
    found = pages(read(since=date(2023, 1, 2), until=date(2023, 1, 2)))
    assert {page.url for page in found} == {site.url("/2"), site.url("/undated")}


def test_a_retried_run_gives_the_same_outcome_ids(site: Site, source: Source) -> None:
    site.routes = {"/feed": rss(site.url("/a"), site.url("/b"))}
    run = Run("same", NOW)
    first, second = (
        {item.fetch_id for item in fetch(source, SourceState("site"), run) if isinstance(item, Outcome)}
        for _ in range(2)
    )
    assert first == second
    assert len(first) == 3  # the two pages and the listing


def test_a_caller_that_stops_early_stops_the_fetching(site: Site, source: Source) -> None:
    site.routes = {"/feed": rss(*[site.url(f"/{n}") for n in range(50)])}
    site.fallback = PAGE
    site.routes["/robots.txt"] = reply("", 404)
    reading = fetch(source, SourceState("site"), Run("r", NOW))
    assert isinstance(next(reading), Page)
    reading.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]
    assert len(site.requests) < 20


def test_a_landed_day_is_read_again_without_fetching(site: Site, source: Source, read: Read) -> None:
    items = "".join(
        f"<item><link>{site.url(f'/{day}')}</link><pubDate>0{day} Jan 2023 12:00:00 +0200</pubDate></item>"
        for day in (2, 3, 4)
    )
    site.routes = {"/feed": rss(extra=items)}
    site.fallback = PAGE
    site.routes["/robots.txt"] = reply("", 404)
    first = {page.url: page for page in pages(read(1))}
    asked = len(site.requests)
    again = list(refill(source, current(), date(2023, 1, 3)))
    assert again == [first[site.url("/3")]]
    assert len(site.requests) == asked
