"""Editions: what a brief says, what its sources changed, and what is to be done. Values in, values out.

::

    content_of ─► what it says now ─┐
    impacts ───► what lost ground ──┴► decide ─► Skip | Publish | Reverify | Hold | Wait
    outline_of ─► kept with the edition ─► diff, changes: what is new to its readers
"""

from briefgen.editions.changes import changes
from briefgen.editions.content import content_of
from briefgen.editions.decide import Policy, SourceChange, Standing, decide
from briefgen.editions.impact import Texts, impacts
from briefgen.editions.lockfile import EditionsLock, is_ahead, lock_of, read_lock, write_lock
from briefgen.editions.outline import Outline, SectionChange, diff, outline_of, read_outline, word_changes, write_outline

__all__ = [
    "EditionsLock",
    "Outline",
    "Policy",
    "SectionChange",
    "SourceChange",
    "Standing",
    "Texts",
    "changes",
    "content_of",
    "decide",
    "diff",
    "impacts",
    "is_ahead",
    "lock_of",
    "outline_of",
    "read_lock",
    "read_outline",
    "word_changes",
    "write_lock",
    "write_outline",
]
