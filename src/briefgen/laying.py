"""Laying out, or what was kept of it: a Word file needs few facts of a layout, and a layout takes most of the time of a long brief.

What is kept is worth exactly as much as the layout it came from: it is found by all that goes into one, which is the document, the
house with its fonts, and briefgen's version.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from briefgen import __version__, layout
from briefgen.layout.pages import CoverArt, Element, Layout, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, Severity
from briefgen.model.digest import digest
from briefgen.model.house import Colour
from briefgen.model.manifest import PageMap
from briefgen.model.position import Position
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from briefgen.model.house import HouseStyle
    from briefgen.model.ports import Keep

_Facts = dict[str, Any]


def lay_out(document: tree.Document, style: HouseStyle, origin: str, keep: Keep, *, painted: bool) -> Outcome[Layout]:
    """The document laid out. ``origin`` is a digest of what it says and of where it says it, for findings have places.

    Unless it is to be ``painted``, the layout may come without pages, fonts and structure: with the page map, the columns of tables
    and what is drawn on the cover, and with every finding.
    """
    if painted or document.drawings:
        return layout.paginate(document, style)
    made: list[Outcome[Layout]] = []

    def make() -> bytes:
        made.append(layout.paginate(document, style))
        return json.dumps(_facts(document, made[0])).encode()

    kept = keep(f"layout-{_name(origin, style)}", make)
    return made[0] if made else _outcome(document, json.loads(kept))


def _name(origin: str, style: HouseStyle) -> str:
    fonts = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(style.font_files.items())}
    return digest((__version__, origin, replace(style, font_files={}), fonts))


def _facts(document: tree.Document, outcome: Outcome[Layout]) -> _Facts:
    laid_out, tables = outcome.value, _tables(document)
    return {
        "labels": dict(laid_out.page_map.labels),
        "pages": laid_out.page_map.pages,
        "columns": [list(laid_out.tables.get(table, ())) for table in tables],
        "small": [n for n, table in enumerate(tables) if table in laid_out.small_tables],
        "cover": asdict(laid_out.cover) if laid_out.cover else None,
        "findings": [[f.code, f.severity, f.message, _place(f.position), f.hint] for f in outcome.diagnostics],
    }


def _outcome(document: tree.Document, facts: _Facts) -> Outcome[Layout]:
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
    return Outcome(kept, tuple(_finding(*said) for said in facts["findings"]))


def _tables(document: tree.Document) -> list[tree.Table]:
    return [node for node in walk(document.blocks) if isinstance(node, tree.Table)]


def _place(position: Position | None) -> list[Any] | None:
    return [position.file, position.line, position.column] if position else None


def _finding(code: str, severity: str, message: str, place: list[Any] | None, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity(severity), message, Position(*place) if place else None, hint)


def _cover(kept: _Facts) -> CoverArt:
    bar = Rectangle(**kept["bar"] | {"colour": Colour(*kept["bar"]["colour"])})
    return CoverArt(bar, _rule(kept["hairline"]), tuple(_rule(line) for line in kept["ornament"]))


def _rule(kept: _Facts) -> Rule:
    return Rule(**kept | {"colour": Colour(*kept["colour"]), "dash": tuple(kept["dash"])})
