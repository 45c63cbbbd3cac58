"""The specimen before the programs of others."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from word_reading import MANIFEST, Word

import specimen
from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from briefgen.writers.docx import write
from houses import shipped_house
from reading_back import letters

pytestmark = pytest.mark.outside

VALIDATOR = Path(__file__).parents[4] / ".ci" / "node_modules" / ".bin" / "ooxml-validator"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "specimen.docx"
    path.write_bytes(write(specimen.specimen(), shipped_house().style, MANIFEST))
    return path


def ran(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("version", ["Office2019", "Microsoft365"])
def test_the_open_xml_sdk_finds_no_fault(file, version):
    validator = VALIDATOR if VALIDATOR.exists() else shutil.which("ooxml-validator")
    assert validator, "install it with .ci/run, or put ooxml-validator on PATH"
    result = json.loads(ran(validator, file, "--officeVersion", version).stdout)

    assert [] == [f"{error['path']}: {error['description']}" for error in result["errors"]]


@pytest.fixture(scope="module")
def nodes(file):
    """Everything that Pandoc reads, in order: pairs of a node's type and its content."""
    read = ran(pytest.importorskip("pypandoc").get_pandoc_path(), "-f", "docx", "-t", "json", file).stdout
    return list(_nodes(json.loads(read)["blocks"]))


def _nodes(value):
    if isinstance(value, dict):
        yield value.get("t"), value.get("c")
        value = None if value.get("t") == "Image" else value.get("c")
    for part in value if isinstance(value, list) else ():
        yield from _nodes(part)


def test_pandoc_reads_every_paragraph_note_and_cell_in_order(file, nodes):
    text = letters(
        "".join(content if kind == "Str" else content[-1] for kind, content in nodes if kind in ("Str", "Code", "CodeBlock"))
    )
    at, missing = 0, []
    for line in "\n".join(Word(file.read_bytes()).texts()).split("\n"):
        # What follows a tab is a page's number, or the text of a reference.
        said = letters(line.partition("\t")[0])
        place = text.find(said, at)
        missing += [line] if place < 0 else []
        at = max(at, place)

    assert [] == missing
    notes = [letters(plain_text(node.children)) for node in walk(specimen.specimen().blocks) if isinstance(node, tree.Note)]
    assert [] == [note for note in notes if note not in text]


def test_pandoc_sees_pictures_headings_and_notes(nodes):
    kinds = [kind for kind, _ in nodes]
    tree_nodes = list(walk(specimen.specimen().blocks))

    assert sum(isinstance(n, tree.Note) for n in tree_nodes) == kinds.count("Note")
    assert sum(isinstance(n, tree.Image | tree.Figure) for n in tree_nodes) == kinds.count("Image")
    # The panel's heading has a style of its own, and only the outline level of a heading.
    assert sum(isinstance(n, tree.Heading) for n in tree_nodes) - 1 == kinds.count("Header")


def test_libreoffice_prints_every_word(file, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    ran("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file)
    text = letters(ran("pdftotext", "-enc", "UTF-8", tmp_path / "specimen.pdf", "-").stdout)
    lines = [line for said in Word(file.read_bytes()).texts() for line in said.split("\n")]

    assert [] == [line for line in lines if line.isascii() and letters(line.partition("\t")[0]) not in text]
