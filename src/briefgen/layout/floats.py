"""Floats: captioned tables and figures that stand at the top of the next page while the text after them goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.galley import Atom


def passing(atoms: Sequence[Atom], start: int) -> list[Atom]:
    """What may stand before a float that it follows: the text from ``start`` up to the next heading, box or table."""
    end = start
    while end < len(atoms) and not _stops(atoms[end]):
        end += 1
    return list(atoms[start:end])


def _stops(atom: Atom) -> bool:
    return bool(atom.new_page or atom.opens or atom.floats or atom.boxes or atom.head or atom.sinks)


def put_off(atoms: list[Atom], at: int, passed: int) -> None:
    """Move the float that begins at ``at`` behind so many of the atoms that follow it."""
    start = at + atoms[at].floats
    atoms[at : start + passed] = [*atoms[start : start + passed], *atoms[at:start]]
