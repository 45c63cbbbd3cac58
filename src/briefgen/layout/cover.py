"""The cover: a full page in the house's colour, its text set from the bottom upwards, maybe under an ornament."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, assert_never

from briefgen.layout import contents, graticule
from briefgen.layout.flow import anchor_title
from briefgen.layout.galley import Atom, Frame, Placed, spaced, stacked
from briefgen.layout.pages import CoverArt, PlacedPicture, Rectangle, Rule
from briefgen.model import tree
from briefgen.model.contrast import mixed
from briefgen.model.house import Align, Length, Ornament
from briefgen.model.role import Role
from briefgen.model.value import dataclass, replace
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.flow import Flow
    from briefgen.layout.job import Job
    from briefgen.layout.pages import Element, Item
    from briefgen.model.house import Colour, TextStyle

# Distances in points.
_BAR_TO_TITLE, _TITLE_TO_SUBTITLE, _TO_HAIRLINE, _FROM_HAIRLINE = 20.0, 12.0, 28.0, 14.0
_FOOT = 62.0
# The ground goes over the edges of a page that is no whole number of points, or pixels, wide.
FADE = 96.0
"""Points over which a map on a cover ends."""
_BLEED = 2.0
_HEAD_AT = 74.0
_SUBTITLE_WIDTH = 400.0
_LEAST_SIZE = 0.3
# Under the hairline there is at least this much, and over the bar.
_LEAST_BELOW, _OVER_BAR = 42.0, 16.0
# Parts of the page's height that titles, subtitles, and contents or details take at the most; what is left of a title's size.
_MOST_OF_TITLE, _MOST_OF_SUBTITLE, _MOST_OF_CONTENTS, _LEAST_FOR_WORD = 0.42, 0.16, 0.34, 0.45


@dataclass(slots=True)
class Cover:
    """A cover laid out: atoms with their tops on the page, and what is painted behind them. ``left`` is what it has no room for."""

    art: CoverArt
    placed: list[Placed] = field(default_factory=list)
    background: list[Item] = field(default_factory=list)
    left: list[tree.Block] = field(default_factory=list)


@dataclass(slots=True)
class _Groups:
    """The cover's lines by where they stand."""

    organisation: list[Atom] = field(default_factory=list)
    series: list[Atom] = field(default_factory=list)
    title: list[Atom] = field(default_factory=list)
    subtitle: list[Atom] = field(default_factory=list)
    details: list[Atom] = field(default_factory=list)
    contents: list[Atom] = field(default_factory=list)
    left: list[tree.Block] = field(default_factory=list)

    @property
    def below(self) -> float:
        """How high what stands under the hairline is."""
        return max(stacked(self.details), stacked(self.contents), _LEAST_BELOW)


def set_cover(flow: Flow, block: tree.Cover) -> Cover:
    """Lay out the cover. Text keeps its reading order in the structure, wherever it stands on the page.

    Contents that would take too much of the page are not on it, and are left for the next. The title is set last, in the room that
    is there.
    """
    groups = _Groups()
    leader = flow.job.style.colours.get("cover-rule", flow.job.style.colours["rule"])
    titles: list[tuple[tree.Paragraph | tree.Heading, Element]] = []
    for child in _flat(block.children):
        if isinstance(child, tree.Heading) or (isinstance(child, tree.Paragraph) and child.role is Role.COVER_TITLE):
            titles.append((child, flow.parent.add(flow.job.tags.title())))
        else:
            _set_child(flow, groups, child, leader)
    noted = len(flow.pending)
    for title, element in titles:
        atoms = _fitted(flow, title, Role.COVER_TITLE, element, flow.wide, _room_for_title(flow, groups))
        anchor_title(flow.job, atoms, plain_text(title.children))
        groups.title += atoms
    # In the text the title comes before what was set before it, and so do its notes.
    flow.pending[:] = [*flow.pending[noted:], *flow.pending[:noted]]
    return _place(flow, groups)


def _room_for_title(flow: Flow, groups: _Groups) -> float:
    """How high titles may be: a part of the page, and no more than what stands over and below them leaves."""
    height = flow.job.style.page.height.pt
    over = _HEAD_AT + max(stacked(groups.organisation), stacked(groups.series)) + _BAR_TO_TITLE + _OVER_BAR
    below = _TO_HAIRLINE + _FROM_HAIRLINE + groups.below + _FOOT
    below += _TITLE_TO_SUBTITLE + stacked(groups.subtitle) if groups.subtitle else 0.0
    return max(min(height * _MOST_OF_TITLE, height - over - below) - stacked(groups.title), 24.0)


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
        style = flow.job.role(Role.COVER_CONTENTS)
        entries = [entry for entry in child.entries if entry.level == 1]
        if len(entries) * style.leading.pt > flow.job.style.page.height.pt * _MOST_OF_CONTENTS:
            groups.left.append(child)
            return
        toc = flow.parent.add("TOC") if entries else flow.parent
        for entry in entries:
            groups.contents += contents.entry_lines(flow, toc, entry, style, right, leader)
        return
    if not isinstance(child, tree.Paragraph):
        flow.set_blocks(inner := flow.apart(flow.parent, _detail_frame(flow)), (child,))
        groups.details += inner.atoms
        return
    role = child.role
    match role:
        case Role.COVER_ORGANISATION:
            groups.organisation += _lines(flow, child, role, wide._replace(width=wide.width * 0.6))
        case Role.COVER_SERIES:
            groups.series += _lines(flow, child, role, Frame(wide.x + wide.width * 0.6, wide.width * 0.4))
        case Role.COVER_SUBTITLE:
            most = flow.job.style.page.height.pt * _MOST_OF_SUBTITLE - stacked(groups.subtitle)
            measure = wide._replace(width=min(_SUBTITLE_WIDTH, wide.width))
            groups.subtitle += _fitted(flow, child, role, flow.parent.add("P"), measure, max(most, 24.0))
        case Role.COVER_CONTENTS:
            groups.contents += _lines(flow, child, role, right)
        case _:
            most = flow.job.style.page.height.pt * _MOST_OF_CONTENTS - stacked(groups.details)
            groups.details += _fitted(flow, child, role, flow.parent.add("P"), _detail_frame(flow), max(most, 8.0))


def _detail_frame(flow: Flow) -> Frame:
    return flow.wide._replace(width=flow.wide.width * flow.job.style.cover.details_width)


def _lines(flow: Flow, block: tree.Paragraph | tree.Heading, role: Role, frame: Frame) -> list[Atom]:
    return flow.paragraph(block.children, flow.job.role(role), flow.parent.add("P"), frame=frame, title=role is Role.COVER_SUBTITLE)


def _fitted(
    flow: Flow, block: tree.Paragraph | tree.Heading, role: Role, element: Element, frame: Frame, most: float
) -> list[Atom]:
    """A text, smaller if it would be higher than it may be or if a word of it would have to be broken."""
    style, is_title = flow.job.role(role), role in (Role.COVER_TITLE, Role.COVER_SUBTITLE)
    pending = len(flow.pending)
    scale = _for_longest_word(flow, block, style, frame) if is_title else 1.0
    atoms = flow.paragraph(block.children, _scaled(style, scale), element, frame=frame, title=is_title)
    while stacked(atoms) > most and scale > _LEAST_SIZE:
        scale *= 0.85
        element.children.clear()
        del flow.pending[pending:]
        atoms = flow.paragraph(block.children, _scaled(style, scale), element, frame=frame, title=is_title)
    return atoms


def _for_longest_word(flow: Flow, block: tree.Paragraph | tree.Heading, style: TextStyle, frame: Frame) -> float:
    setting = flow.job.setting(style, flow.job.manner)
    widest = max((setting.word(word).width for word in plain_text(block.children).split()), default=0.0)
    return max(frame.width / widest - 0.01, _LEAST_FOR_WORD) if widest > frame.width else 1.0


def _scaled(style: TextStyle, scale: float) -> TextStyle:
    if scale == 1.0:
        return style
    return replace(style, size=Length(round(style.size * scale)), leading=Length(round(style.leading * scale)), align=Align.LEFT)


def _place(flow: Flow, groups: _Groups) -> Cover:
    page, colours, style = flow.job.style.page, flow.job.style.colours, flow.job.style.cover
    width, height, wide = page.width.pt, page.height.pt, flow.wide
    hairline = max(148.0 * height / 842.0, _FOOT + groups.below + _FROM_HAIRLINE)
    words = _BAR_TO_TITLE + stacked(groups.title) + _TO_HAIRLINE
    words += _TITLE_TO_SUBTITLE + stacked(groups.subtitle) if groups.subtitle else 0.0
    bar = min(max(height * (1 - style.title_at), hairline + words), height - _HEAD_AT - 30)
    rule = colours.get("cover-rule", colours["rule"])
    art = CoverArt(
        Rectangle(wide.x, bar - style.bar_height.pt, style.bar_width.pt, style.bar_height.pt, colours["accent"]),
        Rule(wide.x, hairline, wide.right, hairline, 0.6, rule),
        _ornament(flow.job, Frame(0, width), bar, height, mixed(colours["cover"], rule, 0.42)),
        _picture(flow.job),
    )
    # The map may reach below the bar of a long title.
    over: Sequence[Item] = (
        (art.picture, *_fade(flow.job, bar), Rectangle(-_BLEED, -_BLEED, width + 2 * _BLEED, bar + _BLEED, colours["cover"]))
        if art.picture
        else art.ornament
    )
    ground = Rectangle(-_BLEED, -_BLEED, width + 2 * _BLEED, height + 2 * _BLEED, colours["cover"])
    background: list[Item] = [ground, *over, art.bar, art.hairline]
    cover = Cover(art, background=background, left=groups.left)
    _put(cover, groups.organisation, height - _HEAD_AT + 9)
    _put(cover, groups.series, height - _HEAD_AT + 9)
    top = bar - _BAR_TO_TITLE
    _put(cover, groups.title, top)
    _put(cover, groups.subtitle, top - stacked(groups.title) - _TITLE_TO_SUBTITLE)
    _put(cover, groups.details, hairline - _FROM_HAIRLINE)
    _put(cover, groups.contents, hairline - _FROM_HAIRLINE)
    return cover


def _picture(job: Job) -> PlacedPicture | None:
    """The map of a cover that has one, from the page's upper edge down."""
    drawing = job.document.drawings.get(tree.COVER_MAP)
    if drawing is None or job.style.cover.ornament is not Ornament.MAP:
        return None
    page = job.style.page
    return PlacedPicture(tree.COVER_MAP, 0.0, page.height.pt - drawing.height, page.width.pt, drawing.height)


def _fade(job: Job, bottom: float) -> tuple[PlacedPicture, ...]:
    """What the map ends in, over the bar."""
    known = tree.COVER_FADE in job.document.pictures
    return (PlacedPicture(tree.COVER_FADE, -_BLEED, bottom, job.style.page.width.pt + 2 * _BLEED, FADE),) if known else ()


def _ornament(job: Job, frame: Frame, bottom: float, top: float, colour: Colour) -> tuple[Rule, ...]:
    match job.style.cover.ornament:
        case Ornament.GRATICULE | Ornament.MAP:
            return tuple(graticule.draw(job, frame, bottom, top, colour))
        case Ornament.NONE:
            return ()
        case _:
            assert_never(job.style.cover.ornament)


def _put(cover: Cover, atoms: list[Atom], top: float) -> None:
    cover.placed += [Placed(atom, top - down) for down, atom in spaced(atoms)]
