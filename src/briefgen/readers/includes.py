"""``!include path``: another file's blocks in the place of a line."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import error
from briefgen.model.encoding import decode
from briefgen.model.errors import BriefgenError
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading

DEEPEST = 16
"""Files that include one another."""

LONGEST = 8_000_000
"""Characters that one text may take in from other files, those taken in twice counted twice."""


_EACH = 8_000
"""An empty file counts as so many characters: opening one takes time as well."""


@dataclass(frozen=True, slots=True)
class Included:
    """A file to be read: its path from the root of the files, and its text."""

    file: str
    text: str


def find(target: str, file: str, place: Position, reading: Reading) -> Included | None:
    """The file that a line includes; ``None``, and a finding at that line, where it cannot be read.

    ``target`` is as written, ``file`` the file it is written in; a path is relative to that file's folder.
    """
    if reading.is_full:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), target))
    problem = _problem(target, path, reading)
    if problem:
        reading.report(error(*problem[:2], place, problem[2]))
        return None
    assert reading.files is not None
    try:
        text = decode(reading.files.read(path), path)
        return None if _is_too_much(text, place, reading) else Included(path, text)
    except BriefgenError as failure:
        message = f"{target} cannot be included: {failure.message}"
        reading.report(error("include-failed", message, place, failure.hint or f"the path is relative to the folder of {file}"))
        return None


def _is_too_much(text: str, place: Position, reading: Reading) -> bool:
    """Whether the text is more than may still be included; said once, for files that include one another multiply."""
    reading.included += len(text) + _EACH
    if reading.included > LONGEST and not reading.is_full:
        reading.is_full = True
        message = f"with this file more than {LONGEST:,} characters are included; the rest is left out"
        reading.report(error("included-too-much", message, place, "look for a file that includes another many times"))
    return reading.is_full


def _problem(target: str, path: str, reading: Reading) -> tuple[str, str, str] | None:
    if not target:
        return "include-failed", "there is no file after !include", "write the path of a file, or a backslash before the sign"
    if reading.files is None:
        return "include-failed", "there are no files to include here", "put the text itself in the place of the line"
    if path.startswith(("/", "../")) or path == "..":
        return "include-outside", f"{target} is outside the workspace", "keep the file inside the workspace"
    if path in reading.stack:
        chain = " → ".join((*reading.stack[reading.stack.index(path) :], path))
        return "include-cycle", f"{target} includes itself: {chain}", "take one of these lines out"
    if len(reading.stack) >= DEEPEST:
        return "include-too-deep", f"files include one another more than {DEEPEST} deep", "put the text of one into another"
    return None
