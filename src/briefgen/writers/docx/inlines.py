"""Inline nodes as runs, hyperlinks and note marks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, assert_never

from briefgen.layout.extent import inset_extent
from briefgen.model import tree
from briefgen.model.address import ascii_form, linkable
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.model.walk import plain_text
from briefgen.writers.docx.fields import field
from briefgen.writers.docx.formatting import colour, fonts, run_properties
from briefgen.writers.docx.languages import by_direction, word_language
from briefgen.writers.docx.markup import NOTHING, Xml, element, flag, join, run, text, w
from briefgen.writers.docx.stylenames import NAMES, SMALL_CELLS, chip_style

if TYPE_CHECKING:
    from briefgen.model.house import Colour
    from briefgen.writers.docx.story import Place, Story

_CHIP = "confidence-"
_SPECIAL = re.compile("([\t\n\u00ad\u2011])")
_SPECIAL_ELEMENTS = {
    "\t": w("tab"),
    "\n": w("br"),
    # As characters these two would be looked for in the font, and often not be found.
    "\u00ad": w("softHyphen"),
    "\u2011": w("noBreakHyphen"),
}
_LONGEST_TOOLTIP = 260


class Look(NamedTuple):
    """How a run differs from its paragraph.

    ``slanted`` is the paragraph's own italic, against which emphasis stands upright. ``style`` is a character style's id;
    ``code_font`` is set for code inside a link, which has one style already; ``tint`` is a colour said by hand. ``language``
    empty: the document's. ``linked``: it stands in a link already, and no link may stand in a link.
    """

    slanted: bool = False
    language: str = ""
    style: str = ""
    bold: bool = False
    emphasised: bool = False
    struck: bool = False
    small_caps: bool = False
    raised: str = ""
    tint: Colour | None = None
    code_font: str = ""
    linked: bool = False


@functools.lru_cache(maxsize=512)
def properties(look: Look, *, right_to_left: bool = False) -> Xml:
    """The run properties of a look."""
    said: dict[str, Xml] = {}
    if look.style:
        said["w:rStyle"] = w("rStyle", val=look.style)
    if look.tint is not None:
        said["w:color"] = colour(look.tint)
    if look.code_font:
        said["w:rFonts"] = fonts(look.code_font, look.code_font)
    # Shaped scripts have a bold and an italic of their own in Word's model.
    if look.bold:
        said["w:b"], said["w:bCs"] = flag("b"), flag("bCs")
    if look.emphasised:
        said["w:i"], said["w:iCs"] = flag("i", on=not look.slanted), flag("iCs", on=not look.slanted)
    if look.struck:
        said["w:strike"] = flag("strike")
    if look.small_caps:
        said["w:smallCaps"] = flag("smallCaps")
    if look.raised:
        said["w:vertAlign"] = w("vertAlign", val=look.raised)
    if right_to_left:
        said["w:rtl"] = flag("rtl")
    if look.language:
        said["w:lang"] = word_language(look.language)
    return run_properties(said)


def runs(story: Story, place: Place, inlines: Iterable[tree.Inline], role: Role) -> Xml:
    """Inlines as markup for a paragraph of the given role."""
    look = Look(slanted=story.draft.sheet.text_style(role).italic, language=place.language)
    return _joined(_Runs(story, place, role).all(_under_chip(inlines), look))


def _under_chip(inlines: Iterable[tree.Inline]) -> list[tree.Inline]:
    """Inlines whose first is a chip with what follows it on a line of its own, as layout sets them."""
    listed = list(inlines)
    if len(listed) < 2 or not isinstance(listed[0], tree.Span) or not _chip_level(listed[0]):
        return listed
    chip, following, *rest = listed
    if isinstance(following, tree.Text):
        following = replace(following, text=following.text.lstrip(" "))
    return [chip, tree.LineBreak(), following, *rest]


def _chip_level(span: tree.Span) -> str:
    return next((name.removeprefix(_CHIP) for name in span.attributes.classes if name.startswith(_CHIP)), "")


def plain(words: str, style: str = "") -> Xml:
    """A run of text in a character style, or in none."""
    return run(properties(Look(style=style)), characters(words))


def label(words: str, style: str = "") -> Xml:
    """What the tree has printed before something, or nothing. It is text: the tree has counted, and a reader shall see it."""
    return plain(words, style) if words else NOTHING


def characters(words: str) -> Xml:
    """The content of a run: text, and the characters that have elements of their own."""
    if words.isprintable() and "\u2011" not in words:
        return text(words) if words else NOTHING
    return join([_SPECIAL_ELEMENTS.get(piece) or text(piece) for piece in _SPECIAL.split(words) if piece])


def _citing(note: tree.Note, cite: tree.Cite) -> tree.Note:
    """A citation's note with the citation inside, where it is one paragraph."""
    match note.children:
        case (tree.Paragraph() as paragraph,):
            citing = tree.Cite(cite.items, cite.mode, paragraph.children)
            return replace(note, children=(replace(paragraph, children=(citing,)),))
        case _:
            return note


_Piece = tuple[Xml | None, Xml]
"""Run properties and a run's content, or ``None`` and markup that is no run."""


def _joined(pieces: Iterable[_Piece]) -> Xml:
    """Pieces as runs; neighbours of one look are one run, as a person typing would have made them."""
    out: list[Xml] = []
    current: Xml | None = None
    content: list[Xml] = []
    for look, markup in [*pieces, (None, NOTHING)]:
        if look != current and content:
            out.append(run(current or NOTHING, *content))
            content = []
        current = look
        if look is None:
            out.append(markup)
        else:
            content.append(markup)
    return join(out)


@dataclass(frozen=True, slots=True)
class _Runs:
    story: Story
    place: Place
    role: Role

    def all(self, inlines: Iterable[tree.Inline], look: Look) -> list[_Piece]:
        return [piece for inline in inlines for piece in self.one(inline, look)]

    def one(self, inline: tree.Inline, look: Look) -> Iterable[_Piece]:
        match inline:
            case tree.Text():
                return self._text(inline.text, look)
            case tree.Code():
                return self._text(inline.text, self._code(look))
            case tree.Emphasis():
                return self.all(inline.children, look._replace(emphasised=not look.emphasised))
            case tree.Strong():
                return self.all(inline.children, look._replace(bold=True))
            case tree.Strikeout():
                return self.all(inline.children, look._replace(struck=True))
            case tree.Superscript():
                return self.all(inline.children, look._replace(raised="superscript"))
            case tree.Subscript():
                return self.all(inline.children, look._replace(raised="subscript"))
            case tree.SmallCaps():
                return self.all(inline.children, look._replace(small_caps=True))
            case tree.Link():
                return self._link(inline, look)
            case tree.Image():
                return self._image(inline, look)
            case tree.Span():
                return self._span(inline, look)
            case tree.Cite():
                return self._cite(inline, look)
            case tree.Note():
                return self._note(inline, look)
            case tree.SoftBreak():
                return self._text(" ", look)
            case tree.LineBreak():
                return self._text("\n", look)
            case _:
                assert_never(inline)

    def _text(self, words: str, look: Look) -> list[_Piece]:
        pieces: list[_Piece] = []
        self._note_face(look)
        language = look.language or self.story.draft.document.meta.language
        for stretch, right_to_left in by_direction(words, language):
            self.story.draft.right_to_left |= right_to_left
            pieces.append((properties(look, right_to_left=right_to_left), characters(stretch)))
        return pieces

    def _note_face(self, look: Look) -> None:
        """Let the face of this text be embedded."""
        if look.bold or look.emphasised:
            sheet = self.story.draft.sheet
            role = Role.CODE if look.code_font or look.style == NAMES[Role.CODE].id else self.role
            sheet.use(role, bold=look.bold, italic=look.emphasised)

    def _code(self, look: Look) -> Look:
        if not look.style:
            return look._replace(style=self.story.draft.sheet.id(Role.CODE))
        house = self.story.draft.house
        return look._replace(code_font=house.families[house.roles[Role.CODE].family].name)

    def _span(self, span: tree.Span, look: Look) -> Iterable[_Piece]:
        level = _chip_level(span)
        style, children = look.style, span.children
        if level in self.story.draft.house.confidence:
            self.story.draft.sheet.use(Role.CONFIDENCE_CHIP)
            style = chip_style(level).id
            # They widen the chip as its padding does on the page; they do not break and are part of no word.
            children = (tree.Text("\u00a0"), *children, tree.Text("\u00a0"))
        pieces = self.all(children, look._replace(style=style, language=span.language or look.language))
        return self._marked(span.attributes.identifier, pieces)

    def _marked(self, identifier: str, pieces: list[_Piece]) -> list[_Piece]:
        return [(None, self.story.draft.bookmarks.around(identifier, _joined(pieces)))] if identifier else pieces

    def _link(self, link: tree.Link, look: Look) -> Iterable[_Piece]:
        target = {} if look.linked else self._target(link.target)
        if not target:
            return self.all(link.children, look)
        # In a table's cell not every program lets a link's style speak louder than the paragraph's.
        tint = self.story.draft.house.roles[Role.LINK].colour if self.role in SMALL_CELLS else None
        inside = _joined(self.all(link.children, look._replace(style=self.story.draft.sheet.id(Role.LINK), tint=tint, linked=True)))
        if code := self._reference(link):
            # In a link as well, as in contents: what does not know the field still follows it.
            inside = field(code, inside, properties(Look(style=self.story.draft.sheet.id(Role.LINK))))
        tip = link.title[:_LONGEST_TOOLTIP] or None
        return [(None, element("w:hyperlink", target | {"w:tooltip": tip, "w:history": "1"}, inside))]

    def _reference(self, link: tree.Link) -> str:
        """The code of a cross-reference, where a link says just what its bookmark holds; empty: it says something else."""
        identifier = link.target[1:] if link.target.startswith("#") else ""
        held = self.story.draft.references.get(identifier)
        name = self.story.draft.bookmarks.name(identifier)
        if not (held and name) or held != plain_text(link.children):
            return ""
        return f"{'NOTEREF' if held.isdigit() else 'REF'} {name}"

    def _cite(self, cite: tree.Cite, look: Look) -> Iterable[_Piece]:
        """A citation: text, or a field of Word's whose result is that text; in a note, the note holds the field."""
        sources = self.story.draft.sources
        code = sources.instruction(cite.items) if sources else ""
        notes = [child for child in cite.children if isinstance(child, tree.Note)]
        if not code or len(notes) > 1:
            return self.all(cite.children, look)
        if notes and not self.story.is_note:
            children = [_citing(child, cite) if child is notes[0] else child for child in cite.children]
            return self.all(children, look)
        control = w("sdtPr", w("id", val=self.story.draft.controls.next()), w("citation"))
        inside = field(code, _joined(self.all(cite.children, look)))
        return [(None, w("sdt", control, w("sdtContent", inside)))]

    def _target(self, target: str) -> dict[str, str | int | None]:
        if target.startswith("#"):
            name = self.story.draft.bookmarks.name(target[1:])
            return {"w:anchor": name} if name else {}
        return {"r:id": self.story.relations.to_address(ascii_form(target))} if linkable(target) else {}

    def _image(self, image: tree.Image, look: Look) -> Iterable[_Piece]:
        draft = self.story.draft
        shown = draft.pictures.find(image.target)
        if shown is None:
            return self._text(image.alternative, look)
        size = inset_extent(shown.subject, self.place.width / 20, draft.sheet.text_style(self.role).leading.pt)
        drawing = draft.pictures.inline(shown, image.alternative, size, self.story.relations)
        return self._marked(image.attributes.identifier, [(None, drawing)])

    def _note(self, note: tree.Note, look: Look) -> Iterable[_Piece]:
        if self.story.is_note:
            # Word has no note on a note: what it says goes where its mark would stand.
            return [*self._text(" (", look), *self._said(note.children, look), *self._text(")", look)]
        mark = self.story.draft.notes.add(self.story.draft, note, self.place.language)
        return self._marked(note.identifier, [(None, mark)])

    def _said(self, blocks: Iterable[tree.Block], look: Look) -> list[_Piece]:
        paragraphs = [block for block in blocks if isinstance(block, tree.Paragraph)]
        return [piece for paragraph in paragraphs for piece in self.all(paragraph.children, look)]
