"""What there is to say of a letterhead: places nobody fills, styles it lacks, and what of it the PDF does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.house.word.stories import is_sample, known_keys, placeholders, stories, unfinished
from briefgen.model.diagnostic import Diagnostic, Severity, error, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.role import Role

if TYPE_CHECKING:
    from briefgen.house.word.package import WordFile
    from briefgen.house.word.pages import Section
    from briefgen.house.word.styles import StyleSheet
    from briefgen.model.position import Position

_VML = "{urn:schemas-microsoft-com:vml}"
_WANTED = {
    Role.TITLE: "Title", Role.HEADING_1: "heading 1", Role.HEADING_2: "heading 2", Role.HEADING_3: "heading 3",
    Role.CAPTION: "caption", Role.NOTE: "footnote text", Role.CONTENTS_1: "toc 1",
}  # fmt: skip
"""Styles that nearly every brief needs."""

_FILLED = "templates/README.md lists what is filled; take out of the file what is only an example"
_MODE = 15
"""The compatibility mode of Word 2013 and later; with a lower one Word lays text out as older ones did."""


def about(word: WordFile, sheet: StyleSheet, section: Section, styles: Mapping[Role, str], place: Position) -> Iterator[Diagnostic]:
    """All findings, at the place where the house names the file."""
    yield from _places(word, place)
    yield from _lacking(word, sheet, styles, place)
    for feature in _unsupported(word, section, sheet):
        message = f"{word.shown} has {feature}, which the PDF does not show"
        yield Diagnostic("letterhead-feature", Severity.INFO, message, place)


def _places(word: WordFile, place: Position) -> Iterator[Diagnostic]:
    body = False
    for found in placeholders(word):
        known = known_keys(found.story)
        body = body or (found.key == "body" and found.story == "document")
        if found.key not in known:
            written = f"bg:{found.key}" if found.control else f"{{{{ {found.key} }}}}"
            message = f"{word.shown}, {found.story}: nothing fills {written}" + (f" in “{found.around}”" if found.around else "")
            hint = did_you_mean(found.key, known) or _FILLED
            yield error("unknown-placeholder", message, place, hint)
    for story, text in unfinished(word):
        message = f"{word.shown}, {story}: braces that are no placeholder in “{text}”"
        yield error("unfinished-placeholder", message, place, "write {{ title }}, a name between two braces, and nothing else")
    if not body:
        hint = "put a content control with the tag bg:body where the text of the brief is to stand"
        goes = "it takes the place of what stands there" if is_sample(word) else "it goes to the end"
        yield Diagnostic("no-body-control", Severity.INFO, f"{word.shown} does not say where the text goes; {goes}", place, hint)


def _lacking(word: WordFile, sheet: StyleSheet, styles: Mapping[Role, str], place: Position) -> Iterator[Diagnostic]:
    if not sheet.there:
        yield warning("no-styles", f"{word.shown} has no styles; text is set as Word would without any", place)
        return
    missing = [name for role, name in _WANTED.items() if role not in styles]
    if missing:
        message = f"{word.shown} lacks the style{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
        hint = "until it has, they are derived from the house it extends"
        yield Diagnostic("missing-style", Severity.INFO, message, place, hint)
    if not sheet.look(sheet.default()).properties.get("r.lang"):
        message = f"{word.shown} does not say what language it is in"
        yield Diagnostic("no-language", Severity.INFO, message, place, "in Word: Review, Language, Set Proofing Language, Default")
    mode = compatibility_mode(word)
    if mode < _MODE:
        message = f"{word.shown} is in Word's compatibility mode {mode or 12}"
        yield Diagnostic("compatibility-mode", Severity.INFO, message, place, "in Word: File, Info, Convert")


def compatibility_mode(word: WordFile) -> int:
    """The mode that the settings state (MS-DOCX 2.5.1); 0: none, which Word takes for 12."""
    settings = word.related("settings")
    for item in () if settings is None else settings.iter(f"{W}compatSetting"):
        if item.get(f"{W}name") == "compatibilityMode" and item.get(f"{W}val", "").isdecimal():
            return int(item.get(f"{W}val", "0"))
    return 0


def _unsupported(word: WordFile, section: Section, sheet: StyleSheet) -> Iterator[str]:
    for story, root in stories(word):
        where = "its document" if story == "document" else story
        if any(True for _ in root.iter(f"{W}txbxContent")):
            yield f"a text box in {where}"
        if any(True for _ in root.iter(f"{_VML}textpath")):
            yield f"a watermark in {where}"
        elif any(True for _ in root.iter(f"{W}drawing", f"{W}pict")):
            yield f"a picture or shape in {where}"
    if section.columns() > 1:
        yield f"{section.columns()} columns of text"
    settings = word.related("settings")
    if settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None:
        yield "headers of their own on even pages"
    for tag, feature in (
        ("pgBorders", "a border around the page"),
        ("lnNumType", "numbered lines"),
        ("textDirection", "turned text"),
    ):
        if section.element is not None and section.element.find(f"{W}{tag}") is not None:
            yield feature
    if word.document().find(f"{W}background") is not None:
        yield "a coloured page"
    for name in ("heading 1", "heading 2", "Title"):
        if "pBdr" in sheet.look(sheet.identifier(name)).properties and sheet.identifier(name):
            yield f"lines around the style {name}"
        if sheet.look(sheet.identifier(name)).says("pageBreakBefore") and sheet.identifier(name):
            yield f"a page break before the style {name}"
    for kind in ("header", "footer"):
        head = section.head(kind)
        for field in head.unknown_fields if head else ():
            yield f"the field {field} in its {kind}, but for its last result"
