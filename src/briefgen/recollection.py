"""What one process need not work out twice: values kept by all that they were made of.

A brief that is built again and again, by a process that stays, is the same but for a sentence. A value is brought back only for
the same key, compared and not only hashed, and where it was made of files, only while each answers as it did: an edit is
never missed, because whatever was read is read again.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from briefgen.model.errors import BriefgenError
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from briefgen.model.ports import Files

T = TypeVar("T")

MOST = 8_000_000
"""Characters of the texts that values were made of; a tree takes some seven bytes for each."""


class Recollection:
    """Keeps values whose weights come to ``most`` together, the last asked for; 0: none, for a process that ends after a brief."""

    def __init__(self, most: int = 0) -> None:
        self._most = most
        self._held = 0
        self._values: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()

    def recall(self, key: Hashable, make: Callable[[], T], weight: int = 1000) -> T:
        """What ``make`` returns; ``key`` is all that this depends on, and ``weight`` the characters in it."""
        if not self._most:
            return make()
        if key in self._values:
            self._values.move_to_end(key)
            return cast("T", self._values[key][1])
        value = make()
        self._hold(key, value, weight)
        return value

    def recall_from(self, key: Hashable, files: Files, make: Callable[[Files], T], weight: int = 1000) -> T:
        """As :meth:`recall` for a value that depends on ``key`` and on what ``make`` asks of ``files``, which is asked again."""
        if not self._most:
            return make(files)
        found = self._values.get(key)
        if found is not None and found[1][0].is_still_so(files):
            self._values.move_to_end(key)
            return cast("T", found[1][1])
        recorded = RecordedFiles(files)
        value = make(recorded)
        self._hold(key, (recorded, value), weight)
        return value

    def _hold(self, key: Hashable, value: object, weight: int) -> None:
        if key in self._values:
            self._held -= self._values.pop(key)[0]
        self._values[key] = (weight, value)
        self._held += weight
        while self._held > self._most and len(self._values) > 1:
            self._held -= self._values.popitem(last=False)[1][0]


FORGETFUL = Recollection()
"""Keeps nothing."""


@dataclass(frozen=True, slots=True)
class RecordedFiles:
    """A :class:`~briefgen.model.ports.Files` that remembers its answers by path, in the order of asking.

    ``answers`` are bytes, or ``None`` for a file that was refused; ``there`` whether a file exists.
    """

    files: Files
    answers: dict[str, bytes | None] = field(default_factory=dict)
    there: dict[str, bool] = field(default_factory=dict)

    @property
    def contents(self) -> dict[str, bytes]:
        """The files that were read."""
        return {path: data for path, data in self.answers.items() if data is not None}

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        self.answers[path] = None
        data = self.answers[path] = self.files.read(path)
        return data

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        found = self.there[path] = self.files.exists(path)
        return found

    def is_still_so(self, files: Files) -> bool:
        """Whether all that was asked would be answered as it was."""
        same = all(files.exists(path) == found for path, found in self.there.items())
        return same and all(_answer(files, path) == data for path, data in self.answers.items())


def _answer(files: Files, path: str) -> bytes | None:
    try:
        return files.read(path)
    except BriefgenError:
        return None
