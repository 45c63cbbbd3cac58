"""Short ways from blocks to a layout, and back from a layout to what stands in it, for the tests of setting and paging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.layout import paginate
from briefgen.layout.pages import Annotation, Content, Element, Furniture, GlyphRun, Layout, Page
from briefgen.model import tree
from briefgen.model.diagnostic import Outcome
from briefgen.model.house import HouseStyle
from briefgen.model.role import Role
from houses import shipped_house

Inlines = Iterable[str | tree.Inline]
META = tree.Meta("A brief", organisation="Example Institute", language="en-US")
ENGLISH = (
    "Two governments that distrust one another can still find that each has what the other lacks. The first needs cheap "
    "aircraft without crews, in numbers, and soon; the second needs a market that no sanction reaches and a seat at a table from "
    "which it has long been kept away. What they announce is larger than what they deliver, and what they deliver is reported "
    "mostly by those who have an interest in reporting it. An analyst who counts only contracts will therefore count too much, "
    "and one who counts only deliveries will learn of the relationship when it is too late to matter. "
)


def texts(*parts: str | tree.Inline) -> tuple[tree.Inline, ...]:
    return tuple(tree.Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | tree.Inline, role: Role = Role.BODY) -> tree.Paragraph:
    return tree.Paragraph(texts(*parts), role)


def heading(level: int, text: str, identifier: str = "") -> tree.Heading:
    return tree.Heading(level, texts(text), identifier or text.lower().replace(" ", "-"))


def note(*parts: str | tree.Inline, number: int = 0) -> tree.Note:
    return tree.Note((paragraph(*parts, role=Role.NOTE),), number)


def cell(text: str, role: Role = Role.TABLE_CELL) -> tree.Cell:
    return tree.Cell((paragraph(text, role=role),))


def table(rows: Iterable[Iterable[str]], head: Iterable[str] = ("One", "Two"), **more: object) -> tree.Table:
    body = tuple(tree.Row(tuple(cell(text) for text in row)) for row in rows)
    heads = tuple(cell(text, Role.TABLE_HEAD) for text in head)
    return tree.Table((tree.Column(),) * len(heads), (tree.Row(heads),), body, **more)  # type: ignore[arg-type]  # fields by name


def style() -> HouseStyle:
    return shipped_house().style


def outcome(*blocks: tree.Block, meta: tree.Meta = META, pictures: dict[str, tree.Picture] | None = None) -> Outcome[Layout]:
    return paginate(tree.Document(meta, blocks, pictures or {}), style())


def laid(*blocks: tree.Block, meta: tree.Meta = META, pictures: dict[str, tree.Picture] | None = None) -> Layout:
    """The layout of blocks that no finding is expected for."""
    made = outcome(*blocks, meta=meta, pictures=pictures)
    assert () == made.diagnostics
    return made.value


# ── what stands on pages ─────────────────────────────────────────────────────────────────────────────────────────────


def runs(page: Page, *kinds: Furniture) -> list[GlyphRun]:
    return [
        item
        for layer in page.layers
        if not kinds or layer.kind in kinds
        for item in layer.items
        if isinstance(item, GlyphRun) and item.glyphs
    ]


def body_lines(page: Page) -> list[list[GlyphRun]]:
    """The runs that have a content, by baseline from the top."""
    found: dict[float, list[GlyphRun]] = {}
    for run in runs(page, Furniture.LAYOUT):
        if run.content is not None:
            found.setdefault(round(run.y, 2), []).append(run)
    return [sorted(found[y], key=lambda run: run.x) for y in sorted(found, reverse=True)]


def words_of(line: Iterable[GlyphRun]) -> str:
    return "".join(glyph.text for run in line for glyph in run.glyphs)


def end_of(run: GlyphRun, *, spaces: bool = False) -> float:
    """Where a run's last visible glyph ends."""
    glyphs = list(run.glyphs)
    while glyphs and not spaces and glyphs[-1].text.isspace():
        glyphs.pop()
    return run.x + sum(glyph.advance for glyph in glyphs) * run.size / 1000


def page_text(page: Page, *kinds: Furniture) -> str:
    return " ".join("".join(glyph.text for glyph in run.glyphs) for run in runs(page, *kinds))


# ── what stands in the structure ─────────────────────────────────────────────────────────────────────────────────────


def painted(layout: Layout) -> dict[Content, str]:
    """The text of every content, in the order of painting; hyphens at line ends are not part of it."""
    found: dict[Content, list[str]] = {}
    for page in layout.pages:
        for run in runs(page):
            if run.content is not None:
                found.setdefault(run.content, []).append("".join(glyph.text for glyph in run.glyphs))
    return {content: "".join(parts).replace("\u00ad", "") for content, parts in found.items()}


def said(element: Element, contents: dict[Content, str], leave_out: tuple[str, ...] = ("Note", "Reference")) -> str:
    """What an element says to those who hear it."""
    if element.actual_text is not None:
        return element.actual_text
    parts = []
    for child in element.children:
        if isinstance(child, Content):
            parts.append(contents.get(child, ""))
        elif isinstance(child, Element) and child.tag not in leave_out:
            parts.append(said(child, contents, leave_out))
    return "".join(parts)


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """All elements with one of some tags, in reading order."""
    if not tags or root.tag in tags:
        yield root
    for child in root.children:
        if isinstance(child, Element):
            yield from elements(child, *tags)


def annotations(element: Element) -> list[Annotation]:
    return [child for child in element.children if isinstance(child, Annotation)]


def saying(layout: Layout, *tags: str) -> list[str]:
    """What each element with one of some tags says, spaces made single."""
    contents = painted(layout)
    return [" ".join(said(element, contents).split()) for element in elements(layout.root, *tags)]


def tags(element: Element) -> list[str]:
    return [child.tag for child in element.children if isinstance(child, Element)]
