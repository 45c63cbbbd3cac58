"""What is known of an SVG file before anything of it is drawn: its identifiers and style sheets, and what must not be in it."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.figures.svg.style import Sheet
from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.position import Position
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFUSED = {
    "script": ("a script", "take it out"),
    "foreignObject": ("foreign content", "export the drawing as plain SVG, with text as SVG text"),
    "image": ("a bitmap or another file", "show that picture as a figure of its own, or export the whole as PNG"),
    "iframe": ("foreign content", "take it out"),
    "handler": ("a script", "take it out"),
}


MOST_ATTRIBUTES = 200
"""Of one element: looking at them takes the square of their number."""


@dataclass(slots=True)
class Survey:
    """What was found in a file. ``findings`` are errors: a file that has one is not drawn."""

    file: str
    sheet: Sheet = field(default_factory=Sheet)
    by_identifier: dict[str, _Element] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def look_at(self, element: _Element) -> None:
        """Take in one element."""
        name = name_of(element)
        if len(element.attrib) > MOST_ATTRIBUTES:
            message = f"an element of the drawing has more than {MOST_ATTRIBUTES} attributes"
            hint = "export the drawing anew as plain SVG"
            self.findings.append(error("svg-too-large", message, place(element, self.file), hint))
            return
        if name in _REFUSED:
            what, hint = _REFUSED[name]
            self.findings.append(error("svg-refused", f"the drawing holds {what} (<{name}>)", place(element, self.file), hint))
        if name == "style":
            self._style(element)
        for key, value in element.attrib.items():
            self._attribute(name, str(key), str(value).strip(), element)
        identifier = element.get("id")
        if identifier:
            self.by_identifier.setdefault(identifier, element)

    def _style(self, element: _Element) -> None:
        text = "".join(map(str, element.itertext()))
        if "@import" in text:
            self._refuse("a reference to outside", "@import", element)
        self.sheet.add(text)

    def _attribute(self, name: str, key: str, value: str, element: _Element) -> None:
        """Nothing runs and nothing leads outside, except a link, which is not printed anyway."""
        local = key.rpartition("}")[2].lower()
        leads = local == "href" and value and not value.startswith("#") and name not in {"a", "image"}
        if key.lower() == local and local.startswith("on") and local.isalpha():
            self._refuse("a script", f"{local}=", element)
        elif leads or ("url(" in value and not local_url(value.partition("url(")[1] + value.partition("url(")[2])):
            self._refuse("a reference to outside", value[:60], element)

    def _refuse(self, what: str, which: str, element: _Element) -> None:
        message = f"the drawing holds {what} ({which})"
        self.findings.append(error("svg-refused", message, place(element, self.file), "take it out, or export plain SVG"))


def survey(root: _Element, file: str) -> Survey:
    """Go through a whole file."""
    found = Survey(file)
    for element in root.iter():
        if isinstance(element.tag, str):
            found.look_at(element)
    return found


def place(element: _Element, file: str) -> Position:
    """Where an element begins; lxml knows lines only."""
    line: object = element.sourceline
    return Position(file, line if isinstance(line, int) else 1)


def name_of(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def local_url(said: str) -> str:
    """The identifier in ``url(#…)``; empty for any other."""
    inside = said.strip().removeprefix("url(").partition(")")[0].strip().strip("'\"")
    return inside[1:] if inside.startswith("#") else ""
