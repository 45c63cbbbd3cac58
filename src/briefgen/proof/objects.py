"""Reading a file's objects through pikepdf, which tells a dictionary's keys apart only as the program runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

Object = Any


def number_tree(node: Object) -> Iterator[tuple[int, Object]]:
    """Keys and values of a number tree (§7.9.7)."""
    for kid in node.get("/Kids", ()):
        yield from number_tree(kid)
    numbers = list(node.get("/Nums", ()))
    yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=False))


def kids_of(element: Object) -> list[Object]:
    """What an element holds: elements, marked-content numbers, references."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if is_array(kids) else [kids]


def elements_in(element: Object) -> list[Object]:
    """The elements directly inside an element."""
    return [kid for kid in kids_of(element) if is_dictionary(kid) and "/S" in kid]


def attribute_of(element: Object, key: str) -> Object:
    """An attribute by its key, whoever owns it; ``None``: not set."""
    attributes = element.get("/A")
    owned = list(attributes) if is_array(attributes) else [attributes]
    return next((each[key] for each in owned if is_dictionary(each) and key in each), None)


def is_dictionary(value: Object) -> TypeGuard[Any]:
    """Whether a value is a dictionary."""
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def is_array(value: Object) -> TypeGuard[Any]:
    """Whether a value is an array."""
    import pikepdf

    return isinstance(value, pikepdf.Array)


def is_same(one: Object, other: Object) -> bool:
    """Whether two values are one object of the file."""
    return one is not None and other is not None and one.objgen == other.objgen


def structure_type(element: Object) -> str:
    """An element's type without its slash; empty: none."""
    return name_of(element.get("/S"))


def name_of(value: Object) -> str:
    """A name without its slash; empty for nothing."""
    return str(value)[1:] if value is not None else ""


def called(element: Object) -> str:
    """How a finding calls an element."""
    return f"the {structure_type(element) or 'untyped'} in object {element.objgen[0]}"
