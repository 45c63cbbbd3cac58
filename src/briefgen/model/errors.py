"""The exceptions of briefgen: for the edge, where a stage cannot go on.

::

    BriefgenError             exit code
      CheckFailed             1   diagnostics of severity error
        BrokenHouse           2   the house template has them
        NotAsWritten          3   a file that was made does not say what the brief says
      WorkspaceError          2   something in briefs/ or templates/, or on the command line, must be edited
        UnknownBrief
        UnknownHouse
        MalformedFile             a file that cannot be read as what it should be
      HeldForAPerson          4   a person must decide
      EnvironmentFailed       5   disk, permission, network, a tool that is not installed: mend it and try again
        ProcessorMissing          a citation changed and no citation processor is at hand

Anything else that reaches the top is a bug of ours: exit code 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position


class BriefgenError(Exception):
    """Something briefgen expects to go wrong now and then, said in one line.

    ``message`` says what, ``position`` where (``None``: nowhere in particular), ``hint`` what to do.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, position: Position | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.position}: " if self.position else ""
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{remedy}"


class CheckFailed(BriefgenError):
    """The brief has findings of severity error; nothing was written."""

    exit_code = 1

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        count = sum(d.severity == "error" for d in diagnostics)
        super().__init__(f"{count} error{'s' if count != 1 else ''}; nothing was written")
        self.diagnostics = diagnostics


class BrokenHouse(CheckFailed):
    """The house template has mistakes, each of them a diagnostic; nothing was written."""

    exit_code = 2


class NotAsWritten(CheckFailed):
    """A file that was made, read back, says something else than the document: a bug of ours, and nothing was written."""

    exit_code = 3


class WorkspaceError(BriefgenError):
    """The user must edit or pass something else."""

    exit_code = 2


class UnknownBrief(WorkspaceError):
    """No brief of that name or path."""


class UnknownHouse(WorkspaceError):
    """No house template of that name in the workspace or in the package."""


class MalformedFile(WorkspaceError):
    """A file that cannot be read as what it should be."""


class HeldForAPerson(BriefgenError):
    """Work stopped where a person must decide."""

    exit_code = 4


class EnvironmentFailed(BriefgenError):
    """The machine, not the brief: mend it and try again."""

    exit_code = 5


class ProcessorMissing(EnvironmentFailed):
    """A citation changed and no citation processor is at hand."""
