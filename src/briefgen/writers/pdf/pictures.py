"""Pictures as image objects. What a camera noted beside its pixels was taken out when the picture was read."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from typing import TYPE_CHECKING

from PIL import Image

from briefgen.model.errors import MalformedFile
from briefgen.writers.pdf.objects import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model.tree import Picture
    from briefgen.writers.pdf.drawings import DrawingTable

_COLOUR_SPACES = {"RGB": "/DeviceRGB", "L": "/DeviceGray"}


class PictureTable:
    """The pictures of one document, each embedded once however often it is shown; and its drawings."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self._pictures = pictures
        self.drawings: DrawingTable | None = None
        self._named: dict[bytes, tuple[str, Stream]] = {}

    def use(self, target: str) -> tuple[str, Stream]:
        """Resource name and image object of a picture, or form object of a drawing: each fills a unit square.

        Raises :class:`briefgen.model.errors.MalformedFile` for bytes that are no image.
        """
        if self.drawings is not None and target in self.drawings:
            return self.drawings.use(target)
        picture = self._pictures[target]
        key = hashlib.sha256(picture.data).digest()
        if key not in self._named:
            self._named[key] = (f"Im{len(self._named) + 1}", image_object(picture, target))
        return self._named[key]


def image_object(picture: Picture, target: str) -> Stream:
    """The image of a picture, with its transparency. ``target`` names it in the error it may raise."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(picture.data))
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as failure:
        raise MalformedFile(f"{target} cannot be read as a picture", hint="save it again as PNG or JPEG") from failure
    if image.format == "JPEG" and image.mode in _COLOUR_SPACES:
        entries = _entries(image) | {"Filter": "/DCTDecode"}
        return Stream(picture.data, entries, compress=False)
    return _flate(image)


def _flate(image: Image.Image) -> Stream:
    grey = image.mode in {"1", "L", "LA"}
    if image.has_transparency_data:
        alpha = image.convert("RGBA").getchannel("A")
        colours = image.convert("L" if grey else "RGB")
        return _raster(colours, {"SMask": _raster(alpha, {})})
    return _raster(image.convert("L" if grey else "RGB"), {})


def _raster(image: Image.Image, more: dict[str, object]) -> Stream:
    """Pixels as PNG filters and packs them, which viewers undo by themselves (ISO 32000-1 §7.4.4.4, predictor 15)."""
    packed = io.BytesIO()
    image.info.clear()
    image.save(packed, "PNG")
    decoding = {"Predictor": 15, "Colors": len(image.getbands()), "BitsPerComponent": 8, "Columns": image.width}
    entries = _entries(image) | {"Filter": "/FlateDecode", "DecodeParms": decoding} | more
    return Stream(b"".join(_png_data(packed.getvalue())), entries, compress=False)


def _entries(image: Image.Image) -> dict[str, object]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": _COLOUR_SPACES[image.mode],
        "BitsPerComponent": 8,
    }


def _png_data(png: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length
