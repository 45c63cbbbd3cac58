"""Where links and pictures lead: what may be printed, and where a picture's file is."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefgen.model.address import SCHEMES, linkable
from briefgen.model.characters import printable
from briefgen.model.diagnostic import error, warning

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")


def link_problem(target: str, position: Position) -> Diagnostic | None:
    """A finding for a link that no document may carry; ``None``: it may."""
    if target.startswith("#") or linkable(target):
        return None
    hint = "link to http, https, mailto or to #identifier"
    return warning("link-not-printed", f"{_kind(target)} cannot be printed; its text is", position, hint)


def _kind(target: str) -> str:
    scheme = _SCHEME.match(target)
    if not scheme:
        return f"a link to the file {target}" if target else "an empty link"
    if scheme["scheme"].lower() in SCHEMES:
        return f"a link to {target[:80]}, which is no address,"
    return f"a link to {scheme['scheme'].lower()}:"


def picture_path(target: str, file: str, position: Position) -> tuple[str, Diagnostic | None]:
    """The path of a picture from the root of the files, and what is wrong with it. ``file`` is where it is asked for."""
    if target.startswith("//") or (_SCHEME.match(target) and not re.match(r"[A-Za-z]:[\\/]", target)):
        hint = "save the picture beside the text and name that file"
        return target, error("remote-image", f"pictures are not fetched: {target[:120]}", position, hint)
    if not target.strip():
        return "", error("missing-picture", "the picture names no file", position, "write ![words](path/to/picture.png)")
    path = printable(unquote(target, errors="replace"))
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    if joined.startswith(("/", "../")) or joined == "..":
        hint = "name a file inside the workspace, by a path from the folder of this text"
        return joined, error("image-outside", f"the picture {path!r} is not inside the workspace", position, hint)
    return joined, None
