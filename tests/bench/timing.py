"""Whole processes, timed in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Command:
    """A program, and the folder and environment that it runs in; ``None``: this process's own."""

    words: list[str]
    folder: Path | None = None
    environment: dict[str, str] | None = None


@dataclass(frozen=True)
class Run:
    """What one process took: ``wall`` in seconds, ``peak`` in bytes of memory."""

    wall: float
    peak: int


@dataclass(frozen=True)
class Spread:
    """The least, the median and the greatest of some numbers."""

    low: float
    mid: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> Spread:
        """Of at least one number."""
        return cls(min(values), median(values), max(values))

    def __str__(self) -> str:
        digits = 2 if self.mid >= 10 else 3
        return " / ".join(f"{value:.{digits}f}" for value in (self.low, self.mid, self.high))


def run(command: Command) -> Run:
    """Run a program to its end; leaves the benchmark, saying why, where it fails."""
    with subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=command.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        began = time.perf_counter()
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command.words[:6])} … failed ({process.returncode}): {said[-600:].decode('utf-8', 'replace')}")
    return Run(wall, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def in_turn(commands: list[Command], count: int) -> list[list[Run]]:
    """A B A B …: ``count`` runs of each after one that warms the disk's cache, so that a ratio holds on a busy machine."""
    rounds = [[run(command) for command in commands] for _ in range(count + 1)][1:]
    return [list(runs) for runs in zip(*rounds, strict=True)]


def ratios(ours: list[Run], theirs: list[Run]) -> Spread:
    """Wall time of each of our runs over that of its neighbour."""
    return Spread.of([a.wall / b.wall for a, b in zip(ours, theirs, strict=True)])
