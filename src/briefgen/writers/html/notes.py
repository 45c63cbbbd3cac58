"""Notes after the text: each under its number, which leads back to where it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.direction import base_level
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from briefgen.writers.html.blocks import blocks
from briefgen.writers.html.inlines import escaped, in_language, inlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.writers.html.inlines import Page


def notes(document: tree.Document, page: Page) -> str:
    """All notes of a document; nothing where it has none."""
    found = "".join(_note(node, page) for node in walk(document.blocks) if isinstance(node, tree.Note))
    if not found:
        return ""
    heading = escaped(page.sheet.style.labels.get("notes", "Notes"))
    return f'<section role="doc-endnotes" aria-label="{heading}"{page.sheet.attributes("notes")}>\n{found}</section>\n'


def _note(note: tree.Note, page: Page) -> str:
    back = escaped(page.sheet.style.labels.get("back-to-text", "back to the text"))
    look = page.sheet.attributes(Role.LINK, "text-decoration:none")
    number = f'<a href="#mark-{note.number}" role="doc-backlink" aria-label="{note.number}, {back}"{look}>{note.number}</a>&#160; '
    turned = base_level(plain_text(note.children), page.sheet.language) and not page.sheet.turned
    way = ' dir="rtl"' if turned else ""
    return f'<div id="note-{note.number}"{way}>{"".join(_numbered(note.children, number, page))}</div>\n'


def _numbered(children: Sequence[tree.Block], number: str, page: Page) -> Iterator[str]:
    first, *rest = children or (tree.Paragraph((), Role.NOTE),)
    if isinstance(first, tree.Div) and not rest:
        inside = "".join(_numbered(first.children, number, page))
        yield f"<div{in_language(first.attributes)}>{inside}</div>\n"
        return
    if isinstance(first, tree.Paragraph):
        yield f"<p{page.sheet.attributes(first.role)}>{number}{inlines(first.children, page)}</p>\n"
    else:
        yield f"<p{page.sheet.attributes(Role.NOTE)}>{number}</p>\n{blocks((first,), page)}"
    yield blocks(rest, page)
