"""Native footnotes: ``footnotes.xml``, with relationships of its own for the links in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.markup import NOTHING, Xml, join, part, w
from briefgen.writers.docx.package import Relations
from briefgen.writers.docx.paragraphs import paragraph
from briefgen.writers.docx.story import Place, Story
from briefgen.writers.docx.stylenames import NOTE_NUMBER, SPACER

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Draft

SEPARATORS = (-1, 0)
"""Ids of the two notes that hold the rules over the notes; settings name them too (ECMA-376 §17.11.9)."""


class Notes:
    """The notes of a document, in the order of their marks."""

    def __init__(self) -> None:
        self.relations = Relations()
        self._notes: list[Xml] = []
        self._counted = 0

    def add(self, draft: Draft, note: tree.Note, language: str) -> Xml:
        """Write a note; returns the run that is its mark.

        Word counts notes by itself. One whose number in the tree is not the next carries it as text, so that both outputs
        say the same.
        """
        identifier = len(self._notes) + 1
        self._notes.append(NOTHING)  # its place, kept before anything inside it is written
        counted = note.number in (0, self._counted + 1)
        self._counted += counted
        number = NOTHING if counted else Xml(str(note.number))
        self._notes[identifier - 1] = w("footnote", self._content(draft, note, language, number), id=identifier)
        reference = w("footnoteReference", customMarkFollows=None if counted else 1, id=identifier)
        properties = w("rPr", w("rStyle", val=draft.sheet.id(Role.NOTE_MARK)))
        return w("r", properties, reference, w("t", number) if number else NOTHING)

    def _content(self, draft: Draft, note: tree.Note, language: str, number: Xml) -> Xml:
        story = Story(draft, self.relations, is_note=True)
        place = Place(Role.NOTE, draft.sheet.measure, language=language)
        shown = plain(number, NOTE_NUMBER.id) if number else w("r", w("rPr", w("rStyle", val=NOTE_NUMBER.id)), w("footnoteRef"))
        story.opening = Xml(shown + w("r", w("tab")))
        starts_with_text = bool(note.children) and isinstance(note.children[0], tree.Paragraph)
        first = NOTHING if starts_with_text else paragraph(story, place, Role.NOTE, ())
        return join((first, draft.write_blocks(story, place, note.children)))

    def to_bytes(self) -> bytes:
        """The part."""
        rules = zip(SEPARATORS, ("separator", "continuationSeparator"), strict=True)
        separators = [_separator(identifier, kind) for identifier, kind in rules]
        return part("w:footnotes", "w r wp a pic mc w14", *separators, *self._notes)


def _separator(identifier: int, kind: str) -> Xml:
    spacing = w("spacing", before=120, after=60, line=120, lineRule="exact")
    properties = w("pPr", w("pStyle", val=SPACER.id), spacing)
    grey = w("rPr", w("color", val="A6A6A6"))
    return w("footnote", w("p", properties, w("r", grey, w(kind))), type=kind, id=identifier)
