"""``editions.lock``: the last edition's number, digest and ground, committed beside a brief.

It is what remains when the ledger is lost, or in a fresh checkout: a lock that is ahead of the ledger keeps everything from being
sent a second time. The same edition over the same ground is the same text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefgen.model.errors import MalformedFile
from briefgen.model.position import Position
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.edition import Edition

NAME = "editions.lock"
VERSION = 1
"""Of the file."""


@dataclass(frozen=True, slots=True)
class EditionsLock:
    """The last edition: its number, :attr:`~briefgen.model.edition.Content.whole`, and the instant of its publication.

    ``sources`` is what it rests on, text digests by citation key; ``None`` in a lock of before they were written down.
    """

    number: int
    content: str
    published_at: str
    sources: Mapping[str, str] | None = None


def lock_of(edition: Edition, ground: Mapping[str, str] | None = None) -> EditionsLock:
    """What the lock says after an edition. ``ground`` is what it rests on by now; ``None``: what it was published over."""
    return EditionsLock(
        edition.number, edition.content.whole, edition.published_at, dict(edition.sources if ground is None else ground)
    )


def is_ahead(lock: EditionsLock | None, latest: Edition | None) -> bool:
    """Whether a lock tells of an edition that is not the ledger's: of a later one, or of another of the same number."""
    if lock is None:
        return False
    known = latest.number if latest else 0
    return lock.number > known or (latest is not None and lock.number == known and lock.content != latest.content.whole)


def write_lock(lock: EditionsLock) -> str:
    """The text of the file."""
    values: dict[str, object] = {
        "content": lock.content,
        "number": lock.number,
        "published_at": lock.published_at,
        "version": VERSION,
    }
    if lock.sources is not None:
        values["sources"] = dict(lock.sources)
    return json.dumps(values, indent=2, sort_keys=True) + "\n"


def read_lock(text: str | None, *, file: str = NAME) -> EditionsLock | None:
    """What a lock says; ``None`` for no file. Raises :class:`~briefgen.model.errors.MalformedFile`: a lock is never guessed."""
    if text is None:
        return None
    try:
        held = json.loads(text)
        version, lock = held["version"], EditionsLock(held["number"], held["content"], held["published_at"], held.get("sources"))
    except json.JSONDecodeError as failure:
        raise _malformed("it is not JSON", file, failure.lineno) from None
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise _malformed("it is not as this program writes it", file) from None
    if version != VERSION:
        raise _malformed(f"it is of version {version!r}, this program reads version {VERSION}", file)
    sound = type(lock.number) is int and lock.number > 0 and isinstance(lock.content, str) and isinstance(lock.published_at, str)
    if not (sound and _is_ground(lock.sources)):
        raise _malformed("it is not as this program writes it", file)
    return lock


def _is_ground(sources: object) -> bool:
    if sources is None:
        return True
    return isinstance(sources, dict) and all(isinstance(digest, str) for digest in sources.values())


def _malformed(reason: str, file: str, line: int = 1) -> MalformedFile:
    hint = "take it from the last commit; of two that conflict, keep the one with the higher number"
    return MalformedFile(f"{NAME} cannot be read: {reason}", position=Position(file, line), hint=hint)
