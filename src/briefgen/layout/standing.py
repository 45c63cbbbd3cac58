"""Standing type: lines that were set once are kept, and put down again where the same words are to be set in the same form.

Lines are a pure function of what their paragraph is made of, so this holds from one document to the next: whoever writes and looks
by turns changes a paragraph or two of some hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.itemise import Run
    from briefgen.layout.line import Form
    from briefgen.layout.straight import SetLine

# Paragraphs: a report of a hundred pages has two thousand. Of a longer one this is no help, and no burden.
_MOST_KEPT = 3_000

_Key: TypeAlias = tuple[object, ...]
_TOO_MANY: _Key = ()
_kept: dict[_Key, Sequence[SetLine]] = {}


def key(runs: Sequence[Run], form: Form) -> _Key | None:
    """All that lines depend on; ``None`` for those that are not kept: text of more than words from left to right.

    What a run is drawn for and leads to makes no difference, but where that changes does.
    """
    said: list[object] = [form]
    content = target = None
    for run in runs:
        if run.rtl or run.chip is not None or run.inset is not None:
            return None
        new = (run.content is not content, run.target is not target, run.target is None, run.note is None, not run.anchors)
        said += (run.text, run.setting, new)
        content, target = run.content, run.target
    return tuple(said)


def lines(known: _Key) -> Sequence[SetLine] | None:
    """The lines that were kept; ``None`` if there are none."""
    return _kept.get(known)


def keep(known: _Key, made: Sequence[SetLine]) -> None:
    """Keep lines. Where there are too many, most will not be met again."""
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
        _kept[_TOO_MANY] = ()
    _kept[known] = made


def end_document() -> None:
    """Forget the lines of a document that has more than are kept: its last would be cleared before it came to them again."""
    if _TOO_MANY in _kept:
        _kept.clear()


def forget() -> None:
    """Forget them all: for whoever measures how long lines take."""
    _kept.clear()
