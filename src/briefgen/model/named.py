"""The base of our named tuples: ``typing.NamedTuple``, whose classes are defined in a fifth of the time.

A build defines some eighty. The standard base compiles each annotation and evaluates a constructor for each class, 8 ms in all
(measured with CPython 3.11); here classes of as many fields share the code of a constructor, and all share the other methods.
"""

from __future__ import annotations

import functools
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple
else:
    from collections import _tuplegetter  # what reads a field of the standard library's own, twice as fast as a property

    class _Definition(type):
        """Makes of ``class X(NamedTuple):`` a class of tuples, which has no base of ours."""

        def __new__(cls, name: str, _bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if [*defaults] != [*fields[len(fields) - len(defaults) :]]:
                raise TypeError(f"{name}: a field without a default follows one that has a default")
            made = _SHARED | body | {field: _tuplegetter(at, f"Field {at}") for at, field in enumerate(fields)}
            made |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__slots__": ()}
            made["__new__"] = _constructor(body, fields, tuple(defaults.values()))
            return type(name, (tuple,), made)

    NamedTuple = type.__new__(_Definition, "NamedTuple", (), {})


def _constructor(body: dict[str, Any], fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    own = _code(len(fields)).replace(co_varnames=("_cls", *fields), co_filename=f"<{body['__qualname__']}>")
    made = FunctionType(own, {"new": tuple.__new__}, "__new__", defaults)
    made.__qualname__ = f"{body['__qualname__']}.__new__"
    made.__module__ = body["__module__"]
    made.__annotations__ = dict(body.get("__annotations__", ()))
    return made


@functools.cache
def _code(count: int) -> CodeType:
    """The code of a constructor with numbers for names."""
    names = "".join(f"_{at}, " for at in range(count))
    module = compile(f"def __new__(_cls, {names}):\n return new(_cls, ({names}))", "<named>", "exec")
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


def _make(cls: Any, values: Iterable[Any]) -> Any:
    made = tuple.__new__(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, and {len(made)} values were given")
    return made


def _replace(self: Any, /, **changes: Any) -> Any:
    made = self._make(map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"{type(self).__name__} has no field {next(iter(changes))!r}")
    return made


def _asdict(self: Any) -> dict[str, Any]:
    return dict(zip(self._fields, self, strict=True))


def _shown(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self, strict=True))})"


def _plain(self: Any) -> tuple[Any, ...]:
    return tuple(self)


_SHARED: dict[str, Any] = {
    "_make": classmethod(_make),
    "_replace": _replace,
    "_asdict": _asdict,
    "__repr__": _shown,
    "__getnewargs__": _plain,
}
