"""What the layout of one document knows from beginning to end: the house, the faces, what may be linked to, what was noticed."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING, Any

from briefgen.fonts import open_face
from briefgen.layout.extent import HINT as WIDTH_HINT
from briefgen.layout.setting import Look, Setting, has_feature, setting_of
from briefgen.layout.structure import HeadingTags
from briefgen.model import diagnostic, tree
from briefgen.model.house import SettingMode, Slant
from briefgen.model.named import NamedTuple
from briefgen.model.role import Role
from briefgen.model.script import is_right_to_left
from briefgen.model.value import dataclass, replace
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from briefgen.fonts import Face
    from briefgen.layout.galley import Folio
    from briefgen.layout.pages import OutlineEntry
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.drawing import Drawing
    from briefgen.model.house import Colour, HouseStyle, TextStyle
    from briefgen.model.position import Position

# Where a face has no superiors of its own: digits of this size, raised by this much of the size around them.
RAISED_SIZE, RAISED_BY, LOWERED_BY = 0.62, 0.34, -0.14
# As word processors make them, whatever the face has.
WORD_RAISED = 0.58
_SMALL_CAPITALS = 0.78
# What Word does not do unless told to.
_WORD_LACKS = ("-kern", "-liga", "-clig")
# Styles and manners that are made for one paragraph only are not worth remembering for ever.
_MOST_SAME = 4_000


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run departs from its paragraph's style. Empty and ``None``: not at all.

    ``family`` and ``colour`` take the place of the style's. ``scale`` multiplies the size, ``raised`` is a part of the size.
    """

    language: str = "en"
    bold: bool = False
    italic: bool = False
    family: str = ""
    colour: Colour | None = None
    features: tuple[str, ...] = ()
    scale: float = 1.0
    raised: float = 0.0
    uppercase: bool = False
    plain: bool = False


def varied(manner: Manner, **changes: object) -> Manner:
    """A manner with some things changed; the same changes of the same manner are one object."""
    return _varied(manner, tuple(changes.items()))


@functools.lru_cache(maxsize=2048)
def _varied(manner: Manner, changes: tuple[tuple[str, Any], ...]) -> Manner:
    return replace(manner, **dict(changes))


class NoteNames(NamedTuple):
    """What a note's mark shows, and the destinations of the note and of its mark."""

    number: str
    note: str
    mark: str


@dataclass(slots=True)
class Job:
    """One document and the house it is set in, with what accumulates while it is set.

    ``manner`` is that of a paragraph's plain text. ``labels`` is the page label of each place in the text that has an identifier,
    ``tables`` the share of each column, ``small_tables`` those whose type had to be smaller to fit, ``styles`` the roles' styles
    as surroundings have changed them.
    """

    document: tree.Document
    style: HouseStyle
    identifiers: frozenset[str] = frozenset()
    note_count: int = 0
    diagnostics: dict[str, Diagnostic] = field(default_factory=dict)
    folios: list[Folio] = field(default_factory=list)
    outline: list[OutlineEntry] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    tables: dict[tree.Table, tuple[float, ...]] = field(default_factory=dict)
    small_tables: set[tree.Table] = field(default_factory=set)
    styles: dict[tuple[object, ...], TextStyle] = field(default_factory=dict)
    level: int = 0
    _ordinal: int = 0
    _named: set[str] = field(default_factory=set)
    tags: HeadingTags = field(init=False)
    manner: Manner = field(init=False)
    _faces: dict[str, Face] = field(default_factory=dict)
    _settings: dict[tuple[TextStyle, Manner], Setting] = field(default_factory=dict)
    # The same by identity, with what was identified, so that no other can come to have its identity.
    _same: dict[tuple[int, int], tuple[TextStyle, Manner, Setting]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tags = HeadingTags(self.document.blocks)
        self.manner = Manner(language=self.language)
        names: set[str] = set()
        for node in walk(self.document.blocks):
            names.add(getattr(node, "identifier", ""))
            names.add(getattr(node, "attributes", tree.PLAIN).identifier)
            self.note_count += isinstance(node, tree.Note)
        self.identifiers = frozenset(names - {""})

    @property
    def has_endnotes(self) -> bool:
        """Whether notes stand at the end of the document rather than at the feet of its pages."""
        return self.document.meta.notes is tree.NotePlacement.ENDNOTES and self.note_count > 0

    @property
    def language(self) -> str:
        """The document's language as a BCP 47 tag."""
        return self.document.meta.language or "en"

    @property
    def mirrored(self) -> bool:
        """Whether pages are laid out as the mirror images of what they will be: the document reads from right to left."""
        return is_right_to_left(self.language)

    def shown(self, target: str) -> tree.Picture | Drawing | None:
        """What a figure shows; ``None``: nothing could be had, and words stand in its place."""
        return self.document.drawings.get(target) or self.document.pictures.get(target)

    def role(self, role: Role) -> TextStyle:
        """The house's style of a role."""
        return self.style.roles[role]

    def face(self, key: str) -> Face:
        """A face of the house by its key."""
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = open_face(self.style.font_files[key])
        return face

    @property
    def fonts(self) -> dict[str, bytes]:
        """The font files of all faces that were opened."""
        return {key: self._faces[key].data for key in sorted(self._faces)}

    def setting(self, style: TextStyle, manner: Manner) -> Setting:
        """The setting of a style in a manner; equal ones are one object, and so share their words."""
        same = self._same.get((id(style), id(manner)))
        if same is not None:
            return same[2]
        key = (style, manner)
        found = self._settings.get(key)
        if found is None:
            look = self._look(style, manner)
            found = self._settings[key] = setting_of(look, tuple([self.face(face) for face in look.faces]))
        if len(self._same) < _MOST_SAME:
            self._same[id(style), id(manner)] = (style, manner, found)
        return found

    def _look(self, style: TextStyle, manner: Manner) -> Look:
        slant = Slant(style.bold or manner.bold, style.italic ^ manner.italic)
        families = [manner.family or style.family, *self.style.fallbacks]
        faces = dict.fromkeys(self.style.families[name].face(slant) for name in families if name in self.style.families)
        size = style.size.pt
        features = manner.features if manner.plain else tuple(dict.fromkeys((*style.features, *manner.features)))
        if self.style.mode is SettingMode.MATCH_WORD:
            features = (*features, *_WORD_LACKS)
        return Look(
            tuple(faces),
            size * manner.scale,
            manner.colour or style.colour,
            features,
            0.0 if manner.plain else style.tracking.pt * manner.scale,
            uppercase=(style.uppercase and not manner.plain) or manner.uppercase,
            language=manner.language,
            rise=size * manner.raised,
        )

    def raised(self, style: TextStyle, manner: Manner, text: str, *, lowered: bool = False) -> Manner:
        """The manner of superior or inferior text: the face's own glyphs if it has them for every character."""
        by = LOWERED_BY if lowered else RAISED_BY
        if self.style.mode is SettingMode.MATCH_WORD:
            return varied(manner, scale=manner.scale * WORD_RAISED, raised=manner.raised + by * manner.scale)
        tag = "subs" if lowered else "sups"
        if has_feature(self.setting(style, manner).base, tag, text):
            return varied(manner, features=(*manner.features, tag))
        return varied(manner, scale=manner.scale * RAISED_SIZE, raised=manner.raised + by * manner.scale)

    def small_capitals(self, style: TextStyle, manner: Manner, text: str) -> Manner:
        """The manner of small capitals: the face's own, or small ones made of capitals."""
        letters = "".join(char for char in text if char.islower())
        if not letters or has_feature(self.setting(style, manner).base, "smcp", letters):
            return varied(manner, features=(*manner.features, "smcp"))
        return varied(manner, scale=manner.scale * _SMALL_CAPITALS, uppercase=True)

    def name_note(self, note: tree.Note) -> NoteNames:
        """What a note's mark shows, and names for the note and its mark that nothing else in the document has."""
        self._ordinal += 1
        number = str(note.number or self._ordinal)
        identifier = note.identifier
        if not identifier or identifier in self._named:
            identifier = self.own_name(f"note-{number}")
        self._named.add(identifier)
        return NoteNames(number, identifier, self.own_name(f"{identifier}-mark"))

    def own_name(self, wanted: str) -> str:
        """A destination's name for something that nobody but layout links to: never one that an author has taken."""
        name, count = wanted, 1
        while name in self.identifiers or name in self._named:
            count += 1
            name = f"{wanted}-{count}"
        self._named.add(name)
        return name

    def report_width(self, said: str, position: Position | None) -> None:
        """Note an author's width that says nothing; each once a place."""
        finding = diagnostic.warning("unknown-width", f"'{said}' is no width; the picture has its own", position, WIDTH_HINT)
        self.diagnostics[str(finding)] = finding

    def report_too_wide(self, columns: int, position: Position | None) -> None:
        """Note a table whose words have to be broken, even in the smallest type."""
        message = f"a table of {columns} columns is too wide for the page: its type is small and its words are broken"
        finding = diagnostic.warning("table-too-wide", message, position, "leave columns out, or make two tables of it")
        self.diagnostics[str(finding)] = finding

    def report_missing(self, setting: Setting, text: str, position: Position | None) -> None:
        """Note the characters that no face of the house has, each once a document, where it is met first."""
        for char in sorted(setting.missing(text)):
            if char not in self.diagnostics:
                name = unicodedata.name(char, "an unnamed character")
                message = f"no font of the house has U+{ord(char):04X} {name}; a stand-in is printed"
                hint = "add a font that has it to the house's fallbacks, or write it another way"
                self.diagnostics[char] = diagnostic.warning("missing-glyph", message, position, hint)
