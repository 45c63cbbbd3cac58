"""The letterhead of the house ``ministry``: an ordinary Word file, as a ministry's own designers would hand it over.

``python tests/ministry_letterhead.py`` writes ``templates/ministry/letterhead.docx`` anew. Whoever owns the brand edits that file
in Word instead.
"""

from __future__ import annotations

import io
import math
from pathlib import Path

from letterheads import body_control, control, field, paragraph, part, reference, run, section, settings, style, theme, word_file

FILE = Path(__file__).parents[1] / "templates" / "ministry" / "letterhead.docx"
GREEN, RED, INK, GREY = "1B4037", "8C1D2F", "1E2422", "59635F"
COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": GREEN, "lt2": "F2EFE6", "accent1": RED, "accent2": GREEN, "accent3": "B08D3C",
    "accent4": "4A6A85", "accent5": "6F7F4F", "accent6": "7A5C7C", "hlink": "1F5A8C", "folHlink": "5C4A78",
}  # fmt: skip
MINISTRY, DIRECTORATE = "Ministry of External Affairs", "Directorate for Strategic Analysis"
MEASURE = 11906 - 1701 - 1418
"""The width of the text in twentieths of a point."""


def emblem(size: int = 480) -> bytes:
    """A PNG of the ministry's device: a compass rose in a double ring."""
    from PIL import Image, ImageDraw

    big = size * 4
    image = Image.new("RGB", (big, big), "white")
    draw = ImageDraw.Draw(image)
    middle, green, red = big / 2, f"#{GREEN}", f"#{RED}"
    for radius, width in ((0.485, 0.022), (0.43, 0.008)):
        box = [middle - radius * big, middle - radius * big, middle + radius * big, middle + radius * big]
        draw.ellipse(box, outline=green, width=round(width * big))
    for points, length, waist, fill in ((4, 0.25, 0.07, red), (4, 0.40, 0.085, green)):
        offset = math.pi / 4 if fill == red else 0.0
        for number in range(points):
            angle = offset + number * 2 * math.pi / points
            tip = middle + math.sin(angle) * length * big, middle - math.cos(angle) * length * big
            sides = [
                (middle + math.sin(angle + turn) * waist * big, middle - math.cos(angle + turn) * waist * big)
                for turn in (-math.pi / 4, math.pi / 4)
            ]
            draw.polygon([tip, sides[0], (middle, middle)], fill=fill)
            draw.polygon([tip, sides[1], (middle, middle)], outline=fill, fill="white", width=round(big * 0.006))
    stream = io.BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).quantize(48).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def picture(identifier: str, millimetres: float, described: str) -> str:
    """A picture in the line."""
    side = round(millimetres * 36000)
    extent = f'cx="{side}" cy="{side}"'
    place = f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
    shape = f'<pic:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    fill = f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    names = '<pic:nvPicPr><pic:cNvPr id="1" name="emblem.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic>{names}{fill}{shape}</pic:pic></a:graphicData></a:graphic>"
    )
    drawn = f'<wp:extent {extent}/><wp:docPr id="1" name="Emblem" descr="{described}"/>{graphic}'
    return f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{drawn}</wp:inline></w:drawing></w:r>'


def fonts(kind: str) -> str:
    """The theme's ``major`` or ``minor`` font."""
    return (
        f'<w:rFonts w:asciiTheme="{kind}HAnsi" w:hAnsiTheme="{kind}HAnsi" w:eastAsiaTheme="{kind}EastAsia" w:cstheme="{kind}Bidi"/>'
    )


def type_(
    size: float,
    colour: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    caps: bool = False,
    tracking: int = 0,
    major: bool = False,
) -> str:
    """Properties of runs in the order of the schema; ``colour`` is a name of the theme."""
    values = {"dark2": GREEN, "accent1": RED, "text1": INK, "grey": GREY, "light1": "FFFFFF"}
    themed = f' w:themeColor="{colour}"' if colour == "accent1" else ' w:themeColor="text2"' if colour == "dark2" else ""
    return (
        (fonts("major") if major else "")
        + ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + ("<w:caps/>" if caps else "")
        + (f'<w:color w:val="{values[colour]}"{themed}/>' if colour else "")
        + (f'<w:spacing w:val="{tracking}"/>' if tracking else "")
        + f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    )


def spacing(before: float = 0, after: float = 0, line: float | None = None, rule: str = "auto") -> str:
    """Space over and under a paragraph in points; ``line`` as a multiple, or in points where the rule is ``exact``."""
    lines = "" if line is None else f' w:line="{round(line * (240 if rule == "auto" else 20))}" w:lineRule="{rule}"'
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


def _heading(level: int, look: str, before: float, after: float, line: float = 1.0) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return style(
        f"heading {level}",
        identifier=f"Heading{level}",
        p=f"<w:keepNext/><w:keepLines/>{spacing(before, after, line)}{outline}",
        r=look,
    )


def styles() -> str:
    """The style sheet."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts("minor")}<w:color w:val="{INK}" w:themeColor="text1"/><w:sz w:val="21"/>'
        '<w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 0, 1.0)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{MEASURE}"/></w:tabs>'
    toc = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{MEASURE}"/></w:tabs>'
    edge = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="5" w:color="{GREEN}" w:themeColor="text2"/></w:pBdr>'
    top = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="BFC6C2"/></w:pBdr>'
    return part(
        "styles",
        defaults
        + style("Normal", based="")
        + style("Default Paragraph Font", kind="character", based="")
        + style("Body Text", p=spacing(0, 7, 1.16))
        + style("Title", p=spacing(0, 8, 1.0), r=type_(30, "dark2", major=True))
        + style("Subtitle", p=spacing(0, 18, 1.1), r=type_(14, "grey", major=True))
        + _heading(1, type_(19, "dark2", major=True), 22, 8)
        + _heading(2, type_(12.5, "accent1", bold=True), 14, 4)
        + _heading(3, type_(10.5, "dark2", bold=True), 10, 3)
        + _heading(4, type_(10.5, "text1", italic=True), 8, 2)
        + style("Quote", based="BodyText", p='<w:ind w:left="567" w:right="567"/>', r="<w:i/>")
        + style(
            "List Bullet", based="BodyText", p=f'<w:numPr><w:numId w:val="1"/></w:numPr>{spacing(0, 4, 1.16)}<w:contextualSpacing/>'
        )
        + style(
            "List Number", based="BodyText", p=f'<w:numPr><w:numId w:val="2"/></w:numPr>{spacing(0, 4, 1.16)}<w:contextualSpacing/>'
        )
        + style("caption", identifier="Caption", p=f"<w:keepNext/>{spacing(10, 4, 1.0)}", r=type_(9, "dark2", bold=True))
        + style(
            "footnote text",
            identifier="FootnoteText",
            p=f'{spacing(0, 2, 1.0)}<w:ind w:left="198" w:hanging="198"/>',
            r=type_(8.5, "grey"),
        )
        + style(
            "footnote reference",
            identifier="FootnoteReference",
            kind="character",
            based="",
            r='<w:color w:val="8C1D2F" w:themeColor="accent1"/><w:vertAlign w:val="superscript"/>',
        )
        + style(
            "Hyperlink", kind="character", based="", r='<w:color w:val="1F5A8C" w:themeColor="hyperlink"/><w:u w:val="single"/>'
        )
        + style("Bibliography", p=f'{spacing(0, 4, 1.08)}<w:ind w:left="397" w:hanging="397"/>', r=type_(9.5))
        + style("TOC Heading", identifier="TOCHeading", p=spacing(14, 6, 1.0), r=type_(12.5, "accent1", bold=True))
        + style("toc 1", identifier="TOC1", p=f"{toc}{spacing(0, 4, 1.1)}", r=type_(10.5))
        + style("toc 2", identifier="TOC2", p=f'{toc}{spacing(0, 3, 1.1)}<w:ind w:left="284"/>', r=type_(9.5, "grey"))
        + style("header", identifier="Header", p=f"{edge}{tabs}", r=type_(8, "dark2", tracking=6))
        + style("footer", identifier="Footer", p=f"{top}{tabs}", r=type_(8, "grey"))
        + style("Brief Cover Organisation", p=spacing(10, 0, 1.1), r=type_(14, "dark2", major=True))
        + style("Brief Cover Detail", p=spacing(0, 3, 1.15), r=type_(10, "grey"))
        + style("Brief Lead", based="BodyText", p=spacing(0, 9, 1.2), r=type_(12.5, "dark2", major=True))
        + style("Normal Table", identifier="TableNormal", kind="table", based="", more=_cell_margins(0))
        + _table_style(),
    )


def _cell_margins(down: int) -> str:
    sides = (("top", down), ("left", 108), ("bottom", down), ("right", 108))
    return (
        "<w:tblPr><w:tblCellMar>"
        + "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
        + "</w:tblCellMar></w:tblPr>"
    )


def _table_style() -> str:
    rule = 'w:val="single" w:space="0" w:color'
    white = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
    outer = f'<w:top w:sz="12" {rule}="{GREEN}"/><w:bottom w:sz="8" {rule}="{GREEN}"/>'
    borders = f'<w:tblBorders>{outer}<w:insideH w:sz="4" {rule}="C9CFC9"/></w:tblBorders>'
    bands = '<w:tblStyleRowBandSize w:val="1"/>'
    look = _cell_margins(60).replace("<w:tblPr>", f"<w:tblPr>{bands}{borders}")
    shade = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{0}"/></w:tcPr>'
    parts = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/>{white}</w:rPr>{shade.format(GREEN)}</w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="band2Horz">{shade.format("F5F3EC")}</w:tblStylePr>'
    )
    text = f"{spacing(0, 0, 1.05)}"
    return style("Ministry Table", kind="table", based="TableNormal", p=text, r=type_(9), more=look + parts)


def numbering() -> str:
    """A bulleted list and a numbered one."""
    level = (
        '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="{3}" w:hanging="284"/></w:pPr></w:lvl>'
    )
    bullets = "".join(level.format(n, "bullet", "•–"[n % 2], 340 + 284 * n) for n in range(3))
    numbers = "".join(level.format(n, ("decimal", "lowerLetter", "lowerRoman")[n], f"%{n + 1}.", 340 + 284 * n) for n in range(3))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        for n, levels in enumerate((bullets, numbers))
    )
    return part("numbering", lists + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(2)))


def sample_table() -> str:
    """A table in the house's table style; it is part of the sample text that the brief takes the place of."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="2900" w:type="dxa"/></w:tcPr>{0}</w:tc>'
    rows = (("Measure", "2021", "2022"), ("Agreements", "2", "7"))
    body = "".join("<w:tr>" + "".join(cell.format(paragraph("Normal", run(text))) for text in row) + "</w:tr>" for row in rows)
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2900"/>' * 3 + "</w:tblGrid>"
    look = '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="MinistryTable"/><w:tblW w:w="0" w:type="auto"/>{look}</w:tblPr>{grid}{body}</w:tbl>'


def document() -> str:
    """Cover and body, each a section of its own."""
    cover = (
        paragraph("BriefCoverOrganisation", picture("rIdEmblem", 24, "Emblem of the ministry"), properties=spacing(0, 8))
        + paragraph("BriefCoverOrganisation", run(MINISTRY))
        + paragraph("BriefCoverDetail", run(DIRECTORATE), properties=spacing(0, 150))
        + paragraph("Title", control("title", "Title of the brief"))
        + paragraph("Subtitle", control("subtitle", "What it is about"))
        + paragraph("BriefCoverDetail", control("series", "Series and number"))
        + paragraph("BriefCoverDetail", run("Prepared by "), control("authors", "Authors"))
        + paragraph("BriefCoverDetail", run("Published {{ published }}"))
        + paragraph("BriefCoverDetail", run("Information as of "), run("{{ information", "<w:b/>"), run("_cutoff }}"))
    )
    references = reference("header", "header1") + reference("footer", "footer1")
    margins = (1985, 1418, 1588, 1701, 850, 737)
    first = section(margins=margins, references=references, more='<w:vAlign w:val="top"/>').replace(
        "<w:vAlign", '<w:cols w:space="708"/><w:vAlign'
    )
    body = section(
        margins=margins, references=reference("header", "header2") + reference("footer", "footer2"), more='<w:cols w:space="708"/>'
    )
    end = "</w:sdtContent>"
    sample = body_control().replace(end, sample_table() + paragraph("BodyText") + end)
    turn = f"<w:p><w:pPr>{first}</w:pPr></w:p>"
    return part(
        "document",
        f"<w:body>{cover}{turn}{sample}{body}</w:body>",
    )


def letterhead() -> bytes:
    """The bytes of the file."""
    head = paragraph("Header", run(MINISTRY), run("\t"), field('STYLEREF "heading 1"', "Section", "<w:i/>"))
    foot = paragraph(
        "Footer", control("title", "Title of the brief"), run("\tPage "), field("PAGE", "2"), run(" of "), field("NUMPAGES", "2")
    )
    faces = "".join(
        f'<w:font w:name="{name}"><w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'
        for name, kind in (("Cambria", "roman"), ("Calibri", "swiss"))
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    parts: dict[str, str | bytes] = {
        "document.xml": document(),
        "styles.xml": styles(),
        "settings.xml": settings(),
        "numbering.xml": numbering(),
        "fontTable.xml": part("fonts", faces),
        "footnotes.xml": part("footnotes", separators),
        "theme/theme1.xml": theme(COLOURS, "Cambria", "Calibri"),
        "header1.xml": part("hdr", "<w:p/>"),
        "header2.xml": part("hdr", head),
        "footer1.xml": part("ftr", "<w:p/>"),
        "footer2.xml": part("ftr", foot),
        "media/emblem.png": emblem(),
    }
    return word_file(parts, pictures={"rIdEmblem": "media/emblem.png"})


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(letterhead())
