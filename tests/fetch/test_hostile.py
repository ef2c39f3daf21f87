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
    first = {(request.host.partition(".")[0], request.path): request.began for request in reversed(site.requests)}
    assert first["other", "/good"] - first["site", "/feed"] < 2  # the other host was not delayed


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
        return before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(items) == 4


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
