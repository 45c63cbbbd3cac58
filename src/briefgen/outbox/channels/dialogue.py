"""A conversation with an SMTP server (RFC 5321), one command at a time, none of them longer than it is given."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import time
from typing import TYPE_CHECKING

from briefgen.outbox.channel import ChannelDown, NoAnswer, NotSent, TryLater

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LINES, _BYTES = 100, 64 * 1024
"""The longest answer that is read: EHLO's, the longest there is, has some 20 lines of up to 512 bytes (RFC 5321 §4.5.3.1.5)."""
_LOGIN_FIRST = (530, 534, 535, 538)
"""RFC 4954 §6: said to a command, they are about us and not about the message."""


class Dropped(TryLater):
    """The connection was lost, or makes no sense any more, before the last step."""


class Dialogue(smtplib.SMTP):
    """A connection. Each step ends, one way or the other, within ``seconds``; ``tell`` hears both sides without what is secret.

    The library's own debugging output, which prints passwords, is never on, and its reading of answers, which waits for ever on a
    server that never ends its own, is replaced.
    """

    def __init__(self, hello: str, seconds: float, tell: Callable[[str], None]) -> None:
        super().__init__(local_hostname=hello)
        self._seconds = seconds
        self._tell = tell
        self._left = b""
        self._until = 0.0
        self._is_secret = False

    def open(self, host: str, port: int, context: ssl.SSLContext | None) -> None:
        """Connect, and hear the greeting; ``context``: over TLS from the first byte (RFC 8314 §3)."""
        self._within(self._seconds)
        self._host = host
        self.sock = socket.create_connection((host, port), timeout=self._seconds)
        if context:
            self.secure(context, host)
        code, reply = self.getreply()
        expect(code, reply, (220,), ChannelDown, ChannelDown)

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Go on over TLS. What was said before is forgotten (RFC 3207 §4.2); what came beyond it was put in by somebody else."""
        if self._left:
            raise ChannelDown("more came before TLS began than was asked for: somebody may stand in between")
        assert self.sock is not None
        self._within(self._seconds)
        self.sock.settimeout(self._remaining())
        self.sock = context.wrap_socket(self.sock, server_hostname=host)
        self.file, self.helo_resp, self.ehlo_resp = None, None, None
        self.esmtp_features, self.does_esmtp = {}, False

    def introduce(self) -> None:
        """Say hello; what the server can do is known afterwards."""
        code, reply = self.ehlo()
        expect(code, reply, (250,), ChannelDown, ChannelDown)

    @contextlib.contextmanager
    def secretly(self) -> Iterator[None]:
        """What is said within is told to nobody."""
        self._is_secret = True
        try:
            yield
        finally:
            self._is_secret = False

    # ── below the library ────────────────────────────────────────────────────────────────────────────────────────────

    def putcmd(self, cmd: str, args: str = "") -> None:
        """As the library's, in its own time."""
        self._within(self._seconds)
        words = f"{cmd} {args}".strip()
        self._tell("> [not shown]" if self._is_secret else f"> {words}")
        super().putcmd(cmd, args)

    def send(self, s: str | bytes) -> None:  # type: ignore[override]  # what the library itself passes
        """As the library's, within the step's time."""
        if self.sock is not None:
            self.sock.settimeout(self._remaining())
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer, its lines joined. Raises :class:`OSError` where it does not come, or not in time."""
        lines: list[bytes] = []
        while len(lines) < _LINES:
            line = self._line()
            lines.append(line[4:].strip(b" \t\r\n"))
            if not line[:3].isdigit() or line[3:4] not in b" -\r":
                raise OSError(f"an answer without a code: {_shown(line)}")
            if line[3:4] != b"-":
                code, reply = int(line[:3]), b"\n".join(lines)
                self._tell(f"< {code} {_shown(reply)}")
                return code, reply
        raise OSError("an answer that does not end")

    def _line(self) -> bytes:
        while b"\n" not in self._left:
            if len(self._left) > _BYTES:
                raise OSError("an answer that does not end")
            self._left += self._received()
        line, _, self._left = self._left.partition(b"\n")
        return line

    def _received(self) -> bytes:
        if self.sock is None:
            raise OSError("the connection is closed")
        self.sock.settimeout(self._remaining())
        piece = self.sock.recv(4096)
        if not piece:
            raise OSError("the server closed the connection")
        return piece

    def expect_silence(self) -> None:
        """Raise :class:`Dropped` where something came that nobody asked for: it would be taken for the answer to the next step."""
        if self.sock is None or self._left:
            raise Dropped("the server said more than it was asked")
        self.sock.settimeout(0)
        try:
            piece = self.sock.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        except OSError as problem:
            raise Dropped(told(problem)) from None
        raise Dropped("the server said more than it was asked" if piece else "the server closed the connection")

    # ── the message ──────────────────────────────────────────────────────────────────────────────────────────────────

    def body(self, data: bytes, seconds: float) -> None:
        """Send a message that DATA has asked for, all but the dot that ends it (RFC 5321 §4.5.2)."""
        self._within(seconds)
        stuffed = (b"\r\n" + data).replace(b"\r\n.", b"\r\n..")[2:]
        self._tell(f"> [{len(data)} bytes]")
        self.send(stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n")

    def dot(self, seconds: float, sent: Callable[[], None]) -> tuple[int, bytes]:
        """End the message, and hear what becomes of it. Raises :class:`NoAnswer` where nothing is heard."""
        self._within(seconds)
        self._tell("> .")
        try:
            self.send(b".\r\n")
            sent()
            code, reply = self.getreply()
        except (OSError, smtplib.SMTPException) as problem:
            raise NoAnswer(told(problem)) from None
        if code // 100 not in (2, 4, 5):
            raise NoAnswer(f"an answer that makes no sense here: {code} {_shown(reply)}")
        return code, reply

    def leave(self) -> None:
        """Say goodbye, and close; what the server thinks of it is its own matter."""
        self._seconds = min(self._seconds, 2.0)
        with contextlib.suppress(OSError, smtplib.SMTPException, ValueError):
            self.docmd("QUIT")
        self.close()

    def close(self) -> None:
        """Close, without a word."""
        self._left = b""
        with contextlib.suppress(OSError):
            super().close()

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _within(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def _remaining(self) -> float:
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("no answer in time")
        return seconds


def expect(code: int, reply: bytes, wanted: tuple[int, ...], later: type[NotSent], never: type[NotSent]) -> str:
    """The answer in words, where it is one of ``wanted``; else raises ``later`` for 4yz, ``never`` for 5yz."""
    words = f"{code} {_shown(reply)}".strip()
    if code in wanted:
        return words
    if code == 421:  # RFC 5321 §3.8: the server closes the connection, whatever it was asked
        raise ChannelDown(words) if later is ChannelDown else Dropped(words)
    if code in _LOGIN_FIRST:
        raise ChannelDown(words)
    if 400 <= code < 500:
        raise later(words)
    if 500 <= code < 600:
        raise never(words)
    raise Dropped(f"an answer that makes no sense here: {words}")


def told(problem: Exception) -> str:
    """What went wrong with a connection, in words."""
    match problem:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not to be trusted: {problem.verify_message.rstrip('.')}"
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=reply):
            return f"{code} {_shown(reply if isinstance(reply, bytes) else str(reply).encode())}"
        case TimeoutError():
            return "no answer in time"
        case OSError():
            return (problem.strerror or str(problem) or type(problem).__name__).lower()
        case _:
            return str(problem) or type(problem).__name__


def _shown(reply: bytes) -> str:
    """What a server said, on one line, without what a terminal would act on."""
    text = reply.decode("utf-8", "replace").replace("\n", " ")
    return "".join(letter if letter.isprintable() else " " for letter in text)[:500]
