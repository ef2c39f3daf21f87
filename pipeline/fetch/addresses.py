"""Which addresses may be reached: public ones, and the hosts that a source names.

Reads DNS, writes nothing. The check is made on the resolved address at the moment of connecting, and the connection
goes to exactly that address, so a name that changes its answer in between gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

from httpcore2 import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

WEB_PORTS = (80, 443)

# IANA's special-purpose registries (IPv4: RFC 6890 and its updates), plus multicast and class E.
_DENIED_V4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only 2000::/3 is handed out for the public internet. What lies outside (loopback, mapped and compatible IPv4, NAT64,
# unique local, link-local, multicast) is denied as a whole; these are the special ranges within.
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_DENIED_V6 = tuple(
    ipaddress.IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 carries any IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


class ForbiddenAddress(Exception):
    """The host, port or address may not be reached; the message says why."""


def is_public(address: str) -> bool:
    """Whether an IP address lies on the public internet. Anything that is no plain address is not public."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in net for net in _DENIED_V4)
    return ip.scope_id is None and ip in _PUBLIC_V6 and not any(ip in net for net in _DENIED_V6)


class Allowed:
    """The hosts that a source names: `host` (any port) or `host:port`."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = frozenset(entry.lower() for entry in entries)

    def names(self, host: str, port: int) -> bool:
        """Whether this host is named for this port."""
        return host in self._entries or f"{host}:{port}" in self._entries


class GuardedBackend(AsyncNetworkBackend):
    """Connects only to addresses that may be reached. Raises ForbiddenAddress for all others."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed
        self._backend = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        error: Exception | None = None
        for address in await self._addresses(host.lower().strip("[]"), port):
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except OSError as failed:
                error = failed
            except Exception as failed:  # the backend has exceptions of its own; the next address may do
                error = failed
        raise error or ForbiddenAddress(f"{host} has no address")

    async def _addresses(self, host: str, port: int) -> list[str]:
        named = self._allowed.names(host, port)
        if port not in WEB_PORTS and not named:
            raise ForbiddenAddress(f"port {port} is not for web pages, and {host}:{port} is not in allow_hosts")
        found = await resolve(host, port)
        good = found if named else [address for address in found if is_public(address)]
        if found and not good:
            raise ForbiddenAddress(f"{host} lies at {found[0]}, which is not public, and is not in allow_hosts")
        return good


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host. `localhost` and names below it are 127.0.0.1, without asking (RFC 6761)."""
    if host == "localhost" or host.endswith(".localhost"):
        return ["127.0.0.1"]
    answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
