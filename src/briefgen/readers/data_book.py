"""The data that a brief names, and its text filled from them."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from briefgen.model.diagnostic import Diagnostic, Outcome, error
from briefgen.model.errors import BriefgenError, MalformedFile
from briefgen.model.value import dataclass
from briefgen.templating import Filled, Template, fill
from briefgen.templating.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from briefgen.model.ports import Files
    from briefgen.model.position import Position

_NAME = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True, slots=True)
class DataBook:
    """Values by the names that the text calls them by; ``language`` is that of printed numbers, ``date`` prints an ISO date."""

    values: Mapping[str, Any]
    language: str
    date: Callable[[str], str]

    def fill(self, text: str, file: str, first_line: int) -> Outcome[Filled]:
        """A text filled; one that cannot be is empty, with an error at the author's line."""
        filters: dict[str, Callable[..., Any]] = {
            "number": partial(number, language=self.language),
            "date": lambda value: self.date(str(value)),
        }
        try:
            template = Template(file, {file: text}, {file: file}, first_line)
            return Outcome(fill(template, self.values, filters=filters, traced=True))
        except MalformedFile as problem:
            return Outcome(Filled(""), (error("bad-template", problem.message, problem.position, problem.hint),))


def open_book(
    named: Sequence[tuple[str, str]], folder: str, files: Files, place: Position | None, language: str, date: Callable[[str], str]
) -> Outcome[DataBook]:
    """The data files of a brief, by the names that its front matter gives them.

    ``folder`` is the brief's; ``place`` where the front matter names them. Of a file that cannot be read there is a finding, and an
    empty value, so that the text's own faults are found in the same run.
    """
    findings: list[Diagnostic] = []
    values: dict[str, Any] = {}
    for name, target in named:
        path = posixpath.normpath(posixpath.join(folder, target))
        outcome = _read(name, path, target, files, place)
        findings += outcome.diagnostics
        values[name] = outcome.value
    return Outcome(DataBook(values, language, date), tuple(findings))


def name_of(path: str) -> str:
    """What the text calls a data file that is given no name: the file's own, with ``_`` for what no name can have."""
    return re.sub(r"\W", "_", posixpath.splitext(posixpath.basename(path))[0])


def _read(name: str, path: str, target: str, files: Files, place: Position | None) -> Outcome[Any]:
    from briefgen.readers.data_values import read_values

    if not _NAME.fullmatch(name):
        hint = "begin it with a letter, and use letters, digits and underscores"
        return Outcome(None, (error("bad-value", f"data: {name!r} is no name", place, hint),))
    if path.startswith(("/", "../")) or path == "..":
        return Outcome(None, (error("data-outside", f"{target} is outside the workspace", place, "keep the file inside it"),))
    try:
        return read_values(files.read(path), path)
    except BriefgenError as failure:
        hint = failure.hint or "the path is relative to the brief's folder"
        return Outcome(None, (error("missing-data", f"the data {target} cannot be read: {failure.message}", place, hint),))
