"""Footnotes of one file: a definition is read where its mark stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import error, warning
from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from briefgen.model import tree
    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading
    from briefgen.readers.source import Source


class Notes:
    """The definitions among a file's tokens. ``read`` gives the blocks of the definition that opens at a token's index."""

    def __init__(
        self, tokens: list[Token], source: Source, reading: Reading, read: Callable[[int], tuple[tree.Block, ...]]
    ) -> None:
        self._reading = reading
        self._read = read
        self._ends: dict[int, int] = {}
        self._openings: dict[str, int] = {}
        self._places: dict[str, Position] = {}
        self._contents: dict[str, tuple[tree.Block, ...]] = {}
        self._find(tokens, source)

    def _find(self, tokens: list[Token], source: Source) -> None:
        open_: list[int] = []
        for index, token in enumerate(tokens):
            if token.type == "footnote_open":
                open_.append(index)
                self._define(token.meta["label"], index, source.position(token.meta["at"]))
            elif token.type == "footnote_close":
                self._ends[open_.pop()] = index + 1

    def _define(self, label: str, index: int, place: Position) -> None:
        if label in self._openings:
            message = f"the footnote [^{label}] is already defined at {self._places[label]}"
            self._reading.report(error("duplicate-footnote", message, place, "give one of the two another label"))
            return
        self._openings[label] = index
        self._places[label] = place

    def end_of(self, index: int) -> int:
        """The index after the definition that opens at an index."""
        return self._ends[index]

    def content(self, label: str, place: Position) -> tuple[tree.Block, ...] | None:
        """The blocks of a note; ``None``, and a finding at its mark, where there is none."""
        if label not in self._openings:
            hint = did_you_mean(label, self._openings) or f"define it on a line of its own: [^{label}]: text"
            self._reading.report(error("unknown-footnote", f"there is no footnote [^{label}]", place, hint))
            return None
        if label not in self._contents:
            self._contents[label] = self._read(self._openings[label])
        return self._contents[label]

    def report_unused(self) -> None:
        """A finding for each note that no mark asks for: it is not printed."""
        for label in self._openings:
            if label not in self._contents:
                message = f"no mark leads to the footnote [^{label}]; it is not printed"
                self._reading.report(warning("unused-footnote", message, self._places[label], f"write [^{label}] where it belongs"))
