"""``settings.xml``: how Word is to behave with the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.role import Role
from briefgen.writers.docx.languages import word_language
from briefgen.writers.docx.markup import NOTHING, Xml, flag, part, w
from briefgen.writers.docx.notes import note_properties

if TYPE_CHECKING:
    from briefgen.model import tree
    from briefgen.model.house import HouseStyle

_URI = "http://schemas.microsoft.com/office/word"

# Mode 15 is Word 2013 and later; below it Word says "Compatibility Mode" in the title bar.
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def settings(house: HouseStyle, meta: tree.Meta, *, embeds_fonts: bool) -> bytes:
    """The part. The order of its elements is the schema's (ECMA-376 §17.15.1.78)."""
    return part(
        "w:settings",
        "w mc w14",
        w("zoom", percent=100),
        flag("embedTrueTypeFonts") if embeds_fonts else NOTHING,
        w("defaultTabStop", val=720),
        *_hyphenation(house),
        w("characterSpacingControl", val="doNotCompress"),
        *note_properties(meta, separators=True),
        w(
            "compat",
            flag("doNotExpandShiftReturn"),
            *(w("compatSetting", name=name, uri=_URI, val=value) for name, value in _COMPATIBILITY.items()),
        ),
        word_language(meta.language, name="themeFontLang"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _hyphenation(house: HouseStyle) -> tuple[Xml, ...]:
    if not house.roles[Role.BODY].hyphenate:
        return ()
    zone = w("hyphenationZone", val=357)
    return (flag("autoHyphenation"), w("consecutiveHyphenLimit", val=2), zone, flag("doNotHyphenateCaps"))
