"""Sources that change at every look, so that change says nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_restless(history: Sequence[str], *, looks: int = 6, changes: int = 5) -> bool:
    """Whether a source changed on nearly every one of its last looks.

    ``history`` holds :attr:`~briefgen.model.source.Capture.seen` of each look, the oldest first; looks that saw nothing count
    for nothing. With fewer than ``looks`` changes to judge by, it is not.
    """
    seen = [text for text in history if text][-(looks + 1) :]
    return len(seen) > looks and sum(one != other for one, other in pairwise(seen)) >= changes
