"""The benchmark itself runs, with nobody to be measured against."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith(("linux", "darwin")), reason="memory is measured by wait4")


def bench(repository, *arguments, **environment):
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(
        command, cwd=repository, env=os.environ | environment, capture_output=True, text=True, check=True, timeout=120
    ).stdout


def test_the_benchmark_measures_a_small_brief_without_peers(repository, tmp_path):
    said = bench(repository, "--sizes", "S", "-n", "1", "--edits", "2", "--no-peers", "--work", str(tmp_path))
    if said.startswith("skipped"):
        pytest.skip("the benchmark's corpus is not here")

    rows = [line.split(" | ")[0] for line in said.splitlines() if line.startswith("| ")]
    assert ["| PDF, s", "| DOCX, s", "| PDF and DOCX, s", "| warm edit, s"] == rows[-4:]
    assert "not measured against typst" in said


def test_the_benchmark_says_why_it_measures_nothing(repository, tmp_path):
    said = bench(repository, BRIEFGEN_BENCH_KIT=str(tmp_path))

    assert "skipped: there is no benchmark kit (set BRIEFGEN_BENCH_KIT to its folder)\n" == said
