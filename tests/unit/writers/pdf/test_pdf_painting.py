"""Pages that are painted while others are laid out make the same file as pages that were laid out first."""

from __future__ import annotations

from reading import opened

from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.manifest import Manifest
from briefgen.writers import pdf
from houses import shipped_house
from pagination import ENGLISH, META, heading, note, paragraph

MANIFEST = Manifest("brief", "2022-10-20T00:00:00+00:00", "digest", "briefgen")


def document() -> tree.Document:
    entries = (tree.ContentsEntry((tree.Text("One"),), 1, "one"),)
    blocks = [heading(1, "One"), *(paragraph(ENGLISH, note("Said here."), f" {n}") for n in range(40))]
    return tree.Document(META, (tree.Contents(entries), *blocks))


def test_the_file_is_the_same():
    style = shipped_house().style
    whole = paginate(document(), style).value
    streamed = paginate(document(), style, pdf.painter(document())).value
    assert pdf.write(document(), style, MANIFEST, whole) == pdf.write(document(), style, MANIFEST, streamed)


def test_what_was_painted_is_forgotten():
    layout = paginate(document(), shipped_house().style, pdf.painter(document())).value
    kinds = [{layer.kind.value for layer in page.layers} for page in layout.pages]
    assert len(kinds) > 3
    assert all(found <= {"header", "footer"} for found in kinds[1:])
    assert "layout" in kinds[0], "the contents await the numbers of pages"


def test_structure_is_packed_and_found_again():
    style = shipped_house().style
    data = pdf.write(document(), style, MANIFEST, paginate(document(), style).value)
    assert b"/Type /ObjStm" in data
    assert b"/StructElem" not in data
    with opened(data) as file:
        assert "/Document" == str(file.Root.StructTreeRoot.K[0].S)
