"""What the front matter accepts, something acts on: a key that is read by nothing would be a promise in silence."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from briefgen.model.brief import Brief, CitationChoice, Marking

SOURCE = Path(__file__).parents[2] / "src" / "briefgen"

PROMISES: dict[str, str] = {}
"""Fields that nothing reads yet, each with the reason why it is accepted all the same."""


def modules() -> list[ast.Module]:
    files = (file for file in SOURCE.rglob("*.py") if file.relative_to(SOURCE).parts[0] not in {"readers", "model"})
    return [ast.parse(file.read_text("utf-8")) for file in files]


def called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def read_of(name: str, trees: list[ast.Module]) -> set[str]:
    """Names read of what is called ``name``, as an attribute or by ``getattr`` with the words of the same function."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    direct = {node.attr for node in nodes if isinstance(node, ast.Attribute) and called(node.value) == name}
    asking = [node for node in nodes if isinstance(node, ast.FunctionDef) and any(_asks(inner, name) for inner in ast.walk(node))]
    words = {inner.value for node in asking for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
    return direct | {word for word in words if isinstance(word, str)}


def _asks(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and called(node.func) == "getattr" and called(node.args[0]) == name


TREES = modules()


@pytest.mark.parametrize(("kind", "name"), [(Brief, "brief"), (Marking, "marking"), (CitationChoice, "citations")])
def test_every_field_is_read_by_something_or_is_a_promise_with_a_reason(kind, name):
    read = read_of(name, TREES)

    assert [] == [field.name for field in fields(kind) if field.name not in read and field.name not in PROMISES]


def test_no_promise_is_listed_that_is_kept():
    assert [] == [name for name in PROMISES if name in read_of("brief", TREES)]


def test_a_field_that_nothing_reads_is_noticed():
    assert {"portions", "watermark"}.isdisjoint(read_of("marking", TREES) | read_of("brief", TREES))
