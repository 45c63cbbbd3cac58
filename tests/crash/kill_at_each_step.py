"""Kill a tick at the steps it takes, one after the other; start it again; print what is wrong then, as JSON.

A program of its own, because it forks: children begin with everything imported.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from crash.scene import forked, prepare, tick, wrong


def main(place: Path, *, every: bool) -> dict[str, object]:
    """``{"steps": [names], "wrong": {"12 recorded": [what is wrong]}}``; ``every``: not only the first and last of a name."""
    template = place / "template"
    prepare(template)
    steps: list[str] = []
    shutil.copytree(template, place / "undisturbed")
    tick(place / "undisturbed", steps.append)
    found = {"undisturbed": wrong(place / "undisturbed")}
    last = {name: number for number, name in enumerate(steps, 1)}
    for number, name in enumerate(steps, 1):
        if every or number in (steps.index(name) + 1, last[name]):
            found[f"{number} {name}"] = killed_at(template, place / "disturbed", number)
    return {"steps": steps, "wrong": {name: said for name, said in found.items() if said}}


def killed_at(template: Path, root: Path, number: int) -> list[str]:
    """What is wrong after a tick was killed at its step of that number and another one was made."""
    shutil.copytree(template, root)
    status = forked(lambda: tick(root, killer(number)))
    found = [] if os.WTERMSIG(status) == signal.SIGKILL else [f"it was not killed: {status}"]
    again = forked(lambda: tick(root))
    found += [f"the second tick ended with {again}"] if again else []
    found += wrong(root)
    shutil.rmtree(root)
    return found


def killer(number: int):
    """A hearing of steps that ends the process, without a word, at one of them."""
    left = [number]

    def step(_: str) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), every="every" in sys.argv)))
