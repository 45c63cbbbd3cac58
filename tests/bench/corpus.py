"""The kit's corpus as a workspace: the same briefs for Typst, Pandoc and briefgen, with their citations formatted beforehand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLE = "chicago-nb17.csl"
HOUSE = 'extends = "house"\nrequired-sections = []\n'
EMPTY = "---\ntitle: Nothing\nhouse: bench\n---\n\nNothing.\n"
RUN = "from briefgen.cli import program; program()"
"""What the installed command does."""


def kit() -> Path | None:
    """The folder of the benchmark kit: ``BRIEFGEN_BENCH_KIT``, or beside the repository; ``None`` where it is absent."""
    place = Path(os.environ.get("BRIEFGEN_BENCH_KIT") or ROOT.parent / "shared" / "bench")
    return place.resolve() if (place / "gen.py").is_file() else None


@dataclass(frozen=True)
class Corpus:
    """Generated briefs: ``sources(size)`` as the peers read them, and ``workspace`` as briefgen does."""

    kit: Path
    folder: Path

    @property
    def workspace(self) -> Path:
        """The root of the workspace, which has a brief for every size and one named ``empty``."""
        return self.folder / "workspace"

    def sources(self, size: str) -> Path:
        """The generator's own folder: brief-0001.md, brief-0001.typ, refs-0001.json, the styles."""
        return self.folder / "corpus" / size

    def brief(self, size: str) -> Path:
        """A brief's folder in the workspace."""
        return self.workspace / "briefs" / size

    def make(self, size: str) -> None:
        """Generate the brief, put it into the workspace and format its citations, each unless it is there already."""
        source = self.sources(size)
        if not (source / "brief-0001.md").is_file():
            subprocess.run([sys.executable, self.kit / "gen.py", "--size", size, "--out", source], check=True, stdout=sys.stderr)
            for style in self.kit.glob("*.csl"):
                shutil.copyfile(style, source / style.name)
        self._house()
        folder = self.brief(size)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "brief.md").write_text(as_brief((source / "brief-0001.md").read_text("utf-8")), "utf-8")
        for name in (STYLE, "refs-0001.json"):
            shutil.copyfile(source / name, folder / name)
        if not (folder / "citations.lock").is_file():
            print(f"formatting the citations of {size}", file=sys.stderr, flush=True)
            subprocess.run(build(size, "txt", self.folder / "out"), cwd=self.workspace, env=environment(), check=True)

    def _house(self) -> None:
        house = self.workspace / "templates" / "bench"
        house.mkdir(parents=True, exist_ok=True)
        (house / "house.toml").write_text(HOUSE, "utf-8")
        nothing = self.brief("empty")
        nothing.mkdir(parents=True, exist_ok=True)
        (nothing / "brief.md").write_text(EMPTY, "utf-8")


def as_brief(text: str) -> str:
    """The kit's Markdown as a brief of ours: the same citation style as Typst's, contents, our house, no keys of the kit."""
    lines = [line for line in text.split("\n") if not line.startswith(("classification:", "period:", "brief-id:"))]
    lines.insert(1, f"csl: {STYLE}\ntoc: true\nhouse: bench")
    return "\n".join(lines)


def build(size: str, formats: str, out: Path) -> list[str]:
    """The command that builds a brief of the workspace."""
    return [sys.executable, "-c", RUN, "build", size, "--to", formats, "-q", "--out", str(out)]


def environment() -> dict[str, str]:
    """What briefgen runs in: this repository's sources and, kept out of the tree, their bytecode, as installed programs have it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "briefgen-bench-bytecode"),
    }
