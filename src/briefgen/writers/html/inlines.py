"""Inlines as HTML. Whatever is not spelled out here as a tag goes through :func:`escaped`."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, assert_never

from briefgen.layout.extent import wanted_width
from briefgen.model import tree
from briefgen.model.address import ascii_form, linkable
from briefgen.model.characters import printable
from briefgen.model.script import is_right_to_left
from briefgen.model.value import dataclass, replace
from briefgen.writers import svg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model.drawing import Drawing
    from briefgen.writers.html.sheet import Sheet

_CHIP = "confidence-"
_RANGE = re.compile(r"(?<!\d)\d+\u2013\d+(?!\d)")


@dataclass(frozen=True, slots=True)
class Page:
    """What writing a document needs besides its nodes. ``destinations`` are the identifiers that links may lead to.

    ``on_cover``: what is written stands on the cover's ground. ``linked``: it stands in a link, and no link may stand in a link.
    """

    sheet: Sheet
    pictures: Mapping[str, tree.Picture]
    destinations: frozenset[str]
    on_cover: bool = False
    linked: bool = False
    drawings: Mapping[str, Drawing] = field(default_factory=dict)


def escaped(text: str) -> str:
    """Text as text, in an element and in an attribute."""
    return html.escape(printable(text))


def inlines(nodes: Iterable[tree.Inline], page: Page) -> str:
    """A run of inlines."""
    return "".join(_inline(node, page) for node in nodes)


def _inline(node: tree.Inline, page: Page) -> str:
    match node:
        case tree.Text():
            return _whole_ranges(escaped(node.text))
        case tree.Emphasis():
            return f"<em>{inlines(node.children, page)}</em>"
        case tree.Strong():
            return f"<strong>{inlines(node.children, page)}</strong>"
        case tree.Strikeout():
            return f"<s>{inlines(node.children, page)}</s>"
        case tree.Superscript():
            return f'<sup style="line-height:0">{inlines(node.children, page)}</sup>'
        case tree.Subscript():
            return f'<sub style="line-height:0">{inlines(node.children, page)}</sub>'
        case tree.SmallCaps():
            return f'<span style="font-variant:small-caps">{inlines(node.children, page)}</span>'
        case tree.Code():
            return f"<code{page.sheet.attributes('code')}>{escaped(node.text)}</code>"
        case tree.Link():
            return _link(node, page)
        case tree.Image():
            return image(node.target, node.alternative, page)
        case tree.Span():
            return _span(node, page)
        case tree.Cite():
            return inlines(node.children, page)
        case tree.Note():
            return _mark(node, page)
        case tree.SoftBreak():
            return "\n"
        case tree.LineBreak():
            return "<br>\n"
        case _:
            assert_never(node)


def _whole_ranges(words: str) -> str:
    """Words, already escaped, in which no line ends inside a range of figures; browsers end one after any dash."""
    return _RANGE.sub(r'<span style="white-space:nowrap">\g<0></span>', words) if "\u2013" in words else words


def _link(link: tree.Link, page: Page) -> str:
    target, inside = link.target, link.target.startswith("#")
    if page.linked or not (target[1:] in page.destinations if inside else linkable(target)):
        return inlines(link.children, page)
    words = inlines(link.children, replace(page, linked=True))
    title = f' title="{escaped(link.title)}"' if link.title else ""
    href = escaped(target if inside else ascii_form(target))
    return f'<a href="{href}"{title}{page.sheet.attributes("link")}>{words}</a>'


def image(target: str, alternative: str, page: Page, said: str = "") -> str:
    """A picture inside the file, a drawing as vectors; its alternative text where there is neither.

    ``said`` is the width that its author asks for: a share of the text's, or a length.
    """
    wide = _wide(said)
    drawing = page.drawings.get(target)
    if drawing is not None:
        name = f"drawing-{list(page.drawings).index(target) + 1}"
        lettering = svg.Lettering(page.sheet.label_font, page.sheet.label_width)
        return svg.with_text(drawing, alternative, lettering, name, wide=wide)
    picture = page.pictures.get(target)
    if picture is None:
        return escaped(f"[{alternative}]") if alternative else ""
    width, data = (
        wide.removesuffix("px") or str(round(picture.width * 96 / (picture.dpi or 96))),
        base64.b64encode(picture.data).decode(),
    )
    look = page.sheet.attributes("picture", f"width:{wide}" if wide else "")
    source = f"data:{picture.media_type};base64,{data}"
    return f'<img src="{source}" alt="{escaped(alternative)}" width="{wide.removesuffix("px") or width}"{look}>'


def _wide(said: str) -> str:
    """The width that an author asks for as CSS says it; empty where there is none to be understood."""
    points = wanted_width(said, 100.0)
    if points is None:
        return ""
    return f"{min(points, 100.0):g}%" if said.strip().endswith("%") else f"{points * 4 / 3:.0f}px"


def _span(span: tree.Span, page: Page) -> str:
    words = inlines(span.children, page)
    level = next((name.removeprefix(_CHIP) for name in span.attributes.classes if name.startswith(_CHIP)), "")
    look = page.sheet.attributes(f"chip-{level}") if level in page.sheet.style.confidence else ""
    said = f"{identified(span.attributes.identifier)}{in_language(span.attributes)}{look}"
    return f"<span{said}>{words}</span>" if said else words


def _mark(note: tree.Note, page: Page) -> str:
    """A mark in the text, which leads to its note and is led back to; roles of WAI-ARIA's DPub module."""
    look = page.sheet.attributes("note-mark")
    mark = f'<a id="mark-{note.number}" href="#note-{note.number}" role="doc-noteref"{look}>{note.number}</a>'
    return f'<sup style="line-height:0">{mark}</sup>'


# ── attributes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def identified(identifier: str) -> str:
    """An identifier as it stands in a tag; empty where there is none, or one that no address could name."""
    return f' id="{escaped(identifier)}"' if identifier and not any(map(str.isspace, identifier)) else ""


def in_language(attributes: tree.Attributes) -> str:
    """The language of what stands inside, and the direction that follows from it."""
    language = attributes.get("lang")
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return f' lang="{escaped(language)}" dir="{direction}"' if language else ""
