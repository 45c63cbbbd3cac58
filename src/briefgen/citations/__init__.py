"""Libraries in, citation clusters out, and formatted clusters back into the tree.

The way of a citation: :func:`read_library` and :func:`merge_libraries` give the sources, :func:`request` what a processor is
asked for a document, :func:`place` prints its answer. Nothing here starts a processor; :mod:`briefgen.citeproc` does.
"""

from __future__ import annotations

from briefgen.citations.collect import request
from briefgen.citations.fields import is_foreign
from briefgen.citations.libraries import LIBRARY_READERS, merge_libraries, read_library
from briefgen.citations.placing import needs_notice, place

__all__ = [
    "LIBRARY_READERS",
    "is_foreign",
    "merge_libraries",
    "needs_notice",
    "place",
    "read_library",
    "request",
]
