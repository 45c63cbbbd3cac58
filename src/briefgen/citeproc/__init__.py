"""The citation processor at the edge, and the lock file that makes it unnecessary."""

from __future__ import annotations

from briefgen.citeproc.lock import LockedProcessor
from briefgen.citeproc.pandoc import PandocProcessor, find_pandoc

__all__ = ["LockedProcessor", "PandocProcessor", "find_pandoc"]
