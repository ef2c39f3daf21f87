"""Hostile servers: whatever they send, the URL has its outcome, the run goes on, and memory stays bounded."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import textwrap
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from pipeline import settings
from pipeline.models import Outcome, Page
from tests.fetch.conftest import pages, reasons
from tests.fetch.site import Reply, Site, raw, reply, rss

Read = Callable[..., list[Page | Outcome]]
GOOD = reply("<p>good")


def bomb(megabytes: int) -> bytes:
    """This many megabytes of zeros, as gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(2**20)
    return b"".join([packer.compress(block) for _ in range(megabytes)]) + packer.flush()


BOMB = bomb(200)
# 200 MB of zeros in brotli: one meta-block that repeats a single byte; only its head is needed to be asked for.
BROTLI = bytes.fromhex("5bfffff71f00f8ff") * 1000
ZSTD = zstandard.ZstdCompressor(level=3).compress(bytes(200 * 2**20))
NESTED = gzip.compress(BOMB)


def serve(site: Site, hostile: Reply, path: str = "/hostile") -> None:
    """A feed with the hostile page, a good one of the same host, and a good one of another."""
    site.routes = {
        "/feed": rss(site.url(path), site.url("/good"), site.url("/good", "other")),
        "/good": GOOD,
        path: hostile,
    }


def survives(site: Site, items: list[Page | Outcome], reason: str) -> None:
    assert {page.url for page in pages(items)} == {site.url("/good", "other"), site.url("/good")}
    (dropped,) = [item for item in items if isinstance(item, Outcome)]
    assert (dropped.outcome, dropped.reason) == ("dropped", reason)
    assert dropped.detail
    assert dropped.url == site.url("/hostile")


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (BOMB, "gzip", "too_large"),
        (bytes(2) + BOMB, "gzip", "bad_encoding"),
        (zlib.compress(bytes(64 * 2**20), 9), "deflate", "too_large"),
        (NESTED, "gzip, gzip", "too_large"),
        (NESTED, "gzip, gzip, gzip", "bad_encoding"),
        (BROTLI, "br", "bad_encoding"),
        (ZSTD, "zstd", "bad_encoding"),
        (BOMB, "gzip, br", "bad_encoding"),
        (b"plain", "gzip", "bad_encoding"),
        (bytes(6 * 2**20), "identity", "too_large"),
    ],
)
def test_compressed_bodies_are_stopped_at_the_limit(
    site: Site, read: Read, body: bytes, coding: str, reason: str
) -> None:
    serve(site, reply(body, Content_Encoding=coding))
    survives(site, read(), reason)


@pytest.mark.parametrize("kind", ["gzip", "nested", "robots", "redirect", "endless"])
def test_a_bomb_costs_at_most_32_megabytes_of_memory(tmp_path: Path, kind: str) -> None:
    """Measured in a process of its own: the peak after the bomb, less the peak after a harmless page."""
    script = textwrap.dedent(f"""
        import json, resource, sys
        from tests.fetch import test_hostile as t
        from tests.fetch.site import Site, reply, rss
        print(json.dumps(t.measure({kind!r})))
    """)
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={"SITREP_HOME": str(tmp_path), "SITREP_FETCH_INTERVAL_SECONDS": "0", "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).parents[2],
    )
    before, after, ended = json.loads(done.stdout)
    assert ended
    assert after - before <= 32 * 1024  # kilobytes


def measure(kind: str) -> tuple[int, int, bool]:
    """Peak memory in kilobytes before and after the bomb, and whether every URL had its outcome."""
    from pipeline.fetch import fetch
    from pipeline.landing import SourceState
    from pipeline.models import Run
    from pipeline.sources import Source
    from tests.fetch.conftest import NOW

    with Site() as site:
        allowed = (f"site.localhost:{site.port}", f"other.localhost:{site.port}")
        source = Source("site", "S", "S", "US", "outlet", "en", "feed", site.url("/feed"), allow_hosts=allowed)
        site.routes = {"/feed": rss(site.url("/good")), "/good": reply(b"x" * 5_000_000)}
        list(fetch(source, SourceState("site"), Run("warm", NOW)))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        serve(site, bombs()[kind])
        if kind == "robots":
            site.routes["/robots.txt"] = reply(BOMB, kind="text/plain", Content_Encoding="gzip")
        items = list(fetch(source, SourceState("site"), Run("bomb", NOW)))
        return before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(items) == 3


def bombs() -> dict[str, Reply]:
    location = {"Location": "/good", "Content_Encoding": "gzip"}
    return {
        "gzip": reply(BOMB, Content_Encoding="gzip"),
        "nested": reply(NESTED, Content_Encoding="gzip, gzip"),
        "robots": GOOD,
        "redirect": reply(BOMB, 302, **location),
        "endless": raw(endless_body),
    }


def endless_body(connection: object) -> None:
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\n\r\n")  # type: ignore[attr-defined]
    for _ in range(10_000):
        connection.sendall(b"x" * 65536)  # type: ignore[attr-defined]


def test_a_bomb_in_robots_txt_is_cut_and_the_host_is_read_all_the_same(site: Site, read: Read) -> None:
    serve(site, GOOD)
    site.routes["/robots.txt"] = reply(BOMB, kind="text/plain", Content_Encoding="gzip")
    assert len(pages(read())) == 3


def test_robots_txt_that_cannot_be_decoded_means_no(site: Site, read: Read) -> None:
    serve(site, GOOD)
    site.routes["/robots.txt"] = reply(ZSTD, kind="text/plain", Content_Encoding="zstd")
    assert reasons(read()) == {"/feed": "bad_encoding"}


def test_the_body_of_a_redirect_is_not_read(site: Site, read: Read) -> None:
    serve(site, reply(BOMB, 302, Content_Encoding="gzip", Location="/good"))
    assert len(pages(read())) == 3


def drip(head: bytes, part: bytes, seconds: float) -> Reply:
    @raw
    def send(connection: object) -> None:
        connection.sendall(head)  # type: ignore[attr-defined]
        for _ in range(1000):
            connection.sendall(part)  # type: ignore[attr-defined]
            time.sleep(seconds)

    return send


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"HTTP/1.1 200 X\r\n", b"X-A: b\r\n"),  # a head that never ends
        (b"HTTP/1.1 200 X\r\nContent-Length: 99999\r\n\r\n", b"x"),  # a body that drips
        (b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"", b""),  # silence
    ],
)
def test_a_slow_answer_ends_at_the_deadline_in_total(
    site: Site, read: Read, monkeypatch: pytest.MonkeyPatch, head: bytes, part: bytes
) -> None:
    monkeypatch.setenv("SITREP_FETCH_TIMEOUT_SECONDS", "1")
    settings.current.cache_clear()
    serve(site, drip(head, part, 0.2))
    began = time.monotonic()
    survives(site, read(), "timeout")
    assert time.monotonic() - began < 4
    others = [r.began for r in site.requests if r.host.startswith("other.")]
    assert max(others) - began < 1


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"HTTP/1.1 200 X\r\nX: " + b"y" * 300_000 + b"\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nshort", "protocol"),
        (b"HTTP/1.1 200 X\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nshort", "protocol"),
        (b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "protocol"),
        (b"HTTP/9.9 hello\r\n\r\n", "protocol"),
        (b"\x16\x03\x01\x00\x05hello", "protocol"),
        (b"HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n", "server_error"),
        (b"HTTP/1.1 304 X\r\n\r\n", "bad_status"),
        (b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: http://[::1\r\n\r\n", "bad_redirect"),
        (b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: javascript:alert(1)\r\n\r\n", "bad_redirect"),
        (b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: file:///etc/passwd\r\n\r\n", "bad_redirect"),
        (b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: http://a b/\r\n\r\n", "bad_redirect"),
        (b"", "protocol"),
    ],
)
def test_broken_http_has_its_reason(site: Site, read: Read, sent: bytes, reason: str) -> None:
    serve(site, raw(lambda connection: connection.sendall(sent)))
    items = read()
    dropped = [item for item in items if isinstance(item, Outcome)]
    assert [(item.url, item.reason) for item in dropped] == [(site.url("/hostile"), reason)]
    assert len(pages(items)) == 2


def test_informational_answers_without_end_meet_the_deadline(
    site: Site, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_FETCH_TIMEOUT_SECONDS", "1")
    settings.current.cache_clear()
    serve(site, drip(b"", b"HTTP/1.1 103 Early\r\n\r\n" * 10_000, 0.0))
    items = read()
    assert len(items) == 3
    assert len(pages(items)) == 2


# --- Hostile listings --------------------------------------------------------------------------------------


def feed(items: bytes) -> bytes:
    return reply(b'<?xml version="1.0"?><rss><channel>' + items + b"</channel></rss>", kind="text/xml")


def test_a_feed_with_hundreds_of_thousands_of_items_is_cut(site: Site, read: Read) -> None:
    site.routes["/feed"] = feed(b"<item/>" * 700_000)
    began = time.monotonic()
    assert read() == []
    assert time.monotonic() - began < 5


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


def test_two_hosts_whose_robots_txt_lead_to_each_other_do_not_wait_for_ever(
    site: Site, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_FETCH_TIMEOUT_SECONDS", "1")
    settings.current.cache_clear()
    third, other = site.url("/robots.txt", "third"), site.url("/robots.txt", "other")
    site.routes = {
        "/feed": rss(site.url("/x", "other"), site.url("/y", "third")),
        ("other.localhost", "/robots.txt"): reply("", 302, Location=third),
        ("third.localhost", "/robots.txt"): reply("", 302, Location=other),
    }
    began = time.monotonic()
    assert len(read()) == 2
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "body",
    [
        b"<p " + b"a " * 200_000 + b">x",
        b"<div>" * 300_000,
        b"<p>" + b"x" * 5_000_000,
        b"\xff\xfe\xfd\x00\xd8\x00\xdc broken",
        b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "lone \ud800 surrogate".encode("utf-8", "surrogatepass"),
    ],
)
def test_strange_bytes_are_landed_exactly_as_they_came(site: Site, read: Read, body: bytes) -> None:
    """What to make of them is for extract, in a process that can be killed."""
    from pipeline.landing import current

    site.routes = {"/feed": rss(site.url("/a")), "/a": reply(body, kind="text/html; charset=utf-7")}
    (page,) = pages(read())
    assert page.landing is not None
    assert current().read(page.landing).body == page.body == body
