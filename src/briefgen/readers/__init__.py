"""Text → tree: an author's Markdown, a brief's front matter and the pictures they name.

This is the only room that knows markdown-it and, for the front matter, YAML. Both are loaded when a text is read, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model import tree
    from briefgen.model.diagnostic import Outcome
    from briefgen.model.ports import Files
    from briefgen.model.position import Position

__all__ = ["read_markdown"]


def read_markdown(text: str, *, file: str, first_line: int = 1, files: Files | None = None) -> Outcome[tuple[tree.Block, ...]]:
    """The blocks of a Markdown text; the grammar is in ``briefs/README.md``.

    ``file`` is its path from the root of ``files``, with ``/``: it stands in every position, and what the text includes and
    shows is looked for from its folder. Targets of pictures come out as paths from that root. ``first_line`` is the number of
    the text's first line in its file. ``files`` is where included files come from; ``None``: there are none, and an include
    is an error. Nothing is raised for any text; what is wrong is among the diagnostics, in reading order.
    """
    from briefgen.readers.markdown import read

    return read(text, file=file, first_line=first_line, files=files)
