"""The specimen as built files, and what one thing broken in them leads the parity gate to say."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Callable

import pikepdf

from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.model.house import HouseStyle
from briefgen.model.manifest import Attachment, Manifest
from briefgen.proof import prove
from briefgen.writers import WRITERS
from houses import shipped_house
from specimen import specimen


def style() -> HouseStyle:
    return shipped_house().style


def build(document: tree.Document, file_format: str) -> bytes:
    """A finished document as a file, laid out in the shipped house."""
    layout = paginate(document, style()).value
    attachments = (Attachment("specimen.md", "text/markdown", b"# Specimen\n", "Source", "The text as written"),)
    manifest = Manifest("specimen", "2022-10-20T06:00:00+02:00", "ab" * 32, "briefgen 0.0.1", layout.page_map, attachments)
    return WRITERS[file_format].write(document, style(), manifest, layout)


@functools.cache
def built(file_format: str) -> bytes:
    """The specimen as a file."""
    return build(specimen(), file_format)


def said_of(data: bytes, file_format: str, document: tree.Document | None = None) -> list[str]:
    """What the gate says of a file; empty: it says what the document says."""
    return [finding.message for finding in prove(file_format, data, document or specimen(), style())]


def changed_docx(part: str, pattern: str, replacement: str, data: bytes | None = None) -> bytes:
    """The Word file with one thing in one of its parts replaced; it must be there."""
    with zipfile.ZipFile(io.BytesIO(data or built("docx"))) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    text, count = re.subn(pattern, replacement, parts[part].decode("utf-8"), count=1, flags=re.DOTALL)
    assert 1 == count, f"{pattern} is not in {part}"
    parts[part] = text.encode("utf-8")
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as a package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed_pdf(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> bytes:
    """The PDF with something changed in its objects."""
    with pikepdf.open(io.BytesIO(data or built("pdf"))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    """The structure elements of a type in the order of the tree."""
    found: list[pikepdf.Object] = []

    def walk(element: pikepdf.Object) -> None:
        if element.get("/S") == f"/{tag}":
            found.append(element)
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    for root in pdf.Root.StructTreeRoot.K:
        walk(root)
    return found


def shows(pdf: pikepdf.Pdf, element: pikepdf.Object, text: str) -> bool:
    """Whether an element's own content shows a text."""
    return text in "".join(own_texts(pdf, element))


def own_texts(pdf: pikepdf.Pdf, element: pikepdf.Object) -> list[str]:
    """The texts directly in an element, by way of a library that knows all of PDF."""
    texts = []
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/MCR":
                texts.append(marked_texts(kid.get("/Pg", element.get("/Pg")))[int(kid.MCID)])
        else:
            texts.append(marked_texts(element.Pg)[int(kid)])
    return texts


def marked_texts(page: pikepdf.Object) -> dict[int, str]:
    """The text of each marked-content sequence of a page."""
    maps = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    font, open_content, ignoring = "", list[int | None](), 0
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            font = str(operands[0])
        elif operator in {"BDC", "BMC"}:
            number, stated = _properties(operands)
            open_content.append(number if number is not None else open_content[-1] if open_content else None)
            if stated is not None and open_content[-1] is not None:
                texts[open_content[-1]] = texts.get(open_content[-1], "") + stated
                ignoring = len(open_content)
        elif operator == "EMC":
            open_content.pop()
            ignoring = ignoring if len(open_content) >= ignoring else 0
        elif operator in {"Tj", "TJ"} and open_content and open_content[-1] is not None and not ignoring:
            strings = [operands[0]] if operator == "Tj" else [part for part in operands[0] if isinstance(part, pikepdf.String)]
            codes = b"".join(map(bytes, strings))
            shown = "".join(maps[font][codes[at : at + 2]] for at in range(0, len(codes), 2))
            texts[open_content[-1]] = texts.get(open_content[-1], "") + shown
        if operator == "BDC" and open_content[-1] is not None:
            texts.setdefault(open_content[-1], "")
    return texts


def _properties(operands: list[pikepdf.Object]) -> tuple[int | None, str | None]:
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, pikepdf.Dictionary):
        return None, None
    number = int(properties.MCID) if "/MCID" in properties else None
    return number, str(properties.ActualText) if "/ActualText" in properties else None


def _unicode(font: pikepdf.Object) -> dict[bytes, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]*)>\n", font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
