"""The decorator of our values: the standard library's ``dataclass`` for classes with slots, defined and made in less time.

A start of the program defines some two hundred classes. The standard decorator compiles five to seven methods for each, one
by one, 60 ms in all (measured with CPython 3.11; 3.13 compiles them together). Here ``__init__`` alone is compiled, when the
first value is made, and once for all classes of one shape; the others need no code of their own for a class and are shared, so
that the same classes take 6 ms. A frozen value sets its slots by their descriptors, which takes half as long as
``object.__setattr__``. ``fields``, ``match`` and pickling work as ever.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from types import CodeType, FunctionType, MemberDescriptorType
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
    """``__init__``: the one method whose signature and speed are worth code of its own."""
    placed = [item for item in members if item.init and not item.kw_only]
    by_name = [item for item in members if item.init and item.kw_only]
    ordered = [*placed, *by_name, *(item for item in members if not item.init)]
    by_setter = frozen or any(item.default_factory is not MISSING for item in members)
    code = _code("".join(map(_part, ordered)), by_setter=by_setter, follows=hasattr(kind, "__post_init__"))
    names = {f"_{at}": item.name for at, item in enumerate(ordered)}
    own = code.replace(
        co_argcount=1 + len(placed),
        co_kwonlyargcount=len(by_name),
        co_varnames=tuple(names.get(name, name) for name in code.co_varnames),
        co_names=tuple(names.get(name, name) for name in code.co_names),
        co_filename=f"<{kind.__name__}>",
    )
    known: dict[str, Any] = {f"set{at}": _setter(kind, item) for at, item in enumerate(ordered)} | {"missing": MISSING}
    known |= {f"default{at}": item.default for at, item in enumerate(ordered) if not item.init}
    method: Any = FunctionType(own, known, "__init__", tuple(_defaults(placed).values()))
    method.__kwdefaults__ = _defaults(by_name)
    method.__qualname__ = f"{kind.__qualname__}.__init__"
    method.__annotations__ = {item.name: item.type for item in members if item.init} | {"return": None}
    method.__module__ = kind.__module__
    return method  # type: ignore[no-any-return]  # as it was made


def _setter(kind: Any, item: Field[Any]) -> Callable[[Any, Any], None]:
    put: Callable[[Any, Any], None] = getattr(kind, item.name).__set__
    make = item.default_factory
    if make is MISSING:
        return put
    return lambda value, given: put(value, make() if given is MISSING else given)


def _defaults(parameters: Sequence[Field[Any]]) -> dict[str, Any]:
    """The defaults of parameters; ``MISSING`` is that of one which is made for each value."""
    made = {item.name: item.default for item in parameters if item.default is not MISSING or item.default_factory is not MISSING}
    late = [item.name for item in parameters[len(parameters) - len(made) :] if item.name not in made and not item.kw_only]
    if late:
        raise TypeError(f"non-default argument {late[0]!r} follows default argument")
    return made


def _part(item: Field[Any]) -> str:
    """What an initialiser does with a field: set it to a parameter, to what is made, to a default, or leave it."""
    if item.init:
        return "p"
    return "m" if item.default_factory is not MISSING else "-" if item.default is MISSING else "d"


@functools.cache
def _code(shape: str, *, by_setter: bool, follows: bool) -> CodeType:
    """What initialisers of one shape share, with numbers for names: to compile it takes longer than to give it the names."""
    values = {"p": "_{0}", "m": "missing", "d": "default{0}"}
    assign = "set{0}(self, %s)" if by_setter else "self._{0} = %s"
    lines = [(assign % values[part]).format(at) for at, part in enumerate(shape) if part != "-"]
    if follows:
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *(f"_{at}" for at, part in enumerate(shape) if part == "p")])
    module = compile(f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"]), "<value>", "exec")
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


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
