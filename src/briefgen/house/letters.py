"""Finding what a house names and what it has: its letterhead, the fonts of that, its fragments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Outcome, error
from briefgen.model.encoding import decode
from briefgen.model.errors import MalformedFile
from briefgen.model.house import FRAGMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.house.source import HouseSource
    from briefgen.house.word import Letter
    from briefgen.model.ports import Files
    from briefgen.model.position import Position

SHARED = "fonts"
"""The folder beside the houses whose font files every house may name."""


def font_path(file: str, folders: tuple[str, ...], files: Files) -> str | None:
    """The path of a font file: of the house, of the nearest that it extends, or of all; ``None``: none of them has it."""
    paths = (*(f"{folder}/fonts/{file}" for folder in folders), f"{SHARED}/{file}")
    return next((path for path in paths if files.exists(path)), None)


def read_letter(
    named: object, folders: tuple[str, ...], under: Mapping[str, object], files: Files, *, shown_in: str, place: Position
) -> Outcome[Letter | None]:
    """The letterhead that the first of ``folders`` names; ``None``, and an error at ``place``, for one that cannot be read."""
    from briefgen.fonts.linespace import line_space
    from briefgen.house.word import read_letterhead

    path = f"{folders[0]}/{named}"
    if not isinstance(named, str) or "/" in named or not files.exists(path):
        hint = f"put a Word file of that name into {shown_in}/{folders[0]}/"
        return Outcome(None, (error("missing-file", f"there is no letterhead {named!r}", place, hint),))

    def spacing(file: str) -> float:
        found = font_path(file, folders, files) if file else None
        return line_space(files.read(found) if found else b"")

    try:
        letter = read_letterhead(files.read(path), f"{shown_in}/{path}", under, spacing, place)
    except MalformedFile as problem:
        return Outcome(None, (error("unusable-letterhead", problem.message, place, problem.hint),))
    return Outcome(letter, letter.diagnostics)


def fragment_texts(source: HouseSource, files: Files, shown_in: str) -> tuple[dict[str, str], dict[str, str]]:
    """The text of every fragment that a house has, and its file as a user would type it.

    A folder's own file goes before what its letterhead says, and both before the house it extends.
    """
    texts: dict[str, str] = {}
    shown: dict[str, str] = {}
    for name in FRAGMENTS:
        for folder in source.folders:
            path, letter = f"{folder}/{name}", source.letters.get(folder)
            if files.exists(path):
                texts[name], shown[name] = decode(files.read(path), f"{shown_in}/{path}"), f"{shown_in}/{path}"
                break
            if letter and name in letter.fragments:
                texts[name], shown[name] = letter.fragments[name], letter.letterhead.file
                break
    return texts, shown
