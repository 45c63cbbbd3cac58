"""Functions and modules stay small enough to be read at once."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "briefgen"
MODULES = {str(file.relative_to(SOURCE)): file for file in sorted(SOURCE.rglob("*.py"))}
FUNCTION, MODULE, MEDIAN = 40, 300, 12
"""Lines, docstrings not counted in functions."""

LONG_FUNCTIONS: dict[str, str] = {}
"""``module:function`` to the reason why it is longer."""

LONG_MODULES = {"model/tree.py": "the closed vocabulary: its nodes are read side by side"}
BANNED = {"utils", "helpers", "common", "core", "base", "manager", "service", "types"}


def functions(name: str) -> dict[str, int]:
    """The functions of a module and how many lines each has, without its docstring and decorators."""
    found = {}
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            found[f"{name}:{node.name}"] = (node.end_lineno or 0) - first.lineno + 1
    return found


@pytest.mark.parametrize("name", MODULES)
def test_no_function_is_longer_than_a_page(name):
    assert {} == {where: lines for where, lines in functions(name).items() if lines > FUNCTION and where not in LONG_FUNCTIONS}


def test_the_usual_function_is_short():
    assert MEDIAN >= median(lines for name in MODULES for lines in functions(name).values())


@pytest.mark.parametrize("name", [name for name in MODULES if name not in LONG_MODULES])
def test_no_module_is_longer_than_can_be_read_at_once(name):
    assert MODULE >= MODULES[name].read_text("utf-8").count("\n")


def test_every_exception_to_the_sizes_is_still_needed():
    lengths = {where: lines for name in MODULES for where, lines in functions(name).items()}

    assert [] == [where for where in LONG_FUNCTIONS if lengths.get(where, 0) <= FUNCTION]
    assert [] == [name for name in LONG_MODULES if MODULES[name].read_text("utf-8").count("\n") <= MODULE]


def test_no_module_has_a_name_that_says_nothing():
    assert [] == [name for name, file in MODULES.items() if file.stem in BANNED or file.parent.name in BANNED]


def test_values_are_defined_by_the_decorator_that_does_it_in_a_fifth_of_the_time():
    defining = {
        name
        for name, file in MODULES.items()
        if re.search(r"^from dataclasses import.*\bdataclass\b", file.read_text("utf-8"), re.MULTILINE)
    }

    assert set() == defining, "from briefgen.model.value import dataclass"
