"""Stable digests of model values: the same value has the same digest on every machine and in every release of one version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any

VERSION = b"1"


def digest(value: object) -> str:
    """The SHA-256 of a model value in hexadecimal.

    Dataclasses count by type name and their comparing fields; a field that holds its default is left out, so that a new
    field with a default does not change the digests of old values. To change a default is to change what those say, and asks
    for another :data:`VERSION`. Positions never count. Raises :class:`TypeError` for a type that has no stable form.
    """
    state = hashlib.sha256(VERSION)
    _feed(state.update, value)
    return state.hexdigest()


def _feed(update: Callable[[bytes], None], value: object) -> None:
    match value:
        case None:
            update(b"n;")
        case bool():
            update(b"b1;" if value else b"b0;")
        case Enum():
            _feed(update, value.value)
        case int() | float():
            update(f"i{value!r};".encode())
        case str():
            data = value.encode("utf-8", "surrogatepass")
            update(b"s%d:" % len(data))
            update(data)
        case bytes():
            update(b"y%d:" % len(value))
            update(value)
        case Mapping():
            update(b"m%d(" % len(value))
            for key in sorted(value, key=str):
                _feed(update, key)
                _feed(update, value[key])
            update(b")")
        case tuple() | list():
            update(b"t%d(" % len(value))
            for part in value:
                _feed(update, part)
            update(b")")
        case _ if is_dataclass(value) and not isinstance(value, type):
            update(f"d{type(value).__name__}(".encode())
            for item in fields(value):
                held = getattr(value, item.name)
                if item.compare and not _is_default(held, item):
                    _feed(update, item.name)
                    _feed(update, held)
            update(b")")
        case _:
            raise TypeError(f"no stable form for {type(value).__name__}")


def _is_default(held: object, item: Field[Any]) -> bool:
    """Whether a field says nothing. An unticked box (``False``) says something where the default is ``None``."""
    default = item.default if item.default_factory is MISSING else item.default_factory()
    return default is not MISSING and type(held) is type(default) and held == default
