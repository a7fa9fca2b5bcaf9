"""Under which names the page is served, and which pages may call it.

A browser that is led to this page under a name of somebody else's (DNS rebinding) lets that somebody's scripts read
it. So the name in `Host` has to be one of ours. An address is never such a name: who is at an address in the address
bar is who is asked. Ports are not compared, as tunnels and containers put others before ours.
"""

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TypeAlias

from ui.errors import ServeError

Address: TypeAlias = IPv4Address | IPv6Address

_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_LONGEST = 100  # characters that are told back


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names of the page: `names` of this machine, `allowed` by whoever serves it.

    `alone`: only this machine is served, so no address but its own loopback is one of ours.
    """

    names: frozenset[str]
    allowed: frozenset[str]
    alone: bool

    def refusal(self, hosts: Sequence[str]) -> str | None:
        """Say what to do where one of the names that a request was sent to is not ours; None: all are."""
        strange = next((host for host in hosts if not self._is_ours(_name(host))), None)
        if hosts and strange is None:
            return None
        named = repr((strange or "")[:_LONGEST])
        return f"This page is not served as {named}. To allow that: onrecord serve --allow-host NAME"

    def is_own(self, origin: str, host: str) -> bool:
        """Whether a page of this origin is ours: the host that was asked, or an allowed name before it (a proxy)."""
        match = re.fullmatch(r"https?://([^/?#]+)", origin.lower())
        return match is not None and (match[1] == host.lower() or _name(match[1]) in self.allowed)

    def _is_ours(self, name: str) -> bool:
        address = _address(name)
        if address is not None:
            return address.is_loopback or not self.alone
        return name in self.names or name in self.allowed


def hosts(host: str, bound: str, allowed: Sequence[str]) -> Hosts:
    """Give the names of a page that is served at `host`, which is the address `bound`.

    Raises ServeError where an allowed name is none.
    """
    alone = ip_address(bound.partition("%")[0]).is_loopback
    names = {"localhost", host.lower()} if alone else {"localhost", host.lower(), socket.gethostname().lower()}
    return Hosts(frozenset(names), frozenset(_allowed(each) for each in allowed), alone)


def _allowed(name: str) -> str:
    if not _NAME.fullmatch(name.lower()):
        raise ServeError(f"--allow-host {name!r} is no name. Give it without http:// and port: docs.example.org")
    return name.lower()


def _name(netloc: str) -> str:
    """Give the name in "name:port" or "[address]:port", in lower case; "" where there is none."""
    match = re.fullmatch(r"(\[[0-9a-f:.%]*\]|[^\[\]:@/\s]*)(?::\d*)?", netloc.lower())
    return match[1].strip("[]") if match else ""


def _address(name: str) -> Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
