"""The part of a font that a document uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uharfbuzz as hb  # type: ignore[import-untyped, unused-ignore]  # it ships no types

from briefgen.fonts.face import open_face
from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What a viewer that is given glyph numbers never looks at (ISO 32000-1 §9.9, embedded font programs).
_UNUSED_TABLES = (
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "name", "OS/2", "post", "cmap", "DSIG", "gasp", "STAT", "VORG", "MVAR", "HVAR",
    "VVAR", "avar", "kern", "hdmx", "VDMX", "LTSH", "PCLT", "meta",
)  # fmt: skip


class Subset(NamedTuple):
    """A font program with only the wanted glyphs. ``glyph_map`` gives the new number of each glyph that was asked for."""

    data: bytes
    glyph_map: Mapping[int, int]


def subset(data: bytes, glyph_ids: Iterable[int]) -> Subset:
    """Cut a font file down to some of its glyphs and to glyph 0, which every font program must have.

    The same glyphs give the same bytes in whatever order they are named. A font with PostScript outlines keeps its glyph
    numbers, because a bare CFF program is addressed by them. Raises :class:`ValueError` if the font cannot be cut down.
    """
    face = open_face(data)
    wanted = sorted({0, *glyph_ids})
    request = hb.SubsetInput()
    request.glyph_set.update(wanted)
    flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING
    request.flags = flags | hb.SubsetFlags.RETAIN_GIDS if face.is_cff else flags
    request.drop_table_tag_set.update(int.from_bytes(f"{tag:4}".encode(), "big") for tag in _UNUSED_TABLES)
    try:
        plan = hb.SubsetPlan(hb.Face(hb.Blob(data)), request)
        program = bytes(plan.execute().blob.data)
    except RuntimeError as failure:
        raise ValueError(f"the font {face.postscript_name} cannot be subset") from failure
    numbers = dict(plan.old_to_new_glyph_mapping)
    return Subset(program, {glyph: numbers[glyph] for glyph in wanted if glyph in numbers})
