"""One HTTP request over one connection to an address that was checked, within a deadline and an allowance of bytes."""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from contextlib import closing
from dataclasses import field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from briefgen.model.fetching import FetchFailed
from briefgen.model.value import dataclass
from briefgen.sources.addresses import read_ip
from briefgen.sources.destination import HostUnreachable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from urllib3.response import BaseHTTPResponse

    from briefgen.sources.addresses import Address
    from briefgen.sources.destination import Destination

_HEADERS = 256 * 1024
"""The most bytes that may come before a body."""
_PIECE = 64 * 1024


class TooLarge(FetchFailed):
    """More came than is taken."""

    too_large = True


@dataclass(slots=True)
class Limit:
    """How long and how much. ``until`` is on the monotonic clock, ``body`` in bytes after decompression, ``left`` in bytes on
    the wire of the answer that is being read."""

    until: float
    body: int
    left: int = _HEADERS

    def remaining(self) -> float:
        """Seconds until the deadline, more than 0. Raises :class:`TimeoutError` once it has passed."""
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``headers`` have lower-case names; ``body`` is decompressed, and empty unless the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)


class _Limited:
    """Mixed into sockets: no read waits past the deadline, not even when a byte comes every second, or takes past the allowance.

    Below the HTTP library, so that it also holds for header lines, chunk sizes and trailers, which have no bound of their own.
    """

    limit: Limit | None = None

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        """As of a socket."""
        if self.limit is None:
            return int(super().recv_into(*arguments, **named))  # type: ignore[misc]  # the socket's own
        self.settimeout(self.limit.remaining())  # type: ignore[attr-defined]  # the socket's own
        taken = int(super().recv_into(*arguments, **named))  # type: ignore[misc]  # the socket's own
        self.limit.left -= taken
        if self.limit.left < 0:
            raise TooLarge("more came than is taken")
        return taken


class _PlainSocket(_Limited, socket.socket):
    pass


class _TlsSocket(_Limited, ssl.SSLSocket):
    pass


def trust(context: ssl.SSLContext | None = None) -> ssl.SSLContext:
    """A TLS context that verifies certificate and name, by the machine's own authorities unless another is given."""
    made = context or ssl.create_default_context()
    made.sslsocket_class = _TlsSocket
    return made


class _Pinned:
    """Mixed into connections: connects to the addresses that were checked, and asks no resolver again."""

    addresses: Sequence[Address] = ()
    limit: Limit

    def _new_conn(self) -> socket.socket:
        failure: OSError = OSError("it has no address")
        for place, address in enumerate(self.addresses):
            share = self.limit.remaining() / (len(self.addresses) - place)
            made = _PlainSocket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
            try:
                made.settimeout(share)
                made.connect((str(address), self.port))  # type: ignore[attr-defined]  # the connection's own
                made.settimeout(self.limit.remaining())
            except OSError as problem:
                made.close()
                failure = problem
            else:
                return made
        raise failure


class _PinnedHttp(_Pinned, HTTPConnection):
    pass


class _PinnedHttps(_Pinned, HTTPSConnection):
    pass


def ask(asked: Destination, addresses: Sequence[Address], headers: Mapping[str, str], limit: Limit, tls: ssl.SSLContext) -> Answer:
    """GET a destination. Raises :class:`FetchFailed`; statuses are the caller's to judge."""
    connection = _connection(asked, addresses, limit, tls)
    limit.left = _HEADERS
    try:
        _connect(connection, asked, addresses, limit)
        connection.request("GET", asked.target, headers=dict(headers), preload_content=False, decode_content=False)
        with closing(connection.getresponse()) as response:
            fields = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, fields, _read(response, fields, limit) if response.status == 200 else b"")
    except FetchFailed:
        raise
    except TimeoutError:
        raise FetchFailed(f"{asked.host} did not answer in time") from None
    except (HTTPError, HTTPException, OSError, ValueError) as problem:
        too_large = _cause(problem)
        raise too_large or FetchFailed(f"{asked.host} broke off or does not speak HTTP ({type(problem).__name__})") from problem
    finally:
        connection.close()


def _connection(asked: Destination, addresses: Sequence[Address], limit: Limit, tls: ssl.SSLContext) -> _PinnedHttp | _PinnedHttps:
    seconds = limit.remaining()
    made: _PinnedHttp | _PinnedHttps
    if asked.scheme == "https":
        made = _PinnedHttps(asked.host, asked.port, timeout=seconds, ssl_context=tls, cert_reqs="CERT_REQUIRED")
    else:
        made = _PinnedHttp(asked.host, asked.port, timeout=seconds)
    made.addresses, made.limit = addresses, limit
    return made


def _connect(connection: _PinnedHttp | _PinnedHttps, asked: Destination, addresses: Sequence[Address], limit: Limit) -> None:
    try:
        connection.connect()
    except ssl.SSLError as problem:
        raise FetchFailed(f"the certificate or the encryption of {asked.host} is not valid: {_reason(problem)}") from problem
    except TimeoutError:
        raise HostUnreachable(f"{asked.host} did not answer in time") from None
    except (HTTPError, OSError, ValueError) as problem:
        if isinstance(problem.__cause__, ssl.SSLError):
            raise FetchFailed(f"the certificate of {asked.host} is not valid: {_reason(problem.__cause__)}") from problem
        raise HostUnreachable(f"{asked.host} takes no connection ({_reason(problem)})") from problem
    made = connection.sock
    assert isinstance(made, _PlainSocket | _TlsSocket)
    peer = read_ip(made.getpeername()[0])
    if peer not in addresses:
        raise FetchFailed(f"{asked.host} was connected at {peer}, an address that was not checked", refused=True)
    made.limit = limit


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "verify_message", "") or getattr(problem, "strerror", "") or type(problem).__name__).lower()


def _cause(problem: BaseException) -> FetchFailed | None:
    """What our own socket raised, however deep the HTTP library has wrapped it."""
    link: BaseException | None = problem
    for _ in range(8):
        match link:
            case None:
                return None
            case FetchFailed():
                return link
            case TimeoutError():
                return FetchFailed("it did not answer in time")
        link = link.__cause__ or link.__context__
    return None


def _read(response: BaseHTTPResponse, fields: Mapping[str, str], limit: Limit) -> bytes:
    stated = fields.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated) > limit.body:
        raise TooLarge(f"its {int(stated):,} bytes are more than the {limit.body:,} that are taken")
    encoding = fields.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchFailed(f"it came in the encoding {encoding[:40]!r}, which was not asked for")
    limit.left = limit.body + _HEADERS
    inflater = _Inflater(limit.body) if encoding.endswith("gzip") else None
    body = bytearray()
    for piece in response.stream(_PIECE, decode_content=False):
        limit.remaining()
        body += inflater.feed(piece) if inflater else piece
        if len(body) > limit.body:
            raise TooLarge(f"more than the {limit.body:,} bytes that are taken came")
    if inflater and not inflater.ended:
        raise FetchFailed("its compressed body is cut off or damaged")
    return bytes(body)


class _Inflater:
    """gzip (RFC 1952), one or several members, and never more than ``cap`` and a byte of it in memory."""

    def __init__(self, cap: int) -> None:
        self._left = cap + 1
        self._zip = zlib.decompressobj(31)
        self.ended = False

    def feed(self, data: bytes) -> bytes:
        """What the next bytes inflate to."""
        made = bytearray()
        try:
            while data and self._left > 0:
                if self.ended:
                    if not data.startswith(b"\x1f\x8b"):
                        break
                    self._zip, self.ended = zlib.decompressobj(31), False
                piece = self._zip.decompress(data, self._left)
                made += piece
                self._left -= len(piece)
                self.ended = self._zip.eof
                data = self._zip.unused_data if self.ended else self._zip.unconsumed_tail
        except zlib.error:
            raise FetchFailed("its compressed body is cut off or damaged") from None
        return bytes(made)
