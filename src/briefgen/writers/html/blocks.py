"""Blocks as HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from briefgen.model import tree
from briefgen.model.characters import one_line
from briefgen.model.role import Role
from briefgen.model.role import heading as heading_role
from briefgen.model.script import is_right_to_left
from briefgen.writers.html.inlines import escaped, identified, image, in_language, inlines
from briefgen.writers.html.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.writers.html.inlines import Page

_BOXES = {tick: f"{sign}&#160;" for tick, sign in ((True, "&#9745;"), (False, "&#9744;"))} | {None: ""}


def blocks(nodes: Iterable[tree.Block], page: Page) -> str:
    """Blocks one under the other."""
    return "".join(_block(node, page) for node in nodes)


def _block(block: tree.Block, page: Page) -> str:
    look = page.sheet.attributes
    match block:
        case tree.Paragraph():
            return f"<p{look(block.role)}>{inlines(block.children, page)}</p>\n"
        case tree.Heading():
            return _heading(block, page)
        case tree.Section() | tree.Chronology():
            return blocks(block.children, page)
        case tree.Div():
            return _div(block, page)
        case tree.Panel():
            return _boxed("panel", block.children, page)
        case tree.Cover():
            return f"<header{look('cover')}>\n{blocks(block.children, replace(page, on_cover=True))}</header>\n"
        case tree.BulletList() | tree.OrderedList():
            return _list(block, page)
        case tree.DefinitionList():
            return f'<dl style="margin:0 0 14px">\n{"".join(_definition(item, page) for item in block.items)}</dl>\n'
        case tree.BlockQuote():
            return _quote(block, page)
        case tree.CodeBlock():
            return f"<pre{look(Role.CODE_BLOCK)}>{escaped(block.text)}</pre>\n"
        case tree.Table():
            return table(block, page, blocks)
        case tree.Figure():
            return _figure(block, page)
        case tree.Judgment():
            return _judgment(block, page)
        case tree.Callout():
            return _callout(block, page)
        case tree.Contents():
            return _contents(block, page)
        case tree.ReferenceList():
            return "".join(_reference(entry, page) for entry in block.entries)
        case tree.ThematicBreak():
            return f"<hr{look('rule')}>\n"
        case tree.PageBreak():
            return ""
        case _:
            assert_never(block)


def _heading(heading: tree.Heading, page: Page) -> str:
    name = f"h{min(max(heading.level, 1), 6)}"
    said = identified(heading.identifier) + in_language(heading.attributes) + page.sheet.attributes(heading_role(heading.level))
    return f"<{name}{said}>{escaped(heading.label)}{inlines(heading.children, page)}</{name}>\n"


def _div(div: tree.Div, page: Page) -> str:
    about = identified(div.attributes.identifier) + in_language(div.attributes)
    language = div.attributes.get("lang")
    if language:
        page = replace(page, sheet=page.sheet.reading(right_to_left=is_right_to_left(language)))
    inside = blocks(div.children, page)
    return f"<div{about}>\n{inside}</div>\n" if about else inside


def _boxed(kind: str, children: Iterable[tree.Block], page: Page, about: str = "", label: str = "") -> str:
    """Blocks in the house's box for a kind, or under one another where it has none."""
    look = page.sheet.attributes(f"box-{kind}") if kind in page.sheet.style.boxes else ""
    return f"<div{about}{look}>\n{label}{_headed(children, page)}</div>\n"


def _headed(children: Iterable[tree.Block], page: Page) -> str:
    """The blocks of a panel: its heading is set as one, whatever its level."""
    return "".join(_panel_heading(one, page) if isinstance(one, tree.Heading) else _block(one, page) for one in children)


def _panel_heading(heading: tree.Heading, page: Page) -> str:
    name, look = f"h{min(max(heading.level, 1), 6)}", page.sheet.attributes(Role.PANEL_HEADING)
    words = f"{escaped(heading.label)}{inlines(heading.children, page)}"
    return f"<{name}{identified(heading.identifier)}{look}>{words}</{name}>\n"


def _judgment(judgment: tree.Judgment, page: Page) -> str:
    about = identified(judgment.identifier) + in_language(judgment.attributes)
    inside = blocks(judgment.children, page)
    if not judgment.label:
        return f"<div{about}>\n{inside}</div>\n"
    look = page.sheet.attributes
    numeral = f"<div{look('numeral')}>{escaped(judgment.label)}</div>\n"
    return f"<div{about}>\n{numeral}<div{look('aside')}>\n{inside}</div>\n</div>\n"


def _callout(callout: tree.Callout, page: Page) -> str:
    about = f' role="note"{identified(callout.identifier)}{in_language(callout.attributes)}'
    label = f"<p{page.sheet.attributes(Role.CALLOUT_LABEL)}>{escaped(callout.label)}</p>\n" if callout.label else ""
    if callout.is_marginal:
        return f"<aside{about}{page.sheet.attributes('beside')}>\n{label}{_headed(callout.children, page)}</aside>\n"
    return _boxed(callout.kind, callout.children, page, about, label)


def _list(block: tree.BulletList | tree.OrderedList, page: Page) -> str:
    name = "ul" if isinstance(block, tree.BulletList) else "ol"
    start = f' start="{block.start}"' if isinstance(block, tree.OrderedList) and block.start != 1 else ""
    items = "".join(_item(item, block.tight, page) for item in block.items)
    return f"<{name}{start}{page.sheet.attributes('list')}>\n{items}</{name}>\n"


def _item(item: tree.ListItem, tight: bool, page: Page) -> str:
    """A tight list's items hold their words themselves."""
    first = item.children[0] if item.children else None
    bare = "" if item.checked is None else "list-style:none"
    if not isinstance(first, tree.Paragraph):
        return f"<li{page.sheet.attributes('item', bare)}>{_BOXES[item.checked]}{blocks(item.children, page)}</li>\n"
    words = f"{_BOXES[item.checked]}{inlines(first.children, page)}"
    if not tight:
        said = f"<p{page.sheet.attributes(first.role)}>{words}</p>\n"
        return f"<li{page.sheet.attributes('item', bare)}>{said}{blocks(item.children[1:], page)}</li>\n"
    look = page.sheet.attributes(first.role, ";".join(filter(None, ("margin:0 0 6px", bare))))
    return f"<li{look}>{words}{blocks(item.children[1:], page)}</li>\n"


def _definition(item: tree.Definition, page: Page) -> str:
    look = page.sheet.attributes
    said = "".join(f"<dd{look('definition-of')}>{blocks(one, page)}</dd>\n" for one in item.definitions)
    return f"<dt{look(Role.DEFINITION_TERM)}>{inlines(item.term, page)}</dt>\n{said}"


def _quote(quote: tree.BlockQuote, page: Page) -> str:
    about = identified(quote.attributes.identifier) + page.sheet.attributes("pulled" if quote.is_pulled else "quote-block")
    return f"<blockquote{about}>\n{blocks(quote.children, page)}{_attribution(quote, page)}</blockquote>\n"


def _attribution(quote: tree.BlockQuote, page: Page) -> str:
    if not quote.attribution:
        return ""
    words = f"{escaped(quote.attribution_label)}{inlines(quote.attribution, page)}"
    return f"<p{page.sheet.attributes(Role.ATTRIBUTION)}>{words}</p>\n"


def _figure(figure: tree.Figure, page: Page) -> str:
    look = page.sheet.attributes
    picture = image(figure.target, figure.alternative, page, figure.attributes.get("width"))
    words = f"{escaped(figure.label)}{inlines(figure.caption, page)}" if figure.caption else ""
    caption = f"<figcaption{look(Role.CAPTION)}>{words}</figcaption>\n" if words else ""
    return f"<figure{identified(figure.identifier)}{look('figure')}>\n{caption}{picture}\n{_source_line(figure, page)}</figure>\n"


def _source_line(figure: tree.Figure, page: Page) -> str:
    words = f"{escaped(figure.source_label)}{inlines(figure.source, page)}" if figure.source else ""
    return f"<p{page.sheet.attributes(Role.SOURCE_LINE)}>{words}</p>\n" if words else ""


def _contents(contents: tree.Contents, page: Page) -> str:
    role = Role.COVER_CONTENTS if page.on_cover else Role.CONTENTS_HEADING
    heading = f"<p{page.sheet.attributes(role)}><b>{inlines(contents.heading, page)}</b></p>\n" if contents.heading else ""
    lines = "".join(_entry(entry, page) for entry in contents.entries)
    said = ' role="doc-toc"' if contents.listing is tree.Listing.HEADINGS else ""
    return f'<nav{said} style="padding:20px 0 0">\n{heading}{lines}</nav>\n'


def _entry(entry: tree.ContentsEntry, page: Page) -> str:
    role = (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3)[min(entry.level, 3) - 1]
    words = f"{escaped(entry.label)}{inlines(entry.children, page)}"
    link = f'<a href="#{escaped(entry.identifier)}" style="color:inherit;text-decoration:none">{words}</a>'
    indent = f"padding-left:{18 * (entry.level - 1)}px" if entry.level > 1 else ""
    look = page.sheet.attributes(Role.COVER_CONTENTS if page.on_cover else role, indent)
    return f"<p{look}>{link if entry.identifier in page.destinations else words}</p>\n"


def _reference(entry: tree.ReferenceEntry, page: Page) -> str:
    label = f"{inlines(entry.label, page)} " if entry.label else ""
    key = identified(f"ref-{one_line(entry.key)}")
    return f"<p{key}{page.sheet.attributes(Role.REFERENCE)}>{label}{inlines(entry.children, page)}</p>\n"
