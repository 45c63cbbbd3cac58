"""The first brief on letterheads: LibreOffice's pages of the Word file end like ours of the PDF, page for page and line for line.

Beside the shipped letterhead there are those in ``tests/made-by-word``, which Word itself made, and those in the folder that
``BRIEFGEN_LETTERHEADS`` names. ``pytest -s`` prints what differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from briefgen import pipeline
from briefgen.composing import Options
from briefgen.disk import DiskFiles
from briefgen.house import load_house
from briefgen.model.house import HouseStyle
from briefgen.workspace import find
from line_breaks import Comparison, compared

pytestmark = pytest.mark.outside

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests" / "made-by-word", *map(Path, filter(None, [os.environ.get("BRIEFGEN_LETTERHEADS")])))
FOUND = sorted(path for folder in FOLDERS for path in folder.glob("*.do[ct]x"))
LEAST = 0.9
"""The share of line breaks that must be the same."""

_ALIAS = (
    '<match target="pattern"><test qual="any" name="family"><string>{0}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{1}</string></edit></match>'
)
_CONFIGURATION = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{}</fontconfig>'


class Made(NamedTuple):
    """The files of the brief in a house, and that house."""

    folder: Path
    style: HouseStyle

    def file(self, suffix: str) -> Path:
        return self.folder / f"russia-iran{suffix}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letterheads")
    for name in ("briefs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def made(workspace: Path, house: str) -> Made:
    found, where = find("russia-iran", workspace)
    out = workspace / "out" / house
    pipeline.build(found, where, ("docx", "pdf"), out, Options(house=house))
    return Made(out, load_house(house, DiskFiles(workspace / "templates")).value.style)


def rendered(made: Made) -> Path:
    """LibreOffice's PDF of the Word file, with the fonts of ours under the names that the letterhead has for them."""
    families = made.style.families.values()
    shown = {family.regular: family.name for family in families if not family.stand_in}
    aliases = "".join(_ALIAS.format(family.name, _family(family.regular, shown)) for family in families if family.stand_in)
    folders = "".join(f"<dir>{ROOT / 'templates' / name}</dir>" for name in ("fonts", "house/fonts"))
    configuration = made.folder / "fonts.conf"
    usual = '<include ignore_missing="yes">/etc/fonts/conf.d</include>'
    configuration.write_text(_CONFIGURATION.format(f"{folders}<cachedir>{made.folder / 'cache'}</cachedir>{aliases}{usual}"))
    target = made.folder / "office"
    profile = f"-env:UserInstallation=file://{made.folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target), str(made.file(".docx"))]
    environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    return target / "russia-iran.pdf"


def _family(file: str, shown: dict[str, str]) -> str:
    """The name of a font file's family, as the file itself has it."""
    if file in shown:
        return shown[file]
    command = ["fc-scan", "-f", "%{family[0]}", str(next(ROOT.glob(f"templates/**/{file}")))]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def held_against_office(made: Made) -> Comparison:
    page = made.style.page
    comparison = compared(made.file(".pdf"), rendered(made), top=page.margin_top.pt, bottom=page.margin_bottom.pt, skip=1)
    letterhead = made.style.letterhead.file if made.style.letterhead else ""
    head = f"\n{letterhead}: {comparison.same:.1%} of lines, {comparison.our_pages} pages and {comparison.their_pages}"
    sys.stdout.write("\n".join((head, *comparison.differences(), "")))
    return comparison


def test_pages_and_lines_on_the_shipped_letterhead_end_as_in_the_word_file(workspace):
    comparison = held_against_office(made(workspace, "ministry"))

    assert comparison.their_pages == comparison.our_pages
    assert comparison.same >= LEAST


@pytest.mark.parametrize("letterhead", FOUND, ids=lambda path: path.stem)
def test_pages_and_lines_on_letterheads_made_by_word_end_as_in_the_word_file(workspace, letterhead):
    name = f"with-{letterhead.stem}"
    folder = workspace / "templates" / name
    folder.mkdir(parents=True)
    shutil.copy(letterhead, folder / letterhead.name)
    (folder / "house.toml").write_text(f'extends = "house"\nletterhead = "{letterhead.name}"\nrequired-sections = []\n')

    comparison = held_against_office(made(workspace, name))

    assert comparison.their_pages == comparison.our_pages
    assert comparison.same >= LEAST
