"""The last results of a letterhead's fields, made true of this document: title, section, number of pages, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.house.word.package import W
from briefgen.house.word.stories import field_key
from briefgen.writers.docx.letterhead.filling import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_DATES = frozenset(("DATE", "SAVEDATE", "CREATEDATE", "PRINTDATE", "TIME"))


def make_true(root: _Element, values: Mapping[str, str]) -> None:
    """Say in every field of a story what the document says. A date is locked: Word would put today's in its place."""
    for simple in root.iter(f"{W}fldSimple"):
        code = simple.get(f"{W}instr", "")
        key, _ = field_key(code)
        if key in values:
            _say(list(simple.iter(f"{W}t")), values[key])
            if _is_date(code):
                simple.set(f"{W}fldLock", "1")
    for paragraph in root.iter(f"{W}p"):
        _Going(values).through(paragraph)


def _is_date(code: str) -> bool:
    return code.upper().partition("\\")[0].strip() in _DATES


def _say(texts: list[_Element], value: str) -> None:
    for number, text in enumerate(texts):
        say(text, "" if number else value)


class _Going:
    """Going through a paragraph, with the field that is open: its beginning, its instruction and the texts of its result."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._open: list[tuple[_Element, list[str], list[_Element] | None]] = []

    def through(self, paragraph: _Element) -> None:
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            if next(element.iterancestors(f"{W}p"), None) is not paragraph:
                continue
            if element.tag == f"{W}fldChar":
                self._mark(element)
            elif self._open and element.tag == f"{W}instrText":
                self._open[-1][1].append(element.text or "")
            elif self._open and self._open[-1][2] is not None:
                self._open[-1][2].append(element)

    def _mark(self, mark: _Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append((mark, [], None))
        elif kind == "separate" and self._open:
            begin, code, _ = self._open[-1]
            self._open[-1] = (begin, code, [])
        elif kind == "end" and self._open:
            begin, code, texts = self._open.pop()
            key, _ = field_key("".join(code))
            if key in self._values and texts:
                _say(texts, self._values[key])
                if _is_date("".join(code)):
                    begin.set(f"{W}fldLock", "1")
