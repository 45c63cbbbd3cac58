"""The decorator of our values: the standard library's ``dataclass`` for classes with slots, defined and made in less time.

A start of the program defines some two hundred classes. The standard decorator compiles five to seven methods for each, one
by one, 60 ms in all (measured with CPython 3.11; 3.13 compiles them together). Here ``__init__`` alone is compiled, when the
first value is made; the others need no code of their own for a class and are shared, so that the same classes take 6 ms. A
frozen value sets its slots by their descriptors, which takes half as long as ``object.__setattr__``. ``fields``, ``match`` and
pickling work as ever.
"""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "replace"]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import Field, dataclass, replace
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """As :func:`dataclasses.replace`: a copy with other values in some fields, slot by slot."""
        kind = value.__class__
        slots = _SLOTS.get(kind)
        if slots is None:
            slots = _SLOTS[kind] = _slots_of(kind)
        if not slots:
            return dataclasses.replace(value, **changes)
        made = object.__new__(kind)
        left = len(changes)
        for name, get, put in slots:
            if name in changes:
                left -= 1
                put(made, changes[name])
            else:
                put(made, get(value))
        return made if not left else dataclasses.replace(value, **changes)

    def dataclass(
        kind: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, kw_only: bool = False
    ) -> type | Callable[[type], type]:
        """As :func:`dataclasses.dataclass`, for classes with slots; any other is left to that."""
        if kind is not None or not slots:
            return dataclasses.dataclass(kind, frozen=frozen, eq=eq, kw_only=kw_only)
        return lambda kind: _finished(_bare(kind, kw_only=kw_only), frozen=frozen, eq=eq)


_SLOTS: dict[type, tuple[tuple[str, Callable[[Any], Any], Callable[[Any, Any], None]], ...]] = {}


def _slots_of(kind: Any) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any, Any], None]], ...]:
    """How to read and to set each field of a class whose values are no more than their slots; none for any other."""
    descriptors: list[tuple[str, Any]] = [(item.name, getattr(kind, item.name, None)) for item in dataclasses.fields(kind)]
    more = hasattr(kind, "__post_init__") or not all(item.init for item in dataclasses.fields(kind))
    if more or not all(type(descriptor) is MemberDescriptorType for _, descriptor in descriptors):
        return ()
    return tuple((name, attrgetter(name), descriptor.__set__) for name, descriptor in descriptors)


def _bare(kind: Any, *, kw_only: bool) -> Any:
    """A class with its fields and slots, whose annotations, which name no class variables, are not searched for such."""
    annotated = inspect.get_annotations(kind)
    kind.__annotations__ = dict.fromkeys(annotated, object)
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
    made.__annotations__ = annotated
    for item in dataclasses.fields(made):
        item.type = annotated.get(item.name, item.type)
    return made


def _finished(kind: Any, *, frozen: bool, eq: bool) -> type:
    """A class that has its fields and slots, given the methods that it does not define itself."""
    members = dataclasses.fields(kind)
    made: dict[str, Any] = {"__init__": _Initialiser(kind, members, frozen=frozen)}
    if "__repr__" not in kind.__dict__:
        made["__repr__"] = _shown
    if eq and "__eq__" not in kind.__dict__:
        made |= _comparison(members, frozen=frozen)
    if frozen:
        made |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete, "__getstate__": _state, "__setstate__": _restore}
    for name, method in made.items():
        setattr(kind, name, method)
    return kind  # type: ignore[no-any-return]  # as it was given


class _Initialiser:
    """Stands for ``__init__`` until somebody asks for it: of all classes that are defined, half have no value in most runs."""

    __slots__ = ("_frozen", "_kind", "_members")

    def __init__(self, kind: Any, members: Sequence[Field[Any]], *, frozen: bool) -> None:
        self._kind, self._members, self._frozen = kind, members, frozen

    def __get__(self, value: object, _owner: type | None = None) -> Callable[..., None]:
        method: Any = _initialiser(self._kind, self._members, frozen=self._frozen)
        self._kind.__init__ = method
        return method if value is None else method.__get__(value)  # type: ignore[no-any-return]  # as it was given


def _initialiser(kind: Any, members: Sequence[Field[Any]], *, frozen: bool) -> Callable[..., None]:
    """``__init__``, compiled: the one method whose signature and speed are worth code of its own."""
    known: dict[str, Any] = {"_missing": MISSING}
    lines: list[str] = []
    parameters = [_parameter(item, known) for item in members if item.init and not item.kw_only]
    named = [_parameter(item, known) for item in members if item.init and item.kw_only]
    for item in members:
        value = _value(item, known)
        if not value:
            continue
        known[f"_set_{item.name}"] = getattr(kind, item.name).__set__
        lines.append(f"_set_{item.name}(self, {value})" if frozen else f"self.{item.name} = {value}")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    signature = ", ".join(["self", *parameters, *(["*", *named] if named else [])])
    text = f"def __init__({signature}):\n " + "\n ".join(lines or ["pass"])
    exec(compile(text, f"<{kind.__name__}>", "exec"), known)  # noqa: S102 (its own fields' names, as the standard library does)
    method: Callable[..., None] = known["__init__"]
    method.__qualname__ = f"{kind.__qualname__}.__init__"
    method.__annotations__ = {item.name: item.type for item in members if item.init} | {"return": None}
    method.__module__ = kind.__module__
    return method


def _parameter(item: Field[Any], known: dict[str, Any]) -> str:
    if item.default is not MISSING:
        known[f"_default_{item.name}"] = item.default
        return f"{item.name}=_default_{item.name}"
    return item.name if item.default_factory is MISSING else f"{item.name}=_missing"


def _value(item: Field[Any], known: dict[str, Any]) -> str:
    """What a slot is set to; empty for one that is left unset."""
    if item.default_factory is not MISSING:
        known[f"_make_{item.name}"] = item.default_factory
        made = f"_make_{item.name}()"
        return f"{made} if {item.name} is _missing else {item.name}" if item.init else made
    if item.init:
        return item.name
    known[f"_default_{item.name}"] = item.default
    return "" if item.default is MISSING else f"_default_{item.name}"


def _comparison(members: Sequence[Field[Any]], *, frozen: bool) -> dict[str, Any]:
    compared = _together([item.name for item in members if item.compare])
    hashed = _together([item.name for item in members if (item.compare if item.hash is None else item.hash)])

    def equal(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": (lambda self: hash(hashed(self))) if frozen else None}


def _together(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    if not names:
        return lambda _: ()
    if len(names) == 1:
        one = attrgetter(names[0])
        return lambda value: (one(value),)
    return attrgetter(*names)


def _shown(self: Any) -> str:
    parts = (f"{item.name}={getattr(self, item.name)!r}" for item in dataclasses.fields(self) if item.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
