"""HTML among Markdown: comments are the author's own and are left out, everything else prints as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import error, warning

if TYPE_CHECKING:
    from markdown_it.token import Token

    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.position import Position
    from briefgen.readers.reading import Reading
    from briefgen.readers.source import Source

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def is_comment(text: str) -> bool:
    """Whether a piece of HTML is one whole comment."""
    return bool(_COMMENT.fullmatch(text))


def printed_as_text(text: str, place: Position) -> Diagnostic:
    """The finding for HTML that prints as it is written."""
    tag = text.strip().split("\n")[0][:40]
    hint = "write Markdown: a backslash at the end of a line breaks it; a backslash before < says that it is meant"
    return warning("raw-html", f"HTML is printed as text: {tag}", place, hint)


def block(token: Token, source: Source, reading: Reading) -> tuple[tree.Block, ...]:
    """The paragraph of a block of HTML; nothing for a comment."""
    place = source.position(token.meta["at"])
    text = token.content.strip("\n")
    if text.lstrip().startswith("<!--"):
        if "-->" not in text:
            reading.report(error("unclosed-comment", "the comment that begins here is not closed", place, "end it with -->"))
        return ()
    reading.report(printed_as_text(text, place))
    children: list[tree.Inline] = []
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            begin = _line_place(token, number, line, source)
            children += [tree.SoftBreak(position=begin)] if children else []
            children.append(tree.Text(line.strip(), position=begin))
    return (tree.Paragraph(tuple(children), position=place),)


def _line_place(token: Token, number: int, line: str, source: Source) -> Position:
    assert token.map is not None
    whole = source.line(token.map[0] + number)
    end = len(whole.rstrip())
    return source.position(source.line_starts[token.map[0] + number] + max(end - len(line.strip()), 0))
