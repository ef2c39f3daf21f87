"""Reading live sources: what is asked, how politely, and what becomes of each URL."""

from __future__ import annotations

import dataclasses
import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from pipeline import settings
from pipeline.fetch import fetch, is_due, refill
from pipeline.landing import SourceState, current, load_state
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


def test_robots_txt_is_read_first_and_obeyed_with_our_name_in_the_user_agent(site: Site, read: Read) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: sitrep\nDisallow: /private/\n"
    site.routes = {
        "/robots.txt": reply(rules, kind="text/plain"),
        "/feed": rss(site.url("/private/a"), site.url("/b")),
        "/b": PAGE,
    }
    items = read()
    assert site.asked() == ["/robots.txt", "/feed", "/b"]
    assert reasons(items) == {"/private/a": "robots"}
    assert all(
        r.headers["user-agent"].startswith("sitrep/")
        and settings.current().user_agent_contact in r.headers["user-agent"]
        for r in site.requests
    )


@pytest.mark.parametrize(("status", "read_all"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_robots_txt_that_fails_with_5xx_or_429_means_no_and_with_4xx_means_yes(
    site: Site, read: Read, status: int, read_all: bool
) -> None:
    site.routes = {"/robots.txt": reply("", status), "/feed": rss(site.url("/a")), "/a": PAGE}
    items = read()
    assert (len(pages(items)) == 1) is read_all
    if not read_all:
        assert reasons(items) == {"/feed": "robots_unavailable"}
        assert site.asked() == ["/robots.txt"]


def test_robots_txt_counts_up_to_its_limit_and_no_further(site: Site, read: Read) -> None:
    filler = "# " + "x" * 1000 + "\n"
    rules = "User-agent: *\nDisallow: /early\n" + filler * 600 + "Disallow: /late\n"
    site.routes = {
        "/robots.txt": reply(rules, kind="text/plain"),
        "/feed": rss(site.url("/early"), site.url("/late")),
        "/late": PAGE,
    }
    assert reasons(read()) == {"/early": "robots"}


def test_requests_to_a_host_keep_their_distance_one_at_a_time(site: Site, read: Read) -> None:
    links = [site.url(f"/{n}") for n in range(4)]
    site.routes = {"/feed": rss(*links)} | {f"/{n}": PAGE for n in range(4)}
    assert len(pages(read(interval_seconds=0.2))) == 4
    times = [request.began for request in site.requests]
    assert len(times) == 6
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.2
    assert site.most_at_once == 1
    assert len({request.connection for request in site.requests}) == 1


def test_two_processes_share_the_distance_through_the_home_folder(site: Site, source: Source) -> None:
    """Two sources of one host read at once, as two Airflow tasks do: each has a loop of its own."""
    site.routes = {"/feed": rss(*[site.url(f"/{n}") for n in range(3)])} | {f"/{n}": PAGE for n in range(3)}

    def reading(name: str) -> int:
        own = dataclasses.replace(source, name=name, interval_seconds=0.1)
        return len(pages(list(fetch(own, SourceState(name), Run("r", NOW)))))

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(reading, ["one", "two"])) == [3, 3]
    times = sorted(request.began for request in site.requests)
    assert site.most_at_once == 1
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.1


def test_the_default_distance_is_five_seconds() -> None:
    assert settings.Settings.model_fields["fetch_interval_seconds"].default == 5.0


def test_crawl_delay_is_kept_but_capped(site: Site, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.fetch.turns.MAX_DELAY", 0.3)
    site.routes = {
        "/robots.txt": reply("User-agent: *\nCrawl-delay: 99999\n", kind="text/plain"),
        "/feed": rss(site.url("/a"), site.url("/b")),
        "/a": PAGE,
        "/b": PAGE,
    }
    assert len(pages(read())) == 2
    times = [request.began for request in site.requests][1:]
    assert all(0.3 <= b - a < 5 for a, b in itertools.pairwise(times))


def test_what_the_server_calls_unchanged_is_unchanged(site: Site, read: Read) -> None:
    def page(request: Request) -> bytes:
        return reply(b"", 304) if request.headers.get("if-none-match") == '"1"' else reply("<p>Text", ETag='"1"')

    site.routes = {"/feed": rss(site.url("/a")), "/a": page}
    assert len(pages(read(1))) == 1
    (again,) = read(2, HOUR)
    assert isinstance(again, Outcome)
    assert (again.outcome, again.reason, again.event_id) == ("unchanged", "not_modified", f"event of {site.url('/a')}")


def test_a_listing_that_did_not_change_still_has_its_pages_asked_for_again(site: Site, read: Read) -> None:
    texts = iter(["one", "two"])
    feed = rss(site.url("/a")).replace(b"HTTP/1.1 200 X", b'HTTP/1.1 200 X\r\nETag: "f"')
    site.routes = {
        "/feed": lambda request: reply(b"", 304) if request.headers.get("if-none-match") else feed,
        "/a": lambda _: reply(next(texts)),
    }
    assert [page.body for page in pages(read(1))] == [b"one"]
    assert [page.body for page in pages(read(2, HOUR))] == [b"two"]


def test_same_bytes_without_a_validator_are_unchanged_too(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": PAGE}
    read(1)
    assert [item.reason for item in read(2, HOUR) if isinstance(item, Outcome)] == ["same_bytes"]


def test_a_page_is_not_asked_for_again_before_it_is_due(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(site.url("/a")), "/a": PAGE}
    read(1)
    assert reasons(read(2, timedelta(minutes=5))) == {"/a": "known"}
    assert site.asked().count("/a") == 1


def test_a_listing_is_read_whole_again_while_one_of_its_pages_failed(site: Site, read: Read) -> None:
    feed = rss(site.url("/a")).replace(b"HTTP/1.1 200 X", b'HTTP/1.1 200 X\r\nETag: "f"')
    site.routes = {
        "/feed": lambda request: reply(b"", 304) if request.headers.get("if-none-match") else feed,
        "/a": reply("", 500),
    }
    assert reasons(read(1)) == {"/a": "server_error"}
    site.routes["/a"] = PAGE
    assert len(pages(read(2, HOUR))) == 1


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


def test_credentials_go_to_their_own_host_and_nowhere_else(site: Site, read: Read) -> None:
    site.routes = {
        "/feed": rss(site.url("/a"), site.url("/moved"), site.url("/c", "other").replace("://", "://eve:evil@")),
        "/a": PAGE,
        "/moved": reply("", 302, Location=site.url("/b", "other")),
        "/b": PAGE,
        "/c": PAGE,
    }
    items = read(url=site.url("/feed").replace("://", "://user:secret@"))
    assert len(pages(items)) == 3
    sent = {(r.host.partition(".")[0], r.path): r.headers.get("authorization") for r in site.requests}
    assert sent["site", "/feed"] == sent["site", "/a"] == "Basic dXNlcjpzZWNyZXQ="
    assert {value for (host, _), value in sent.items() if host == "other"} == {None}
    assert not any("secret" in str(item) or "evil" in str(item) for item in items)
    assert not any("cookie" in r.headers or "referer" in r.headers for r in site.requests)


def test_retry_after_is_waited_for_when_it_is_short(site: Site, read: Read) -> None:
    answers = iter([reply("", 503, Retry_After="1"), PAGE])
    site.routes = {"/feed": rss(site.url("/a")), "/a": lambda _: next(answers)}
    assert len(pages(read())) == 1
    first, second = [r.began for r in site.requests if r.path == "/a"]
    assert second - first >= 1


def test_retry_after_that_is_long_ends_the_hosts_turn_in_this_run_and_the_next(site: Site, read: Read) -> None:
    site.routes = {
        "/feed": rss(site.url("/a"), site.url("/b"), site.url("/c", "other")),
        "/a": reply("", 429, Retry_After="7200"),
        "/b": PAGE,
        "/c": PAGE,
    }
    items = read(1)
    assert reasons(items) == {"/a": "retry_later", "/b": "retry_later"}
    assert [page.url for page in pages(items)] == [site.url("/c", "other")]
    before = len(site.requests)
    assert reasons(read(2, HOUR)) == {"/feed": "retry_later"}
    assert len(site.requests) == before
    site.routes["/a"] = PAGE
    assert {page.url for page in pages(read(3, 3 * HOUR))} == {site.url("/a"), site.url("/b")}


def test_a_host_that_fails_three_times_is_left_alone(site: Site, read: Read) -> None:
    site.routes = {"/feed": rss(*[site.url(f"/{n}") for n in range(6)])}
    site.fallback = reply("", 500)
    site.routes["/robots.txt"] = reply("", 404)
    ended = list(reasons(read()).values())
    assert ended == ["server_error"] * 3 + ["host_failing"] * 3
    assert len([path for path in site.asked() if path not in ("/feed", "/robots.txt")]) == 3


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
    assert len(first) == 2


def test_a_slow_host_does_not_delay_the_others(site: Site, read: Read) -> None:
    def slow(_: Request) -> bytes:
        site.stopping.wait(1.5)
        return PAGE

    site.routes = {
        "/feed": rss(*[site.url(f"/s{n}", "slow") for n in range(2)], *[site.url(f"/o{n}", "other") for n in range(5)]),
        ("slow.localhost", "/s0"): slow,
        ("slow.localhost", "/s1"): slow,
    }
    site.routes |= {f"/o{n}": PAGE for n in range(5)}
    began = time.monotonic()
    assert len(pages(read())) == 7
    assert time.monotonic() - began < 6
    last_other = max(r.began for r in site.requests if r.host.startswith("other."))
    assert last_other - began < 1.5


def test_a_caller_that_stops_early_stops_the_fetching(site: Site, source: Source) -> None:
    site.routes = {"/feed": rss(*[site.url(f"/{n}") for n in range(50)])}
    site.fallback = PAGE
    site.routes["/robots.txt"] = reply("", 404)
    reading = fetch(source, SourceState("site"), Run("r", NOW))
    assert isinstance(next(reading), Page)
    reading.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]
    assert len(site.requests) < 20


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
