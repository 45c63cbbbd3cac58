"""``briefgen build``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.building import FORMATS, build_all


class Citations(StrEnum):
    """What citations are in Word."""

    TEXT = "text"
    WORD = "word"


def build(
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BRIEF]...", help="Folders, names or Markdown files; none: every brief.", show_default=False),
    ] = None,
    to: Annotated[str, typer.Option(metavar="FORMATS", help="What to write, comma-separated: docx, pdf, html, txt.")] = FORMATS,
    house: Annotated[str, typer.Option(metavar="NAME", help="A house template other than the brief's.", show_default=False)] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; without it, dist/ in the workspace.", show_default=False)
    ] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="How many briefs to build side by side.")] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    citations: Annotated[
        Citations, typer.Option(help="In Word, citations as text, or as fields over Word's own list of sources.")
    ] = Citations.TEXT,
    no_proof: Annotated[bool, typer.Option("--no-proof", help="Write the files without reading them back.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say every stage and its time.")] = False,
) -> None:
    """Build briefs into documents. Nothing is written for a brief that has errors."""
    build_all(
        briefs,
        to=to,
        house=house,
        out=out,
        jobs=jobs,
        strict=strict,
        live=citations is Citations.WORD,
        proof=not no_proof,
        quiet=quiet,
        verbose=verbose,
    )
