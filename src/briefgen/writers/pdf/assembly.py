"""Putting the file together: pages, fonts, structure, metadata and attachments, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.script import is_right_to_left
from briefgen.writers.pdf.archive import file_specifications, output_intent
from briefgen.writers.pdf.metadata import Properties, info_object, metadata_object
from briefgen.writers.pdf.navigation import page_labels
from briefgen.writers.pdf.notation import name_tree, text_string
from briefgen.writers.pdf.painting import painted
from briefgen.writers.pdf.structure import language, structure_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.layout.pages import Layout
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest
    from briefgen.model.tree import Document
    from briefgen.writers.pdf.canvas import TaggedCanvas

# RFC 5646 §4.1: what a text is in whose language nobody stated.
_UNDETERMINED = "und"


def assemble(document: Document, style: HouseStyle, manifest: Manifest, layout: Layout) -> bytes:
    """See :func:`briefgen.writers.pdf.write`."""
    canvas = painted(layout, document)
    stated = document.meta.language
    properties = Properties.of(document.meta, manifest, stated if language(stated) else _UNDETERMINED)
    attached = file_specifications(manifest.attachments, properties.instant)
    canvas.set_catalog(
        {
            "Lang": text_string(properties.language),
            "MarkInfo": {"Marked": "true"},
            "StructTreeRoot": structure_tree(layout.root, canvas.pages, canvas),
            "ViewerPreferences": _viewer_preferences(stated),
            "Metadata": metadata_object(properties),
            "OutputIntents": [output_intent()],
            "PageLabels": page_labels([page.label for page in layout.pages], style.labels.get("cover", "Cover")),
            "Names": {"Dests": name_tree(_destinations(layout, canvas)), "EmbeddedFiles": name_tree(attached.items())},
            "AF": list(attached.values()),
        }
    )
    data = canvas.save(info_object(properties))
    canvas.__dict__.clear()  # it and its parts know one another, and would stay with all the file until cycles are looked for
    return data


def _viewer_preferences(stated: str) -> dict[str, object]:
    """The title in the window's bar, and pages side by side in the direction of the language (ISO 32000-1 §12.2)."""
    return {"DisplayDocTitle": "true", "Direction": "/R2L" if is_right_to_left(stated) else "/L2R"}


def _destinations(layout: Layout, canvas: TaggedCanvas) -> Iterator[tuple[str, object]]:
    """What links and addresses of the form ``brief.pdf#economic`` lead to."""
    for page, made in zip(layout.pages, canvas.pages, strict=True):
        for identifier, height in page.destinations.items():
            yield identifier, [made.page, "/XYZ", "null", float(height), "null"]
