"""What robots.txt allows (RFC 9309)."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol

from protego import Protego

from briefgen.model.fetching import FetchFailed
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.sources.exchange import Answer

PRODUCT = "briefgen"
"""The product token (§2.2.1) that a group of rules may name."""
_KEPT = 24 * 3600.0
"""Seconds that rules are kept (§2.4)."""
_MOST = 500 * 1024
"""Bytes that are read of a robots.txt (§2.5)."""


class _Rules(Protocol):
    def can_fetch(self, url: str, user_agent: str) -> bool: ...


@dataclass(slots=True)
class _Origin:
    lock: threading.Lock
    until: float = 0.0
    rules: _Rules | None = None


class Robots:
    """The rules of every origin that was asked, each fetched once. ``get`` fetches a URL, following redirects."""

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self._get = get
        self._origins: dict[str, _Origin] = {}
        self._lock = threading.Lock()

    def check(self, origin: str, url: str, patience: float) -> None:
        """Raises :class:`FetchFailed`, refused, where the rules disallow ``url``.

        A robots.txt that is not there, or leads nowhere, allows everything (§2.3.1.3); one that the server fails to give
        disallows everything for now (§2.3.1.4).
        """
        with self._lock:
            known = self._origins.setdefault(origin, _Origin(threading.Lock()))
        if not known.lock.acquire(timeout=patience):
            raise FetchFailed(f"the robots.txt of {origin} did not come in time")
        try:
            if time.monotonic() >= known.until:
                known.rules = self._fetch(f"{origin}/robots.txt")
                known.until = time.monotonic() + _KEPT
            rules = known.rules
        finally:
            known.lock.release()
        if rules is not None and not rules.can_fetch(url, PRODUCT):
            raise FetchFailed(f"the robots.txt of {origin} disallows it", refused=True)

    def _fetch(self, url: str) -> _Rules | None:
        answer = self._get(url)
        if answer.status >= 500 or answer.status == 429:
            raise FetchFailed(f"{url} failed with status {answer.status}, so that nothing may be fetched now", status=answer.status)
        if answer.status != 200:
            return None
        rules: _Rules = Protego.parse(answer.body[:_MOST].decode("utf-8", "replace"))
        return rules
