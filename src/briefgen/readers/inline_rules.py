"""The inline rules that Pandoc's Markdown has and CommonMark has not: citations, notes, spans, attributes, raised text.

Tokens made here carry what the tree needs in ``token.meta``: ``cluster`` (a citation), ``label`` (a note's), ``attributes``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline import backtick, image, link

from briefgen.readers import attributes, cite_syntax

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.state_inline import StateInline

    from briefgen.readers.engine import LocatedInline

    Rule = Callable[[StateInline, bool], bool]

_NOTE_MARK = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,200})\]")
_RAISED = re.compile(r"\^(?P<text>(?:\\.|[^\s^\\])++)\^", re.DOTALL)
_LOWERED = re.compile(r"~(?P<text>(?:\\.|[^\s~\\])++)~(?!~)", re.DOTALL)


def install(md: MarkdownIt) -> None:
    """Add the rules."""
    rules = md.inline.ruler
    rules.at("backticks", with_attributes(backtick))
    rules.at("link", with_attributes(link))
    rules.at("image", with_attributes(image))
    rules.before("escape", "fixed_space", fixed_space)
    for name, rule in (("note_mark", note_mark), ("cluster", cluster), ("span", span)):
        rules.before("link", name, rule)
    for name, rule in (("inline_note", inline_note), ("raised", raised), ("lowered", lowered), ("bare_key", bare_key)):
        rules.after("image", name, rule)


def _located(state: StateInline) -> LocatedInline:
    from briefgen.readers.engine import LocatedInline

    assert isinstance(state, LocatedInline)
    return state


def with_attributes(rule: Rule) -> Rule:
    """A rule after whose construct attributes may follow: ``[text](target){.class}``."""

    def extended(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = silent or len(state.tokens) > before
        if made and state.pos < state.posMax and state.src[state.pos] == "{" and state.src[start : state.pos].strip("`"):
            parsed = attributes.parse(state.src, state.pos, state.posMax)
            if parsed:
                state.pos = parsed.end
                if not silent:
                    state.tokens[-1].meta["attributes"] = parsed
        return True

    return extended


def _enclose(state: StateInline, name: str, inner: tuple[int, int], after: int) -> None:
    """Push an opening token, the tokens of what is inside, and a closing token; go on after it."""
    outer_end = state.posMax
    state.push(f"{name}_open", "", 1)
    state.pos, state.posMax = inner
    state.md.inline.tokenize(state)
    state.pos, state.posMax = after, outer_end
    state.push(f"{name}_close", "", -1)


def fixed_space(state: StateInline, silent: bool) -> bool:
    """A backslash before a space: a space at which no line is broken."""
    if not state.src.startswith("\\ ", state.pos) or state.pos + 1 >= state.posMax:
        return False
    if not silent:
        state.push("text_special", "", 0).content = "\u00a0"
    state.pos += 2
    return True


def note_mark(state: StateInline, silent: bool) -> bool:
    """``[^label]``, whether or not there is such a note: a missing one is a finding, not text."""
    match = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("note_mark", "", 0).meta["label"] = match["label"]
    state.pos = match.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """``^[text of the note]``."""
    start = state.pos + 1
    if not state.src.startswith("^[", state.pos):
        return False
    close = _located(state).landmarks.brackets.get(start)
    if close is None or close >= state.posMax:
        return False
    if not silent:
        _enclose(state, "inline_note", (start + 1, close), close + 1)
    state.pos = close + 1
    return True


def span(state: StateInline, silent: bool) -> bool:
    """``[text]{.class}``."""
    start = state.pos
    if state.src[start] != "[":
        return False
    close = _located(state).landmarks.brackets.get(start)
    if close is None or close + 1 >= state.posMax or state.src[close + 1] != "{":
        return False
    parsed = attributes.parse(state.src, close + 1, state.posMax)
    if not parsed:
        return False
    if not silent:
        _enclose(state, "span", (start + 1, close), parsed.end)
        state.tokens[-1].meta["attributes"] = parsed
    state.pos = parsed.end
    return True


def raised(state: StateInline, silent: bool) -> bool:
    """``x^2^``."""
    return _shifted(state, silent, "raised", _RAISED)


def lowered(state: StateInline, silent: bool) -> bool:
    """``H~2~O``."""
    return _shifted(state, silent, "lowered", _LOWERED)


def _shifted(state: StateInline, silent: bool, name: str, form: re.Pattern[str]) -> bool:
    match = form.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        _enclose(state, name, match.span("text"), match.end())
    state.pos = match.end()
    return True


def cluster(state: StateInline, silent: bool) -> bool:
    """``[see @key, p. 4; @other]``."""
    start = state.pos
    if state.src[start] != "[" or "in_affix" in state.env:
        return False
    landmarks = _located(state).landmarks
    close = landmarks.brackets.get(start)
    if close is None or close >= state.posMax or start not in landmarks.with_key:
        return False
    if span(state, True) or (state.src[close + 1 : close + 2] in {"(", "["} and link(state, True)):
        state.pos = start
        return False
    parts = cite_syntax.parts(landmarks, start + 1, close)
    if parts is None:
        return False
    if not silent:
        _push_cluster(state, cite_syntax.Cluster(parts))
    state.pos = close + 1
    return True


def _push_cluster(state: StateInline, found: cite_syntax.Cluster) -> None:
    token = state.push("cluster", "", 0)
    token.content = state.src
    token.meta["cluster"] = found


def bare_key(state: StateInline, silent: bool) -> bool:
    """``@key``, ``-@key`` and ``@key [p. 4; @other]``."""
    start = state.pos
    if state.src[start] not in "@-" or "in_affix" in state.env:
        return False
    found = cite_syntax.bare(_located(state).landmarks, start, state.posMax)
    if not found:
        return False
    if not silent:
        _push_cluster(state, found)
    state.pos = found.end
    return True
