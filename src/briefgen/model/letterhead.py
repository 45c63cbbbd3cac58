"""A Word file that a house takes its look from, and where it is to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from briefgen.model.named import NamedTuple
from briefgen.model.role import Role
from briefgen.model.value import dataclass


class Placeholder(NamedTuple):
    """Where a letterhead is to be filled. ``story`` is the part it stands in (``document``, ``header1``), ``control`` whether it
    is a content control tagged ``bg:<key>`` rather than ``{{ key }}`` in the text, ``around`` the words it stands in."""

    key: str
    story: str
    control: bool
    around: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The Word file that a house takes its look from, as it was handed over.

    ``file`` is its path as a user would type it. ``styles`` are the names of the paragraph and character styles that play the
    roles, where the file has one, and ``table_style`` that of tables, empty for none: by these names the body is to be set.

    ``covers``: what stands before the text of the brief is filled from it, and so takes the place of the document's own cover.
    ``sample``: nothing in the body is to be filled, so that what stands there is only an example of the styles.
    """

    data: bytes = field(repr=False)
    file: str
    styles: Mapping[Role, str]
    table_style: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    covers: bool = False
    sample: bool = False
