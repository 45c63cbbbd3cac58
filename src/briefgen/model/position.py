"""Where something stands in an author's file."""

from __future__ import annotations

from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a source file.

    ``file`` is the path as the user would type it, relative to the workspace where there is one. ``line`` and ``column``
    count from 1; a column counts characters (Unicode code points), not bytes and not cells of a terminal.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
