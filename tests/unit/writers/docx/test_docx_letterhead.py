"""Documents that begin from a letterhead: what is the designer's stays, what is the brief's is moved in."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from briefgen.model import tree
from briefgen.model.errors import MalformedFile
from briefgen.model.value import replace
from briefgen.proof import prove
from briefgen.writers import WRITERS
from houses import shipped_house
from letterheads import (
    MAIN,
    NAMES,
    body_control,
    control,
    field,
    paragraph,
    part,
    reference,
    run,
    section,
    small,
    style,
    word_file,
    zipped,
)
from on_letterhead import MANIFEST, W, document, house_on, unpacked, words, written

HEADING = tree.Heading(1, (tree.Text("What happened"),), "what")
NOTE = tree.Paragraph((tree.Text("Said."), tree.Note((tree.Paragraph((tree.Text("By whom."),)),), number=1)))
BULLETS = tree.BulletList((tree.ListItem((tree.Paragraph((tree.Text("One"),)),)),))
NUMBERS = tree.OrderedList((tree.ListItem((tree.Paragraph((tree.Text("First"),)),)),))
SECT = section(references=reference("header", "header1") + reference("footer", "footer1"))


def main(parts: dict[str, bytes]) -> bytes:
    return parts["word/document.xml"]


def test_the_text_takes_the_place_of_the_control_and_what_stands_around_stays():
    letter = small(paragraph("Normal", run("Ministry")) + body_control() + paragraph("Normal", run("Yours faithfully")) + section())

    assert ["Ministry", "The text.", "Yours faithfully"] == words(main(written(letter)))
    assert b"bg:body" not in main(written(letter))


def test_without_a_place_the_text_comes_after_what_is_filled():
    assert ["Grain & guns", "The text."] == words(main(written(small(paragraph("Normal", control("title", "Title")) + section()))))


def test_a_file_in_which_nothing_is_to_be_filled_is_a_sample_of_its_styles():
    assert ["The text."] == words(main(written(small(paragraph("Normal", run("Lorem ipsum")) + section()))))


def test_a_value_takes_on_the_look_of_the_run_it_replaces():
    filled = etree.fromstring(
        main(written(small(paragraph("Normal", control("title", "Title", "<w:i/>")) + body_control() + section())))
    )
    runs = [item for item in filled.iter(f"{W}r") if "Grain" in "".join(item.itertext())]

    assert 1 == len(runs)
    assert runs[0].find(f"{W}rPr/{W}i") is not None


def test_a_name_between_braces_is_filled_also_where_it_is_spread_over_runs():
    letter = small(
        paragraph("Normal", run("Of "), run("{{ tit", "<w:b/>"), run("le }}, edition {{edition}}")) + body_control() + section()
    )

    assert "Of Grain & guns, edition 3" == words(main(written(letter)))[0]


def test_a_paragraph_whose_only_value_is_empty_goes():
    letter = small(paragraph("Normal", run("{{ subtitle }}")) + paragraph("Normal", run("Ministry")) + body_control() + section())
    paragraphs = etree.fromstring(main(written(letter))).iter(f"{W}p")

    assert ["Ministry", "The text."] == ["".join(item.itertext()) for item in paragraphs if item.find(f".//{W}sectPr") is None]


def test_braces_in_the_brief_are_only_text():
    text = tree.Paragraph((tree.Text("Write {{ title }} there."),))

    assert "Write {{ title }} there." in words(main(written(small(body_control() + section()), text)))


def test_text_is_set_in_the_styles_that_word_knows_by_name():
    styles = part("styles", style("Normal") + style("heading 1", identifier="berschrift1", p='<w:outlineLvl w:val="0"/>'))
    parts = written(small(body_control() + section(), styles=styles), HEADING)

    assert b'<w:pStyle w:val="berschrift1"/>' in main(parts)
    assert 1 == parts["word/styles.xml"].count(b'w:val="heading 1"')


def test_a_style_that_the_letterhead_lacks_is_added_on_its_own_body():
    styles = part("styles", style("Normal") + style("Body Text", identifier="Flietext"))
    added = etree.fromstring(written(small(body_control() + section(), styles=styles))["word/styles.xml"])
    judgment = next(item for item in added if item.get(f"{W}styleId") == "BriefJudgment")

    assert "Flietext" == judgment.find(f"{W}basedOn").get(f"{W}val")


def test_body_text_is_in_the_letterheads_style_for_it():
    styles = part("styles", style("Normal") + style("Body Text", identifier="Flietext"))

    assert b'<w:pStyle w:val="Flietext"/>' in main(written(small(body_control() + section(), styles=styles)))


def test_our_lists_are_numbered_above_the_letterheads():
    theirs = '<w:abstractNum w:abstractNumId="7"/><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    parts = written(small(body_control() + section(), numbering=part("numbering", theirs)), BULLETS, NUMBERS)
    root = etree.fromstring(parts["word/numbering.xml"])
    definitions = [int(item.get(f"{W}abstractNumId")) for item in root.iter(f"{W}abstractNum")]
    used = {int(item.get(f"{W}val")) for item in etree.fromstring(main(parts)).iter(f"{W}numId")}

    assert 7 == definitions[0]
    assert min(definitions[1:]) == 8
    assert min(used - {0}) > 9


def test_bullets_are_the_letterheads_where_it_has_a_style_for_them():
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="▪"/></w:lvl>'
    theirs = f'<w:abstractNum w:abstractNumId="0">{bullet}</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    listed = style("List Bullet", identifier="Aufzhlung", p='<w:numPr><w:numId w:val="4"/></w:numPr>')
    letter = small(body_control() + section(), styles=part("styles", style("Normal") + listed), numbering=part("numbering", theirs))
    item = next(p for p in etree.fromstring(main(written(letter, BULLETS))).iter(f"{W}p") if "".join(p.itertext()) == "One")

    assert "Aufzhlung" == item.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    assert item.find(f"{W}pPr/{W}numPr") is None


def test_the_marking_is_as_wide_as_its_words_turn_out_in_a_readers_font():
    letter = small(
        body_control() + section(references=reference("header", "header1")),
        header1=part("hdr", paragraph("Normal", run("Ministry"))),
    )
    parts = written(letter, marking="TLP:AMBER")
    frame = next(f for p in parts.values() if b"framePr" in p for f in etree.fromstring(p).iter(f"{W}framePr"))

    assert (None, "atLeast", "center") == tuple(frame.get(f"{W}{name}") for name in ("w", "hRule", "xAlign"))


def test_nested_items_are_of_our_list_where_each_of_the_letterheads_styles_is_a_list_of_one_level():
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="▪"/></w:lvl>'
    lists = [f'<w:abstractNum w:abstractNumId="{n}">{bullet}</w:abstractNum>' for n in (0, 1)]
    lists += [f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1)]
    numbered = ((name, f'<w:numPr><w:numId w:val="{n}"/></w:numPr>') for n, name in enumerate(("List Bullet", "List Bullet 2"), 1))
    styles = part("styles", style("Normal") + "".join(style(name, p=number) for name, number in numbered))
    inner = tree.BulletList((tree.ListItem((tree.Paragraph((tree.Text("Inner"),)),)),))
    outer = tree.BulletList((tree.ListItem((tree.Paragraph((tree.Text("Outer"),)), inner)),))
    parts = written(small(body_control() + section(), styles=styles, numbering=part("numbering", "".join(lists))), outer)
    levels = {"".join(p.itertext()): p.find(f"{W}pPr/{W}numPr/{W}ilvl") for p in etree.fromstring(main(parts)).iter(f"{W}p")}

    assert levels["Outer"] is None
    assert "1" == levels["Inner"].get(f"{W}val")


def test_headings_count_as_ours_where_the_letterhead_counts_otherwise():
    chapter = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Chapter %1"/></w:lvl>'
    theirs = f'<w:abstractNum w:abstractNumId="0">{chapter}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    heading = style("heading 1", p='<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    letter = small(
        body_control() + section(), styles=part("styles", style("Normal") + heading), numbering=part("numbering", theirs)
    )
    numbered = tree.Heading(1, (tree.Text("What happened"),), "what", number="1", label="1\u2002")

    assert "What happened" in words(main(written(letter, numbered)))[0]


def test_our_notes_come_after_the_letterheads_under_its_own_rules():
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"), -1)
    )
    left = '<w:footnote w:id="4"><w:p><w:r><w:t>A sample</w:t></w:r></w:p></w:footnote>'
    letter = small(body_control() + section(), footnotes=part("footnotes", rules + left))
    notes = etree.fromstring(written(letter, NOTE)["word/footnotes.xml"])

    assert ["-1", "0", "5"] == [note.get(f"{W}id") for note in notes]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_the_marking_stands_in_what_runs_along_every_kind_of_page(kind):
    first = "<w:titlePg/>"
    letter = small(
        body_control() + section(references=reference("header", "header1"), more=first),
        header1=part("hdr", paragraph("Normal", run("Ministry"))),
    )
    parts = written(letter, marking="TLP:AMBER")
    running = [content for name, content in parts.items() if re.search(rf"word/{kind}", name)]

    assert 2 == len(running)
    assert all("TLP:AMBER" in [said.strip() for said in words(content)] for content in running)


def test_a_place_for_the_marking_is_used_instead():
    letter = small(
        body_control() + SECT, header1=part("hdr", paragraph("Normal", run("{{ marking }}"))), footer1=part("ftr", "<w:p/>")
    )
    parts = written(letter, marking="TLP:AMBER", said={"marking": "TLP:AMBER"})

    assert ["TLP:AMBER"] == words(parts["word/header1.xml"])
    assert b"framePr" not in parts["word/header1.xml"]


def test_fields_say_what_is_true_of_the_document():
    head = paragraph(
        "Normal", field("TITLE", "Old"), run(" "), field("NUMPAGES", "99"), run(" "), field('DOCPROPERTY "Company"', "None")
    )
    letter = small(
        body_control() + SECT, header1=part("hdr", head), footer1=part("ftr", paragraph("Normal", run("{{ page }} of {{pages}}")))
    )
    parts = written(letter)

    assert ["Grain & guns 7 Example Institute"] == words(parts["word/header1.xml"])
    assert ["1 of 7"] == words(parts["word/footer1.xml"])
    assert parts["word/footer1.xml"].count(b"instrText") == 4


def test_a_date_field_is_locked_on_the_documents_date():
    letter = small(
        body_control() + SECT, header1=part("hdr", paragraph("Normal", field("DATE", "1.1.1999"))), footer1=part("ftr", "<w:p/>")
    )
    head = written(letter, said={"date": "20 October 2022"})["word/header1.xml"]

    assert ["20 October 2022"] == words(head)
    assert b'fldLock="1"' in head


def test_nothing_of_the_makers_of_a_letterhead_is_left():
    body = (
        '<w:p w:rsidR="00AB12CD"><w:commentRangeStart w:id="1"/>'
        '<w:ins w:id="2" w:author="Bureau B"><w:r><w:t>Ministry</w:t></w:r></w:ins>'
        '<w:del w:id="3" w:author="Bureau B"><w:r><w:delText>Agency</w:delText></w:r></w:del><w:commentRangeEnd w:id="1"/>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/></w:p>'
    )
    more = '<w:docVars><w:docVar w:name="Path" w:val="Bureau B"/></w:docVars><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
    parts = written(small(body + body_control() + section(), settings=part("settings", more)))

    assert ["Ministry", "The text."] == words(main(parts))
    assert not [
        name for name, content in parts.items() if b"Bureau B" in content or b"00AB12CD" in content or b"_GoBack" in content
    ]


def test_what_the_document_says_of_itself_is_the_briefs_alone():
    parts = written(small(body_control() + section()))

    assert b"Eurasia Desk" in parts["docProps/core.xml"]
    assert b"officeDocument" in parts["_rels/.rels"]


def test_a_template_becomes_a_document():
    kind = MAIN.replace("document.main", "template.main")
    letter = word_file({"document.xml": part("document", f"<w:body>{body_control()}{section()}</w:body>")}, main=kind)
    types = written(letter)["[Content_Types].xml"]

    assert b"template.main" not in types
    assert b"document.main" in types


def test_pictures_of_the_letterhead_are_as_they_were():
    picture = shipped_house("ministry").letterhead
    style = shipped_house("ministry").style
    data = WRITERS["docx"].write(document(), style, MANIFEST)

    assert unpacked(picture.data)["word/media/emblem.png"] == unpacked(data)["word/media/emblem.png"]


def test_the_same_letterhead_gives_the_same_bytes():
    style = house_on(small(paragraph("Normal", control("title", "Title")) + body_control() + section()))

    assert WRITERS["docx"].write(document(NOTE, BULLETS), style, MANIFEST) == WRITERS["docx"].write(
        document(NOTE, BULLETS), style, MANIFEST
    )


def test_a_letterhead_without_sections_or_settings_gets_ours():
    letter = word_file({"document.xml": part("document", f"<w:body>{body_control()}</w:body>")})
    parts = written(letter, NOTE, marking="TLP:RED")

    assert b"w:pgSz" in main(parts)
    assert "word/settings.xml" in parts


def test_the_cover_of_the_letterhead_takes_the_place_of_ours():
    cover = tree.Cover((tree.Paragraph((tree.Text("Our cover"),)),))
    own = written(small(paragraph("Normal", control("title", "Title")) + body_control() + section()), cover, HEADING)
    ours = written(small(body_control() + section()), cover, HEADING)

    assert ["Grain & guns", "What happened"] == words(main(own))
    assert ["Our cover", "What happened"] == words(main(ours))


def test_xml_that_a_control_is_bound_to_says_the_same():
    store = "{11111111-2222-3333-4444-555555555555}"
    binding = f'<w:dataBinding w:prefixMappings="xmlns:m=\'urn:m\'" w:xpath="/m:facts[1]/m:title[1]" w:storeItemID="{store}"/>'
    bound = control("title", "Title").replace("<w:text/>", f"{binding}<w:text/>")
    letter = small(paragraph("Normal", bound) + body_control() + section())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006"
    letter = with_custom_xml(letter, '<m:facts xmlns:m="urn:m"><m:title>Old</m:title></m:facts>', store, kind)

    assert b"<m:title>Grain &amp; guns</m:title>" in written(letter)["customXml/item1.xml"]


def with_custom_xml(letter: bytes, content: str, store: str, kind: str) -> bytes:
    """A letterhead with a piece of XML of its own."""
    files = unpacked(letter)
    rels = files["word/_rels/document.xml.rels"].decode()
    item = f'<Relationship Id="rIdX" Type="{kind}/relationships/customXml" Target="../customXml/item1.xml"/></Relationships>'
    props = f'<ds:datastoreItem ds:itemID="{store}" xmlns:ds="{kind}/customXml"><ds:schemaRefs/></ds:datastoreItem>'
    lead = f'<Relationship Id="rId1" Type="{kind}/relationships/customXmlProps" Target="itemProps1.xml"/>'
    own = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lead}</Relationships>'
    files |= {
        "word/_rels/document.xml.rels": rels.replace("</Relationships>", item).encode(),
        "customXml/item1.xml": content.encode(),
        "customXml/itemProps1.xml": props.encode(),
        "customXml/_rels/item1.xml.rels": own.encode(),
    }
    return zipped(files)


def test_names_of_namespaces_that_an_older_word_ignores_are_declared():
    assert "xmlns:w=" in NAMES
    root = etree.fromstring(main(written(small(body_control() + section()))))

    ignored = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "").split()

    assert set(ignored) <= set(root.nsmap)


def test_a_torn_header_is_told_and_no_traceback():
    letter = small(body_control() + SECT, header1="<w:hdr", footer1=part("ftr", "<w:p/>"))

    with pytest.raises(MalformedFile, match="has a part that cannot be read"):
        WRITERS["docx"].write(document(), house_on(letter), MANIFEST)


def test_a_letterhead_that_leads_to_what_it_does_not_hold_is_told():
    whole = zipfile.ZipFile(io.BytesIO(small(body_control() + SECT, header1=part("hdr", "<w:p/>"))))
    torn = io.BytesIO()
    with zipfile.ZipFile(torn, "w") as archive:
        for name in whole.namelist():
            if name != "word/header1.xml":
                archive.writestr(name, whole.read(name))

    with pytest.raises(MalformedFile, match=r"the file cannot be opened: there is no item named 'word/header1.xml'"):
        WRITERS["docx"].write(document(), house_on(torn.getvalue()), MANIFEST)


def test_a_text_that_reads_from_right_to_left_does_so_on_any_letterhead():
    style, whole = house_on(small(body_control() + section())), document(HEADING, NOTE)
    turned = replace(whole, meta=replace(whole.meta, language="fa"))
    data = WRITERS["docx"].write(turned, style, MANIFEST)

    assert () == prove("docx", data, turned, style)
    assert all(item.find(f"{W}pPr/{W}bidi") is not None for item in etree.fromstring(main(unpacked(data))).iter(f"{W}p"))
