"""What a CSL style says about itself, read without expanding entities and without touching the network."""

from __future__ import annotations

from functools import lru_cache
from xml.parsers import expat

from briefgen.model.value import dataclass

_CHUNK = 1024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """``form`` is CSL's ``class``: ``note`` or ``in-text``; empty: not a style. ``parent`` is the style it only points to."""

    form: str
    parent: str = ""


class NotAStyle(ValueError):
    """The text is no CSL style; the reason completes "the citation style cannot be read: …"."""


def style_facts(style_xml: str) -> StyleFacts:
    """Read a CSL style's class. Raises :class:`NotAStyle` for what is not well-formed, has a DOCTYPE or is no style."""
    seen: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        seen.append((name.rpartition(":")[2], attributes))

    def refuse(*_: object) -> None:
        raise NotAStyle("it has a document type declaration, which CSL does not use")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    # Refused before any entity could be declared, so there is nothing to expand.
    parser.StartDoctypeDeclHandler = refuse
    try:
        # In UTF-8, whatever the XML declaration names: the text was decoded when it was read.
        parser.Parse(style_xml.encode(), True)
    except expat.ExpatError as failure:
        raise NotAStyle(f"line {failure.lineno}: {expat.ErrorString(failure.code)}") from None
    if seen[0][0] != "style":
        raise NotAStyle(f"its root is <{seen[0][0]}>, not <style>")
    parents = [a.get("href", "") for name, a in seen if name == "link" and a.get("rel") == "independent-parent"]
    return StyleFacts(seen[0][1].get("class", ""), parents[0] if parents else "")


@lru_cache(maxsize=8)
def is_note_style(style_xml: str) -> bool:
    """Whether a style puts citations in notes (``<style class="note">``); ``False`` too for what is no style.

    Only its beginning is read: whether the rest can be used, the processor says.
    """
    seen: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, attributes: seen.append((name.rpartition(":")[2], attributes))
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(("", {}))
    data = style_xml.encode()
    try:
        for start in range(0, len(data), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
            if seen:
                return seen[0][0] == "style" and seen[0][1].get("class") == "note"
    except expat.ExpatError:
        pass
    return False
