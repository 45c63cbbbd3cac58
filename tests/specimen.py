"""A finished document that holds every node a writer can meet, for the tests of all of them.

Only ``Chronology`` is not in it: finishing turns it into a table. The text is Latin, Cyrillic, Greek and Persian.
"""

from __future__ import annotations

import struct
import zlib

from briefgen.model import tree
from briefgen.model.citation import CiteItem, CiteMode
from briefgen.model.role import Role
from briefgen.model.tree import Attributes, Text


def specimen() -> tree.Document:
    """The specimen; the same value at every call."""
    return tree.Document(_meta(), _blocks(), {"figures/map.png": picture()})


def picture(width: int = 60, height: int = 40) -> tree.Picture:
    """A small PNG, a slope of blue."""
    rows = b"".join(b"\0" + bytes(v for x in range(width) for v in (20, 60, 90 + 2 * x)) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)
    return tree.Picture(data, "image/png", width, height, 96.0)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _meta() -> tree.Meta:
    return tree.Meta(
        title="Specimen of the house",
        subtitle="Every node, once",
        authors=("Eurasia desk", "Research support"),
        organisation="Example Institute",
        series="Specimen series 7",
        subject="Typography",
        keywords=("specimen", "نمونه"),
        language="en-US",
        published="2022-10-20",
        information_cutoff="2022-10-19",
        marking="TLP:CLEAR",
        running_title="Specimen of the house",
        status="draft",
    )


def words(text: str) -> tuple[tree.Inline, ...]:
    """A run of plain text."""
    return (Text(text),)


def paragraph(*parts: str | tree.Inline, role: Role = Role.BODY) -> tree.Paragraph:
    """A paragraph of texts and other inlines."""
    return tree.Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts), role)


def note(number: int, *parts: str | tree.Inline) -> tree.Note:
    """A numbered note of one paragraph."""
    return tree.Note((paragraph(*parts, role=Role.NOTE),), number, f"note-{number}")


def cite(number: int, key: str, *parts: str | tree.Inline) -> tree.Cite:
    """A citation placed as a note."""
    return tree.Cite((CiteItem(key),), CiteMode.NORMAL, (note(number, *parts),))


def _blocks() -> tuple[tree.Block, ...]:
    return (_cover(), _listed(), _summary(), _prose(), _lists(), _tables(), _beside(), _scripts(), tree.PageBreak(), _ending())


def _cover() -> tree.Cover:
    entries = (
        tree.ContentsEntry(words("Summary"), 1, "summary"),
        tree.ContentsEntry(words("Prose"), 1, "prose"),
        tree.ContentsEntry(words("A second level"), 2, "a-second-level"),
        tree.ContentsEntry((Text("Lists & "), tree.Emphasis(words("definitions"))), 1, "lists"),
        tree.ContentsEntry(words("Tables and figures"), 1, "tables"),
        tree.ContentsEntry(words("Scripts"), 1, "scripts"),
        tree.ContentsEntry(words("References"), 1, "references"),
    )
    return tree.Cover(
        (
            paragraph("Example Institute", role=Role.COVER_ORGANISATION),
            paragraph("Specimen series 7", role=Role.COVER_SERIES),
            paragraph("Specimen of the house", role=Role.COVER_TITLE),
            paragraph("Every node, once", role=Role.COVER_SUBTITLE),
            paragraph("Eurasia desk", tree.LineBreak(), "Information as of 19 October 2022", role=Role.COVER_DETAIL),
            tree.Contents(entries, depth=2, heading=words("Contents")),
        )
    )


def _summary() -> tree.Section:
    bluf = tree.Callout(
        tree.CalloutKind.BLUF,
        (paragraph("The two states need each other more than they trust each other.", role=Role.BLUF),),
        label="Bottom line",
        identifier="bluf",
    )
    return tree.Section(
        "summary",
        (
            tree.Heading(1, words("Summary"), "summary"),
            bluf,
            tree.Panel((tree.Heading(2, words("Key judgments"), "key-judgments"), _judgment_one(), _judgment_two())),
        ),
    )


def _judgment_one() -> tree.Judgment:
    return tree.Judgment(
        (
            paragraph(
                "Deliveries will likely\u00a0(55–80\u00a0%) continue",
                cite(1, "isw", "Institute, ", tree.Emphasis(words("Report")), ", 4."),
                ".",
                role=Role.JUDGMENT,
            ),
            _confidence("Moderate confidence.", " Basis: two independent reporting streams.", "confidence-moderate"),
        ),
        likelihood="likely",
        confidence=tree.Confidence.MODERATE,
        basis="two independent reporting streams",
        horizon="2023-04-19",
        number=1,
        identifier="kj-1",
        label="1",
    )


def _judgment_two() -> tree.Judgment:
    return tree.Judgment(
        (
            paragraph("The partnership is very unlikely\u00a0(5–20\u00a0%) to become an alliance.", role=Role.JUDGMENT),
            _confidence("High confidence.", " Basis: treaty texts.", "confidence-high"),
        ),
        likelihood="very unlikely",
        confidence=tree.Confidence.HIGH,
        basis="treaty texts",
        number=2,
        identifier="kj-2",
        label="2",
    )


def _confidence(chip: str, rest: str, name: str) -> tree.Paragraph:
    return paragraph(tree.Span(words(chip), Attributes(classes=(name,))), rest, role=Role.CONFIDENCE)


def _prose() -> tree.Section:
    marks = paragraph(
        "Plain, ",
        tree.Emphasis(words("emphasis")),
        ", ",
        tree.Strong((Text("strong with "), tree.Emphasis(words("both")))),
        ", ",
        tree.Strikeout(words("struck out")),
        ", CO",
        tree.Subscript(words("2")),
        ", 4",
        tree.Superscript(words("th")),
        ", ",
        tree.SmallCaps(words("small capitals")),
        ", ",
        tree.Code("code <b>&amp;"),
        ", ",
        tree.Link(words("a link"), "https://example.org/a?b=1&c=2", "Title"),
        " and ",
        tree.Link(words("a place here"), "#lists"),
        ".",
        tree.SoftBreak(),
        "A new line of the source,",
        tree.LineBreak(),
        "a forced new line, and a note with two paragraphs",
        tree.Note((paragraph("First paragraph of the note.", role=Role.NOTE), paragraph("Second.", role=Role.NOTE)), 2, "note-2"),
        ".",
    )
    return tree.Section(
        "prose",
        (
            tree.Heading(1, words("Prose"), "prose"),
            paragraph("The lead says what follows: fine office efficiency, AVATAR, 1,234.5 and “quotes”.", role=Role.LEAD),
            marks,
            tree.Heading(2, words("A second level"), "a-second-level"),
            tree.BlockQuote(
                (paragraph("A partnership of convenience.", cite(3, "nyt", "Newspaper, 17 October 2022."), role=Role.QUOTE),),
                words("A scholar, Example Institute"),
                "\u2014 ",
            ),
            tree.Heading(3, words("A third level"), "a-third-level"),
            tree.CodeBlock("def f(x):\n\n    return x  # <tag> & ‘more’", Attributes(classes=("python",))),
            tree.Heading(4, (Text("A fourth, "), tree.Emphasis(words("slanted"))), "a-fourth-level"),
            paragraph("An image in a line: ", tree.Image("a small map", "figures/map.png"), ", and text after it."),
            tree.ThematicBreak(),
            tree.Callout(
                tree.CalloutKind.CALLOUT,
                (paragraph("A box with a note", note(4, "A note from a box."), ".", role=Role.CALLOUT),),
                label="Worth knowing",
            ),
            tree.Callout(
                tree.CalloutKind.GAP, (paragraph("We do not know the price.", role=Role.CALLOUT),), label="Gap", identifier="gap-1"
            ),
        ),
    )


def _item(*blocks: tree.Block, checked: bool | None = None) -> tree.ListItem:
    return tree.ListItem(blocks, checked)


def _lists() -> tree.Section:
    nested = tree.BulletList(
        (
            _item(paragraph("First")),
            _item(
                paragraph("Second", note(5, "A note from a list.")),
                tree.OrderedList(
                    (
                        _item(paragraph("Third of a list")),
                        _item(paragraph("Fourth"), tree.BulletList((_item(paragraph("Deepest")),))),
                    ),
                    start=3,
                ),
            ),
        )
    )
    return tree.Section(
        "lists",
        (
            tree.Heading(1, (Text("Lists & "), tree.Emphasis(words("definitions"))), "lists"),
            nested,
            tree.OrderedList(
                (_item(paragraph("One.")), _item(paragraph("Two."), paragraph("Still two."))), delimiter=")", tight=False
            ),
            tree.BulletList((_item(paragraph("Done"), checked=True), _item(paragraph("Open"), checked=False))),
            tree.DefinitionList(
                (
                    tree.Definition(words("Brief"), ((paragraph("A short document.", role=Role.DEFINITION),),)),
                    tree.Definition(
                        words("Source"),
                        (
                            (paragraph("What a sentence rests on.", role=Role.DEFINITION),),
                            (paragraph("Where a river begins.", role=Role.DEFINITION),),
                        ),
                    ),
                )
            ),
        ),
    )


def cell(*parts: str | tree.Inline, role: Role = Role.TABLE_CELL, columns: int = 1, rows: int = 1) -> tree.Cell:
    """A table cell of one paragraph; empty where there are no parts."""
    return tree.Cell((paragraph(*parts, role=role),) if parts else (), columns, rows)


def _tables() -> tree.Section:
    head = tree.Row((cell("Good", role=Role.TABLE_HEAD), cell("Tonnes", role=Role.TABLE_HEAD), cell("Share", role=Role.TABLE_HEAD)))
    body = (
        tree.Row((cell("Wheat", role=Role.TABLE_ROW_HEAD), cell("1,200", note(7, "A note from a table.")), cell("60 %"))),
        tree.Row((cell("Steel", role=Role.TABLE_ROW_HEAD), cell("800"), cell())),
        tree.Row((cell("Together", role=Role.TABLE_ROW_HEAD), cell("2,000, as far as is known", columns=2))),
    )
    columns = (tree.Column(width=0.4), tree.Column(tree.Alignment.RIGHT, 0.3), tree.Column(tree.Alignment.CENTRE, 0.3))
    chronology = tree.Table(
        (tree.Column(width=0.24), tree.Column(width=0.76)),
        (tree.Row((cell("Date", role=Role.TABLE_HEAD), cell("Event", role=Role.TABLE_HEAD))),),
        (tree.Row((cell("19 July 2022", role=Role.TABLE_ROW_HEAD), cell("The presidents meet in Tehran."))),),
        row_heads=True,
    )
    return tree.Section(
        "tables",
        (
            tree.Heading(1, words("Tables and figures"), "tables"),
            tree.Table(
                columns,
                (head,),
                body,
                caption=(Text("Trade in 2022"), note(6, "A note from a caption.")),
                source=words("Customs service"),
                row_heads=True,
                number=1,
                identifier="trade",
                label="Table 1. ",
                source_label="Source: ",
            ),
            tree.Table((tree.Column(), tree.Column()), (), (tree.Row((cell("No head"), cell("no caption"))),)),
            chronology,
            tree.Figure(
                "figures/map.png",
                "A slope of blue",
                words("The slope"),
                words("Example Institute"),
                1,
                "slope",
                label="Figure 1. ",
                source_label="Source: ",
            ),
            tree.Figure("figures/map.png", ""),
        ),
    )


def _listed() -> tree.Contents:
    entry = tree.ContentsEntry(words("Trade in 2022"), 1, "trade", "1", "Table 1. ")
    return tree.Contents((entry,), 1, words("Tables"), tree.Listing.TABLES)


def _spanning() -> tree.Table:
    """A table whose cells span rows and columns, in the head too, and hold a list."""
    heads = (cell("Region", role=Role.TABLE_HEAD, rows=2), cell("Deliveries", role=Role.TABLE_HEAD, columns=2))
    years = (cell("2021", role=Role.TABLE_HEAD), cell("2022", role=Role.TABLE_HEAD))
    listed = tree.Cell((tree.BulletList((_item(paragraph("by sea", role=Role.TABLE_CELL)),)),))
    body = (
        tree.Row((cell("North", role=Role.TABLE_ROW_HEAD, rows=2), cell("12.5"), cell("4"))),
        tree.Row((cell("1,046"), cell("\u2014"))),
        tree.Row((cell("South", role=Role.TABLE_ROW_HEAD), listed, cell("7"))),
    )
    return tree.Table((tree.Column(),) * 3, (tree.Row(heads), tree.Row(years)), body, row_heads=True, identifier="spanning")


def _beside() -> tree.Section:
    """What stands in the margin, and a table that begins below it."""
    pull = tree.BlockQuote(
        (paragraph("A partnership of convenience.", role=Role.PULL_QUOTE),),
        words("A scholar, Example Institute"),
        attributes=Attributes(classes=("quote", "pull")),
    )
    aside = tree.Callout(tree.CalloutKind.MARGIN, (paragraph("Values are at current prices.", role=Role.MARGIN_NOTE),))
    return tree.Section(
        "beside",
        (
            tree.Heading(1, words("Beside the text"), "beside"),
            pull,
            paragraph("The paragraph beside which a quotation stands."),
            aside,
            paragraph("The paragraph beside which an aside stands."),
            _spanning(),
        ),
    )


def _foreign(text: str, language: str) -> tree.Span:
    return tree.Span(words(text), Attributes(pairs=(("lang", language),)))


def _scripts() -> tree.Section:
    return tree.Section(
        "scripts/mixed",
        (
            tree.Heading(1, words("Scripts"), "scripts"),
            paragraph(
                "Moscow calls it ", _foreign("стратегическое партнёрство", "ru"), "; Athens ", _foreign("συνεργασία", "el"), "."
            ),
            paragraph(
                "Tehran says ", _foreign("همکاری راهبردی", "fa"), " (2022), and ", _foreign("ایران و روسیه", "fa"), " in a row."
            ),
            tree.Div(
                (paragraph("این یک بند کامل به زبان فارسی است، با عدد ۱۴۰۱ و واژه Brief در میان."),),
                Attributes(pairs=(("lang", "fa"),)),
            ),
            tree.Callout(
                tree.CalloutKind.NOTE,
                (
                    paragraph(
                        "Ёлка, ",
                        tree.Strong((_foreign("Иран", "ru"),)),
                        " and ",
                        tree.Emphasis((_foreign("ایران", "fa"),)),
                        ".",
                        role=Role.CALLOUT,
                    ),
                ),
                label="Note",
            ),
        ),
    )


def _ending() -> tree.Section:
    entries = (
        _entry("isw", "Institute. ", "Report", ". 2022."),
        _entry("nyt", "Newspaper. ", "Alliance of convenience", ". 17 October 2022."),
    )
    return tree.Section(
        "references",
        (
            tree.Heading(1, words("References"), "references"),
            tree.ReferenceList(entries),
            paragraph("Set in Source Serif and Source Sans.", role=Role.COLOPHON),
        ),
    )


def _entry(key: str, before: str, title: str, after: str) -> tree.ReferenceEntry:
    return tree.ReferenceEntry(key, (Text(before), tree.Emphasis(words(title)), Text(after)))
