"""How often one host is asked, across threads."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from briefgen.model.fetching import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """Requests to one host begin at least ``seconds`` apart, and not before the host asked to be left alone until."""

    def __init__(
        self, seconds: float, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._sleep = sleep
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, patience: float) -> None:
        """Wait for the host's next turn. Raises :class:`FetchFailed` at once where that is more than ``patience`` seconds away."""
        with self._lock:
            now = self._monotonic()
            turn = max(now, self._free.get(host, now))
            if turn - now > patience:
                seconds = int(turn - now) + 1
                raise FetchFailed(f"{host} is to be left alone for another {seconds} s", retry_after=seconds)
            self._free[host] = turn + self._seconds
        if turn > now:
            self._sleep(turn - now)

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), self._monotonic() + seconds)
