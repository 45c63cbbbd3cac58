"""A workspace in which the next tick does everything that a tick can do, and what must be true after it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from briefgen.refreshing import Hearing
from desk import DATA, NOON, PAGE, SAID, SOURCES, SUMMARY, TABLE, Desk, problems

OTHER = "https://example.org/missiles"
EVERY_MINUTE = 'schedule: {cron: "* * * * *"}\n'
EXPECTED = {"data": [1, 2], "drones": [1], "held": [1], "new": [1]}
"""The editions of each brief after the tick: one publishes its second, one is verified again, one is held, one has its first."""


def prepare(root: Path) -> None:
    """Make the workspace, up to the moment before that tick."""
    desk = Desk(root)
    desk.fetcher.pages[OTHER] = SAID
    desk.write(more=EVERY_MINUTE)
    desk.write("held", more=EVERY_MINUTE, sources=SOURCES.replace(PAGE, OTHER))
    desk.write("data", more=EVERY_MINUTE + "auto_release: data\n", text=SUMMARY + TABLE, status="draft")
    desk.file("briefs/data/data/drones.csv", DATA)
    desk.approve("data")
    desk.due()
    desk.refresh()
    desk.write("new", more=EVERY_MINUTE)
    desk.due()
    desk.file("briefs/data/data/drones.csv", DATA.replace("52", "61"))
    desk.clock.pass_by(hours=2)
    pages = {PAGE: SAID.replace("Tuesday", "Wednesday"), OTHER: SAID.replace("46 drones", "60 drones")}
    (root / "outside.json").write_text(json.dumps({"pages": pages, "now": desk.clock.now().isoformat()}), "utf-8")


def desk_at(root: Path) -> Desk:
    """The workspace in ``root``, its clock and its pages as they are then."""
    desk = Desk(root, fresh=False)
    outside = json.loads((root / "outside.json").read_text("utf-8"))
    desk.fetcher.pages = outside["pages"]
    desk.clock.instant = datetime.fromisoformat(outside["now"])
    assert desk.clock.instant > NOON
    return desk


def tick(root: Path, step: Callable[[str], None] = lambda _: None) -> int:
    """Make that tick; its exit code. ``step`` hears each step, those of writing a file included."""
    from briefgen import disk
    from briefgen.engine.tick import tick_due

    write = disk._write_through

    def write_and_tell(place: Path, data: bytes) -> None:
        step("file-begun")
        write(place, data)
        step("file-beside")

    disk._write_through = write_and_tell
    try:
        desk = desk_at(root)
        with desk.state() as state:
            step("opened")
            return tick_due(state, desk.workspace.all_briefs(), Hearing(step=step))[0].exit_code
    finally:
        disk._write_through = write


def wrong(root: Path, expected: dict[str, list[int]] = EXPECTED) -> list[str]:
    """What is not as it must be once the tick was made to its end."""
    desk, found = desk_at(root), []
    with desk.state() as state:
        found += problems(state)
        for brief, numbers in expected.items():
            made = state.ledger.editions(brief)
            if [one.number for one in made] != numbers:
                found.append(f"{brief} has the editions {[one.number for one in made]}, not {numbers}")
            if made and not (root / f"dist/{brief}/ed{made[-1].number:02}/{brief}.txt").is_file():
                found.append(f"the files of {brief} are missing")
            lock = root / f"briefs/{brief}/editions.lock"
            if made and json.loads(lock.read_text("utf-8"))["number"] != made[-1].number:
                found.append(f"editions.lock of {brief} is another's")
        if ["held"] != [held.brief for held in state.ledger.holds()]:
            found.append("the hold is missing")
        if not state.ledger.latest_edition("drones").verified:
            found.append("the verification is missing")
        if {one.next_due for one in state.ledger.brief_states().values()} != {"2022-10-20T16:01:00Z"}:
            found.append("a run of the schedule is open")
    return found


def forked(work: Callable[[], object]) -> int:
    """Do something in a child process; its exit status as :func:`os.waitpid` gives it."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]
