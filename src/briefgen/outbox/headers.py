"""The header of a message: every field in ASCII, folded so that no mail program reads it otherwise than it was meant.

Text goes through :mod:`email`, which encodes it (RFC 2047) and refuses line ends. Identifiers and addresses of the web do not: it
would take one that is longer than a line for text and encode it, and then nobody recognises it. They are folded here.
"""

from __future__ import annotations

import re
import unicodedata
from email.headerregistry import Address
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from briefgen.model.characters import one_line
from briefgen.model.instant import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE = 998
"""The longest line that there may be, without its end (RFC 5322 §2.1.1)."""
LONGEST_NAME = 60
"""Characters of the name beside an address; a word of more than a line's would make one that is too long."""
_TOKEN = re.compile(r"[!-~]+")
_STEERING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffd]")
"""Marks of direction, which make a line read otherwise than it is written, and what stands for what no document may hold."""


def plain(text: str) -> str:
    """Words as a header may hold them: one line, nothing that steers a terminal, a mail program or the direction of letters."""
    shown = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in one_line(text))
    return one_line(_STEERING.sub("", shown))


def text_field(name: str, text: str) -> bytes:
    """A field of words."""
    return SMTP.fold_binary(name, SMTP.header_factory(name, plain(text)))


def address_field(name: str, address: str, shown: str = "") -> bytes:
    """A field of exactly one address, under the name that is ``shown``."""
    one = Address(display_name=shortened(plain(shown), LONGEST_NAME), addr_spec=address)
    return SMTP.fold_binary(name, SMTP.header_factory(name, (one,)))


def date_field(instant: str) -> bytes:
    """The date, of an instant as the ledger writes it."""
    return f"Date: {format_datetime(moment(instant))}\r\n".encode("ascii")


def token_field(name: str, tokens: Iterable[str]) -> bytes:
    """A field of words that are nothing without their exact letters, each on a line of its own from the second.

    Raises :class:`ValueError` for one that is not in ASCII, or that no line has room for.
    """
    words = tuple(tokens)
    for word in words:
        if not _TOKEN.fullmatch(word) or len(word) > LINE - len(name) - 2:
            raise ValueError(f"{name}: {word[:60]!r}")
    return (f"{name}: " + "\r\n ".join(words) + "\r\n").encode("ascii")


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters, cut where a word ends; an ellipsis says so."""
    if len(text) <= most:
        return text
    kept = text[: max(most - 1, 0)]
    whole = kept.rpartition(" ")[0] if not text[len(kept) : len(kept) + 1].isspace() else kept
    return f"{(whole if len(whole) > most // 2 else kept).rstrip(' ,;:–—-')}…"
