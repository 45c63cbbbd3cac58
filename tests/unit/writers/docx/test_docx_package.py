from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from lxml import etree
from word_reading import MANIFEST, RELATIONSHIP, Word, light_style, qualified, text_of, value, written

import specimen
from briefgen.fonts import open_face
from briefgen.model import tree
from briefgen.model.manifest import Manifest
from briefgen.model.role import Role
from briefgen.model.tree import Text
from briefgen.writers.docx import headers, write
from briefgen.writers.docx.fontparts import obfuscated
from briefgen.writers.docx.properties import core
from houses import shipped_house
from specimen import paragraph

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.fixture(scope="module")
def data():
    return write(specimen.specimen(), shipped_house().style, MANIFEST)


@pytest.fixture(scope="module")
def word(data):
    return Word(data)


def test_the_same_arguments_give_the_same_bytes(data):
    assert data == write(specimen.specimen(), shipped_house().style, MANIFEST)


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_process_gives_the_same_bytes(data, seed, repository):
    program = (
        "import hashlib, specimen; from houses import shipped_house; from word_reading import MANIFEST;"
        "from briefgen.writers.docx import write;"
        "print(hashlib.sha256(write(specimen.specimen(), shipped_house().style, MANIFEST)).hexdigest())"
    )
    folders = [repository / "src", repository / "tests", repository / "tests/unit/writers/docx"]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(map(str, folders))}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)

    assert hashlib.sha256(data).hexdigest() == run.stdout.strip()


def test_the_container_names_no_time_and_begins_with_its_types(word):
    assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in word.infos}
    assert ["[Content_Types].xml", "_rels/.rels", "word/document.xml"] == [info.filename for info in word.infos][:3]


def test_every_part_has_a_type(word):
    types = word.xml("[Content_Types].xml")
    extensions = {item.get("Extension") for item in types if item.get("Extension")}
    named = {item.get("PartName") for item in types if item.get("PartName")}

    assert [] == [name for name in word.parts if f"/{name}" not in named and name.rpartition(".")[2] not in extensions]
    assert f"{WORD_TYPE}.document.main+xml" == next(
        i.get("ContentType") for i in types if i.get("PartName") == "/word/document.xml"
    )


def test_namespaces_have_their_customary_prefixes(word):
    """Some readers look for pic:pic by its name, and show no picture without it."""
    assert b"<pic:pic>" in word.parts["word/document.xml"]
    assert b"ns0:" not in b"".join(part for name, part in word.parts.items() if name.endswith(".xml"))


def test_nothing_of_the_tools_or_the_machine_is_in_the_file(word):
    everything = b"".join(part for name, part in word.parts.items() if not name.endswith(".odttf")).lower()

    assert [] == [word for word in (b"python", b"/home/", b"/tmp", b"thumbnail", b"normal.dot") if word in everything]


def test_compatibility_is_that_of_a_current_word(word):
    settings = word.xml("word/settings.xml").iter(qualified("w:compatSetting"))
    modes = {item.get(qualified("w:name")): item.get(qualified("w:val")) for item in settings}

    assert "15" == modes["compatibilityMode"]


def test_core_properties_say_what_the_brief_says(word):
    said = {etree.QName(item).localname: item.text for item in word.xml("docProps/core.xml")}

    assert {
        "title": "Specimen of the house",
        "subject": "Typography",
        "creator": "Eurasia desk; Research support",
        "keywords": "specimen, نمونه",
        "identifier": "specimen",
        "language": "en-US",
        "category": "Specimen series 7",
        "contentStatus": "draft",
        "revision": "1",
        "created": "2022-10-20T04:00:00Z",
        "modified": "2022-10-20T04:00:00Z",
    } == said


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ("2022-10-20", b"2022-10-20T00:00:00Z"),
        ("2022-10-20T06:00:00+02:00", b"2022-10-20T04:00:00Z"),
        ("last week", b""),
        ("", b""),
    ],
)
def test_an_instant_is_stamped_in_utc_and_left_out_where_there_is_none(instant, said):
    data = core(tree.Meta("T"), replace(MANIFEST, instant=instant))

    assert said in data
    assert bool(said) == (b"dcterms:created" in data)


def test_custom_properties_tie_the_file_to_what_it_was_made_from():
    manifest = Manifest("x", "2022-10-20", "d" * 300, "briefgen 0.0.1", edition=3)
    document = tree.Document(tree.Meta("T", marking="TLP:GREEN"), ())
    properties = Word(write(document, light_style(), manifest)).xml("docProps/custom.xml")

    assert [("Marking", "TLP:GREEN"), ("Edition", "3"), ("Digest", "d" * 255)] == [(p.get("name"), text(p)) for p in properties]
    assert ["2", "3", "4"] == [p.get("pid") for p in properties]


def text(element):
    return "".join(element.itertext())


def test_fonts_can_be_read_back_from_the_file(word):
    table = word.xml("word/fontTable.xml")
    files = {r.get("Id"): r.get("Target") for r in word.xml("word/_rels/fontTable.xml.rels").iter(RELATIONSHIP)}
    serif = next(font for font in table if font.get(qualified("w:name")) == "Source Serif 4")
    regular = serif.find(qualified("w:embedRegular"))
    key = bytes.fromhex(regular.get(qualified("w:fontKey")).strip("{}").replace("-", ""))[::-1]
    stored = word.parts[f"word/{files[regular.get(qualified('r:id'))]}"]
    data = bytes(byte ^ key[n % 16] for n, byte in enumerate(stored[:32])) + stored[32:]

    assert shipped_house().style.font_files["SourceSerif4-Regular.ttf"] == data
    assert "Source Serif 4" == open_face(data).family_name


def test_obfuscation_undoes_itself():
    key, data = bytes(range(100, 116)), bytes(range(80))

    assert data == obfuscated(obfuscated(data, key), key)
    assert data[32:] == obfuscated(data, key)[32:]
    assert data[:32] != obfuscated(data, key)[:32]


def test_only_the_families_in_use_are_embedded():
    document = tree.Document(tree.Meta("T"), (paragraph("text"),))
    table = Word(write(document, shipped_house().style, MANIFEST)).xml("word/fontTable.xml")

    names = [font.get(qualified("w:name")) for font in table]
    assert ["Source Sans 3", "Source Sans 3 Semibold", "Source Serif 4"] == sorted(names)


def test_persian_text_brings_its_font():
    document = tree.Document(tree.Meta("T"), (paragraph("ایران"),))
    table = Word(write(document, shipped_house().style, MANIFEST)).xml("word/fontTable.xml")

    assert "Vazirmatn" in [font.get(qualified("w:name")) for font in table]


def test_without_font_files_the_names_are_there_and_nothing_is_embedded():
    word = written(paragraph("text"))

    assert [] == [name for name in word.parts if name.endswith("odttf")]
    assert "Source Serif 4" in [font.get(qualified("w:name")) for font in word.xml("word/fontTable.xml")]


def test_the_head_says_who_speaks_where_one_is_and_which_page_it_is(word):
    head = word.xml("word/header1.xml")
    codes = [code.text.strip() for code in head.iter(qualified("w:instrText"))]

    assert "Specimen series 7\tSpecimen of the house\t1" == text_of(head[1])
    assert ["STYLEREF 1", "PAGE"] == codes


def test_the_foot_has_the_number_of_pages_that_layout_counted(word):
    assert "Specimen of the house\tPage 1 of 5" == text_of(word.xml("word/footer1.xml")[0])


@pytest.mark.parametrize("name", ["header1", "header2", "footer1", "footer2"])
def test_the_marking_stands_at_the_top_and_the_bottom_of_every_page(word, name):
    part = word.xml(f"word/{name}.xml")
    edge = part[0] if name.startswith("header") else part[-1]

    assert "TLP:CLEAR" == text_of(edge).strip()


def test_a_document_without_marking_has_none():
    word = written(paragraph("x"))

    assert "BriefMarkingLabel" not in word.styles
    assert [1, 1] == [len(word.xml(f"word/{name}1.xml")) for name in ("header", "footer")]


def test_a_long_senders_name_pushes_the_running_section_on():
    house = shipped_house().style

    assert 0 == headers.section_stop(tree.Meta("T", series="Brief 7"), house)
    assert headers.section_stop(tree.Meta("T", series="A very long name of an organisation"), house) > 600


def test_the_page_is_the_houses(word):
    size = next(word.body.iter(qualified("w:pgSz")))

    assert ("11906", "16838") == (size.get(qualified("w:w")), size.get(qualified("w:h")))


def test_a_page_that_layout_does_not_know_has_no_number_in_the_contents():
    entry = tree.ContentsEntry((Text("X"),), 1, "x")
    word = written(tree.Contents((entry,)), tree.Heading(1, (Text("X"),), "x"))

    assert ["X\t", "X"] == word.texts()
    assert "x" == value(word.body, "w:p/w:bookmarkStart", "w:name")


def test_the_colours_that_word_offers_are_the_houses(word):
    theme = word.xml("word/theme/theme1.xml")
    house = shipped_house().style
    offered = {colour.get("val") for colour in theme.iter(qualified("a:srgbClr"))}
    faces = [face.get("typeface") for face in theme.iter(qualified("a:latin"))]

    assert {house.colours["accent"].hex, house.roles[Role.HEADING_1].colour.hex, house.roles[Role.LINK].colour.hex} < offered
    assert ["Source Serif 4 Display Semibold", "Source Serif 4"] == faces
