"""``styles.xml``: every role of the house is a Word style, and inherits from the style of its parent.

An editor who changes "heading 1" changes every heading. Nothing in the body is set by hand where one of these can carry it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.house import Length, Slant
from briefgen.model.role import HEADINGS, PARENT, Role
from briefgen.model.script import is_right_to_left
from briefgen.writers.docx import formatting, numbering, ownstyles, tablestyles
from briefgen.writers.docx.formatting import Properties, differences, indents, paragraph_properties, run_properties
from briefgen.writers.docx.headings import Marks, bar_hang, marks_of
from briefgen.writers.docx.languages import word_language
from briefgen.writers.docx.markup import NOTHING, Xml, element, flag, part, w
from briefgen.writers.docx.stylenames import (
    CELL_ROLES,
    CONTENTS_ROLES,
    COVER_CONTENTS_ROLES,
    COVER_ROLES,
    ENDNOTE_NAMES,
    FRAME_ROLES,
    NAMES,
    RUN_ROLES,
    TABLE_OF_FIGURES,
    Name,
    style_element,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.house import HouseStyle, TextStyle

_FURTHEST_BORDER = 31

_LATENT = w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0, count=376)


class StyleSheet:
    """The styles of one document.

    ``on_cover`` says that the contents stand on the cover, and there alone: Word sets a contents in its built-in styles when it
    renews it, so these take the cover's look there. ``section_stop`` is where the running head's second text begins, in twips
    from the left edge of running text.
    """

    def __init__(self, house: HouseStyle, meta: tree.Meta, *, on_cover: bool, section_stop: int = 0) -> None:
        self.house = house
        self._language = meta.language
        self._marking = meta.marking
        self._names = NAMES | (ENDNOTE_NAMES if meta.notes is tree.NotePlacement.ENDNOTES else {})
        self.on_cover = on_cover
        self._section_stop = section_stop
        self.uses_small_cells = False
        self._like_body: dict[Role, bool] = {}
        self._slants = {(role, False, False) for role in (Role.BODY, Role.HEADER, Role.HEADER_SECTION, Role.FOOTER)}
        self._slants.add((Role.PAGE_NUMBER, True, False))
        if meta.marking:
            self._slants.add((Role.MARKING, False, False))
        page = house.page
        self.bleed = max(0, page.text_left.twips - page.margin_left.twips)
        self.measure = page.width.twips - page.text_left.twips - page.margin_right.twips

    def id(self, role: Role) -> str:
        """The id of a role's style, which is thereby in use: the fonts of the styles in use are embedded."""
        self.use(role)
        return self._names[role].id

    def use(self, role: Role, *, bold: bool = False, italic: bool = False) -> None:
        """Note that something is set in a role, or in a style based on the role's, and emphasised in it."""
        self._slants.add((role, bold, italic))

    def faces(self) -> dict[str, set[Slant]]:
        """The faces in use: by family, as the house calls it, its slants."""
        faces: dict[str, set[Slant]] = {}
        for role, bold, italic in self._slants:
            text = self.text_style(role)
            faces.setdefault(text.family, set()).add(Slant(text.bold or bold, text.italic ^ italic))
        return faces

    def text_style(self, role: Role) -> TextStyle:
        """How a role is set in this document."""
        if self.on_cover and role in COVER_CONTENTS_ROLES:
            return self.house.roles[Role.COVER_CONTENTS]
        return self.house.roles[role]

    def is_like_body(self, role: Role) -> bool:
        """Whether text of a role looks like body text."""
        known = self._like_body.get(role)
        if known is None:
            body, own = (formatting.run_style(self.house.roles[one], self.house) for one in (Role.BODY, role))
            known = self._like_body[role] = body == own
        return known

    def left(self, role: Role) -> int:
        """Where a paragraph of a role begins, in twips from the left edge of running text."""
        if role in CELL_ROLES:
            return 0
        in_frame = role in FRAME_ROLES or (role in CONTENTS_ROLES and not (self.on_cover and role in COVER_CONTENTS_ROLES))
        return self.text_style(role).indent_left.twips - (self.bleed if in_frame else 0)

    def to_bytes(self) -> bytes:
        """The part."""
        own = (
            *(ownstyles.endnotes() if self._names != NAMES else ()),
            *ownstyles.lists(self.house),
            *(ownstyles.small_cells(self.house) if self.uses_small_cells else ()),
            *ownstyles.labels(self.house, self._marking),
            *ownstyles.holders(self.house, self.measure, self.bleed),
            *tablestyles.styles(self.house),
        )
        roles = [self._run_role(role) if role in RUN_ROLES else self._paragraph_role(role) for role in Role]
        own = (*own, self._table_of_figures())
        return part("w:styles", "w mc w14", self._document_defaults(), _LATENT, *_defaults(), *roles, *own)

    def _table_of_figures(self) -> Xml:
        """Lists of figures and tables look as contents do where these do not stand on a cover."""
        text = self.house.roles[Role.CONTENTS_1]
        runs = differences(formatting.run_style(text, self.house), self._runs(Role.BODY))
        paragraphs = dict(formatting.paragraph_style(text, self.house)) | {"w:tabs": _tabs(("right", self.measure, "dot"))}
        paragraphs["w:ind"] = indents(-self.bleed)
        properties = (paragraph_properties(differences(paragraphs, self._paragraphs(Role.BODY))), run_properties(runs))
        return style_element("paragraph", TABLE_OF_FIGURES, *properties, based_on=NAMES[Role.BODY].id, priority=99)

    def _document_defaults(self) -> Xml:
        body = dict(differences(self._runs(Role.BODY), formatting.PLAIN_TEXT))
        body["w:kern"] = w("kern", val=2)
        body["w:lang"] = word_language(self._language, whole=True)
        body["w14:ligatures"] = element("w14:ligatures", {"w14:val": "standardContextual"})
        return w("docDefaults", w("rPrDefault", run_properties(body)), w("pPrDefault"))

    def _run_role(self, role: Role) -> Xml:
        properties = dict(differences(self._runs(role), self._runs(PARENT[role])))
        if role is Role.NOTE_MARK:
            properties["w:vertAlign"] = w("vertAlign", val="superscript")
        if role is Role.PAGE_NUMBER:
            properties["w:b"], properties["w:bCs"] = flag("b"), flag("bCs")
        return style_element("character", NAMES[role], run_properties(properties), based_on="DefaultParagraphFont", priority=99)

    def _paragraph_role(self, role: Role) -> Xml:
        parent = PARENT.get(role)
        runs: Properties = {}
        paragraphs: Properties = {"w:widowControl": flag("widowControl")}
        if is_right_to_left(self._language):
            paragraphs = {**paragraphs, "w:bidi": flag("bidi")}
        if parent is None:
            paragraphs = {**paragraphs, **differences(self._paragraphs(role), formatting.PLAIN_PARAGRAPH)}
        if parent is not None:
            runs = differences(self._runs(role), self._runs(parent))
            paragraphs = differences(self._paragraphs(role), self._paragraphs(parent))
        followed = role in HEADINGS or role in (Role.LEAD, Role.CAPTION)
        return style_element(
            "paragraph",
            NAMES[role],
            paragraph_properties(paragraphs),
            run_properties(runs),
            based_on=NAMES[parent].id if parent else "",
            following=NAMES[Role.BODY].id if followed else "",
            default=role is Role.BODY,
            priority=9 if role in HEADINGS else 39 if role in CONTENTS_ROLES else 20,
            shown=role not in COVER_ROLES,
        )

    def _runs(self, role: Role) -> Properties:
        return formatting.run_style(self.text_style(role), self.house)

    def _paragraphs(self, role: Role) -> Properties:
        text = self.text_style(role)
        properties = dict(formatting.paragraph_style(text, self.house))
        properties["w:ind"] = indents(self.left(role), text.indent_right.twips, text.indent_first.twips)
        if role in HEADINGS:
            properties["w:keepNext"], properties["w:keepLines"] = flag("keepNext"), flag("keepLines")
            properties["w:outlineLvl"] = w("outlineLvl", val=HEADINGS.index(role))
            properties |= self._heading_mark(role, text)
        return {**properties, **self._extras(role)}

    def _heading_mark(self, role: Role, text: TextStyle) -> Properties:
        """The list that a heading's number or bar comes from, which a heading of the next level would inherit."""
        level, marks = HEADINGS.index(role), marks_of(self.house)
        if marks is Marks.NUMBERS:
            return {"w:numPr": w("numPr", w("ilvl", val=level) if level else NOTHING, w("numId", val=numbering.HEADINGS))}
        if marks is Marks.BAR and level == 0:
            left, right = self.left(role), text.indent_right.twips
            return {
                "w:numPr": w("numPr", w("numId", val=numbering.HEADINGS)),
                "w:ind": indents(left, right, -bar_hang(self.bleed + left)),
                # A line that grows with the dash would be several lines high.
                "w:spacing": formatting.spacing(text, self.house, exact=True),
            }
        return {"w:numPr": w("numPr", w("numId", val=0))} if marks is Marks.BAR else {}

    def _extras(self, role: Role) -> Properties:
        """Borders and tab stops, which the house's roles do not have."""
        match role:
            case Role.CODE_BLOCK:
                return self._code_padding()
            case Role.CONTENTS_1 | Role.CONTENTS_2 | Role.CONTENTS_3 | Role.COVER_CONTENTS:
                on_cover = self.on_cover or role is Role.COVER_CONTENTS
                right = round((self.measure + self.bleed) * self.house.cover.contents_width) if on_cover else self.measure
                return {"w:tabs": _tabs(("right", right, "dot"))}
            case Role.HEADER:
                line = formatting.borders("pBdr", bottom=(Length.from_pt(0.5), 5, self.house.colours["rule"]))
                return {"w:tabs": _tabs(("left", self._section_stop, ""), ("right", self.measure, "")), "w:pBdr": line}
            case Role.FOOTER:
                return {"w:tabs": _tabs(("clear", self._section_stop, ""), ("right", self.measure, ""))}
            case _:
                return {}

    def _code_padding(self) -> Properties:
        """A border of the background's colour, which is the padding of code."""
        text = self.house.roles[Role.CODE_BLOCK]
        if text.background is None:
            return {}
        left, right = (min(_FURTHEST_BORDER, round(indent.pt)) for indent in (text.indent_left, text.indent_right))
        thin, fill = Length.from_pt(0.25), text.background
        sides = {"top": (thin, 4, fill), "left": (thin, left, fill), "bottom": (thin, 4, fill), "right": (thin, right, fill)}
        return {"w:pBdr": formatting.borders("pBdr", **sides)}


def _defaults() -> Iterator[Xml]:
    """The three default styles that Word expects besides that of paragraphs."""
    yield style_element("character", Name("DefaultParagraphFont", "Default Paragraph Font"), default=True, priority=1, shown=False)
    yield style_element("numbering", Name("NoList", "No List"), default=True, priority=99, shown=False)
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    table = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    yield style_element("table", Name("TableNormal", "Normal Table"), table, default=True, priority=99, shown=False)


def _tabs(*stops: tuple[str, int, str]) -> Xml:
    return w("tabs", *(w("tab", val=kind, leader=leader or None, pos=place) for kind, place, leader in stops))
