"""Fragments: Jinja templates that print Markdown around the author's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.model.house import House


def render_fragment(house: House, name: str, context: Mapping[str, object]) -> str:
    """The Markdown of a fragment."""
    raise NotImplementedError
