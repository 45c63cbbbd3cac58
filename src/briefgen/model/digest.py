"""Stable digests of model values: the same value has the same digest on every machine and in every release of one version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from operator import attrgetter
from typing import Any

from briefgen.model.named import NamedTuple

VERSION = b"1"

_CHUNK = 1 << 16
"""Bytes that are gathered before they are counted in."""


def digest(value: object) -> str:
    """The SHA-256 of a model value in hexadecimal.

    Dataclasses count by type name and their comparing fields; a field that holds its default is left out, so that a new
    field with a default does not change the digests of old values. To change a default is to change what those say, and asks
    for another :data:`VERSION`. Positions never count. Raises :class:`TypeError` for a type that has no stable form.
    """
    state = hashlib.sha256(VERSION)
    out = bytearray()
    _feed(out, value, state.update)
    state.update(out)
    return state.hexdigest()


def _feed(out: bytearray, value: Any, count_in: Callable[[bytearray], None]) -> None:
    """Text, tuples and nodes, which are most of a document, come first and need no more than their class."""
    kind = value.__class__
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        out += b"s%d:" % len(data)
        out += data
    elif kind is tuple:
        out += b"t%d(" % len(value)
        for part in value:
            _feed(out, part, count_in)
        out += b")"
        if len(out) > _CHUNK:
            count_in(out)
            out.clear()
    elif members := _members(kind):
        out += b"d%s(" % kind.__name__.encode()
        for member in members:
            held = member.get(value)
            if held is not member.default and not (held.__class__ is member.default.__class__ and held == member.default):
                out += member.name
                _feed(out, held, count_in)
        out += b")"
    else:
        _feed_rest(out, value, count_in)


def _feed_rest(out: bytearray, value: object, count_in: Callable[[bytearray], None]) -> None:
    match value:
        case None:
            out += b"n;"
        case bool():
            out += b"b1;" if value else b"b0;"
        case Enum():
            _feed(out, value.value, count_in)
        case int() | float():
            out += f"i{value!r};".encode()
        case str():
            _feed(out, str(value), count_in)
        case bytes():
            out += b"y%d:" % len(value)
            out += value
        case Mapping():
            out += b"m%d(" % len(value)
            for key in sorted(value, key=str):
                _feed(out, key, count_in)
                _feed(out, value[key], count_in)
            out += b")"
        case tuple() | list():
            _feed(out, tuple(value), count_in)
        case _ if is_dataclass(value) and not isinstance(value, type):
            out += f"d{type(value).__name__}()".encode()
        case _:
            raise TypeError(f"no stable form for {type(value).__name__}")


class _Member(NamedTuple):
    """A field that counts. ``default`` says nothing; an unticked box (``False``) says something where the default is ``None``."""

    name: bytes
    get: Callable[[Any], Any]
    default: Any


_MEMBERS: dict[type, tuple[_Member, ...]] = {}


def _members(kind: type) -> tuple[_Member, ...]:
    """The fields of a dataclass that count; none for any other class."""
    found = _MEMBERS.get(kind)
    if found is None:
        counted = (item for item in fields(kind) if item.compare) if is_dataclass(kind) else ()
        found = _MEMBERS[kind] = tuple(
            _Member(b"s%d:%s" % (len(item.name.encode()), item.name.encode()), attrgetter(item.name), _default(item))
            for item in counted
        )
    return found


def _default(item: Field[Any]) -> Any:
    return item.default if item.default_factory is MISSING else item.default_factory()
