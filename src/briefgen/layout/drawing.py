"""The words of drawings, set in the faces of the house, with the full bidirectional algorithm and its fallbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.layout import direction
from briefgen.layout.galley import Frame
from briefgen.layout.itemise import Run
from briefgen.layout.job import Job
from briefgen.layout.line import Form
from briefgen.layout.lines import set_lines
from briefgen.layout.mirror import run_width
from briefgen.layout.pages import GlyphRun, LetteredDrawing
from briefgen.model.diagnostic import Outcome, in_order
from briefgen.model.drawing import Drawing, Group, Label, TextAnchor
from briefgen.model.house import Align, Length
from briefgen.model.role import Role
from briefgen.model.tree import Document, Meta
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefgen.layout.setting import Setting
    from briefgen.model.drawing import Item
    from briefgen.model.house import HouseStyle, TextStyle

# No label is longer, and a line centred on so wide a measure has its middle at 0.
_MEASURE = 100_000.0
_FIGURES = ("tnum", "lnum")


def letter_all(drawings: Mapping[str, Drawing], style: HouseStyle, language: str) -> Outcome[Mapping[str, LetteredDrawing]]:
    """Drawings with their words set, for formats that need no pages. Findings are warnings about characters without a glyph."""
    job = Job(Document(Meta("", language=language), (), drawings=drawings), style)
    return Outcome({target: letter(job, drawing) for target, drawing in drawings.items()}, in_order(job.diagnostics.values()))


def letter(job: Job, drawing: Drawing) -> LetteredDrawing:
    """A drawing with its words set. Labels that are alike are set once."""
    return LetteredDrawing(drawing, {label: _set(job, label) for label in dict.fromkeys(labels(drawing.items))})


def labels(items: Iterable[Item]) -> Iterator[Label]:
    """Every label, in the order of painting."""
    for item in items:
        if isinstance(item, Label):
            yield item
        elif isinstance(item, Group):
            yield from labels(item.items)


def _set(job: Job, label: Label) -> tuple[GlyphRun, ...]:
    if not label.text.strip():
        return ()
    language = label.language or job.language
    setting = job.setting(_style(job, label), replace(job.manner, language=language))
    job.report_missing(setting, label.text, None)
    base = direction.base_level(label.text, language) if direction.RTL.search(label.text) else 0
    (atom,) = set_lines([list(_runs(label.text, setting))], _form(label, base))
    runs = [item for item in atom.items if isinstance(item, GlyphRun)]
    shift = _shift(label.anchor, runs, base)
    return tuple(replace(run, x=run.x + shift) for run in runs)


def _runs(text: str, setting: Setting) -> Iterator[Run]:
    for part, rtl in direction.stretches(" ".join(text.split())):
        yield Run(part, setting, None, rtl=rtl)


def _form(label: Label, base: int) -> Form:
    """A line whose middle and whose baseline are at 0."""
    return Form(Frame(-_MEASURE / 2, _MEASURE), -0.64 * label.size, label.size, Align.CENTRE, base=base)


def _shift(anchor: TextAnchor, runs: list[GlyphRun], base: int) -> float:
    seen = [run for run in runs if run_width(run)]
    if anchor is TextAnchor.MIDDLE or not seen:
        return 0.0
    left, right = min(run.x for run in seen), max(run.x + run_width(run) for run in seen)
    half = (right - left) / 2
    return half if (anchor is TextAnchor.START) != bool(base) else -half


def _style(job: Job, label: Label) -> TextStyle:
    usual = job.role(Role.TABLE_CELL)
    family = label.family if label.family in job.style.families else usual.family
    return replace(
        usual,
        family=family,
        size=Length.from_pt(label.size),
        colour=label.colour,
        bold=label.bold,
        italic=label.italic,
        tracking=Length.from_pt(label.tracking),
        uppercase=False,
        features=_FIGURES,
    )
