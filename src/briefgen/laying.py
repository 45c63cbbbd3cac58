"""Laying out, or what was kept of it: a Word file needs few facts of a layout, and a layout takes most of the time of a long brief.

What is kept is worth exactly as much as the layout it came from: it is found by all that goes into one, which is the document, the
house with its fonts, and briefgen's version.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from briefgen import __version__, layout
from briefgen.layout.pages import CoverArt, Element, Layout, PlacedPicture, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, Severity
from briefgen.model.digest import digest
from briefgen.model.house import Colour
from briefgen.model.manifest import Manifest, PageMap
from briefgen.model.named import NamedTuple
from briefgen.model.position import Position
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.layout.pages import LetteredDrawing, Page, Painter
    from briefgen.model.house import HouseStyle
    from briefgen.model.ports import Keep

_Facts = dict[str, Any]

# A drawing is painted in a file that nobody sees; its instant is the earliest a file can name.
_NOBODYS = Manifest("", "1980-01-01", "", "")


class Shown(NamedTuple):
    """A drawing for those who cannot paint it: as PNG, and as SVG with its words as outlines."""

    raster: bytes
    outlines: bytes


class Laid(NamedTuple):
    """A document laid out, and its drawings by target where they were asked for."""

    outcome: Outcome[Layout]
    drawings: Mapping[str, Shown]


class _Forgetting:
    """Paints nothing: for whoever wants to know where things stand and not what stands there."""

    def begin(self, fonts: Mapping[str, bytes], drawings: Mapping[str, LetteredDrawing]) -> None:
        """Nothing is needed."""

    def paint(self, page: Page) -> None:
        """Forget what stands on a page, so that a long document is never in memory as a whole."""
        page.layers.clear()


def lay_out(
    document: tree.Document,
    style: HouseStyle,
    origin: str,
    keep: Keep,
    *,
    painted: bool,
    shown: bool,
    painter: Painter | None = None,
) -> Laid:
    """The document laid out. ``origin`` is a digest of what it says and of where it says it, for findings have places.

    Unless it is to be ``painted``, the layout may come without pages, fonts and structure: with the page map, the columns of tables
    and what is drawn on the cover, and with every finding. ``shown``: the drawings are wanted too. A ``painter`` takes the pages as
    they are made.
    """
    if painted:
        outcome = layout.paginate(document, style, painter) if painter else layout.paginate(document, style)
        return Laid(outcome, _shown(outcome.value, style, keep) if shown else {})
    made: list[Laid] = []

    def make() -> bytes:
        made.append(lay_out(document, style, origin, keep, painted=True, shown=shown, painter=_Forgetting()))
        return json.dumps(_facts(document, made[0])).encode()

    kept = keep(f"{'layout-shown' if shown else 'layout'}-{_name(origin, style)}", make)
    return made[0] if made else _laid(document, json.loads(kept))


def _name(origin: str, style: HouseStyle) -> str:
    return digest((__version__, origin, replace(style, font_files={}), _fonts(style)))


def _fonts(style: HouseStyle) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(style.font_files.items())}


def _shown(laid_out: Layout, style: HouseStyle, keep: Keep) -> dict[str, Shown]:
    """Each drawing as pixels and outlines. To make them takes longer than to lay out a short brief."""
    if not laid_out.drawings:
        return {}
    house = digest((__version__, style.families, _fonts(style)))
    return {
        target: _one_shown(replace(laid_out, drawings={target: one}), style, house, keep)
        for target, one in laid_out.drawings.items()
    }


def _one_shown(laid_out: Layout, style: HouseStyle, house: str, keep: Keep) -> Shown:
    ((target, one),) = laid_out.drawings.items()

    def make() -> bytes:
        from briefgen.writers.pdf.raster import rasters
        from briefgen.writers.svg import with_outlines

        pixels = rasters(laid_out, style, _NOBODYS)[target]
        return len(pixels).to_bytes(8, "big") + pixels + with_outlines(one, laid_out.fonts).encode()

    name = hashlib.sha256(f"{house} {one.drawing!r}".encode()).hexdigest()
    kept = keep(f"drawing-{name}", make)
    length = int.from_bytes(kept[:8], "big")
    return Shown(kept[8 : 8 + length], kept[8 + length :])


def _facts(document: tree.Document, laid: Laid) -> _Facts:
    laid_out, tables = laid.outcome.value, _tables(document)
    return {
        "labels": dict(laid_out.page_map.labels),
        "pages": laid_out.page_map.pages,
        "columns": [list(laid_out.tables.get(table, ())) for table in tables],
        "small": [n for n, table in enumerate(tables) if table in laid_out.small_tables],
        "cover": asdict(laid_out.cover) if laid_out.cover else None,
        "findings": [[f.code, f.severity, f.message, _place(f.position), f.hint] for f in laid.outcome.diagnostics],
        "drawings": {target: [b64encode(part).decode() for part in one] for target, one in laid.drawings.items()},
    }


def _laid(document: tree.Document, facts: _Facts) -> Laid:
    tables = _tables(document)
    kept = Layout(
        pages=(),
        root=Element("Document"),
        outline=(),
        page_map=PageMap(facts["labels"], facts["pages"]),
        fonts={},
        tables={table: tuple(shares) for table, shares in zip(tables, facts["columns"], strict=True) if shares},
        cover=_cover(facts["cover"]) if facts["cover"] else None,
        small_tables=frozenset(tables[n] for n in facts["small"]),
    )
    findings = tuple(_finding(*said) for said in facts["findings"])
    return Laid(Outcome(kept, findings), {target: Shown(*map(b64decode, parts)) for target, parts in facts["drawings"].items()})


def _tables(document: tree.Document) -> list[tree.Table]:
    return [node for node in walk(document.blocks) if isinstance(node, tree.Table)]


def _place(position: Position | None) -> list[Any] | None:
    return [position.file, position.line, position.column] if position else None


def _finding(code: str, severity: str, message: str, place: list[Any] | None, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity(severity), message, Position(*place) if place else None, hint)


def _cover(kept: _Facts) -> CoverArt:
    bar = Rectangle(**kept["bar"] | {"colour": Colour(*kept["bar"]["colour"])})
    picture = PlacedPicture(**kept["picture"]) if kept.get("picture") else None
    return CoverArt(bar, _rule(kept["hairline"]), tuple(_rule(line) for line in kept["ornament"]), picture)


def _rule(kept: _Facts) -> Rule:
    return Rule(**kept | {"colour": Colour(*kept["colour"]), "dash": tuple(kept["dash"])})
