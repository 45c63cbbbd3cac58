"""What would be sent, as files: the exact bytes, under names that people can read. Nothing leaves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefgen.disk import write_whole
from briefgen.model.value import dataclass
from briefgen.outbox.channel import Handed, TryLater

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.delivery import Message
    from briefgen.outbox.channel import Step

_UNSAFE = re.compile(r"[^0-9A-Za-z@._+-]+")
_NOTICE = 0
"""The try of a message that is no delivery: what a list's owner is told."""


@dataclass(frozen=True, slots=True)
class RehearsalChannel:
    """Writes each message into ``folder``, as the file that ``name`` calls it, without a suffix; ``written`` takes the paths."""

    folder: Path
    name: Callable[[Message], str]
    written: list[Path]

    def hand_over(self, message: Message, attempt: int, step: Step) -> Handed:
        """The message and its place; owners are told nothing, for nothing happened."""
        if attempt == _NOTICE:
            raise TryLater("a rehearsal tells nobody")
        step("body")
        return _ToBeWritten(self.folder / f"{_UNSAFE.sub('_', self.name(message))}.eml", message.data, self.written)

    def recall(self, message: Message, attempt: int) -> bool | None:  # noqa: ARG002 - as every channel's
        """A file says nothing about what was sent."""
        return None

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class _ToBeWritten:
    place: Path
    data: bytes
    written: list[Path]
    patience: float = 60.0

    def finish(self) -> str:
        """Write it, over one of an earlier rehearsal."""
        write_whole({self.place: self.data})
        self.written.append(self.place)
        return f"written to {self.place.name}"

    def abandon(self) -> None:
        """Nothing was begun."""
