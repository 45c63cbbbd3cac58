"""What one filling of a template may spend: steps, work, characters that it makes, and tokens of its own text."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Sized, ValuesView
from typing import TYPE_CHECKING, Any

from briefgen.model.value import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_STEPS = 50_000
"""Turns of loops and calls of macros: a second at most, where a brief needs some hundreds."""
MOST_WORK = 500_000
"""Items that are gone through, compared, sorted or copied."""
MOST_CHARACTERS = 4_000_000
"""Made in all, those of texts put together and thrown away counted as well; half of what the reader of Markdown takes."""
MOST_TOKENS = 40_000
"""Of the templates' own text, a value in braces being three: what compiling them takes is measured in these."""
LARGEST_NUMBER = 256
"""Bits."""
LONGEST_RANGE = 10_000
_CHARACTERS_AT_ONCE = 16
"""Of a text that is compared or searched."""
_NODES_A_STEP = 30
"""Of a body's tree: a loop over a long body is more than as many turns of a short one."""


class TooMuch(Exception):
    """A template goes beyond its budget; the text says in what."""


@dataclass(slots=True)
class Budget:
    """What is left of it."""

    steps: int = MOST_STEPS
    characters: int = MOST_CHARACTERS
    work: int = MOST_WORK
    tokens: int = MOST_TOKENS

    def spend(self, characters: int = 0, nodes: int = 0) -> str:
        """A step, and so many characters. Empty, so that it may stand where something is printed."""
        self.steps -= 1 + nodes // _NODES_A_STEP
        if self.steps < 0:
            raise TooMuch(f"it takes more than {MOST_STEPS:,} turns of loops and calls")
        return self.make(characters)

    def make(self, characters: int) -> str:
        """So many characters."""
        self.characters -= characters
        if self.characters < 0:
            raise TooMuch(f"it makes more than {MOST_CHARACTERS:,} characters")
        return ""

    def take(self, items: int) -> None:
        """So many items gone through."""
        self.work -= items
        if self.work < 0:
            raise TooMuch(f"it goes through more than {MOST_WORK:,} items of lists and texts")

    def read(self) -> None:
        """A token of a template's text."""
        self.tokens -= 1
        if self.tokens < 0:
            raise TooMuch(f"it has more than {MOST_TOKENS:,} tokens; print a long list with a loop, or a table from a file")

    def weigh(self, value: object) -> int:
        """Pay for everything in a value, as deep as it goes, and say how much that is: a list that holds another twice is twice."""
        before = self.work
        stack: list[Any] = [value]
        while stack:
            one = stack.pop()
            match one:
                case str():
                    self.take(1 + len(one) // _CHARACTERS_AT_ONCE)
                case dict():
                    self.take(1 + len(one))
                    stack += [*one.keys(), *one.values()]
                case range():
                    self.take(1 + len(one))
                case list() | tuple() | set() | KeysView() | ValuesView() | ItemsView():
                    self.take(1 + len(one))
                    stack += one
                case _:
                    self.take(1)
                    if type(one).__name__ == "Namespace":
                        stack.append(one._Namespace__attrs)  # noqa: SLF001 (there is no other way to its values)
        return before - self.work

    def weighed(self, value: Any) -> Any:
        """The value, paid for; one that makes its items as they are asked for is paid for as it does."""
        if _is_stream(value):
            return self._counted(value)
        self.weigh(value)
        return value

    def gone_through(self, value: Any) -> Any:
        """What a loop goes through, paid for without what its items hold."""
        if _is_stream(value):
            return self._counted(value)
        self.take(len(value) if isinstance(value, Sized) else 1)
        return value

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.take(1)
            yield value


def _is_stream(value: object) -> bool:
    """Whether it can be gone through once, and is no loop of the template."""
    return isinstance(value, Iterator) and not type(value).__module__.startswith("jinja2")
