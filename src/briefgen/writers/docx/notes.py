"""Native footnotes or endnotes: a part of their own, with relationships of its own for the links in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.markup import NOTHING, Xml, escape, join, part, w
from briefgen.writers.docx.package import Relations
from briefgen.writers.docx.paragraphs import paragraph
from briefgen.writers.docx.story import Place, Story
from briefgen.writers.docx.stylenames import NOTE_NUMBER, SPACER

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Draft

SEPARATORS = (-1, 0)
"""Ids of the two notes that hold the rules over the notes; settings name them too (ECMA-376 §17.11.9)."""

_KINDS = {tree.NotePlacement.FOOTNOTES: "footnote", tree.NotePlacement.ENDNOTES: "endnote"}


def note_properties(meta: tree.Meta, *, separators: bool = False) -> tuple[Xml, ...]:
    """How notes behave: in the settings with their ``separators``, in a section without. Footnotes do there as Word has them do;
    endnotes would be numbered i, ii, iii (ECMA-376 §17.11.4)."""
    kind = _KINDS[meta.notes]
    said = () if meta.notes is tree.NotePlacement.FOOTNOTES else (w("numFmt", val="decimal"),)
    if meta.note_numbering is tree.NoteNumbering.SECTION:
        said = (*said, w("numRestart", val="eachSect"))
    rules = tuple(w(kind, id=identifier) for identifier in SEPARATORS) if separators else ()
    return (w(f"{kind}Pr", *said, *rules),) if said or rules else ()


class Notes:
    """The notes of a document, in the order of their marks."""

    def __init__(self, meta: tree.Meta) -> None:
        self.relations = Relations()
        self._kind = _KINDS[meta.notes]
        self._notes: list[Xml] = []
        self._counted = 0

    @property
    def part(self) -> str:
        """The name of the part: ``footnotes`` or ``endnotes``."""
        return f"{self._kind}s"

    def restart(self) -> bool:
        """Count from one again, as Word does in a new section; whether there was anything to count."""
        counted, self._counted = self._counted, 0
        return counted > 0

    def add(self, draft: Draft, note: tree.Note, language: str) -> Xml:
        """Write a note; returns the run that is its mark.

        Word counts notes by itself. One whose number in the tree is not the next carries it as text, so that both outputs
        say the same.
        """
        identifier = len(self._notes) + 1
        self._notes.append(NOTHING)  # its place, kept before anything inside it is written
        counted = note.number in (0, self._counted + 1)
        self._counted += counted
        number = "" if counted else str(note.number)
        self._notes[identifier - 1] = w(self._kind, self._content(draft, note, language, number), id=identifier)
        reference = w(f"{self._kind}Reference", customMarkFollows=1 if number else None, id=identifier)
        properties = w("rPr", w("rStyle", val=draft.sheet.id(Role.NOTE_MARK)))
        return w("r", properties, reference, w("t", escape(number)) if number else NOTHING)

    def _content(self, draft: Draft, note: tree.Note, language: str, number: str) -> Xml:
        story = Story(draft, self.relations, is_note=True)
        place = Place(draft.sheet.measure, language=language)
        counted = w("r", w("rPr", w("rStyle", val=NOTE_NUMBER.id)), w(f"{self._kind}Ref"))
        story.opening = join((plain(number, NOTE_NUMBER.id) if number else counted, w("r", w("tab"))))
        starts_with_text = bool(note.children) and isinstance(note.children[0], tree.Paragraph)
        first = NOTHING if starts_with_text else paragraph(story, place, Role.NOTE, ())
        return join((first, draft.write_blocks(story, place, note.children)))

    def to_bytes(self) -> bytes:
        """The part."""
        rules = zip(SEPARATORS, ("separator", "continuationSeparator"), strict=True)
        separators = [self._separator(identifier, kind) for identifier, kind in rules]
        return part(f"w:{self.part}", "w r wp a pic mc w14", *separators, *self._notes)

    def _separator(self, identifier: int, kind: str) -> Xml:
        """The rule over the notes; endnotes have a heading and need none."""
        spacing = w("spacing", before=120, after=60, line=120, lineRule="exact")
        properties = w("pPr", w("pStyle", val=SPACER.id), spacing)
        rule = w("r", w("rPr", w("color", val="A6A6A6")), w(kind)) if self._kind == "footnote" else NOTHING
        return w(self._kind, w("p", properties, rule), type=kind, id=identifier)
