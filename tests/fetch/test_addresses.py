"""No page, feed or redirect leads us to an address that is not public, unless the source names the host."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.fetch import addresses
from pipeline.fetch.addresses import Allowed, ForbiddenAddress, GuardedBackend, is_public
from pipeline.fetch.web import clean_url
from pipeline.models import Outcome, Page
from tests.fetch.conftest import pages
from tests.fetch.site import Site, reply, rss

FORBIDDEN = [
    # loopback, in every spelling that some resolver understands
    "127.0.0.1",
    "127.1",
    "127.255.255.254",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "unnamed.localhost",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    # this host, private, shared, link-local (with the clouds' metadata address)
    "0.0.0.0",  # noqa: S104 - an address to be refused, not to be bound
    "0",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456:789a::1]",
    "[fec0::1]",
    # protocol assignments, documentation, benchmarking, multicast, reserved, broadcast
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[100::1]",
    # IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo, translated
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[::ffff:0:127.0.0.1]",
    # digits that are not ASCII
    "①②⑦.⓪.⓪.①",
    "１２７.0.0.1",
]


@pytest.fixture
def web_port(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site's port counts as a web port, so that only the address can be what is refused."""
    monkeypatch.setattr(addresses, "WEB_PORTS", (80, 443, site.port))
    return site


@pytest.mark.parametrize("host", FORBIDDEN)
def test_a_link_to_a_forbidden_address_is_refused_and_never_reached(
    web_port: Site, read: Callable[..., list[Page | Outcome]], host: str
) -> None:
    site = web_port
    site.routes = {"/feed": rss(f"http://{host}:{site.port}/secret", site.url("/good")), "/good": reply("<p>good")}
    site.routes["/secret"] = reply("<p>secret")
    items = read(hosts=(urlsplit(clean_url(f"http://{host}/")).hostname,))
    assert [page.url for page in pages(items)] == [site.url("/good")]
    refused = [item for item in items if isinstance(item, Outcome)]
    assert [item.reason for item in refused] == ["forbidden_address"]
    assert "/secret" not in site.asked()


@pytest.mark.parametrize("host", FORBIDDEN)
def test_a_redirect_to_a_forbidden_address_is_refused_and_never_followed(
    web_port: Site, read: Callable[..., list[Page | Outcome]], host: str
) -> None:
    site = web_port
    target = f"http://{host}:{site.port}/secret"
    site.routes = {
        "/feed": rss(site.url("/hop"), site.url("/good")),
        "/hop": reply("", 302, Location=target) if host.isascii() else reply("", 302, Location="/hop2"),
        "/hop2": b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: " + target.encode() + b"\r\n\r\n",
        "/good": reply("<p>good"),
        "/secret": reply("<p>secret"),
    }
    items = read()
    assert [page.url for page in pages(items)] == [site.url("/good")]
    (refused,) = [item for item in items if isinstance(item, Outcome)]
    assert refused.url == site.url("/hop")
    assert refused.reason in ("forbidden_address", "bad_redirect")
    assert refused.detail
    assert "/secret" not in site.asked()


def test_literal_addresses_are_judged_by_the_registries() -> None:
    literals = [host.strip("[]") for host in FORBIDDEN if host[0] == "[" or host.replace(".", "").isdecimal()]
    assert len(literals) > 30
    assert [literal for literal in literals if is_public(literal)] == []
    for public in ("8.8.8.8", "1.1.1.1", "193.0.6.139", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"):
        assert is_public(public)


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 9092])
def test_ports_other_than_those_of_the_web_are_refused(port: int) -> None:
    with pytest.raises(ForbiddenAddress, match=f"port {port}"):
        asyncio.run(GuardedBackend(Allowed(())).connect_tcp("93.184.215.14", port))


def test_a_named_host_is_allowed_on_its_port_alone(site: Site) -> None:
    async def connect(entries: tuple[str, ...], port: int) -> None:
        stream = await GuardedBackend(Allowed(entries)).connect_tcp("site.localhost", port, timeout=2)
        await stream.aclose()

    asyncio.run(connect((f"site.localhost:{site.port}",), site.port))
    asyncio.run(connect(("site.localhost",), site.port))
    with pytest.raises(ForbiddenAddress):
        asyncio.run(connect((f"site.localhost:{site.port}",), 80))
    with pytest.raises(ForbiddenAddress):
        asyncio.run(connect((f"other.localhost:{site.port}",), site.port))


def test_a_name_that_changes_its_answer_is_asked_once_and_connected_where_it_was_checked(
    web_port: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when it is checked, loopback when it would be asked again."""
    answers = iter(["93.184.215.14"] + ["127.0.0.1"] * 10)
    reached: list[str] = []

    async def rebinding(_: str, port: int, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    async def connect(_: object, host: str, *__: object) -> None:
        reached.append(host)
        raise OSError("not in a test")

    async def attempt() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebinding)
        backend = GuardedBackend(Allowed(()))
        monkeypatch.setattr(type(backend._backend), "connect_tcp", connect)
        with pytest.raises(OSError, match="not in a test"):
            await backend.connect_tcp("rebinding.example", web_port.port)
        with pytest.raises(ForbiddenAddress):
            await backend.connect_tcp("rebinding.example", web_port.port)

    asyncio.run(attempt())
    assert reached == ["93.184.215.14"]


def test_of_several_addresses_only_the_public_ones_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    async def mixed(_: str, port: int, **__: Any) -> list[Any]:
        return [(0, 0, 0, "", (address, port)) for address in ("10.0.0.1", "93.184.215.14", "::1")]

    async def attempt() -> list[str]:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", mixed)
        return await GuardedBackend(Allowed(()))._addresses("mixed.example", 443)

    assert asyncio.run(attempt()) == ["93.184.215.14"]
