"""Text → tree: an author's Markdown, a brief's front matter and the pictures they name.

This is the only room that knows markdown-it and, for the front matter, YAML. Each is loaded when a text is read, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.readers.front_matter import UNREADABLE, FrontMatter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefgen.model import tree
    from briefgen.model.diagnostic import Outcome
    from briefgen.model.ports import Files
    from briefgen.model.position import Position
    from briefgen.readers.data_book import DataBook

__all__ = ["UNREADABLE", "FrontMatter", "open_book", "read_front_matter", "read_markdown", "read_picture"]


def read_markdown(
    text: str, *, file: str, first_line: int = 1, files: Files | None = None, book: DataBook | None = None
) -> Outcome[tuple[tree.Block, ...]]:
    """The blocks of a Markdown text; the grammar is in ``briefs/README.md``.

    ``file`` is its path from the root of ``files``, with ``/``: it stands in every position, and what the text includes and
    shows is looked for from its folder. Targets of pictures come out as paths from that root. ``first_line`` is the number of
    the text's first line in its file. ``files`` is where included files come from; ``None``: there are none, and an include
    is an error. ``book`` are the data that the text, and what it includes, is filled from; ``None``: braces are text. Nothing is
    raised for any text; what is wrong is among the diagnostics, in reading order.
    """
    from briefgen.readers.markdown import read

    return read(text, file=file, first_line=first_line, files=files, book=book)


def read_front_matter(text: str, *, file: str, id: str, single_file: bool) -> Outcome[FrontMatter]:  # noqa: A002 (the field's name)
    """The fields at the head of a brief and the text under them; the fields are in ``briefs/README.md``.

    ``id`` is what the brief is called unless it says otherwise. ``single_file``: an ordinary Markdown file, in which an unknown
    key is a warning, since other programs have keys of their own, and a title may be missing: then it is the first heading of
    level 1, else the file's name. A field that is missing or wrong has its default. Nothing is raised for any text.
    """
    from briefgen.readers.front_matter import read

    return read(text, file=file, id=id, single_file=single_file)


def open_book(
    named: Sequence[tuple[str, str]], folder: str, files: Files, place: Position | None, language: str, date: Callable[[str], str]
) -> Outcome[DataBook]:
    """The data files that a brief names, read; what cannot be read is among the diagnostics.

    ``named`` are names and paths, which start from the brief's ``folder``. ``place`` is where the front matter names them,
    ``language`` says how numbers are printed, ``date`` prints an ISO 8601 date.
    """
    from briefgen.readers import data_book

    return data_book.open_book(named, folder, files, place, language, date)


def read_picture(data: bytes, target: str, position: Position | None) -> Outcome[tree.Picture | None]:
    """The picture in an image file's bytes, as PNG or JPEG; ``None``, and an error, where there is none.

    ``target`` is the picture as the text names it and ``position`` the place where it does: both are for the finding.
    """
    from briefgen.readers.pictures import read

    return read(data, target, position)
