"""Where a note's mark stands in a sentence.

The mark follows closing quotation marks and every punctuation mark but the dash, and no space stands before it (Chicago
Manual of Style, 18th ed., 13.29; New Hart's Rules 17.2.2). Authors write ``text [@key].``, as Pandoc taught them, so the full
stop is brought before the mark. The author's words and the order of their punctuation are not changed otherwise: a stop is
never carried inside quotation marks that the author closed before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.citations.sentence import ends_with_quote, with_stop_inside, without_brackets, without_full_stop
from briefgen.model import tree
from briefgen.model.citation import CiteMode
from briefgen.model.value import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOPS = r"[.,;:!?…]*"
_BEFORE_THE_MARK = re.compile(rf"{_STOPS}(?:[”»›]|[’'\"](?!\w))*{_STOPS}")
_POSSESSIVE = re.compile(r"[’']s\b")
_ENDS_A_SENTENCE = re.compile(r"[.!?…][”’\"')]*$")
_CLOSES_ALONE = re.compile(r"[.,;:]?\)")
_COMMA = tree.Superscript((tree.Text(","),))


def is_mark(node: tree.Inline) -> bool:
    """Whether a cite is printed as a mark: it holds a note, or it is raised as numeric styles have it."""
    return (
        isinstance(node, tree.Cite)
        and bool(node.children)
        and all(isinstance(c, tree.Note | tree.Superscript) for c in node.children)
    )


def fit(children: Sequence[tree.Inline], *, stops_inside: bool) -> tuple[tree.Inline, ...]:
    """A line of inlines whose citations in the line agree with the punctuation that the author put round them.

    One full stop ends "see ibid.", one pair of parentheses stands round a citation. ``stops_inside``: a citation's own closing
    quotation mark takes the full stop or comma after it in, as processors do for American English.
    """
    done = list(children)
    for index, node in enumerate(done):
        if not isinstance(node, tree.Cite) or is_mark(node):
            continue
        following = done[index + 1] if index + 1 < len(done) else None
        after = following.text if isinstance(following, tree.Text) else ""
        if isinstance(following, tree.Text) and stops_inside and after.startswith((".", ",")) and ends_with_quote(node.children):
            done[index] = replace(node, children=with_stop_inside(node.children, after[0]))
            done[index + 1] = replace(following, text=after[1:])
        elif after.startswith("."):
            done[index] = replace(node, children=without_full_stop(node.children))
        elif after.startswith(")") and _ends_with_bracket(done[:index]):
            done[index] = replace(node, children=without_brackets(node.children))
    return tuple(node for node in done if not isinstance(node, tree.Text) or node.text)


def settle(children: Sequence[tree.Inline]) -> tuple[tree.Inline, ...]:
    """A line of inlines with every citation mark in its place. Marks that meet are parted by a raised comma: 1,2 and not 12."""
    done: list[tree.Inline] = []
    index = 0
    while index < len(children):
        run, after = _marks_from(children, index)
        if not any(map(is_mark, run)):
            done.extend(run or children[index : index + 1])
            index = after if run else index + 1
            continue
        following = children[after] if after < len(children) else None
        rest = _settle_run(done, run, following)
        if rest is not following:
            after += 1
            done.extend((rest,) if rest is not None else ())
        index = after
    return tuple(done)


def _marks_from(children: Sequence[tree.Inline], index: int) -> tuple[list[tree.Inline], int]:
    """The marks that stand together from ``index``, the author's own notes among them, and the index after them."""
    run: list[tree.Inline] = []
    after = index
    while index < len(children):
        node = children[index]
        index += 1
        if is_mark(node) or isinstance(node, tree.Note):
            run.append(node)
            after = index
        elif not run or not _is_blank(node):
            break
    return run, after


def _is_blank(node: tree.Inline) -> bool:
    return isinstance(node, tree.SoftBreak) or (isinstance(node, tree.Text) and node.text.isspace())


def _settle_run(done: list[tree.Inline], run: list[tree.Inline], following: tree.Inline | None) -> tree.Inline | None:
    """Append marks after the punctuation that follows them; what is left of the following node, ``None`` when nothing is."""
    _drop_blank(done)
    rest = following
    if isinstance(following, tree.Text):
        text = following.text
        if (closed := _CLOSES_ALONE.match(text)) and _ends_with_bracket(done):
            _trim(done, 1)
            text = text[closed.end() :]
            _drop_blank(done)
        moved = _length_before_mark(text, run[-1])
        _append_text(done, _without_second_stop(done, text[:moved]))
        text = text[moved:]
        rest = following if text == following.text else replace(following, text=text) if text else None
    for mark in run:
        done.extend((_COMMA, mark) if done and _is_number(done[-1]) else (mark,))
    return rest


def _is_number(node: tree.Inline) -> bool:
    return isinstance(node, tree.Note) or is_mark(node)


def _length_before_mark(text: str, mark: tree.Inline) -> int:
    start = 0
    if isinstance(mark, tree.Cite) and mark.mode is CiteMode.AUTHOR_IN_TEXT and (found := _POSSESSIVE.match(text)):
        start = found.end()
    found = _BEFORE_THE_MARK.match(text, start)
    return found.end() if found else start


def _without_second_stop(done: list[tree.Inline], moved: str) -> str:
    """``U.S. [@key].`` ends with one full stop."""
    last = next((node for node in reversed(done) if not (_is_number(node) or node is _COMMA)), None)
    ended = isinstance(last, tree.Text) and _ENDS_A_SENTENCE.search(last.text)
    return moved[1:] if ended and moved.startswith(".") else moved


def _drop_blank(done: list[tree.Inline]) -> None:
    while done and _is_blank(done[-1]):
        done.pop()
    if done and isinstance(done[-1], tree.Text):
        done[-1] = replace(done[-1], text=done[-1].text.rstrip())


def _ends_with_bracket(done: list[tree.Inline]) -> bool:
    return bool(done) and isinstance(done[-1], tree.Text) and done[-1].text.endswith("(")


def _trim(done: list[tree.Inline], count: int) -> None:
    last = done.pop()
    assert isinstance(last, tree.Text)
    if text := last.text[:-count]:
        done.append(replace(last, text=text))


def _append_text(done: list[tree.Inline], text: str) -> None:
    if not text:
        return
    if done and isinstance(done[-1], tree.Text):
        done[-1] = replace(done[-1], text=done[-1].text + text)
    else:
        done.append(tree.Text(text))
