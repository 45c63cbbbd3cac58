"""From ``house.toml`` to a :class:`~briefgen.model.house.House`, with every mistake in it found at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.fonts.directory import font_problem
from briefgen.house.colours import read_colours
from briefgen.house.figures import read_boundaries, read_figures
from briefgen.house.keys import Keys
from briefgen.house.labels import read_labels
from briefgen.house.letters import font_path, fragment_texts
from briefgen.house.roles import read_roles
from briefgen.house.source import HouseSource, read_source
from briefgen.model.diagnostic import Diagnostic, Outcome, in_order
from briefgen.model.encoding import decode
from briefgen.model.errors import MalformedFile
from briefgen.model.house import (
    BoxStyle,
    Colour,
    CoverStyle,
    FontFamily,
    House,
    HouseStyle,
    Length,
    MarkingStyle,
    Ornament,
    Page,
    SettingMode,
    TableStyle,
)
from briefgen.model.nearest import did_you_mean
from briefgen.model.tree import CalloutKind, Confidence, NoteNumbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.model.ports import Files

_SIZES = {"a4": (Length.from_mm(210), Length.from_mm(297)), "letter": (Length.from_pt(612), Length.from_pt(792))}
_BLACK = Colour(0, 0, 0)

LEAST = Length.from_pt(100)
"""Of the text, across and down: a long word and a few lines fit in it."""
_ON_PAGE, _INSIDE, _PAGE = (0.0, 1584.0), (0.0, 100.0), (144.0, 1584.0)
"""Points; Word accepts no page over 22 inches."""


def load_house(name: str, files: Files, *, shown_in: str = "templates") -> Outcome[House]:
    """Load ``<name>/house.toml`` and what it names, from the folder that holds the houses.

    ``shown_in`` is that folder as a user would type it, for messages. The value is complete even beside errors, except that
    a font file that is missing or broken is not in ``font_files``. Raises :class:`~briefgen.model.errors.UnknownHouse` for a house
    that does not exist and :class:`~briefgen.model.errors.MalformedFile` for text that cannot be read as TOML or that has no
    font family at all.
    """
    source = read_source(name, files, shown_in)
    findings: list[Diagnostic] = [*source.findings]
    top = Keys(source, (), source.values, findings)
    top.text("extends")
    top.text("letterhead")
    shown_name = top.text("name", name)
    citation_style = top.text("citation-style", "house-notes")
    fragments, fragment_files = fragment_texts(source, files, shown_in)
    house = House(
        style=_read_style_tables(top, shown_name, source, files),
        fragments=fragments,
        fragment_files=fragment_files,
        citation_style=citation_style,
        folders=source.folders,
        required_sections=top.texts("required-sections"),
        cover=top.flag("cover", True),
        purpose=top.text("purpose"),
        letterhead=source.letterhead,
    )
    if not _locate(_style_file(citation_style), source.folders, files):
        where = f"{name}/{_style_file(citation_style)}"
        top.report("missing-file", "citation-style", f"there is no citation style '{citation_style}'", f"put it into {where}")
    top.no_others()
    return Outcome(house, in_order(findings))


def read_style(name: str, house: House, files: Files) -> str | None:
    """The XML of a CSL style that the house, or one it extends, has in its ``csl`` folder; ``None``: it has none of that name.

    ``files`` are those that the house was loaded from.
    """
    found = _locate(_style_file(name), house.folders, files)
    return decode(files.read(found), found) if found else None


def _style_file(name: str) -> str:
    return f"csl/{name}.csl"


def _read_style_tables(top: Keys, name: str, source: HouseSource, files: Files) -> HouseStyle:
    top.colours = read_colours(top.table("colours"))
    families = _read_families(top.table("families"))
    page = top.table("page")
    style = HouseStyle(
        name=name,
        page=_read_page(page),
        footnote_rule=page.length("footnote-rule", Length.from_pt(70), within=_ON_PAGE),
        list_indent=page.length("list-indent", Length.from_pt(18), within=_INSIDE),
        colours=top.colours,
        families=families,
        fallbacks=_read_fallbacks(top.table("fonts"), families),
        font_files=_read_font_files(top.table("families"), source, files),
        roles=read_roles(top.table("roles"), families),
        table=_read_table_style(top.table("table")),
        boxes=_read_boxes(top.table("boxes")),
        marking=_read_marking(top.table("marking")),
        confidence=_read_confidence(top.table("confidence")),
        labels=read_labels(top.table("labels")),
        number_headings=top.flag("number-headings", False),
        embed_fonts=top.flag("embed-fonts", True),
        note_numbering=NoteNumbering(top.choice("note-numbering", "document", NoteNumbering)),
        contents_depth=top.whole("contents-depth", 2, range(1, 4)),
        cover=_read_cover(top.table("cover-page")),
        figures=read_figures(top.table("figures")),
        boundaries=read_boundaries(top.table("boundaries")),
        mode=SettingMode(top.choice("mode", SettingMode.FINE, SettingMode)),
        letterhead=source.letterhead,
    )
    page.no_others()
    return style


def _read_families(keys: Keys) -> Mapping[str, FontFamily]:
    families = {name: _read_family(table) for name, table in keys.tables()}
    if not families:
        raise MalformedFile("no font families", position=keys.source.place(keys.path), hint="add at least one under [families]")
    return families


def _read_family(keys: Keys) -> FontFamily:
    keys.need("name", "regular")
    family = FontFamily(
        name=keys.text("name"),
        regular=keys.text("regular"),
        italic=keys.optional_text("italic"),
        bold=keys.optional_text("bold"),
        bold_italic=keys.optional_text("bold-italic"),
        stand_in=keys.flag("stand-in", False),
    )
    keys.no_others()
    return family


def _read_fallbacks(keys: Keys, families: Mapping[str, FontFamily]) -> tuple[str, ...]:
    fallbacks = keys.texts("fallbacks")
    for name in fallbacks:
        if name not in families:
            keys.report("unknown-family", "fallbacks", f"'{name}' is no font family of this house", did_you_mean(name, families))
    keys.no_others()
    return tuple(name for name in fallbacks if name in families)


def _read_font_files(families: Keys, source: HouseSource, files: Files) -> Mapping[str, bytes]:
    fonts: dict[str, bytes] = {}
    for _, family in families.tables():
        for face in ("regular", "italic", "bold", "bold-italic"):
            file = family.values.get(face)
            if not isinstance(file, str) or file in fonts:
                continue
            path = font_path(file, source.folders, files)
            data = files.read(path) if path else None
            if data is None:
                family.report("missing-file", face, f"there is no font file '{file}'", f"put it into {source.folders[0]}/fonts/")
            elif problem := font_problem(data):
                family.report("broken-font", face, f"the font file '{file}' {problem}", "put a whole .ttf or .otf file there")
            else:
                fonts[file] = data
    return fonts


def _locate(path: str, folders: Iterable[str], files: Files) -> str | None:
    """The path of a file of the house, or else of the nearest house it extends; ``None``: none of them has it."""
    return next((f"{folder}/{path}" for folder in folders if files.exists(f"{folder}/{path}")), None)


def _read_page(keys: Keys) -> Page:
    pt = Length.from_pt
    width, height = _read_page_size(keys)
    margin_left = keys.length("margin-left", pt(56), within=_ON_PAGE)
    page = Page(
        width=width,
        height=height,
        margin_left=margin_left,
        margin_right=keys.length("margin-right", pt(56), within=_ON_PAGE),
        margin_top=keys.length("margin-top", pt(90), within=_ON_PAGE),
        margin_bottom=keys.length("margin-bottom", pt(70), within=_ON_PAGE),
        text_left=keys.length("text-left", margin_left, within=_ON_PAGE),
        header_at=keys.length("header-at", pt(62), within=_ON_PAGE),
        footer_at=keys.length("footer-at", pt(44), within=_ON_PAGE),
        marking_top=keys.length("marking-top", pt(20), within=_ON_PAGE),
        marking_bottom=keys.length("marking-bottom", pt(20), within=_ON_PAGE),
    )
    if margin_left > page.text_left:
        hint = "make it smaller, or text-left larger: the space between them is the margin column"
        keys.report("page-too-small", "margin-left", "page.margin-left is to the right of page.text-left", hint)
    measure, depth = width - page.text_left - page.margin_right, height - page.margin_top - page.margin_bottom
    if min(measure, depth) < LEAST:
        key = "margin-right" if measure < LEAST else "margin-bottom"
        message = f"the margins leave less than {LEAST.pt:g} points for the text"
        keys.report("page-too-small", key if key in keys.values else "size", message, "make them smaller or the page larger")
    return page


def _read_page_size(keys: Keys) -> tuple[Length, Length]:
    size = keys.values.get("size", "a4")
    if not isinstance(size, list):
        return _SIZES[keys.choice("size", "a4", _SIZES)]
    keys.asked.append("size")
    if len(size) != 2:
        keys.report("wrong-type", "size", 'page.size must be "a4", "letter" or [width, height]')
        return _SIZES["a4"]
    sides = Keys(keys.source, (*keys.path, "size"), {"width": size[0], "height": size[1]}, keys.findings)
    return sides.length("width", _SIZES["a4"][0], within=_PAGE), sides.length("height", _SIZES["a4"][1], within=_PAGE)


def _read_cover(keys: Keys) -> CoverStyle:
    usual = CoverStyle()
    cover = CoverStyle(
        ornament=Ornament(keys.choice("ornament", usual.ornament, Ornament)),
        longitude=keys.number("longitude", usual.longitude, (-180, 180)),
        latitude=keys.number("latitude", usual.latitude, (-75, 75)),
        across=keys.number("across", usual.across, (1, 120)),
        title_at=keys.number("title-at", usual.title_at, (0.1, 0.9)),
        details_width=keys.number("details-width", usual.details_width, (0.1, 1)),
        contents_width=keys.number("contents-width", usual.contents_width, (0.1, 1)),
        bar_width=keys.length("bar-width", usual.bar_width, within=_ON_PAGE),
        bar_height=keys.length("bar-height", usual.bar_height, within=_INSIDE),
    )
    keys.no_others()
    return cover


def _read_table_style(keys: Keys) -> TableStyle:
    style = TableStyle(
        head_background=keys.colour("head-background", _BLACK),
        rule=keys.colour("rule", _BLACK),
        rule_width=keys.length("rule-width", Length.from_pt(0.5), within=_INSIDE),
        padding_x=keys.length("padding-x", Length.from_pt(6), within=_INSIDE),
        padding_y=keys.length("padding-y", Length.from_pt(4), within=_INSIDE),
        band=keys.optional_colour("band", None),
    )
    keys.no_others()
    return style


def _read_boxes(keys: Keys) -> Mapping[str, BoxStyle]:
    known = ("panel", *CalloutKind)
    for name in keys.values:
        if name not in known:
            keys.report("unknown-key", name, f"there is no kind of box '{name}'", did_you_mean(name, known))
    return {name: _read_box(table) for name, table in keys.tables() if name in known}


def _read_box(keys: Keys) -> BoxStyle:
    zero = Length(0)
    box = BoxStyle(
        background=keys.colour("background", Colour(255, 255, 255)),
        edge=keys.colour("edge", _BLACK),
        edge_width=keys.length("edge-width", zero, within=_INSIDE),
        padding_x=keys.length("padding-x", zero, within=_INSIDE),
        padding_y=keys.length("padding-y", zero, within=_INSIDE),
        space_before=keys.length("space-before", zero, within=_INSIDE),
        space_after=keys.length("space-after", zero, within=_INSIDE),
    )
    keys.no_others()
    return box


def _read_marking(keys: Keys) -> MarkingStyle:
    colours = keys.table("colours")
    style = MarkingStyle(
        background=keys.colour("background", _BLACK),
        colours={label: colours.colour(label, _BLACK) for label in colours.values},
        padding_x=keys.length("padding-x", Length.from_pt(8), within=_INSIDE),
        height=keys.length("height", Length.from_pt(18), within=_INSIDE),
    )
    keys.no_others()
    return style


def _read_confidence(keys: Keys) -> Mapping[str, Colour]:
    keys.need(*Confidence)
    levels = {str(level): keys.colour(level, _BLACK) for level in Confidence}
    keys.no_others()
    return levels
