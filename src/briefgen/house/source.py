"""``house.toml`` as text: its values, the place of every key, and the houses it extends."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from briefgen.house.letters import read_letter
from briefgen.model.encoding import decode
from briefgen.model.errors import MalformedFile, UnknownHouse
from briefgen.model.expressions import expression
from briefgen.model.position import Position
from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from briefgen.house.word import Letter
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.letterhead import Letterhead
    from briefgen.model.ports import Files

Path = tuple[str, ...]
"""Where a key stands: ``("roles", "body", "size")``."""

_HEADER = re.compile(r"\s*\[+\s*(?P<name>[^\[\]]+?)\s*\]+")
_ENTRY = re.compile(r"""\s*(?P<key>"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_INLINE_KEY = re.compile(r"""[{,]\s*(?P<key>"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_SYNTAX_PLACE = expression(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class HouseSource:
    """The merged tables of a house and those it extends.

    ``folders`` are its own folder and then those it falls back to, nearest first. ``file`` is the house's own ``house.toml``
    as a user would type it. ``places`` holds the position of every key that the texts spell out. ``letters`` are the
    letterheads of the house and those it extends, by folder and nearest first, and ``findings`` what was found in them.
    """

    file: str
    folders: tuple[str, ...]
    values: Mapping[str, object]
    places: Mapping[Path, Position]
    letters: Mapping[str, Letter] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    @property
    def letterhead(self) -> Letterhead | None:
        """The Word file that the house is on; ``None``: none."""
        return next((letter.letterhead for letter in self.letters.values()), None)

    def place(self, path: Path) -> Position:
        """Where a key stands, or the nearest table around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Position(self.file))


def read_source(name: str, files: Files, shown_in: str) -> HouseSource:
    """Read a house's ``house.toml`` and, beneath it, those it extends.

    Raises :class:`UnknownHouse` where a house has no such file, :class:`MalformedFile` for text that is not TOML and for houses
    that extend each other in a circle.
    """
    line = list(_line_of_descent(name, files, shown_in))
    folders = tuple(folder for folder, _, _ in line)
    values: dict[str, object] = {}
    places: dict[Path, Position] = {}
    letters: dict[str, Letter] = {}
    findings: list[Diagnostic] = []
    for depth, (folder, own_values, own_places) in reversed([*enumerate(line)]):
        if own_values.get("letterhead"):
            asked_at = own_places.get(("letterhead",), Position(f"{shown_in}/{folder}/house.toml"))
            outcome = read_letter(own_values["letterhead"], folders[depth:], values, files, shown_in=shown_in, place=asked_at)
            findings += outcome.diagnostics
            if outcome.value:
                letters = {folder: outcome.value, **letters}
                values = merge(values, outcome.value.values)
        values = merge(values, own_values)
        places = {**places, **own_places}
    return HouseSource(f"{shown_in}/{name}/house.toml", folders, values, places, letters, tuple(findings))


def colour_places(name: str, files: Files, *, shown_in: str = "templates") -> dict[str, Position]:
    """Where each named colour of a house stands, in its own file or in that of one it extends."""
    places: dict[str, Position] = {}
    for _, _, own in _line_of_descent(name, files, shown_in):
        places = {path[1]: place for path, place in own.items() if path[0] == "colours" and len(path) == 2} | places
    return places


def _line_of_descent(name: str, files: Files, shown_in: str) -> Iterator[tuple[str, dict[str, object], dict[Path, Position]]]:
    """A house, the one it extends, and so on."""
    seen: list[str] = []
    position: Position | None = None
    wanted: object = name
    while isinstance(wanted, str):
        if wanted in seen:
            raise MalformedFile(f"houses extend each other in a circle: {' → '.join([*seen, wanted])}", position=position)
        seen.append(wanted)
        values, places = _read_one(wanted, files, shown_in, position)
        yield wanted, values, places
        wanted, position = values.get("extends"), places.get(("extends",))


def _read_one(name: str, files: Files, shown_in: str, asked_at: Position | None) -> tuple[dict[str, object], dict[Path, Position]]:
    path = f"{name}/house.toml"
    if not re.fullmatch(r"[\w.-]+", name) or name.startswith(".") or not files.exists(path):
        raise UnknownHouse(
            f"there is no house template '{name}'",
            position=asked_at,
            hint=f"a house is a folder of {shown_in}/ that holds house.toml",
        )
    text = decode(files.read(path), f"{shown_in}/{path}")
    return _parse(text, f"{shown_in}/{path}"), key_places(text, f"{shown_in}/{path}")


def _parse(text: str, file: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        found = _SYNTAX_PLACE.match(str(problem))
        what = found["what"] if found else str(problem)
        line, column = (int(found["line"]), int(found["column"])) if found and found["line"] else (text.count("\n") + 1, 1)
        raise MalformedFile(f"not TOML: {what}", position=Position(file, line, column), hint="see https://toml.io") from None


def key_places(text: str, file: str) -> dict[Path, Position]:
    """The place of every table header, key, and key of an inline table that begins on its own key's line.

    tomllib keeps no positions, so the text is scanned a second time, by line. A key this misses (in a table that runs over
    lines, say) is reported at the table it stands in.
    """
    places: dict[Path, Position] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = tuple(_bare(part) for part in header["name"].split("."))
            places.setdefault(table, Position(file, number, header.start("name") + 1))
        elif entry := _ENTRY.match(line):
            owner = (*table, _bare(entry["key"]))
            places.setdefault(owner, Position(file, number, entry.start("key") + 1))
            for inner in _INLINE_KEY.finditer(line, entry.end()):
                places.setdefault((*owner, _bare(inner["key"])), Position(file, number, inner.start("key") + 1))
    return places


def _bare(key: str) -> str:
    return key.strip().strip("\"'")


def merge(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Tables merge key by key, everything else is replaced."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
