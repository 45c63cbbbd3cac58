"""What no file of the repository holds: a machine's own paths, marks of a merge, an exemption without its reason."""

from __future__ import annotations

import re
import subprocess

import pytest

PATTERNS = {
    "a path of one machine": re.compile("/" + r"(home|root|Users|work)/[a-z]"),
    "a local server": re.compile(r"https?://" + r"(localhost|127\.0\.0\.1)"),
    "the mark of a merge": re.compile(r"^(<{7}|>{7}) ", re.MULTILINE),
    "an exemption without its reason": re.compile(
        r"# (noqa|type: ignore|pragma: no cover)(: ?[A-Z0-9, ]+|\[[a-z, -]+\])?\s*$", re.MULTILINE
    ),
    "a task left behind": re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b"),
}
TEXT = (".py", ".md", ".toml", ".j2", ".yaml", ".yml", ".json", ".csl", ".txt", ".lock", ".gitignore", "run")


@pytest.mark.parametrize("what", PATTERNS)
def test_no_file_holds(repository, what):
    listed = subprocess.run(["git", "ls-files"], cwd=repository, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone: there is no list of the repository's files")
    found = []
    for name in listed.stdout.splitlines():
        path = repository / name
        if name.endswith(TEXT) and path.is_file():
            text = path.read_text("utf-8", errors="replace")
            found += [f"{name}: {match[0].strip()}" for match in PATTERNS[what].finditer(text)]

    assert [] == found
