"""The block rules that Pandoc's Markdown has and CommonMark has not, apart from fenced divs: notes, includes, page breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block.html_block import html_block

from briefgen.readers import fenced_div, grid_tables, tables

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_INCLUDE = re.compile(r"!include(?:[ \t]+(?P<path>\S.*?))?[ \t]*$")
_PAGE_BREAK = re.compile(r"\\(?:newpage|pagebreak|clearpage)[ \t]*$")
_NOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,200})\]:")


def install(md: MarkdownIt) -> None:
    """Add the rules."""
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules = md.block.ruler
    rules.before("fence", "fenced_div", fenced_div.rule, everywhere)
    rules.before("fence", "grid_table", grid_tables.rule, {"alt": []})
    rules.before("fence", "include", include, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.before("fence", "page_break", page_break, {"alt": ["paragraph"]})
    rules.before("reference", "footnote", footnote, {"alt": ["paragraph", "reference"]})
    rules.before("fence", "table_caption", tables.ends_at_caption, {"alt": ["blockquote"]})
    rules.at("html_block", raw_html, {"alt": ["paragraph", "reference", "blockquote"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def include(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: ARG001 (the parser's signature)
    """``!include path``, alone on its line."""
    if state.is_code_block(line) or not (match := _INCLUDE.match(_line(state, line))):
        return False
    if not silent:
        state.line = line + 1
        token = state.push("include", "", 0)
        token.content = match["path"] or ""
        token.map = [line, line + 1]
    return True


def page_break(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: ARG001 (the parser's signature)
    r"""``\newpage`` and its kin, alone on a line, as files that come from Pandoc and Quarto have them."""
    if state.is_code_block(line) or not _PAGE_BREAK.match(_line(state, line)):
        return False
    if not silent:
        state.line = line + 1
        state.push("page_break", "", 0).map = [line, line + 1]
    return True


def footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """``[^label]: text`` and the blocks after it that are indented by four."""
    start = state.bMarks[line] + state.tShift[line]
    match = _NOTE.match(state.src, start, state.eMarks[line])
    if state.is_code_block(line) or not match:
        return False
    if silent:
        return True
    state.env.setdefault("notes", set()).add(match["label"])
    opening = state.push("footnote_open", "", 1)
    opening.meta["label"] = match["label"]
    opening.map = [line, line + 1]
    outer = state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType
    content = state.skipSpaces(match.end())
    state.bMarks[line], state.tShift[line], state.parentType = match.end(), content - match.end(), "footnote"
    state.blkIndent += 4
    state.sCount[line] = state.blkIndent
    state.md.block.tokenize(state, line, end)
    state.blkIndent -= 4
    state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType = outer
    opening.map = [line, state.line]
    state.push("footnote_close", "", -1)
    return True


def raw_html(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """An HTML block, unless it is a comment with text after it on its last line: that text is Markdown."""
    if state.src.startswith("<!--", state.bMarks[line] + state.tShift[line]):
        start = state.bMarks[line] + state.tShift[line]
        close = state.src.find("-->", start + 4)
        eol = state.src.find("\n", close)
        if close >= 0 and state.src[close + 3 : eol if eol >= 0 else None].strip():
            return False
    return html_block(state, line, end, silent)
