"""Running heads and feet: the marking, where one is, who speaks and which page it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.writers.docx import formatting, runninglines
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.markup import Xml, part, w
from briefgen.writers.docx.story import Kind
from briefgen.writers.docx.stylenames import MARKING_LABEL, NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest

_PREFIXES = "w r mc w14"
# How much wider a marking's ground is than its words ask for: in no font that a reader may have instead shall it be cut or parted.
_ROOM = 1.2
# Where a baseline lies in its line, from the top, as a share of the leading.
_BASELINE = 0.78


@dataclass(frozen=True, slots=True)
class Distances:
    """Twips from the page's edges to the header and the footer, and between the marking and the running line."""

    header: int
    footer: int
    under_marking: int
    over_marking: int


def distances(house: HouseStyle, marking: str) -> Distances:
    """Where the running lines go, so that their baselines lie where the house has them."""
    page, box = house.page, house.marking.height.twips
    head, foot = house.roles[Role.HEADER], house.roles[Role.FOOTER]
    head_top = page.header_at.twips - round(head.leading.twips * _BASELINE)
    foot_bottom = page.footer_at.twips - round(foot.leading.twips * (1 - _BASELINE))
    if not marking:
        return Distances(max(0, head_top), max(0, foot_bottom), 0, 0)
    gaps = head_top - page.marking_top.twips - box, foot_bottom - page.marking_bottom.twips - box
    return Distances(page.marking_top.twips, page.marking_bottom.twips, max(0, gaps[0]), max(0, gaps[1]))


def sender(meta: tree.Meta) -> str:
    """Who speaks, at the head of every page: the series where there is one."""
    return meta.series or meta.organisation


def section_stop(meta: tree.Meta, house: HouseStyle) -> int:
    """Where the running section begins: over the text, or behind a sender's name that reaches into it."""
    bleed = house.page.text_left.twips - house.page.margin_left.twips
    return max(0, round(formatting.width(sender(meta), house.roles[Role.HEADER], house) * 20) - bleed + 240)


class Frame(NamedTuple):
    """What running lines fill, in twips: where it begins from the section's margin, and its width."""

    start: int
    width: int


def frame(house: HouseStyle, kind: Kind) -> Frame:
    """The frame of a section's pages."""
    page = house.page
    across = page.height if kind is Kind.TURNED else page.width
    bleed = max(0, page.text_left.twips - page.margin_left.twips) if kind is Kind.BODY else 0
    return Frame(-bleed, across.twips - page.margin_left.twips - page.margin_right.twips)


def header(meta: tree.Meta, house: HouseStyle, manifest: Manifest, kind: Kind = Kind.BODY) -> bytes:
    """The header part; a cover's has only the marking."""
    gap = 0 if kind is Kind.COVER else distances(house, meta.marking).under_marking
    lines = [_marking(house, meta.marking, kind, gap)] if meta.marking else []
    if kind is not Kind.COVER:
        lines += _running(Role.HEADER, meta, house, manifest, kind)
    return part("w:hdr", _PREFIXES, *(lines or [w("p")]))


def footer(meta: tree.Meta, house: HouseStyle, manifest: Manifest, kind: Kind = Kind.BODY) -> bytes:
    """The footer part; a cover's has only the marking."""
    lines = [] if kind is Kind.COVER else _running(Role.FOOTER, meta, house, manifest, kind)
    if meta.marking:
        lines.append(_marking(house, meta.marking, kind))
    return part("w:ftr", _PREFIXES, *(lines or [w("p")]))


def _running(role: Role, meta: tree.Meta, house: HouseStyle, manifest: Manifest, kind: Kind) -> list[Xml]:
    """The running lines of a part: those that the house words itself, or the usual one."""
    fields = runninglines.Fields(meta, house, manifest)
    usual, here = frame(house, Kind.BODY), frame(house, kind)
    stop, right = section_stop(meta, house), here.start + here.width
    worded = meta.running.head if role is Role.HEADER else meta.running.foot
    if worded is not None:
        content = [fields.line(line) for line in worded]
        stops = {here.start + here.width // 2: "center", right: "right"}
    elif role is Role.HEADER:
        content, stops = [fields.header(sender(meta))], {here.start - usual.start + stop: "left", right: "right"}
    else:
        content, stops = [fields.footer()], {right: "right"}
    said: dict[str, Xml] = {}
    if kind is not Kind.BODY:
        said["w:ind"] = formatting.indents(0)
    if kind is not Kind.BODY or worded is not None:
        said["w:tabs"] = _tabs({stop: "clear", usual.start + usual.width: "clear"} | stops)
    over = distances(house, meta.marking).over_marking if role is Role.FOOTER else 0
    last = said | ({"w:spacing": w("spacing", after=over)} if over else {})
    return [_line(role, one, last if number == len(content) - 1 else said) for number, one in enumerate(content)]


def _tabs(stops: Mapping[int, str]) -> Xml:
    return w("tabs", *(w("tab", val=kind, pos=place) for place, kind in sorted(stops.items())))


def _line(role: Role, content: Xml, said: formatting.Properties | None = None) -> Xml:
    properties = {"w:pStyle": w("pStyle", val=NAMES[role].id), **(said or {})}
    return w("p", formatting.paragraph_properties(properties), content)


def _marking(house: HouseStyle, label: str, kind: Kind, after: int = 0) -> Xml:
    """The label on its ground: a shaded paragraph as wide as its words ask for, since a shaded run has no padding everywhere."""
    style, place = house.marking, frame(house, kind)
    words = formatting.width(label, house.roles[Role.MARKING], house) * 20 * _ROOM
    side = max(0, (place.width - round(words) - 2 * style.padding_x.twips) // 2)
    said = {
        "w:spacing": w("spacing", after=after, line=style.height.twips, lineRule="exact"),
        "w:ind": formatting.indents(place.start + side, side),
        "w:shd": formatting.shading(style.background),
    }
    return _line(Role.MARKING, plain(label, MARKING_LABEL.id), said)
