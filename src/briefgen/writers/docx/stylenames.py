"""What the house's roles are called in Word, and the styles of ours that no role asks for."""

from __future__ import annotations

from briefgen.model.role import CHARACTER_ROLES, HEADINGS, Role
from briefgen.model.value import dataclass
from briefgen.writers.docx.markup import NOTHING, Xml, flag, join, w


@dataclass(frozen=True, slots=True)
class Name:
    """A style's two names: ``id`` is what the body refers to, ``shown`` what Word shows and recognises its built-in styles by."""

    id: str
    shown: str


_CONTENTS = (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3)

_BUILT_IN = {
    Role.BODY: Name("Normal", "Normal"),
    Role.TITLE: Name("Title", "Title"),
    Role.SUBTITLE: Name("Subtitle", "Subtitle"),
    Role.QUOTE: Name("Quote", "Quote"),
    Role.CAPTION: Name("Caption", "caption"),
    Role.NOTE: Name("FootnoteText", "footnote text"),
    Role.NOTE_MARK: Name("FootnoteReference", "footnote reference"),
    Role.REFERENCE: Name("Bibliography", "Bibliography"),
    Role.CONTENTS_HEADING: Name("TOCHeading", "TOC Heading"),
    Role.HEADER: Name("Header", "header"),
    Role.FOOTER: Name("Footer", "footer"),
    Role.PAGE_NUMBER: Name("PageNumber", "page number"),
    Role.LINK: Name("Hyperlink", "Hyperlink"),
    **{role: Name(f"Heading{level}", f"heading {level}") for level, role in enumerate(HEADINGS, 1)},
    **{role: Name(f"TOC{level}", f"toc {level}") for level, role in enumerate(_CONTENTS, 1)},
}


def _own_name(role: Role) -> Name:
    words = role.value.replace("-", " ").title()
    return Name(f"Brief{words.replace(' ', '')}", f"Brief {words}")


NAMES = {role: _BUILT_IN.get(role) or _own_name(role) for role in Role}
"""The Word style of every role. A role with a built-in counterpart has that, so that Word's own commands know it."""

ENDNOTE_NAMES = {
    Role.NOTE: Name("EndnoteText", "endnote text"),
    Role.NOTE_MARK: Name("EndnoteReference", "endnote reference"),
}
"""What two roles are called besides, where notes stand at the end."""

LIST_DEPTH = 5
"""Word has built-in list styles for five levels."""

CAPTION_LABEL = Name("BriefCaptionLabel", "Brief Caption Label")
NOTE_NUMBER = Name("BriefNoteNumber", "Brief Note Number")
MARKING_LABEL = Name("BriefMarkingLabel", "Brief Marking Label")
FIGURE_CAPTION = Name("BriefFigureCaption", "Brief Figure Caption")
FIGURE = Name("BriefFigure", "Brief Figure")
TABLE_OF_FIGURES = Name("TableofFigures", "table of figures")
SPACER = Name("BriefSpacer", "Brief Spacer")
RULE = Name("BriefRule", "Brief Rule")
COVER_BAR = Name("BriefCoverBar", "Brief Cover Bar")
SMALL_CELLS = {
    Role.TABLE_CELL: Name("BriefSmallTableCell", "Brief Small Table Cell"),
    Role.TABLE_HEAD: Name("BriefSmallTableHead", "Brief Small Table Head"),
    Role.TABLE_ROW_HEAD: Name("BriefSmallTableRowHead", "Brief Small Table Row Head"),
}
"""Cells of a table that is too wide for type of the usual size."""

RUN_ROLES = CHARACTER_ROLES | {Role.HEADER_SECTION, Role.PAGE_NUMBER}
"""Roles that are character styles here; two of them layout sets as lines of their own, but in Word they are part of one."""

FRAME_ROLES = frozenset({Role.CAPTION, Role.SOURCE_LINE, Role.PANEL_HEADING, Role.HEADER, Role.FOOTER, Role.MARKING})
"""Roles that fill the frame from margin to margin, while running text leaves the margin column free."""

CELL_ROLES = frozenset({Role.JUDGMENT, Role.JUDGMENT_NUMBER, Role.CONFIDENCE})
"""Roles placed by the cell that holds them: their indent is the width of the cell beside it."""

COVER_ROLES = frozenset(role for role in Role if role.value.startswith("cover-"))

CONTENTS_ROLES = frozenset({Role.CONTENTS_HEADING, *_CONTENTS})

COVER_CONTENTS_ROLES = frozenset(_CONTENTS)
"""Roles that look as a cover asks for where the contents stand on it. Their heading does not: there is none on a cover, and the
lists of figures and tables in the body have theirs in the same style."""


def sequence(word: str, otherwise: str) -> str:
    """What the field that counts captions is called: the house's word for what they are captions of."""
    return "_".join(word.split()) or otherwise


def chip_style(level: str) -> Name:
    """The character style of a confidence chip."""
    return Name(f"BriefConfidence{level.title()}", f"Brief Confidence {level.title()}")


def style_element(
    kind: str,
    name: Name,
    *properties: Xml,
    based_on: str = "",
    following: str = "",
    default: bool = False,
    priority: int = 30,
    shown: bool = True,
) -> Xml:
    """A ``w:style`` (ECMA-376 §17.7.4.17). ``shown``: in the gallery of styles; ``priority`` is its place there."""
    return w(
        "style",
        w("name", val=name.shown),
        w("basedOn", val=based_on) if based_on else NOTHING,
        w("next", val=following) if following else NOTHING,
        w("uiPriority", val=priority),
        NOTHING if shown else join((flag("semiHidden"), flag("unhideWhenUsed"))),
        flag("qFormat") if shown and kind == "paragraph" else NOTHING,
        *properties,
        type=kind,
        default=1 if default else None,
        customStyle=1 if name.id.startswith("Brief") else None,
        styleId=name.id,
    )
