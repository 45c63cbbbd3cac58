"""``python -m tests.bench``: how fast and how large, against the peers that there are, and against the limits that must hold."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus, peers, timing
from tests.bench.timing import Command, Run, Spread

LIMITS = {
    "PDF / Typst": {"S": 1.6, "M": 1.2, "L": 0.4, "XL": 0.15},
    "DOCX / pandoc --citeproc": {"S": 1.0, "M": 1.0, "L": 0.8},
    "PDF and DOCX / Typst": {"S": 2.0, "M": 1.5, "L": 0.5},
    "warm edit / Typst's": {"S": 0.3, "M": 0.3, "L": 0.3},
}
"""Ratios of wall time."""

PAGES, MEGABYTES = 11.0, 200.0
"""The time of 1,000 pages over that of 100, and the memory at XL."""

CHICAGO = corpus.STYLE
BUILD = "import briefgen.pipeline, briefgen.layout, briefgen.writers.pdf, briefgen.cli.building"


@dataclass(frozen=True)
class Row:
    """A line of the table; ``limit`` 0 where nothing is asked."""

    name: str
    size: str
    figure: Spread
    ours: str
    theirs: str = ""
    limit: float = 0.0

    def __str__(self) -> str:
        held = ("yes" if self.figure.mid <= self.limit else "**NO**") if self.limit else ""
        limit = f"≤ {self.limit:g}" if self.limit else ""
        return f"| {self.name} | {self.size} | {self.figure} | {self.ours} | {self.theirs} | {limit} | {held} |"


class Bench:
    """Where the corpus is, who is there to be measured against, and how often."""

    def __init__(self, made: corpus.Corpus, found: peers.Peers, count: int) -> None:
        self.corpus, self.peers, self.count = made, found, count
        self.out = made.folder / "out"
        self.out.mkdir(parents=True, exist_ok=True)

    def briefgen(self, size: str, formats: str) -> Command:
        return Command(corpus.build(size, formats, self.out), self.corpus.workspace, corpus.environment())

    def python(self, code: str) -> Command:
        return Command([sys.executable, "-c", code], self.corpus.workspace, corpus.environment())

    def floors(self) -> list[Row]:
        """What no build can be faster than."""
        names = {"floor: python -c pass": self.python("pass"), "floor: what a build imports": self.python(BUILD)}
        names["floor: an empty document, PDF"] = self.briefgen("empty", "pdf")
        runs = timing.in_turn(list(names.values()), self.count)
        return [Row(f"{name}, s", "", seconds(taken), megabytes(taken)) for name, taken in zip(names, runs, strict=True)]

    def cold(self, size: str) -> list[Row]:
        """Whole processes beside those of the peers; alone where there are none."""
        source, style = self.corpus.sources(size), str(self.corpus.sources(size) / CHICAGO)
        typst = Command(self.peers.typst_command(source, self.out, CHICAGO), source) if self.peers.typst else None
        reference = self.corpus.kit / "house.docx"
        word = self.peers.pandoc_command(source, self.out, style, reference) if self.peers.pandoc else None
        return [
            *self.against("PDF / Typst", size, self.briefgen(size, "pdf"), typst),
            *self.against("DOCX / pandoc --citeproc", size, self.briefgen(size, "docx"), Command(word, source) if word else None),
            *self.against("PDF and DOCX / Typst", size, self.briefgen(size, "pdf,docx"), typst),
        ]

    def against(self, name: str, size: str, ours: Command, theirs: Command | None) -> list[Row]:
        """A row of ratios; of seconds where there is nobody to be measured against."""
        count = 1 if size == "XL" else self.count
        runs = timing.in_turn([ours, theirs] if theirs else [ours], count) if size != "XL" else once(ours, theirs)
        rows = [memory(size, runs[0])] if size == "XL" and name == "PDF / Typst" else []
        if theirs is None:
            return [Row(f"{name.partition(' / ')[0]}, s", size, seconds(runs[0]), megabytes(runs[0])), *rows]
        limit = LIMITS[name].get(size, 0.0)
        return [Row(name, size, timing.ratios(*runs), spoken(runs[0]), spoken(runs[1]), limit), *rows]

    def warm(self, size: str, edits: int) -> list[Row]:
        """Edit to output in a process that stays."""
        name = "warm edit / Typst's"
        ours = self.warmed(
            Command([sys.executable], self.corpus.workspace, corpus.environment()), "briefgen", self.corpus.brief(size), edits
        )
        said = f"{Spread.of(ours['edited'])} s, {ours['peak'] / 1e6:.0f} MB"
        if not self.peers.typst:
            return [Row("warm edit, s", size, Spread.of(ours["edited"]), f"{ours['peak'] / 1e6:.0f} MB")]
        theirs = self.warmed(Command([self.peers.typst], self.corpus.sources(size)), "typst", self.corpus.sources(size), edits)
        figure = Spread.of([a / b for a, b in zip(ours["edited"], theirs["edited"], strict=True)])
        return [
            Row(
                name,
                size,
                figure,
                said,
                f"{Spread.of(theirs['edited'])} s, {theirs['peak'] / 1e6:.0f} MB",
                LIMITS[name].get(size, 0.0),
            )
        ]

    def warmed(self, python: Command, engine: str, folder: Path, edits: int) -> dict:
        words = [*python.words, str(Path(__file__).with_name("warm.py")), engine, str(folder), str(edits), str(self.out)]
        made = subprocess.run(words, cwd=python.folder, env=python.environment, capture_output=True, text=True, check=True)
        return json.loads(made.stdout)

    def growth(self) -> list[Row]:
        """The time of 1,000 pages over that of 100, from L and XL, which have about that many."""
        runs = timing.in_turn([self.briefgen("XL", "pdf"), self.briefgen("L", "pdf")], 1)
        return [Row("1,000 pages / 100 (XL / L)", "", timing.ratios(*runs), spoken(runs[0]), spoken(runs[1]), PAGES)]


def once(ours: Command, theirs: Command | None) -> list[list[Run]]:
    """A single run of each: what takes minutes is not warmed up for."""
    return [[timing.run(command)] for command in (ours, theirs) if command]


def memory(size: str, runs: list[Run]) -> Row:
    return Row("PDF, peak memory in MB", size, Spread.of([one.peak / 1e6 for one in runs]), "", "", MEGABYTES)


def seconds(runs: list[Run]) -> Spread:
    return Spread.of([one.wall for one in runs])


def megabytes(runs: list[Run]) -> str:
    return f"{max(one.peak for one in runs) / 1e6:.0f} MB"


def spoken(runs: list[Run]) -> str:
    return f"{seconds(runs)} s, {megabytes(runs)}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default="S,M,L", help="of S, M, L, XL; XL takes minutes (default: S,M,L)")
    parser.add_argument("-n", type=int, default=5, help="paired runs of each (default: 5; XL is run once)")
    parser.add_argument("--edits", type=int, default=12, help="edits of the warm runs (default: 12)")
    parser.add_argument("--rows", default="floor,cold,warm,growth", help="which: floor, cold, warm, growth (growth needs XL)")
    parser.add_argument(
        "--work", type=Path, default=Path(tempfile.gettempdir()) / "briefgen-bench", help="where the corpus is kept"
    )
    parser.add_argument("--no-peers", action="store_true", help="measure only ourselves")
    asked = parser.parse_args()
    kit = corpus.kit()
    if kit is None:
        print("skipped: there is no benchmark kit (set BRIEFGEN_BENCH_KIT to its folder)")
        return
    sizes, rows = asked.sizes.split(","), asked.rows.split(",")
    bench = Bench(corpus.Corpus(kit, asked.work.resolve()), peers.Peers() if asked.no_peers else peers.find(), asked.n)
    for size in sizes:
        bench.corpus.make(size)
    print("| what | size | min / median / max | ours | theirs | limit | holds |\n|---|---|---|---|---|---|---|")
    for row in wanted(bench, sizes, rows, asked.edits):
        print(row, flush=True)
    for name, there in (("typst", bench.peers.typst), ("pandoc", bench.peers.pandoc)):
        if not there:
            print(f"not measured against {name}: {peers.VARIABLE} names no Python that has it")


def wanted(bench: Bench, sizes: list[str], rows: list[str], edits: int):
    """The rows as they are made."""
    if "floor" in rows:
        yield from bench.floors()
    for size in sizes:
        if "cold" in rows:
            yield from bench.cold(size)
        if "warm" in rows and size != "XL":
            yield from bench.warm(size, edits)
    if "growth" in rows and {"L", "XL"} <= {*sizes}:
        yield from bench.growth()


if __name__ == "__main__":
    main()
