"""SMTP: one connection, one reader at a time, and the final dot as a step of its own."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.value import dataclass
from briefgen.outbox.channel import ChannelDown, Handed, NoAnswer, NotSent, Rejected, TryLater
from briefgen.outbox.channels.dialogue import Dialogue, Dropped, expect, told
from briefgen.outbox.credentials import Redactor, Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.model.delivery import Message
    from briefgen.outbox.channel import Step
    from briefgen.outbox.transport import Transport

_MOST = 50
"""Messages over one connection: servers count, and close on those who never do."""
_SLOWEST = 20_000
"""Bytes a second; a message that goes out more slowly than this has failed."""
_TOO_LARGE = (552,)
"""To MAIL, this is about the message (RFC 1870 §6.1); every other 5yz there is about us, before any reader was named."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(slots=True)
class SmtpChannel:
    """A way through one server. ``login`` is made anew for each connection, for tokens grow old.

    ``context`` holds the certificates that are trusted. ``tell`` hears the conversation, secrets left out. Raises only what
    :class:`~briefgen.outbox.channel.Channel` says.
    """

    transport: Transport
    context: ssl.SSLContext
    login: Login
    tell: Callable[[str], None] = lambda _: None
    _open: Dialogue | None = None
    _carried: int = 0

    def hand_over(self, message: Message, attempt: int, step: Step) -> Handed:  # noqa: ARG002 - a server does not know our tries
        """All but the dot. A connection that was kept and has gone meanwhile is opened anew, once."""
        with self._in_words():
            if self._open and self._carried < _MOST:
                with contextlib.suppress(Dropped):
                    return self._offer(self._open, message, step)
            self.close()
            return self._offer(self._connected(message, step), message, step)

    def recall(self, message: Message, attempt: int) -> bool | None:  # noqa: ARG002 - as every channel's
        """A server that took a message tells nobody."""
        return None

    def close(self) -> None:
        """Say goodbye."""
        if self._open:
            self._open.leave()
        self._open, self._carried = None, 0

    # ── a connection ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _connected(self, message: Message, step: Step) -> Dialogue:
        wanted = self.transport
        hello = wanted.hello or message.sender.rpartition("@")[2]
        dialogue = Dialogue(hello, wanted.timeout, lambda line: self.tell(self.login.redact(line)))
        try:
            dialogue.open(wanted.host, wanted.at_port, self.context if wanted.tls == "implicit" else None)
            step("connected")
            dialogue.introduce()
            step("ehlo")
            if wanted.tls == "starttls":
                self._start_tls(dialogue)
                step("secured")
            self._log_in(dialogue)
            step("logged-in")
        except NotSent:
            dialogue.close()
            raise
        except (OSError, smtplib.SMTPException, ValueError) as problem:
            dialogue.close()
            raise ChannelDown(f"{wanted.host}: {told(problem)}") from None
        self._open = dialogue
        return dialogue

    def _start_tls(self, dialogue: Dialogue) -> None:
        """RFC 3207. A server that does not offer it may be somebody who took the offer out: nothing goes on in the clear."""
        if not dialogue.has_extn("starttls"):
            raise ChannelDown(f"{self.transport.host} does not offer STARTTLS")
        expect(*dialogue.docmd("STARTTLS"), (220,), ChannelDown, ChannelDown)
        dialogue.secure(self.context, self.transport.host)
        dialogue.introduce()

    def _log_in(self, dialogue: Dialogue) -> None:
        if self.login.kind == "none":
            return
        if self.transport.tls == "none" and self.transport.host not in _LOOPBACK:
            raise ChannelDown("a password is never sent in the clear: set tls")
        self.login.enter(dialogue)

    # ── a message ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _offer(self, dialogue: Dialogue, message: Message, step: Step) -> Handed:
        try:
            self._open_envelope(dialogue, message, step)
            dialogue.body(message.data, self.transport.timeout + len(message.data) / _SLOWEST)
            step("body")
            dialogue.expect_silence()
        except (Dropped, ChannelDown):
            self._drop()
            raise
        except NotSent:
            self._reset(dialogue)
            raise
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            raise Dropped(told(problem)) from None
        except ValueError:  # the library's, for an address that would be two commands
            self._drop()
            raise Rejected("an address of it cannot be said to a server") from None
        return _UpToTheDot(self, dialogue, step, self.transport.answer)

    def _open_envelope(self, dialogue: Dialogue, message: Message, step: Step) -> None:
        options = self._size(dialogue, message)
        dialogue.expect_silence()
        code, reply = dialogue.docmd("MAIL", f"FROM:<{message.sender}>{options}")
        expect(code, reply, (250,), TryLater, Rejected if code in _TOO_LARGE else ChannelDown)
        step("mail")
        expect(*dialogue.docmd("RCPT", f"TO:<{message.recipient}>"), (250, 251), TryLater, Rejected)
        step("rcpt")
        expect(*dialogue.docmd("DATA"), (354,), TryLater, Rejected)
        step("data")

    def _size(self, dialogue: Dialogue, message: Message) -> str:
        """RFC 1870: a message that is too large is not even offered."""
        if not dialogue.has_extn("size"):
            return ""
        limit = dialogue.esmtp_features["size"].strip()
        if limit.isdecimal() and 0 < int(limit) < len(message.data):
            raise Rejected(f"{self.transport.host} takes at most {int(limit)} bytes, the message has {len(message.data)}")
        return f" SIZE={len(message.data)}"

    def _reset(self, dialogue: Dialogue) -> None:
        """The message is over, the connection may serve for the next."""
        try:
            code, _ = dialogue.docmd("RSET")
        except (OSError, smtplib.SMTPException):
            code = -1
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        if self._open:
            self._open.close()
        self._open, self._carried = None, 0

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except NotSent as problem:
            raise type(problem)(self.login.redact(problem.reply)) from None

    def ended(self, *, well: bool) -> None:
        """What was handed over has come to its end; ``well``: the connection may serve for the next."""
        self._carried += 1
        if not well:
            self._drop()

    def redact(self, text: str) -> str:
        """A text without our secrets."""
        return self.login.redact(text)


@dataclass(frozen=True, slots=True)
class _UpToTheDot:
    channel: SmtpChannel
    dialogue: Dialogue
    step: Step
    patience: float

    def finish(self) -> str:
        """The dot, and the answer."""
        try:
            self.dialogue.expect_silence()
            code, reply = self.dialogue.dot(self.patience, lambda: self.step("dot"))
            said = expect(code, reply, tuple(range(200, 300)), TryLater, Rejected)
        except NoAnswer as silence:
            self.channel.ended(well=False)
            raise NoAnswer(self.channel.redact(silence.reason)) from None
        except NotSent as refusal:
            self.channel.ended(well=not isinstance(refusal, Dropped | ChannelDown))
            raise type(refusal)(self.channel.redact(refusal.reply)) from None
        self.channel.ended(well=True)
        return self.channel.redact(said)

    def abandon(self) -> None:
        self.channel.ended(well=False)


@dataclass(frozen=True, slots=True)
class Login:
    """Who we are to a server. ``kind`` is ``none``, ``password`` or ``xoauth2``.

    ``secret`` gives the password or the access token of now; ``True`` asks for a new token in the place of one that was refused.
    """

    kind: str = "none"
    user: str = ""
    secret: Callable[[bool], Secret] = field(default=lambda _: Secret(""), repr=False)
    known: list[Secret] = field(default_factory=list, repr=False)

    def enter(self, dialogue: Dialogue) -> None:
        """Log in, by RFC 4954; raises :class:`ChannelDown` where that is refused."""
        try:
            self._try(dialogue, renewed=False)
        except smtplib.SMTPAuthenticationError as refusal:
            if self.kind != "xoauth2" or refusal.smtp_code != 535:
                raise ChannelDown(f"the login was refused: {told(refusal)}") from None
            try:
                self._try(dialogue, renewed=True)
            except smtplib.SMTPAuthenticationError as again:
                raise ChannelDown(f"the login was refused: {told(again)}") from None

    def _try(self, dialogue: Dialogue, *, renewed: bool) -> None:
        secret = self.secret(renewed)
        if secret not in self.known:
            self.known.append(secret)
        offered = dialogue.esmtp_features.get("auth", "").upper().split()
        wanted = ("XOAUTH2",) if self.kind == "xoauth2" else ("PLAIN", "LOGIN")
        mechanism = next((one for one in wanted if one in offered), "")
        if not mechanism:
            raise ChannelDown(f"it offers no login by {' or '.join(wanted)}, only {' '.join(offered) or 'none'}")
        dialogue.user, dialogue.password = self.user, secret.reveal()
        ways = {"PLAIN": dialogue.auth_plain, "LOGIN": dialogue.auth_login, "XOAUTH2": self._bearer(secret)}
        with dialogue.secretly():
            dialogue.auth(mechanism, ways[mechanism])

    def _bearer(self, secret: Secret) -> Callable[..., str]:
        """SASL XOAUTH2: a challenge after it says in JSON why it is refused, and is answered by nothing."""

        def answer(challenge: bytes | None = None) -> str:
            return "" if challenge else f"user={self.user}\x01auth=Bearer {secret.reveal()}\x01\x01"

        return answer

    def redact(self, text: str) -> str:
        """A text without the secrets that were used so far, alone or as a login carries them."""
        return Redactor(self.known)(text)
