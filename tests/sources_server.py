"""A local web server that misbehaves on purpose: what a watched source may meet, on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Response = Callable[["Handler"], None]


@dataclass
class Site:
    """What a server answers, by path, and what it was asked. ``robots`` is the text of its robots.txt; ``None``: it has none."""

    origin: str = ""
    pages: dict[str, Response] = field(default_factory=dict)
    robots: str | None = None
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def host(self) -> str:
        """As a workspace allows it."""
        return self.origin.partition("://")[2]

    def page(self, path: str, body: str | bytes, *, status: int = 200, media_type: str = "text/html", **headers: str) -> str:
        """Put up a page, in place of what was there; its URL."""
        data = body.encode() if isinstance(body, str) else body

        def respond(handler: Handler) -> None:
            etag = headers.get("ETag")
            if etag and handler.headers.get("If-None-Match") == etag:
                handler.answer(304, b"")
                return
            handler.answer(status, data, {"Content-Type": media_type, **headers})

        return self.put(path, respond)

    def put(self, path: str, response: Response) -> str:
        """Put up anything; its URL."""
        self.pages[path] = response
        return self.origin + path

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for a path."""
        return [headers for name, headers in self.requests if name == path]


class Handler(BaseHTTPRequestHandler):
    """Answers from its site."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        path = self.path
        self.site.requests.append((path, {name.lower(): value for name, value in self.headers.items()}))
        self.close_connection = True
        with suppress(OSError):
            if path == "/robots.txt" and path not in self.site.pages:
                self.answer(200 if self.site.robots is not None else 404, (self.site.robots or "").encode())
            elif path in self.site.pages:
                self.site.pages[path](self)
            else:
                self.answer(404, b"not here")

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Nothing is printed."""


def redirect(to: str, status: int = 302) -> Response:
    """A redirect."""
    return lambda handler: handler.answer(status, b"", {"Location": to})


def dripping(head: bytes = b"HTTP/1.1 200 OK\r\n\r\n", every: float = 0.05, for_seconds: float = 5) -> Response:
    """A byte now and then, after ``head``."""

    def respond(handler: Handler) -> None:
        handler.wfile.write(head)
        end = time.monotonic() + for_seconds
        while time.monotonic() < end:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(every)

    return respond


def endless(head: bytes, piece: bytes) -> Response:
    """``head``, and ``piece`` for ever (or until 200 MB)."""

    def respond(handler: Handler) -> None:
        handler.wfile.write(head)
        for _ in range(200 * 1024 * 1024 // len(piece)):
            handler.wfile.write(piece)

    return respond


def bomb(size: int, times: int = 1) -> bytes:
    """Zeros, compressed so often."""
    data = bytes(size)
    for _ in range(times):
        data = gzip.compress(data, mtime=0)
    return data


class _V6Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[Site]:
    """A server for as long as the block lasts."""
    site = Site()
    handler = type("SiteHandler", (Handler,), {"site": site})
    kind = _V6Server if ":" in address else ThreadingHTTPServer
    server = kind((address, 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    host = f"[{address}]" if ":" in address else address
    site.origin = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
