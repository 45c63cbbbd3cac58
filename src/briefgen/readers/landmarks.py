"""What a piece of text is made of at first sight: matching brackets, code spans and citation keys, found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

_SIGN = re.compile(r"\\.|`+|<[A-Za-z/!?][^<>\n]*>|\[|\]|@", re.DOTALL)
_TICKS = re.compile("`+")


class Landmarks:
    """The landmarks of ``text``. Nothing is looked for before it is asked after, and then only once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def brackets(self) -> dict[int, int]:
        """The offset of the closing bracket by that of its opening one; escaped ones and those in code do not count."""
        return self._found[0]

    @property
    def with_key(self) -> set[int]:
        """Opening brackets that have an ``@`` directly inside, in no further bracket."""
        return self._found[1]

    @property
    def shut(self) -> dict[int, int]:
        """Where code spans and tags begin, and the offset after each."""
        return self._found[2]

    @cached_property
    def _found(self) -> tuple[dict[int, int], set[int], dict[int, int]]:
        text, closing = self.text, self._code_ends()
        pairs, keyed, shut, open_ = dict[int, int](), set[int](), dict[int, int](), list[int]()
        at = 0
        while sign := _SIGN.search(text, at):
            start, at = sign.span()
            match text[start]:
                case "[":
                    open_.append(start)
                case "]" if open_:
                    pairs[open_.pop()] = start
                case "@" if open_:
                    keyed.add(open_[-1])
                case "`" if start in closing:
                    at = shut[start] = closing[start]
                case "<":
                    shut[start] = at
                case _:
                    pass
        return pairs, keyed, shut

    def _code_ends(self) -> dict[int, int]:
        """For each run of backticks that opens a code span if it is met, where that span ends: at the next run as long."""
        ends: dict[int, int] = {}
        last: defaultdict[int, int | None] = defaultdict(lambda: None)
        if "`" not in self.text:
            return ends
        for run in reversed(list(_TICKS.finditer(self.text))):
            length = run.end() - run.start()
            following = last[length]
            if following is not None:
                ends[run.start()] = following
            last[length] = run.end()
        return ends
