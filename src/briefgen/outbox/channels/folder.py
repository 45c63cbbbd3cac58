"""A folder of ``.eml`` files: the default, for looking at messages and for programs that send them themselves."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from typing import TYPE_CHECKING

from briefgen.disk import names_to_disk
from briefgen.model.value import dataclass
from briefgen.outbox.channel import ChannelDown, Handed, NoAnswer, Rejected

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.delivery import Message
    from briefgen.outbox.channel import Step

SUFFIX = ".eml"
_UNSAFE = re.compile(r"[^0-9A-Za-z@._-]+")
_LONGEST = 120
"""Characters of a name that come from the message; folders on encrypted disks take names of 143 bytes."""


@dataclass(frozen=True, slots=True)
class FolderChannel:
    """Writes each message beside its place and renames it there. One that is there already is delivered already."""

    folder: Path

    def hand_over(self, message: Message, attempt: int, step: Step) -> Handed:
        """The bytes, on the disk, under a name that nobody takes for a message."""
        place, part = self.place(message), self._part(message, attempt)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as stream:
                stream.write(message.data)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as problem:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise ChannelDown(f"{self.folder} cannot be written: {_reason(problem)}") from problem
        step("body")
        return _Beside(part, place, message.data)

    def recall(self, message: Message, attempt: int) -> bool | None:
        """A message in its place was delivered. One still beside it is taken away, so that no rename finds it any more."""
        if _holds(self.place(message), message.data):
            return True
        try:
            self._part(message, attempt).unlink()
        except OSError:
            return None
        return False

    def close(self) -> None:
        """Nothing is open."""

    def place(self, message: Message) -> Path:
        """Where a message is, by its identifier and its reader: the same message has the same place."""
        plain = _UNSAFE.sub("_", f"{message.id.strip('<>').partition('@')[0]}_{message.recipient}")[:_LONGEST]
        return self.folder / f"{plain.lstrip('.')}_{_short(message.id + message.recipient)}{SUFFIX}"

    def _part(self, message: Message, attempt: int) -> Path:
        return self.folder / f".{_short(message.id + message.recipient)}.{attempt}.part"


@dataclass(frozen=True, slots=True)
class _Beside:
    part: Path
    place: Path
    data: bytes
    patience: float = 60.0

    def finish(self) -> str:
        """Rename it. A message of that name with other bytes stays as it is."""
        try:
            if self.place.exists() and not _holds(self.place, self.data):
                self.abandon()
                raise Rejected(f"{self.place.name} is there already, with another content")
            self.part.replace(self.place)
        except OSError as problem:
            raise NoAnswer(f"{self.place.name}: {_reason(problem)}") from problem
        with contextlib.suppress(OSError):
            names_to_disk((self.place.parent,))
        return f"written to {self.place.name}"

    def abandon(self) -> None:
        with contextlib.suppress(OSError):
            self.part.unlink(missing_ok=True)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()
