from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefgen.model.role import Role
from houses import shipped_house
from letterheads import control, paragraph, small


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_house_is_listed_with_its_page_and_purpose(place, briefgen):
    lines = briefgen("house", "list").out.splitlines()

    assert ["flash", "house", "memo", "ministry"] == [line.split()[0] for line in lines]
    assert "memo          Letter        extends house, shipped  A policy memorandum on US Letter" in lines[2]
    assert "letterhead" in lines[3]


def test_a_new_house_builds_at_once(place, briefgen):
    assert "templates/small\n" == briefgen("house", "new", "small", "--extends", "memo").out
    assert 0 == briefgen("house", "check", "small", "--strict").code
    assert 0 == briefgen("new", "first", "--house", "small").code
    assert 0 == briefgen("build", "first", "--to", "pdf").code


@pytest.mark.parametrize("below", ["house", "memo"])
def test_a_new_house_shows_the_values_of_the_house_that_it_departs_from(place, briefgen, below):
    assert 0 == briefgen("house", "new", "small", "--extends", below).code
    text = (place / "templates" / "small" / "house.toml").read_text("utf-8")
    style = shipped_house(below).style
    heading = style.roles[Role.HEADING_1]

    assert f'# accent = "#{style.colours["accent"].hex}"' in text
    assert f"# heading-1 = {{ size = {heading.size.pt:g}, leading = {heading.leading.pt:g} }}" in text


def test_a_new_house_takes_its_look_from_a_letterhead(place, briefgen):
    (place / "ours.docx").write_bytes(small())

    assert 0 == briefgen("house", "new", "ours", "--letterhead", "ours.docx").code
    assert small() == (place / "templates" / "ours" / "letterhead.docx").read_bytes()
    run = briefgen("house", "check", "ours")
    assert 0 == run.code
    assert (
        "templates/ours/house.toml:5:1: info[font-twin]: templates/ours/letterhead.docx asks for the font Times New Roman"
        in run.err
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "house"), "there is a house house already"),
        (("new", "Ours"), "'Ours' is no name for a house"),
        (("new", "ours", "--extends", "hous"), "there is no house template 'hous' (did you mean house?)"),
        (("new", "ours", "--letterhead", "nowhere.docx"), "nowhere.docx cannot be read"),
        (("check", "minstry"), "there is no house template 'minstry' (did you mean ministry?)"),
        (("specimen", "memmo"), "there is no house template 'memmo' (did you mean memo?)"),
        (("specimen", "--to", "odt"), "there is no format 'odt'"),
    ],
)
def test_what_cannot_be_done_is_said(place, briefgen, words, said):
    run = briefgen("house", *words)

    assert 2 == run.code
    assert said in run.err
    assert not (place / "templates").exists()


def test_a_letterhead_that_is_none_is_refused_before_anything_is_written(place, briefgen):
    (place / "ours.docx").write_bytes(b"not Word")

    run = briefgen("house", "new", "ours", "--letterhead", "ours.docx")

    assert (2, False) == (run.code, (place / "templates").exists())
    assert "ours.docx is not a whole Word file" in run.err


def test_a_letterhead_whose_document_declares_entities_is_refused_too(place, briefgen):
    whole = zipfile.ZipFile(io.BytesIO(small()))
    with zipfile.ZipFile(place / "ours.docx", "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            made.writestr(
                name, data.replace(b"?>", b'?><!DOCTYPE w [<!ENTITY a "b">]>', 1) if name.endswith("/document.xml") else data
            )
    run = briefgen("house", "new", "ours", "--letterhead", "ours.docx")

    assert (2, True) == (run.code, "ours.docx has no readable document in it" in run.err)
    assert not (place / "templates" / "ours").exists()


def test_mistakes_of_every_kind_are_found_in_one_run(place, briefgen):
    folder = place / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "house.toml").write_text(
        'extends = "house"\nletterhead = "l.docx"\n[roles]\nnote = { colour = "#999999", szie = 8 }\nnoot = { size = 8 }\n', "utf-8"
    )
    (folder / "l.docx").write_bytes(small(paragraph("Normal", control("titel", "Title"))))
    (folder / "colophon.md.j2").write_text("{{ brief.titel }}", "utf-8")

    run = briefgen("house", "check", "ours")

    assert 2 == run.code
    for finding in (
        "templates/ours/house.toml:4:30: error[unknown-key]: unknown key 'szie' in [roles.note] (did you mean size?)",
        "templates/ours/house.toml:5:1: error[unknown-role]: there is no role 'noot' (did you mean note?)",
        "error[unknown-placeholder]: templates/ours/l.docx, document: nothing fills bg:titel",
        "templates/ours/colophon.md.j2:1:1: error[unknown-placeholder]: 'brief' has no part 'titel' (did you mean title?)",
        "warning[low-contrast]: the role note, #999999 on paper #FFFFFF, has a contrast of 2.8:1",
    ):
        assert finding in run.err


def test_languages_of_the_workspaces_briefs_are_looked_for(place, briefgen):
    assert 0 == briefgen("new", "first").code
    section = place / "briefs" / "first" / "sections" / "summary.md"
    section.write_text(section.read_text("utf-8") + "\n[伊朗]{lang=zh}\n", "utf-8")

    assert "warning[missing-glyphs]: no font of the house has" in briefgen("house", "check", "house").err
    assert "missing-glyphs" not in briefgen("house", "check", "memo").err


def test_a_specimen_is_written_in_every_format_that_is_asked_for(place, briefgen):
    run = briefgen("house", "specimen", "flash", "--to", "pdf,docx,txt", "--out", "looks")

    assert 0 == run.code, run.err
    assert {"specimen-flash.pdf", "specimen-flash.docx", "specimen-flash.txt"} == {
        file.name for file in (place / "looks").iterdir()
    }
    assert not (place / "dist").exists()


def test_a_specimen_can_be_printed_without_a_word(place, briefgen):
    run = briefgen("house", "specimen", "flash", "--to", "txt", "--quiet")

    assert (0, "") == (run.code, run.out)
    assert (place / "dist" / "specimen-flash.txt").is_file()
