"""Faces: what a font file covers, measures and shapes, and the part of it that a document needs.

The only room with uharfbuzz. A :class:`Face` knows nothing about documents, so one face, with the words it has shaped, serves
every document of a process.
"""

from __future__ import annotations

from briefgen.fonts.face import Face, open_face
from briefgen.fonts.subset import Subset, subset

__all__ = ["Face", "Subset", "open_face", "subset"]
