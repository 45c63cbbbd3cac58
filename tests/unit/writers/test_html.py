from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from briefgen.model import tree
from briefgen.model.contrast import contrast
from briefgen.model.house import Colour
from briefgen.model.manifest import Manifest
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from briefgen.writers import WRITERS
from briefgen.writers.html.shades import WHITE, box_by_night, by_night
from houses import shipped_house
from specimen import cell, note, paragraph, specimen, words

MANIFEST = Manifest("specimen", "2022-10-20T00:00:00Z", "", "briefgen")
VOID = {"meta", "br", "hr", "img", "col", "input", "link"}


class Read(HTMLParser):
    """What a browser would be given: elements with their attributes, words, and those that are not closed where they should be."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.misplaced: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.misplaced.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misplaced.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def html(document: tree.Document) -> bytes:
    return WRITERS["html"].write(document, shipped_house().style, MANIFEST)


def read(*blocks: tree.Block, **meta: str) -> Read:
    return Read(html(tree.Document(tree.Meta(**({"title": "T"} | meta)), blocks)))


def source(*blocks: tree.Block) -> str:
    return html(tree.Document(tree.Meta("T"), blocks)).decode()


def test_every_element_of_the_specimen_is_closed_in_its_place_and_every_word_is_there():
    document = specimen()
    page = Read(html(document))

    assert ([], []) == (page.misplaced, page.open)
    written = re.sub(r"\s+", "", page.text)
    for node in walk(document.blocks):
        if isinstance(node, tree.Text | tree.Code | tree.CodeBlock):
            assert re.sub(r"\s+", "", node.text) in written, node


def test_it_is_the_same_at_every_call_and_asks_for_nothing_from_outside():
    data = html(specimen())

    assert data == html(specimen())
    assert [] == re.findall(rb'(?:src|href|url\(|@import|action)\W*=?\s*"?(?!#|data:|https://example\.org|mailto:)[a-z]+:', data)
    assert not {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in Read(data).elements}


def test_the_marking_stands_first_and_last_in_its_own_colour_on_black():
    page = read(paragraph("Text."), marking="TLP:AMBER")

    assert "T TLP:AMBER Text. TLP:AMBER" == page.text
    lozenges = [one["style"] for one in page.all("span")]
    assert 2 == len(lozenges)
    assert all("background:#000000;color:#FFC000" in one for one in lozenges)
    assert all(float(re.search(r"700 ([\d.]+)px", str(one))[1]) >= 16 for one in lozenges)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "</style><script>x</script>",
        "&lt;b&gt; &amp; \x00\x1b\u2028",
    ],
)
def test_whatever_an_author_writes_is_only_text(hostile):
    blocks = (
        tree.Heading(1, words(hostile), 'a" onclick="x', label=hostile),
        tree.Callout(tree.CalloutKind.NOTE, (paragraph(hostile),), hostile, 'b" onclick="x'),
        tree.CodeBlock(hostile),
        tree.Table((tree.Column(),), (), (tree.Row((cell(hostile),)),), words(hostile), words(hostile), label=hostile),
        tree.Figure("nowhere", hostile, words(hostile)),
        paragraph(
            tree.Image(hostile, "nowhere"), tree.Code(hostile), tree.Link(words(hostile), "https://example.org/" + hostile, hostile)
        ),
        tree.Div((paragraph(hostile),), tree.Attributes(pairs=(("lang", hostile),))),
        tree.BlockQuote((paragraph(hostile),), words(hostile), hostile),
        tree.Contents((tree.ContentsEntry(words(hostile), 1, hostile),), heading=words(hostile)),
    )
    page = read(*blocks, title=hostile, language=hostile, marking=hostile)

    assert ([], []) == (page.misplaced, page.open)
    assert "script" not in {tag for tag, _ in page.elements}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "#nowhere"])
def test_a_link_that_leads_where_none_may_is_its_words(target):
    page = read(paragraph(tree.Link(words("here"), target)))

    assert [] == page.all("a")
    assert "T here" == page.text


def test_a_range_of_figures_stays_on_one_line():
    written = source(paragraph(tree.Text("likely (20–45\u00a0%), in the years 2019–20, not so–so")))
    assert ["20–45", "2019–20"] == re.findall('<span style="white-space:nowrap">(.*?)</span>', written)


def test_a_link_in_a_link_is_its_words():
    inner = tree.Link((tree.Text("inner"),), "https://example.org/b")
    written = source(paragraph(tree.Link((tree.Text("outer "), inner), "https://example.org/a")))

    assert "outer inner</a>" in written
    assert "https://example.org/b" not in written


def test_a_note_and_its_mark_lead_to_each_other():
    page = read(paragraph("Text", note(3, "A note."), "."))
    mark, back = page.all("a")

    assert ("#note-3", "mark-3", "doc-noteref") == (mark["href"], mark["id"], mark["role"])
    assert ("#mark-3", "doc-backlink") == (back["href"], back["role"])
    assert {"note-3"} == {one["id"] for one in page.all("div") if "id" in one}
    assert "T Text3. 3 A note." == page.text.replace("\xa0", " ").replace("  ", " ")


def test_a_table_names_its_heads_and_aligns_its_columns():
    page = Read(html(specimen()))

    assert {"col", "row"} == {one["scope"] for one in page.all("th")}
    assert [{"2"}] == [{one["colspan"] for one in page.all("td") if "colspan" in one}]
    assert any("text-align:right" in str(one["style"]) for one in page.all("td"))


def test_language_and_direction_are_said_where_they_change():
    page = read(
        paragraph(tree.Span(words("ایران"), tree.Attributes(pairs=(("lang", "fa"),)))),
        tree.Div((paragraph("Иран"),), tree.Attributes(pairs=(("lang", "ru"),))),
        language="ar",
    )

    said = [(tag, one["lang"], one["dir"]) for tag, one in page.elements if "lang" in one]
    assert [("html", "ar", "rtl"), ("span", "fa", "rtl"), ("div", "ru", "ltr")] == said


def test_the_number_of_a_persian_note_stands_in_its_direction():
    persian = tree.Div((paragraph("یادداشت", role=Role.NOTE),), tree.Attributes(pairs=(("lang", "fa"),)))
    plain = tree.Note((paragraph("یادداشت", role=Role.NOTE),), 2)
    written = source(paragraph("A", tree.Note((persian,), 1), plain, note(3, "A book.")))

    assert re.search(r'<div id="note-1" dir="rtl"><div lang="fa" dir="rtl"><p[^>]*><a[^>]*>1</a>&#160; یادداشت', written)
    assert re.search(r'<div id="note-2" dir="rtl"><p[^>]*><a', written)
    assert 2 == len(re.findall(r'<div id="note-\d" dir', written))


def test_a_box_to_tick_stands_before_its_words_and_takes_the_place_of_the_bullet():
    items = tuple(tree.ListItem((paragraph("Do."),), checked=ticked) for ticked in (True, None))
    written = source(tree.BulletList(items, tight=False))

    assert re.search(r'<li[^>]*list-style:none"><p[^>]*>&#9745;&#160;Do.</p>', written)
    assert 1 == written.count("list-style:none")


def test_what_reads_from_right_to_left_has_its_sides_exchanged():
    column = tree.Table((tree.Column(),), (tree.Row((cell("n"),)),), (tree.Row((cell("1"),)), tree.Row((cell("2"),))))
    items = tree.BulletList((tree.ListItem((paragraph("یک"),)),))
    persian = read(column, items, language="fa")
    part = read(items, tree.Div((column, items), tree.Attributes(pairs=(("lang", "fa"),))))

    assert ["padding:0 26px 0 0"] == [str(one["style"]).rpartition(";")[2] for one in persian.all("ul")]
    assert ["0 0 0 26px", "0 26px 0 0"] == [str(one["style"]).rpartition("padding:")[2] for one in part.all("ul")]
    for page in (persian, part):
        assert ["right"] * 3 == [
            re.findall("text-align:(\\w+)", str(one["style"]))[-1] for one in (*page.all("th"), *page.all("td"))
        ]


@pytest.mark.parametrize(("said", "shown"), [("40%", "width:40%"), ("6cm", "width:227px"), ("", "max-width:100%"), ("wide", "")])
def test_a_picture_is_as_wide_as_its_author_says(said: str, shown: str):
    attributes = tree.Attributes(pairs=(("width", said),))
    picture = tree.Picture(b"x", "image/png", 400, 200, 100)
    document = tree.Document(tree.Meta("T"), (tree.Figure("a.png", "A", attributes=attributes),), {"a.png": picture})
    (image,) = Read(html(document)).all("img")

    assert shown in str(image["style"])
    assert ("width:" in str(image["style"]).replace("max-width:", "")) == (said in ("40%", "6cm"))


def test_a_picture_is_inside_and_one_that_is_missing_is_its_words():
    page = Read(html(specimen()))
    assert {"image/png"} == {str(one["src"])[5:14] for one in page.all("img")}
    assert {"a small map", "A slope of blue", ""} == {one["alt"] for one in page.all("img")}

    assert "T [a map]" == read(tree.Figure("lost.png", "a map")).text


def test_judgments_stand_in_a_panel_with_their_confidence_in_its_colour():
    page = Read(html(specimen()))
    chips = [one["class"] for one in page.all("span") if str(one.get("class", "")).startswith("chip")]

    assert ["chip-moderate", "chip-high"] == chips
    assert [1] == [sum(one.get("class") == "box-panel" for one in page.all("div"))]


def test_every_declaration_of_day_stands_in_its_element_and_the_head_has_those_of_night():
    page = Read(html(specimen()))
    dressed = [one for tag, one in page.elements if "class" in one]

    assert [] == [one for one in dressed if not one.get("style")]
    assert b"prefers-color-scheme:dark" in html(specimen())
    assert b"max-width:520px" in html(specimen())


@pytest.mark.parametrize("name", ["ink", "navy", "accent", "teal", "muted"])
def test_text_by_night_can_be_read_on_every_box(name):
    style = shipped_house().style
    text = by_night(style.colours[name])

    assert all(contrast(text, box_by_night(box.edge)) >= 4.5 for box in style.boxes.values())
    assert 21.0 == round(contrast(WHITE, Colour(0, 0, 0)), 1)


def test_a_house_with_a_font_of_a_hostile_name_writes_no_declaration_of_its_own():
    from dataclasses import replace

    style = shipped_house().style
    families = {key: replace(family, name="X';color:red;\"><b>") for key, family in style.families.items()}
    page = Read(WRITERS["html"].write(specimen(), replace(style, families=families), MANIFEST))

    assert [] == page.misplaced
    assert "color:red" not in str(page.elements)


def test_its_words_are_those_of_the_plain_text():
    document = tree.Document(tree.Meta("T"), (paragraph("One & two."), tree.Heading(2, words("Three"), label="1 ")))

    assert "T " + " ".join(plain_text(document.blocks).split()).replace("Three", "1 Three") == Read(html(document)).text


def test_a_cell_says_what_it_spans_in_both_directions():
    wide = tree.Cell((paragraph("Over"),), 2)
    body = (tree.Row((tree.Cell((paragraph("Group"),), rows=2), cell("a"))), tree.Row((cell("b"),)))
    page = source(tree.Table((tree.Column(),) * 2, (tree.Row((wide,)),), body, row_heads=True))
    assert '<th scope="col" colspan="2"' in page
    assert '<th scope="row" rowspan="2"' in page
    assert 2 == page.count("<td")


def test_figures_of_a_column_of_numbers_are_of_one_width_and_at_the_right():
    page = source(tree.Table((), (), (tree.Row((cell("x"), cell("1.5"))), tree.Row((cell("y"), cell("12"))))))
    assert 2 == page.count("text-align:right;font-variant-numeric:tabular-nums")


def test_what_stands_in_the_margin_of_a_page_is_set_apart_on_a_screen():
    aside = tree.Callout(tree.CalloutKind.MARGIN, (paragraph("Aside."),), identifier="a")
    pull = tree.BlockQuote((paragraph("Pulled."),), attributes=tree.Attributes("q", ("quote", "pull")))
    page = source(aside, pull)
    assert '<aside role="note" id="a" class="beside"' in page
    assert '<blockquote id="q" class="pulled"' in page
