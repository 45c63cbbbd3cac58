"""A Word file's parts: its XML, its relationships, its styles and its lists, as they have to be put together to be read.

Clauses are of ECMA-376-1 (WordprocessingML) unless another part is named.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from briefgen.model.named import NamedTuple
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "op": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
}

_OFF = frozenset(("0", "false", "off", "none"))


class DamagedDocx(ValueError):
    """The bytes are not the Word file that they should be; the message says what is wrong."""


@lru_cache(maxsize=1024)
def name(prefixed: str) -> str:
    """``w:p`` as lxml spells it."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


VALUE = name("w:val")


class Relation(NamedTuple):
    """A relationship: the last step of its type, the part or address it leads to, and whether that is outside the package."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Style:
    """A style as the styles it is based on leave it. ``outline`` and ``level`` from 0; ``None``: none. ``list_id`` empty: none."""

    name: str
    outline: int | None = None
    list_id: str = ""
    level: int = 0


@dataclass(slots=True)
class Level:
    """A level of a list: where it starts, how it is counted, and the pattern of its label."""

    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class Numbering:
    """A list's instance: its definition, the levels of that by number, and where it begins anew, level by level."""

    definition: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class DocxFile:
    """A Word file. Raises :class:`DamagedDocx` where it cannot be read."""

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as damage:
            raise DamagedDocx(f"the file is no package: {damage}") from damage
        self.names = self.archive.namelist()
        self._parts: dict[str, etree._Element] = {}
        self._relations: dict[str, dict[str, Relation]] = {}

    def part(self, path: str) -> etree._Element:
        """The root of a part; ``path`` begins with ``/``."""
        if path not in self._parts:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            try:
                self._parts[path] = etree.fromstring(self.archive.read(path[1:]), parser)
            except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as damage:
                raise DamagedDocx(f"{path} cannot be read: {damage}") from damage
        return self._parts[path]

    def relations(self, path: str) -> dict[str, Relation]:
        """The relationships of a part by id (ECMA-376-2 §6.5); of the package itself for ``/``."""
        if path not in self._relations:
            folder, _, own = path.rpartition("/")
            there = f"{folder}/_rels/{own}.rels"
            root = self.part(there) if there[1:] in self.names else ()
            self._relations[path] = {each.get("Id", ""): _relation(each, folder) for each in root}
        return self._relations[path]

    def related(self, path: str, kind: str) -> Iterator[str]:
        """The parts that a part is related to in some way, by the last step of the relationship's type."""
        yield from (each.target for each in self.relations(path).values() if each.kind == kind and not each.external)

    @cached_property
    def main(self) -> str:
        """Where the document itself is."""
        found = next(self.related("/", "officeDocument"), "")
        if not found:
            raise DamagedDocx("the package names no document")
        return found

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Every style by its id (§17.7)."""
        elements = {
            style.get(name("w:styleId"), ""): style
            for path in self.related(self.main, "styles")
            for style in self.part(path).iterchildren(name("w:style"))
        }
        return {identifier: _style(style, elements) for identifier, style in elements.items()}

    @cached_property
    def numberings(self) -> dict[str, Numbering]:
        """Every list by its id (§17.9)."""
        roots = [self.part(path) for path in self.related(self.main, "numbering")]
        definitions = {
            definition.get(name("w:abstractNumId"), ""): _levels(definition)
            for root in roots
            for definition in root.iterchildren(name("w:abstractNum"))
        }
        return {
            instance.get(name("w:numId"), ""): _numbering(instance, definitions)
            for root in roots
            for instance in root.iterchildren(name("w:num"))
        }

    @cached_property
    def settings(self) -> etree._Element | None:
        """How Word is to behave (§17.15); ``None``: nothing is said."""
        return next((self.part(path) for path in self.related(self.main, "settings")), None)


def find(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element down a path of prefixed names."""
    for step in _steps(path):
        if element is None:
            return None
        element = next(element.iterchildren(step), None)
    return element


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(map(name, path.split("/")))


def value(element: etree._Element | None, path: str, attribute: str = "w:val") -> str | None:
    """An attribute at the end of a path of prefixed names; ``None``: not there."""
    found = find(element, path)
    return None if found is None else found.get(name(attribute))


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether an on/off property is there and on (§17.17.4)."""
    found = find(element, path)
    return found is not None and found.get(VALUE, "1") not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """A whole number, or the default where there is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


def _relation(element: etree._Element, folder: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external and not target.startswith("/"):
        steps: list[str] = []
        for step in f"{folder}/{target}".split("/"):
            if step == "..":
                del steps[-1:]
            elif step not in {"", "."}:
                steps.append(step)
        target = "/" + "/".join(steps)
    return Relation(element.get("Type", "").rpartition("/")[2], target, external)


def _style(style: etree._Element, elements: dict[str, etree._Element]) -> Style:
    """A style with what it takes over from those it is based on."""
    shown = value(style, "w:name") or ""
    outline = list_id = level = None
    seen: set[int] = set()
    current: etree._Element | None = style
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        outline = outline if outline is not None else value(current, "w:pPr/w:outlineLvl")
        list_id = list_id if list_id is not None else value(current, "w:pPr/w:numPr/w:numId")
        level = level if level is not None else value(current, "w:pPr/w:numPr/w:ilvl")
        current = elements.get(value(current, "w:basedOn") or "")
    depth = number(outline, 9)
    return Style(shown, depth if depth < 9 else None, "" if list_id in (None, "0") else str(list_id), number(level))


def _levels(definition: etree._Element) -> dict[int, Level]:
    return {number(level.get(name("w:ilvl"))): _level(level) for level in definition.iterchildren(name("w:lvl"))}


def _level(level: etree._Element) -> Level:
    return Level(number(value(level, "w:start")), value(level, "w:numFmt") or "decimal", value(level, "w:lvlText") or "")


def _numbering(instance: etree._Element, definitions: dict[str, dict[int, Level]]) -> Numbering:
    definition = value(instance, "w:abstractNumId") or ""
    made = Numbering(definition, dict(definitions.get(definition, {})))
    for override in instance.iterchildren(name("w:lvlOverride")):
        level = number(override.get(name("w:ilvl")))
        own = override.find(name("w:lvl"))
        if own is not None:
            made.levels[level] = _level(own)
        start = value(override, "w:startOverride")
        if start is not None:
            made.starts[level] = number(start)
    return made
