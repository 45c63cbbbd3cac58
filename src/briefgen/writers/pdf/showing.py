"""Showing text: glyphs as the operands of the operators that paint them (ISO 32000-1 §9.4.3).

The viewer moves on by each glyph's own width; what kerning and justification changed goes between the glyphs as whole thousandths,
always measured from where the run or the word began, so that rounding never adds up.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.pages import GlyphRun
    from briefgen.layout.slugs import Slug, Slugs
    from briefgen.model.glyph import Glyph
    from briefgen.writers.pdf.fontobjects import Code, DocumentFace

# In thousandths of an em: kerning of most pairs is less, tracking that anybody would notice is more.
MOST_KERNING = 15

# Slugs whose notation is kept; beyond that most will not be met again.
_MOST_KEPT = 8_000

# In ems: poppler takes a gap of a tenth for a word space, and kerning adds to tracking.
_LOOSE = 0.06


class Encoded(NamedTuple):
    """A slug as it is shown: ``digits`` is what stands between ``<`` and ``>``, with the gaps inside it.

    ``advance`` is how far it should move the text, ``moved`` how far it does. ``loose`` of its ``letters`` stand further apart than
    kerning has them. ``font`` is empty for what one string in one font at one height cannot show.
    """

    font: str
    digits: str
    advance: float
    moved: float
    letters: int
    loose: int


def encoded(slug: Slug, face: DocumentFace) -> Encoded:
    """A slug in the codes of a document's face."""
    met, new = face.met, face.meet
    font, simple = "", not (slug.glyphs and slug.glyphs[0].dx)
    wanted = moved = 0.0
    letters = loose = 0
    digits: list[str] = []
    for glyph in slug.glyphs:
        _, own, code, width, letter, apart = met.get(id(glyph)) or new(glyph)
        if glyph.dy or (own is not font and own != font and font):
            simple = False
        font = own
        letters += letter
        loose += apart
        off = wanted + glyph.dx - moved
        if off > 0.5 or off < -0.5:
            gap = round(off)
            digits.append(f">{-gap}<")
            moved += gap
        digits.append(code)
        wanted += glyph.advance
        moved += width
    return Encoded(font if simple else "", "".join(digits), slug.advance, moved, letters, loose)


def whole(slugs: Slugs, face: DocumentFace) -> tuple[str, str] | None:
    """The font and the operator that show a run; ``None`` if it takes more than one, or letters are set apart."""
    stretch, known = slugs.stretch, face.encoded
    if len(known) >= _MOST_KEPT:
        known.clear()
    font = ""
    wanted = written = 0.0
    digits: list[str] = []
    doubtful = parted = False
    for slug in slugs.slugs:
        made = known.get(slug)
        if made is None:
            made = known[slug] = encoded(slug, face)
        own, shown, advance, moved, letters, loose = made
        if own is not font and own != font:
            if font or not own:
                return None
            font = own
        elif not own and slug.glyphs:
            return None
        if loose and 2 * loose >= letters:
            doubtful = True
        off = wanted - written
        if off > 0.5 or off < -0.5:
            gap = round(off)
            digits.append(f">{-gap}<")
            written += gap
            parted = True
        digits.append(shown)
        wanted += advance * stretch if slug.elastic else advance
        written += moved
    if doubtful and _set_apart([known[slug] for slug in slugs.slugs]):
        return None
    text = "".join(digits)
    return font, f"[<{text}>]TJ" if parted or ">" in text else f"<{text}>Tj"


def _set_apart(parts: list[Encoded]) -> bool:
    """Whether half of the letters may be set apart, so that the run must be looked at letter by letter."""
    return 2 * sum(part.loose for part in parts) >= sum(part.letters for part in parts)


def tracking(glyphs: Sequence[Glyph], codes: Sequence[Code]) -> float:
    """What most letters of a run are set apart by, in thousandths of an em; 0 where it is no more than kerning.

    Spaces do not count: on a justified line they are wide of themselves, and a run may be hardly more than one.
    As character spacing it is known for what it is. As so many gaps, some viewers take each of them for a word space and read
    a heading's letters out one by one.
    """
    added = sorted(glyph.advance - code.width for glyph, code in zip(glyphs, codes, strict=True) if not glyph.text.isspace())
    middle = added[(len(added) - 1) // 2] if added else 0.0
    return middle if abs(middle) > MOST_KERNING else 0.0


def stated_words(run: GlyphRun, spacing: float) -> str:
    """The words of letters set so far apart that poppler would read them one by one; empty: they need no stating.

    Only from left to right: in the other direction extractors turn a stated text round.
    """
    text = "".join(glyph.text for glyph in run.glyphs)
    loose = spacing > _LOOSE * run.size and len(run.glyphs) > 1
    return text if loose and not any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text) else ""


def shown_strings(glyphs: Sequence[Glyph], codes: Sequence[Code], spacing: float) -> Iterator[tuple[str, float, str]]:
    """Font, rise in thousandths of an em and showing operator of each stretch of glyphs that has these in common.

    The viewer moves on by each glyph's own width and ``spacing``; what kerning and justification changed goes between the
    glyphs as whole thousandths, always measured from the run's start, so that rounding never adds up.
    """
    font, rise = "", 0.0
    wanted = written = 0.0
    shown: list[str] = []
    digits: list[str] = []
    for glyph, code in zip(glyphs, codes, strict=True):
        if (code.font != font or glyph.dy != rise) and (digits or shown):
            yield font, rise, _showing(shown, digits)
            shown, digits = [], []
        font, rise = code.font, glyph.dy
        gap = round(wanted + glyph.dx - written)
        if gap:
            if digits:
                shown.append(f"<{''.join(digits)}>")
                digits = []
            shown.append(str(-gap))
            written += gap
        digits.append(code.digits)
        wanted += glyph.advance
        written += code.width + spacing
    yield font, rise, _showing(shown, digits)


def _showing(shown: list[str], digits: list[str]) -> str:
    last = f"<{''.join(digits)}>"
    return f"[{''.join((*shown, last))}] TJ" if shown else f"{last} Tj"
