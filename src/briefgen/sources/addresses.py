"""Which network addresses a fetch may lead to: our own table, complete where :mod:`ipaddress` of some Python releases is not.

From the IANA registries of special-purpose addresses (RFC 6890 and what updates it). ``ipaddress.is_global`` of Python 3.11.7
takes 64:ff9b:1::/48, 2002::/16, 192.0.0.8 and 3fff::/20 for ordinary addresses, and every release so takes 64:ff9b::/96.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from briefgen.model.value import dataclass

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Special:
    """A range that ordinary hosts have no address in. ``own``: a network of one's own, which a workspace may allow."""

    network: IPv4Network | IPv6Network
    words: str
    own: bool = False


def _special(words: str, *networks: str, own: bool = False) -> tuple[Special, ...]:
    return tuple(Special(ip_network(network), words, own) for network in networks)


_TABLE = (
    *_special("the machine itself", "127.0.0.0/8", "::1/128", own=True),
    *_special("a private network", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", own=True),
    *_special("a provider's shared network", "100.64.0.0/10", own=True),
    *_special("no address", "0.0.0.0/8", "::/128"),
    *_special("link-local", "169.254.0.0/16", "fe80::/10", "fec0::/10"),
    *_special("reserved for protocols", "192.0.0.0/24", "2001::/23", "100::/64", "5f00::/16", "64:ff9b:1::/48"),
    *_special("for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
    *_special("for benchmarks", "198.18.0.0/15"),
    *_special("an anycast service", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", "2620:4f:8000::/48"),
    *_special("a tunnel", "192.88.99.0/24", "2002::/16"),
    *_special("multicast", "224.0.0.0/4", "ff00::/8"),
    *_special("reserved", "240.0.0.0/4"),
)
_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")
_ELSEWHERE = Special(IPv6Network("::/0"), "not an address of the public network")


def special(address: Address) -> Special | None:
    """The special range that an address is in; ``None`` for an ordinary public address.

    An IPv4 address inside an IPv6 one, mapped (RFC 4291 §2.5.5.2) or translated (RFC 6052), is judged itself.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return special(address.ipv4_mapped)
        if address in _NAT64:
            return special(IPv4Address(int(address) & 0xFFFF_FFFF))
    for entry in _TABLE:
        if address.version == entry.network.version and address in entry.network:
            return entry
    return _ELSEWHERE if isinstance(address, IPv6Address) and address not in _UNICAST else None


def read_ip(text: str) -> Address | None:
    """A literal address, with or without brackets and zone; ``None`` for a name."""
    try:
        return ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
