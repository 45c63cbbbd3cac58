"""Lists: our definitions and their instances after the letterhead's own, numbered above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.writers.docx.letterhead.stationery import local, with_namespaces

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEFINITION, _INSTANCE = f"{W}abstractNum", f"{W}num"


class Lists:
    """Our lists on a letterhead. ``names`` are the ids of what takes their place here by ours.

    ``theirs`` is ``None`` where it has no lists.
    """

    def __init__(self, own: _Element, theirs: _Element | None) -> None:
        self._own = own
        first = 0 if theirs is None else _last(theirs, _DEFINITION, "abstractNumId") + 1
        over = 0 if theirs is None else _last(theirs, _INSTANCE, "numId")
        definitions = [item.get(f"{W}abstractNumId", "") for item in own.iterfind(_DEFINITION)]
        self._definitions = {name: str(first + at) if theirs is not None else name for at, name in enumerate(definitions)}
        instances = [item.get(f"{W}numId", "") for item in own.iterfind(_INSTANCE)]
        self._instances = {name: str(int(name) + over) for name in instances}
        self.names = dict(self._instances)
        self._theirs = theirs
        self.root = own if theirs is None else with_namespaces(theirs, [own])

    def put(self) -> _Element:
        """The root of the part, definitions before instances (ECMA-376 Part 1 §17.9.16)."""
        if self._theirs is None:
            return self.root
        at = next((n for n, child in enumerate(self.root) if local(child) in {"num", "numIdMacAtCleanup"}), len(self.root))
        for definition in list(self._own.iterfind(_DEFINITION)):
            definition.set(f"{W}abstractNumId", self._definitions[definition.get(f"{W}abstractNumId", "")])
            self.root.insert(at, definition)
            at += 1
        end = next((n for n, child in enumerate(self.root) if local(child) == "numIdMacAtCleanup"), len(self.root))
        for instance in list(self._own.iterfind(_INSTANCE)):
            for reference in instance.iterfind(f"{W}abstractNumId"):
                reference.set(f"{W}val", self._definitions.get(reference.get(f"{W}val", ""), ""))
            instance.set(f"{W}numId", self._instances[instance.get(f"{W}numId", "")])
            self.root.insert(end, instance)
            end += 1
        return self.root

    def rename(self, root: _Element) -> None:
        """Let what is in our lists be in what they are called here."""
        for number in root.iter(f"{W}numId"):
            name = number.get(f"{W}val", "")
            number.set(f"{W}val", self.names.get(name, name))


def _last(root: _Element, tag: str, attribute: str) -> int:
    numbers = [item.get(f"{W}{attribute}", "0") for item in root.iterfind(tag)]
    return max((int(number) for number in numbers if number.lstrip("-").isdecimal()), default=0)
