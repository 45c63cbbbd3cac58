"""markdown-it with a memory: the same parser, in which every token knows the offset at which it began.

Two loops of markdown-it are written again here, because only they see where a token begins: the one over block rules and the
one over inline tokens. The rules they call are markdown-it's own and those of this room.

Notes left in ``token.meta``: ``at``, the offset of a block in the source or of an inline token in its piece of text, and
``strand``, on a token of type ``inline``, the :class:`~briefgen.readers.source.Strand` that leads from that piece to the source.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.deflist import deflist_plugin

from briefgen.model.diagnostic import error
from briefgen.readers import block_rules, fenced_div, grid_tables, inline_rules, tables
from briefgen.readers.landmarks import Landmarks
from briefgen.readers.source import Strand

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.readers.source import Source

DEEPEST = 60
"""Levels of blocks or of brackets inside one another. A list takes two; no printed page shows more than a dozen."""


class LocatedBlock(StateBlock):
    """The state of the block parser. ``unplaced`` are tokens of text whose place is not known yet.

    ``enters_div`` is set by a fenced div for the loop that reads its content: that loop ends at the closing fence.
    """

    def __init__(self, source: Source, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(source.text, md, env, tokens)
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.unplaced: list[Token] = []
        self.enters_div = False
        self.open_divs = 0

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Note the place of what no rule's beginning tells: an item of a list, and text."""
        token = super().push(ttype, tag, nesting)
        if ttype == "inline":
            self.unplaced.append(token)
        elif ttype == "list_item_open":
            token.attrs["at"] = self.first_character(self.line)  # markdown-it writes its meta anew for a task
        return token

    def first_character(self, line: int) -> int:
        """Offset of the first character of a line that belongs to the present block."""
        return self.bMarks[line] + self.tShift[line]


class BlockParser(ParserBlock):
    """The loop over block rules."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (the parser's own names)
        """Read blocks until the end, a line that belongs to an outer block, or the fence that closes the div being read."""
        assert isinstance(state, LocatedBlock)
        in_div, state.enters_div = state.enters_div, False
        rules = self.ruler.getRules("")
        line, blank_before = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent or (in_div and fenced_div.closes(state, line)):
                break
            if state.level >= DEEPEST:
                state.diagnostics.append(_too_deep(state, line))
                state.line = endLine
                break
            _apply(rules, state, line, endLine)
            state.tight = not blank_before
            line = state.line
            blank_before = blank_before or ((line - 1) < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                blank_before = True
                state.line = line = line + 1


def _apply(rules: list[Any], state: LocatedBlock, line: int, end: int) -> None:
    """Let the first rule that knows the line read it, and note where its tokens stand."""
    first, start = len(state.tokens), state.first_character(line)
    for rule in rules:
        if rule(state, line, end, False):
            break
    if len(state.tokens) > first:
        opening = state.tokens[first]
        opening.meta.setdefault("at", start)
        if opening.type == "table_open" and opening.markup != grid_tables.GRID:
            tables.place_cells(state, first)
    for token in state.unplaced:
        if "strand" not in token.meta:
            token.meta["strand"] = _strand(state, token)
    state.unplaced.clear()


def _too_deep(state: LocatedBlock, line: int) -> Diagnostic:
    place = state.source.position(state.first_character(line))
    message = f"blocks stand inside one another more than {DEEPEST} levels deep; what is deeper was left out"
    return error("nested-too-deep", message, place, "take the text out of some of its lists and quotations")


def _strand(state: LocatedBlock, token: Token) -> Strand:
    """Where the lines of a token's text stand.

    A line of the text is the end of a line of the source, whatever markers stood before it. Lines of white space before the text
    are lost to it; its last line has lost the white space at its end, a heading's the closing number signs too.
    """
    source = state.source
    number = token.map[0] if token.map else 0
    last = token.map[1] - 1 if token.map else 0
    while number < last and not mdTrim(state.src[state.first_character(number) : state.eMarks[number]]):
        number += 1
    pieces, at = [], 0
    for line in token.content.split("\n"):
        whole = source.line(number)
        end = len(whole) if whole.endswith(line) else len(_cut(whole, line))
        pieces.append((at, source.line_starts[number] + end - len(line)))
        at += len(line) + 1
        number += 1
    return Strand(source, pieces)


def _cut(whole: str, line: str) -> str:
    trimmed = mdTrim(f"x{whole}")[1:]
    if trimmed.endswith(line) and line:
        return trimmed
    return trimmed.rstrip("#").rstrip()


class LocatedInline(StateInline):
    """The state of the inline parser, which notes where each token begins."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.landmarks = Landmarks(src)
        self._pending_at: int | None = None

    def append_pending(self, text: str) -> None:
        """Plain text begins here, unless it has begun before."""
        if self._pending_at is None:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (the parser's own name)
        """The plain text met so far becomes a token."""
        token = super().pushPending()
        token.meta["at"] = self._pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token begins where the parser stands; of several in one run of markers each begins after the one before."""
        token = super().push(ttype, tag, nesting)
        self._pending_at = None
        token.meta["at"] = token.meta["rule_at"] = self.pos
        if ttype == "text" and len(self.tokens) > 1:
            last = self.tokens[-2]
            if last.type == "text" and last.meta.get("rule_at") == self.pos:
                token.meta["at"] = last.meta["at"] + len(last.content)
        return token


class InlineParser(ParserInline):
    """The loop over inline rules, with the state above."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Tokens of one piece of text."""
        state = LocatedInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def parser() -> MarkdownIt:
    """The parser with every rule of this room."""
    md = MarkdownIt()
    md.block, md.inline = BlockParser(), InlineParser()
    options: dict[str, object] = {"maxNesting": DEEPEST, "tasklists": True, "html": True}
    md.configure("commonmark", options_update=options)
    md.enable(["table", "strikethrough"])
    md.inline.ruler2.disable(["fragments_join"])
    md.use(deflist_plugin)
    block_rules.install(md)
    inline_rules.install(md)
    # Which links are printed is decided with the tree in hand, so that the rest keeps its text and gets a finding.
    cast("Any", md).validateLink = lambda _: True
    return md


def parse_blocks(source: Source, env: dict[str, Any]) -> tuple[list[Token], list[Diagnostic]]:
    """The block tokens of a source. ``env`` collects link references and the labels of footnotes."""
    md, tokens = parser(), list["Token"]()
    if not source.text:
        return tokens, []
    state = LocatedBlock(source, md, env, tokens)
    md.block.tokenize(state, state.line, state.lineMax)
    return tokens, state.diagnostics


def parse_inlines(text: str, env: dict[str, Any]) -> list[Token]:
    """The inline tokens of one piece of text."""
    return parser().inline.parse(text, parser(), env, [])
