"""Fenced divs: ``::: {.class}`` to ``:::``, one inside another as often as wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import error
from briefgen.readers import attributes

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from briefgen.readers.engine import LocatedBlock

_FENCE = re.compile(r":{3,}[ \t]*")
_WORD = re.compile(r"(?P<word>[^\s{}:]+)[ \t]*:*[ \t]*$")
_TAIL = re.compile(r"[ \t]*:*[ \t]*(?:\n|$)")
UNREADABLE = -1
"""The end of attributes that cannot be read: their div is read all the same, so that its closing fence has one to close."""
MOST_LINES = 20
"""Lines over which the attributes of one fence may run."""


def closes(state: StateBlock, line: int) -> bool:
    """Whether a line is a closing fence: nothing but colons, three or more."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if end - start < 3 or not state.src.startswith(":::", start) or state.is_code_block(line):
        return False
    return not state.src[start:end].strip(": \t")


def _opening(state: StateBlock, line: int) -> tuple[attributes.Parsed, int] | None:
    """The attributes of an opening fence and the number of lines it takes; ``None``: the line is none."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    fence = _FENCE.match(state.src, start, end)
    if not fence or fence.end() == end or state.is_code_block(line):
        return None
    if word := _WORD.match(state.src[fence.end() : end]):
        return attributes.Parsed(tree.Attributes(classes=(word["word"],)), word.end()), 1
    last = min(line + MOST_LINES, state.lineMax) - 1
    parsed = attributes.parse(state.src, fence.end(), state.eMarks[last])
    if parsed and _TAIL.match(state.src, parsed.end):
        return parsed, state.src.count("\n", start, parsed.end) + 1
    return (attributes.Parsed(tree.PLAIN, UNREADABLE), 1) if state.src[fence.end()] == "{" else None


def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a div, from its opening fence to its closing one, or to where its surroundings end."""
    located = _located(state)
    opening = _opening(state, line)
    if silent:
        return opening is not None or (located.open_divs > 0 and closes(state, line))
    if opening is None:
        if closes(state, line):
            _report_stray(located, line)
        return False
    parsed, height = opening
    if parsed.end == UNREADABLE:
        located.diagnostics.append(attributes.unreadable(located.source.position(located.first_character(line))))
    token = state.push("div_open", "div", 1)
    token.meta.update(at=located.first_character(line), attributes=parsed)
    outer = state.parentType
    state.parentType = "div"
    located.open_divs += 1
    located.enters_div = True
    state.line = line + height
    state.md.block.tokenize(state, line + height, end)
    located.enters_div = False
    located.open_divs -= 1
    state.parentType = outer
    if state.line < end and closes(state, state.line) and state.sCount[state.line] >= state.blkIndent:
        state.line += 1
    else:
        place = located.source.position(token.meta["at"])
        located.diagnostics.append(
            error("unclosed-div", "the fenced div that begins here is not closed", place, "add a line of ::: after it")
        )
    token.map = [line, state.line]
    state.push("div_close", "div", -1)
    return True


def _report_stray(state: LocatedBlock, line: int) -> None:
    place = state.source.position(state.first_character(line))
    state.diagnostics.append(error("stray-div-end", "::: closes nothing here", place, "delete it, or open a div with ::: {.class}"))


def _located(state: StateBlock) -> LocatedBlock:
    from briefgen.readers.engine import LocatedBlock

    assert isinstance(state, LocatedBlock)
    return state
