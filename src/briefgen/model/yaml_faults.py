"""What a YAML parser complains of, in words for who wrote the file: front matter, fences, data and libraries say it alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUOTE = "put a value that holds a colon or begins with a special sign in quotation marks"
_COLON = re.compile(r":(?=\s|$)")
_SHOWN = 40
"""Characters of a line that are repeated."""


class Fault(NamedTuple):
    """What is wrong, what to do, and where: ``line`` and ``column`` count from 0."""

    what: str
    hint: str
    line: int
    column: int


class _Case(NamedTuple):
    """A complaint as it was made: ``words`` at ``line`` and ``column`` of ``lines``, about what began at ``begun``."""

    words: str
    lines: Sequence[str]
    line: int
    column: int
    begun: tuple[int, int]

    @property
    def text(self) -> str:
        """The line that the parser stopped at."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def above(self, line: int) -> int:
        """The number of the last line before it that says something; -1: there is none."""
        return next((n for n in range(min(line, len(self.lines)) - 1, -1, -1) if _says(self.lines[n])), -1)

    def here(self, what: str, hint: str) -> Fault:
        """A fault where the parser stopped."""
        return Fault(what, hint, self.line, self.column)

    def there(self, what: str, hint: str) -> Fault:
        """A fault where that began which the parser could not end."""
        return Fault(what, hint, *self.begun)


def told(problem: Any, text: str) -> Fault:
    """The fault in a ``text`` that a ``yaml.MarkedYAMLError`` is about; what is not known is said as the parser says it."""
    mark, context = problem.problem_mark or problem.context_mark, problem.context_mark or problem.problem_mark
    words = " ".join((problem.problem or "it is not YAML").split())
    line, column = (mark.line, mark.column) if mark else (0, 0)
    case = _Case(words, text.split("\n"), line, column, (context.line, context.column) if context else (0, 0))
    for beginning, tell in _KNOWN:
        if words.startswith(beginning):
            return tell(case)
    return case.here(words, QUOTE)


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _levels(case: _Case) -> list[int]:
    """The indents that the line may have: those of the lines above it, outwards."""
    levels: list[int] = []
    for line in reversed([one for one in case.lines[: case.line] if _says(one)]):
        item = re.match(r" *(?:- +)*", line)
        for level in {_indent(line), item.end() if item else 0}:
            if not levels or level < min(levels) or level <= case.column + 2:
                levels.append(level)
        if _indent(line) == 0:
            break
    return sorted(set(levels))


def _spaces(count: int) -> str:
    return "not indented" if count == 0 else f"indented by {count} space{'s' if count != 1 else ''}"


def _after(levels: Sequence[int]) -> str:
    if levels in ([], [0]):
        return "at the margin"
    return f"after {' or '.join(map(str, levels))} space{'s' if levels != [1] else ''}"


def _misplaced(case: _Case) -> Fault:
    found = case.words.rpartition("found ")[2]
    if found in {"'}'", "']'"}:
        return case.here(f"{found} closes nothing", "take it out, or put the value in quotation marks")
    if found == "'<scalar>'":
        hint = "put the whole value in quotation marks, and double those of its own kind that stand in it"
        return case.here("words follow a value that is in quotation marks", hint)
    levels = _levels(case)
    if case.column in levels and found in {"'?'", "'-'"}:
        hint = "indent what belongs to the line above; items of a list begin with -, keys do not"
        return case.here("keys and items of a list stand at one level", hint)
    near = sorted(levels, key=lambda level: abs(level - case.column))[:2]
    hint = f"begin it {_after(sorted(near))}, as the lines that it belongs with"
    return case.here(f"the line is {_spaces(case.column)}, which fits none above it", hint)


def _second_colon(case: _Case) -> Fault:
    before = case.text[: case.column]
    if _COLON.search(before):
        return case.here("a value holds a colon", "put the value in quotation marks")
    above = case.above(case.line)
    if above < 0:
        return case.here("a colon stands where none can", QUOTE)
    line = case.lines[above]
    if _COLON.search(line):
        indent = _indent(case.text)
        hint = f"begin it {_after([_indent(line)])} as that one, or leave the value of that one out"
        return Fault(f"the line is {_spaces(indent)}, under one that has a value already", hint, case.line, indent)
    colon = "put a space after its colon" if ":" in line else "write key: value"
    return Fault(f"the line is no key with a value: {_short(line)}", colon, above, _indent(line))


def _no_colon(case: _Case) -> Fault:
    line = case.lines[case.begun[0]] if case.begun[0] < len(case.lines) else ""
    return case.there(f"the line is no key with a value: {_short(line)}", "write key: value, or indent it under what it belongs to")


def _short(line: str) -> str:
    said = line.strip()
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def _unclosed(case: _Case) -> Fault:
    opened = "[" if "]" in case.words.partition(", but")[0] else "{"
    closing = "]" if opened == "[" else "}"
    if case.line == case.begun[0] and case.words.endswith("':'"):
        return case.here(f"a colon stands between {opened} and {closing}", "put the value that holds it in quotation marks")
    return case.there(
        f"{opened} is never closed", f"end it with {closing}; a value that begins with {opened} wants quotation marks"
    )


def _sign(case: _Case) -> Fault:
    sign = case.text[case.column : case.column + 1]
    if sign == "\t":
        return case.here("a tab stands where spaces must", "indent with spaces")
    return case.here(f"a value begins with {sign}", "put it in quotation marks")


def _escape(case: _Case) -> Fault:
    at = max(case.column - 1, 0)
    return Fault(
        f'{case.text[at : at + 2]} means nothing in a value in "…"', "put it in '…', or write two backslashes", case.line, at
    )


_KNOWN: tuple[tuple[str, Callable[[_Case], Fault]], ...] = (
    ("expected <block end>", _misplaced),
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("found character", _sign),
    ("found undefined alias", lambda case: case.here("a value begins with *", "put it in quotation marks")),
    ("expected ',' or", _unclosed),
    ("found unexpected end of stream", lambda case: case.there("a quotation mark is never closed", "close it at the value's end")),
    (
        "found unknown escape character",
        _escape,
    ),
    (
        "expected the node content",
        lambda case: case.here(f"a value is missing before {case.words.rpartition('found ')[2]}", QUOTE),
    ),
    (
        "sequence entries are not allowed",
        lambda case: case.here("a list begins on the line of its key", "begin each item on a line of its own, after - and a space"),
    ),
    (
        "but found another document",
        lambda case: case.here("a second document begins", "take out the line of ---; a file holds one"),
    ),
)
