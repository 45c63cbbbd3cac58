"""What the file says about itself: the information dictionary and XMP, from the same values, so that they agree."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from briefgen.model.characters import one_line
from briefgen.model.value import dataclass
from briefgen.writers.pdf.notation import text_string
from briefgen.writers.pdf.objects import Dictionary, Stream

if TYPE_CHECKING:
    from briefgen.model.manifest import Manifest
    from briefgen.model.tree import Meta

_PRODUCER = "ReportLab PDF Library"

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
{properties}
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{extension}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# PDF/A knows no property outside its own list; PDF/UA's must be described in the file (ISO 19005-3 §6.6.2.3).
_EXTENSION = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, people and dates, cleaned once for both places. Only ``title`` and ``language`` are never empty."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    language: str
    creator: str
    instant: datetime

    @classmethod
    def of(cls, meta: Meta, manifest: Manifest, language: str) -> Properties:
        """From a document's own words. A document without a title goes by its identifier (ISO 14289-1 §7.1 demands one).

        Raises :class:`ValueError` if the manifest's instant is not ISO 8601. An instant without a zone is taken as UTC.
        """
        instant = datetime.fromisoformat(manifest.instant)
        return cls(
            title=one_line(meta.title) or one_line(manifest.id) or "Untitled",
            authors=_cleaned(meta.authors) or _cleaned((meta.organisation,)),
            subject=one_line(meta.subject) or one_line(meta.subtitle),
            keywords=_cleaned(meta.keywords),
            language=language,
            creator=one_line(manifest.generator),
            instant=instant if instant.tzinfo else instant.replace(tzinfo=UTC),
        )


def info_object(properties: Properties) -> Dictionary:
    """The information dictionary (ISO 32000-1 §14.3.3)."""
    date = pdf_date(properties.instant)
    entries = {
        "Title": properties.title,
        "Author": "; ".join(properties.authors),
        "Subject": properties.subject,
        "Keywords": ", ".join(properties.keywords),
        "Creator": properties.creator,
        "Producer": _PRODUCER,
    }
    written: dict[str, object] = {key: text_string(text) for key, text in entries.items() if text}
    return Dictionary(written | {"CreationDate": date, "ModDate": date})


def metadata_object(properties: Properties) -> Stream:
    """The metadata stream, not compressed, so that any program can find it (ISO 19005-3 §6.6.2.1)."""
    packet = _XMP.format(properties="\n".join(_xmp_properties(properties)), extension=_EXTENSION)
    return Stream(packet.encode("utf-8"), {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)


def pdf_date(instant: datetime) -> str:
    """An instant as PDF writes dates (ISO 32000-1 §7.9.4), as a string object."""
    zone = instant.strftime("%z")
    return f"(D:{instant:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}')"


def _xmp_properties(properties: Properties) -> list[str]:
    date = properties.instant.isoformat(timespec="seconds")
    made = [
        f"<dc:title>{_alternatives(properties.title)}</dc:title>",
        f"<dc:language><rdf:Bag>{_items((properties.language,))}</rdf:Bag></dc:language>",
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate>",
        f"<pdf:Producer>{_PRODUCER}</pdf:Producer>",
    ]
    if properties.authors:
        made.append(f"<dc:creator><rdf:Seq>{_items(properties.authors)}</rdf:Seq></dc:creator>")
    if properties.subject:
        made.append(f"<dc:description>{_alternatives(properties.subject)}</dc:description>")
    if properties.keywords:
        made.append(f"<dc:subject><rdf:Bag>{_items(properties.keywords)}</rdf:Bag></dc:subject>")
        made.append(f"<pdf:Keywords>{_escaped(', '.join(properties.keywords))}</pdf:Keywords>")
    if properties.creator:
        made.append(f"<xmp:CreatorTool>{_escaped(properties.creator)}</xmp:CreatorTool>")
    return made


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>'


def _items(texts: tuple[str, ...]) -> str:
    return "".join(f"<rdf:li>{_escaped(text)}</rdf:li>" for text in texts)


def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean for text in texts if (clean := one_line(text)))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
