"""One process that builds a brief after every edit: ``warm.py briefgen|typst FOLDER EDITS OUT``; prints JSON.

Sentences are added at random paragraphs, one after another, as an author would. It runs under the peer's Python too, so it asks
for nothing of ours.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EDITED = 120
"""Characters that a paragraph has at least to be edited."""


def typst_build(folder: Path, out: Path) -> tuple[Path, Callable[[], object]]:
    """The file to edit, and what compiles it with a compiler that is kept."""
    import typst

    file = folder / "warm.typ"
    file.write_text((folder / "brief-0001.typ").read_text("utf-8"), "utf-8")
    compiler = typst.Compiler(str(file), sys_inputs={"csl": "chicago-nb17.csl"})
    return file, lambda: compiler.compile(output=str(out / "warm.pdf"))


def briefgen_build(folder: Path, out: Path) -> tuple[Path, Callable[[], object]]:
    """The file to edit, and what builds it in this process."""
    from briefgen import pipeline
    from briefgen.workspace import find

    workspace, brief = find(str(folder), Path.cwd())
    workspace = workspace.staying()
    return folder / "brief.md", lambda: pipeline.build(workspace, brief, ["pdf"], out)


def main(engine: str, folder: Path, edits: int, out: Path) -> None:
    """Time the first build, one with nothing changed, and one after each edit; the file is left as it was."""
    file, build = (typst_build if engine == "typst" else briefgen_build)(folder, out)
    original = file.read_text("utf-8")
    try:
        first, same = timed(build), timed(build)
        texts, choice = original.split("\n"), random.Random(3)
        edited = [timed(build) for number in range(edits) if edit(file, texts, choice, number)]
    finally:
        file.write_text(original, "utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"first": first, "same": same, "edited": edited, "peak": peak}))


def edit(file: Path, lines: list[str], choice: random.Random, number: int) -> bool:
    """Add a sentence to some paragraph."""
    at = choice.choice([index for index, line in enumerate(lines) if len(line) > EDITED and line[0].isupper()])
    lines[at] += f" An edited sentence, number {number}, was added to this paragraph by the analyst."
    file.write_text("\n".join(lines), "utf-8")
    return True


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
