"""The HTML writer: one file that needs no other, for the body of mail and for reading on a telephone.

Every declaration stands in its element, because mail programs drop style sheets; one in the head adds the colours of night and what
a narrow screen needs. Layout is blocks under one another, which Outlook understands too. There is no script and nothing is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.characters import one_line
from briefgen.model.script import is_right_to_left
from briefgen.model.walk import walk
from briefgen.writers.html.blocks import blocks
from briefgen.writers.html.inlines import Page, escaped
from briefgen.writers.html.notes import notes
from briefgen.writers.html.sheet import Sheet, lozenge

if TYPE_CHECKING:
    from briefgen.layout.pages import Layout
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Content Security Policy level 3: whatever the text may hold, nothing runs and nothing is fetched."""


def write(document: tree.Document, style: HouseStyle, manifest: Manifest, layout: Layout | None = None) -> bytes:
    """The document as HTML 5 in UTF-8; ``layout`` holds nothing that a screen needs."""
    del layout
    right_to_left = is_right_to_left(document.meta.language)
    sheet = Sheet(style, language=document.meta.language, turned=right_to_left)
    page = Page(sheet, document.pictures, _destinations(document), drawings=document.drawings)
    marking = _marking(document.meta.marking, style, page)
    inside = "".join((marking, blocks(document.blocks, page), notes(document, page), marking))
    body = f"<div{page.sheet.attributes('page')}>\n{inside}</div>\n"
    language = document.meta.language
    direction = "rtl" if right_to_left else "ltr"
    start = f'<!DOCTYPE html>\n<html lang="{escaped(language)}" dir="{direction}">\n'
    return f'{start}{_head(document.meta, manifest, page)}<body style="margin:0">\n{body}</body>\n</html>\n'.encode()


def _head(meta: tree.Meta, manifest: Manifest, page: Page) -> str:
    lines = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="generator" content="{escaped(manifest.generator)}">',
        f"<title>{escaped(one_line(meta.title))}</title>",
        f"<style>{page.sheet.head()}</style>",
    )
    return "<head>\n" + "\n".join(lines) + "\n</head>\n"


def _marking(label: str, style: HouseStyle, page: Page) -> str:
    """The handling label, which stands first and last."""
    if not label:
        return ""
    return f'<div{page.sheet.attributes("marking-band")}><span style="{lozenge(style, label)}">{escaped(label)}</span></div>\n'


def _destinations(document: tree.Document) -> frozenset[str]:
    """The identifiers that something in the document stands under: a link to any other would lead nowhere."""
    found = set()
    for node in walk(document.blocks):
        attributes = getattr(node, "attributes", tree.PLAIN)
        found |= {getattr(node, "identifier", ""), attributes.identifier}
    return frozenset(found - {""})
