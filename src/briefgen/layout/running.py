"""Running lines that the house words itself: parts at the left, in the middle and at the right of the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout.lines import set_words
from briefgen.layout.pages import Furniture, Layer, Rule
from briefgen.model.house import Align
from briefgen.model.role import Role
from briefgen.model.running import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.job import Job
    from briefgen.layout.pages import GlyphRun, Page
    from briefgen.model.running import RunningLine, RunningText

_GAP = 12.0
_UNDER_HEAD = 7.0
"""From the last line of the head to the rule under it."""


def add_head(job: Job, page: Page, section: str, total: int, lines: tuple[RunningLine, ...]) -> None:
    """Put lines at the head of a page, the first where the house has its header, and a rule under the last."""
    geometry = job.style.page
    leading, layer = job.role(Role.HEADER).leading.pt, Layer(Furniture.HEADER)
    y = geometry.height.pt - geometry.header_at.pt
    for number, line in enumerate(lines):
        layer.items += _set(job, Role.HEADER, line, (page.label, str(total), section), y - number * leading)
    if lines:
        low = y - (len(lines) - 1) * leading - _UNDER_HEAD
        left, right = geometry.margin_left.pt, geometry.width.pt - geometry.margin_right.pt
        layer.items.append(Rule(left, low, right, low, 0.5, job.style.colours["rule"]))
    page.layers.append(layer)


def add_foot(job: Job, page: Page, section: str, total: int, lines: tuple[RunningLine, ...]) -> None:
    """Put lines at the foot of a page, the first where the house has its footer."""
    leading, layer = job.role(Role.FOOTER).leading.pt, Layer(Furniture.FOOTER)
    for number, line in enumerate(lines):
        y = job.style.page.footer_at.pt - number * leading
        layer.items += _set(job, Role.FOOTER, line, (page.label, str(total), section), y)
    page.layers.append(layer)


def _set(job: Job, role: Role, line: RunningLine, values: tuple[str, str, str], y: float) -> Iterator[GlyphRun]:
    geometry = job.style.page
    left, right = geometry.margin_left.pt, geometry.width.pt - geometry.margin_right.pt
    at_right = _words(job, role, line.right, values, (right, y), Align.RIGHT, (right - left) / 2)
    centred = _words(job, role, line.centre, values, ((left + right) / 2, y), Align.CENTRE, (right - left) / 2)
    first = min((run.x for run in (*centred, *at_right)), default=right + _GAP)
    yield from _words(job, role, line.left, values, (left, y), Align.LEFT, max(first - _GAP - left, 0.0))
    yield from centred
    yield from at_right


def _words(
    job: Job, role: Role, part: RunningText, values: tuple[str, str, str], at: tuple[float, float], align: Align, room: float
) -> list[GlyphRun]:
    text = filled(part, *values)
    if not text:
        return []
    setting = job.setting(job.role(role), job.manner)
    job.report_missing(setting, text, None)
    return set_words(setting, text, at[0], at[1], align=align, room=room, mirrored=job.mirrored)
