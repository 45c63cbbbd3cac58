"""The cover: a full page in the house's colour, its text set from the bottom upwards, maybe under an ornament."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, assert_never

from briefgen.layout import contents, graticule
from briefgen.layout.flow import anchor_title
from briefgen.layout.galley import Atom, Frame, Placed, shade, spaced, stacked
from briefgen.layout.pages import CoverArt, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.house import Align, Length, Ornament
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.job import Job
    from briefgen.layout.pages import Item
    from briefgen.model.house import Colour, TextStyle

# Distances in points.
_BAR_TO_TITLE, _TITLE_TO_SUBTITLE, _TO_HAIRLINE, _FROM_HAIRLINE = 20.0, 12.0, 28.0, 14.0
_FOOT = 62.0
_HEAD_AT = 74.0
_SUBTITLE_WIDTH = 400.0
_LEAST_SIZE = 0.3


@dataclass(slots=True)
class Cover:
    """A cover laid out: atoms with their tops on the page, and what is painted behind them."""

    art: CoverArt
    placed: list[Placed] = field(default_factory=list)
    background: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Groups:
    """The cover's lines by where they stand."""

    organisation: list[Atom] = field(default_factory=list)
    series: list[Atom] = field(default_factory=list)
    title: list[Atom] = field(default_factory=list)
    subtitle: list[Atom] = field(default_factory=list)
    details: list[Atom] = field(default_factory=list)
    contents: list[Atom] = field(default_factory=list)


def set_cover(flow: Flow, block: tree.Cover) -> Cover:
    """Lay out the cover. Text keeps its reading order in the structure, wherever it stands on the page."""
    groups = _Groups()
    leader = flow.job.style.colours.get("cover-rule", flow.job.style.colours["rule"])
    for child in _flat(block.children):
        _set_child(flow, groups, child, leader)
    return _place(flow, groups)


def _flat(blocks: Sequence[tree.Block]) -> list[tree.Block]:
    found: list[tree.Block] = []
    for block in blocks:
        if isinstance(block, tree.Div | tree.Section | tree.Panel):
            found += _flat(block.children)
        else:
            found.append(block)
    return found


def _set_child(flow: Flow, groups: _Groups, child: tree.Block, leader: Colour) -> None:
    wide = flow.wide
    share = flow.job.style.cover.contents_width
    right = Frame(wide.right - wide.width * share, wide.width * share)
    if isinstance(child, tree.Contents):
        toc = flow.parent.add("TOC") if child.entries else flow.parent
        style = flow.job.role(Role.COVER_CONTENTS)
        for entry in child.entries:
            if entry.level == 1:
                groups.contents += contents.entry_lines(flow, toc, entry, style, right, leader)
        return
    if not isinstance(child, tree.Paragraph | tree.Heading):
        flow.set_blocks(inner := flow.apart(flow.parent, _detail_frame(flow)), (child,))
        groups.details += inner.atoms
        return
    role = child.role if isinstance(child, tree.Paragraph) else Role.COVER_TITLE
    match role:
        case Role.COVER_TITLE:
            groups.title += _title(flow, child)
        case Role.COVER_ORGANISATION:
            groups.organisation += _lines(flow, child, role, wide._replace(width=wide.width * 0.6))
        case Role.COVER_SERIES:
            groups.series += _lines(flow, child, role, Frame(wide.x + wide.width * 0.6, wide.width * 0.4))
        case Role.COVER_SUBTITLE:
            groups.subtitle += _lines(flow, child, role, wide._replace(width=min(_SUBTITLE_WIDTH, wide.width)))
        case Role.COVER_CONTENTS:
            groups.contents += _lines(flow, child, role, right)
        case _:
            groups.details += _lines(flow, child, role, _detail_frame(flow))


def _detail_frame(flow: Flow) -> Frame:
    return flow.wide._replace(width=flow.wide.width * flow.job.style.cover.details_width)


def _lines(flow: Flow, block: tree.Paragraph | tree.Heading, role: Role, frame: Frame) -> list[Atom]:
    return flow.paragraph(block.children, flow.job.role(role), flow.parent.add("P"), frame=frame, title=role is Role.COVER_SUBTITLE)


def _title(flow: Flow, block: tree.Paragraph | tree.Heading) -> list[Atom]:
    """The title, smaller if it would take more than its part of the page."""
    job, style = flow.job, flow.job.role(Role.COVER_TITLE)
    element = flow.parent.add(job.tags.title())
    most = job.style.page.height.pt * 0.42
    atoms = flow.paragraph(block.children, style, element, frame=flow.wide, title=True)
    scale = 1.0
    while stacked(atoms) > most and scale > _LEAST_SIZE:
        scale *= 0.85
        element.children.clear()
        atoms = flow.paragraph(block.children, _scaled(style, scale), element, frame=flow.wide, title=True)
    anchor_title(job, atoms, plain_text(block.children))
    return atoms


def _scaled(style: TextStyle, scale: float) -> TextStyle:
    return replace(style, size=Length(round(style.size * scale)), leading=Length(round(style.leading * scale)), align=Align.LEFT)


def _place(flow: Flow, groups: _Groups) -> Cover:
    page, colours, style = flow.job.style.page, flow.job.style.colours, flow.job.style.cover
    width, height, wide = page.width.pt, page.height.pt, flow.wide
    below = max(stacked(groups.details), stacked(groups.contents), 42.0)
    hairline = max(148.0 * height / 842.0, _FOOT + below + _FROM_HAIRLINE)
    words = _BAR_TO_TITLE + stacked(groups.title) + _TO_HAIRLINE
    words += _TITLE_TO_SUBTITLE + stacked(groups.subtitle) if groups.subtitle else 0.0
    bar = min(max(height * (1 - style.title_at), hairline + words), height - _HEAD_AT - 30)
    rule = colours.get("cover-rule", colours["rule"])
    art = CoverArt(
        Rectangle(wide.x, bar - style.bar_height.pt, style.bar_width.pt, style.bar_height.pt, colours["accent"]),
        Rule(wide.x, hairline, wide.right, hairline, 0.6, rule),
        _ornament(flow.job, Frame(0, width), bar, height, shade(colours["cover"], rule, 0.42)),
    )
    cover = Cover(art, background=[Rectangle(0, 0, width, height, colours["cover"]), *art.ornament, art.bar, art.hairline])
    _put(cover, groups.organisation, height - _HEAD_AT + 9)
    _put(cover, groups.series, height - _HEAD_AT + 9)
    top = bar - _BAR_TO_TITLE
    _put(cover, groups.title, top)
    _put(cover, groups.subtitle, top - stacked(groups.title) - _TITLE_TO_SUBTITLE)
    _put(cover, groups.details, hairline - _FROM_HAIRLINE)
    _put(cover, groups.contents, hairline - _FROM_HAIRLINE)
    return cover


def _ornament(job: Job, frame: Frame, bottom: float, top: float, colour: Colour) -> tuple[Rule, ...]:
    match job.style.cover.ornament:
        case Ornament.GRATICULE:
            return tuple(graticule.draw(job, frame, bottom, top, colour))
        case Ornament.NONE:
            return ()
        case _:
            assert_never(job.style.cover.ornament)


def _put(cover: Cover, atoms: list[Atom], top: float) -> None:
    cover.placed += [Placed(atom, top - down) for down, atom in spaced(atoms)]
