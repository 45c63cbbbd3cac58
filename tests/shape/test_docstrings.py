"""Whatever can be called from another room says what it is for."""

from __future__ import annotations

import ast

import pytest

from shape.test_sizes import MODULES

Documented = ast.FunctionDef | ast.ClassDef


def public(body: list[ast.stmt], prefix: str = "") -> list[tuple[str, Documented]]:
    """Public functions and classes, and the public methods of public classes."""
    found: list[tuple[str, Documented]] = []
    for node in body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            found.append((prefix + node.name, node))
            if isinstance(node, ast.ClassDef):
                found += public(node.body, f"{prefix}{node.name}.")
    return found


@pytest.mark.parametrize("name", MODULES)
def test_every_module_and_all_that_is_public_in_it_has_a_docstring(name):
    module = ast.parse(MODULES[name].read_text("utf-8"))

    assert ast.get_docstring(module) or not module.body
    assert [] == [where for where, node in public(module.body) if not ast.get_docstring(node)]
