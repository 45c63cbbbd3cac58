"""Layouts set by hand, for the tests of what paints them: lines of shaped text, tagged, on one page or several."""

from __future__ import annotations

import functools
from pathlib import Path

from briefgen.fonts import open_face
from briefgen.layout.pages import (
    Annotation,
    Content,
    Element,
    Furniture,
    GlyphRun,
    Layer,
    Layout,
    OutlineEntry,
    Page,
    PlacedPicture,
    Rectangle,
    Rule,
)
from briefgen.model import house, tree
from briefgen.model.house import Colour, Length
from briefgen.model.manifest import Attachment, Manifest, PageMap

FONTS = Path(__file__).parents[1] / "templates" / "house" / "fonts"
SERIF, SANS, ARABIC = "SourceSerif4-Regular.ttf", "SourceSans3-Regular.ttf", "Vazirmatn-Regular.ttf"
INK, ACCENT = Colour(23, 32, 42), Colour(166, 61, 47)
PERSIAN = "اطلاعات اسلامی"


@functools.cache
def font_file(name: str) -> bytes:
    return (FONTS / name).read_bytes()


class Press:
    """Sets lines down a page. ``root`` is the structure's root; a new page begins with :meth:`page`."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: list[Page] = []
        self.outline: list[OutlineEntry] = []
        self.faces: set[str] = set()
        self.y = 0.0

    def page(self, label: str = "") -> Page:
        self.pages.append(Page(595.28, 841.89, label, [Layer(Furniture.LAYOUT)]))
        self.y = 780.0
        return self.pages[-1]

    def add(self, item: GlyphRun | Rectangle | Rule | PlacedPicture, kind: Furniture = Furniture.LAYOUT) -> None:
        layers = self.pages[-1].layers
        if layers[-1].kind is not kind:
            layers.append(Layer(kind))
        layers[-1].items.append(item)

    def run(
        self,
        content: Content | None,
        text: str,
        *,
        x: float = 56,
        y: float | None = None,
        face: str = SERIF,
        size: float = 10,
        colour: Colour = INK,
        direction: str = "ltr",
        features: tuple[str, ...] = (),
        kind: Furniture = Furniture.LAYOUT,
    ) -> float:
        """Paint text where the line stands; the width it took in points."""
        shaped = open_face(font_file(face)).shape(text, direction=direction, features=features)
        self.faces.add(face)
        self.add(GlyphRun(face, size, colour, x, self.y if y is None else y, shaped.glyphs, content), kind)
        return shaped.advance * size / 1000

    def line(self, parent: Element, tag: str, text: str, **how: object) -> Element:
        """An element with one line of text, and down to the next."""
        element = parent.add(tag)
        self.run(element.content(), text, **how)
        self.feed()
        return element

    def feed(self) -> None:
        self.y -= 16

    def link(self, parent: Element, text: str, *, uri: str | None = None, destination: str | None = None) -> Element:
        """A linked line."""
        element = parent.add("Link")
        width = self.run(element.content(), text)
        annotation = Annotation((56, self.y - 3, 56 + width, self.y + 9), f"Leads to {uri or destination}", uri, destination)
        element.children.append(annotation)
        self.pages[-1].annotations.append(annotation)
        self.feed()
        return element

    def heading(self, parent: Element, level: int, text: str, identifier: str) -> Element:
        """A heading that links and a bookmark lead to."""
        self.pages[-1].destinations[identifier] = self.y + 12
        self.outline.append(OutlineEntry(text, level, identifier))
        return self.line(parent, f"H{level}", text, size=16)

    def table(self, parent: Element, rows: tuple[tuple[str, ...], ...]) -> Element:
        """A table whose first row is its head. An empty text makes an empty cell."""
        table = parent.add("Table")
        for number, row in enumerate(rows):
            line = table.add("TR")
            for column, text in enumerate(row):
                cell = line.add("TH" if number == 0 else "TD")
                cell.scope = "Column" if number == 0 else None
                if text:
                    self.run(cell.add("P").content(), text, x=56 + 90 * column)
            self.feed()
            self.add(Rule(56, self.y + 12, 300, self.y + 12, 0.5, ACCENT))
        return table

    def note(self, parent: Element, mark: str, text: str, identifier: str) -> Element:
        """A footnote right after its reference, painted at the page's foot."""
        reference = parent.add("Reference")
        self.run(reference.content(), mark, x=300, features=("sups",), face=SANS)
        note = parent.add("Note")
        note.identifier = identifier
        self.run(note.content(), text, y=80, size=8)
        return note

    def layout(self) -> Layout:
        fonts = {face: font_file(face) for face in sorted(self.faces)}
        return Layout(tuple(self.pages), self.root, tuple(self.outline), PageMap(pages=len(self.pages)), fonts)


def report() -> Press:
    """Two pages with everything that a real document has: what each test of the whole file starts from."""
    press = Press()
    press.page()
    press.add(Rectangle(0, 0, 595.28, 841.89, Colour(245, 241, 232)), Furniture.BACKGROUND)
    press.run(None, "TLP:CLEAR", y=820, kind=Furniture.HEADER)
    press.run(None, "Page 1 of 2", y=30, kind=Furniture.FOOTER)
    part = press.root.add("Sect")
    press.heading(part, 1, "Summary of the finding", "summary")
    text = part.add("P")
    body = text.content()
    press.run(body, "Efficient flights of office staff, ")
    press.feed()
    press.run(body, "fjords and affluent offices. ")
    press.note(text, "1", "A note at the foot. ", "note-1")
    press.feed()
    press.link(part.add("P"), "An address on the web", uri="https://example.org/a?b=c#d")
    press.link(part.add("P"), "Further down", destination="economy")
    press.line(part, "P", "Москва согласовала поставки").language = "ru"
    persian = part.add("P").add("Span")
    persian.language, persian.actual_text = "fa", PERSIAN
    press.run(persian.content(), PERSIAN, face=ARABIC, direction="rtl")
    press.feed()
    _list(press, part)
    over = part.add("P").content()
    press.run(over, "A paragraph that begins here ")
    press.page("1")
    press.run(over, "and ends on the next page. ")
    press.feed()
    press.heading(part, 2, "The economy", "economy")
    press.table(part, (("Year", "Value"), ("2022", "1,700"), ("2023", "")))
    figure = part.add("Figure")
    figure.alternative, figure.bounds = "A blue slope", (56, 400, 116, 440)
    press.add(PlacedPicture("figures/map.png", 56, 400, 60, 40, figure.content()))
    return press


def _list(press: Press, parent: Element) -> None:
    items = parent.add("L")
    items.numbering = "Disc"
    for text in ("First item", "Second item"):
        item = items.add("LI")
        press.run(item.add("Lbl").content(), "•")
        press.run(item.add("LBody").add("P").content(), text, x=70)
        press.feed()


def manifest(**changed: object) -> Manifest:
    values: dict[str, object] = {
        "id": "report",
        "instant": "2022-10-20T06:00:00+02:00",
        "digest": "0" * 64,
        "generator": "briefgen 0.1.0",
        "attachments": (
            Attachment("report.md", "text/markdown", b"# Summary\n", "Source", "The text as written"),
            Attachment("sources.json", "application/json", b"[]", "Data", "The sources cited"),
        ),
    }
    return Manifest(**(values | changed))


def style() -> house.HouseStyle:
    """A style that says nothing: the painter asks it for words only."""
    zero = Length(0)
    page = house.Page(*(zero,) * 11)
    return house.HouseStyle(
        name="none",
        page=page,
        colours={},
        families={},
        fallbacks=(),
        font_files={},
        roles={},
        table=house.TableStyle(INK, INK, zero, zero, zero),
        boxes={},
        marking=house.MarkingStyle(INK, {}, zero, zero),
        confidence={},
        labels={"cover": "Cover"},
        footnote_rule=zero,
        list_indent=zero,
    )


def document(picture: tree.Picture | None = None, **meta: object) -> tree.Document:
    values: dict[str, object] = {"title": "A report <of> two & more", "authors": ("Eurasia desk", "Research support")}
    pictures = {"figures/map.png": picture} if picture else {}
    return tree.Document(tree.Meta(**(values | meta)), (), pictures)
