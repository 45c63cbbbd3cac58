"""What makes the file an archive: a stated colour space, and the files it was made from carried inside (ISO 19005-3)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefgen.writers.pdf import srgb
from briefgen.writers.pdf.metadata import pdf_date
from briefgen.writers.pdf.notation import literal, name, text_string
from briefgen.writers.pdf.objects import Dictionary, Stream

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from briefgen.model.manifest import Attachment

# ISO 19005-3 §6.8 with annex E: how an embedded file stands to the document.
_RELATIONSHIPS = frozenset(("Source", "Data", "Alternative", "Supplement", "Unspecified"))


def output_intent() -> dict[str, object]:
    """The colour space that all colours of the file are meant in: sRGB (§6.2.3)."""
    return {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": literal("sRGB IEC61966-2.1"),
        "Info": literal("sRGB IEC61966-2.1"),
        "DestOutputProfile": Stream(srgb.profile(), {"N": 3}),
    }


def file_specifications(attachments: Iterable[Attachment], instant: datetime) -> dict[str, Dictionary]:
    """A file specification for each attachment, by a name that no other has. An unknown relationship is ``Unspecified``."""
    made: dict[str, Dictionary] = {}
    for attachment in attachments:
        own = _free_name(attachment.name, made)
        relationship = attachment.relationship if attachment.relationship in _RELATIONSHIPS else "Unspecified"
        embedded = _embedded(attachment, instant)
        made[own] = Dictionary(
            {
                "Type": "/Filespec",
                "F": text_string(own),
                "UF": text_string(own),
                "Desc": text_string(attachment.description or own),
                "AFRelationship": name(relationship),
                "EF": {"F": embedded, "UF": embedded},
            }
        )
    return made


def _embedded(attachment: Attachment, instant: datetime) -> Stream:
    digest = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
    return Stream(
        attachment.data,
        {
            "Type": "/EmbeddedFile",
            "Subtype": name(attachment.media_type),
            "Params": {"Size": len(attachment.data), "ModDate": pdf_date(instant), "CheckSum": f"<{digest}>"},
        },
    )


def _free_name(wanted: str, taken: dict[str, Dictionary]) -> str:
    stem, dot, suffix = wanted.rpartition(".")
    stem, ending = (stem, dot + suffix) if stem else (wanted, "")
    candidate, count = wanted, 1
    while candidate in taken:
        count += 1
        candidate = f"{stem}-{count}{ending}"
    return candidate
