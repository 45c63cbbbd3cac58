"""Running lines: what stands at the head and the foot of every page, with the places that differ from page to page."""

from __future__ import annotations

from enum import Enum

from briefgen.model.value import dataclass


class PageField(Enum):
    """What a page itself fills in: its number, how many there are, and the title of the section at its top."""

    PAGE = "page"
    PAGES = "pages"
    SECTION = "section"


RunningText = tuple[str | PageField, ...]
"""Words and fields in the order of reading; empty: nothing."""


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A line in three parts, which stand at the left of the frame, in its middle and at its right."""

    left: RunningText = ()
    centre: RunningText = ()
    right: RunningText = ()


@dataclass(frozen=True, slots=True)
class Running:
    """The lines of head and foot from top to bottom. ``None``: the writers' usual line; an empty tuple: nothing at all.

    ``first_head`` and ``first_foot`` are those of the first page after the cover; ``None``: those of the other pages.
    """

    head: tuple[RunningLine, ...] | None = None
    foot: tuple[RunningLine, ...] | None = None
    first_head: tuple[RunningLine, ...] | None = None
    first_foot: tuple[RunningLine, ...] | None = None


def filled(text: RunningText, page: str, pages: str, section: str) -> str:
    """The words of a part on one page."""
    values = {PageField.PAGE: page, PageField.PAGES: pages, PageField.SECTION: section}
    return "".join(values[part] if isinstance(part, PageField) else part for part in text)
