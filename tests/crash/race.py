"""Ticks that race and are stopped and killed at random, over changes that each make one edition; print what is wrong, as JSON."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from crash.scene import EXPECTED, desk_at, forked, prepare, tick, wrong
from desk import DATA

AT_ONCE = 3


def race(root: Path) -> list[str]:
    """Three ticks at the same time, with no lock between them."""
    started = [start(root) for _ in range(AT_ONCE)]
    statuses = [os.waitpid(one, 0)[1] for one in started]
    return [f"ticks ended with {statuses}"] * any(statuses)


def start(root: Path) -> int:
    """A tick in a child process; its id."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            tick(root)
            status = 0
        finally:
            os._exit(status)
    return child


def soak(root: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    """Change a value again and again, and let ticks be killed and stopped while they make its edition; changes and kills."""
    changes = killed = 0
    while killed < kills:
        changes += 1
        desk = desk_at(root)
        desk.file("briefs/data/data/drones.csv", DATA.replace("52", str(1000 + changes)))
        outside = json.loads((root / "outside.json").read_text("utf-8"))
        (root / "outside.json").write_text(json.dumps(outside), "utf-8")
        for _ in range(chance.randrange(1, 8)):
            killed += disturbed([start_plain(root) for _ in range(chance.randrange(1, AT_ONCE + 1))], chance)
        forked(lambda: plain(root))
    return changes, killed


def plain(root: Path) -> None:
    """One tick over all briefs, whatever their schedules; far from any cap."""
    from briefgen.engine.tick import tick as make

    desk = desk_at(root)
    with desk.state() as state:
        make(state, desk.workspace.all_briefs())


def start_plain(root: Path) -> int:
    """Such a tick in a child process; its id."""
    child = os.fork()
    if child == 0:
        try:
            plain(root)
        finally:
            os._exit(0)
    return child


def disturbed(children: list[int], chance: random.Random) -> int:
    """Stop, continue and kill children until all have ended; how many were killed."""
    killed = 0
    for child in children:
        time.sleep(chance.random() * 0.12)
        if chance.random() < 0.3:
            os.kill(child, signal.SIGSTOP)
            time.sleep(chance.random() * 0.1)
            os.kill(child, signal.SIGCONT)
        if chance.random() < 0.8:
            os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return killed


def main(place: Path, kills: int, seed: int) -> dict[str, object]:
    """``{"wrong": […], "kills": n}``; ``kills`` 0: three racing ticks, and no more."""
    root = place / "raced"
    prepare(root)
    if not kills:
        return {"wrong": race(root) + wrong(root), "kills": 0}
    desk = desk_at(root)
    desk.file("briefs/briefgen.toml", "[editions]\nper_hour = 100000\n")
    forked(lambda: tick(root))
    changes, killed = soak(root, kills, random.Random(seed))
    found = wrong(root, {**EXPECTED, "data": list(range(1, changes + 3))})
    shutil.rmtree(root)
    return {"wrong": found, "kills": killed}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
