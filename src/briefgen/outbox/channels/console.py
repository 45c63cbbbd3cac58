"""Messages on the terminal, for looking at them; nothing leaves the machine."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TextIO

from briefgen.model.value import dataclass
from briefgen.outbox.channel import Handed, NoAnswer

if TYPE_CHECKING:
    from briefgen.model.delivery import Message
    from briefgen.outbox.channel import Step

_RULE = "─" * 80


@dataclass(frozen=True, slots=True)
class ConsoleChannel:
    """Prints headers and text to ``stream``. Attachments are named with their sizes."""

    stream: TextIO

    def hand_over(self, message: Message, attempt: int, step: Step) -> Handed:  # noqa: ARG002 - every try prints alike
        """The message as it will be printed."""
        text = shown(message)
        step("body")
        return _Printed(self.stream, text)

    def recall(self, message: Message, attempt: int) -> bool | None:  # noqa: ARG002 - as every channel's
        """Nobody can tell what was on a screen."""
        return None

    def close(self) -> None:
        """The stream is not ours."""


@dataclass(frozen=True, slots=True)
class _Printed:
    stream: TextIO
    text: str
    patience: float = 60.0

    def finish(self) -> str:
        """Print it."""
        try:
            self.stream.write(self.text)
            self.stream.flush()
        except (OSError, ValueError) as problem:
            raise NoAnswer(f"the terminal: {problem}") from problem
        return "printed"

    def abandon(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.stream.flush()


def shown(message: Message) -> str:
    """Headers and plain text of a message, attachments by name and size; what a terminal would act on is taken out."""
    from email import message_from_bytes
    from email.policy import default

    read = message_from_bytes(message.data, policy=default)
    heads = [f"{name}: {value}" for name, value in read.items() if not name.lower().startswith("content-")]
    body = read.get_body(("plain",))
    text = body.get_content() if body else ""
    files = [f"[{part.get_filename() or part.get_content_type()}, {_size(part)} bytes]" for part in read.iter_attachments()]
    return "".join(f"{_plain(line)}\n" for line in [_RULE, *heads, "", *text.splitlines(), *files, _RULE])


def _size(part: object) -> int:
    payload = part.get_payload(decode=True) if hasattr(part, "get_payload") else b""
    return len(payload) if isinstance(payload, bytes) else 0


def _plain(line: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in line)
