"""Fragments: Jinja templates that print Markdown around the author's text, read by the same reader as that text.

A value is only ever text in them: whatever Markdown could take for structure is escaped where a value is printed, and there
is no way to turn that off. Structure is what the template itself spells out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.model.errors import MalformedFile
from briefgen.model.nearest import did_you_mean, nearest
from briefgen.model.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.sandbox import SandboxedEnvironment

    from briefgen.model.house import House

_SPACE = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029]+")
_MEANINGFUL = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~^=:@&$]")
"""CommonMark 0.31 §2.4 lets every ASCII punctuation mark be escaped; these are the ones that some syntax begins with."""
_UNKNOWN_NAME = re.compile(r"'(?P<name>\w+)'(?: is undefined)?\.?$")


def render_fragment(house: House, name: str, context: Mapping[str, object]) -> str:
    """The Markdown of the fragment ``name`` of a house, filled from ``context``.

    A name that is not in the context is an error; ``None`` and the empty string print nothing. Raises
    :class:`~briefgen.model.errors.MalformedFile` at the template's file and line for whatever goes wrong in it, and
    :class:`KeyError` for a fragment that the house does not have.
    """
    import jinja2

    if name not in house.fragments:
        raise KeyError(name)
    try:
        return _environment(house).get_template(name).render(context)
    except jinja2.TemplateSyntaxError as problem:
        raise MalformedFile(f"template: {problem.message}", position=_place(house, problem.name or name, problem.lineno)) from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as problem:
        raise MalformedFile(
            f"template: {problem}", position=_failing_line(house, name, problem), hint=_hint(problem, context)
        ) from None


def escape(value: object) -> str:
    """Text that Markdown prints as it is, on one line; ``None`` is nothing."""
    text = "" if value is None else _SPACE.sub(" ", str(value)).strip(" ")
    return _MEANINGFUL.sub(r"\\\g<0>", text)


def _environment(house: House) -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    def load(name: str) -> tuple[str, str, None] | None:
        return (house.fragments[name], house.fragment_files.get(name, name), None) if name in house.fragments else None

    return SandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize(value: object) -> str:
    """Escape what is printed. An undefined value is printed as it is, which is what makes it complain."""
    from jinja2 import Undefined

    return str(value) if isinstance(value, Undefined) else escape(value)


def _place(house: House, fragment: str, line: int) -> Position:
    return Position(house.fragment_files.get(fragment, fragment), line)


def _failing_line(house: House, name: str, problem: BaseException) -> Position:
    """The innermost line of a template in the traceback; Jinja puts the template's own file and lines there."""
    files = {house.fragment_files.get(fragment, fragment) for fragment in house.fragments}
    place = _place(house, name, 1)
    trace = problem.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename in files:
            place = Position(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _hint(problem: BaseException, context: Mapping[str, object]) -> str:
    found = _UNKNOWN_NAME.search(str(problem))
    return did_you_mean(found["name"], nearest(found["name"], _names(context))) if found else ""


def _names(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _names(inner)
