"""Bytes of an image file → a picture that every writer can place.

PNG and JPEG keep their image data and lose what a camera or a program noted beside it (place, author, history); every other
format that Pillow reads becomes a PNG. The same bytes always give the same picture.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from briefgen.model import tree
from briefgen.model.diagnostic import Outcome, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM")
MOST_PIXELS = 60_000_000
"""A page at 600 dpi has 35 million."""
MOST_BYTES = 50_000_000
"""More than any mail carries, and what a page at 600 dpi takes at most as PNG."""

_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
)
_ORIENTATION = 0x0112
_SEEMS = (
    (b"%PDF", "a PDF", "export the page as PNG"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "export the picture as PNG"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "export the picture as PNG"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"II*\x00", "a damaged TIFF", "export it anew as PNG"),
    (b"\x89PNG", "a damaged PNG", "export it anew"),
    (b"\xff\xd8", "a damaged JPEG", "export it anew"),
    (b"GIF8", "a damaged GIF", "export it as PNG"),
)


def read(data: bytes, target: str, position: Position | None) -> Outcome[tree.Picture | None]:
    """See :func:`briefgen.readers.read_picture`."""
    if len(data) > MOST_BYTES:
        return _refuse("picture-too-large", f"{target} has over {MOST_BYTES // 1_000_000} MB", position, "scale it down")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return _refuse(
                    "picture-too-large", f"{target} has {image.width} × {image.height} pixels", position, "scale it down"
                )
            _verify(data)
            image.load()
            return Outcome(_picture(data, image))
    except Image.DecompressionBombError:
        return _refuse("picture-too-large", f"{target} unpacks to far more than a page can show", position, "scale it down")
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError, OverflowError):
        seems, hint = _seems(data)
        return _refuse("not-a-picture", f"{target} is not a picture that can be read; it seems to be {seems}", position, hint)


def _verify(data: bytes) -> None:
    """Raise what Pillow raises for a file that ends early or whose checksums are wrong."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        image.verify()


def _refuse(code: str, message: str, position: Position | None, hint: str) -> Outcome[tree.Picture | None]:
    finding: Diagnostic = error(code, message, position, hint)
    return Outcome(None, (finding,))


def _seems(data: bytes) -> tuple[str, str]:
    for beginning, name, hint in _SEEMS:
        if data.startswith(beginning):
            return name, hint
    head = data[:1000].lstrip().lower()
    if not data:
        return "empty", "save the picture again"
    if b"<svg" in head:
        return "an SVG drawing", "let its name end in .svg"
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "a web page or XML", "save the picture itself, not the page it is on"
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        return "an HEIC or AVIF photograph", "export it as JPEG or PNG"
    if b"\0" not in data[:1000]:
        return "text", "name a PNG or JPEG file"
    return "something else", "save it as PNG or JPEG"


def _picture(data: bytes, image: Image.Image) -> tree.Picture:
    turned = image.getexif().get(_ORIENTATION, 1) not in {0, 1}
    dpi = _dpi(image)
    if image.format == "PNG" and not getattr(image, "is_animated", False):
        return tree.Picture(_plain_png(data), "image/png", image.width, image.height, dpi)
    if image.format == "JPEG" and image.mode in {"RGB", "L"} and not turned:
        return tree.Picture(_plain_jpeg(data), "image/jpeg", image.width, image.height, dpi)
    upright = ImageOps.exif_transpose(image)
    out = io.BytesIO()
    if image.format == "JPEG":
        upright.convert("RGB").save(out, "JPEG", quality=95, subsampling=0, optimize=False)
        return tree.Picture(_plain_jpeg(out.getvalue()), "image/jpeg", upright.width, upright.height, dpi)
    _for_png(upright).save(out, "PNG", compress_level=6)
    return tree.Picture(_plain_png(out.getvalue()), "image/png", upright.width, upright.height, dpi)


def _for_png(image: Image.Image) -> Image.Image:
    """The image in one of the modes of PNG."""
    if image.mode in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}:
        return image
    return image.convert("RGBA" if "A" in image.mode or "transparency" in image.info else "RGB")


def _dpi(image: Image.Image) -> float:
    """Pixels per inch as the file says; 96 where it says nothing or nothing sensible."""
    given = image.info.get("dpi")
    try:
        value = round(float(given[0]), 2) if given else 96.0
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return 96.0
    return value if 20 <= value <= 5000 else 96.0


def _plain_png(data: bytes) -> bytes:
    """The file without text, times, camera data and animation."""
    return data[:8] + b"".join(chunk for name, chunk in _chunks(data) if name in _KEPT_CHUNKS)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at : at + 12 + length]
        at += 12 + length


def _plain_jpeg(data: bytes) -> bytes:
    """The file without comments and application data other than JFIF's, the colour profile's and Adobe's."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        droppable = 0xE0 <= marker <= 0xEF or marker == 0xFE
        wanted = marker in {0xE0, 0xEE} or (marker == 0xE2 and segment[4:15] == b"ICC_PROFILE")
        if wanted or not droppable:
            kept.append(segment)
        at += 2 + length
    return b"".join((*kept, data[at:]))
