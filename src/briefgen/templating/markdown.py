"""Values as Markdown that prints them as they are."""

from __future__ import annotations

from briefgen.model.expressions import expression

_SPACE = expression(r"[\x00-\x20\x7f\x85\u2028\u2029]+")
_MEANINGFUL = expression(r"[\\`*_{}\[\]<>()#+\-.!|~^=:@&$]")
"""CommonMark 0.31 §2.4 lets every ASCII punctuation mark be escaped; these are the ones that some syntax begins with."""
_BETWEEN_DIGITS = expression(r"(?<=\d)\\([.:])(?=\d)")
"""A full stop or colon inside a number begins nothing, and is easier to read as it is."""


class Ready(str):
    """Markdown that the program itself made, such as a citation: printed as it is."""

    __slots__ = ()


def escape(value: object) -> str:
    """Text that Markdown prints as it is, on one line; ``None`` is nothing."""
    if isinstance(value, Ready):
        return value
    text = "" if value is None else _SPACE.sub(" ", str(value)).strip(" ")
    return _BETWEEN_DIGITS.sub(r"\1", _MEANINGFUL.sub(r"\\\g<0>", text))


def refuse_structure(value: object, name: str = "") -> None:
    """Raise :class:`TypeError` for what has no text of its own, of which Python would print its insides."""
    if type(value).__str__ is object.__str__ and value is not None and not isinstance(value, int | float):
        what = "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list | tuple | range) else "no value"
        raise TypeError(f"{name or 'this'} is {what}: print one of its parts, or go through them with a loop")
