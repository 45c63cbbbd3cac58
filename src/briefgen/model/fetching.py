"""What came back from the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A usable answer: the ``body`` after decompression, its ``media_type`` without parameters, and the final ``url``.

    ``charset`` is what the Content-Type header says; empty: nothing.
    """

    url: str
    body: bytes = field(repr=False)
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what we have is what it has (HTTP 304)."""

    url: str


class FetchFailed(Exception):
    """No usable answer.

    ``refused``: we may not ask (a private address, robots.txt, a scheme); asking again is pointless. ``retry_after`` are seconds
    to wait, as the server asked; 0: it did not say.
    """

    host_down = False
    """The host itself cannot be had, so that nothing else of it need be tried now."""

    too_large = False
    """It came, and was more than is taken."""

    def __init__(self, reason: str, *, refused: bool = False, retry_after: int = 0, status: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.refused = refused
        self.retry_after = retry_after
        self.status = status
