"""Where a link may lead, and how its address is written: the one rule for readers, citations, layout and writers.

A reader's click must never start a program, open a file or run a script, whatever the text said: only ``http``, ``https`` and
``mailto`` are linked to. Links inside a document (``#identifier``) are no addresses.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import quote

from briefgen.model.characters import printable

SCHEMES = ("http", "https", "mailto")

LONGEST = 8_000
"""Characters in ASCII; servers and browsers give up at about so many, ISO 19005-3 §6.1.13 at 32 767 bytes."""

_WEB = re.compile(r"(?P<scheme>https?://)(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:(?P<to>[^?#]+)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?P<user>(?:.*@)?)(?P<host>\[[^\[\]]*\]|[^:]*)(?P<port>(?::\d{0,5})?)", re.DOTALL)
_HOST = re.compile(r"(?=.*[0-9A-Za-z:])(?:[0-9A-Za-z._~-]+|\[[0-9A-Fa-f:.]+\])")
_HALF_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "%:/?#@!$&'()*+,;=~"
"""Reserved characters of RFC 3986 §2.2 apart from brackets, which only a host may hold."""


# Whoever lays out, paints and checks a document asks of the same addresses one after the other.
_MOST_KEPT = 4_000


@functools.lru_cache(maxsize=_MOST_KEPT)
def linkable(url: str) -> bool:
    """Whether a document may link to an absolute address: the web with a host that can be one, or mail with a recipient."""
    address = url.strip()
    if len(address) > LONGEST or len(ascii_form(address)) > LONGEST:
        return False
    web = _WEB.fullmatch(address)
    return bool(_ascii_authority(web["authority"]) if web else _MAIL.match(address))


@functools.lru_cache(maxsize=_MOST_KEPT)
def ascii_form(url: str) -> str:
    """The address in ASCII (RFC 3986), as Word and PDF hold it: a foreign host in IDNA (RFC 3490), all else percent-encoded UTF-8.

    What is encoded already is left so, and the form of a form is itself.
    """
    address = _HALF_PERCENT.sub("%25", printable(url).strip())
    web = _WEB.fullmatch(address)
    if not web:
        return quote(address, safe=_KEPT)
    authority = _ascii_authority(web["authority"]) or quote(web["authority"], safe=_KEPT)
    return f"{web['scheme']}{authority}{quote(web['rest'], safe=_KEPT)}"


def _ascii_authority(authority: str) -> str:
    """User, host and port in ASCII; empty where they name no host."""
    parts = _AUTHORITY.fullmatch(authority)
    host = _ascii_host(parts["host"]) if parts else ""
    if not parts or not _HOST.fullmatch(host) or (parts["port"] and int(parts["port"][1:] or 0) > 0xFFFF):
        return ""
    return f"{quote(parts['user'], safe=_KEPT)}{host}{parts['port']}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
