from __future__ import annotations

import struct

import pytest

from briefgen.house import load_house, read_style
from briefgen.model.errors import MalformedFile, UnknownHouse
from briefgen.model.house import Align, Colour, CoverStyle, Length, Ornament
from briefgen.model.nearest import did_you_mean
from briefgen.model.role import Role
from briefgen.testing import MemoryFiles
from houses import ShippedFiles, shipped_house

LABELS = "\n".join(
    f'{name} = "{name}"'
    for name in (
        *("contents", "figure", "table", "note", "source", "references", "section", "page-of", "abstract", "date", "event"),
        *("basis", "confidence-high", "confidence-moderate", "confidence-low"),
        *("bluf", "assumption", "gap", "indicator", "alternative", "dissent", "change", "callout"),
    )
)
SMALL = f"""
citation-style = "plain"

[colours]
accent = "#A63D2F"
rule = "#C9CFD6"
cover = "#0B2545"
ink = "#17202A"

[families]
serif = {{ name = "Serif", regular = "Serif.ttf" }}

[roles]
body = {{ family = "serif", size = 10, leading = 14, colour = "ink" }}
heading-1 = {{ size = 20 }}

[confidence]
high = "accent"
moderate = "accent"
low = "accent"

[labels]
{LABELS}
"""


def font(*tags: bytes) -> bytes:
    """A font file with these tables, each of them empty."""
    end = 12 + 16 * len(tags)
    return b"OTTO" + struct.pack(">4H", len(tags), 0, 0, 0) + b"".join(struct.pack(">4s3L", tag, 0, end, 0) for tag in tags)


TABLES = (b"CFF ", b"cmap", b"head", b"hhea", b"hmtx", b"maxp")
FONT = font(*TABLES)


def files(text: str = SMALL, **more: bytes) -> MemoryFiles:
    contents = {"small/house.toml": text.encode(), "small/fonts/Serif.ttf": FONT, "small/csl/plain.csl": b"<style/>"}
    return MemoryFiles(contents | {name.replace("__", "/").replace("_ttf", ".ttf"): data for name, data in more.items()})


def findings(text: str) -> list[str]:
    return [str(finding) for finding in load_house("small", files(text)).diagnostics]


def place_of(words: str, text: str = SMALL) -> str:
    """Line and column of a stretch of the text."""
    at = text.index(words)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def test_a_small_house_has_no_mistakes():
    assert [] == findings(SMALL)


def test_the_shipped_house_has_only_files_that_are_there():
    outcome = load_house("house", ShippedFiles())

    assert [] == [str(finding) for finding in outcome.diagnostics]


def test_every_role_has_a_style():
    assert set(Role) == set(shipped_house().style.roles)


def test_a_role_takes_what_it_leaves_out_from_its_parent():
    text = SMALL.replace("{ size = 20 }", '{ size = 20, colour = "accent", align = "right" }\nheading-2 = { size = 12 }')

    style = load_house("small", files(text)).value.style.roles[Role.HEADING_3]

    assert (Length.from_pt(12), Colour(0xA6, 0x3D, 0x2F), Align.RIGHT) == (style.size, style.colour, style.align)


def test_a_role_that_sets_its_size_alone_keeps_the_proportion_of_its_leading():
    assert Length.from_pt(28) == load_house("small", files()).value.style.roles[Role.HEADING_1].leading


@pytest.mark.parametrize(
    ("written", "points"),
    [("12", 12), ("12.5", 12.5), ('"25.4 mm"', 72), ('"2.54cm"', 72), ('"1 in"', 72), ('"9pt"', 9)],
)
def test_a_length_is_points_or_has_a_unit(written, points):
    house = load_house("small", files(f"{SMALL}\n[page]\nmargin-left = {written}\n")).value

    assert Length.from_pt(points) == house.style.page.margin_left


def test_a_page_may_be_letter_or_any_size():
    letter = load_house("small", files(f'{SMALL}\n[page]\nsize = "letter"\n')).value.style.page
    square = load_house("small", files(f'{SMALL}\n[page]\nsize = ["200 mm", "200 mm"]\n')).value.style.page

    assert (612, 792) == (letter.width.pt, letter.height.pt)
    assert (200, 200) == (square.width.mm, square.height.mm)


def test_only_the_fonts_that_are_named_are_read():
    house = load_house("small", files(small__fonts__Other=b"other")).value

    assert {"Serif.ttf": FONT} == house.style.font_files


# ── mistakes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("right", "wrong", "at", "finding"),
    [
        ("size = 20", "szie = 20", "szie", "error[unknown-key]: unknown key 'szie' in [roles.heading-1] (did you mean size?)"),
        (
            "size = 20",
            'size = "big"',
            'size = "big',
            'error[wrong-type]: roles.heading-1.size must be a number of points, or text such as "12 mm", not "big"',
        ),
        ("size = 20", "size = 0", "size = 0", "error[wrong-type]: roles.heading-1.size must be more than nothing, not 0"),
        ("size = 20", "bold = 1", "bold", "error[wrong-type]: roles.heading-1.bold must be true or false, not 1"),
        ("heading-1 =", "headnig-1 =", "headnig-1", "error[unknown-role]: there is no role 'headnig-1' (did you mean heading-1?)"),
        (
            'colour = "ink"',
            'colour = "inc"',
            'colour = "inc"',
            "error[unknown-colour]: 'inc' is neither #RRGGBB nor a colour of this house (did you mean ink?)",
        ),
        (
            'family = "serif"',
            'family = "sreif"',
            "family =",
            "error[unknown-family]: 'sreif' is no font family of this house (did you mean serif?)",
        ),
        (
            "size = 20",
            'align = "middle"',
            "align",
            "error[unknown-value]: 'middle' is no value of roles.heading-1.align (known: left, right, center, justify)",
        ),
        (
            '"Serif.ttf"',
            '"Sreif.ttf"',
            "regular",
            "error[missing-file]: there is no font file 'Sreif.ttf' (put it into small/fonts/)",
        ),
        (
            '"plain"',
            '"fancy"',
            "citation-style",
            "error[missing-file]: there is no citation style 'fancy' (put it into small/csl/fancy.csl)",
        ),
        (
            "[confidence]\nhigh",
            "[confidence]\nhgih",
            "hgih",
            "error[unknown-key]: unknown key 'hgih' in [confidence] (did you mean high?)",
        ),
        (
            'rule = "#C9CFD6"',
            'rule = "#C9"',
            "rule = ",
            "error[unknown-colour]: '#C9' is neither #RRGGBB nor a colour of this house (write #RRGGBB or a name from [colours])",
        ),
    ],
)
def test_a_mistake_is_found_at_its_key(right, wrong, at, finding):
    text = SMALL.replace(right, wrong, 1)

    assert f"templates/small/house.toml:{place_of(at, text)}: {finding}" in findings(text)


def test_every_mistake_is_found_in_one_run():
    text = SMALL.replace("size = 20", "size = 20, blod = true, itlaic = true, colour = 7")

    assert ["unknown-key", "unknown-key", "wrong-type"] == sorted(f.code for f in load_house("small", files(text)).diagnostics)


def test_what_is_missing_is_named():
    text = SMALL.replace('basis = "basis"\n', "").replace('accent = "#A63D2F"\n', "").replace('"accent"', '"ink"')

    outcome = load_house("small", files(text))

    assert ["colours.accent is missing", "labels.basis is missing"] == sorted(f.message for f in outcome.diagnostics)


def test_margins_that_leave_no_room_are_found():
    assert ["page-too-small"] == [f.code for f in load_house("small", files(f"{SMALL}\n[page]\nmargin-right = 500\n")).diagnostics]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[page]\nmargin-left = "-50 mm"', "page.margin-left must be from 0 to 1584 points"),
        ("[page]\nsize = [9999, 500]", "page.size.width must be from 144 to 1584 points"),
        ("[roles.caption]\nsize = 9999", "roles.caption.size must be from 1 to 200 points, not 9999"),
        ("[roles.caption]\nleading = 5000", "roles.caption.leading must be from 1 to 400 points"),
        ("[roles.caption]\nspace-before = -3", "roles.caption.space-before must be from 0 to 400 points"),
        ("[roles.caption]\nindent-left = 900", "roles.caption.indent-left must be from -300 to 300 points"),
        ("[boxes.note]\npadding-x = -1", "boxes.note.padding-x must be from 0 to 100 points"),
    ],
)
def test_a_length_that_no_page_can_hold_is_found_at_its_line(text, said):
    (finding,) = load_house("small", files(f"{SMALL}\n{text}\n")).diagnostics
    assert "out-of-bounds" == finding.code
    assert finding.message.startswith(said)
    assert f"{SMALL}\n{text}".count("\n") + 1 == finding.position.line


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"notafont", "is not a TrueType or OpenType font"),
        (b"", "is not a TrueType or OpenType font"),
        (FONT[:40], "is cut short"),
        (FONT.replace(struct.pack(">L", len(FONT)), struct.pack(">L", len(FONT) + 1)), "is cut short"),
        (font(*TABLES[1:]), "has no outlines"),
        (font(*TABLES[:-1]), "lacks the table maxp"),
    ],
)
def test_a_file_that_is_no_whole_font_is_found_at_the_line_that_names_it(data, problem):
    (finding,) = load_house("small", files(small__fonts__Serif_ttf=data)).diagnostics
    assert f"the font file 'Serif.ttf' {problem}" == finding.message
    assert place_of("serif = {").split(":")[0] == str(finding.position.line)


def test_every_font_that_is_shipped_is_whole():
    assert () == load_house("house", ShippedFiles()).diagnostics
    assert 10 < len(shipped_house().style.font_files)


def test_a_left_margin_beyond_the_text_is_found():
    (finding,) = load_house("small", files(f"{SMALL}\n[page]\nmargin-left = 300\ntext-left = 100\n")).diagnostics
    assert "page.margin-left is to the right of page.text-left" == finding.message


def test_a_house_is_usable_beside_errors():
    house = load_house("small", files(SMALL.replace("size = 20", 'size = "big"'))).value

    assert house.style.roles[Role.BODY].size == house.style.roles[Role.HEADING_1].size


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[page\n",
            "templates/small/house.toml:1:6: not TOML: Expected ']' at the end of a table declaration (see https://toml.io)",
        ),
        ("a = 1\na = 2\n", "templates/small/house.toml:2:6: not TOML: Cannot overwrite a value (see https://toml.io)"),
        ("[colours]\n", "templates/small/house.toml:1:1: no font families (add at least one under [families])"),
    ],
)
def test_text_that_cannot_be_read_is_refused_at_its_line(text, message):
    with pytest.raises(MalformedFile) as caught:
        load_house("small", files(text))

    assert message == str(caught.value)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(MalformedFile):
        load_house("small", MemoryFiles({"small/house.toml": b"name = '\xff'"}))


@pytest.mark.parametrize("name", ["nowhere", "../secret", "a/b", "", ".hidden"])
def test_a_house_that_is_not_there_is_unknown(name):
    with pytest.raises(UnknownHouse) as caught:
        load_house(name, MemoryFiles({"../secret/house.toml": b"", ".hidden/house.toml": b""}))

    assert f"there is no house template '{name}'" == caught.value.message


# ── one house that extends another ───────────────────────────────────────────────────────────────────────────────────


def extended(text: str) -> MemoryFiles:
    return MemoryFiles({**files().contents, "child/house.toml": text.encode(), "small/cover.md.j2": b"# {{ brief.title }}\n"})


def test_a_house_says_only_what_is_different():
    house = load_house("child", extended('extends = "small"\n[roles]\nbody = { size = 11 }\n')).value

    body = house.style.roles[Role.BODY]
    assert (Length.from_pt(11), "serif", Colour(0x17, 0x20, 0x2A)) == (body.size, body.family, body.colour)


def test_files_that_a_house_lacks_come_from_the_one_it_extends():
    house = load_house("child", extended('extends = "small"\n')).value

    assert {"Serif.ttf": FONT} == house.style.font_files
    assert {"cover.md.j2": "templates/small/cover.md.j2"} == house.fragment_files
    assert ("child", "small") == house.folders


def test_a_mistake_is_found_in_the_file_that_makes_it():
    text = 'extends = "small"\n[roles]\nbody = { sise = 11 }\n'

    outcome = load_house("child", extended(text), shown_in="houses")

    assert ["houses/child/house.toml:3:10"] == [str(finding.position) for finding in outcome.diagnostics]


def test_houses_that_extend_each_other_are_refused():
    with pytest.raises(MalformedFile) as caught:
        load_house("a", MemoryFiles({"a/house.toml": b'extends = "b"', "b/house.toml": b'extends = "a"'}))

    assert "houses extend each other in a circle: a → b → a" == caught.value.message


def test_a_house_that_extends_nothing_known_says_where():
    with pytest.raises(UnknownHouse) as caught:
        load_house("a", MemoryFiles({"a/house.toml": b'\nextends = "b"'}))

    assert "templates/a/house.toml:2:1" == str(caught.value.position)


# ── citation styles ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_citation_style_of_the_house_can_be_read():
    files = extended('extends = "small"\n')
    house = load_house("child", files).value

    assert "<style/>" == read_style("plain", house, files)
    assert read_style("nowhere", house, files) is None


def test_words_that_a_house_may_leave_out_have_their_own():
    labels = load_house("child", extended('extends = "small"\n[labels]\nnotes = "Anmerkungen"\n')).value.style.labels

    assert ("Anmerkungen", "—", "Go to {target}") == (labels["notes"], labels["attribution"], labels["go-to"])


def test_a_house_that_says_nothing_of_its_cover_has_a_plain_one():
    assert CoverStyle() == load_house("small", files()).value.style.cover
    assert Ornament.NONE is CoverStyle().ornament


def test_the_cover_is_as_the_house_says():
    table = '[cover-page]\nornament = "graticule"\nlongitude = 106.8\nlatitude = -6\ntitle-at = 0.5\nbar-width = "20 mm"\n'
    cover = load_house("small", files(SMALL + table)).value.style.cover

    assert (Ornament.GRATICULE, 106.8, -6.0, 0.5) == (cover.ornament, cover.longitude, cover.latitude, cover.title_at)
    assert Length.from_mm(20) == cover.bar_width


def test_mistakes_of_the_cover_are_found_at_their_keys():
    table = '[cover-page]\nornament = "graticle"\nlatitude = 89\ntitle-at = "half"\nbar = 3\n'
    found = "\n".join(findings(SMALL + table))

    for said in ("'graticle' is no value", "latitude must be a number from -75 to 75, not 89", "title-at must be", "key 'bar'"):
        assert said in found, found


def test_the_shipped_house_has_its_map_grid():
    assert Ornament.MAP is shipped_house().style.cover.ornament


def test_a_colour_that_nothing_uses_and_that_is_nearly_one_in_use_is_a_warning_at_its_line():
    text = SMALL.replace("[colours]", '[colours]\nacent = "#123456"\nplum = "#654321"')

    assert [f"templates/small/house.toml:{place_of('acent', text)}: warning[unused-colour]: nothing uses the colour 'acent'"] == [
        said.partition(" (")[0] for said in findings(text)
    ]


def test_the_nearest_name_of_a_role_is_that_which_begins_alike():
    assert "did you mean body?" == did_you_mean("bodie", Role)
