"""What a document shows: pictures and drawings read from its workspace, and plots drawn from their data."""

from __future__ import annotations

from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING

from briefgen import figures, readers
from briefgen.layout.extent import wanted_width
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, error
from briefgen.model.errors import WorkspaceError
from briefgen.model.house import Ornament
from briefgen.model.value import dataclass
from briefgen.model.walk import found, rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.drawing import Drawing
    from briefgen.model.house import HouseStyle
    from briefgen.workspace import Workspace

_Shown = tree.Figure | tree.Image
DRAWING = ".svg"


@dataclass(slots=True)
class _Shelf:
    """Everything that is shown, by target, and what was found on the way."""

    workspace: Workspace
    style: HouseStyle
    language: str
    pictures: dict[str, tree.Picture] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def show(self, node: _Shown) -> None:
        """Get what a node shows; what cannot be had is an error where it is shown."""
        if isinstance(node, tree.Figure) and node.plot is not None:
            page = self.style.page
            room = page.width.pt - page.margin_left.pt - page.margin_right.pt
            width = min(wanted_width(node.attributes.get("width"), room) or room, room)
            made = figures.draw(node.plot, self.style, self.language, width)
            self.findings += made.diagnostics
            self.drawings[node.target] = made.value
        elif _is_inside(node.target):
            self._open(node)

    def draw_cover(self, blocks: tuple[tree.Block, ...]) -> None:
        """The map of the cover, where the house has one and the brief names countries for it."""
        cover = blocks[0] if blocks and isinstance(blocks[0], tree.Cover) else None
        if cover is None or not cover.countries or self.style.cover.ornament is not Ornament.MAP:
            return
        page = self.style.page
        made = figures.draw_cover(self.style, cover.countries, page.width.pt, page.height.pt * self.style.cover.title_at)
        self.findings += made.diagnostics
        if made.value is not None:
            self.drawings[tree.COVER_MAP] = made.value
            self.pictures[tree.COVER_FADE] = figures.cover_fade(self.style)

    def _open(self, node: _Shown) -> None:
        target = node.target
        try:
            data = self.workspace.files.read(target)
        except WorkspaceError as problem:
            hint = problem.hint or "the path of a picture starts at the folder of the file that shows it"
            self.findings.append(error("missing-picture", problem.message, node.position, hint))
            return
        if target.lower().endswith(DRAWING):
            drawing = figures.read_svg(data, target, node.position)
            self.findings += drawing.diagnostics
            if drawing.value:
                self.drawings[target] = drawing.value
            return
        picture = readers.read_picture(data, target, node.position)
        self.findings += picture.diagnostics
        if picture.value:
            self.pictures[target] = picture.value


def illustrate(workspace: Workspace, document: tree.Document, style: HouseStyle) -> Outcome[tree.Document]:
    """The document with its pictures and drawings, and with words for those who cannot see a drawing that nobody described.

    What cannot be had is an error where it is shown, and is not in the value.
    """
    shelf = _Shelf(workspace, style, document.meta.language)
    shown = {node.target: node for node in _shown(document)}
    for node in shown.values():
        shelf.show(node)
    shelf.draw_cover(document.blocks)
    blocks = (
        rewrite_all(document.blocks, partial(_described, drawings=shelf.drawings), (tree.Figure, tree.Image))
        if shelf.drawings
        else document.blocks
    )
    made = replace(document, blocks=blocks, pictures=shelf.pictures, drawings=shelf.drawings)
    return Outcome(made, tuple(shelf.findings))


def _shown(document: tree.Document) -> list[tree.Figure | tree.Image]:
    return found(document.blocks, tree.Figure, tree.Image)


def _described(node: tree.Node, drawings: Mapping[str, Drawing]) -> tree.Node:
    """A figure with the words that its drawing has for itself, where its author gave none."""
    if not isinstance(node, tree.Figure | tree.Image) or node.alternative.strip() or node.attributes.says("decorative"):
        return node
    drawing = drawings.get(node.target)
    return replace(node, alternative=drawing.alternative) if drawing and drawing.alternative else node


def _is_inside(target: str) -> bool:
    """Whether a target is a path in the workspace; of any other the reader has said already that it is an error."""
    return bool(target) and not (target.startswith(("/", "../", "data:")) or "://" in target)
