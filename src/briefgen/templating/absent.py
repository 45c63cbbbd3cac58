"""What a template asks for and there is not, told in the words of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.utils import missing

from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_DEEPEST = 4
_MOST = 20_000
"""Values that are looked through for the one that lacks something."""


class Absent(UndefinedError):
    """A template asks for ``name`` of ``owner``, which has none. Without an owner: no value is called so."""

    def __init__(self, message: str | None, name: object, owner: object = missing) -> None:
        super().__init__(message)
        asked: Any = name
        while isinstance(asked, StrictUndefined):  # what should say which part is not there itself
            asked, owner = asked._undefined_name, asked._undefined_obj  # noqa: SLF001 (Jinja2's names for them)
        self.name: object = asked
        self.owner = owner

    @property
    def has_owner(self) -> bool:
        """Whether it is a part of something that is there."""
        return self.owner is not missing

    def said(self, context: Mapping[str, object]) -> tuple[str, str]:
        """What is missing where, and what to do: ``("there is no tankrs in facts", "did you mean tankers?")``."""
        if not self.has_owner:
            return f"there is no value {self.name}", did_you_mean(str(self.name), list(_names(context)))
        called = _called(self.owner, context)
        if isinstance(self.owner, list | tuple) and isinstance(self.name, int):
            count = len(self.owner)
            counted = f"from 0 to {count - 1}" if count else "not at all, for there are none"
            return f"there is no item {self.name} in {called or 'the list'}", f"they are counted {counted}"
        parts = list(_parts(self.owner))
        if parts:
            return f"there is no {self.name} in {called or 'the value'}", did_you_mean(str(self.name), parts)
        many = isinstance(self.owner, list | tuple)
        hint = "go through it with a loop, or name one item: [0]" if many else "take out the full stop and what follows it"
        return f"{called or 'the value'} is {_kind(self.owner)} and has no {self.name}", hint


class Missing(StrictUndefined):
    """What stands for a value that is not there, until it is used."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: type = UndefinedError) -> None:
        super().__init__(hint, obj, name, exc)
        if hint is None:
            self._undefined_exception = _absent(name, obj)


def _absent(name: object, owner: object) -> Any:
    def made(message: str | None) -> Absent:
        return Absent(message, name, owner)

    return made


def _parts(value: object) -> Iterable[str]:
    """What a value's parts are called; none: it has no parts."""
    keys = getattr(value, "keys", None)
    if callable(keys):
        return map(str, keys())
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return ()
    fields = getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None)
    if fields:
        return (*fields, *(name for name, own in vars(type(value)).items() if isinstance(own, property)))
    return map(str, value) if hasattr(value, "__getitem__") and hasattr(value, "__iter__") and not isinstance(value, str) else ()


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list | tuple) else "empty" if value is None else "a single value"


def _called(wanted: object, context: Mapping[str, object]) -> str:
    """What a template calls a value, such as ``rows[3]``; empty where it is worked out."""
    if wanted is None or isinstance(wanted, str | int | float):
        return ""
    for count, (name, value) in enumerate(_values(context, "", 0)):
        if value is wanted:
            return name
        if count > _MOST:
            break
    return ""


def _values(value: object, name: str, depth: int) -> Iterator[tuple[str, object]]:
    if name:
        yield name, value
    if depth > _DEEPEST:
        return
    keys = getattr(value, "keys", None)
    if callable(keys):
        for key in keys():
            yield from _values(value[key], f"{name}.{key}" if name else str(key), depth + 1)  # type: ignore[index]  # it has keys
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _values(one, f"{name}[{number}]", depth + 1)


def _names(value: object) -> Iterator[str]:
    """Every name that a template could say."""
    keys = getattr(value, "keys", None)
    if callable(keys):
        for key in keys():
            yield str(key)
            yield from _names(value[key])  # type: ignore[index]  # what has keys has values
