"""The table of contents: a field that is already filled, in the control that Word makes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.writers.docx.fields import begin, end, field
from briefgen.writers.docx.formatting import colour, indents
from briefgen.writers.docx.inlines import label, runs
from briefgen.writers.docx.markup import NOTHING, Xml, element, escape, flag, join, w
from briefgen.writers.docx.paragraphs import assemble, paragraph
from briefgen.writers.docx.stylenames import TABLE_OF_FIGURES, sequence

if TYPE_CHECKING:
    from briefgen.writers.docx.story import Place, Story

_LEVELS = (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3)
_AFTER = 320
"""Twips under contents."""


def contents(story: Story, place: Place, block: tree.Contents, *, cover: bool = False) -> Xml:
    """The contents, with page numbers from our own layout as results. Word's may differ by a page until it counts itself.

    On a ``cover`` they are the first level alone, without a heading. Where the body has contents too, they are no field there:
    Word sets all contents that it renews in the same styles, and what is legible on the cover is not on paper.
    """
    heading = paragraph(story, place, Role.CONTENTS_HEADING, block.heading) if block.heading and not cover else NOTHING
    depth = 1 if cover else min(max(block.depth, 1), 6)
    entries = [entry for entry in block.entries if entry.level <= depth]
    if not entries:
        return heading
    if cover and not story.draft.sheet.on_cover:
        return join([_entry(story, block.listing, place, entry, NOTHING, NOTHING, cover=True) for entry in entries])
    opening = begin(_instruction(story, block.listing, depth))
    last = len(entries) - 1
    lines = [
        _entry(story, block.listing, place, entry, opening if n == 0 else NOTHING, end() if n == last else NOTHING, cover=cover)
        for n, entry in enumerate(entries)
    ]
    if block.listing is not tree.Listing.HEADINGS:
        return join((heading, *lines))
    story.ends_with_paragraph = False
    part = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    control = w("id", val=story.draft.controls.next())
    return w("sdt", w("sdtPr", control, part), w("sdtContent", heading, *lines))


def _instruction(story: Story, listing: tree.Listing, depth: int) -> str:
    r"""The field's code. \o: heading styles; \u: other paragraphs with an outline level; \c: captions of that label; \h: links;
    \z: no numbers on the web."""
    if listing is tree.Listing.HEADINGS:
        return f'TOC \\o "1-{depth}" \\h \\z \\u'
    word = story.draft.house.labels.get("table" if listing is tree.Listing.TABLES else "figure", "")
    return f'TOC \\h \\z \\c "{sequence(word, listing.value)}"'


def _entry(
    story: Story, listing: tree.Listing, place: Place, entry: tree.ContentsEntry, before: Xml, after: Xml, *, cover: bool
) -> Xml:
    role = _LEVELS[min(max(entry.level, 1), len(_LEVELS)) - 1]
    role = Role.COVER_CONTENTS if cover and not story.draft.sheet.on_cover else role
    text = join((label(entry.label), runs(story, place, entry.children, role)))
    name = story.draft.bookmarks.name(entry.identifier)
    page = story.draft.manifest.page_map.labels.get(entry.identifier, "")
    if name:
        colours = story.draft.house.colours
        leader = colours.get("cover-rule", colours["rule"]) if cover else colours["rule"]
        # What is hidden on the web is hidden on paper too in LibreOffice, but in a field of contents.
        web = NOTHING if cover and not story.draft.sheet.on_cover else flag("webHidden")
        tab = w("r", w("rPr", web, colour(leader)), w("tab"))
        shown = w("r", w("rPr", flag("b"), flag("bCs")), w("t", escape(page))) if page else NOTHING
        reference = field(f"PAGEREF {name} \\h", shown, w("rPr", flag("b"), flag("bCs"), web))
        text = element("w:hyperlink", {"w:anchor": name, "w:history": "1"}, text, tab, reference)
    style = story.draft.sheet.id(role)
    style = style if listing is tree.Listing.HEADINGS else TABLE_OF_FIGURES.id
    # The last line leaves room to what follows; a cover's stands at its foot.
    said = {"w:spacing": w("spacing", after=_AFTER)} if after and not cover else {}
    outward = story.draft.sheet.bleed - place.bleed
    if outward and not cover:
        said["w:ind"] = indents(story.draft.sheet.left(role) + place.left + outward)
    return assemble(story, style, said, join((before, text, after)))
