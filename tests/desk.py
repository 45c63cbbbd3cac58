"""A workspace with a brief, its sources, a clock and an operator, for tests of whole ticks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from briefgen.editions import Policy
from briefgen.engine.tick import tick, tick_due
from briefgen.model.source import Capture
from briefgen.refreshing import Hearing, Tally, Verdict
from briefgen.refreshing.approving import Approved, approve
from briefgen.state import State, opened, rehearsed
from briefgen.testing import FakeFetcher, FakeProcessor, SetClock
from briefgen.workspace import BriefFile, Workspace

NOON = datetime(2022, 10, 20, 12, tzinfo=UTC)
PAGE = "https://example.org/drones"
SAID = "Officials said on Tuesday that Russia had received 46 drones thus far. More are expected before the winter."
FRONT = """\
---
title: {title}
published: 2022-10-20
information_cutoff: 2022-10-19
sections: [summary]
distribution: {distribution}
{more}---
"""
HOUSE = """\
extends = "house"
required-sections = []
"""
SUMMARY = """\
# Summary

Iran delivers drones to Russia [@page, "received 46 drones"].
"""
SOURCES = f"""\
references:
  - id: page
    type: webpage
    title: Drones
    publisher: Example Institute
    issued: 2022-10-18
    accessed: 2022-10-19
    URL: {PAGE}
"""
DATA = "Month,Drones\nAugust,46\nSeptember,52\n"
TABLE = """
::: {.table #tbl-drones file="../data/drones.csv"}
Drones delivered
:::
"""


@dataclass
class Heard:
    """How a tick went, and all that was said of it."""

    verdicts: list[Verdict] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def decisions(self) -> dict[str, str]:
        """What was decided about each brief, by its identifier."""
        return {one.brief: "failed" if one.failure else type(one.decision).__name__.lower() for one in self.verdicts}

    @property
    def decision(self):
        """The decision about the only brief."""
        (verdict,) = self.verdicts
        if verdict.failure:
            raise verdict.failure
        return verdict.decision


class Desk:
    """A workspace in ``root`` with a released brief ``drones`` that rests on one page, which can be reached.

    ``fresh``: it is made; else it is there already.
    """

    def __init__(self, root: Path, *, fresh: bool = True) -> None:
        self.root = root
        self.clock = SetClock(NOON)
        self.fetcher = FakeFetcher({PAGE: SAID})
        self.processor = FakeProcessor()
        if fresh:
            self.file("templates/plain/house.toml", HOUSE)
            self.write()

    def file(self, path: str, text: str) -> Path:
        """Write a file of the workspace."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return place

    def write(
        self,
        name: str = "drones",
        *,
        status: str = "released",
        text: str = SUMMARY,
        more: str = "",
        sources: str = SOURCES,
        distribution: str = "{formats: [txt]}",
    ) -> None:
        """Write a brief."""
        front = FRONT.format(title=name.capitalize(), distribution=distribution, more=f"house: plain\nstatus: {status}\n{more}")
        self.file(f"briefs/{name}/brief.md", front)
        self.file(f"briefs/{name}/sections/summary.md", text)
        self.file(f"briefs/{name}/sources.yaml", sources)

    def say(self, text: str, page: str = PAGE) -> None:
        """Change what a page says."""
        self.fetcher.pages[page] = text

    @property
    def workspace(self) -> Workspace:
        """The workspace, with its fakes."""
        return replace(Workspace.open(self.root), processor=self.processor, clock=self.clock, fetcher=self.fetcher)

    @contextmanager
    def state(self, *, rehearsal: bool = False):
        """Its state."""
        with (rehearsed if rehearsal else opened)(self.workspace) as state:
            yield state

    def brief(self, name: str = "drones") -> BriefFile:
        """Where a brief is."""
        return self.workspace.brief(name)

    def refresh(self, *names: str, rehearsal: bool = False) -> Heard:
        """Make one tick over the named briefs, or all; an hour later, so that no cap is reached."""
        self.clock.pass_by(hours=2)
        heard = Heard()
        with self.state(rehearsal=rehearsal) as state:
            briefs = [self.brief(name) for name in names] or self.workspace.all_briefs()
            heard.tally = tick(state, briefs, listening(heard))
        return heard

    def due(self, policy: Policy | None = None) -> Heard:
        """Make one tick over what is due."""
        heard = Heard()
        with self.state() as state:
            heard.tally, _ = tick_due(state, self.workspace.all_briefs(), listening(heard), policy)
        return heard

    def approve(self, name: str = "drones", who: str = "Duty editor") -> Approved:
        """Give an approval."""
        with self.state() as state:
            return approve(state, self.brief(name), who)

    def editions(self, name: str = "drones") -> list[int]:
        """The numbers of the editions that were made."""
        with self.state() as state:
            return [edition.number for edition in state.ledger.editions(name)]

    def printed(self, number: int, name: str = "drones") -> str:
        """An edition as plain text, its lines joined."""
        return " ".join((self.root / f"dist/{name}/ed{number:02}/{name}.txt").read_text("utf-8").split())


def listening(heard: Heard, **more) -> Hearing:
    """A hearing that keeps what it hears."""
    return Hearing(capture=heard.captures.append, verdict=heard.verdicts.append, step=heard.steps.append, **more)


def problems(state: State) -> tuple[str, ...]:
    """What is wrong with a state and with the files that are shown."""
    from briefgen.upkeep import problems as found

    return found(state)
