"""Mail addresses: the few forms that every server takes, in the one spelling under which two are the same.

Comments, quoted parts, numbers for domains and display names are legal (RFC 5321 §4.1.2, RFC 5322 §3.4) and refused: nobody writes
them by intention, and they are how one address is made to look like another.
"""

from __future__ import annotations

import re

LONGEST, LONGEST_LOCAL, LONGEST_LABEL = 254, 64, 63
"""Characters (RFC 5321 §4.5.3.1, with erratum 1690; RFC 1035 §2.3.4)."""
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_DOTS = re.compile("[\u3002\uff0e\uff61]")
"""What IDNA takes for full stops (RFC 3490 §3.1)."""


class NotAnAddress(ValueError):
    """Text that is no address; its message says why, beginning after "is not an address: "."""


def read_address(text: str) -> str:
    """The address in the spelling that it is sent to and compared in: its domain in lower case and in ASCII (RFC 5890).

    What stands before the @ is kept as it is. Raises :class:`NotAnAddress`.
    """
    local, at, domain = text.rpartition("@")
    if not at or not local:
        raise NotAnAddress("it has the form name@domain")
    if not local.isascii():
        raise NotAnAddress("before the @ there are letters that not every mail server takes (RFC 6531)")
    if not _LOCAL.fullmatch(local):
        raise NotAnAddress("before the @ there may be letters, digits, full stops between them, and signs such as - _ +")
    address = f"{local}@{read_domain(domain)}"
    if len(local) > LONGEST_LOCAL or len(address) > LONGEST:
        raise NotAnAddress(f"it is longer than {LONGEST_LOCAL} characters before the @, or {LONGEST} as a whole")
    return address


def read_domain(text: str) -> str:
    """A domain in lower case and in ASCII; raises :class:`NotAnAddress` for what no mail can be sent to."""
    try:
        domain = text if text.isascii() else _DOTS.sub(".", text).encode("idna").decode("ascii")
    except UnicodeError:
        raise NotAnAddress("its domain cannot be written in ASCII (RFC 5890)") from None
    domain = domain.lower()
    labels = domain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) and len(label) <= LONGEST_LABEL for label in labels):
        raise NotAnAddress("its domain is not one: letters, digits and hyphens, with full stops between them")
    if labels[-1].isdigit():
        raise NotAnAddress("its domain is a number; name a domain")
    return domain


def domain_of(address: str) -> str:
    """The domain of an address as :func:`read_address` gives it."""
    return address.rpartition("@")[2]


def same_reader(address: str) -> str:
    """What two addresses of one reader have in common: servers that tell capitals apart are not met with in practice."""
    return address.casefold()
