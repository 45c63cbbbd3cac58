"""What a document says about itself to a file manager: core, extended and custom properties. Nothing about the machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefgen.model.characters import one_line
from briefgen.writers.docx.markup import NOTHING, Xml, element, escape, part

if TYPE_CHECKING:
    from briefgen.model.manifest import Manifest
    from briefgen.model.tree import Meta

# ECMA-376 Part 1 §22.3.2.2: the one format identifier of custom properties; their own numbers begin at 2.
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_NUMBER = 2
_LONGEST_VALUE = 255


def core(meta: Meta, manifest: Manifest) -> bytes:
    """``docProps/core.xml`` (ECMA-376 Part 2 §11)."""
    said = {
        "dc:title": meta.title,
        "dc:subject": meta.subject or meta.subtitle,
        "dc:creator": "; ".join(meta.authors) or meta.organisation,
        "cp:keywords": ", ".join(meta.keywords),
        "dc:identifier": manifest.id,
        "dc:language": meta.language,
        "cp:category": meta.series,
        "cp:contentStatus": meta.status,
        "cp:revision": "1",
    }
    texts = [element(name, {}, escape(line)) for name, value in said.items() if (line := one_line(value))]
    instant = escape(_instant(manifest.instant))
    dates = [element(f"dcterms:{name}", {"xsi:type": "dcterms:W3CDTF"}, instant) for name in ("created", "modified")]
    return part("cp:coreProperties", "cp dc dcterms xsi", *texts, *(dates if instant else ()))


def extended(meta: Meta, manifest: Manifest) -> bytes:
    """``docProps/app.xml`` (ECMA-376 Part 1 §22.2)."""
    pages = manifest.page_map.pages
    return part(
        "ep:Properties",
        "ep",
        _text("ep:Pages", str(pages)) if pages else NOTHING,
        _text("ep:Application", manifest.generator),
        _text("ep:DocSecurity", "0"),
        _text("ep:Company", meta.organisation),
    )


def custom(meta: Meta, manifest: Manifest) -> bytes:
    """``docProps/custom.xml`` (ECMA-376 Part 1 §22.3): the marking, and what ties the file to what it was made from."""
    said = {
        "Marking": meta.marking,
        "Edition": str(manifest.edition) if manifest.edition else "",
        "Information cut-off": meta.information_cutoff,
        "Digest": manifest.digest,
    }
    properties = [
        element(
            "op:property",
            {"fmtid": _FORMAT, "pid": number, "name": name},
            element("vt:lpwstr", {}, escape(value[:_LONGEST_VALUE])),
        )
        for number, (name, value) in enumerate(((n, v) for n, v in said.items() if v), _FIRST_NUMBER)
    ]
    return part("op:Properties", "op vt", *properties)


def _text(name: str, value: str) -> Xml:
    return element(name, {}, escape(value)) if value else NOTHING


def _instant(said: str) -> str:
    """An ISO 8601 instant in UTC, as Word writes it; empty for anything that is not one."""
    try:
        instant = datetime.fromisoformat(said)
    except ValueError:
        return ""
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
