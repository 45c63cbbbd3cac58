"""``styles.xml``: every role of the house is a Word style, and inherits from the style of its parent.

An editor who changes "heading 1" changes every heading. Nothing in the body is set by hand where one of these can carry it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model.house import Length
from briefgen.model.role import CHARACTER_ROLES, HEADINGS, PARENT, Role
from briefgen.writers.docx import formatting, tablestyles
from briefgen.writers.docx.formatting import Properties, differences, paragraph_properties, run_properties
from briefgen.writers.docx.languages import word_language
from briefgen.writers.docx.markup import NOTHING, Xml, element, flag, join, part, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.house import HouseStyle, TextStyle


@dataclass(frozen=True, slots=True)
class Name:
    """A style's two names: ``id`` is what the body refers to, ``shown`` what Word shows and recognises its built-in styles by."""

    id: str
    shown: str


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
    **{role: Name(f"Heading{n}", f"heading {n}") for n, role in enumerate(HEADINGS, 1)},
    **{role: Name(f"TOC{n}", f"toc {n}") for n, role in enumerate((Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3), 1)},
}


def _own_name(role: Role) -> Name:
    words = role.value.replace("-", " ").title()
    return Name(f"Brief{words.replace(' ', '')}", f"Brief {words}")


NAMES = {role: _BUILT_IN.get(role) or _own_name(role) for role in Role}
"""The Word style of every role. A role with a built-in counterpart has that, so that Word's own commands know it."""

LIST_DEPTH = 5
"""Word has built-in list styles for five levels."""

CAPTION_LABEL = Name("BriefCaptionLabel", "Brief Caption Label")
NOTE_NUMBER = Name("BriefNoteNumber", "Brief Note Number")
MARKING_LABEL = Name("BriefMarkingLabel", "Brief Marking Label")
FIGURE = Name("BriefFigure", "Brief Figure")
SPACER = Name("BriefSpacer", "Brief Spacer")
RULE = Name("BriefRule", "Brief Rule")
COVER_BAR = Name("BriefCoverBar", "Brief Cover Bar")

# Set as a part of a running line, these are character styles here, though layout sets them as lines of their own.
RUN_ROLES = CHARACTER_ROLES | {Role.HEADER_SECTION, Role.PAGE_NUMBER}

# What fills the frame from margin to margin, while running text leaves the margin column free.
FRAME_ROLES = frozenset({Role.CAPTION, Role.SOURCE_LINE, Role.PANEL_HEADING, Role.HEADER, Role.FOOTER, Role.MARKING})

_COVER_ROLES = frozenset(
    {Role.COVER_ORGANISATION, Role.COVER_SERIES, Role.COVER_TITLE, Role.COVER_SUBTITLE, Role.COVER_DETAIL, Role.COVER_CONTENTS}
)
# Placed by the cell that holds them; the indent of the role is the width of the cell beside it.
_CELL_ROLES = frozenset({Role.JUDGMENT, Role.JUDGMENT_NUMBER, Role.CONFIDENCE})

_BAR_WIDTH = Length.from_pt(4)
_BAR_DISTANCE = 12


def chip_style(level: str) -> Name:
    """The character style of a confidence chip."""
    return Name(f"BriefConfidence{level.title()}", f"Brief Confidence {level.title()}")


class StyleSheet:
    """The styles of one document.

    ``on_cover`` says that the contents stand on the cover: Word sets a contents in its built-in styles when it renews it, so
    these take the cover's look there. ``section_stop`` is where the running head's second text begins, in twips from the
    left edge of running text.
    """

    def __init__(self, house: HouseStyle, language: str, marking: str, *, on_cover: bool, section_stop: int = 0) -> None:
        self.house = house
        self._section_stop = section_stop
        self._language = language
        self._marking = marking
        self._on_cover = on_cover
        page = house.page
        self.bleed = max(0, page.text_left.twips - page.margin_left.twips)
        self.measure = page.width.twips - page.text_left.twips - page.margin_right.twips

    def text_style(self, role: Role) -> TextStyle:
        """How a role is set in this document."""
        if self._on_cover and role in (Role.CONTENTS_HEADING, Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3):
            return self.house.roles[Role.COVER_CONTENTS]
        return self.house.roles[role]

    def left(self, role: Role) -> int:
        """Where a paragraph of a role begins, in twips from the left edge of running text."""
        if role in _CELL_ROLES:
            return 0
        return self.text_style(role).indent_left.twips - (self.bleed if role in FRAME_ROLES else 0)

    def to_bytes(self) -> bytes:
        """The part."""
        styles = [*self._defaults(), *self._roles(), *self._lists(), *self._pieces(), *tablestyles.styles(self.house)]
        return part("w:styles", "w mc w14", self._document_defaults(), _LATENT, *styles)

    def _document_defaults(self) -> Xml:
        body = dict(formatting.run_style(self.house.roles[Role.BODY], self.house))
        body["w:kern"] = w("kern", val=2)
        body["w:lang"] = word_language(self._language, whole=True)
        body["w14:ligatures"] = element("w14:ligatures", {"w14:val": "standardContextual"})
        return w("docDefaults", w("rPrDefault", run_properties(body)), w("pPrDefault"))

    def _defaults(self) -> Iterator[Xml]:
        margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
        yield _style("character", Name("DefaultParagraphFont", "Default Paragraph Font"), default=True, priority=1, hidden=True)
        yield _style("numbering", Name("NoList", "No List"), default=True, priority=99, hidden=True)
        yield _style(
            "table", Name("TableNormal", "Normal Table"), w("tblPr", w("tblInd", w=0, type="dxa"), margins), default=True, priority=99, hidden=True
        )

    def _roles(self) -> Iterator[Xml]:
        for role in Role:
            yield self._run_role(role) if role in RUN_ROLES else self._paragraph_role(role)

    def _run_role(self, role: Role) -> Xml:
        properties = dict(differences(self._runs(role), self._runs(PARENT[role])))
        if role is Role.NOTE_MARK:
            properties["w:vertAlign"] = w("vertAlign", val="superscript")
        return _style("character", NAMES[role], run_properties(properties), based_on="DefaultParagraphFont", priority=99)

    def _paragraph_role(self, role: Role) -> Xml:
        parent = PARENT.get(role)
        if parent is None:
            runs, paragraphs = {}, {"w:widowControl": flag("widowControl"), **self._paragraphs(role)}
        else:
            runs = dict(differences(self._runs(role), self._runs(parent)))
            paragraphs = dict(differences(self._paragraphs(role), self._paragraphs(parent)))
        return _style(
            "paragraph",
            NAMES[role],
            paragraph_properties(paragraphs),
            run_properties(runs),
            based_on=NAMES[parent].id if parent else "",
            following="Normal" if role in HEADINGS or role in (Role.LEAD, Role.CAPTION) else "",
            default=role is Role.BODY,
            priority=9 if role in HEADINGS else 39 if NAMES[role].id.startswith("TOC") else 20,
            gallery=role not in _COVER_ROLES,
        )

    def _runs(self, role: Role) -> Properties:
        return formatting.run_style(self.text_style(role), self.house)

    def _paragraphs(self, role: Role) -> Properties:
        text = self.text_style(role)
        properties = dict(formatting.paragraph_style(text, self.house))
        properties["w:ind"] = formatting.indents(self.left(role), text.indent_right.twips, text.indent_first.twips)
        if role in HEADINGS:
            properties["w:keepNext"], properties["w:keepLines"] = flag("keepNext"), flag("keepLines")
            properties["w:outlineLvl"] = w("outlineLvl", val=HEADINGS.index(role))
        if role is Role.HEADING_1 and self.bleed:
            bar = (_BAR_WIDTH, _BAR_DISTANCE, self.house.colours["accent"])
            properties["w:pBdr"] = formatting.borders("pBdr", left=bar)
        properties.update(self._placed(role))
        return properties

    def _placed(self, role: Role) -> Properties:
        frame = self.measure + self.bleed
        if NAMES[role].id.startswith("TOC") and role is not Role.CONTENTS_HEADING:
            right = (frame - frame // 2) if self._on_cover else self.measure
            depth = int(NAMES[role].id[-1]) - 1
            left = formatting.indents(depth * 240, 400) if self._on_cover else formatting.indents(self.left(role), 400)
            return {"w:tabs": _tabs(("right", right, "dot")), "w:ind": left}
        if role is Role.HEADER:
            line = self.house.colours["rule"]
            return {
                "w:tabs": _tabs(("left", self._section_stop, ""), ("right", self.measure, "")),
                "w:pBdr": formatting.borders("pBdr", bottom=(Length.from_pt(0.5), 5, line)),
            }
        if role is Role.FOOTER:
            return {"w:tabs": _tabs(("clear", self._section_stop, ""), ("right", self.measure, ""))}
        if role is Role.COVER_SERIES:
            top = self.house.page.header_at.twips
            frame_at = w("framePr", wrap="around", vAnchor="page", hAnchor="margin", xAlign="right", y=top, hSpace=0)
            return {"w:framePr": frame_at}
        return {}

    def _lists(self) -> Iterator[Xml]:
        """Word's built-in list styles, five deep. Items stand close; a list's last item has the space of a paragraph."""
        body, step = self.house.roles[Role.BODY], self.house.list_indent.twips
        close = formatting.spacing(body, self.house, after=tight_space(self.house))
        for level in range(1, LIST_DEPTH + 1):
            suffix = "" if level == 1 else str(level)
            shown = f" {level}" if level > 1 else ""
            for name, number in (("Bullet", 1), ("Number", 2)):
                numbering = w("numPr", w("ilvl", val=level - 1) if level > 1 else NOTHING, w("numId", val=number))
                properties = paragraph_properties({"w:numPr": numbering, "w:spacing": close})
                yield _style("paragraph", Name(f"List{name}{suffix}", f"List {name}{shown}"), properties, based_on="Normal")
            properties = paragraph_properties({"w:spacing": close, "w:ind": formatting.indents(level * step)})
            yield _style("paragraph", Name(f"ListContinue{suffix}", f"List Continue{shown}"), properties, based_on="Normal")

    def _pieces(self) -> Iterator[Xml]:
        house = self.house
        accent = {"w:color": formatting.colour(house.colours["accent"])}
        yield _style("character", CAPTION_LABEL, run_properties(accent))
        bold = {"w:b": flag("b"), "w:bCs": flag("bCs")}
        yield _style("character", NOTE_NUMBER, run_properties(accent | bold))
        yield from self._chips()
        if self._marking:
            yield _style("character", MARKING_LABEL, run_properties(self._lozenge()))
        yield from self._blank_paragraphs()

    def _chips(self) -> Iterator[Xml]:
        text = self.house.roles[Role.CONFIDENCE]
        for level, fill in self.house.confidence.items():
            properties = {
                "w:b": flag("b"),
                "w:bCs": flag("bCs"),
                "w:color": w("color", val="FFFFFF"),
                **formatting.size(Length(round(text.size * 0.87))),
                # A border of the chip's own colour is its padding: spaces would be part of the text.
                "w:bdr": w("bdr", val="single", sz=12, space=0, color=fill.hex),
                "w:shd": formatting.shading(fill),
            }
            yield _style("character", chip_style(level), run_properties(properties))

    def _lozenge(self) -> Properties:
        marking = self.house.marking
        fill = marking.background
        ink = marking.colours.get(self._marking, self.house.roles[Role.MARKING].colour)
        return {
            "w:color": formatting.colour(ink),
            "w:bdr": w("bdr", val="single", sz=12, space=0, color=fill.hex),
            "w:shd": formatting.shading(fill),
        }

    def _blank_paragraphs(self) -> Iterator[Xml]:
        """Styles of paragraphs without text: Word needs one after every table, and one to hold a rule or a picture."""
        accent, rule = self.house.colours["accent"], self.house.colours["rule"]
        frame = self.measure + self.bleed
        plain = {"w:spacing": w("spacing", before=0, after=0, line=240, lineRule="auto")}
        yield _style(
            "paragraph",
            FIGURE,
            paragraph_properties(plain | {"w:ind": formatting.indents(-self.bleed), "w:jc": w("jc", val="left")}),
            based_on="Normal",
        )
        thin = {"w:spacing": w("spacing", before=0, after=0, line=20, lineRule="exact")}
        tiny = run_properties({"w:sz": w("sz", val=2), "w:szCs": w("szCs", val=2)})
        yield _style("paragraph", SPACER, paragraph_properties(thin), tiny, based_on="Normal")
        line = formatting.borders("pBdr", bottom=(Length.from_pt(0.75), 1, rule))
        third = self.measure // 3
        yield _style(
            "paragraph",
            RULE,
            paragraph_properties(
                {"w:pBdr": line, "w:spacing": w("spacing", before=160, after=240, line=120, lineRule="exact"), "w:ind": formatting.indents(third, third)}
            ),
            based_on="Normal",
        )
        bar = formatting.borders("pBdr", top=(_BAR_WIDTH, 0, accent))
        yield _style(
            "paragraph",
            COVER_BAR,
            paragraph_properties(
                {"w:pBdr": bar, "w:spacing": w("spacing", before=0, after=240, line=60, lineRule="exact"), "w:ind": formatting.indents(0, frame - 1080)}
            ),
            tiny,
            based_on="Normal",
        )


def tight_space(house: HouseStyle) -> int:
    """The space between the items of a tight list, in twips."""
    return house.roles[Role.BODY].space_after.twips // 4


def _tabs(*stops: tuple[str, int, str]) -> Xml:
    return w("tabs", *(w("tab", val=kind, leader=leader or None, pos=place) for kind, place, leader in stops))


_LATENT = w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0, count=376)


def _style(
    kind: str,
    name: Name,
    *properties: Xml,
    based_on: str = "",
    following: str = "",
    default: bool = False,
    priority: int = 30,
    gallery: bool = True,
    hidden: bool = False,
) -> Xml:
    return w(
        "style",
        w("name", val=name.shown),
        w("basedOn", val=based_on) if based_on else NOTHING,
        w("next", val=following) if following else NOTHING,
        w("uiPriority", val=priority),
        join((flag("semiHidden"), flag("unhideWhenUsed"))) if hidden else NOTHING,
        flag("qFormat") if gallery and not hidden and kind == "paragraph" else NOTHING,
        *properties,
        type=kind,
        default=1 if default else None,
        styleId=name.id,
        customStyle=1 if name.id.startswith("Brief") else None,
    )
