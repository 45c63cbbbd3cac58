"""From the targets of figures and images to their bytes: the only place with Pillow."""

from __future__ import annotations

import math
import posixpath
import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Outcome, error, warning
from briefgen.model.errors import WorkspaceError
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PIL import Image

    from briefgen.model.ports import Files

MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
LARGEST = 100_000_000
"""Pixels: 33 cm by 33 cm at 770 dpi. More is a mistake, or a file made to fill a memory."""
_ORIENTATION = 0x0112  # Exif 2.32, 4.6.4.A


def load_pictures(blocks: Iterable[tree.Node], files: Files, folder: str) -> Outcome[Mapping[str, tree.Picture]]:
    """The bytes of every picture, by target as written.

    A target is a path that starts at the brief's ``folder``, or else at the file it is written in. A picture that cannot be
    had is an error at its place, and is not in the value.
    """
    pictures: dict[str, tree.Picture] = {}
    findings: list[Diagnostic] = []
    for node in walk(blocks):
        if isinstance(node, tree.Figure | tree.Image) and node.target not in pictures:
            try:
                pictures[node.target] = _load(node, files, folder, findings)
            except _UnusableError as problem:
                findings.append(error(problem.code, problem.message, node.position, problem.hint))
    return Outcome(pictures, tuple(findings))


class _UnusableError(Exception):
    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def _load(node: tree.Figure | tree.Image, files: Files, folder: str, findings: list[Diagnostic]) -> tree.Picture:
    if re.match(r"[a-z][a-z0-9+.-]+:|//", node.target, re.IGNORECASE):
        remedy = "save the picture beside the brief and name the file"
        raise _UnusableError("remote-image", f"{node.target} is not in the workspace", remedy)
    data = _read(node, files, folder)
    picture, turned = read_picture(data, node.target)
    if turned:
        message = f"{node.target} is stored on its side"
        findings.append(warning("turned-image", message, node.position, "save it upright: not every program turns it"))
    return picture


def _read(node: tree.Figure | tree.Image, files: Files, folder: str) -> bytes:
    target = unquote(node.target)
    written_in = posixpath.dirname(node.position.file) if node.position else folder
    places = [posixpath.normpath(posixpath.join(start, target)) for start in dict.fromkeys((folder, written_in))]
    found = next((place for place in places if files.exists(place)), places[0])
    try:
        return files.read(found)
    except WorkspaceError as problem:
        raise _UnusableError("missing-image", problem.message, problem.hint or "its path starts at the brief's folder") from problem


def read_picture(data: bytes, name: str) -> tuple[tree.Picture, bool]:
    """A picture proved to be one by decoding it, and whether it is stored turned."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is ours to judge, below
        try:
            with Image.open(BytesIO(data)) as image:
                _judge(image, name)
                image.load()
                turned = image.getexif().get(_ORIENTATION, 1) != 1
                return tree.Picture(data, MEDIA_TYPES[str(image.format)], *image.size, dpi=_dpi(image)), turned
        except UnidentifiedImageError as problem:
            raise _UnusableError("not-an-image", f"{name} is not a picture", "name a PNG or JPEG file") from problem
        except Image.DecompressionBombError as problem:
            raise _too_large(name) from problem
        except (OSError, SyntaxError, ValueError) as problem:
            raise _UnusableError("not-an-image", f"{name} is damaged: {problem}", "save the picture again") from problem


def _judge(image: Image.Image, name: str) -> None:
    if image.format not in MEDIA_TYPES:
        raise _UnusableError("unsupported-image", f"{name} is {image.format}", "save it as PNG or JPEG")
    if image.mode == "CMYK":
        raise _UnusableError("unsupported-image", f"{name} is in CMYK colours", "save it as RGB")
    if image.width * image.height > LARGEST:
        raise _too_large(name)


def _too_large(name: str) -> _UnusableError:
    return _UnusableError("image-too-large", f"{name} has more than {LARGEST // 10**6} million pixels", "make it smaller")


def _dpi(image: Image.Image) -> float:
    """The resolution a file states, where it makes sense; 96 otherwise, as browsers and Word take it."""
    stated = image.info.get("dpi", (96, 96))
    try:
        value = float(stated[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 96.0
    return value if math.isfinite(value) and 10 <= value <= 4800 else 96.0
