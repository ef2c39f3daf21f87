"""What a site sees of us: robots.txt, distance, one connection, patience, and no credentials that are not its own."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from pipeline import settings
from pipeline.fetch import fetch
from pipeline.landing import SourceState
from pipeline.models import Outcome, Page, Run
from pipeline.sources import Source
from tests.fetch.conftest import NOW, pages, reasons
from tests.fetch.site import Request, Site, reply, rss

Read = Callable[..., list[Page | Outcome]]
HOUR = timedelta(hours=1)
PAGE = reply("<p>Words of the article.")


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


def test_the_log_of_a_site_that_is_read_twice(site: Site, read: Read) -> None:
    """robots.txt first and once a run, one request at a time over one connection, at a distance; ETags given back."""

    def tagged(tag: str, answer: bytes) -> Callable[[Request], bytes]:
        known = answer.replace(b"HTTP/1.1 200 X", f'HTTP/1.1 200 X\r\nETag: "{tag}"'.encode())
        return lambda request: reply(b"", 304) if request.headers.get("if-none-match") == f'"{tag}"' else known

    site.routes = {"/feed": tagged("feed", rss(site.url("/a"), site.url("/b")))}
    site.routes |= {"/a": tagged("a", PAGE), "/b": tagged("b", PAGE)}
    assert len(pages(read(1, interval_seconds=0.1))) == 2
    assert reasons(read(2, HOUR, interval_seconds=0.1)) == {"/a": "not_modified", "/b": "not_modified"}
    assert site.asked() == ["/robots.txt", "/feed", "/a", "/b"] * 2
    asked_again = [request.headers.get("if-none-match") for request in site.requests[5:]]
    assert asked_again == ['"feed"', '"a"', '"b"']
    assert min(b.began - a.began for a, b in itertools.pairwise(site.requests)) >= 0.1
    assert site.most_at_once == 1
    assert [len({request.connection for request in run}) for run in (site.requests[:4], site.requests[4:])] == [1, 1]
