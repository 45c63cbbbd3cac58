"""Inlines of the tree into runs, and with them the structure inside a paragraph."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, assert_never

from briefgen.layout import direction
from briefgen.layout.extent import inset_extent
from briefgen.layout.galley import Anchor, AnchorKind, Footnote, Target
from briefgen.layout.itemise import Inset, Run
from briefgen.layout.job import varied
from briefgen.layout.pages import Element
from briefgen.layout.structure import Stretch
from briefgen.model import tree
from briefgen.model.address import linkable
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.layout.job import Job, Manner
    from briefgen.model.house import Colour, TextStyle
    from briefgen.model.position import Position


@dataclass(slots=True)
class PendingNote:
    """A note whose mark has been set and whose text has not. ``element`` is its ``Note``, which of an endnote is in no other
    element yet; ``back`` is the link in its label; ``language`` is that of the words around its mark."""

    node: tree.Note
    footnote: Footnote
    element: Element
    number: str
    back: Target
    language: str = ""


@dataclass(slots=True)
class Inlines:
    """What the inlines of one paragraph become: runs, parted into segments by forced line breaks; and notes still to be set."""

    job: Job
    style: TextStyle
    measure: float
    segments: list[list[Run]] = field(default_factory=lambda: [[]])
    notes: list[PendingNote] = field(default_factory=list)
    anchor: str = ""

    @property
    def text(self) -> str:
        """The paragraph's text, its segments parted by spaces."""
        return " ".join("".join(run.text for run in segment) for segment in self.segments)

    def add_all(self, inlines: Iterable[tree.Inline], manner: Manner, at: Stretch, target: Target | None = None) -> None:
        """Set inlines one after the other."""
        for inline in inlines:
            self.add(inline, manner, at, target)

    def add(self, inline: tree.Inline, manner: Manner, at: Stretch, target: Target | None = None) -> None:
        """Set one inline. ``at`` is where its text belongs, ``target`` the link it stands in."""
        match inline:
            case tree.Text():
                self.text_run(inline.text, manner, at, target, inline.position)
            case tree.SoftBreak():
                self.text_run(" ", manner, at, target, None)
            case tree.LineBreak():
                if self.segments[-1] and self.segments[-1][-1].rtl:
                    # What a span says in other words than it shows leaves out the space that ends its line.
                    self.text_run(" ", manner, at, target, None)
                self.segments.append([])
            case tree.Emphasis():
                self.add_all(inline.children, varied(manner, italic=not manner.italic), at, target)
            case tree.Strong():
                self.add_all(inline.children, varied(manner, bold=True), at, target)
            case tree.Strikeout():
                self._struck(inline, manner, at, target)
            case tree.Superscript() | tree.Subscript():
                lowered = isinstance(inline, tree.Subscript)
                raised = self.job.raised(self.style, manner, plain_text(inline), lowered=lowered)
                self.add_all(inline.children, raised, at, target)
            case tree.SmallCaps():
                self.add_all(inline.children, self.job.small_capitals(self.style, manner, plain_text(inline)), at, target)
            case tree.Code():
                self._code(inline, manner, at, target)
            case tree.Link():
                self._link(inline, manner, at, target)
            case tree.Image():
                self._image(inline, manner, at, target)
            case tree.Span():
                self._span(inline, manner, at, target)
            case tree.Cite():
                self.add_all(inline.children, manner, at, target)
            case tree.Note():
                self._note(inline, manner, at)
            case _:
                assert_never(inline)

    def text_run(
        self, text: str, manner: Manner, at: Stretch, target: Target | None, position: Position | None, chip: Colour | None = None
    ) -> None:
        """Set plain text; right-to-left stretches of it become spans that state their own text."""
        setting = self.job.setting(self.style, manner)
        self.job.report_missing(setting, text, position)
        if chip is not None or text.isascii() or not direction.RTL.search(text):
            self._put(Run(text, setting, at.content(), target, chip=chip))
            return
        for part, rtl in direction.stretches(text):
            content = self._rtl_span(at, part).content() if rtl and at.element.actual_text is None else at.content()
            self._put(Run(part, setting, content, target, rtl=rtl))

    def _put(self, run: Run) -> None:
        if self.anchor and not run.text.isspace():
            run.anchors, self.anchor = (*run.anchors, Anchor(self.anchor)), ""
        self.segments[-1].append(run)

    def _rtl_span(self, at: Stretch, text: str) -> Element:
        element = at.child("Span")
        element.actual_text = text
        return element

    def _struck(self, inline: tree.Strikeout, manner: Manner, at: Stretch, target: Target | None) -> None:
        counts = [len(segment) for segment in self.segments]
        self.add_all(inline.children, manner, at, target)
        counts += [0] * (len(self.segments) - len(counts))
        for segment, start in zip(self.segments, counts, strict=True):
            for run in segment[start:]:
                run.struck = True

    def _code(self, inline: tree.Code, manner: Manner, at: Stretch, target: Target | None) -> None:
        roles = self.job.style.roles
        code = roles[Role.CODE]
        scale = manner.scale * code.size / roles[Role.BODY].size
        coded = varied(manner, family=code.family, scale=scale, features=("-liga",), plain=True)
        self.text_run(inline.text, coded, Stretch(at.child("Code")), target, inline.position)

    def _link(self, inline: tree.Link, manner: Manner, at: Stretch, outer: Target | None) -> None:
        made = None if outer else link_target(self.job, at, inline.target, inline.title)
        if made is None:
            self.add_all(inline.children, manner, at, outer)
            return
        coloured = varied(manner, colour=self.job.role(Role.LINK).colour)
        self.add_all(inline.children, coloured, Stretch(made.element), made)

    def _image(self, inline: tree.Image, manner: Manner, at: Stretch, target: Target | None) -> None:
        picture = self.job.shown(inline.target)
        if picture is None:
            if inline.alternative:
                self.text_run(inline.alternative, manner, at, target, inline.position)
            return
        width, height = inset_extent(picture, self.measure, self.style.leading.pt)
        element = at.child("Figure") if inline.alternative else None
        if element is not None:
            element.alternative = inline.alternative
        setting = self.job.setting(self.style, manner)
        content = element.content() if element is not None else at.content()
        inset = Inset(inline.target, width, height, element)
        self._put(Run("\ufffc", setting, content, target, inset=inset))

    def _span(self, inline: tree.Span, manner: Manner, at: Stretch, target: Target | None) -> None:
        self.anchor = inline.attributes.identifier or self.anchor
        level = next((c.removeprefix("confidence-") for c in inline.attributes.classes if c.startswith("confidence-")), "")
        if level in self.job.style.confidence:
            self._chip(inline, manner, at, target, self.job.style.confidence[level])
            return
        if not inline.language:
            self.add_all(inline.children, manner, at, target)
            return
        element = at.child("Span")
        element.language = inline.language
        text = plain_text(inline)
        if direction.RTL.search(text) and len(list(direction.stretches(text))) == 1:
            element.actual_text = text
        self.add_all(inline.children, varied(manner, language=inline.language), Stretch(element), target)

    def _chip(self, inline: tree.Span, manner: Manner, at: Stretch, target: Target | None, colour: Colour) -> None:
        role = self.job.role(Role.CONFIDENCE_CHIP)
        scale = manner.scale * role.size / self.job.role(Role.CONFIDENCE).size
        made = varied(manner, family=role.family, colour=role.colour, scale=scale, bold=role.bold)
        text = plain_text(inline)
        if self.job.setting(self.style, made).word(text).width > self.measure * 0.8:
            self.add_all(inline.children, manner, at, target)
            return
        first = not any(self.segments)
        self.text_run(text, made, at, target, inline.position, chip=colour)
        if first:
            # Beside the chip, what follows would be taken for another column by those who read the file by its geometry.
            self.segments.append([])

    def _note(self, node: tree.Note, manner: Manner, at: Stretch) -> None:
        number, identifier, back_to = self.job.name_note(node)
        reference = at.child("Reference")
        mark = reference.add("Link")
        at_the_end = self.job.has_endnotes
        element = Element("Note") if at_the_end else at.child("Note")
        element.identifier = identifier
        label = element.add("Lbl").add("Link")
        labels = self.job.style.labels
        said = f"{labels['note']} {number}"
        back = Target(label, f"{said}, {labels['back-to-text']}", destination=back_to)
        footnote = Footnote(identifier)
        role = self.job.role(Role.NOTE_MARK)
        marked = varied(manner, colour=role.colour, italic=self.style.italic, bold=False, uppercase=False, plain=True, features=())
        marked = self.job.raised(self.style, marked, number)
        there = Target(mark, said, destination=footnote.identifier)
        setting = self.job.setting(self.style, marked)
        anchors = (Anchor(back_to, kind=AnchorKind.MARK),)
        self._put(Run(number, setting, mark.content(), there, note=None if at_the_end else footnote, anchors=anchors))
        self.notes.append(PendingNote(node, footnote, element, number, back, manner.language))


def link_target(job: Job, at: Stretch, target: str, title: str = "") -> Target | None:
    """A ``Link`` element and where it leads; ``None``, and no element, for what may not or cannot be linked to."""
    if target.startswith("#"):
        if target[1:] not in job.identifiers:
            return None
        return Target(at.child("Link"), title or _said(job, "go-to", target[1:]), destination=target[1:])
    if not linkable(target):
        return None
    return Target(at.child("Link"), title or _said(job, "link-to", target), uri=target)


def _said(job: Job, label: str, target: str) -> str:
    return job.style.labels[label].replace("{target}", target)
