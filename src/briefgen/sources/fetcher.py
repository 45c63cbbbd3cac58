"""The guarded way out to the network."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from briefgen import __version__
from briefgen.model.fetching import Fetched, FetchFailed, NotModified
from briefgen.sources.addresses import Address, read_ip
from briefgen.sources.destination import Destination, Door, HostUnreachable
from briefgen.sources.exchange import Answer, Limit, ask, trust
from briefgen.sources.pace import Pace
from briefgen.sources.robots import Robots

if TYPE_CHECKING:
    import ssl

Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its addresses as text. Raises :class:`OSError` where it has none."""

_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_REST = 24 * 3600
_ROBOTS_MOST = 600 * 1024
_NOT_IN_A_HEADER = re.compile(r"[^\x20-\x7e]")


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that the machine's resolver has for a name."""
    found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedFetcher:
    """A :class:`~briefgen.model.ports.Fetcher` that goes only where an untrusted address may lead.

    A name is resolved once, *all* of its addresses are held against the table of special ranges, and the connection is made to
    the address that was checked; every redirect is a new address to check. ``contact`` (an e-mail address or a page) stands in
    the user agent. ``allowed_hosts`` holds ``host`` or ``host:port`` of one's own network: these may have private addresses and
    that port, and no pace is kept for them. ``deadline`` is in seconds, for the whole of a fetch with its redirects and
    robots.txt; ``max_bytes`` is after decompression; ``pace`` are seconds between two requests to a host, of all threads
    together. Neither cookies nor proxies nor stored credentials are used. May be shared by threads.
    """

    def __init__(
        self,
        *,
        contact: str,
        allowed_hosts: frozenset[str] = frozenset(),
        deadline: float = 10.0,
        max_bytes: int = 20_000_000,
        pace: float | Pace = 1.0,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = f"briefgen/{__version__} (+{_header(contact)})" if contact.strip() else f"briefgen/{__version__}"
        self._door = Door(frozenset(host.lower() for host in allowed_hosts))
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._pace = pace if isinstance(pace, Pace) else Pace(pace)
        self._resolve = resolve
        self._tls = trust(tls)
        self._robots = Robots(self._get_robots)

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched | NotModified:
        """Get a resource, conditionally where a validator is given.

        Raises :class:`FetchFailed` for anything but a usable answer: :class:`HostUnreachable` where the host itself cannot be
        had, refused where it may not be asked.
        """
        conditions = _conditions(etag, last_modified)
        asked = self._door.enter(url)
        if not self._door.owns(asked):
            self._pace.wait(asked.host, self._deadline)
        limit = Limit(time.monotonic() + self._deadline, self._max_bytes)
        try:
            asked, answer = self._follow(asked, conditions, limit, obey=True)
        except TimeoutError:
            raise FetchFailed(f"{asked.host} did not answer within {self._deadline:g} s") from None
        return self._judge(asked, answer, conditional=bool(conditions))

    def _follow(self, asked: Destination, headers: dict[str, str], limit: Limit, *, obey: bool) -> tuple[Destination, Answer]:
        """The answer at the end of the redirects, and where it was."""
        sent = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": "gzip", **headers}
        for _ in range(_HOPS + 1):
            if obey:
                self._robots.check(asked.origin, asked.url, limit.remaining())
            answer = ask(asked, self._addresses(asked, limit), sent, limit, self._tls)
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return asked, answer
            asked = self._redirected(asked, answer.headers["location"])
        raise FetchFailed(f"it redirects more than {_HOPS} times")

    def _redirected(self, asked: Destination, location: str) -> Destination:
        try:
            onward = self._door.enter(urljoin(asked.url, location.strip()))
        except ValueError:
            raise FetchFailed("it redirects to what is not an address") from None
        if (asked.scheme, onward.scheme) == ("https", "http"):
            raise FetchFailed(f"it redirects from https to {onward.url[:200]}, which is not encrypted", refused=True)
        return onward

    def _addresses(self, asked: Destination, limit: Limit) -> tuple[Address, ...]:
        literal = read_ip(asked.host)
        found = (literal,) if literal is not None else self._look_up(asked, limit.remaining())
        for address in found:
            self._door.check(asked, address)
        return found

    def _look_up(self, asked: Destination, seconds: float) -> tuple[Address, ...]:
        """Resolve in a thread of its own: no resolver of an operating system knows a deadline."""
        found: list[str] = []
        failed: list[OSError | UnicodeError] = []

        def look_up() -> None:
            try:
                found.extend(self._resolve(asked.host, asked.port))
            except (OSError, UnicodeError) as problem:
                failed.append(problem)

        thread = threading.Thread(target=look_up, name=f"resolve {asked.host}", daemon=True)
        thread.start()
        thread.join(seconds)
        if thread.is_alive():
            raise HostUnreachable(f"the name {asked.host} was not resolved in time")
        addresses = tuple(address for address in map(read_ip, found) if address is not None)
        if failed or not addresses:
            raise HostUnreachable(f"the name {asked.host} is not known here; is this machine online?")
        return addresses

    def _get_robots(self, url: str) -> Answer:
        limit = Limit(time.monotonic() + self._deadline, _ROBOTS_MOST)
        try:
            return self._follow(self._door.enter(url), {}, limit, obey=False)[1]
        except TimeoutError:
            raise FetchFailed(f"{url} did not come in time") from None

    def _judge(self, asked: Destination, answer: Answer, *, conditional: bool) -> Fetched | NotModified:
        if answer.status == 304 and conditional:
            return NotModified(asked.url)
        if answer.status != 200:
            rest = _retry_after(answer.headers.get("retry-after", ""))
            if rest and not self._door.owns(asked):
                self._pace.rest(asked.host, rest)
            raise FetchFailed(f"{asked.host} answered with status {answer.status}", status=answer.status, retry_after=rest)
        media_type, charset = _content_type(answer.headers.get("content-type", ""))
        return Fetched(
            url=asked.url,
            body=answer.body,
            media_type=media_type,
            charset=charset,
            etag=_header(answer.headers.get("etag", "")),
            last_modified=_header(answer.headers.get("last-modified", "")),
            headers=answer.headers,
        )


def _header(text: str) -> str:
    """A text that can stand in a header and in a lock: no controls, nothing outside ASCII, no novel."""
    return _NOT_IN_A_HEADER.sub("", text)[:512].strip()


def _conditions(etag: str, last_modified: str) -> dict[str, str]:
    held = {"If-None-Match": _header(etag), "If-Modified-Since": _header(last_modified)}
    return {name: value for name, value in held.items() if value}


def _content_type(value: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = _header(value) or "application/octet-stream"
    charset = message.get_content_charset("") if value else ""
    return (message.get_content_type() if value else "", charset)


def _retry_after(value: str) -> int:
    """Seconds, from seconds or a date (RFC 9110 §10.2.3), at most a day; 0 where nothing sensible is said."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = int(value[:9])
    else:
        try:
            when = parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return 0
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        seconds = int((when - datetime.now(UTC)).total_seconds()) + 1
    return max(0, min(seconds, _LONGEST_REST))
