"""``editions.lock``: the last edition's number and digest, committed beside a brief.

It is what remains when the ledger is lost, or in a fresh checkout: a lock that is ahead of the ledger keeps everything from being
sent a second time. The same edition is the same text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.errors import MalformedFile
from briefgen.model.position import Position

if TYPE_CHECKING:
    from briefgen.model.edition import Edition

NAME = "editions.lock"
VERSION = 1
"""Of the file."""


@dataclass(frozen=True, slots=True)
class EditionsLock:
    """The last edition: its number, :attr:`~briefgen.model.edition.Content.whole`, and the instant of its publication."""

    number: int
    content: str
    published_at: str


def lock_of(edition: Edition) -> EditionsLock:
    """What the lock says after an edition."""
    return EditionsLock(edition.number, edition.content.whole, edition.published_at)


def write_lock(lock: EditionsLock) -> str:
    """The text of the file."""
    values = {"content": lock.content, "number": lock.number, "published_at": lock.published_at, "version": VERSION}
    return json.dumps(values, indent=2, sort_keys=True) + "\n"


def read_lock(text: str | None, *, file: str = NAME) -> EditionsLock | None:
    """What a lock says; ``None`` for no file. Raises :class:`~briefgen.model.errors.MalformedFile`: a lock is never guessed."""
    if text is None:
        return None
    try:
        held = json.loads(text)
        version, lock = held["version"], EditionsLock(held["number"], held["content"], held["published_at"])
    except json.JSONDecodeError as failure:
        raise _malformed("it is not JSON", file, failure.lineno) from None
    except (KeyError, TypeError, RecursionError):
        raise _malformed("it is not as this program writes it", file) from None
    if version != VERSION:
        raise _malformed(f"it is of version {version!r}, this program reads version {VERSION}", file)
    sound = type(lock.number) is int and lock.number > 0 and isinstance(lock.content, str) and isinstance(lock.published_at, str)
    if not sound:
        raise _malformed("it is not as this program writes it", file)
    return lock


def _malformed(reason: str, file: str, line: int = 1) -> MalformedFile:
    hint = "take it from the last commit; of two that conflict, keep the one with the higher number"
    return MalformedFile(f"{NAME} cannot be read: {reason}", position=Position(file, line), hint=hint)
