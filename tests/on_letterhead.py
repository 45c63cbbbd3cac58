"""Documents written on letterheads made for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from briefgen.house import load_house
from briefgen.model import tree
from briefgen.model.house import HouseStyle
from briefgen.model.manifest import Manifest, PageMap
from briefgen.proof import prove
from briefgen.writers import WRITERS
from houses import ShippedFiles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAID = {"title": "Grain & guns", "subtitle": "", "organisation": "Example Institute", "authors": "Eurasia Desk", "edition": "3"}
MANIFEST = Manifest("drones", "2022-10-20T06:00:00+02:00", "ab" * 32, "briefgen 0.0.1", PageMap({}, 7))


class _Letters(ShippedFiles):
    """The shipped houses, and one on a letterhead."""

    def __init__(self, letter: bytes) -> None:
        toml = 'extends = "house"\nname = "ours"\nletterhead = "letterhead.docx"\nrequired-sections = []\n'
        self._own = {"ours/house.toml": toml.encode(), "ours/letterhead.docx": letter}

    def read(self, path: str) -> bytes:
        return self._own[path] if path in self._own else super().read(path)

    def exists(self, path: str) -> bool:
        return path in self._own or super().exists(path)


def house_on(letter: bytes) -> HouseStyle:
    """The style of a house on a letterhead."""
    return load_house("ours", _Letters(letter)).value.style


def document(*blocks: tree.Block, marking: str = "", said: Mapping[str, str] | None = None) -> tree.Document:
    """A document of some blocks, with what the places of a letterhead say."""
    meta = tree.Meta(SAID["title"], authors=("Eurasia Desk",), marking=marking, letter={**SAID, **(said or {})})
    return tree.Document(meta, blocks or (tree.Paragraph((tree.Text("The text."),)),))


def written(letter: bytes, *blocks: tree.Block, marking: str = "", said: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The parts of the document on a letterhead; the gate has nothing against it."""
    style, whole = house_on(letter), document(*blocks, marking=marking, said=said)
    data = WRITERS["docx"].write(whole, style, MANIFEST)
    assert () == prove("docx", data, whole, style)
    return unpacked(data)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(part: bytes) -> list[str]:
    """The words of each paragraph of a part that says anything."""
    said = ("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in etree.fromstring(part).iter(f"{W}p"))
    return [text for text in said if text.strip()]
