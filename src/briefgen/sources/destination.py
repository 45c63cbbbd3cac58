"""Where a URL leads: taken apart strictly, since two readings of one URL are how a guard is passed."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from briefgen.model.fetching import FetchFailed
from briefgen.model.value import dataclass
from briefgen.sources.addresses import Address, read_ip, special

PORTS = {"http": 80, "https": 443}
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_LONGEST = 4096


class HostUnreachable(FetchFailed):
    """The host has no address or takes no connection now: other pages of it need not be tried in the same run."""

    host_down = True


@dataclass(frozen=True, slots=True)
class Destination:
    """One request's goal. ``host`` is lower case, an IPv6 address without brackets; ``target`` is path and query, in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" if self.port == PORTS[self.scheme] else f"{self.scheme}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


@dataclass(frozen=True, slots=True)
class Door:
    """Which hosts and ports may be asked. ``allowed`` holds ``host`` or ``host:port`` of a network of one's own."""

    allowed: frozenset[str] = frozenset()

    def enter(self, url: str) -> Destination:
        """Take a URL apart. Raises :class:`FetchFailed`, refused, for one that may not be asked, whatever it resolves to."""
        try:
            parts = urlsplit(url)
            scheme, host, port = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.port
            credentials = parts.username is not None or parts.password is not None
        except ValueError:
            raise _refused(f"{url[:200]!r} is not an address of a page") from None
        if scheme not in PORTS:
            raise _refused(f"only http and https are fetched, not {scheme[:40] or 'an address without a scheme'}")
        if _NOT_IN_A_URL.search(url) or len(url) > _LONGEST:
            raise _refused("the address holds a character that no address may hold, or is too long")
        if credentials:
            raise _refused("an address may not hold a user name or password")
        asked = Destination(scheme, _ascii(host), port or PORTS[scheme], _target(parts.path, parts.query))
        if asked.port not in PORTS.values() and not self._names(asked):
            raise _refused(
                f"port {asked.port} is not one of 80 and 443; allow {asked.host}:{asked.port} in the workspace if it is meant"
            )
        return asked

    def check(self, asked: Destination, address: Address) -> None:
        """Whether a host may have this address. Raises :class:`FetchFailed`, refused, where it may not."""
        found = special(address)
        if found is None or (self.owns(asked) and (found.own or read_ip(asked.host) is not None)):
            return
        remedy = f"; allow {asked.host} in the workspace if it is meant" if found.own else ""
        raise _refused(f"{asked.host} leads to {address}, which is {found.words}{remedy}")

    def owns(self, asked: Destination) -> bool:
        """Whether the workspace allows this host by name."""
        return asked.host in self.allowed or self._names(asked)

    def _names(self, asked: Destination) -> bool:
        host = f"[{asked.host}]" if ":" in asked.host else asked.host
        return f"{host}:{asked.port}" in self.allowed


def _refused(reason: str) -> FetchFailed:
    return FetchFailed(reason, refused=True)


def _ascii(host: str) -> str:
    if read_ip(host) is not None:
        return host.lower()
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise _refused(f"{host[:80]!r} is not the name of a host")
    return name


def _target(path: str, query: str) -> str:
    plain = quote(path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{plain}?{quote(query, safe='/%:@!$&()*+,;=~-._?[]' + chr(39))}" if query else plain
