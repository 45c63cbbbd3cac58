"""Fragments: Jinja templates that print Markdown around the author's text, read by the same reader as that text.

A value is only ever text in them: whatever Markdown could take for structure is escaped where a value is printed, and there
is no way to turn that off. Structure is what the template itself spells out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen import templating
from briefgen.templating import Template, escape, fill

if TYPE_CHECKING:
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.house import House

__all__ = ["escape", "render_fragment", "unknown_names"]


def render_fragment(house: House, name: str, context: Mapping[str, object]) -> str:
    """The Markdown of the fragment ``name`` of a house, filled from ``context``.

    A name that is not in the context is an error; ``None`` and the empty string print nothing. Raises
    :class:`~briefgen.model.errors.MalformedFile` at the template's file and line for whatever goes wrong in it, and
    :class:`KeyError` for a fragment that the house does not have.
    """
    if name not in house.fragments:
        raise KeyError(name)
    return fill(Template(name, house.fragments, house.fragment_files), context).text


def unknown_names(house: House, name: str, context: Mapping[str, object]) -> Iterator[Diagnostic]:
    """An error for each name in a fragment of the house that ``context`` has not, whatever branch it stands in."""
    return templating.unknown_names(Template(name, house.fragments, house.fragment_files), context)
