"""Markup is safe because one module makes it: what the type checker cannot hold is held here."""

from __future__ import annotations

import ast
from pathlib import Path

WRITER = Path(__file__).parents[2] / "src" / "briefgen" / "writers" / "docx"


def test_only_the_module_of_markup_makes_markup_of_text():
    makers = {
        f"{path.name}:{node.lineno}"
        for path in WRITER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and _name(node.func) in {"Xml", "cast"}
    }
    assert {"markup.py"} == {place.partition(":")[0] for place in makers}, makers


def _name(called: ast.Name | ast.Attribute) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr
