"""When to try: how often one domain is written to, and how long to wait after a refusal."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.outbox.addresses import domain_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefgen.model.delivery import Delivery

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""Before the second try, and between any two. RFC 5321 §4.5.4.1: two in the first hour, then fewer."""
_GROWTH = 3
_NAP = 0.5
"""Seconds at most between two questions whether to stop."""


def backoff(delivery: Delivery) -> timedelta:
    """How long to wait after a try that was not the last.

    Three times as long after each, and up to a fifth more, which differs by reader and try, so that a thousand that were refused
    together do not come back together.
    """
    usual: timedelta = min(FIRST * int(_GROWTH ** min(delivery.tries, 6)), LONGEST)
    seed = hashlib.sha256(f"{delivery.key} {delivery.tries}".encode()).digest()
    return usual + usual * (seed[0] / 255 * 0.2)


def given_up(since: datetime, now: datetime, hours: float) -> bool:
    """Whether a delivery has waited long enough; never where the clock was set back behind its beginning."""
    return now - since >= timedelta(hours=hours)


class Pace:
    """Gives deliveries one by one, so that those to one domain are ``60 / per_minute`` seconds apart. For one process."""

    def __init__(
        self, per_minute: float, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._apart = 60.0 / per_minute if per_minute else 0.0
        self._monotonic = monotonic
        self._sleep = sleep
        self._free: dict[str, float] = {}

    def paced(self, deliveries: Iterable[Delivery], stopping: Callable[[], bool]) -> Iterator[Delivery]:
        """The deliveries, each when its domain is free; those to one domain in the order given. Ends early when ``stopping``.

        A small domain does not wait for a large one: whichever is free is next.
        """
        queues: dict[str, deque[Delivery]] = {}
        for one in deliveries:
            queues.setdefault(domain_of(one.recipient).lower(), deque()).append(one)
        while queues and not stopping():
            domain = min(queues, key=lambda name: self._free.get(name, 0.0))
            rest = self._free.get(domain, 0.0) - self._monotonic()
            if rest > 0:
                self._sleep(min(rest, _NAP))
                continue
            self._free[domain] = self._monotonic() + self._apart
            queue = queues[domain]
            yield queue.popleft()
            if not queue:
                del queues[domain]
