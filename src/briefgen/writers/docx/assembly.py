"""From a finished document to the bytes of its file: which parts there are, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.house import Slant
from briefgen.model.opening import on_letterhead
from briefgen.model.walk import found
from briefgen.writers.docx import cover as covers
from briefgen.writers.docx import headers, headings, properties
from briefgen.writers.docx.blocks import blocks
from briefgen.writers.docx.fontparts import add_fonts
from briefgen.writers.docx.formatting import complex_family
from briefgen.writers.docx.ids import Bookmarks, identifiers, named, references
from briefgen.writers.docx.markup import NOTHING, Xml, join, part, w
from briefgen.writers.docx.notes import Notes
from briefgen.writers.docx.numbering import Numbering
from briefgen.writers.docx.package import OFFICE, Package, Relations
from briefgen.writers.docx.pictures import Pictures
from briefgen.writers.docx.sections import end_section, part_name, section_properties
from briefgen.writers.docx.settings import settings
from briefgen.writers.docx.sources import Sources
from briefgen.writers.docx.story import Draft, Kind, Place, Section, Story
from briefgen.writers.docx.styles import StyleSheet
from briefgen.writers.docx.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.layout.pages import Layout
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest

_DOCUMENT_PREFIXES = "w r wp a pic mc w14 wps"
_THEME = "/word/theme/theme1.xml"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def write(document: tree.Document, style: HouseStyle, manifest: Manifest, layout: Layout | None = None) -> bytes:
    """The document as the bytes of a ``.docx``: the same arguments give the same bytes.

    Page numbers in the contents come from ``manifest.page_map``. From ``layout`` come the cover's bar and ornament and
    the widths of columns; ``None`` leaves the cover plain and the widths to what the columns hold. A picture that is not in
    ``document.pictures`` is replaced by what stands for it in words, and a link that is not to the web, to an address or to a
    place in the document is only its text. Where the house has a letterhead, that Word file is where the document begins.
    """
    letterhead = style.letterhead
    draft = _draft(on_letterhead(document, letterhead), style, manifest, layout)
    relations = Relations()
    package = _packaged(draft, relations, _body(draft, Story(draft, relations)))
    if letterhead is not None:
        from briefgen.writers.docx.letterhead.assembly import moved

        package = moved(package, letterhead, draft.document, style, manifest)
    return package.to_bytes()


def _draft(document: tree.Document, style: HouseStyle, manifest: Manifest, layout: Layout | None) -> Draft:
    meta, nodes, covered = document.meta, named(document.blocks), _covers(document)
    body = [block for block in document.blocks if not isinstance(block, tree.Cover)]
    sheet = StyleSheet(
        style,
        meta,
        on_cover=_lists_headings(covered) and not _lists_headings(body),
        section_stop=headers.section_stop(meta, style),
    )
    return Draft(
        document=document,
        house=style,
        manifest=manifest,
        sheet=sheet,
        bookmarks=Bookmarks(identifiers(nodes)),
        numbering=Numbering(style.list_indent.twips, headings.definition(style, sheet.bleed)),
        pictures=Pictures(document, manifest),
        notes=Notes(meta),
        art=layout.cover if layout else None,
        tables=layout.tables if layout else {},
        write_blocks=blocks,
        small_tables=layout.small_tables if layout else frozenset(),
        references=references(nodes),
        sources=Sources(manifest) if manifest.live_citations else None,
    )


def _covers(document: tree.Document) -> list[tree.Cover]:
    return [block for block in document.blocks if isinstance(block, tree.Cover)]


def _lists_headings(blocks: Iterable[tree.Block]) -> bool:
    return any(contents.listing is tree.Listing.HEADINGS for contents in found(blocks, tree.Contents))


def _body(draft: Draft, story: Story) -> bytes:
    sheet = draft.sheet
    # Turned tables may not reach out of the text: not every program knows the way in which they would.
    place = Place(sheet.measure, 0 if draft.mirrored else sheet.bleed)
    frame = Place(sheet.measure + sheet.bleed)
    parts: list[Xml] = []
    follows_cover = False
    first = draft.document.blocks[:1]
    story.tops_page = bool(first) and isinstance(first[0], tree.Heading | tree.Section)
    for at, block in enumerate(draft.document.blocks, 1):
        if isinstance(block, tree.Cover):
            draft.section = Section(Kind.COVER)
            parts.append(join((covers.cover(story, frame, block), end_section(story, Section()))))
        elif not (follows_cover and isinstance(block, tree.PageBreak)):
            # The section after a cover begins a page by itself.
            parts.append(blocks(story, place, (block,), draft.document.blocks[at:]))
        follows_cover = isinstance(block, tree.Cover)
    ending = w("p", story.opening) if story.opening or not any(parts) else NOTHING
    content = w("body", *parts, ending, section_properties(draft, story.relations, draft.section))
    return part("w:document", _DOCUMENT_PREFIXES, content)


def _packaged(draft: Draft, relations: Relations, body: bytes) -> Package:
    package = Package()
    document, house, manifest = draft.document, draft.house, draft.manifest
    faces, embeds = _faces(draft), house.embed_fonts and bool(house.font_files)
    for name in ("styles", "numbering", "settings", "fontTable", draft.notes.part):
        relations.to_part(name, f"/word/{name}.xml")
    relations.to_part("theme", _THEME)
    package.add("/word/document.xml", "document.main", body, relations)
    package.add("/word/styles.xml", "styles", draft.sheet.to_bytes())
    package.add("/word/numbering.xml", "numbering", draft.numbering.to_bytes())
    package.add("/word/settings.xml", "settings", settings(house, document.meta, embeds_fonts=embeds))
    package.add(f"/word/{draft.notes.part}.xml", draft.notes.part, draft.notes.to_bytes(), draft.notes.relations)
    for kind in sorted(draft.kinds, key=lambda kind: kind.value):
        package.add(part_name("header", kind), "header", headers.header(document.meta, house, manifest, kind))
        package.add(part_name("footer", kind), "footer", headers.footer(document.meta, house, manifest, kind))
    package.add(_THEME, "application/vnd.openxmlformats-officedocument.theme+xml", theme(house))
    (draft.sources or Sources(manifest)).add_to(package, relations)
    draft.pictures.add_to(package)
    add_fonts(package, house, faces, manifest.keep)
    _describe(package, document.meta, manifest)
    return package


def _faces(draft: Draft) -> dict[str, set[Slant]]:
    """What to embed: the faces of the styles in use, and the family for right-to-left text where there is any."""
    faces = draft.sheet.faces()
    shaped = complex_family(draft.house) if draft.right_to_left else ""
    every = {slant for slants in faces.values() for slant in slants}
    for key, family in draft.house.families.items():
        if family.name == shaped:
            faces[key] = every
    return faces


def _describe(package: Package, meta: tree.Meta, manifest: Manifest) -> None:
    package.add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", properties.core(meta, manifest))
    office = "application/vnd.openxmlformats-officedocument"
    package.add("/docProps/app.xml", f"{office}.extended-properties+xml", properties.extended(meta, manifest))
    package.add("/docProps/custom.xml", f"{office}.custom-properties+xml", properties.custom(meta, manifest))
    package.relate(f"{OFFICE}/officeDocument", "/word/document.xml")
    package.relate(_CORE, "/docProps/core.xml")
    package.relate(f"{OFFICE}/extended-properties", "/docProps/app.xml")
    package.relate(f"{OFFICE}/custom-properties", "/docProps/custom.xml")
