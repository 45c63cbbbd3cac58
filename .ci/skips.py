"""Fail on every skipped test whose reason is not on the list."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def main(report: str, allowed: str) -> int:
    """Compare the skips in a JUnit report with the list: on each line what a reason begins with, then ``  # `` and why it may."""
    lines = [line.partition("  # ")[0].strip() for line in Path(allowed).read_text("utf-8").splitlines()]
    beginnings = tuple(line for line in lines if line and not line.startswith("#"))
    skips = [
        (f"{case.get('classname')}::{case.get('name')}", skip.get("message", ""))
        for case in ET.parse(report).iter("testcase")
        for skip in case.iter("skipped")
        if skip.get("type") == "pytest.skip"
    ]
    refused = [f"{test}: {reason}" for test, reason in skips if not reason.startswith(beginnings)]
    print(f"{len(skips)} skipped, {len(refused)} of them without leave", *refused, sep="\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
