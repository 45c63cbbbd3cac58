"""Plain YAML says what PyYAML reads in it; whatever else is left to PyYAML."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml

from briefgen.readers.plain_yaml import compose

PLAIN = """title: "Ukraine: the week"
subtitle: Economic and military developments
author:
  - Olena
  - 'A unit, of three'

date: 2026-11-20
lang: en-US
toc: true
abstract:
keywords:
- one
-   two words
cover: false
"""

VALUES = (
    "text two-words Ελληνικά é 12 1.5 2026-11-20 2026-1-2 true True yes no on null ~ NULL nan y - -- -x .inf .5 0x1F 1_000"
    " 12:30 a:b {a} [a] &a *a !!str | > % @ ` <<"
).split()
VALUES += [
    "",
    '"quoted: text"',
    "'it''s'",
    '"a \\n b"',
    '"open',
    "a # b",
    "a #",
    "a b  ",
    '"x" # y',
    "x: y",
    "- x",
    "a,b",
    "it's",
    "a\tb",
]
VALUES += ["a\u2028b", "a\x85b", "\ufeffa", "null and void", "yes men", "on: off", "?", "? x", "=", "a\u00a0b", "\u00a0"]


def by_pyyaml(text: str) -> Any:
    try:
        return image(yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return "no YAML"


def image(node: Any) -> Any:
    """What of a node is asked: of what says nothing not even its place."""
    if node.id == "mapping":
        return [(image(key), image(value)) for key, value in node.value]
    if node.id == "sequence":
        return [image(each) for each in node.value]
    if node.tag.endswith(":null"):
        return None
    return node.tag, node.value, node.start_mark.line, node.start_mark.column, node.style


def test_plain_front_matter_says_what_pyyaml_reads_in_it() -> None:
    plain = compose(PLAIN)
    assert plain is not None
    assert by_pyyaml(PLAIN) == image(plain)


@pytest.mark.parametrize("seed", range(8))
def test_no_front_matter_is_read_otherwise_than_by_pyyaml(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        lines: list[str] = []
        for _ in range(chance.randrange(1, 6)):
            value, indent = chance.choice(VALUES), " " * chance.choice((0, 0, 2, 3))
            form = chance.choice((f"key: {value}", f"key:  {value}", f"{indent}- {value}", "key:", "key: ", f"{indent}{value}"))
            lines.append(form)
        text = "\n".join(lines) + "\n"
        plain = compose(text)
        assert plain is None or by_pyyaml(text) == image(plain), text


@pytest.mark.parametrize("text", ["", "\n", "a: [b]", "a: {b: c}", "a:\n  b: c", "a: |\n  b", "a: b\n  c", "# a", "a: &b c", "- a"])
def test_what_is_not_plain_is_left(text: str) -> None:
    assert compose(text) is None
