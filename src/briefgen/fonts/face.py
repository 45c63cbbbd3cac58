"""One font file: coverage, metrics and shaping."""

from __future__ import annotations

import functools
import struct
import unicodedata
from typing import TYPE_CHECKING, Literal, TypeAlias

import uharfbuzz as hb  # type: ignore[import-untyped, unused-ignore]  # it ships no types

from briefgen.fonts.outlines import glyph_outline
from briefgen.model.glyph import Glyph, Slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.model.drawing import Step

Direction = Literal["ltr", "rtl"]

# Words repeat, so nearly every one is found again; these bounds only keep a hostile document from filling the memory.
_LONGEST_KEPT = 64
_MOST_KEPT = 16_000
_MOST_MANNERS = 200
_GRAPHEMES = hb.BufferClusterLevel.MONOTONE_GRAPHEMES

# OpenType 1.9.1, OS/2 fsType: bit 1 forbids embedding unless a less restrictive bit is set too; bit 9 allows bitmaps only.
_RESTRICTED, _LESS_RESTRICTED, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0200


_Kind: TypeAlias = tuple[int, str, tuple[int, int, int, int]]
"""What makes two glyphs alike: number, text, and offsets and advances in the font's own units."""


class Shaper(dict[str, Slug]):
    """Texts in one manner of shaping, each shaped when it is first asked for and kept unless it is enormous."""

    def __init__(self, face: Face, features: tuple[str, ...], direction: Direction, language: str) -> None:
        super().__init__()
        self._face, self._direction, self._language = face, direction, language
        self._switches = {tag.lstrip("-"): not tag.startswith("-") for tag in features}

    def __missing__(self, text: str) -> Slug:
        glyphs = self._face.glyphs(text, self._switches, self._direction, self._language)
        made = Slug(glyphs)
        if len(text) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = made
        return made


class Face:
    """A TrueType or OpenType font, from the bytes of its file.

    Vertical measures, ``bbox`` (x0, y0, x1, y1) and advances are in thousandths of an em, ``italic_angle`` in degrees
    counter-clockwise from the vertical. ``is_cff`` says that the outlines are PostScript's. Raises :class:`ValueError` for
    bytes that are not a font.
    """

    def __init__(self, data: bytes) -> None:
        face = hb.Face(hb.Blob(data))
        if not face.glyph_count or not face.table_tags:
            raise ValueError("not a TrueType or OpenType font")
        self.data = data
        self._face = face
        self._font = hb.Font(face)
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = _GRAPHEMES
        self._shapers: dict[tuple[tuple[str, ...], Direction, str], Shaper] = {}
        self._outlines: dict[int, tuple[Step, ...]] = {}
        self._known: dict[_Kind, Glyph] = {}
        self._unicodes = frozenset(face.unicodes)
        self.units_per_em: int = face.upem
        self.is_cff = "CFF " in face.table_tags
        self.postscript_name = self._name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Unnamed"
        self.family_name = self._name(hb.OTNameIdPredefined.FONT_FAMILY) or "Unnamed"
        extents = self._font.get_font_extents("ltr")
        self.ascender = self._per_mille(extents.ascender)
        self.descender = self._per_mille(extents.descender)
        self.cap_height = self._metric(hb.OTMetricsTag.CAP_HEIGHT)
        self.x_height = self._metric(hb.OTMetricsTag.X_HEIGHT)
        self.bbox = self._bounds()
        self.italic_angle = self._italic_angle()
        self.embeddable = self._may_be_embedded()

    def __repr__(self) -> str:
        return f"<Face {self.postscript_name}>"

    @property
    def code_points(self) -> frozenset[int]:
        """The characters that the font has a glyph for."""
        return self._unicodes

    def covers(self, char: str) -> bool:
        """Whether the font can show a character. One that is never shown (a joiner, a soft hyphen) needs no glyph."""
        return ord(char) in self._unicodes or _is_ignorable(char)

    def advance(self, glyph_id: int) -> float:
        """The width that the font itself gives a glyph, before any kerning."""
        return self._per_mille(self._font.get_glyph_h_advance(glyph_id))

    def outline(self, glyph_id: int) -> tuple[Step, ...]:
        """What a glyph looks like: y upwards from the baseline, in thousandths of an em."""
        found = self._outlines.get(glyph_id)
        if found is None:
            found = self._outlines[glyph_id] = glyph_outline(self._font, glyph_id, 1000 / self.units_per_em)
        return found

    def shape(self, text: str, *, features: tuple[str, ...] = (), direction: Direction = "ltr", language: str = "en") -> Slug:
        """Turn text of one script and direction into glyphs.

        ``features`` are OpenType tags to switch on, or off with a leading ``-``; ligatures and kerning are on unless
        switched off. ``language`` is a BCP 47 tag. Words are remembered.
        """
        return self.shaper(features, direction, language)[text]

    def shaper(self, features: tuple[str, ...], direction: Direction, language: str) -> Shaper:
        """What shapes many texts in the same manner (see :meth:`shape`); one for all who ask for it."""
        key = (features, direction, language)
        found = self._shapers.get(key)
        if found is None:
            if len(self._shapers) >= _MOST_MANNERS:
                self._shapers.clear()
            found = self._shapers[key] = Shaper(self, *key)
        return found

    def glyphs(self, text: str, switches: Mapping[str, bool], direction: Direction, language: str) -> tuple[Glyph, ...]:
        """The glyphs of a text, shaped anew; ``switches`` are OpenType features."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = direction
        buffer.language = language
        hb.shape(self._font, buffer, switches)
        infos, places = buffer.glyph_infos or (), buffer.glyph_positions or ()
        clusters = [info.cluster for info in infos]
        reverse = direction == "rtl"
        parts = text if not reverse and clusters == list(range(len(text))) else _parts(clusters, text, reverse=reverse)
        numbers, positions = [info.codepoint for info in infos], [place.position for place in places]
        known, glyph = self._known, self._glyph
        return tuple([known.get(key) or glyph(key) for key in zip(numbers, parts, positions, strict=True)])

    def _glyph(self, key: _Kind) -> Glyph:
        """A new glyph, the one object for all that are alike: a document has hundreds of thousands, of a few hundred kinds."""
        number, text, (dx, dy, advance, _) = key
        scale = 1000 / self.units_per_em
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        made = self._known[key] = Glyph(number, text, advance * scale, dx * scale, dy * scale)
        return made

    def _per_mille(self, units: float) -> float:
        return units * 1000 / self.units_per_em

    def _metric(self, tag: hb.OTMetricsTag) -> float:
        return self._per_mille(self._font.get_metric_position_with_fallback(tag))

    def _name(self, name_id: hb.OTNameIdPredefined) -> str:
        return self._face.get_name(name_id) or ""

    def _table(self, tag: str) -> bytes:
        if tag not in self._face.table_tags:
            return b""
        return bytes(self._face.reference_table(tag).data)

    def _bounds(self) -> tuple[float, float, float, float]:
        head = self._table("head")
        if len(head) < 44:
            return (0.0, self.descender, 1000.0, self.ascender)
        x0, y0, x1, y1 = struct.unpack_from(">4h", head, 36)
        return (self._per_mille(x0), self._per_mille(y0), self._per_mille(x1), self._per_mille(y1))

    def _italic_angle(self) -> float:
        post = self._table("post")
        return float(struct.unpack_from(">i", post, 4)[0]) / 65536 if len(post) >= 8 else 0.0

    def _may_be_embedded(self) -> bool:
        metrics = self._table("OS/2")
        licence = int(struct.unpack_from(">H", metrics, 8)[0]) if len(metrics) >= 10 else 0
        restricted = licence & _RESTRICTED and not licence & _LESS_RESTRICTED
        return not restricted and not licence & _BITMAPS_ONLY


def _parts(clusters: Sequence[int], text: str, *, reverse: bool) -> Iterator[str]:
    """What each glyph stands for: the first of a cluster for all of it, the others for nothing."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts, len(text)][1:], strict=True))
    for start in clusters:
        end = ends.pop(start, None)
        part = "" if end is None else text[start:end]
        yield part[::-1] if reverse else part


# Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties) outside general category Cf.
_IGNORABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")


def _is_ignorable(char: str) -> bool:
    if char in _IGNORABLE or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True
    # The Arabic number signs are format characters that do show.
    return unicodedata.category(char) == "Cf" and not "\u0600" <= char <= "\u08e2"


@functools.lru_cache(maxsize=128)
def open_face(data: bytes) -> Face:
    """The face of a font file, made once a process: equal bytes give the same face, and the words it has shaped live on."""
    return Face(data)
