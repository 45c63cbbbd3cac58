"""Furniture: what every page carries that is not its text: running head and foot, page number, marking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout import running
from briefgen.layout.lines import set_words
from briefgen.layout.pages import Furniture, Layer, Rectangle, Rule
from briefgen.model.house import Align
from briefgen.model.role import Role
from briefgen.model.value import replace

if TYPE_CHECKING:
    from briefgen.layout.job import Job
    from briefgen.layout.pages import GlyphRun, Page
    from briefgen.layout.setting import Setting

_GAP = 12.0


def add_furniture(job: Job, page: Page, section: str, total: int, *, first: bool = False) -> None:
    """Put the running lines on a page, now that the number of pages is known. ``section`` is the running section title.
    ``first``: it is the first one after the cover."""
    worded = job.document.meta.running
    head = worded.first_head if first and worded.first_head is not None else worded.head
    foot = worded.first_foot if first and worded.first_foot is not None else worded.foot
    if head is None:
        _add_head(job, page, section)
    else:
        running.add_head(job, page, section, total, head)
    if foot is None:
        _add_foot(job, page, total)
    else:
        running.add_foot(job, page, section, total, foot)
    add_marking(job, page)


def _add_head(job: Job, page: Page, section: str) -> None:
    """Who speaks, the section and the page's number, over a rule."""
    geometry, meta = job.style.page, job.document.meta
    left, right = geometry.margin_left.pt, geometry.width.pt - geometry.margin_right.pt
    text_left = geometry.text_left.pt
    top = geometry.height.pt - geometry.header_at.pt
    head = Layer(Furniture.HEADER)
    number = _words(job, _setting(job, Role.PAGE_NUMBER, bold=True), page.label, right, top, align=Align.RIGHT)
    number_at = min((run.x for run in number), default=right)
    series = meta.series or meta.organisation
    name = _words(job, _setting(job, Role.HEADER), series, left, top, room=(right - left) / 2)
    head.items += [*name, *number]
    name_end = max((run.x + sum(glyph.advance for glyph in run.glyphs) * run.size / 1000 for run in name), default=left)
    start = max(text_left, name_end + _GAP)
    head.items += _words(job, _setting(job, Role.HEADER_SECTION), section, start, top, room=number_at - start - _GAP)
    head.items.append(Rule(left, top - 7, right, top - 7, 0.5, job.style.colours["rule"]))
    page.layers.append(head)


def _add_foot(job: Job, page: Page, total: int) -> None:
    """The title, and which page of how many."""
    geometry, meta = job.style.page, job.document.meta
    left, right = geometry.margin_left.pt, geometry.width.pt - geometry.margin_right.pt
    foot = Layer(Furniture.FOOTER)
    setting, low = _setting(job, Role.FOOTER), geometry.footer_at.pt
    count = job.style.labels.get("page-of", "{page} / {pages}").replace("{page}", page.label).replace("{pages}", str(total))
    counted = _words(job, setting, count, right, low, align=Align.RIGHT)
    foot.items += _words(job, setting, meta.running_title or meta.title, left, low, room=(right - left) * 0.7)
    foot.items += counted
    page.layers.append(foot)


def add_marking(job: Job, page: Page) -> None:
    """The handling label in its lozenge, centred at the top and at the bottom (FIRST TLP 2.0, section on documents)."""
    label, geometry, style = job.document.meta.marking, job.style.page, job.style.marking
    if not label:
        return
    role = job.role(Role.MARKING)
    colour = style.colours.get(label.upper(), role.colour)
    setting = job.setting(role, replace(job.manner, colour=colour))
    most = geometry.width.pt - 2 * (_GAP + style.padding_x.pt)
    if setting.word(label).width > most:
        setting = job.setting(role, replace(job.manner, colour=colour, scale=most / setting.word(label).width))
    tracked = setting.word(label).width
    width = tracked - role.tracking.pt + 2 * style.padding_x.pt
    height, middle = style.height.pt, geometry.width.pt / 2
    cap = setting.base.cap_height * setting.size / 1000
    highest = geometry.height.pt - geometry.marking_top.pt - height
    for kind, y in ((Furniture.HEADER, highest), (Furniture.FOOTER, geometry.marking_bottom.pt)):
        layer = Layer(kind, [Rectangle(middle - width / 2, y, width, height, style.background)])
        layer.items += _words(job, setting, label, middle - width / 2 + style.padding_x.pt, y + (height - cap) / 2)
        page.layers.append(layer)


def _words(
    job: Job, setting: Setting, text: str, x: float, y: float, *, align: Align = Align.LEFT, room: float = 1e9
) -> list[GlyphRun]:
    job.report_missing(setting, text, None)
    return set_words(setting, text, x, y, align=align, room=room, mirrored=job.mirrored)


def _setting(job: Job, role: Role, *, bold: bool = False) -> Setting:
    return job.setting(job.role(role), replace(job.manner, bold=bold))
