"""What ``briefgen new`` begins, gone on with."""

from __future__ import annotations

from pathlib import Path


def write_what_is_left(brief: Path) -> None:
    """Take the placeholders in a brief's folder for the words that stand in them."""
    for file in (file for file in brief.rglob("*.*") if file.is_file()):
        file.write_text(file.read_text("utf-8").replace("TBD: ", ""), "utf-8")
