from __future__ import annotations

import subprocess
import sys

import pytest

from briefgen.sources.restless import is_restless


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("abcdefg", True),
        ("abcdeef", True),
        ("aaaaaab", False),
        ("abababa", True),
        ("abcdef", False),
        ("abcdefghhhhhhh", False),
        ("aaaaaaabcdefg", True),
        ("", False),
    ],
)
def test_a_source_is_restless_while_nearly_every_look_sees_something_new(history, expected):
    assert expected == is_restless(tuple(history))


def test_looks_that_saw_nothing_count_for_nothing():
    assert is_restless(("a", "", "b", "c", "", "d", "e", "f", "g"))


def test_what_a_build_needs_loads_neither_network_nor_extractors():
    program = (
        "import sys, briefgen.pipeline, briefgen.sources.declared, briefgen.sources.capture, briefgen.sources.lockfile;"
        "print([name for name in ('urllib3', 'protego', 'trafilatura', 'pypdfium2', 'ssl') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=False)

    assert "[]" == run.stdout.strip(), run.stderr
