"""A build as it is mostly asked for, read without typer, which takes as long to start as to read, check and set a page.

Whatever is not plain is left to typer, which alone says what is wrong with a command line, or how to write one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_FLAGS = {"-q": ("quiet", True), "--quiet": ("quiet", True), "-v": ("verbose", True), "--verbose": ("verbose", True)}
_FLAGS |= {"--strict": ("strict", True), "--no-proof": ("proof", False)}
_VALUES = {"--to": "to", "--house": "house", "--out": "out"}


def asked(words: Sequence[str]) -> dict[str, Any] | None:
    """What :func:`briefgen.cli.building.build_all` is to be called with; ``None``: typer has to read the command line.

    Plain are names, flags, and options with their values as words of their own, each option once.
    """
    if words[:1] != ["build"] or sys.platform == "win32":  # where typer opens up patterns of file names
        return None
    briefs: list[str] = []
    options: dict[str, Any] = {}
    left = iter(words[1:])
    for word in left:
        if not word.startswith("-"):
            briefs.append(word)
            continue
        name, value = _FLAGS[word] if word in _FLAGS else (_VALUES.get(word, ""), next(left, "-"))
        if not name or name in options or str(value).startswith("-"):
            return None
        options[name] = Path(value) if isinstance(value, str) and name == "out" else value
    return {"briefs": briefs, **options}
