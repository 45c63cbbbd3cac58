"""A mail server on loopback that does what it is told, and keeps its own record of what it took, by which we are judged."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

TLS = Path(__file__).parent / "data" / "tls"
STAGES = ("greeting", "ehlo", "mail", "rcpt", "data", "body", "dot", "rset", "quit")
"""Where a fault may strike, in the order of a conversation: before the answer to each, and in the middle of the body."""


@dataclass(frozen=True)
class Fault:
    """What happens in the place of the usual answer.

    ``answer`` is said; ``wait`` seconds pass before; ``drops`` the connection afterwards (``resets``: rudely). ``takes``: at the
    dot, the message is taken before all this, and is delivered whatever the client hears.
    """

    answer: str = ""
    wait: float = 0.0
    drops: bool = False
    resets: bool = False
    takes: bool = False
    drips: bool = False


LATER, NEVER, CLOSING = Fault("451 4.3.0 later"), Fault("550 5.7.1 never"), Fault("421 4.4.2 closing", drops=True)
DROP, RESET = Fault(drops=True), Fault(resets=True)
TAKEN = Fault(drops=True, takes=True)


@dataclass(frozen=True)
class Taken:
    """A message that the server took responsibility for."""

    recipient: str
    message_id: str
    digest: str
    sender: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass
class Server:
    """``fault`` says what goes wrong: it is given a stage and the recipient of the envelope so far, empty before RCPT."""

    port: int = 0
    fault: Callable[[str, str], Fault | None] = lambda stage, recipient: None
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    size: int = 26_214_400
    context: ssl.SSLContext | None = None
    implicit: bool = False

    @property
    def copies(self) -> Counter[tuple[str, str]]:
        """How often each message was taken for each reader."""
        return Counter((one.recipient, one.message_id) for one in self.taken)

    def at(self, stage: str, fault: Fault, times: int = 10**6) -> None:
        """Let one fault strike at one stage, so often, and nothing else."""
        left = [times]

        def strike(where: str, _: str) -> Fault | None:
            if where != stage or not left[0]:
                return None
            left[0] -= 1
            return fault

        self.fault = strike


class Gone(Exception):
    """This conversation is over."""


class Conversation:
    """One connection."""

    def __init__(self, server: Server, connection: socket.socket) -> None:
        self.server = server
        self.socket = connection
        self.left = b""
        self.sender = self.recipient = ""

    def run(self) -> None:
        try:
            with suppress(OSError, Gone):
                self.converse()
        finally:
            self.socket.close()

    def converse(self) -> None:
        if self.server.implicit:
            self.secure()
        self.answer("greeting", "220 faults.example.org ESMTP")
        while True:
            line = self.line().decode("latin-1").strip()
            self.server.commands.append(line)
            self.act(line.upper().partition(" ")[0], line)

    def act(self, verb: str, line: str) -> None:
        match verb:
            case "EHLO":
                offers = ["faults.example.org", "8BITMIME", f"SIZE {self.server.size}"]
                offers += ["STARTTLS"] if self.server.context and not isinstance(self.socket, ssl.SSLSocket) else []
                lines = [f"250{'-' if number < len(offers) else ' '}{offer}" for number, offer in enumerate(offers, 1)]
                self.answer("ehlo", "\r\n".join(lines))
            case "STARTTLS":
                self.answer("starttls", "220 go ahead")
                self.secure()
            case "MAIL":
                self.sender, self.recipient = re.search("<([^>]*)>", line)[1], ""
                self.answer("mail", "250 ok")
            case "RCPT":
                self.recipient = re.search("<([^>]*)>", line)[1]
                self.answer("rcpt", "250 ok")
            case "DATA":
                if self.answer("data", "354 go ahead"):
                    self.message()
            case "RSET":
                self.answer("rset", "250 ok")
            case "QUIT":
                self.answer("quit", "221 bye")
                raise Gone
            case _:
                self.say("500 what?")

    def message(self) -> None:
        data, fault = b"", self.server.fault("body", self.recipient)
        while not (data == b".\r\n" or data.endswith(b"\r\n.\r\n")):
            if fault and len(data) > 100:
                self.do(fault)
            piece = self.socket.recv(65536) if not self.left else self.left
            self.left = b""
            if not piece:
                raise Gone  # RFC 5321 §4.1.1.4: without its dot a message is not processed
            data += piece
        fault = self.server.fault("dot", self.recipient)
        if fault is None or fault.takes:
            self.take(data[:-3])
        if fault:
            self.do(fault)
        if fault is None or (fault.takes and not fault.answer):
            self.say("250 2.0.0 taken")

    def take(self, data: bytes) -> None:
        data = data.replace(b"\r\n..", b"\r\n.")
        found = re.search(rb"(?im)^message-id:\s*(\S+)", data)
        identifier = found[1].decode() if found else ""
        self.server.taken.append(Taken(self.recipient, identifier, hashlib.sha256(data).hexdigest(), self.sender, data))

    def answer(self, stage: str, usual: str) -> bool:
        """Say what is usual, or do what was told; whether it was usual."""
        fault = self.server.fault(stage, self.recipient)
        if fault is None:
            self.say(usual)
            return True
        self.do(fault)
        if not fault.answer:
            self.say(usual)  # it was slow, and no more
            return True
        return False

    def do(self, fault: Fault) -> None:
        time.sleep(fault.wait)
        if fault.drips:
            for _ in range(10_000):
                self.say(fault.answer)
                time.sleep(0.01)
        if fault.resets:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise Gone
        if fault.answer:
            self.say(fault.answer)
        if fault.drops:
            raise Gone

    def secure(self) -> None:
        assert self.server.context
        self.socket = self.server.context.wrap_socket(self.socket, server_side=True)

    def say(self, line: str) -> None:
        self.socket.sendall(line.encode() + b"\r\n")

    def line(self) -> bytes:
        while b"\n" not in self.left:
            piece = self.socket.recv(65536)
            if not piece:
                raise Gone
            self.left += piece
        line, _, self.left = self.left.partition(b"\n")
        return line


def context(name: str = "loopback") -> ssl.SSLContext:
    """A server's side of TLS, with one of the tests' certificates."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(TLS / f"{name}.pem")
    return made


@contextmanager
def serving(**settings: object) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server(**settings)
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)
    server.port = listening.getsockname()[1]
    open_ones: list[socket.socket] = []

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                server.connections += 1
                open_ones.append(connection)
                threading.Thread(target=Conversation(server, connection).run, daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for one in open_ones:
            with suppress(OSError):
                one.close()
        thread.join(2)
