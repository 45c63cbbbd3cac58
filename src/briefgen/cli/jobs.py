"""Doing the same to several briefs, one after the other or side by side, so that one that fails does not stop the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.failure import BUG, as_finding, report_bug
from briefgen.model.diagnostic import Diagnostic, Severity, in_order
from briefgen.model.errors import BriefgenError, CheckFailed, WorkspaceError
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefgen.pipeline import Written


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one brief. ``target`` is what the user called it; ``bug`` is what to say about an exception of ours."""

    target: str
    findings: tuple[Diagnostic, ...] = ()
    written: tuple[Written, ...] = ()
    exit_code: int = 0
    bug: str = ""

    @property
    def has_errors(self) -> bool:
        """Whether nothing was written, or would be."""
        return bool(self.bug) or any(finding.severity is Severity.ERROR for finding in self.findings)


def targets(named: Sequence[str] | None) -> tuple[str, ...]:
    """What the user named, or else every brief of the workspace around the current folder.

    Raises :class:`WorkspaceError` where there is neither.
    """
    from briefgen.workspace import Workspace

    if named:
        if not all(name.strip() for name in named):
            raise WorkspaceError("a brief without a name was asked for", hint="name a brief, a Markdown file, or nothing at all")
        return tuple(dict.fromkeys(named))
    workspace = Workspace.open(Path.cwd())
    names = tuple(brief.name for brief in workspace.all_briefs())
    if not names:
        raise WorkspaceError(f"there are no briefs in {workspace.root / 'briefs'}", hint="start one with: briefgen new NAME")
    return names


def attempt(target: str, work: Callable[[str], Result]) -> Result:
    """Work on one brief, with every failure as a value."""
    try:
        return work(target)
    except CheckFailed as failure:
        return Result(target, in_order(failure.diagnostics), exit_code=failure.exit_code)
    except BriefgenError as failure:
        return Result(target, (as_finding(failure),), exit_code=failure.exit_code)
    except (BrokenPipeError, MemoryError):
        raise
    except Exception as bug:  # noqa: BLE001 - one brief's bug must not cost the others
        return Result(target, exit_code=BUG, bug=report_bug(bug))


def each(names: Sequence[str], work: Callable[[str], Result], jobs: int) -> Iterator[Result]:
    """The results in the order of ``names``, worked on by up to ``jobs`` processes."""
    if min(jobs, len(names)) <= 1:
        if len(names) > 1:
            _collect_cycles()
        yield from (attempt(name, work) for name in names)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor(min(jobs, len(names)), initializer=_collect_cycles) as pool:
        yield from pool.map(partial(attempt, work=work), names)


def _collect_cycles() -> None:
    """For more than one brief memory must stay bounded; what is loaded by now stays, and need not be looked through each time."""
    import gc

    gc.freeze()
    gc.enable()
