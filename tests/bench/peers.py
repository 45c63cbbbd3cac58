"""Other programs to measure against: found, never required."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "BRIEFGEN_BENCH_PEERS"
"""Names a Python that has ``typst`` and, where no pandoc is on the path, ``pypandoc-binary``."""

TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], sys_inputs={'csl': sys.argv[3]})"
PANDOC = "import pypandoc; print(pypandoc.get_pandoc_path())"


@dataclass(frozen=True)
class Peers:
    """``typst``: a Python that can import it, ``pandoc``: the program. Empty: there is none."""

    typst: str = ""
    pandoc: str = ""

    def typst_command(self, source: Path, out: Path, style: str) -> list[str]:
        """One cold compilation."""
        return [self.typst, "-c", TYPST, str(source / "brief-0001.typ"), str(out / "typst.pdf"), style]

    def pandoc_command(self, source: Path, out: Path, style: str, reference: Path) -> list[str]:
        """A Word file with contents, citations and the kit's house."""
        asked = ["--citeproc", "--csl", style, "--toc", "--toc-depth=2", "--reference-doc", str(reference)]
        return [self.pandoc, *asked, "brief-0001.md", "--resource-path", str(source), "-o", str(out / "pandoc.docx")]


def find() -> Peers:
    """What is there."""
    python = os.environ.get(VARIABLE, "")
    typst = python if python and _says([python, "-c", "import typst; print(1)"]) else ""
    pandoc = shutil.which("pandoc") or (_says([python, "-c", PANDOC]) if python else "")
    return Peers(typst, pandoc)


def _says(command: list[str]) -> str:
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
