"""What a tick is asked, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.model.edition import Decision, Hold, Skip, Wait
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.edition import Edition
    from briefgen.model.errors import BriefgenError
    from briefgen.model.source import Capture
    from briefgen.workspace import BriefFile


@dataclass(frozen=True, slots=True)
class Run:
    """A brief to be looked at. ``slot`` is the run of its schedule that this is, as the ledger names it; empty: somebody asked.

    ``every_run``: the schedule asks for an edition whether or not anything changed.
    """

    where: BriefFile
    slot: str = ""
    every_run: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one brief. ``brief`` is its identifier.

    ``decision`` ``None``: ``failure`` kept it from being looked at. ``edition`` is the one that was made, with its ``files``;
    ``is_news``: a hold that its owner has not been told of.
    """

    brief: str
    where: BriefFile
    decision: Decision | None = None
    edition: Edition | None = None
    files: tuple[Path, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    is_news: bool = False
    failure: BriefgenError | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who is told what as it happens. ``step`` is told each step that has been taken, by name: a process may die after any.

    ``stopping`` is asked between briefs whether to leave the rest for another tick. ``proof``: files are to be read back and held
    against the document before anything is made of them.
    """

    stage: Callable[[str], None] = lambda _: None
    capture: Callable[[Capture], None] = lambda _: None
    verdict: Callable[[Verdict], None] = lambda _: None
    step: Callable[[str], None] = lambda _: None
    stopping: Callable[[], bool] = lambda: False
    proof: bool = True


SILENT = Hearing()
"""Nobody is told."""


@dataclass(slots=True)
class Tally:
    """How a tick went, in numbers, so that it is as small for a thousand briefs as for one.

    ``decisions`` counts by name (``publish``; ``draft``: skipped, for nobody released it yet), ``captures`` by state (``changed``).
    ``wake`` is the earliest instant at which something that waits may go on, ISO 8601 in UTC; empty: nothing waits. ``stopped``:
    some briefs were left for another tick.
    """

    decisions: dict[str, int] = field(default_factory=dict)
    captures: dict[str, int] = field(default_factory=dict)
    failures: int = 0
    exit_code: int = 0
    wake: str = ""
    stopped: bool = False

    def count(self, verdict: Verdict) -> None:
        """Take a verdict in."""
        if verdict.failure:
            self.failures += 1
            self.exit_code = max(self.exit_code, verdict.failure.exit_code)
            return
        name = "draft" if _is_unreleased(verdict) else type(verdict.decision).__name__.lower()
        self.decisions[name] = self.decisions.get(name, 0) + 1
        match verdict.decision:
            case Hold():
                self.exit_code = max(self.exit_code, 4)
            case Wait(until):
                self.wake = min(self.wake, until) if self.wake else until

    def count_capture(self, capture: Capture) -> None:
        """Take a look at a source in."""
        self.captures[capture.state] = self.captures.get(capture.state, 0) + 1


def _is_unreleased(verdict: Verdict) -> bool:
    return isinstance(verdict.decision, Skip) and verdict.decision != Skip()
