"""What is said of a page while pages are being broken: what has been placed before it, and one way to fill it."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.layout.floats import Range
from briefgen.model.named import NamedTuple


class State(NamedTuple):
    """What has been placed before a page: the first atom that has not, how many lines of notes have, and the floats put off."""

    next: int
    noted: int
    floats: tuple[Range, ...] = ()


class Way(NamedTuple):
    """One way to fill a page: the stretches on it from the top, its lines of notes, and where that leads.

    ``space`` is what is left of its height, less than 0 if spaces must shrink; ``gives`` and ``takes`` are by how much they can.
    """

    parts: tuple[Range, ...]
    notes: Range
    after: State
    space: float
    gives: float
    takes: float
    cost: float


class OpenPage(NamedTuple):
    """A page that is being filled: what stands on it, and the text that may follow, from ``start`` on and before ``bound``.

    ``over`` is the distance of ``start`` from the top, ``low`` that of the end of what is above it; ``foot`` is the height of the
    notes when the page ends with an atom.
    """

    parts: tuple[Range, ...]
    start: int
    bound: int
    over: float
    low: float
    foot: Callable[[int], float]
    last_note: Callable[[int], int]
    put_off: tuple[Range, ...] = ()
    gives: float = 0.0
    takes: float = 0.0
