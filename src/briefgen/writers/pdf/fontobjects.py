"""A face as a document uses it: Type 0 fonts with exact text behind every glyph (ISO 32000-1 §9.7).

A code stands for a glyph *and* the text it shows, so one glyph may have several codes and what a reader copies, searches or
hears is always what was written: ligatures, small capitals made from either case, a hyphen that only a line's end put there.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from briefgen import fonts
from briefgen.model.characters import printable
from briefgen.model.named import NamedTuple
from briefgen.writers.pdf.notation import literal, name, number
from briefgen.writers.pdf.objects import Dictionary, Stream
from briefgen.writers.pdf.showing import MOST_KERNING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefgen.layout.slugs import Slug
    from briefgen.model.glyph import Glyph
    from briefgen.writers.pdf.reportlab_internals import IndirectObject
    from briefgen.writers.pdf.showing import Encoded

_MOST_CODES = 0xFFFF
# Glyphs that are kept by their identity.
_MOST_MET = 16_000
_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6

# What a glyph without text maps to: PDF/A and PDF/UA demand a mapping for every code.
_NO_TEXT = "\u200b"

# Shown, in this order of preference, for a character that the face lacks: no file may show the glyph 0 (ISO 14289-1 §7.21.8).
_STAND_INS = ("\ufffd", "\u25a1", "?")

_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Code(NamedTuple):
    """How a glyph is shown: the font's resource name, four hexadecimal digits, and the width the viewer moves on by."""

    font: str
    digits: str
    width: float


class Met(NamedTuple):
    """A glyph that was met, and how it is shown: font, digits and width of its code, whether it is a letter, and whether that is
    set further from the next than kerning has it. The glyph is kept so that no other can come to have its ``id()``."""

    glyph: Glyph
    font: str
    digits: str
    width: float
    letter: bool
    apart: bool


class FontTable:
    """The fonts of one document, opened as its pages ask for them. ``files`` are font files by face."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._faces: dict[str, DocumentFace] = {}
        self._count = 0

    def face(self, key: str) -> DocumentFace:
        """The face that a run names."""
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = DocumentFace(self._files[key], self._next_name)
        return found

    def objects(self) -> Iterator[tuple[str, IndirectObject]]:
        """Resource name and font object of every font, in the order in which they were first used."""
        for face in self._faces.values():
            for font in face.fonts:
                yield font.resource, font.build()

    def _next_name(self) -> str:
        self._count += 1
        return f"F{self._count}"


class DocumentFace:
    """One face. It takes a single font as a rule; more where 65 535 codes or a PostScript font's numbering do not suffice.

    ``encoded`` is a place to keep how slugs are shown in its codes, ``met`` one for glyphs.
    """

    def __init__(self, data: bytes, next_name: Callable[[], str]) -> None:
        self._face = fonts.open_face(data)
        self._next_name = next_name
        self._codes: dict[tuple[int, str], Code] = {}
        self._stand_in: int | None = None
        self.fonts: list[Type0Font] = []
        self.encoded: dict[Slug, Encoded] = {}
        self.met: dict[int, Met] = {}

    def code(self, glyph: Glyph) -> Code:
        """The code of a glyph with its text."""
        key = (glyph.id, glyph.text)
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = self._new_code(glyph.id or self._missing(), _mapped(glyph.text))
        return found

    def meet(self, glyph: Glyph) -> Met:
        """What is said of a glyph in every word that it stands in; kept in :attr:`met` by its ``id()``."""
        if len(self.met) >= _MOST_MET:
            self.met.clear()
        code, blank = self.code(glyph), glyph.text.isspace()
        apart = not blank and abs(glyph.advance - code.width) > MOST_KERNING
        made = self.met[id(glyph)] = Met(glyph, code.font, code.digits, code.width, not blank, apart)
        return made

    def _new_code(self, glyph_id: int, text: str) -> Code:
        font = next((font for font in self.fonts if font.has_room(glyph_id, text)), None)
        if font is None:
            kind = PostScriptFont if self._face.is_cff else TrueTypeFont
            font = kind(self._face, self._next_name())
            self.fonts.append(font)
        return Code(font.resource, f"{font.add(glyph_id, text):04X}", round(self._face.advance(glyph_id), 2))

    def _missing(self) -> int:
        if self._stand_in is None:
            shaped = (self._face.shape(char).glyphs for char in _STAND_INS if self._face.covers(char))
            self._stand_in = next((glyphs[0].id for glyphs in shaped if glyphs), 0)
        return self._stand_in


class Type0Font(ABC):
    """A composite font under construction. Codes are CIDs (Identity-H), counted up or glyph numbers, as the outlines demand."""

    def __init__(self, face: fonts.Face, resource: str) -> None:
        self._face = face
        self.resource = resource
        self._used: dict[int, tuple[int, str]] = {}

    @abstractmethod
    def has_room(self, glyph_id: int, text: str) -> bool:
        """Whether a new pair of glyph and text can have a code here."""

    @abstractmethod
    def add(self, glyph_id: int, text: str) -> int:
        """Give a glyph and its text a code."""

    def build(self) -> Dictionary:
        """The font and all it rests on, once every page has been painted."""
        part = fonts.subset(self._face.data, (glyph for glyph, _ in self._used.values()))
        base = f"{_subset_tag(part.data, self.resource)}+{self._face.postscript_name}"
        descendant = {
            "Type": "/Font",
            "BaseFont": name(base),
            "CIDSystemInfo": {"Registry": literal("Adobe"), "Ordering": literal("Identity"), "Supplement": 0},
            "FontDescriptor": Dictionary(self._descriptor(base) | self._program(part)),
            "W": self._widths(),
        } | self._descendant(part)
        return Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name(self._type0_name(base)),
                "Encoding": "/Identity-H",
                "DescendantFonts": [Dictionary(descendant)],
                "ToUnicode": Stream(self._to_unicode()),
            }
        )

    def _descriptor(self, base: str) -> dict[str, object]:
        face = self._face
        return {
            "Type": "/FontDescriptor",
            "FontName": name(base),
            "Flags": _SYMBOLIC | (_ITALIC if face.italic_angle else 0),
            "FontBBox": [round(edge) for edge in face.bbox],
            "ItalicAngle": number(face.italic_angle),
            "Ascent": round(face.ascender),
            "Descent": round(face.descender),
            "CapHeight": round(face.cap_height),
            "StemV": _stem_width(face.postscript_name),
        }

    @abstractmethod
    def _program(self, part: fonts.Subset) -> dict[str, object]:
        """The descriptor's entry with the font program."""

    @abstractmethod
    def _descendant(self, part: fonts.Subset) -> dict[str, object]:
        """What the descendant font says besides, its subtype above all."""

    @abstractmethod
    def _type0_name(self, base: str) -> str:
        """The name of the composite font."""

    def _widths(self) -> list[object]:
        """Widths by CID, a new stretch wherever the codes leave a gap (§9.7.4.3)."""
        stretches: list[object] = []
        widths: list[str] = []
        last = None
        for code in sorted(self._used):
            if last is None or code != last + 1:
                widths = []
                stretches += (code, widths)
            widths.append(number(self._face.advance(self._used[code][0])))
            last = code
        return stretches

    def _to_unicode(self) -> bytes:
        lines = [f"<{code:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, (_, text) in self._used.items()]
        blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
        body = "".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar\n")) for block in blocks)
        return f"{_CMAP_HEAD}{body}{_CMAP_FOOT}".encode("ascii")


class TrueTypeFont(Type0Font):
    """TrueType outlines. Codes are counted up and led to glyphs by a map, so each pair of glyph and text has its own."""

    def has_room(self, glyph_id: int, text: str) -> bool:  # noqa: ARG002  (any pair may have the next code)
        """Until the codes run out."""
        return len(self._used) < _MOST_CODES

    def add(self, glyph_id: int, text: str) -> int:
        """The next free code."""
        code = len(self._used) + 1
        self._used[code] = (glyph_id, text)
        return code

    def _program(self, part: fonts.Subset) -> dict[str, object]:
        return {"FontFile2": Stream(part.data, {"Length1": len(part.data)})}

    def _descendant(self, part: fonts.Subset) -> dict[str, object]:
        glyphs = b"".join(part.glyph_map[glyph].to_bytes(2, "big") for glyph, _ in self._used.values())
        return {"Subtype": "/CIDFontType2", "CIDToGIDMap": Stream(b"\0\0" + glyphs)}

    def _type0_name(self, base: str) -> str:
        return base


class PostScriptFont(Type0Font):
    """PostScript outlines. A CID is the glyph's number and cannot be led elsewhere, so a second text takes a second font."""

    def has_room(self, glyph_id: int, text: str) -> bool:
        """Whether the glyph is not used yet, or used for the same text."""
        return self._used.get(glyph_id, (glyph_id, text)) == (glyph_id, text)

    def add(self, glyph_id: int, text: str) -> int:
        """The glyph's number."""
        self._used[glyph_id] = (glyph_id, text)
        return glyph_id

    def _program(self, part: fonts.Subset) -> dict[str, object]:
        return {"FontFile3": Stream(part.data, {"Subtype": "/OpenType"})}

    def _descendant(self, part: fonts.Subset) -> dict[str, object]:  # noqa: ARG002  (no map to make)
        return {"Subtype": "/CIDFontType0"}

    def _type0_name(self, base: str) -> str:
        return f"{base}-Identity-H"


def _subset_tag(program: bytes, resource: str) -> str:
    """Six capital letters that follow from the glyphs used (§9.6.4), and differ between two fonts of one document."""
    digest = hashlib.sha256(program + resource.encode("ascii")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _stem_width(postscript_name: str) -> int:
    """A font file does not state it; viewers use it only to imitate a font that is missing, and this one is embedded."""
    weight = postscript_name.lower()
    return 140 if "bold" in weight and "semi" not in weight else 110 if "semi" in weight else 80


def _mapped(text: str) -> str:
    """The text a code maps to. Private characters have no meaning to anyone else, and ISO 19005-3 §6.2.11.7.3 refuses them."""
    clean = "".join("\ufffd" if _is_private(char) else char for char in printable(text))
    return clean or _NO_TEXT


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"
